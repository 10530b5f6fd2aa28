"""Votes and tallies.

A vote is one row (poll, account), where the account stands for all that are linked with it. The tally is kept beside
the votes in the same transaction and never counted over them, so that a poll with 100,000 votes is voted in as fast as
an empty one. The votes of anonymous polls are `storage.ballots`.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from sqlalchemy import bindparam, delete, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.database import Overtaken, Session, changed, counted, padded
from storage.people import ACCOUNTS
from storage.polls import POLLS, Poll
from storage.tables import TABLES

VOTES = TABLES["votes"]
TALLIES = TABLES["tallies"]
RANKINGS = TABLES["rankings"]

VOTERS = -1
"""The option under which a tally counts the voters."""
CHANGES = -2
"""The option under which the tally of a ranked poll counts every change: its first places do not show them all."""

ORDER_HOLDS = timedelta(hours=24)
"""A source's order says nothing about votes that are further apart (Telegram's ids begin anew after a quiet week)."""

_MET = (
    select(
        ACCOUNTS.c.person,
        func.coalesce(ACCOUNTS.c.one, ACCOUNTS.c.id),
        *(ACCOUNTS.c[name] for name in ("language", "speaks", "team")),
        ACCOUNTS.c.reachable & ~ACCOUNTS.c.away,
        ACCOUNTS.c.name != "",
    )
    .where(ACCOUNTS.c.brand == bindparam("brand_"))
    .where(ACCOUNTS.c.platform == bindparam("platform_"))
    .where(ACCOUNTS.c.person.in_(bindparam("persons_", expanding=True)))
)
# Not joined to the accounts: where its statistics are older than the poll, PostgreSQL would read all votes of the poll.
_CHOSEN = select(
    VOTES.c.account, VOTES.c.options, VOTES.c.at, VOTES.c.source_order, VOTES.c.version, VOTES.c.chat
).where((VOTES.c.poll == bindparam("poll_")) & VOTES.c.account.in_(bindparam("accounts_", expanding=True)))
_PUT_VOTE = insert(VOTES)
_PUT_VOTE = counted(
    _PUT_VOTE.on_conflict_do_update(
        index_elements=["poll", "account"],
        set_={name: _PUT_VOTE.excluded[name] for name in ("options", "at", "source_order", "version", "chat")},
        where=VOTES.c.version == _PUT_VOTE.excluded.version - 1,
    )
)
_COUNT = insert(TALLIES)
_COUNT = _COUNT.on_conflict_do_update(
    index_elements=["poll", "option", "slot"], set_={"votes": TALLIES.c.votes + _COUNT.excluded.votes}
)
_RANK = insert(RANKINGS)
_RANK = _RANK.on_conflict_do_update(
    index_elements=["poll", "ranking", "slot"], set_={"votes": RANKINGS.c.votes + _RANK.excluded.votes}
)
VOTERS_OF_POLL = (
    select(func.coalesce(func.sum(TALLIES.c.votes), 0))
    .where((TALLIES.c.poll == POLLS.c.id) & (TALLIES.c.option == VOTERS))
    .scalar_subquery()
)
"""In a statement over polls: how many people voted in each."""
_TALLIES_OF = (
    select(TALLIES.c.poll, TALLIES.c.option, func.sum(TALLIES.c.votes))
    .where(TALLIES.c.poll.in_(bindparam("polls_", expanding=True)))
    .group_by(TALLIES.c.poll, TALLIES.c.option)
)
_RANKINGS_OF = (
    select(RANKINGS.c.ranking, func.sum(RANKINGS.c.votes).label("votes"))
    .where(RANKINGS.c.poll == bindparam("poll_"))
    .group_by(RANKINGS.c.ranking)
    .having(func.sum(RANKINGS.c.votes) > 0)
    .order_by(RANKINGS.c.ranking)
)
# A vote holds its poll FOR SHARE before it reads who the voter is: while these are held, nobody votes as who they were.
_OPEN_POLLS = (
    select(POLLS)
    .where((POLLS.c.brand == bindparam("brand_")) & POLLS.c.closed_at.is_(None))
    .order_by(POLLS.c.id)
    .with_for_update()
)
_LINKED = (
    select(ACCOUNTS.c.one, ACCOUNTS.c.id)
    .join(VOTES, VOTES.c.account == ACCOUNTS.c.id)
    .where((VOTES.c.poll == bindparam("poll_")) & ACCOUNTS.c.one.is_not(None))
    .order_by(ACCOUNTS.c.id)
)
_OF_BOTH = (
    select(VOTES)
    .where(VOTES.c.poll.in_(bindparam("polls_", expanding=True)))
    .where(VOTES.c.account.in_(bindparam("accounts_", expanding=True)))
    .order_by(VOTES.c.poll, VOTES.c.at, VOTES.c.account)
)
_DROP = delete(VOTES).where((VOTES.c.poll == bindparam("poll_")) & (VOTES.c.account == bindparam("account_")))
_OWN = VOTES.alias()
_MOVE = (
    update(VOTES)
    .where(VOTES.c.poll.in_(select(POLLS.c.id).where(POLLS.c.brand == bindparam("brand_"))))
    .where(VOTES.c.account == bindparam("gone_"))
    .where(~exists().where((_OWN.c.poll == VOTES.c.poll) & (_OWN.c.account == bindparam("kept_"))))
    .values(account=bindparam("kept_"))
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What an account chose until now."""

    account: int
    """The one that stands for all linked ones."""
    language: str | None
    speaks: str | None
    team: bool
    reachable: bool = True
    """Can be written to, and is in the audience."""
    named: bool = True
    """The name is known; not every event tells it."""
    options: list[int] | None = None
    at: datetime | None = None
    order: int | None = None
    version: int | None = None
    chat: str | None = None

    def is_newer(self, order: int, at: datetime, chat: str) -> bool:
        """Tell whether what stands was chosen after a vote of this order and time, cast in this chat."""
        if self.at is None or self.order is None:
            return False
        # Another chat may be of another network, where the person has a linked account and orders mean nothing to ours.
        return order < self.order if chat == self.chat and abs(at - self.at) < ORDER_HOLDS else at < self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """A vote that shall stand from now on, and what stood before it."""

    poll: str
    account: int
    before: list[int]
    after: list[int]
    """Ids of what was chosen, of a ranked poll the best first; none = taken back."""
    at: datetime
    order: int
    """By the source's own reckoning."""
    version: int = 1
    """One more than that of what stood in the database."""
    chat: str = ""
    ranked: bool = False


