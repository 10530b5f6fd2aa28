"""What the readers see."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from chat.lines import parse
from storage import ledger, rollups
from storage.database import Database, Session

NOW = datetime(2026, 11, 24, tzinfo=UTC)
LINE = parse(
    '{"id": "1", "brand": "acme", "platform": "slack", "chat": "C1", "person": "U1", "team": false, "kind": "leave",'
    ' "at": "2026-11-02T10:15:00Z"}'
)
COUNT = select(func.count()).select_from(ledger.IMPORTS)


def test_whoever_reads_sees_one_moment(database: Database) -> None:
    """What is committed between two of a reader's questions is seen by the next reader only."""

    def ask(db: Session) -> list[int]:
        before = db.execute(COUNT).scalar_one()
        with database.transaction() as writing:
            ledger.begin_import(writing, "import", "a", NOW)
        return [before, db.execute(COUNT).scalar_one()]

    assert database.read(ask) == [0, 0]
    assert database.read(lambda db: db.execute(COUNT).scalar_one()) == 1


def test_a_reader_cannot_write_on_postgresql(own_postgresql_url: str) -> None:
    """The database itself holds readers to it, and lets them go on afterwards."""
    database = Database(own_postgresql_url)
    with pytest.raises(DBAPIError, match="read-only"):
        database.read(lambda db: ledger.begin_import(db, "import", "a", NOW))
    with database.transaction() as db:
        ledger.begin_import(db, "import", "a", NOW)
    assert database.read(lambda db: db.execute(COUNT).scalar_one()) == 1
    database.close()


def test_a_lost_connection_is_tried_again(own_postgresql_url: str) -> None:
    """Also where something was to be done late: the second try has a connection of its own, and does all of it once."""
    database = Database(own_postgresql_url)
    tries: list[int] = []

    def run(db: Session) -> None:
        ledger.put(db, LINE)
        tries.append(db.execute(text("SELECT pg_backend_pid()")).scalar_one())
        if len(tries) == 1:
            db.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    database.write(run)
    assert len({*tries}) == 2
    assert len(database.read(lambda db: rollups.marks(db, LINE.brand))) == 1
    database.close()
