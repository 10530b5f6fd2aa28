"""From messages to Telegram's text, entities and keyboards."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from telegram import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity, User

from bot.platforms.telegram import cards
from bot.platforms.telegram.text import TEXT_UNITS, cut, is_visible, joined, shown
from chat.messages import Button, Message, units

CAPTION_UNITS = 1024
LABEL_UNITS = 64
TITLE_UNITS = 200
"""Of a title over a poll, whose options must all have room."""
PLACEHOLDER_UNITS = 64
NAME_UNITS = 64
ROW_BUTTONS = 8
KEYBOARD_BUTTONS = 100


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text with bold parts, and the buttons under it."""

    text: str
    entities: tuple[MessageEntity, ...]
    keyboard: InlineKeyboardMarkup | None

    @property
    def is_caption(self) -> bool:
        """Whether a picture or file can carry it."""
        return units(self.text) <= CAPTION_UNITS


def render(message: Message) -> Rendered:
    """Render a message, a poll's card with vote buttons where it is votable."""
    if message.poll:
        blocks = [(cut(message.title, TITLE_UNITS), True), *cards.blocks(message.poll)]
    else:
        blocks = [(message.title, True), (message.text, False)]
    text, entities = joined(blocks)
    return Rendered(text, entities, keyboard(message))


def keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """Return the buttons to vote with, then the message's own rows, within what Telegram takes."""
    rows = list(_within([*(cards.vote_rows(message.poll) if message.poll else ()), *message.buttons]))
    return InlineKeyboardMarkup([[_button(each) for each in row] for row in rows]) if rows else None


def question_to_one(message: Message) -> ForceReply | None:
    """Return what opens the reply field of the person who is asked; None where nobody is, or buttons stand there."""
    if not message.ask or message.buttons or message.poll:
        return None
    asked = next(filter(is_visible, message.text.splitlines()), "").strip()
    return ForceReply(selective=True, input_field_placeholder=cut(asked, PLACEHOLDER_UNITS) or None)


def addressed(rendered: Rendered, message: Message) -> Rendered:
    """Return a question under the name of whom it is put to: in a group no other's reply field opens by it.

    The sender of what it replies to is meant without being named; whoever pressed a button is not.
    """
    if not (message.asked.isdigit() and is_visible(message.asked_name)):
        return rendered
    name = cut(message.asked_name.strip(), NAME_UNITS)
    at = units(name) + 1
    mention = MessageEntity(
        MessageEntity.TEXT_MENTION, 0, units(name), user=User(int(message.asked), name, is_bot=False)
    )
    moved = (MessageEntity(each.type, each.offset + at, each.length) for each in rendered.entities)
    return replace(rendered, text=cut(f"{name}\n{rendered.text}", TEXT_UNITS), entities=(mention, *moved))


def _within(rows: Iterable[Sequence[Button]]) -> Iterator[list[Button]]:
    left = KEYBOARD_BUTTONS
    for row in rows:
        for i in range(0, len(row), ROW_BUTTONS):
            part = list(row[i : i + min(ROW_BUTTONS, left)])
            left -= len(part)
            if part:
                yield part


def _button(button: Button) -> InlineKeyboardButton:
    label = shown(button.label, LABEL_UNITS)
    return (
        InlineKeyboardButton(label, url=button.url)
        if button.url
        else InlineKeyboardButton(label, callback_data=button.data)
    )
