"""The ledger's lines as rollups are made of them: of days, and of what these depend on."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Text, bindparam, cast, func, select

from storage.database import Session, by_engine, padded, raw
from storage.ledger import COUNTED, LEDGER

Told = tuple[str, str, str, str | None, bool, str, int, str | None, str | None]
"""Line, platform, chat, person, team, kind, microseconds since 1970, what it is about, data as JSON."""

PORTION = 1_024


_TICKS = by_engine(
    sqlite="(unixepoch(substr(ledger.at, 1, 19)) * 1000000 + CAST(substr(ledger.at, 21, 6) AS INTEGER))",
    postgresql="(extract(epoch FROM ledger.at) * 1000000)::bigint",
)
_COLUMNS = (
    LEDGER.c.line,
    LEDGER.c.platform,
    LEDGER.c.chat,
    LEDGER.c.person,
    LEDGER.c.team,
    LEDGER.c.kind,
    _TICKS.label("ticks"),
    LEDGER.c.ref,
    cast(LEDGER.c.data, Text).label("told"),
)
_LINES = select(*_COLUMNS).where((LEDGER.c.brand == bindparam("brand_")) & COUNTED)
_WITHIN = _LINES.where((LEDGER.c.at >= bindparam("start_")) & (LEDGER.c.at < bindparam("end_")))
_THESE = _LINES.where(LEDGER.c.line.in_(bindparam("ids_", expanding=True)))
_ON = _LINES.where((LEDGER.c.kind == bindparam("kind_")) & LEDGER.c.ref.in_(bindparam("ids_", expanding=True)))
_ON_OUTSIDE = _ON.where((LEDGER.c.at < bindparam("start_")) | (LEDGER.c.at >= bindparam("end_")))
_OF_KIND = _LINES.where(LEDGER.c.kind == bindparam("kind_"))
_BOUNDS = select(func.min(LEDGER.c.at), func.max(LEDGER.c.at)).where(LEDGER.c.brand == bindparam("brand_"))


def within(db: Session, brand: str, start: datetime, end: datetime) -> Sequence[Told]:
    """Return the lines of a time, its end not included."""
    return raw(db, _WITHIN, {"brand_": brand, "start_": start, "end_": end})


def these(db: Session, brand: str, ids: Iterable[str]) -> Iterator[Told]:
    """Yield the lines of these ids."""
    for portion in _portions(ids):
        yield from raw(db, _THESE, {"brand_": brand, "ids_": portion})


def on(
    db: Session, brand: str, kind: str, ids: Iterable[str], outside: tuple[datetime, datetime] | None = None
) -> Iterator[Told]:
    """Yield the lines of a kind that are about lines of these ids, if asked only those outside of a time."""
    within_ = {} if outside is None else {"start_": outside[0], "end_": outside[1]}
    for portion in _portions(ids):
        asked = {"brand_": brand, "kind_": kind, "ids_": portion, **within_}
        yield from raw(db, _ON if outside is None else _ON_OUTSIDE, asked)


def every(db: Session, brand: str, kind: str) -> Sequence[Told]:
    """Return all lines of a kind that is rare."""
    return raw(db, _OF_KIND, {"brand_": brand, "kind_": kind})


def bounds(db: Session, brand: str) -> tuple[datetime, datetime] | None:
    """Return when the first and the last line of a brand are of."""
    low, high = db.execute(_BOUNDS, {"brand_": brand}).one()
    return None if low is None else (low, high)


def _portions(ids: Iterable[str]) -> Iterator[list[str]]:
    rest = list(ids)
    for at in range(0, len(rest), PORTION):
        yield padded(rest[at : at + PORTION])
