"""Marks of what changed in the ledger, for rollups: they are written in the transaction of the change, as its last act.

Whatever puts lines marks them here, once for all that a transaction puts. What changes or deletes lines is marked by
the ledger's own triggers.
"""

import random
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert

from storage.database import Session, by_engine, late
from storage.tables import TABLES

MARKS = TABLES["rollup_marks"]
TEAM = TABLES["rollup_team"]

QUARTER = timedelta(minutes=15)
"""What a mark is of: all days of all zones begin with one."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


_LANE = by_engine(sqlite="0", postgresql="pg_backend_pid()")
_MARK = insert(MARKS).values(lane=_LANE)
_MARK = _MARK.on_conflict_do_update(
    index_elements=["brand", "platform", "quarter", "import_id", "lane"], set_={"stamp": _MARK.excluded.stamp}
)
_MET = insert(TEAM).on_conflict_do_nothing()


class _Marks:
    """The marks of one transaction."""

    def __init__(self) -> None:
        self.keys: set[tuple[str, str, int, int]] = set()
        self.team: set[tuple[str, str, str]] = set()

    def do(self, connection: Connection) -> None:
        stamp = random.getrandbits(62)
        marks = [
            {"brand": brand, "platform": platform, "quarter": quarter, "import_id": import_id, "stamp": stamp}
            for brand, platform, quarter, import_id in sorted(self.keys)
        ]
        connection.execute(_MARK, marks)
        if self.team:
            names = ("brand", "platform", "person")
            connection.execute(_MET, [dict(zip(names, met, strict=True)) for met in sorted(self.team)])


def mark(db: Session, rows: Iterable[Mapping[str, Any]]) -> None:
    """Mark when lines that are put are of, and note who of them may be of the team.

    Args:
        db: the session that puts them.
        rows: as the ledger keeps them.
    """
    marks = late(db, "marks", _Marks)
    for row in rows:
        brand, platform, import_id = row["brand"], row["platform"], row["import_id"] or 0
        marks.keys.add((brand, platform, (row["at"] - _EPOCH) // QUARTER, import_id))
        if row["team"] and row["person"] is not None:
            marks.team.add((brand, platform, row["person"]))
