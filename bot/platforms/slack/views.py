"""Forms and private messages as modals, and the App Home. Whatever they hold, Slack takes them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.platforms.slack.fields import input_block
from bot.platforms.slack.render import Block, blocks, plain_text
from chat.forms import Form
from chat.i18n import Words
from chat.messages import Message

View = dict[str, Any]

BLOCKS = 100
PREVIEW_BLOCKS = 40
TITLE = 24
TOTAL_BYTES = 100_000
"""Of a message shown in a view; Slack takes 250 kB of everything."""

NAME = "Rapport"
ANSWER = "answer"
"""The callback id of a modal that only says something."""


def form_view(form: Form, chat: str, say: Words) -> View:
    """Return a form as a modal.

    Args:
        chat: remembered by it, since Slack does not tell where a form was opened from.
    """
    preview = list(_preview(form.preview)) if form.preview else []
    inputs = [block for block in map(input_block, form.fields) if block]
    shown = [*_note(form.note), *inputs][: BLOCKS - len(preview)] + preview
    view = _modal(form.title, shown or blocks(Message(text=form.title)), chat, say("slack-cancel-button"))
    return view | {"callback_id": form.data, "submit": plain_text(form.submit, TITLE)}


def answer_view(message: Message, chat: str, say: Words, lead: str = "") -> View:
    """Return a modal that says something."""
    shown = blocks(message, lead=lead, most=BLOCKS, total=TOTAL_BYTES)
    return _modal(NAME, shown, chat, say("slack-close-button")) | {"callback_id": ANSWER}


def home_view(message: Message) -> View:
    """Return a person's App Home."""
    return {"type": "home", "blocks": blocks(message, most=BLOCKS, total=TOTAL_BYTES)}


def _modal(title: str, shown: list[Block], chat: str, close: str) -> View:
    return {
        "type": "modal",
        "title": plain_text(title, TITLE),
        "close": plain_text(close, TITLE),
        "private_metadata": json.dumps({"chat": chat}),
        "blocks": shown,
    }


def _note(note: str) -> Iterator[Block]:
    if note:
        yield from blocks(Message(text=note))


def _preview(message: Message) -> Iterator[Block]:
    """Draw the message as it will look; nobody votes or presses in a preview."""
    card = replace(message.poll, votable=False) if message.poll else None
    yield {"type": "divider"}
    yield from blocks(replace(message, poll=card, buttons=()), most=PREVIEW_BLOCKS)