@dataclass(frozen=True, slots=True)
class Results:
    """How a poll stands: votes by option (by its id), and how many people voted."""

    votes: list[int]
    voters: int
    changes: int = 0
    counted: int | None = None
    """Anonymous: of so many people are the votes; the others' are not shown yet. None: of all."""

    @classmethod
    def of(cls, poll: Poll, tally: Mapping[int, int]) -> Self:
        """Read a tally by option; that of an anonymous poll has nothing but the voters, its batches have the rest."""
        shown = (poll.batches or {}).get("shown", {}) if poll.rules.anonymous else {}
        votes = {int(option): number for option, number in shown.get("votes", {}).items()}
        return cls(
            [int((votes if poll.rules.anonymous else tally).get(each, 0)) for each in range(len(poll.options))],
            int(tally.get(VOTERS, 0)),
            int(tally.get(CHANGES, 0)),
            int(shown.get("voters", 0)) if poll.rules.anonymous else None,
        )

    def state(self, poll: Poll) -> str:
        """Return what a message shows that shows all of it, in the form that `poll_posts` compares."""
        numbers = map(str, (poll.revision, self.voters, self.changes, self.counted or 0))
        return ":".join([poll.state, *numbers, ",".join(map(str, self.votes))])


def standing(db: Session, poll: Poll, platform: str, persons: list[str]) -> dict[str, Standing]:
    """Return what these people of one platform chose until now; those whom the brand never met are left out."""
    asked = {"brand_": poll.brand, "platform_": platform, "persons_": padded(persons)}
    met = [tuple(row) for row in db.execute(_MET, asked)]
    accounts = {"poll_": poll.id, "accounts_": padded([account for _, account, *_ in met])}
    chosen = {account: choice for account, *choice in db.execute(_CHOSEN, accounts)} if met else {}
    return {person: Standing(account, *rest, *chosen.get(account, ())) for person, account, *rest in met}


def record(db: Session, casts: list[Cast], slot: int) -> None:
    """Let these votes stand, in their order, and the tallies with them.

    Raises:
        Overtaken: another process changed one of these people's votes meanwhile, so that the tally would be wrong.
    """
    last = {(cast.poll, cast.account): cast for cast in casts}
    votes = [
        {"poll": each.poll, "account": each.account, "options": each.after, "chat": each.chat}
        | {"at": each.at, "source_order": each.order, "version": each.version}
        for _, each in sorted(last.items())  # in one order, so that processes do not deadlock
    ]
    if votes and changed(db.execute(_PUT_VOTE, votes)) != len(votes):
        raise Overtaken("another process took a vote of the same person")
    _count(db, casts, slot)


