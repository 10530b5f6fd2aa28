"""Why people voted as they did, in their own words."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chat.errors import RapportError, UserError
from chat.events import Command, Event, Filled, Press
from chat.events import Message as TextMessage
from chat.forms import Field, Form
from chat.messages import Message
from chat.ports import Outcome
from handlers.asking import NOTHING, Request, ask, explain, refused, respond
from handlers.polls.making import can_be_seen
from handlers.polls.managing import once_more, voter
from handlers.routing import Context, Router
from storage import audience, polls, reasons
from storage.database import is_transient
from storage.dialogs import Dialog
from storage.people import Account
from storage.polls import Poll
from storage.reasons import Reason
from storage.sealing import seal_of

router = Router()
log = logging.getLogger(__name__)

CHARACTERS = 1_000
FIELD = "why"


@router.on(Press, "why")
def on_why(ctx: Context, event: Press) -> Outcome:
    """Ask for a reason."""
    return _ask(ctx, event, event.data.partition(":")[2])


@router.on(Command, "start why")
def on_start(ctx: Context, event: Command) -> Outcome:
    """Go on in private with what a button began."""
    return _ask(ctx, event, event.text.strip().partition("_")[2])


@router.on(Filled, "why")
def on_filled(ctx: Context, event: Filled) -> Outcome:
    """Keep the reason that was filled in."""
    if not event.done:
        return Outcome("done")
    with _never_stored():
        account, poll = voter(ctx, event, event.form.partition(":")[2])
        try:
            told = _keep(ctx, event, account, poll, event.values.get(FIELD, ""))
        except UserError as error:
            return refused(ctx, event, poll.brand, error, FIELD)
        return respond(ctx, event, poll.brand, told, here=False)


@router.answering("why")
def on_answer(ctx: Context, event: TextMessage, state: dict[str, Any]) -> Outcome:
    """Keep the reason that was answered."""
    if event.text.strip() in NOTHING:
        return Outcome("done")
    with _never_stored():
        try:
            account, poll = voter(ctx, event, state["poll"])
            told = _keep(ctx, event, account, poll, event.text)
        except UserError as error:
            return explain(ctx, event, state["brand"], error, once_more(error, Dialog("why", state)))
        return respond(ctx, event, poll.brand, told, here=True)


def _ask(ctx: Context, event: Press | Command, poll_id: str) -> Outcome:
    account, poll = voter(ctx, event, poll_id)
    _check_voted(ctx, account, poll)
    say = ctx.words(poll.brand, event.language, account.language)
    who = say("poll-why-secret" if poll.rules.anonymous else "poll-why-named")
    text = f"{say('poll-why-ask', question=poll.question)} {who}"
    field = Field(name=FIELD, label=say("poll-why-field"), kind="lines", hint=who, most=CHARACTERS)
    form = Form(data=f"why:{poll.id}", title=say("poll-why-title"), fields=(field,), submit=say("poll-why-submit"))
    request = Request(kind="why", subject=poll.id, text=text, form=form, state={"poll": poll.id, "brand": poll.brand})
    return ask(ctx, event, poll.brand, request, here=event.private)


def _keep(ctx: Context, event: Event, account: Account, poll: Poll, text: str) -> Message:
    """Keep a reason in place of the person's former one; return what to tell.

    Raises:
        UserError: it cannot be kept.
    """
    held, text = polls.to_vote_in(ctx.db, poll.id) or poll, text.strip()
    _check_voted(ctx, account, held)
    if not can_be_seen(text) or text in NOTHING:
        raise UserError("poll-text-empty", poll.brand)
    if len(text) > CHARACTERS:
        raise UserError("poll-why-long", poll.brand, most=CHARACTERS)
    reasons.put(ctx.db, poll.id, _reason(ctx, account, held, text))
    return Message(text=ctx.words(poll.brand, event.language, account.language)("poll-why-kept"))


def _reason(ctx: Context, account: Account, poll: Poll, text: str) -> Reason:
    if not poll.rules.anonymous:
        return Reason(f"{poll.id}:{account.standing_for}", text, account.standing_for, ctx.now)
    seal = seal_of(poll, ctx.means.ballot_key)
    if seal is None:
        raise UserError("poll-secret-locked", poll.brand)
    return reasons.seal(Reason(reasons.secret_id(seal, account.standing_for), text, None, None), seal)


def _check_voted(ctx: Context, account: Account, poll: Poll) -> None:
    """Check that somebody may say why.

    Raises:
        UserError: the poll does not ask, is closed, or the person has not voted.
    """
    if not poll.rules.why:
        raise UserError("button-old", poll.brand)
    if poll.closed_at is not None:
        raise UserError("poll-closed-no-why", poll.brand)
    if not audience.has_voted(ctx.db, poll.id, account.standing_for):
        raise UserError("poll-why-vote-first", poll.brand)


@contextmanager
def _never_stored() -> Iterator[None]:
    """Let no failure keep an event for a retry: that would lay an anonymous reason beside its person's name."""
    try:
        yield
    except RapportError:
        raise
    except Exception as error:
        if is_transient(error):
            raise
        log.error("a reason could not be kept: %s", type(error).__name__)  # noqa: TRY400  # its trace may quote it
        raise UserError("poll-why-again") from None
