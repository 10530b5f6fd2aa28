"""The buttons by which a team closes, opens, takes back and edits its polls."""

from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from chat.errors import UserError
from chat.events import Command, Event, Filled, Press
from chat.events import Message as TextMessage
from chat.forms import Field, Form
from chat.i18n import Words
from chat.messages import Button, Message
from chat.polls import OPTION_CHARACTERS, QUESTION_CHARACTERS
from chat.ports import Outcome
from handlers import presence
from handlers.asking import NOTHING, Request, ask, explain, refused, respond
from handlers.polls import changing
from handlers.polls.making import can_be_seen, close, tidy
from handlers.polls.managing import managed, once_more
from handlers.polls.wanting import ends
from handlers.presence import Scene
from handlers.routing import Context, Router
from insight.whens import read_moment, read_span
from storage.dialogs import Dialog
from storage.polls import Poll

router = Router()

QUESTION, MORE, END = "question", "more", "end"
MOMENT = "%Y-%m-%d %H:%M"
"""In which an end is shown to be changed; `insight.whens` reads it."""


@router.on(Press, "close")
def on_close(ctx: Context, event: Press) -> Outcome:
    """Close the poll."""
    _scene, poll = managed(ctx, event, _poll_id(event))
    closed = close(ctx, poll)
    return _toast(ctx, event, poll, "poll-closed-now" if closed else "poll-closed-before")


@router.on(Press, "reopen")
def on_reopen(ctx: Context, event: Press) -> Outcome:
    """Open the poll again; of an anonymous one only a copy can be made."""
    scene, poll = managed(ctx, event, _poll_id(event))
    if poll.rules.anonymous:
        say = ctx.words(poll.brand, event.language)
        copy = Button(say("poll-clone-button"), f"clone:{poll.id}")
        return _respond(ctx, event, scene, Message(text=say("poll-secret-no-reopen"), buttons=((copy,),)))
    opened = changing.reopen(ctx, poll, changing.end_ahead(ctx, poll))
    return _toast(ctx, event, poll, "poll-reopened" if opened else "poll-open-already")


@router.on(Press, "delete")
def on_delete(ctx: Context, event: Press) -> Outcome:
    """Take the poll back, once that was asked for twice."""
    scene, poll = managed(ctx, event, _poll_id(event))
    if event.data.endswith(":yes"):
        changing.delete(ctx, poll)
        return _toast(ctx, event, poll, "poll-deleted")
    say = ctx.words(poll.brand, event.language)
    sure = Button(say("poll-delete-button"), f"delete:{poll.id}:yes")
    text = say("poll-delete-sure", question=poll.question)
    return _respond(ctx, event, scene, Message(text=text, buttons=((sure,),)))


@router.on(Press, "edit")
def on_edit(ctx: Context, event: Press) -> Outcome:
    """Let somebody change the poll: in a form, else one thing after the other."""
    return _edit(ctx, event, _poll_id(event), event.data.split(":")[2:])


@router.on(Command, "start edit")
def on_start_edit(ctx: Context, event: Command) -> Outcome:
    """Go on in private with what a button began."""
    return _edit(ctx, event, event.text.strip().partition("_")[2], [])


@router.on(Filled, "edit")
def on_filled(ctx: Context, event: Filled) -> Outcome:
    """Change the poll as the form says."""
    if not event.done:
        return Outcome("done")
    scene, poll = managed(ctx, event, event.form.partition(":")[2])
    try:
        changed = _apply(ctx, poll, event.values)
    except UserError as error:
        return refused(ctx, event, poll.brand, error, _at_fault(error.key, event.values))
    return _told(ctx, event, scene, poll, changed=changed)


@router.answering("edit")
def on_answer(ctx: Context, event: TextMessage, state: dict[str, Any]) -> Outcome:
    """Change the one thing that a person was asked for."""
    try:
        scene, poll = managed(ctx, event, state["poll"])
        changed = _apply(ctx, poll, {state["what"]: event.text})
    except UserError as error:
        return explain(ctx, event, state["brand"], error, once_more(error, Dialog("edit", state)))
    return _told(ctx, event, scene, poll, changed=changed)


def _edit(ctx: Context, event: Press | Command, poll_id: str, what: list[str]) -> Outcome:
    scene, poll = managed(ctx, event, poll_id)
    changing.check_open(poll)
    say = ctx.words(poll.brand, event.language)
    here = event.private or scene.role == presence.TEAM
    if here and not what and not event.formable:
        return _respond(ctx, event, scene, _menu(poll, say))
    text = _wish(ctx, poll, what[0] if what else QUESTION, say)
    state = {"poll": poll.id, "what": what[0] if what else QUESTION, "brand": poll.brand}
    request = Request(kind="edit", subject=poll.id, text=text, form=_form(ctx, poll, say), state=state)
    return ask(ctx, event, poll.brand, request, here=here)


