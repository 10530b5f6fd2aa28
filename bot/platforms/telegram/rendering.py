"""From messages to Telegram's text, entities and keyboards.

Entities mark what is bold by position, so nothing needs escaping and no text can be malformed. Telegram counts in
UTF-16 units.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from chat.messages import Button, Message, Option, PollCard, bar

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
LABEL_UNITS = 64
TOAST_UNITS = 200
QUESTION_UNITS = 300
NATIVE_OPTIONS = range(2, 13)
NATIVE_OPTION_UNITS = 100
DESCRIPTION_UNITS = 1024
CARD_QUESTION_UNITS = 1000
CARD_OPTION_UNITS = 200
ELLIPSIS = "…"


def units(text: str) -> int:
    """Count a text's UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


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


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text with bold parts, and the buttons under it."""

    text: str
    entities: tuple[MessageEntity, ...]
    keyboard: InlineKeyboardMarkup | None

    @property
    def is_caption(self) -> bool:
        """Whether a picture can carry it."""
        return units(self.text) <= CAPTION_UNITS


def render(message: Message) -> Rendered:
    """Render a message, a poll's card with vote buttons where it is votable."""
    blocks = [*_heading(message.title), *(_card(message.poll) if message.poll else [(message.text, False)])]
    text, entities = _joined([block for block in blocks if is_visible(block[0])] or [(ELLIPSIS, False)])
    return Rendered(text, entities, keyboard(message))


def keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """Return one row for each option that can be voted for, then the message's own rows."""
    rows = [*(_votes(message.poll) if message.poll else ()), *message.buttons]
    return InlineKeyboardMarkup([[_button(each) for each in row] for row in rows]) if rows else None


def fits_native(card: PollCard) -> bool:
    """Tell whether Telegram's own poll can show the whole card, which people shall vote in."""
    texts = [option.text for option in card.options]
    return (
        is_open(card)
        and len(texts) in NATIVE_OPTIONS
        and units(card.question) <= QUESTION_UNITS
        and max(map(units, texts)) <= NATIVE_OPTION_UNITS
        and all(map(is_visible, [card.question, *texts]))
    )


def is_open(card: PollCard) -> bool:
    """Tell whether people vote in the card."""
    return card.votable and not card.closed


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(shown(button.label, LABEL_UNITS), callback_data=button.data)


def _votes(card: PollCard) -> list[list[Button]]:
    options = card.options if is_open(card) else ()
    return [[Button(option.text, card.data(option))] for option in options]


def _heading(title: str) -> list[tuple[str, bool]]:
    return [(title, True)] if title else []


def _card(card: PollCard) -> list[tuple[str, bool]]:
    options = "\n".join(_bar_line(card, option) for option in card.options)
    return [
        (cut(card.question, CARD_QUESTION_UNITS), True),
        (options, False),
        ("\n".join(line for line in (card.voters_line, card.visibility) if line), False),
    ]


def _bar_line(card: PollCard, option: Option) -> str:
    share = card.share(option)
    return f"{shown(option.text, CARD_OPTION_UNITS)}\n{bar(share)} {share:.0%} · {option.votes}"


def _joined(blocks: Iterable[tuple[str, bool]]) -> tuple[str, tuple[MessageEntity, ...]]:
    """Put blocks under each other with an empty line between, and tell where the bold ones stand."""
    # Telegram takes outer white space off a text, which would move every position.
    parts = [(text.strip(), bold) for text, bold in blocks]
    text = cut("\n\n".join(part for part, _ in parts), TEXT_UNITS)
    entities, at = [], 0
    for part, bold in parts:
        length = min(units(part), units(text) - at)
        if bold and length > 0:
            entities.append(MessageEntity(MessageEntity.BOLD, at, length))
        at += units(part) + 2
    return text, tuple(entities)
