"""What every database can store, and JSON can hold."""

import re
from collections.abc import Mapping
from typing import Any

_HALF_PAIR = re.compile("[\ud800-\udfff]")


def storable(text: str) -> str:
    """Return the text without what no database can store, and JSON can hold: NUL and halves of surrogate pairs."""
    if text.isascii():
        return text.replace("\0", "")
    if "\0" in text or _HALF_PAIR.search(text):
        return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def all_storable(value: Any) -> Any:  # noqa: ANN401  # JSON
    """Return a JSON value whose texts are all storable."""
    if isinstance(value, Mapping):
        return {storable(str(key)): all_storable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [all_storable(each) for each in value]
    return storable(value) if isinstance(value, str) else value
