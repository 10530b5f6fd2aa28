"""What the page asks for, taken from a request and checked."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import orjson
from starlette.requests import Request

from bot.bodies import body_of
from bot.pages.safety import is_same_origin

MOST_BYTES = 64 * 1024
MOST_OF_FILE = 8 * 1024 * 1024
"""Bytes of a file that somebody sends."""
MOST_WITH_FILE = MOST_BYTES + MOST_OF_FILE * 4 // 3 + 4
"""Of a request with a file in it, which base64 makes longer by a third."""
PICTURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
}
"""How the files begin that browsers show, and what they are."""
MOST_CHARACTERS = 4_000
MOST_OF_NAME = 80
MOST_OF_ID = 128
MOST_DIGITS = 18
"""A row's id has at most so many."""


class RefusedError(Exception):
    """The request cannot be carried out, and a sentence says why."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields of one request; each reader names the field that is missing or wrong."""

    fields: Mapping[str, Any]

    @classmethod
    async def of(cls, request: Request, most: int = MOST_BYTES) -> Self:
        """Read a POST's JSON object of so many bytes at most.

        Raises:
            RefusedError: it is from another site's page, too large, or no JSON object.
        """
        if not is_same_origin(request.headers):
            raise RefusedError("This request comes from another site's page.", 403)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise RefusedError("Send JSON, with the content type application/json.", 415)
        try:
            fields = orjson.loads(await _body(request, most))
        except orjson.JSONDecodeError:
            raise RefusedError("This is not JSON.") from None
        if not isinstance(fields, dict):
            raise RefusedError("Send a JSON object, in braces.")
        return cls(fields)

    def text(self, name: str, most: int = MOST_CHARACTERS) -> str:
        """Return a text that says something."""
        value = self.fields.get(name)
        # PostgreSQL keeps no NUL in a text.
        if not isinstance(value, str) or not value.strip() or len(value) > most or "\0" in value:
            raise RefusedError(f'"{name}" must be a text of 1 to {most} characters.')
        return value.strip()

    def id(self, name: str) -> str:
        """Return somebody's or something's id."""
        return self.text(name, MOST_OF_ID)

    def row(self, name: str) -> int:
        """Return a message's id."""
        text = self.id(name)
        if not (text.isascii() and text.isdigit()) or len(text) > MOST_DIGITS:
            raise RefusedError(f'"{name}" must be the id of a message.')
        return int(text)

    def file(self, name: str) -> bytes:
        """Return a file's content, which comes in base64."""
        value = self.fields.get(name)
        try:
            content = b64decode(value if isinstance(value, str) else "", validate=True)
        except ValueError:
            raise RefusedError(f'"{name}" must be the file in base64.') from None
        if not 0 < len(content) <= MOST_OF_FILE:
            raise RefusedError(f"A file must have 1 byte at least and {MOST_OF_FILE // 1024**2} MB at most.", 413)
        return content

    def flag(self, name: str) -> bool:
        """Return true or false; false where it is not given."""
        value = self.fields.get(name, False)
        if not isinstance(value, bool):
            raise RefusedError(f'"{name}" must be true or false.')
        return value


def picture_type(content: bytes) -> str | None:
    """Return the media type of a picture that browsers show, None of any other file."""
    return next((kind for beginning, kind in PICTURES.items() if content.startswith(beginning)), None)


async def _body(request: Request, most: int) -> bytes:
    body = await body_of(request, most)
    if body is None:
        raise RefusedError(f"Send at most {most // 1024} kB.", 413)
    return body
