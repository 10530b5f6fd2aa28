"""The schema and its migrations."""

import subprocess
import sys

from alembic import command
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


def test_a_database_with_history_is_migrated_there_and_back(database_url: str) -> None:
    """What stood in the schema before rollups is kept, the team is known, and what changes then marks its day."""
    database = Database(database_url)
    line = (
        "INSERT INTO ledger (brand, line, platform, chat, person, team, kind, at) "
        "VALUES ('acme', :line, 'slack', 'C1', :line, :team, 'message', '2026-11-02 10:00:00')"
    )
    digest = "INSERT INTO digests (brand, week, letter, late, put_at) VALUES ('acme', '2026-W44', 1, :no, '2026-11-02')"
    with database.transaction() as db:
        command.upgrade(schema._config(db.connection()), "0003")
        for who in ("ann", "boss"):
            db.execute(text(line), {"line": who, "team": who == "boss"})
        db.execute(text(digest), {"no": False})
    assert schema.migrate(database)
    assert schema.differences(database) == []
    with database.transaction() as db:
        assert db.execute(text("SELECT period, figures FROM digests")).all() == [("2026-W44", None)]
        assert db.execute(text("SELECT person FROM rollup_team")).scalars().all() == ["boss"]
        db.execute(text("UPDATE ledger SET team = false, person = 'bo' WHERE line = 'ann'"))
        assert db.execute(text("SELECT quarter FROM rollup_marks")).scalars().all() == [1_793_613_600 // 900]
        command.downgrade(schema._config(db.connection()), "0003")
        assert db.execute(text("SELECT week FROM digests")).scalars().all() == ["2026-W44"]
        assert db.execute(text("SELECT count(*) FROM ledger")).scalar() == 2
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
