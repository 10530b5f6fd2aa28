"""Slack's way of writing text: escape it, measure it, cut it; `chat.markup` reads it."""

import unicodedata
from collections.abc import Iterator

ENTITIES = {"&": 5, "<": 4, ">": 4}
"""How wide the escaped signs are."""


def escaped(text: str) -> str:
    """Return the text for a field in which Slack looks for mentions and links."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def clean(text: str) -> str:
    """Return the text without what Slack refuses: NUL and lone surrogates."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def blank(text: str) -> bool:
    """Tell whether nothing of the text is visible; Slack refuses such a text."""
    return all(unicodedata.category(sign)[0] in "ZC" for sign in text)


def width(text: str) -> int:
    """Count as the strictest reader of Slack's limits would: UTF-16 units of the escaped text."""
    return len(escaped(text).encode("utf-16-le", "surrogatepass")) // 2


def fitting(text: str, limit: int) -> int:
    """Return how many characters of the text are at most `limit` wide."""
    if width(text) <= limit:
        return len(text)
    used = 0
    for end, sign in enumerate(text):
        used += ENTITIES.get(sign) or (2 if sign > "\uffff" else 1)
        if used > limit:
            return end
    return len(text)


def cut(text: str, limit: int) -> str:
    """Shorten the text to a width of at most `limit`, with an ellipsis where something is missing."""
    if width(text) <= limit:
        return text
    # A joiner at the end would glue the ellipsis to what was cut off.
    return text[: fitting(text, limit - 1)].rstrip("\u200d\ufe0f ") + "…"


def pieces(text: str, limit: int) -> Iterator[str]:
    """Split the text into pieces at most `limit` wide, between lines where that is possible."""
    while text:
        end = fitting(text, limit)
        if end < len(text):
            end = text.rfind("\n", 0, end) + 1 or end
        yield text[:end]
        text = text[end:]
