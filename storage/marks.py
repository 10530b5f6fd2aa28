"""Marks of what changed in the ledger, for rollups: each is written in the transaction of the change.

Whatever puts lines marks them here; what changes or deletes lines is marked by the ledger's own triggers.
"""

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.compiler import compiles

from storage.database import Session
from storage.tables import TABLES

MARKS = TABLES["rollup_marks"]
TEAM = TABLES["rollup_team"]

QUARTER = timedelta(minutes=15)
"""What a mark is of: all days of all zones begin with one."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class _Lane(ColumnElement[int]):
    inherit_cache = True
    type = BigInteger()


@compiles(_Lane, "sqlite")
def _only_one_writes(*_given: Any, **_more: Any) -> str:
    return "0"


@compiles(_Lane)
def _connection(*_given: Any, **_more: Any) -> str:
    return "pg_backend_pid()"


_MARK = insert(MARKS).values(lane=_Lane())
_MARK = _MARK.on_conflict_do_update(
    index_elements=["brand", "platform", "quarter", "import_id", "lane"], set_={"stamp": _MARK.excluded.stamp}
)
_MET = insert(TEAM).on_conflict_do_nothing()


def mark(db: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Mark when lines that are put are of, and note who of them is of the team.

    Args:
        db: the session that puts them.
        rows: as the ledger keeps them.
    """
    found = {(row["brand"], row["platform"], (row["at"] - _EPOCH) // QUARTER, row["import_id"] or 0) for row in rows}
    stamp = random.getrandbits(62)
    names = ("brand", "platform", "quarter", "import_id")
    db.execute(_MARK, [{**dict(zip(names, key, strict=True)), "stamp": stamp} for key in sorted(found)])
    if team := [*_team(rows)]:
        db.execute(_MET, team)


def _team(rows: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    for row in rows:
        if row["team"] and row["person"] is not None:
            yield {name: row[name] for name in ("brand", "platform", "person")} | {"import_id": row["import_id"] or 0}
