"""Anonymous votes: nothing of one says, with all that is stored or logged, who chose what."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from chat.address import Address
from chat.errors import UserError
from chat.events import Vote
from chat.lines import Line
from chat.ports import Outcome
from handlers.polls.choosing import chosen, told
from handlers.presence import join_team
from handlers.routing import Context
from insight.weeks import day_start
from storage import ballots, ledger, people, polls, sealing, votes
from storage.ballots import Cast, Urn
from storage.people import Newcomer
from storage.polls import Poll
from storage.sealing import Ballot, source_of
from storage.votes import Standing

log = logging.getLogger(__name__)


def new_key(ctx: Context, brand: str) -> bytes:
    """Return the key of a new anonymous poll, sealed.

    Raises:
        UserError: there is nothing to seal it by.
    """
    if not ctx.means.ballot_key:
        raise UserError("poll-no-secret", brand)
    return sealing.new_key(ctx.means.ballot_key, brand)


class SecretBox:
    """Takes votes in anonymous polls one after the other, and stores them all at once.

    Args:
        ctx: the context of all of them.
    """

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._urns: dict[str, tuple[Poll, Urn]] = {}
        self._voters: dict[tuple[str, str, str], Standing] = {}
        self._stood: dict[tuple[str, int], Ballot | None] = {}
        """What lay in the urns before."""
        self._casts: dict[tuple[str, int], Cast] = {}
        self._lines: list[Line] = []

    def read(self, poll: Poll, platform: str, voters: Mapping[str, Vote]) -> None:
        """Meet voters of one platform, and read their ballots of a poll that is held by `polls.to_vote_in`."""
        urn = Urn.of(poll, self._ctx.means.ballot_key)
        if urn is None:
            return
        self._urns[poll.id] = poll, urn
        known = self._met(poll, platform, {person: vote for person, vote in voters.items() if person})
        self._voters |= {(poll.id, platform, person): stands for person, stands in known.items()}
        accounts = {stands.account for stands in known.values()}
        found = urn.find(self._ctx.db, {each for each in accounts if (poll.id, each) not in self._stood})
        self._stood |= {(poll.id, each): found.get(each) for each in accounts if (poll.id, each) not in self._stood}

    def take(self, poll: Poll, event: Vote) -> Outcome | UserError:
        """Take a vote whose voter was read, or say why it cannot count.

        Raises:
            UserError: it means nothing in this poll (`choosing.chosen`).
        """
        if poll.id not in self._urns:
            return UserError("poll-secret-locked" if poll.key else "poll-closed", poll.brand)
        voter = self._voter(poll, event)
        stood = self._stood[poll.id, voter.account]
        cast = self._casts.get((poll.id, voter.account))
        before = cast.after if cast else stood
        if before and before.is_newer(source_of(event.platform), event.order, event.at):
            log.info("an older vote came late and does not replace the newer one")
            return Outcome("done")
        chose = list(before.options) if before else []
        after = _ballot(event, before, chosen(poll, chose, event))
        self._casts[poll.id, voter.account] = Cast(voter.account, event.chat or event.person or "", stood, after)
        if bool(after.options) != bool(chose):
            self._lines.append(_line(poll, event, voter, after, self._day(poll, event.at)))
        say = self._ctx.words(poll.brand, voter.speaks, event.language, voter.language)
        return Outcome("done", toast=told(say, poll, chose, list(after.options)))

    def store(self) -> None:
        """Store what was taken."""
        for name, (poll, urn) in sorted(self._urns.items()):
            casts = [cast for (of, _), cast in self._casts.items() if of == name]
            ballots.record(self._ctx.db, poll, urn, casts, self._ctx.slot)
        ledger.put_plain(self._ctx.db, self._lines)

    def _met(self, poll: Poll, platform: str, voters: Mapping[str, Vote]) -> dict[str, Standing]:
        """Meet who is new; no time but the day is kept of them."""
        known = votes.standing(self._ctx.db, poll, platform, list(voters)) if voters else {}
        comers = [_newcomer(vote) for person, vote in voters.items() if person not in known]
        if comers:
            people.meet_new(self._ctx.db, poll.brand, comers, self._day(poll, self._ctx.now))
            known |= votes.standing(self._ctx.db, poll, platform, [each.at.id for each in comers])
        return known

    def _voter(self, poll: Poll, event: Vote) -> Standing:
        key = (poll.id, event.platform, event.person or "")
        stands = self._voters[key]
        if not stands.reachable or (event.as_team and not stands.team):
            day, who = self._day(poll, event.at), _newcomer(event)
            met, newly = people.meet(self._ctx.db, poll.brand, who, day, team=event.as_team)
            if newly:
                join_team(self._ctx.db, poll.brand, who.at, event.chat, day)
            self._voters[key] = stands = replace(stands, team=met.team or newly, reachable=True)
        return stands

    def _day(self, poll: Poll, moment: datetime) -> datetime:
        zone = self._ctx.brands[poll.brand].zone
        return day_start(moment.astimezone(zone).date(), zone)


def fold(ctx: Context, poll: Poll) -> None:
    """Count an anonymous poll that is closed or deleted for the last time, and delete its ballots and its key.

    Where the key does not open, the poll stays closed with the last count that was shown, and `counting` tries again.
    """
    held = polls.to_change(ctx.db, poll.id)
    if held is None or held.key is None:
        return
    urn = Urn.of(held, ctx.means.ballot_key)
    if urn or held.deleted_at:
        ballots.fold(ctx.db, held, urn)
        ctx.said = True
    else:
        tell_locked()


def tell_locked() -> None:
    """Tell the operator that a poll's key does not open."""
    log.error("an anonymous poll cannot be counted: RAPPORT_SECRET is not the one that it was made with")


def _newcomer(event: Vote) -> Newcomer:
    return Newcomer(Address(event.platform, event.person or ""), event.name, event.language)


def _ballot(event: Vote, before: Ballot | None, options: list[int]) -> Ballot:
    turned = bool(options) != bool(before and before.options)
    return Ballot(
        options=tuple(options),
        source=source_of(event.platform),
        order=event.order,
        at=event.at,
        turns=(before.turns if before else 0) + turned,
    )


def _line(poll: Poll, event: Vote, voter: Standing, ballot: Ballot, day: datetime) -> Line:
    """Return the line that somebody voted, or took that back: of no moment but the day, of no event, of no choice."""
    return Line(
        id=f"secret:{poll.id}:{ballot.turns:04}:{event.platform}:{event.person}",
        brand=poll.brand,
        platform=event.platform,
        chat=event.chat or event.person or "",
        person=event.person,
        team=voter.team,
        kind="vote",
        at=day,
        ref=poll.line,
        data={"options": None if ballot.options else []},
    )
