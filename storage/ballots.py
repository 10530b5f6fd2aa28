"""Anonymous votes: a sealed choice under the hash of its voter, and beside it only that somebody took part.

What many people chose is shown in steps of `STEP` people. A count waits, sealed too, until as many more have voted, so
that no two counts that anybody can lay side by side differ by fewer people. At the close the ballots become one last
count, and they and their key are deleted.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self

import orjson
from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from storage import reasons, votes
from storage.database import Overtaken, Session, changed, counted, padded, scrub
from storage.polls import POLLS, Poll
from storage.sealing import Ballot, Seal, chosen_in, seal_of
from storage.tables import TABLES
from storage.votes import VOTERS_OF_POLL

BALLOTS = TABLES["ballots"]
PARTICIPATIONS = TABLES["participations"]

STEP = 5
"""No count is shown of fewer people, nor two that differ by fewer."""

PART = 20
"""Of a large poll a count comes when so large a part more have voted (one in 20): each reads all ballots."""

COUNT_BYTES = 1_024
"""A sealed count is as long as a multiple of this, so that its length tells little."""

_THIS = (BALLOTS.c.poll == bindparam("poll_")) & (BALLOTS.c.hash == bindparam("hash_"))
# FOR UPDATE: on PostgreSQL a second vote of a person, in another process, waits for this one. SQLite has one writer.
_THESE = (
    select(BALLOTS.c.hash, BALLOTS.c.sealed)
    .where((BALLOTS.c.poll == bindparam("poll_")) & BALLOTS.c.hash.in_(bindparam("hashes_", expanding=True)))
    .order_by(BALLOTS.c.hash)
    .with_for_update()
)
_ADD = counted(insert(BALLOTS).on_conflict_do_nothing())
_REPLACE = update(BALLOTS).where(_THIS).values(sealed=bindparam("sealed_"))
_TEAR = delete(BALLOTS).where(_THIS)
_BALLOTS = select(BALLOTS.c.hash, BALLOTS.c.sealed).where(BALLOTS.c.poll == bindparam("poll_"))
_TEAR_ALL = delete(BALLOTS).where(BALLOTS.c.poll == bindparam("poll_"))
_TAKE_PART = insert(PARTICIPATIONS).on_conflict_do_nothing()
_TAKEN_PART = select(PARTICIPATIONS.c.account, PARTICIPATIONS.c.chat).where(
    (PARTICIPATIONS.c.poll == bindparam("poll_")) & PARTICIPATIONS.c.account.in_(bindparam("accounts_", expanding=True))
)
_LEAVE = delete(PARTICIPATIONS).where(
    (PARTICIPATIONS.c.poll == bindparam("poll_")) & (PARTICIPATIONS.c.account == bindparam("account_"))
)
_IS_SEALED = POLLS.c.key.is_not(None) & POLLS.c.deleted_at.is_(None)
_VOTED_IN = (
    select(POLLS.c.id, POLLS.c.brand, POLLS.c.created_at, POLLS.c.closed_at, POLLS.c.batches, VOTERS_OF_POLL)
    .where(_IS_SEALED)
    .order_by(POLLS.c.id)
)
_OPEN_OF_BRAND = (
    select(POLLS)
    .where(_IS_SEALED & (POLLS.c.brand == bindparam("brand_")) & POLLS.c.closed_at.is_(None))
    .order_by(POLLS.c.id)
    .with_for_update()
)
_SET = (
    update(POLLS).where(POLLS.c.id == bindparam("poll_")).values(key=bindparam("key_"), batches=bindparam("batches_"))
)


@dataclass(slots=True)
class Count:
    """What the ballots of a poll come to."""

    voters: int = 0
    votes: Counter[int] = field(default_factory=Counter)
    """By option; of a ranked poll the first places."""
    rankings: Counter[str] = field(default_factory=Counter)
    """Of a ranked poll: people by the order in which they put the options' ids."""

    def add(self, options: tuple[int, ...], *, ranked: bool) -> None:
        """Count a ballot; an empty one is nobody's."""
        self.voters += bool(options)
        self.votes.update(options[:1] if ranked else options)
        if ranked and options:
            self.rankings[",".join(map(str, options))] += 1

    def as_json(self) -> dict[str, Any]:
        """Return it as `polls.batches` holds it, in an order that tells nothing."""
        return {
            "voters": self.voters,
            "votes": {str(option): number for option, number in sorted(self.votes.items())},
            "rankings": dict(sorted(self.rankings.items())),
        }


