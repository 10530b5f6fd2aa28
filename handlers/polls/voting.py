"""What becomes of a vote."""

import logging

from chat.address import Address
from chat.errors import NotYet, UserError
from chat.events import NativePoll, Vote
from chat.i18n import Words
from chat.lines import Line
from chat.ports import Outcome
from handlers.polls.cards import card, state_of
from handlers.presence import join_team, line_of_event
from handlers.routing import Context, Router
from storage import ledger, outbox, people, polls
from storage.outbox import Letter
from storage.people import Newcomer
from storage.polls import Ballot, Cast, Poll

router = Router()
log = logging.getLogger(__name__)


@router.on(Vote)
def on_vote(ctx: Context, event: Vote) -> Outcome:
    """Let the vote stand, in place of the person's former one."""
    ballot = _ballot(ctx, event)
    if ballot.closed_at is not None:
        raise UserError("poll-closed", ballot.brand)
    say = ctx.words(ballot.brand, event.language, ballot.language)
    if ballot.is_older(event.order, event.at):
        log.info("an older vote came late and does not replace the newer one")
        return Outcome("done")
    before = list(ballot.chosen or ())
    after = [] if event.toggle and before == list(event.options) else sorted(event.options)
    if after != before:
        _let_stand(ctx, event, ballot, after)
    return Outcome("done", toast=_toast(say, ballot, before, after))


def _ballot(ctx: Context, event: Vote) -> Ballot:
    """Return what decides about the vote.

    Raises:
        UserError: there is no such poll or option.
        NotYet: the platform's own poll is not known to be ours yet.
    """
    poll = event.poll or polls.poll_of_native(ctx.db, event.platform, event.native or "")
    if poll is None:
        raise NotYet(event.native)
    ballot = polls.ballot(ctx.db, poll, event.platform, event.person or "")
    if ballot is None or ballot.brand not in ctx.brands or event.person is None:
        raise UserError("poll-gone")
    if not all(option < len(ballot.options) for option in event.options):
        raise UserError("button-old", ballot.brand)
    return ballot


def _let_stand(ctx: Context, event: Vote, ballot: Ballot, options: list[int]) -> None:
    at = Address(event.platform, event.person or "")
    account, team = ballot.account, ballot.team or False
    if account is None or event.as_team:
        who = Newcomer(at, event.name, event.language)
        met, newly = people.meet(ctx.db, ballot.brand, who, event.at, team=event.as_team)
        account, team = met.id, met.team or newly
        if newly:
            join_team(ctx.db, ballot.brand, at, event.chat, event.at)
    polls.vote(ctx.db, ballot, Cast(account, options, event.at, event.order), ctx.slot)
    line = Line(
        id=line_of_event(event),
        brand=ballot.brand,
        platform=event.platform,
        chat=event.chat,
        person=at.id,
        team=team,
        kind="vote",
        at=event.at,
        ref=polls.line_of(ballot.poll),
        data={"options": [ballot.options[each] for each in options]},
    )
    ledger.put(ctx.db, line)


def _toast(say: Words, ballot: Ballot, before: list[int], after: list[int]) -> str:
    if not after:
        return say("vote-taken-back")
    option = ballot.options[after[0]]
    return say("vote-changed" if before and before != after else "vote-counted", option=option)


@router.on(NativePoll)
def on_native_poll(ctx: Context, event: NativePoll) -> None:
    """Recognise a native poll whose `sendPoll` lost its answer, by its question and options."""
    if polls.poll_of_native(ctx.db, event.platform, event.native) is not None:
        return
    lost = [
        (letter, poll)
        for letter in outbox.unknown_posts(ctx.db, event.platform, "poll")
        if (poll := polls.find(ctx.db, letter.payload["poll"])) is not None and _alike(event, poll)
    ]
    if len(lost) == 1:
        _found(ctx, event, *lost[0])


def _alike(event: NativePoll, poll: Poll) -> bool:
    return event.question == poll.question and list(event.options) == poll.options


def _found(ctx: Context, event: NativePoll, letter: Letter, poll: Poll) -> None:
    drawn = card(poll, polls.results(ctx.db, poll), ctx.words(poll.brand))
    polls.posted(ctx.db, letter.id, None, event.native, state_of(drawn))
    outbox.settle(ctx.db, letter.id, "sent", error="recognised by its question and options")
