"""What becomes of a vote."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from chat.address import Address
from chat.bidi import isolated
from chat.errors import NotYet, UserError
from chat.events import NativePoll, Vote
from chat.i18n import Words
from chat.lines import Line
from chat.messages import Message
from chat.ports import Outcome
from handlers.polls.cards import card
from handlers.polls.choosing import chosen, told
from handlers.polls.secret import SecretBox
from handlers.presence import join_team, line_of_event
from handlers.routing import Context, Router
from storage import ledger, outbox, people, poll_posts, polls, votes
from storage.outbox import Letter
from storage.people import Newcomer
from storage.polls import Poll
from storage.votes import Cast, Standing

router = Router()
log = logging.getLogger(__name__)

TOAST_UNITS = 200
"""UTF-16 units of the longest toast that every platform shows whole."""


@router.on_all(Vote)
def on_votes(ctx: Context, events: Sequence[Vote]) -> list[Outcome | UserError]:
    """Let each vote stand, in place of the person's former one."""
    box = BallotBox(ctx, events)
    outcomes = [box.take(event) for event in events]
    box.store()
    return [box.shown(event, outcome) for event, outcome in zip(events, outcomes, strict=True)]


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
        self._secret = SecretBox(ctx)
        self._casts: list[Cast] = []
        self._lines: list[Line] = []
        self._natives: dict[tuple[str, str], tuple[str, str, list[int] | None]] = {}
        self._polls: dict[str, Poll | None] = {}
        self._standing: dict[tuple[str, str, str], Standing] = {}
        self._latest: dict[tuple[str, int], Standing] = {}
        self._drawings: dict[tuple[str, str], Message] = {}
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
        if found.rules.anonymous:
            self._secret.read(found, platform, voters)
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
        if poll is None or poll.brand not in self._ctx.brands or poll.deleted_at is not None or event.person is None:
            return UserError("poll-gone", poll.brand if poll else None)
        if event.secret != poll.rules.anonymous:
            return UserError("button-old", poll.brand)
        if poll.closed_at is not None:
            return UserError("poll-closed", poll.brand)
        try:
            named = self._named(event, poll)
            return self._secret.take(poll, named) if event.secret else self._take(poll, named)
        except UserError as error:
            return error

    def store(self) -> None:
        """Store what was taken."""
        self._secret.store()
        votes.record(self._ctx.db, self._casts, self._ctx.slot)
        ledger.put_plain(self._ctx.db, self._lines)

    def shown(self, event: Vote, outcome: Outcome | UserError) -> Outcome | UserError:
        """Return the outcome with how the poll stands, where each person sees that after their own vote."""
        poll = self._polls[self._poll_of(event)]
        if poll is None or poll.rules.shown != "voted" or isinstance(outcome, UserError) or not outcome.toast:
            return outcome
        stands = self._standing.get((poll.id, event.platform, event.person or ""))
        latest = self._latest.get((poll.id, stands.account)) if stands else None
        if latest and not latest.options:
            return outcome
        drawn = self._drawn(poll, self._words(poll, event, stands))
        if event.answerable:
            return replace(outcome, answer=replace(drawn, title=outcome.toast, text=f"{outcome.toast}\n{drawn.text}"))
        return replace(outcome, toast=_leading(outcome.toast, drawn))

    def _drawn(self, poll: Poll, say: Words) -> Message:
        """Return how the poll stands, drawn once for all who read the same language: a run-off is slow to hold."""
        key = poll.id, say.language
        if key not in self._drawings:
            rankings = votes.rankings(self._ctx.db, poll) if poll.rules.kind == "ranked" else None
            results, zone = votes.results(self._ctx.db, poll), self._ctx.brands[poll.brand].zone
            self._drawings[key] = card(poll, results, say, votable=False, rankings=rankings, private=True, zone=zone)
        return self._drawings[key]

    def _take(self, poll: Poll, event: Vote) -> Outcome:
        stands = self._voter(poll, event)
        if stands.is_newer(event.order, event.at, self._chat_of(event)):
            log.info("an older vote came late and does not replace the newer one")
            return Outcome("done")
        before = stands.options or []
        after = chosen(poll, before, event)
        # What was chosen before is chosen anew: an older vote that comes later must not replace it.
        self._change(poll, event, stands, after)
        return Outcome("done", toast=told(self._words(poll, event, stands), poll, before, after))

    def _words(self, poll: Poll, event: Vote, stands: Standing | None) -> Words:
        wishes = (stands.speaks, event.language, stands.language) if stands else (event.language,)
        return self._ctx.words(poll.brand, *wishes)

    def _named(self, event: Vote, poll: Poll) -> Vote:
        """Return the vote with ids of options, where it came with their positions in a native poll."""
        order = self._native(event)[2] if event.poll is None else None
        if order is None:
            return event
        if not all(0 <= position < len(order) for position in event.options):
            raise UserError("button-old", poll.brand)
        return replace(event, options=tuple(order[position] for position in event.options))

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
        if stands is None or _has_news(stands, event):
            who = Newcomer(at, event.name, event.language)
            met, newly = people.meet(self._ctx.db, poll.brand, who, event.at, team=event.as_team)
            if newly:
                join_team(self._ctx.db, poll.brand, at, self._chat_of(event), event.at)
            stands = stands or Standing(met.standing_for, met.language, met.speaks, met.team)
            stands = replace(stands, team=met.team or newly, reachable=True, named=stands.named or bool(event.name))
            self._standing[poll.id, *at] = stands
        latest = self._latest.get((poll.id, stands.account))
        if latest is None:
            return stands
        # Accounts that are linked may vote side by side.
        return replace(stands, options=latest.options, at=latest.at, order=latest.order, chat=latest.chat)

    def _change(self, poll: Poll, event: Vote, stands: Standing, after: list[int]) -> None:
        cast = Cast(
            poll=poll.id,
            account=stands.account,
            before=stands.options or [],
            after=after,
            at=event.at,
            order=event.order,
            version=(stands.version or 0) + 1,
            chat=self._chat_of(event),
            ranked=poll.rules.kind == "ranked",
        )
        self._casts.append(cast)
        self._latest[poll.id, stands.account] = replace(
            stands, options=after, at=event.at, order=event.order, chat=cast.chat
        )
        self._lines += _lines(poll, event, cast, team=stands.team)


