"""Polls: what is asked, of whom, and how long."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from sqlalchemy import bindparam, func, select, update

from chat.polls import Rules
from storage.database import Session
from storage.tables import TABLES

POLLS = TABLES["polls"]

_THIS = POLLS.c.id == bindparam("poll_")
_POLL = select(POLLS).where(_THIS)
# FOR SHARE: on PostgreSQL nobody closes or changes the poll between this look and the commit. SQLite has one writer.
_POLL_TO_VOTE_IN = _POLL.with_for_update(read=True)
_POLL_TO_CHANGE = _POLL.with_for_update()
_POLLS_OF_BRAND = (
    select(POLLS)
    .where((POLLS.c.brand == bindparam("brand_")) & POLLS.c.deleted_at.is_(None))
    .order_by(POLLS.c.created_at.desc(), POLLS.c.id)
)
_RUNS = (
    select(POLLS)
    .where((POLLS.c.plan == bindparam("plan_")) & POLLS.c.deleted_at.is_(None))
    .order_by(POLLS.c.created_at)
)
_CLOSE = (
    update(POLLS)
    .where(_THIS & POLLS.c.closed_at.is_(None) & POLLS.c.deleted_at.is_(None))
    .values(closed_at=bindparam("now_"), remind_at=None)
    .returning(POLLS.c.id)
)
_REOPEN = (
    update(POLLS)
    .where(_THIS & POLLS.c.closed_at.is_not(None) & POLLS.c.deleted_at.is_(None))
    .values(
        closed_at=None, closes_at=bindparam("closes_"), remind_at=bindparam("remind_"), revision=POLLS.c.revision + 1
    )
    .returning(POLLS.c.id)
)
_DELETE = (
    update(POLLS)
    .where(_THIS & POLLS.c.deleted_at.is_(None))
    .values(deleted_at=bindparam("now_"), closed_at=func.coalesce(POLLS.c.closed_at, bindparam("now_")), remind_at=None)
    .returning(POLLS.c.id)
)
_CHANGE = (
    update(POLLS)
    .where(_THIS)
    .values(
        question=bindparam("question_"),
        options=bindparam("options_"),
        hidden=bindparam("hidden_"),
        closes_at=bindparam("closes_"),
        remind_at=bindparam("remind_"),
        revision=POLLS.c.revision + bindparam("step_"),
    )
)
_OPEN = POLLS.c.closed_at.is_(None) & POLLS.c.deleted_at.is_(None)
_CLOSING = select(POLLS).where(_OPEN & (POLLS.c.closes_at <= bindparam("now_"))).order_by(POLLS.c.closes_at)
_REMINDING = select(POLLS).where(_OPEN & (POLLS.c.remind_at <= bindparam("now_"))).order_by(POLLS.c.remind_at)
_REMINDED = update(POLLS).where(_THIS).values(reminded=bindparam("upto_"), remind_at=bindparam("again_"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """A poll without its votes."""

    id: str
    brand: str
    question: str
    options: list[str]
    """All there ever were; a place in this list is an option's id for good."""
    created_at: datetime
    closed_at: datetime | None = None
    rules: Rules = field(default_factory=Rules)
    hidden: list[int] = field(default_factory=list)
    """Ids of the options that are not to be seen."""
    revision: int = 0
    creator: str | None = None
    """Who made it, `platform:id`; None: the command line or a plan."""
    plan: int | None = None
    """The plan that it is a run of."""
    closes_at: datetime | None = None
    remind_at: datetime | None = None
    reminded: int = 0
    deleted_at: datetime | None = None
    key: bytes | None = field(default=None, repr=False)
    batches: dict[str, Any] | None = field(default=None, repr=False)

    @classmethod
    def of(cls, row: Any) -> Self:  # noqa: ANN401  # SQLAlchemy's row
        """Return the poll of a row of its table."""
        fields = dict(row._mapping)  # noqa: SLF001  # public in spite of its name
        return cls(**fields | {"rules": Rules.of(fields["rules"])})

    @property
    def state(self) -> str:
        """Return `open`, `closed` or `deleted`."""
        if self.deleted_at:
            return "deleted"
        return "closed" if self.closed_at else "open"

    @property
    def line(self) -> str:
        """Return the id of the poll's line in the ledger."""
        return line_of(self.id)

    @property
    def seen(self) -> list[int]:
        """Return the ids of the options that are to be seen, in order."""
        hidden = set(self.hidden)
        return [option for option in range(len(self.options)) if option not in hidden]