def _apply(ctx: Context, poll: Poll, values: Mapping[str, Any]) -> bool:
    """Change a poll.

    Args:
        values: texts by field; what is left out stays as it is.

    Returns:
        Whether anything is different now.
    """
    texts = {each: values[name].strip() for each in poll.seen if (name := _field(each)) in values}
    return changing.revise(
        ctx,
        poll,
        question=values.get(QUESTION),
        renamed={option: text for option, text in texts.items() if text not in NOTHING},
        added=[line for line in values.get(MORE, "").splitlines() if line.strip() not in NOTHING],
        removed=[option for option, text in texts.items() if text in NOTHING],
        closes_at=_until(ctx, poll, values[END].strip()) if END in values else changing.KEEP,
    )


def _until(ctx: Context, poll: Poll, text: str) -> changing.Until:
    zone = ctx.brands[poll.brand].zone
    if text in NOTHING:
        return None
    if text == _end_of(poll, zone):
        return changing.KEEP
    end = ends(text)
    try:
        return ctx.now + read_span(end["for"]) if "for" in end else read_moment(end["until"], ctx.now, zone)
    except (ValueError, OverflowError):
        raise UserError("poll-end-unclear", poll.brand) from None


def _at_fault(key: str, values: Mapping[str, Any]) -> str:
    """Return the field whose text is wrong."""
    if key.startswith("poll-end-"):
        return END
    if key == "poll-question-long" or not can_be_seen(tidy(values.get(QUESTION, "?"))):
        return QUESTION
    lines = [(name, line) for name, text in values.items() if name not in {QUESTION, END} for line in text.splitlines()]
    wrong = (name for name, line in lines if not can_be_seen(line) or len(tidy(line)) > OPTION_CHARACTERS)
    return next(wrong, lines[-1][0] if lines else QUESTION)


def _form(ctx: Context, poll: Poll, say: Words) -> Form:
    question = Field(name=QUESTION, label=say("poll-edit-question"), value=poll.question, most=QUESTION_CHARACTERS)
    end = Field(
        name=END,
        label=say("poll-edit-end"),
        value=_end_of(poll, ctx.brands[poll.brand].zone),
        hint=say("poll-edit-end-hint"),
        needed=False,
    )
    options = [] if poll.rules.scale else list(_option_fields(poll, say))
    return Form(
        data=f"edit:{poll.id}",
        title=say("poll-edit-title"),
        fields=(question, *options, end),
        submit=say("poll-edit-save"),
    )


def _option_fields(poll: Poll, say: Words) -> Iterator[Field]:
    for place, option in enumerate(poll.seen, start=1):
        yield Field(
            name=_field(option),
            label=say("poll-edit-option", number=place),
            value=poll.options[option],
            hint=say("poll-edit-option-hint"),
            needed=False,
            most=OPTION_CHARACTERS,
        )
    yield Field(name=MORE, label=say("poll-edit-more"), kind="lines", hint=say("poll-edit-more-hint"), needed=False)


def _menu(poll: Poll, say: Words) -> Message:
    """Return the message in which a person chooses what to change."""
    options = [(_field(each), poll.options[each]) for each in poll.seen]
    wanted = [(QUESTION, say("poll-edit-question"))]
    wanted += [] if poll.rules.scale else [*options, (MORE, say("poll-add-button"))]
    wanted += [(END, say("poll-edit-end"))]
    buttons = tuple((Button(label, f"edit:{poll.id}:{name}"),) for name, label in wanted)
    return Message(text=say("poll-edit-what", question=poll.question), buttons=buttons)


def _wish(ctx: Context, poll: Poll, what: str, say: Words) -> str:
    """Return how the bot asks for a new text."""
    if what in {QUESTION, MORE}:
        return say("poll-ask-question" if what == QUESTION else "poll-ask-more")
    if what == END:
        end = _end_of(poll, ctx.brands[poll.brand].zone)
        return say("poll-ask-end", end=end) if end else say("poll-ask-no-end")
    option = next((each for each in poll.seen if _field(each) == what), None)
    if option is None:
        raise UserError("button-old", poll.brand)
    return say("poll-ask-option", option=poll.options[option])


def _field(option: int) -> str:
    return f"option-{option}"


def _end_of(poll: Poll, zone: ZoneInfo) -> str:
    return poll.closes_at.astimezone(zone).strftime(MOMENT) if poll.closes_at else ""


def _poll_id(event: Press) -> str:
    return event.data.split(":")[1]


def _toast(ctx: Context, event: Press, poll: Poll, key: str) -> Outcome:
    return Outcome("done", toast=ctx.words(poll.brand, event.language)(key, question=poll.question))


def _told(ctx: Context, event: Event, scene: Scene, poll: Poll, *, changed: bool) -> Outcome:
    text = ctx.words(poll.brand, event.language)("poll-changed" if changed else "poll-unchanged")
    return _respond(ctx, event, scene, Message(text=text))


def _respond(ctx: Context, event: Event, scene: Scene, message: Message) -> Outcome:
    return respond(ctx, event, scene.brand, message, here=scene.role == presence.TEAM)
