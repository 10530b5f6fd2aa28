"""History from what platforms export, as the event lines of ROR.md."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from handlers.imports.entries import Export, Unusable
from handlers.imports.slack import Slack
from handlers.imports.telegram import Telegram

LINES = "lines"
ZIP = b"PK"
HEAD_BYTES = 65_536

_KEYS = (b'"messages"', b'"chats"', b'"personal_information"')


def _is_zip(head: bytes) -> bool:
    return head.startswith(ZIP)


def _is_telegrams(head: bytes) -> bool:
    """Tell one object over many lines, or with an export's keys, from one object a line."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    first = text.partition(b"\n")[0].strip()
    return first == b"{" or (first.startswith(b"{") and any(key in first for key in _KEYS) and b'"kind"' not in first)


FORMATS: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("slack", _is_zip),
    ("telegram", _is_telegrams),
)
"""What a file may be beside event lines, and how its beginning tells; the first that fits is it."""

EXPORTS: dict[str, Callable[[Path], Any]] = {"slack": Slack, "telegram": Telegram}


def detect(path: Path) -> str:
    """Return what a file is by its content; `LINES` where nothing else fits.

    Raises:
        Unusable: it cannot be read, or is an export in a form that cannot be imported.
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as error:
        raise Unusable(f"{path.name} cannot be read ({error.strerror}): mend the path or its rights.") from None
    if head.lstrip().lower().startswith((b"<!doctype html", b"<html")):
        raise Unusable(f"{path.name} is a page to read: export the chat again as machine-readable JSON.")
    return next((name for name, fits in FORMATS if fits(head)), LINES)


def opened(path: Path, what: str) -> Export:
    """Open an export that was detected.

    Raises:
        Unusable: it cannot be read.
    """
    made: Export = EXPORTS[what](path)
    return made
