"""JSON that need not fit into memory: objects and lists are walked, and only what is asked for is made.

Other than `json.load`, this holds one value at a time: one message of a chat of any length.
"""

import json
import re
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from handlers.imports.entries import Unusable

PIECE = 1 << 20
LONGEST_VALUE = 1 << 26
"""Characters; a message has a few thousand."""
LONGEST_WORD = 64
"""Characters that JSON's words and escapes have at most, and more."""

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()
# Older Telegrams wrote control characters so, which is no JSON.
_HEX = re.compile(r"\\x([0-9A-F]{2})")


class Broke(Unusable):
    """The JSON ends or is wrong here."""


class Stream:
    """Walks through the JSON of a file.

    Raises:
        Broke: what comes next is not JSON, or not what was asked for.
    """

    def __init__(self, path: Path) -> None:
        self._raw = path.open("rb")
        self._file = TextIOWrapper(self._raw, encoding="utf-8-sig", errors="strict", newline="")
        self._text = ""
        self._at = 0
        self._before = 0
        self._ended = False

    @property
    def position(self) -> int:
        """Tell how many bytes were read."""
        return self._raw.tell()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def opens(self, bracket: str) -> bool:
        """Tell whether a list `[` or an object `{` begins here."""
        return self._peek() == bracket

    def walk_object(self) -> Iterator[str]:
        """Walk through an object: yield each key; its value must be taken or walked before the next."""
        self._take("{")
        if self._closes("}"):
            return
        while True:
            if self._peek() != '"':
                raise self._broken('here must be a key in "quotes"')
            key = self.value()
            self._take(":")
            yield str(key)
            if self._closes("}"):
                return
            self._take(",")

    def walk_list(self) -> Iterator[int]:
        """Walk through a list: yield each item's number, from 1; it must be taken or walked before the next."""
        self._take("[")
        if self._closes("]"):
            return
        number = 0
        while True:
            number += 1
            yield number
            if self._closes("]"):
                return
            self._take(",")

    def value(self) -> Any:  # noqa: ANN401  # JSON
        """Take a whole value."""
        self._peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except RecursionError:
                raise self._broken("this is nested too deep") from None
            except ValueError as error:
                if self._mended(error):
                    continue
                if not self._may_go_on(error):
                    self._at = getattr(error, "pos", self._at)
                    raise self._broken(_reason(error)) from None
                self._more()
                continue
            # A number may go on in what is not read yet.
            if end < len(self._text) or self._ended:
                self._at = end
                return value
            self._more()

    def end(self) -> None:
        """Make sure that nothing follows."""
        if self._peek():
            raise self._broken("nothing may follow here")

    def _may_go_on(self, error: ValueError) -> bool:
        """Tell whether the value is only not read to its end yet."""
        if self._ended or not isinstance(error, json.JSONDecodeError) or len(self._text) - self._at > LONGEST_VALUE:
            return False
        return error.msg.startswith("Unterminated") or error.pos > len(self._text) - LONGEST_WORD

    def _mended(self, error: ValueError) -> bool:
        at = getattr(error, "pos", None)
        found = _HEX.match(self._text, at) if at is not None else None
        if found is None:
            return False
        self._text = f"{self._text[:at]}\\u00{found[1]}{self._text[found.end() :]}"
        self._before -= 2
        return True

    def _peek(self) -> str:
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text) or self._ended:
                return self._text[self._at : self._at + 1]
            self._more()

    def _take(self, sign: str) -> None:
        if self._peek() != sign:
            raise self._broken(f'here must be "{sign}"')
        self._at += 1

    def _closes(self, bracket: str) -> bool:
        closes = self._peek() == bracket
        self._at += closes
        return closes

    def _more(self) -> None:
        rest = self._text[self._at :]
        self._before += self._at
        try:
            # Twice as much each time, or a long value would be tried again for every piece of it.
            more = self._file.read(max(PIECE, len(rest)))
        except UnicodeDecodeError:
            raise Broke(f"it is not UTF-8 after character {self._before + len(rest)}.") from None
        self._text, self._at, self._ended = rest + more, 0, not more

    def _broken(self, what: str) -> Broke:
        if self._ended and self._at >= len(self._text):
            what = "it ends in the middle, so it was cut off: copy it again"
        return Broke(f"{what} (character {self._before + self._at + 1}).")


def _reason(error: ValueError) -> str:
    if not isinstance(error, json.JSONDecodeError):
        return "a number is too long"  # Python itself refuses to read thousands of digits
    return f"this is not JSON, {error.msg[:1].lower()}{error.msg[1:]}"
