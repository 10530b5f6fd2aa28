"""Texts that run from right to left, in lines that run from left to right."""

import unicodedata

_RIGHT_TO_LEFT = {"R", "AL", "RLE", "RLO", "RLI"}
_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


def isolated(text: str) -> str:
    """Return a text fit to stand in one line with numbers: where it runs from right to left, it keeps to itself."""
    if text.isascii() or _RIGHT_TO_LEFT.isdisjoint(map(unicodedata.bidirectional, text)):
        return text
    return f"\u2068{text.translate(_ISOLATES)}\u2069"
