"""What was made of the wishes of polls: who wants to be told, who was, and who came to see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.database import Session
from storage.people import ACCOUNTS, Account
from storage.polls import POLLS
from storage.tables import TABLES
from storage.votes import VOTES

WISHES = TABLES["wishes"]
NOTES = TABLES["made_notes"]

_WISH = insert(WISHES).on_conflict_do_nothing().returning(WISHES.c.account)
_UNWISH = delete(WISHES).where((WISHES.c.poll == bindparam("poll_")) & (WISHES.c.account == bindparam("account_")))
_WISHERS = (
    select(VOTES.c.account, VOTES.c.options)
    .join(WISHES, (WISHES.c.poll == VOTES.c.poll) & (WISHES.c.account == VOTES.c.account))
    .where(VOTES.c.poll == bindparam("poll_"))
    .order_by(VOTES.c.account)
)
_PUT = insert(NOTES).on_conflict_do_nothing()
_WAITING = (
    select(NOTES.c.poll, NOTES.c.option, func.min(NOTES.c.made_at), func.count(), POLLS.c.brand)
    .join(POLLS, POLLS.c.id == NOTES.c.poll)
    .where(NOTES.c.told_at.is_(None) & (NOTES.c.made_at > bindparam("since_")) & POLLS.c.deleted_at.is_(None))
    .group_by(NOTES.c.poll, NOTES.c.option, POLLS.c.brand)
)
_TO_TELL = (
    select(NOTES.c.code, NOTES.c.url, *ACCOUNTS.c)
    .join(ACCOUNTS, ACCOUNTS.c.id == NOTES.c.account)
    .where((NOTES.c.poll == bindparam("poll_")) & (NOTES.c.option == bindparam("option_")) & NOTES.c.told_at.is_(None))
    .order_by(NOTES.c.code)
)
_TOLD = update(NOTES).where(NOTES.c.code == bindparam("code_")).values(told_at=bindparam("now_"))
_VISIT = (
    update(NOTES)
    .where((NOTES.c.code == bindparam("code_")) & NOTES.c.visited_at.is_(None))
    .values(visited_at=bindparam("now_"))
)
_LINK = select(NOTES.c.url, NOTES.c.visited_at).where(NOTES.c.code == bindparam("code_"))
_MADE = (
    select(
        NOTES.c.poll,
        NOTES.c.option,
        func.count(),
        func.count(NOTES.c.told_at),
        func.count(NOTES.c.visited_at),
        func.max(NOTES.c.made_at).label("latest"),
    )
    .join(POLLS, POLLS.c.id == NOTES.c.poll)
    .where((POLLS.c.brand == bindparam("brand_")) & POLLS.c.deleted_at.is_(None))
    .group_by(NOTES.c.poll, NOTES.c.option)
    .order_by(func.max(NOTES.c.made_at).desc())
    .limit(10)
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Notes on one option that are not yet put."""

    poll: str
    option: int
    made_at: datetime
    notes: int
    brand: str


@dataclass(frozen=True, slots=True)
class Made:
    """What became of the notes on one option."""

    poll: str
    option: int
    wishers: int
    told: int
    visits: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Note:
    """A note to one person."""

    code: str
    """What the personal link ends with."""
    url: str
    account: Account


def wish(db: Session, poll: str, account: int) -> bool:
    """Note that a person wants to be told; return False where that was known."""
    return db.execute(_WISH, {"poll": poll, "account": account}).one_or_none() is not None


def unwish(db: Session, poll: str, account: int) -> None:
    """Note that a person does not want to be told any more."""
    db.execute(_UNWISH, {"poll_": poll, "account_": account})


def wishers(db: Session, poll: str, option: int) -> list[int]:
    """Return the accounts that chose the option and want to be told."""
    return [account for account, options in db.execute(_WISHERS, {"poll_": poll}) if option in options]


def put(db: Session, poll: str, option: int, url: str, codes: Sequence[tuple[int, str]], now: datetime) -> None:
    """Put a note for each (account, code) that has none of this option yet."""
    rows = [
        {"code": code, "poll": poll, "option": option, "account": account, "url": url, "made_at": now}
        for account, code in codes
    ]
    if rows:
        db.execute(_PUT, rows)


def waiting(db: Session, since: datetime) -> list[Waiting]:
    """Return what was made since then and not yet told to all who want to know."""
    return [Waiting(*row) for row in db.execute(_WAITING, {"since_": since})]


def to_tell(db: Session, poll: str, option: int) -> list[Note]:
    """Return the notes that are not yet put."""
    rows = db.execute(_TO_TELL, {"poll_": poll, "option_": option})
    return [Note(code, url, Account(*account)) for code, url, *account in rows]


def told(db: Session, codes: Sequence[str], now: datetime) -> None:
    """Note that these notes were put."""
    if codes:
        db.execute(_TOLD, [{"code_": code, "now_": now} for code in codes])


def link_of(db: Session, code: str) -> tuple[str, bool] | None:
    """Return (where it leads, whether its person has been there) of a personal link."""
    row = db.execute(_LINK, {"code_": code}).one_or_none()
    return (row.url, row.visited_at is not None) if row else None


def visit(db: Session, code: str, now: datetime) -> None:
    """Count the person's first visit."""
    db.execute(_VISIT, {"code_": code, "now_": now})


def of_brand(db: Session, brand: str) -> list[Made]:
    """Return what was made, the latest first, 10 at most."""
    return [Made(*row) for row in db.execute(_MADE, {"brand_": brand})]