def line_of(poll: str) -> str:
    """Return the id of the poll's line in the ledger."""
    return f"poll:{poll}"


def create(db: Session, poll: Poll) -> None:
    """Store a new poll."""
    row = {name: getattr(poll, name) for name in Poll.__slots__}
    db.execute(POLLS.insert(), row | {"rules": poll.rules.as_json()})


def find(db: Session, poll: str) -> Poll | None:
    """Return the poll of this id, deleted or not."""
    return _one(db, _POLL, poll)


def to_vote_in(db: Session, poll: str) -> Poll | None:
    """Return the poll, which nobody closes or changes until the transaction ends."""
    return _one(db, _POLL_TO_VOTE_IN, poll)


def to_change(db: Session, poll: str) -> Poll | None:
    """Return the poll, which nobody else votes in or changes until the transaction ends."""
    return _one(db, _POLL_TO_CHANGE, poll)


def of_brand(db: Session, brand: str) -> list[Poll]:
    """Return the brand's polls, newest first, without the deleted ones."""
    return [Poll.of(row) for row in db.execute(_POLLS_OF_BRAND, {"brand_": brand})]


def runs(db: Session, plan: int) -> list[Poll]:
    """Return the runs of a plan, oldest first, without the deleted ones."""
    return [Poll.of(row) for row in db.execute(_RUNS, {"plan_": plan})]


def closing(db: Session, now: datetime) -> list[Poll]:
    """Return the open polls whose end has come."""
    return [Poll.of(row) for row in db.execute(_CLOSING, {"now_": now})]


def reminding(db: Session, now: datetime) -> list[Poll]:
    """Return the open polls whose time to remind has come."""
    return [Poll.of(row) for row in db.execute(_REMINDING, {"now_": now})]


def set_reminded(db: Session, poll: str, upto: int, again: datetime | None) -> None:
    """Note up to which account reminders were put, and when to go on; None: all were put."""
    db.execute(_REMINDED, {"poll_": poll, "upto_": upto, "again_": again})


def close(db: Session, poll: str, now: datetime) -> bool:
    """Close the poll; return whether it was open."""
    return db.execute(_CLOSE, {"poll_": poll, "now_": now}).one_or_none() is not None


def reopen(db: Session, poll: str, closes_at: datetime | None, remind_at: datetime | None) -> bool:
    """Open a closed poll again; return whether it was closed."""
    until = {"closes_": closes_at, "remind_": remind_at}
    return db.execute(_REOPEN, {"poll_": poll} | until).one_or_none() is not None


def delete(db: Session, poll: str, now: datetime) -> bool:
    """Delete the poll for everybody's eyes, closing it where it was open; return False where it was deleted before."""
    return db.execute(_DELETE, {"poll_": poll, "now_": now}).one_or_none() is not None


def change(db: Session, before: Poll, after: Poll) -> bool:
    """Change what is asked and until when, of a poll that was found by `to_change`.

    Returns:
        Whether it shows, so that messages follow.
    """
    shows = _face(before) != _face(after)
    changed = {
        "poll_": before.id,
        "question_": after.question,
        "options_": after.options,
        "hidden_": after.hidden,
        "closes_": after.closes_at,
        "remind_": after.remind_at,
        "step_": int(shows),
    }
    db.execute(_CHANGE, changed)
    return shows


def _face(poll: Poll) -> tuple[Any, ...]:
    return poll.question, poll.closes_at, [(each, poll.options[each]) for each in poll.seen]


def _one(db: Session, statement: Any, poll: str) -> Poll | None:  # noqa: ANN401  # SQLAlchemy's Select of many columns
    row = db.execute(statement, {"poll_": poll}).one_or_none()
    return Poll.of(row) if row else None