class Urn:
    """The ballots of one poll, and what opens them."""

    def __init__(self, poll: Poll, seal: Seal) -> None:
        self._poll = poll
        self.seal = seal

    @classmethod
    def of(cls, poll: Poll, ballot_key: bytes) -> Self | None:
        """Return the poll's urn; None where it has none any more, or its key was sealed by another secret."""
        seal = seal_of(poll, ballot_key)
        return cls(poll, seal) if seal else None

    def find(self, db: Session, accounts: Iterable[int]) -> dict[int, Ballot]:
        """Return accounts' ballots, which nobody else changes until the transaction ends."""
        voters = {self.seal.voter(account): account for account in accounts}
        asked = {"poll_": self._poll.id, "hashes_": padded(list(voters))}
        return {
            voters[bytes(voter)]: Ballot.unpacked(self.seal.open(sealed, voter))
            for voter, sealed in (db.execute(_THESE, asked) if voters else ())
        }

    def put(self, db: Session, casts: Iterable["Cast"]) -> None:
        """Put accounts' ballots in place of those that `find` returned.

        Raises:
            Overtaken: another process put a first one of one of these accounts meanwhile.
        """
        sealed = [(each, voter := self.seal.voter(each.account), self._close(each.after, voter)) for each in casts]
        again = [
            {"poll_": self._poll.id, "hash_": voter, "sealed_": ballot}
            for each, voter, ballot in sealed
            if each.before is not None
        ]
        first = [
            {"poll": self._poll.id, "hash": voter, "sealed": ballot}
            for each, voter, ballot in sorted(sealed, key=lambda item: item[1])  # so that processes do not deadlock
            if each.before is None
        ]
        if again:
            db.execute(_REPLACE, again)
        if first and changed(db.execute(_ADD, first)) != len(first):
            raise Overtaken("another process took a vote of the same person")

    def tear(self, db: Session, account: int) -> None:
        """Take an account's ballot out."""
        db.execute(_TEAR, {"poll_": self._poll.id, "hash_": self.seal.voter(account)})

    def count(self, db: Session) -> Count:
        """Count all ballots."""
        total, ranked = Count(), self._poll.rules.kind == "ranked"
        for voter, sealed in db.execute(_BALLOTS, {"poll_": self._poll.id}):
            total.add(chosen_in(self.seal.open(sealed, voter)), ranked=ranked)
        return total

    def _close(self, ballot: Ballot, voter: bytes) -> bytes:
        return self.seal.close(ballot.packed(), voter)

    def hide(self, count: Count) -> str:
        """Seal a count that is not to be seen yet."""
        raw = orjson.dumps(count.as_json())
        return self.seal.close(raw.ljust(-(-len(raw) // COUNT_BYTES) * COUNT_BYTES), b"count").hex()

    def reveal(self, hidden: str) -> dict[str, Any]:
        """Return the count that `hide` sealed, as JSON."""
        raw: dict[str, Any] = orjson.loads(self.seal.open(bytes.fromhex(hidden), b"count"))
        return raw


@dataclass(frozen=True, slots=True)
class Cast:
    """A ballot that shall stand from now on, and what stood before it."""

    account: int
    """The one that stands for all linked ones."""
    chat: str
    """Where it was cast."""
    before: Ballot | None
    after: Ballot

    @property
    def came(self) -> int:
        """Return 1 where the person comes to take part by it, -1 where they cease to, else 0."""
        return bool(self.after.options) - bool(self.before and self.before.options)


def record(db: Session, poll: Poll, urn: Urn, casts: Sequence[Cast], slot: int) -> None:
    """Let ballots of distinct accounts stand, with who takes part and how many.

    Raises:
        Overtaken: another process took a vote of one of these people meanwhile.
    """
    urn.put(db, casts)
    came = [{"poll": poll.id, "account": each.account, "chat": each.chat} for each in casts if each.came > 0]
    left = [{"poll_": poll.id, "account_": each.account} for each in casts if each.came < 0]
    if came:
        db.execute(_TAKE_PART, came)
    if left:
        db.execute(_LEAVE, left)
    votes.add(db, poll.id, {votes.VOTERS: len(came) - len(left)}, slot)


def due(db: Session) -> list[tuple[str, str, datetime]]:
    """Return the anonymous polls in which so many more have voted that they are counted anew.

    Those that could not be folded when they closed are among them.

    Returns:
        (poll, brand, time of its close, its last count or its making) of each.
    """
    return [
        (poll, brand, closed_at or _counted_at(batches) or made_at)
        for poll, brand, made_at, closed_at, batches, voters in db.execute(_VOTED_IN)
        if closed_at or voters >= _next_at(batches)
    ]


def move_on(db: Session, poll: Poll, urn: Urn, count: Count, now: datetime) -> bool:
    """Keep a new count where one is due, and show the count before; return whether it was.

    Args:
        db: the session.
        poll: the poll, held by `polls.to_change`.
        urn: its urn.
        count: what the ballots came to a moment ago.
        now: aware UTC.
    """
    if count.voters < _next_at(poll.batches):
        return False
    shown = urn.reveal(poll.batches["next"]) if poll.batches else {}
    more = max(STEP, count.voters // PART)
    waits = {"next": urn.hide(count), "due": count.voters + more, "at": now.isoformat()}
    _set(db, poll.id, poll.key, {"shown": shown, **waits})
    return True


def fold(db: Session, poll: Poll, urn: Urn | None) -> None:
    """Make of a poll's ballots its last count, and delete them and their key, for good.

    What is shown from then on are all votes, or nothing where too few people voted. Where so few came or went since the
    last shown count that the difference would tell what they chose, that count stays.

    Args:
        db: the session.
        poll: the poll, held by `polls.to_change`.
        urn: what opens the ballots; None: nobody needs to know, and the last shown count stays.
    """
    last = (poll.batches or {}).get("shown", {})
    _set(db, poll.id, None, {"shown": _final(last, urn.count(db).as_json()) if urn else last})
    db.execute(_TEAR_ALL, {"poll_": poll.id})
    reasons.unseal_all(db, poll.id, urn.seal if urn else None)
    scrub(db)


def merge_accounts(db: Session, ballot_key: bytes, brand: str, kept: int, gone: int, slot: int) -> None:
    """Let two accounts that turned out to be one person's have one ballot a poll: of two, the newer one stands.

    To be called before they are linked. In a closed poll both have counted.
    """
    # A vote holds its poll before it reads who the voter is: while these are held, nobody votes as who they were.
    for poll in [Poll.of(row) for row in db.execute(_OPEN_OF_BRAND, {"brand_": brand})]:
        if urn := Urn.of(poll, ballot_key):
            _merge(db, poll, urn, (kept, gone), slot)


def _merge(db: Session, poll: Poll, urn: Urn, accounts: tuple[int, int], slot: int) -> None:
    kept, gone = accounts
    found = urn.find(db, accounts)
    own, other = found.get(kept), found.get(gone)
    if other is None:
        return
    newer = other if own is None or own.at < other.at else own
    urn.tear(db, gone)
    stands = replace(newer, turns=max(each.turns for each in found.values()))
    urn.put(db, [Cast(kept, "", own, stands)])
    chats = {row.account: row.chat for row in db.execute(_TAKEN_PART, {"poll_": poll.id, "accounts_": list(accounts)})}
    db.execute(_LEAVE, [{"poll_": poll.id, "account_": account} for account in accounts])
    if newer.options:
        chat = chats[gone if newer is other else kept]
        db.execute(_TAKE_PART, {"poll": poll.id, "account": kept, "chat": chat})
    votes.add(db, poll.id, {votes.VOTERS: bool(newer.options) - len(chats)}, slot)


def _counted_at(batches: Mapping[str, Any] | None) -> datetime | None:
    return datetime.fromisoformat(batches["at"]) if batches else None


def _next_at(batches: Mapping[str, Any] | None) -> int:
    return int((batches or {}).get("due", STEP))


def _final(last: Mapping[str, Any], count: dict[str, Any]) -> Mapping[str, Any]:
    if count["voters"] < STEP:
        return {}
    return count if abs(count["voters"] - last.get("voters", 0)) >= STEP else last


def _set(db: Session, poll: str, key: bytes | None, batches: Mapping[str, Any]) -> None:
    db.execute(_SET, {"poll_": poll, "key_": key, "batches_": batches})