def _count(db: Session, casts: list[Cast], slot: int) -> None:
    """Bring the tallies up by what these votes changed."""
    changes: Counter[tuple[str, int]] = Counter()
    rankings: Counter[tuple[str, str]] = Counter()
    for cast in casts:
        before, after = cast.before, cast.after
        if cast.ranked:
            rankings[cast.poll, _ranking(before)] -= bool(before)
            rankings[cast.poll, _ranking(after)] += bool(after)
            changes[cast.poll, CHANGES] += 1
            before, after = before[:1], after[:1]
        changes.update((cast.poll, option) for option in {*after} - {*before})
        changes.subtract((cast.poll, option) for option in {*before} - {*after})
        changes[cast.poll, VOTERS] += bool(after) - bool(before)
    tally = [{"poll": poll, "option": option, "slot": slot, "votes": by} for (poll, option), by in _moved(changes)]
    ranks = [{"poll": poll, "ranking": ranking, "slot": slot, "votes": by} for (poll, ranking), by in _moved(rankings)]
    if tally:
        db.execute(_COUNT, tally)
    if ranks:
        db.execute(_RANK, ranks)


def _moved(changes: Counter[Any]) -> list[tuple[Any, int]]:
    return [(what, by) for what, by in sorted(changes.items()) if by]


def _ranking(options: list[int]) -> str:
    return ",".join(map(str, options))


def add(db: Session, poll: str, changes: Mapping[int, int], slot: int) -> None:
    """Bring a poll's tally up by so many votes of each option."""
    rows = [{"poll": poll, "option": option, "slot": slot, "votes": by} for option, by in sorted(changes.items()) if by]
    if rows:
        db.execute(_COUNT, rows)


def merge_accounts(db: Session, brand: str, kept: int, gone: int, slot: int) -> None:
    """Let two accounts that turned out to be one person's have one vote a poll; to be called before they are linked.

    Of two votes in an open poll the newer one stands, and the tally follows; in a closed one both have counted.
    """
    open_ = {row.id: Poll.of(row) for row in db.execute(_OPEN_POLLS, {"brand_": brand})}
    cast: dict[str, list[Any]] = {}
    for row in db.execute(_OF_BOTH, {"polls_": list(open_), "accounts_": [kept, gone]}):
        cast.setdefault(row.poll, []).append(row)
    for poll, (older, *newer) in cast.items():
        if newer:
            ranked = open_[poll].rules.kind == "ranked"
            lost = {"poll": poll, "account": older.account, "before": older.options, "after": []}
            _count(db, [Cast(**lost, at=older.at, order=older.source_order, ranked=ranked)], slot)
            db.execute(_DROP, {"poll_": poll, "account_": older.account})
    db.execute(_MOVE, {"brand_": brand, "kept_": kept, "gone_": gone})


def unite(db: Session, poll: Poll, slot: int) -> None:
    """Let everybody have one vote in a poll that is open again: accounts may have been linked while it was closed."""
    for kept, gone in db.execute(_LINKED, {"poll_": poll.id}).all():
        merge_accounts(db, poll.brand, kept, gone, slot)


def results(db: Session, poll: Poll) -> Results:
    """Return how the poll stands now."""
    return Results.of(poll, tallies(db, [poll.id]).get(poll.id, {}))


def tallies(db: Session, polls: list[str]) -> dict[str, dict[int, int]]:
    """Return votes by option (`VOTERS`: by people) of each of these polls that anybody voted in."""
    found: dict[str, dict[int, int]] = {}
    for poll, option, votes in db.execute(_TALLIES_OF, {"polls_": polls}):
        found.setdefault(poll, {})[option] = int(votes)
    return found


def rankings(db: Session, poll: Poll) -> dict[tuple[int, ...], int]:
    """Return how many people of a ranked poll put its options in each order, the best first.

    Those of an anonymous poll are as old as its last shown batch.
    """
    if poll.rules.anonymous:
        shown = (poll.batches or {}).get("shown", {}).get("rankings", {})
        return {_read(ranking): int(votes) for ranking, votes in shown.items()}
    return {_read(row.ranking): int(row.votes) for row in db.execute(_RANKINGS_OF, {"poll_": poll.id})}


def _read(ranking: str) -> tuple[int, ...]:
    return tuple(map(int, ranking.split(",")))
