"""How the bot asks a person for words: by a form, in this chat, or in a private one behind a door; and answers them."""

from dataclasses import dataclass, field
from typing import Any

from chat.address import Address
from chat.errors import UserError
from chat.events import Command, Event, Filled
from chat.events import Message as TextMessage
from chat.forms import Form
from chat.messages import Message
from chat.ports import Outcome
from handlers.routing import Context
from storage import dialogs
from storage.dialogs import Dialog
from storage.outbox import Draft

NOTHING = frozenset({"", "-", "–", "—"})
"""What people send who want to leave something out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Something that a person is asked to write."""

    kind: str
    """Of the dialog, the form and the door."""
    subject: str
    """What it is about, as the door names it."""
    text: str
    form: Form
    state: dict[str, Any] = field(default_factory=dict)
    """What the dialog remembers."""


def ask(ctx: Context, event: Event, brand: str, request: Request, *, here: bool) -> Outcome:
    """Ask a person for words: by a form where the platform has them, else in this chat or in a private one.

    Args:
        event: what the person did.
        brand: the brand that it is about.
        request: what is asked for.
        here: the person's next message in this chat may be the answer.
    """
    if event.formable:
        return Outcome("done", form=request.form)
    if not here:
        return Outcome("done", door=f"{request.kind}_{request.subject}")
    await_words(ctx, event, brand, request.text, Dialog(request.kind, request.state))
    return Outcome("done")


def explain(ctx: Context, event: TextMessage, brand: str, error: UserError, again: Dialog | None) -> Outcome:
    """Say why an answer will not do; `again`: what is asked once more where another one may."""
    text = ctx.words(brand, event.language)(error.key, **error.args_of_text)
    if again is not None:
        await_words(ctx, event, brand, text, again)
    else:
        say_here(ctx, event, brand, Message(text=text))
    return Outcome("done")


def await_words(ctx: Context, event: Event, brand: str, text: str, dialog: Dialog) -> None:
    """Ask, and take the person's next message in this chat for the answer, where it is not said to others."""
    dialog = Dialog(dialog.kind, {**dialog.state, dialogs.BY_REPLY: True})
    dialogs.begin(ctx.db, event.platform, event.chat, event.person or "", dialog, ctx.now)
    say_here(ctx, event, brand, Message(text=text, ask=True, asked=event.person or "", asked_name=event.name))


def respond(ctx: Context, event: Event, brand: str, message: Message, *, here: bool) -> Outcome:
    """Answer: with the acknowledgement where the platform can, else in this chat where that suits, else in private."""
    if not event.answerable and (here or event.private):
        say_here(ctx, event, brand, message)
        return Outcome("done")
    return ctx.answer(event, brand, message)


def say_here(ctx: Context, event: Event, brand: str, message: Message, **payload: Any) -> None:  # JSON
    """Put a message into the chat where the event happened, under it where that is a message.

    `payload` says what it is about, so that it goes with it: `episode` where it tells of a query.
    """
    draft = Draft(
        to=Address(event.platform, event.chat),
        kind="answer" if event.private else "note",
        brand=brand,
        message=message,
        thread=event.thread,
        reply_to=event.message if isinstance(event, Command | TextMessage) and not event.private else None,
        payload=payload,
    )
    ctx.say(draft)


def refused(ctx: Context, event: Filled, brand: str, error: UserError, field_: str) -> Outcome:
    """Say at a form's field what is wrong in it."""
    sentence = ctx.words(brand, event.language)(error.key, **error.args_of_text)
    return Outcome("refused", errors={field_: sentence})
