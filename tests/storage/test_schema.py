"""The schema and its migrations."""

import subprocess
import sys

from sqlalchemy import text

from storage import schema
from storage.database import Database

MIGRATE = "import sys; from storage import schema; from storage.database import Database; "
MIGRATE += "print(schema.migrate(Database(sys.argv[1])))"


def test_the_migrations_make_the_tables(database: Database) -> None:
    """What is migrated is what the code works with, on both engines."""
    assert schema.differences(database) == []
    assert schema.is_current(database)


def test_migrating_is_done_once(database_url: str) -> None:
    """An empty database is outdated; a second migration has nothing to do."""
    database = Database(database_url)
    assert not schema.is_current(database)
    assert schema.migrate(database)
    assert schema.is_current(database)
    assert not schema.migrate(database)
    database.close()


def test_another_version_is_noticed(database_url: str) -> None:
    """A schema of an older (or newer) Rapport is not taken for the present one."""
    database = Database(database_url)
    schema.migrate(database)
    with database.transaction() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    assert not schema.is_current(database)
    database.close()


def test_processes_that_migrate_at_once_do_not_collide(database_url: str) -> None:
    """Exactly one of three migrates, the others wait for it, and nobody fails."""
    command = [sys.executable, "-c", MIGRATE, database_url]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    said = sorted(process.communicate(timeout=100)[0].strip() for process in started)
    assert [process.returncode for process in started] == [0] * 3
    assert said == ["False", "False", "True"]