def _has_news(stands: Standing, event: Vote) -> bool:
    """Tell whether the event tells of its person what was not known."""
    return not stands.reachable or (event.as_team and not stands.team) or (bool(event.name) and not stands.named)


def _lines(poll: Poll, event: Vote, cast: Cast, *, team: bool) -> list[Line]:
    texts = [poll.options[each] for each in cast.after]
    who: dict[str, Any] = {
        "brand": poll.brand,
        "platform": event.platform,
        "chat": cast.chat,
        "person": event.person,
        "team": team,
    }
    line = Line(id=line_of_event(event), kind="vote", at=event.at, ref=poll.line, data={"options": texts}, **who)
    if poll.rules.kind != "nps" or not texts:
        return [line]
    score = Line(id=f"{line.id}.nps", kind="nps", at=event.at, ref=None, data={"score": int(texts[0])}, **who)
    return [line, score]


def _leading(toast: str, drawn: Message) -> str:
    """Return a toast with as many lines of how the poll stands as it has room for, the leading options first."""
    if drawn.poll is None or not drawn.poll.counted:
        return toast
    ahead = sorted(drawn.poll.options, key=lambda option: -option.votes)
    for line in (*(f"{isolated(each.text)}: {each.votes}" for each in ahead), *drawn.poll.summary):
        longer = f"{toast}\n{line}"
        if len(longer.encode("utf-16-le")) > 2 * TOAST_UNITS:
            break
        toast = longer
    return toast


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
