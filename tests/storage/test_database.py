"""What the readers see."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from storage import ledger
from storage.database import Database, Session

NOW = datetime(2026, 11, 24, tzinfo=UTC)
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
