"""Who has a say in a poll beside voting, and how the bot asks for words: by a form, in private, or behind a door."""

from dataclasses import dataclass, field
from typing import Any

from chat.address import Address
from chat.errors import UserError
from chat.events import Command, Event, Filled
from chat.events import Message as TextMessage
from chat.forms import Form
from chat.messages import Message
from chat.ports import Outcome
from handlers import presence
from handlers.presence import Scene
from handlers.routing import Context
from storage import dialogs
from storage.dialogs import Dialog
from storage.outbox import Draft
from storage.people import Account
from storage.polls import Poll

MENDABLE = frozenset(
    {
        "poll-text-empty",
        "poll-question-long",
        "poll-option-long",
        "poll-option-twice",
        "poll-end-unclear",
        "poll-end-past",
        "poll-end-far",
        "poll-why-long",
    }
)
"""What another text can put right, so that it is asked for again."""

NOTHING = frozenset({"", "-", "–", "—"})
"""What people send who want to leave something out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Something that a person is asked to write."""

    kind: str
    """Of the dialog, the form and the door."""
    poll: str
    text: str
    form: Form
    state: dict[str, Any] = field(default_factory=dict)
    """What the dialog remembers beside the poll."""


def managed(ctx: Context, event: Event, poll: str) -> tuple[Scene, Poll]:
    """Return the poll and who asks to manage it.

    Raises:
        UserError: there is no such poll, or it is not theirs to manage.
    """
    scene, found = presence.scene_of_poll(ctx, event, poll)
    if not (scene.may_manage or _on_own_page(event, scene) or _is_makers(ctx, event, scene, found)):
        raise UserError("poll-not-for-you", found.brand)
    return scene, found


def _on_own_page(event: Event, scene: Scene) -> bool:
    return scene.team and not event.chat


def _is_makers(ctx: Context, event: Event, scene: Scene, poll: Poll) -> bool:
    """Tell whether somebody who runs an audience chat made the poll."""
    maker = str(Address(event.platform, scene.account.person))
    return ctx.brands[poll.brand].chat_admins and poll.creator == maker


def voter(ctx: Context, event: Event, poll: str) -> tuple[Account, Poll]:
    """Return the poll and the account of somebody who may vote in it.

    Raises:
        UserError: there is no such poll for them.
    """
    scene, found = presence.scene_of_poll(ctx, event, poll)
    return scene.account, found


def ask(ctx: Context, event: Event, brand: str, request: Request, *, here: bool) -> Outcome:
    """Ask a person for words: by a form where the platform has them, else in this chat or in a private one.

    Args:
        event: what the person did.
        brand: the brand of the poll.
        request: what is asked for.
        here: the person's next message in this chat may be the answer.
    """
    if event.formable:
        return Outcome("done", form=request.form)
    if not here:
        return Outcome("done", door=f"{request.kind}_{request.poll}")
    dialog = Dialog(request.kind, {"poll": request.poll, **request.state})
    _await(ctx, event, brand, request.text, dialog)
    return Outcome("done")


def explain(ctx: Context, event: TextMessage, brand: str, error: UserError, dialog: Dialog) -> Outcome:
    """Say why an answer will not do, and wait for another where one may."""
    text = ctx.words(brand, event.language)(error.key, **error.args_of_text)
    if error.key in MENDABLE:
        _await(ctx, event, brand, text, dialog)
    else:
        _say_here(ctx, event, brand, Message(text=text))
    return Outcome("done")


def _await(ctx: Context, event: Event, brand: str, text: str, dialog: Dialog) -> None:
    dialogs.begin(ctx.db, event.platform, event.chat, event.person or "", dialog, ctx.now)
    _say_here(ctx, event, brand, Message(text=text, ask=True))


def respond(ctx: Context, event: Event, brand: str, message: Message, *, here: bool) -> Outcome:
    """Answer: with the acknowledgement where the platform can, else in this chat where that suits, else in private."""
    if not event.answerable and (here or event.private):
        _say_here(ctx, event, brand, message)
        return Outcome("done")
    return ctx.answer(event, brand, message)


def _say_here(ctx: Context, event: Event, brand: str, message: Message) -> None:
    draft = Draft(
        to=Address(event.platform, event.chat),
        kind="answer" if event.private else "note",
        brand=brand,
        message=message,
        thread=event.thread,
        reply_to=event.message if isinstance(event, Command | TextMessage) and not event.private else None,
    )
    ctx.say(draft)


def refused(ctx: Context, event: Filled, brand: str, error: UserError, field_: str) -> Outcome:
    """Say at a form's field what is wrong in it."""
    sentence = ctx.words(brand, event.language)(error.key, **error.args_of_text)
    return Outcome("refused", errors={field_: sentence})
