"""Digests that were posted, and when the next ones are due."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.database import Session
from storage.tables import TABLES

DIGESTS = TABLES["digests"]
SCHEDULES = TABLES["schedules"]
PROCESSES = TABLES["processes"]

_PUT = insert(DIGESTS).on_conflict_do_nothing().returning(DIGESTS.c.period)
_LETTER = (
    update(DIGESTS)
    .where((DIGESTS.c.brand == bindparam("brand_")) & (DIGESTS.c.period == bindparam("period_")))
    .values(letter=bindparam("letter_"))
)
_FIND = select(DIGESTS).where((DIGESTS.c.brand == bindparam("brand_")) & (DIGESTS.c.period == bindparam("period_")))
_DUE = select(SCHEDULES.c.brand, SCHEDULES.c.next_at).where(SCHEDULES.c.next_at <= bindparam("now_"))
_SCHEDULE = select(SCHEDULES).where(SCHEDULES.c.brand == bindparam("brand_"))
_PLAN = insert(SCHEDULES)
_PLAN = _PLAN.on_conflict_do_update(
    index_elements=["brand"], set_={"plan": _PLAN.excluded.plan, "next_at": _PLAN.excluded.next_at}
)
_BEAT = insert(PROCESSES)
_BEAT = _BEAT.on_conflict_do_update(index_elements=["id"], set_={"beat_at": _BEAT.excluded.beat_at})
_ALIVE = select(PROCESSES.c.id).where(PROCESSES.c.beat_at > bindparam("since_")).limit(1)


@dataclass(frozen=True, slots=True)
class Digest:
    """The digest of one brand's week, month or quarter."""

    brand: str
    period: str
    letter: int
    late: bool
    put_at: datetime
    figures: dict[str, Any] | None
    """The scorecard as it was then; None: posted before figures were kept."""
    posted: dict[str, Any] | None
    """What stands in the team's chat (`storage.posted`)."""
    words_from: datetime | None


def claim(db: Session, brand: str, period: str, figures: dict[str, Any], now: datetime, *, late: bool) -> bool:
    """Claim a brand's period; return False where its digest was put before, by whomever."""
    row = {"brand": brand, "period": period, "letter": 0, "late": late, "put_at": now, "figures": figures}
    return db.execute(_PUT, row).one_or_none() is not None


def set_letter(db: Session, brand: str, period: str, letter: int) -> None:
    """Note the letter that carries the digest."""
    db.execute(_LETTER, {"brand_": brand, "period_": period, "letter_": letter})


def find(db: Session, brand: str, period: str) -> Digest | None:
    """Return the digest of this period, or None where there was none yet."""
    row = db.execute(_FIND, {"brand_": brand, "period_": period}).one_or_none()
    return Digest(*row) if row else None


def due(db: Session, now: datetime) -> list[tuple[str, datetime]]:
    """Return (brand, due time) of the digests that are due."""
    return [(brand, next_at) for brand, next_at in db.execute(_DUE, {"now_": now})]


def scheduled(db: Session, brand: str) -> tuple[str, datetime] | None:
    """Return (plan, next due time) of a brand."""
    row = db.execute(_SCHEDULE, {"brand_": brand}).one_or_none()
    return (row.plan, row.next_at) if row else None


def schedule(db: Session, brand: str, plan: str, next_at: datetime) -> None:
    """Set when the brand's next digest is due."""
    db.execute(_PLAN, {"brand": brand, "plan": plan, "next_at": next_at})


def beat(db: Session, process: str, now: datetime) -> None:
    """Say that this process is alive."""
    db.execute(_BEAT, {"id": process, "beat_at": now})


def leave(db: Session, process: str) -> None:
    """Say that this process ended."""
    db.execute(PROCESSES.delete().where(PROCESSES.c.id == process))


def forget_dead(db: Session, before: datetime) -> None:
    """Forget the processes that were last alive before then."""
    db.execute(PROCESSES.delete().where(PROCESSES.c.beat_at < before))


def somebody_runs(db: Session, since: datetime) -> bool:
    """Tell whether a process has been alive since then."""
    return db.execute(_ALIVE, {"since_": since}).first() is not None
