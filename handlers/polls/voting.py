"""What becomes of a vote."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from chat.address import Address
from chat.errors import NotYet, UserError
from chat.events import NativePoll, Vote
from chat.i18n import Words
from chat.lines import Line
from chat.ports import Outcome
from handlers.polls.cards import card
from handlers.presence import join_team, line_of_event
from handlers.routing import Context, Router
from storage import ledger, outbox, people, poll_posts, polls, votes
from storage.outbox import Letter
from storage.people import Newcomer
from storage.polls import Poll
from storage.votes import Cast, Standing

router = Router()
log = logging.getLogger(__name__)


@router.on_all(Vote)
def on_votes(ctx: Context, events: Sequence[Vote]) -> list[Outcome | UserError]:
    """Let each vote stand, in place of the person's former one."""
    box = BallotBox(ctx, events)
    outcomes = [box.take(event) for event in events]
    box.store()
    return outcomes


class BallotBox:
    """Takes votes one after the other, and stores them all at once.

    Args:
        ctx: the context of all of them.
        events: the votes to come; what they change is read before the first.

    Raises:
        NotYet: a platform's own poll is not known to be ours yet.
    """

    def __init__(self, ctx: Context, events: Sequence[Vote]) -> None:
        self._ctx = ctx
        self._casts: list[Cast] = []
        self._lines: list[Line] = []
        self._natives: dict[tuple[str, str], tuple[str, str, list[int] | None]] = {}
        self._polls: dict[str, Poll | None] = {}
        self._standing: dict[tuple[str, str, str], Standing] = {}
        voters: dict[tuple[str, str], dict[str, Vote]] = {}
        for event in events:
            voters.setdefault((self._poll_of(event), event.platform), {}).setdefault(event.person or "", event)
        for (poll, platform), first in sorted(voters.items(), key=lambda item: item[0]):
            self._read(poll, platform, first)

    def _read(self, poll: str, platform: str, voters: dict[str, Vote]) -> None:
        """Read what stands for these voters of one platform, and meet those who are new."""
        if poll not in self._polls:
            self._polls[poll] = polls.to_vote_in(self._ctx.db, poll)
        found = self._polls[poll]
        if found is None:
            return
        known = votes.standing(self._ctx.db, found, platform, list(voters))
        new = [event for person, event in voters.items() if person and person not in known]
        if new and found.closed_at is None:
            comers = [Newcomer(Address(platform, each.person or ""), each.name, each.language) for each in new]
            people.meet_new(self._ctx.db, found.brand, comers, self._ctx.now)
            known |= votes.standing(self._ctx.db, found, platform, [each.at.id for each in comers])
        self._standing |= {(poll, platform, person): stands for person, stands in known.items()}

    def take(self, event: Vote) -> Outcome | UserError:
        """Take a vote, or say why it cannot count."""
        poll = self._polls[self._poll_of(event)]
        if poll is None or poll.brand not in self._ctx.brands or event.person is None:
            return UserError("poll-gone")
        if len(event.options) > 1 or not all(0 <= option < len(poll.options) for option in event.options):
            return UserError("button-old", poll.brand)
        if poll.closed_at is not None:
            return UserError("poll-closed", poll.brand)
        stands = self._voter(poll, event)
        if stands.is_newer(event.order, event.at):
            log.info("an older vote came late and does not replace the newer one")
            return Outcome("done")
        before = stands.options or []
        after = [] if event.toggle and before == list(event.options) else list(event.options)
        # What was chosen before is chosen anew: an older vote that comes later must not replace it.
        self._change(poll, event, stands, after)
        return Outcome(
            "done", toast=_toast(self._ctx.words(poll.brand, event.language, stands.language), poll, before, after)
        )

    def store(self) -> None:
        """Store what was taken."""
        votes.record(self._ctx.db, self._casts, self._ctx.slot)
        ledger.put_plain(self._ctx.db, self._lines)

    def _poll_of(self, event: Vote) -> str:
        return event.poll if event.poll is not None else self._native(event)[0]

    def _chat_of(self, event: Vote) -> str:
        # A vote in a native poll comes without its chat, and so does one under a message that is out of reach.
        return event.chat or (self._native(event)[1] if event.poll is None else event.person or "")

    def _native(self, event: Vote) -> tuple[str, str, list[int] | None]:
        key = (event.platform, event.native or "")
        if key not in self._natives:
            found = poll_posts.of_native(self._ctx.db, *key)
            if found is None:
                raise NotYet(event.native)
            self._natives[key] = found
        return self._natives[key]

    def _voter(self, poll: Poll, event: Vote) -> Standing:
        at = Address(event.platform, event.person or "")
        stands = self._standing.get((poll.id, *at))
        if stands is None or not stands.reachable or (event.as_team and not stands.team):
            who = Newcomer(at, event.name, event.language)
            met, newly = people.meet(self._ctx.db, poll.brand, who, event.at, team=event.as_team)
            if newly:
                join_team(self._ctx.db, poll.brand, at, self._chat_of(event), event.at)
            stands = stands or Standing(met.id, met.language, met.team)
            stands = replace(stands, team=met.team or newly, reachable=True)
            self._standing[poll.id, *at] = stands
        return stands

    def _change(self, poll: Poll, event: Vote, stands: Standing, after: list[int]) -> None:
        version = (stands.version or 0) + 1
        cast = Cast(
            poll=poll.id,
            account=stands.account,
            before=stands.options or [],
            after=after,
            at=event.at,
            order=event.order,
            version=version,
            chat=self._chat_of(event),
        )
        self._casts.append(cast)
        chosen = replace(stands, options=after, at=event.at, order=event.order)
        self._standing[poll.id, event.platform, event.person or ""] = chosen
        line = Line(
            id=line_of_event(event),
            brand=poll.brand,
            platform=event.platform,
            chat=self._chat_of(event),
            person=event.person,
            team=stands.team,
            kind="vote",
            at=event.at,
            ref=poll.line,
            data={"options": [poll.options[each] for each in after]},
        )
        self._lines.append(line)


def _toast(say: Words, poll: Poll, before: list[int], after: list[int]) -> str:
    if not after:
        return say("vote-taken-back")
    return say("vote-changed" if before and before != after else "vote-counted", option=poll.options[after[0]])


@router.on(NativePoll)
def on_native_poll(ctx: Context, event: NativePoll) -> None:
    """Recognise a native poll whose `sendPoll` lost its answer, by its question and options."""
    if poll_posts.of_native(ctx.db, event.platform, event.native) is not None:
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
    drawn = card(poll, votes.results(ctx.db, poll), ctx.words(poll.brand)).poll
    state, order = (drawn.state, [option.id for option in drawn.options]) if drawn else ("", None)
    poll_posts.posted(ctx.db, letter.id, None, state, native=event.native, order=order)
    outbox.settle(ctx.db, letter.id, "sent", error="recognised by its question and options")
