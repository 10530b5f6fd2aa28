"""The schema and its migrations."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text

from chat.errors import RapportError
from storage.database import Database
from storage.tables import METADATA

MIGRATION_LOCK = 5_274_093
"""PostgreSQL's advisory lock under which one process migrates."""


def migrate(database: Database) -> bool:
    """Bring the schema up to date, one process at a time; return whether there was anything to do.

    Raises:
        RapportError: there is no way from the schema that is there.
    """
    try:
        return database.write(lambda db: _upgrade(db.connection()))
    except CommandError as error:
        raise RapportError(f"The schema cannot be brought up to date ({error}): did a newer Rapport make it?") from None


def _upgrade(connection: Connection) -> bool:
    if connection.dialect.name == "postgresql":  # SQLite's BEGIN IMMEDIATE keeps others out
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
    if _revision(connection) == _head():
        return False
    command.upgrade(_config(connection), "head")
    return True


def is_current(database: Database) -> bool:
    """Tell whether the schema is the one this version of Rapport works with."""
    with database.reader.connect() as connection:
        return _revision(connection) == _head()


def is_new(database: Database) -> bool:
    """Tell whether the database has no schema yet, of whatever version."""
    with database.reader.connect() as connection:
        return _revision(connection) is None


def differences(database: Database) -> list[object]:
    """Return what distinguishes the migrated schema from the tables, for the check that there is nothing."""
    with database.reader.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), METADATA))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _head() -> str | None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return ScriptDirectory.from_config(config).get_current_head()
