"""Which events were accepted, and those that still have to be dealt with."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.database import Session, changed, counted, padded
from storage.tables import TABLES

RECEIPTS = TABLES["receipts"]
INBOX = TABLES["inbox"]

KEPT = timedelta(days=7)
"""How long a repeat of an event is known as one."""

PORTION = 1_000
RETRIES = 5
"""So often an event whose handler failed is tried again, after 2, 4, 8, 16 and 32 seconds."""


_ACCEPT = counted(insert(RECEIPTS).on_conflict_do_nothing())
_KNOWN = select(RECEIPTS.c.event).where(
    (RECEIPTS.c.account == bindparam("account_")) & RECEIPTS.c.event.in_(bindparam("events_", expanding=True))
)
_KEEP = insert(INBOX).on_conflict_do_nothing()
_DUE = (
    select(INBOX.c.id, INBOX.c.payload, INBOX.c.attempts, INBOX.c.until)
    .where(INBOX.c.next_at <= bindparam("now_"))
    .order_by(INBOX.c.next_at, INBOX.c.id)
    .limit(100)
)
_AGAIN = (
    update(INBOX)
    .where(INBOX.c.id == bindparam("id_"))
    .values(attempts=bindparam("attempts_"), next_at=bindparam("next_at_"), error=bindparam("error_"))
)
_DONE = delete(INBOX).where(INBOX.c.id == bindparam("id_")).returning(INBOX.c.id)
_OLD = select(RECEIPTS.c.account, RECEIPTS.c.event).where(RECEIPTS.c.at < bindparam("before_")).limit(PORTION)
_FORGET = delete(RECEIPTS).where(
    (RECEIPTS.c.account == bindparam("account_")) & (RECEIPTS.c.event == bindparam("event_"))
)
_COUNT = select(func.count().filter(INBOX.c.next_at.is_not(None)), func.count().filter(INBOX.c.next_at.is_(None)))


@dataclass(frozen=True, slots=True)
class Event:
    """An accepted event, as it is stored."""

    account: str
    id: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """An event that waits for its next try."""

    id: int
    payload: dict[str, Any]
    attempts: int
    until: datetime | None
    """How long it is tried, where not by the number of attempts."""


def accept(db: Session, account: str, event: str, now: datetime) -> bool:
    """Accept an event; return False where it was accepted before."""
    return changed(db.execute(_ACCEPT, {"account": account, "event": event, "at": now})) == 1


def accept_all(db: Session, keys: list[tuple[str, str]], now: datetime) -> set[tuple[str, str]]:
    """Accept many events of distinct keys (account, id); return the keys that were not accepted before.

    Raises:
        LookupError: somebody else accepted one of them at the same moment; accept them one by one.
    """
    known: set[tuple[str, str]] = set()
    for account in {account for account, _ in keys}:
        asked = {"account_": account, "events_": padded([event for each, event in keys if each == account])}
        known |= {(account, event) for event in db.execute(_KNOWN, asked).scalars()}
    new = [key for key in keys if key not in known]
    if new:
        rows = [{"account": account, "event": event, "at": now} for account, event in new]
        if changed(db.execute(_ACCEPT, rows)) != len(new):
            raise LookupError
    return set(new)


def keep(db: Session, event: Event, error: str, now: datetime, patience: timedelta | None = None) -> None:
    """Keep an accepted event whose handler failed, for its first retry.

    Args:
        db: a session in the writer.
        event: what was accepted.
        error: why it failed.
        now: when.
        patience: how long to try; None = a few times with growing pauses.
    """
    row = {"account": event.account, "event": event.id, "payload": event.payload, "error": error, "created_at": now}
    until = now + patience if patience else None
    db.execute(_KEEP, row | {"attempts": 1, "until": until, "next_at": now + _pause(1)})


def set_aside(db: Session, account: str, event: str, raw: bytes, error: str, now: datetime) -> None:
    """Keep what could not be understood, as it came, dead."""
    db.execute(
        _KEEP, {"account": account, "event": event, "raw": raw, "error": error, "created_at": now, "attempts": 0}
    )


def due(db: Session, now: datetime) -> list[Kept]:
    """Return the events to be tried again now, at most 100."""
    return [Kept(*row) for row in db.execute(_DUE, {"now_": now})]


def failed_again(db: Session, kept: Kept, error: str, now: datetime) -> None:
    """Plan the next try, or leave the event dead after the last."""
    attempts = kept.attempts + 1
    goes_on = now < kept.until if kept.until else attempts <= RETRIES
    next_at = now + _pause(min(attempts, RETRIES)) if goes_on else None
    db.execute(_AGAIN, {"id_": kept.id, "attempts_": attempts, "next_at_": next_at, "error_": error})


def done(db: Session, kept: int) -> bool:
    """Take an event off the list; return False where another process did so first."""
    return db.execute(_DONE, {"id_": kept}).one_or_none() is not None


def forget_receipts(db: Session, now: datetime) -> int:
    """Delete a portion of the receipts that are too old to matter; return how many."""
    old = db.execute(_OLD, {"before_": now - KEPT}).all()
    if old:
        db.execute(_FORGET, [{"account_": account, "event_": event} for account, event in old])
    return len(old)


def count(db: Session) -> tuple[int, int]:
    """Return how many events wait for a retry, and how many are dead."""
    waiting, dead = db.execute(_COUNT).one()
    return waiting, dead


def _pause(attempts: int) -> timedelta:
    return timedelta(seconds=float(2**attempts))
