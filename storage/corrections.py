"""Where the team judged messages otherwise than the classifier."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from storage.database import Session
from storage.episodes import MESSAGES
from storage.ledger import LEDGER
from storage.tables import TABLES

CORRECTIONS = TABLES["corrections"]

_PUT = CORRECTIONS.insert()
_HERE = (
    (LEDGER.c.brand == bindparam("brand_"))
    & (LEDGER.c.at >= bindparam("start_"))
    & (LEDGER.c.at < bindparam("end_"))
    & LEDGER.c.heard.is_not(None)
)
_SEEN = (
    select(func.count())
    .select_from(LEDGER)
    .join(MESSAGES, (MESSAGES.c.brand == LEDGER.c.brand) & (MESSAGES.c.line == LEDGER.c.line))
    .where(_HERE)
)
_CORRECTED = (
    select(func.count(CORRECTIONS.c.line.distinct()))
    .select_from(LEDGER)
    .join(CORRECTIONS, (CORRECTIONS.c.brand == LEDGER.c.brand) & (CORRECTIONS.c.line == LEDGER.c.line))
    .where(_HERE)
)


@dataclass(frozen=True, slots=True)
class Correction:
    """One judgement that was put right."""

    brand: str
    line: str
    what: str
    was: str
    became: str
    account: int
    at: datetime


def put(db: Session, correction: Correction) -> None:
    """Keep a correction."""
    db.execute(_PUT, asdict(correction))


def disagreement(db: Session, brand: str, start: datetime, end: datetime) -> tuple[int, int]:
    """Return (how many were corrected, how many the team saw) of the classified messages of a time."""
    asked = {"brand_": brand, "start_": start, "end_": end}
    return db.execute(_CORRECTED, asked).scalar_one(), db.execute(_SEEN, asked).scalar_one()
