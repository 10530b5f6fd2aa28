"""Texts as Telegram takes them.

Entities mark what is bold by position, so nothing needs escaping and no text can be malformed. Telegram counts in
UTF-16 units.
"""

import unicodedata
from collections.abc import Iterable

from telegram import MessageEntity

from chat.messages import units

TEXT_UNITS = 4096
ELLIPSIS = "…"

Block = tuple[str, bool]
"""A paragraph, and whether it is bold."""


def cut(text: str, most: int) -> str:
    """Shorten a text to so many UTF-16 units, an ellipsis at its end; half a surrogate pair is replaced, never sent."""
    clean = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if units(clean) <= most:
        return clean
    return clean.encode("utf-16-le")[: 2 * most - 2].decode("utf-16-le", "ignore") + ELLIPSIS


def shown(text: str, most: int) -> str:
    """Shorten a text, and give it a visible character where it has none, since Telegram refuses such texts."""
    return cut(text, most) if is_visible(text) else ELLIPSIS


def is_visible(text: str) -> bool:
    """Tell whether anything of the text is seen: spaces, controls, marks and formats are not."""
    return any(unicodedata.category(sign)[0] in "LNPS" for sign in text)


def joined(blocks: Iterable[Block]) -> tuple[str, tuple[MessageEntity, ...]]:
    """Put the visible blocks under each other with an empty line between, and tell where the bold ones stand."""
    # Telegram takes outer white space off a text, which would move every position.
    parts = [(text.strip(), bold) for text, bold in blocks if is_visible(text)] or [(ELLIPSIS, False)]
    text = cut("\n\n".join(part for part, _ in parts), TEXT_UNITS)
    entities, at = [], 0
    for part, bold in parts:
        length = min(units(part), units(text) - at)
        if bold and length > 0:
            entities.append(MessageEntity(MessageEntity.BOLD, at, length))
        at += units(part) + 2
    return text, tuple(entities)
