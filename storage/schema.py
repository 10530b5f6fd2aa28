"""The schema and its migrations."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from chat.errors import RapportError
from storage.database import Database
from storage.tables import METADATA

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATION_LOCK = 5_274_093
"""PostgreSQL's advisory lock under which one process migrates."""


def migrate(database: Database) -> bool:
    """Bring the schema up to date, one process at a time; return whether there was anything to do.

    Raises:
        RapportError: there is no way from the schema that is there.
    """
    return database.write(lambda db: _upgrade(db.connection()))


def _upgrade(connection: Connection) -> bool:
    if connection.dialect.name == "postgresql":  # SQLite's BEGIN IMMEDIATE keeps others out
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
    if _revision(connection) == _head():
        return False
    from alembic import command
    from alembic.util import CommandError

    try:
        command.upgrade(_config(connection), "head")
    except CommandError as error:
        raise RapportError(f"The schema cannot be brought up to date ({error}): did a newer Rapport make it?") from None
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
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with database.reader.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), METADATA))


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _head() -> str:
    # Alembic would load every migration to find out, at each command's start.
    return max(file.name[:4] for file in MIGRATIONS.glob("versions/[0-9]*.py"))
