"""Options that voters add: a few a person, none twice, and none unseen by the team where it wants to see them first."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from chat.bidi import isolated
from chat.errors import UserError
from chat.events import Command, Event, Filled, Press
from chat.events import Message as TextMessage
from chat.forms import Field, Form
from chat.i18n import Words
from chat.messages import Button, Message
from chat.polls import ADDED_EACH, MOST_OPTIONS, OPTION_CHARACTERS
from chat.ports import Outcome
from handlers.asking import NOTHING, Request, ask, explain, refused, respond
from handlers.polls import changing, deciding
from handlers.polls.making import alike, can_be_seen, tidy
from handlers.polls.managing import once_more, voter
from handlers.routing import Context, Router
from storage import additions, dialogs, poll_posts, polls
from storage.dialogs import Dialog
from storage.people import Account
from storage.polls import Poll

router = Router()

FIELD = "option"
ALIKE = 0.8
"""Two texts that share so large a part are taken for the same wish."""
ANYWAY = "add-anyway"


@router.on(Press, "add")
def on_add(ctx: Context, event: Press) -> Outcome:
    """Ask what shall be added, or add what was asked about already."""
    poll_id, _, more = event.data.partition(":")[2].partition(":")
    return _anyway(ctx, event, poll_id) if more == "anyway" else _ask(ctx, event, poll_id)


@router.on(Command, "start add")
def on_start(ctx: Context, event: Command) -> Outcome:
    """Go on in private with what a button began."""
    return _ask(ctx, event, event.text.strip().partition("_")[2])


@router.on(Command, "add")
def on_command(ctx: Context, event: Command) -> Outcome:
    """Add what was typed in reply to a poll."""
    found = poll_posts.poll_in(ctx.db, event.platform, event.chat, event.reply_to) if event.reply_to else None
    account, poll = voter(ctx, event, found) if found else (None, None)
    if account is None or poll is None or event.text.strip() in NOTHING:
        raise UserError("poll-add-how", poll.brand if poll else None)
    return respond(ctx, event, poll.brand, _add(ctx, event, account, poll, event.text), here=True)


@router.on(Filled, "add")
def on_filled(ctx: Context, event: Filled) -> Outcome:
    """Add what was filled in."""
    if not event.done:
        return Outcome("done")
    account, poll = voter(ctx, event, event.form.partition(":")[2])
    try:
        told = _add(ctx, event, account, poll, event.values.get(FIELD, ""))
    except UserError as error:
        return refused(ctx, event, poll.brand, error, FIELD)
    return respond(ctx, event, poll.brand, told, here=False)


@router.answering("add")
def on_answer(ctx: Context, event: TextMessage, state: dict[str, Any]) -> Outcome:
    """Add what was answered."""
    if event.text.strip() in NOTHING:
        return Outcome("done")
    try:
        account, poll = voter(ctx, event, state["poll"])
        told = _add(ctx, event, account, poll, event.text)
    except UserError as error:
        return explain(ctx, event, state["brand"], error, once_more(error, Dialog("add", state)))
    return respond(ctx, event, poll.brand, told, here=True)


def _ask(ctx: Context, event: Press | Command, poll_id: str) -> Outcome:
    account, poll = voter(ctx, event, poll_id)
    _check_room(ctx, account, poll)
    say = ctx.words(poll.brand, event.language, account.language)
    text = say("poll-add-ask", question=poll.question)
    field = Field(name=FIELD, label=say("poll-add-field"), most=OPTION_CHARACTERS)
    form = Form(data=f"add:{poll.id}", title=say("poll-add-title"), fields=(field,), submit=say("poll-add-submit"))
    request = Request(kind="add", subject=poll.id, text=text, form=form, state={"poll": poll.id, "brand": poll.brand})
    return ask(ctx, event, poll.brand, request, here=event.private)


def _anyway(ctx: Context, event: Press, poll_id: str) -> Outcome:
    account, poll = voter(ctx, event, poll_id)
    asked = dialogs.end(ctx.db, event.platform, _memory(poll), account.person, ctx.now)
    if asked is None:
        raise UserError("button-old", poll.brand)
    told = _add(ctx, event, account, poll, asked.state["text"], anyway=True)
    return respond(ctx, event, poll.brand, told, here=False)


def _add(ctx: Context, event: Event, account: Account, poll: Poll, text: str, *, anyway: bool = False) -> Message:
    """Add an option, or find out that it need not be; return what to tell.

    Raises:
        UserError: it cannot be added.
    """
    poll, text = changing.to_change(ctx, poll), tidy(text)
    _check_text(poll, text)
    say = ctx.words(poll.brand, event.language, account.language)
    same = changing.same_option(poll, text, range(len(poll.options)))
    if same is not None:
        return _there(ctx, poll, same, say)
    _check_room(ctx, account, poll)
    near = None if anyway else similar(poll, text)
    if near is not None:
        return _doubt(ctx, event, account, poll, (text, near), say)
    return _put(ctx, account, poll, text, say)


def _put(ctx: Context, account: Account, poll: Poll, text: str, say: Words) -> Message:
    option, pending = len(poll.options), poll.rules.adding == "approved" and not account.team
    hidden = [*poll.hidden, option] if pending else poll.hidden
    after = replace(poll, options=[*poll.options, text], hidden=hidden)
    polls.change(ctx.db, poll, after)
    additions.add(ctx.db, poll.id, option, account.standing_for, pending=pending)
    ctx.said = True
    if pending:
        deciding.ask_team(ctx, after, option, account, similar(poll, text))
        return Message(text=say("poll-add-proposed", option=text))
    return Message(text=say("poll-add-added", option=text), buttons=(deciding.vote_button(after, option, say),))


def _there(ctx: Context, poll: Poll, option: int, say: Words) -> Message:
    text = poll.options[option]
    if option in poll.seen:
        return Message(text=say("poll-add-there", option=text), buttons=(deciding.vote_button(poll, option, say),))
    if option in additions.pending(ctx.db, poll.id):
        return Message(text=say("poll-add-waiting", option=text))
    raise UserError("poll-add-taken-out", poll.brand)


def _doubt(ctx: Context, event: Event, account: Account, poll: Poll, texts: tuple[str, int], say: Words) -> Message:
    """Offer the option that is much like the new one, and keep that in mind."""
    text, near = texts
    dialog = Dialog(ANYWAY, {"text": text})
    dialogs.begin(ctx.db, event.platform, _memory(poll), account.person, dialog, ctx.now)
    anyway = Button(say("poll-add-anyway"), f"add:{poll.id}:anyway")
    instead = deciding.vote_button(poll, near, say)
    return Message(
        text=say("poll-add-alike", option=isolated(text), other=isolated(poll.options[near])),
        buttons=(instead, (anyway,)),
    )


def _memory(poll: Poll) -> str:
    """Return the place of what a person may add anyway: no chat, where the next message would be the answer."""
    return f"{ANYWAY}:{poll.id}"


def _check_text(poll: Poll, text: str) -> None:
    if not can_be_seen(text):
        raise UserError("poll-text-empty", poll.brand)
    if len(text) > OPTION_CHARACTERS:
        raise UserError("poll-option-long", poll.brand, most=OPTION_CHARACTERS)


def _check_room(ctx: Context, account: Account, poll: Poll) -> None:
    """Check that the person may add another option.

    Raises:
        UserError: with the reason.
    """
    if poll.rules.adding == "nobody" or poll.rules.anonymous:
        raise UserError("poll-no-adding", poll.brand)
    if poll.closed_at is not None:
        raise UserError("poll-closed-no-adding", poll.brand)
    if additions.count_by(ctx.db, poll.id, account.standing_for) >= ADDED_EACH:
        raise UserError("poll-add-cap", poll.brand, most=ADDED_EACH)
    waiting = len(additions.pending(ctx.db, poll.id))
    if len(poll.seen) + waiting >= MOST_OPTIONS or len(poll.options) >= changing.OPTIONS_EVER:
        raise UserError("poll-options-full", poll.brand, most=MOST_OPTIONS)


def similar(poll: Poll, text: str) -> int | None:
    """Return the option to be seen that is most like the text, where one is much like it."""
    likeness, option = max(_likenesses(poll, text), default=(0.0, 0))
    return option if likeness >= ALIKE else None


def _likenesses(poll: Poll, text: str) -> Iterator[tuple[float, int]]:
    wanted = alike(text)
    for option in poll.seen:
        other = alike(poll.options[option])
        same_words = sorted(wanted.split()) == sorted(other.split())
        yield (1.0 if same_words else SequenceMatcher(None, wanted, other).ratio()), option
