"""Polls, votes and tallies.

A vote is one row (poll, account). The tally is kept beside the votes in the same transaction and never counted over
them, so that a poll with 100,000 votes is voted in as fast as an empty one.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.database import Overtaken, Session, changed, counted, padded
from storage.people import ACCOUNTS
from storage.tables import TABLES

POLLS = TABLES["polls"]
VOTES = TABLES["votes"]
TALLIES = TABLES["tallies"]

VOTERS = -1
"""The option under which a tally counts the voters."""

ORDER_HOLDS = timedelta(hours=24)
"""A source's order says nothing about votes that are further apart (Telegram's ids begin anew after a quiet week)."""

# FOR SHARE: on PostgreSQL nobody closes the poll between this look and the commit. SQLite has one writer anyway.
_POLL_TO_VOTE_IN = select(POLLS).where(POLLS.c.id == bindparam("poll_")).with_for_update(read=True)
_MET = (
    select(ACCOUNTS.c.person, ACCOUNTS.c.id, ACCOUNTS.c.language, ACCOUNTS.c.team, ACCOUNTS.c.reachable)
    .where(ACCOUNTS.c.brand == bindparam("brand_"))
    .where(ACCOUNTS.c.platform == bindparam("platform_"))
    .where(ACCOUNTS.c.person.in_(bindparam("persons_", expanding=True)))
)
# Not joined to the accounts: where its statistics are older than the poll, PostgreSQL would read all votes of the poll.
_CHOSEN = select(VOTES.c.account, VOTES.c.options, VOTES.c.at, VOTES.c.source_order, VOTES.c.version).where(
    (VOTES.c.poll == bindparam("poll_")) & VOTES.c.account.in_(bindparam("accounts_", expanding=True))
)
_PUT_VOTE = insert(VOTES)
_PUT_VOTE = counted(
    _PUT_VOTE.on_conflict_do_update(
        index_elements=["poll", "account"],
        set_={name: _PUT_VOTE.excluded[name] for name in ("options", "at", "source_order", "version")},
        where=VOTES.c.version == _PUT_VOTE.excluded.version - 1,
    )
)
_COUNT = insert(TALLIES)
_COUNT = _COUNT.on_conflict_do_update(
    index_elements=["poll", "option", "slot"], set_={"votes": TALLIES.c.votes + _COUNT.excluded.votes}
)
_POLL = select(POLLS).where(POLLS.c.id == bindparam("poll_"))
_POLLS_OF_BRAND = (
    select(POLLS).where(POLLS.c.brand == bindparam("brand_")).order_by(POLLS.c.created_at.desc(), POLLS.c.id)
)
_CLOSE = (
    update(POLLS)
    .where((POLLS.c.id == bindparam("poll_")) & POLLS.c.closed_at.is_(None))
    .values(closed_at=bindparam("now_"))
    .returning(POLLS.c.id)
)
_TALLIES_OF = (
    select(TALLIES.c.poll, TALLIES.c.option, func.sum(TALLIES.c.votes))
    .where(TALLIES.c.poll.in_(bindparam("polls_", expanding=True)))
    .group_by(TALLIES.c.poll, TALLIES.c.option)
)
_TALLY = (
    select(TALLIES.c.option, func.sum(TALLIES.c.votes).label("votes"))
    .where(TALLIES.c.poll == bindparam("poll_"))
    .group_by(TALLIES.c.option)
)


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll without its votes."""

    id: str
    brand: str
    question: str
    options: list[str]
    created_at: datetime
    closed_at: datetime | None

    @property
    def state(self) -> str:
        """Return `open` or `closed`."""
        return "closed" if self.closed_at else "open"

    @property
    def line(self) -> str:
        """Return the id of the poll's line in the ledger."""
        return line_of(self.id)


@dataclass(frozen=True, slots=True)
class Standing:
    """What an account chose until now."""

    account: int
    language: str | None
    team: bool
    reachable: bool = True
    options: list[int] | None = None
    at: datetime | None = None
    order: int | None = None
    version: int | None = None

    def is_newer(self, order: int, at: datetime) -> bool:
        """Tell whether what stands was chosen after a vote of this order and time."""
        if self.at is None or self.order is None:
            return False
        return order < self.order if abs(at - self.at) < ORDER_HOLDS else at < self.at


@dataclass(frozen=True, slots=True)
class Cast:
    """A vote that shall stand from now on, and what stood before it."""

    poll: str
    account: int
    before: list[int]
    after: list[int]
    """Positions of what was chosen; none = taken back."""
    at: datetime
    order: int
    """By the source's own reckoning."""
    version: int = 1
    """One more than that of what stood in the database."""


@dataclass(frozen=True, slots=True)
class Results:
    """How a poll stands: votes by option, in the poll's order, and how many people voted."""

    votes: list[int]
    voters: int

    @classmethod
    def of(cls, tally: Mapping[int, int], options: int) -> Self:
        """Read a tally by option for a poll of so many options."""
        return cls([int(tally.get(each, 0)) for each in range(options)], int(tally.get(VOTERS, 0)))

    def state(self, *, closed: bool) -> str:
        """Return the form that `poll_posts.shown` keeps."""
        return f"{'closed' if closed else 'open'}:{self.voters}:" + ",".join(map(str, self.votes))


def line_of(poll: str) -> str:
    """Return the id of the poll's line in the ledger."""
    return f"poll:{poll}"


def create(db: Session, poll: Poll) -> None:
    """Store a new poll."""
    db.execute(
        POLLS.insert(),
        {
            "id": poll.id,
            "brand": poll.brand,
            "question": poll.question,
            "options": poll.options,
            "created_at": poll.created_at,
        },
    )


def find(db: Session, poll: str) -> Poll | None:
    """Return the poll of this id."""
    row = db.execute(_POLL, {"poll_": poll}).one_or_none()
    return Poll(*row) if row else None


def of_brand(db: Session, brand: str) -> list[Poll]:
    """Return the brand's polls, newest first."""
    return [Poll(*row) for row in db.execute(_POLLS_OF_BRAND, {"brand_": brand})]


def to_vote_in(db: Session, poll: str) -> Poll | None:
    """Return the poll, which nobody closes until the transaction ends."""
    row = db.execute(_POLL_TO_VOTE_IN, {"poll_": poll}).one_or_none()
    return Poll(*row) if row else None


def standing(db: Session, poll: Poll, platform: str, persons: list[str]) -> dict[str, Standing]:
    """Return what these people of one platform chose until now; those whom the brand never met are left out."""
    asked = {"brand_": poll.brand, "platform_": platform, "persons_": padded(persons)}
    met = db.execute(_MET, asked).all()
    accounts = {"poll_": poll.id, "accounts_": padded([row.id for row in met])}
    chosen = {account: choice for account, *choice in db.execute(_CHOSEN, accounts)} if met else {}
    return {person: Standing(account, *rest, *chosen.get(account, ())) for person, account, *rest in met}


def record(db: Session, casts: list[Cast], slot: int) -> None:
    """Let these votes stand, in their order, and the tallies with them.

    Raises:
        Overtaken: another process changed one of these people's votes meanwhile, so that the tally would be wrong.
    """
    last = {(cast.poll, cast.account): cast for cast in casts}
    changes: Counter[tuple[str, int]] = Counter()
    for cast in casts:
        changes.update((cast.poll, option) for option in {*cast.after} - {*cast.before})
        changes.subtract((cast.poll, option) for option in {*cast.before} - {*cast.after})
        changes[cast.poll, VOTERS] += bool(cast.after) - bool(cast.before)
    votes = [
        {"poll": each.poll, "account": each.account, "options": each.after}
        | {"at": each.at, "source_order": each.order, "version": each.version}
        for _, each in sorted(last.items())  # in one order, so that processes do not deadlock
    ]
    tally = [
        {"poll": poll, "option": option, "slot": slot, "votes": by}
        for (poll, option), by in sorted(changes.items())
        if by
    ]
    if votes and changed(db.execute(_PUT_VOTE, votes)) != len(votes):
        raise Overtaken("another process took a vote of the same person")
    if tally:
        db.execute(_COUNT, tally)


def close(db: Session, poll: str, now: datetime) -> bool:
    """Close the poll; return whether it was open."""
    return db.execute(_CLOSE, {"poll_": poll, "now_": now}).one_or_none() is not None


def results(db: Session, poll: Poll) -> Results:
    """Return how the poll stands now."""
    tally = {row.option: row.votes for row in db.execute(_TALLY, {"poll_": poll.id})}
    return Results.of(tally, len(poll.options))


def tallies(db: Session, polls: list[str]) -> dict[str, dict[int, int]]:
    """Return votes by option (`VOTERS`: by people) of each of these polls that anybody voted in."""
    found: dict[str, dict[int, int]] = {}
    for poll, option, votes in db.execute(_TALLIES_OF, {"polls_": polls}):
        found.setdefault(poll, {})[option] = int(votes)
    return found
