"""Give a test an empty database of its own, on each engine Rapport runs on."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from storage import schema
from storage.database import Database
from storage.tables import METADATA
from tests.support.postgres import postgres_url


class PostgresServer:
    """A server that makes and drops databases; `url` is its own, `postgresql://...`."""

    def __init__(self, url: str) -> None:
        self.url = url

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """Yield the address of a fresh copy of a template, dropped at the end with all its connections."""
        name = f"rapport_test_{secrets.token_hex(6)}"
        self._run(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        try:
            yield urlsplit(self.url)._replace(scheme="postgresql+psycopg", path=f"/{name}").geturl()
        finally:
            self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Start one PostgreSQL for all tests that ask for it."""
    with postgres_url() as url:
        yield PostgresServer(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of an empty database, once on each engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'rapport.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database() as url:
        yield url


def _migrate(url: str) -> None:
    database = Database(url)
    schema.migrate(database)
    database.close()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate one SQLite file for all tests that need its tables."""
    file = tmp_path_factory.mktemp("template") / "rapport.db"
    _migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated_server(postgres: PostgresServer) -> Iterator[str]:
    """Migrate one PostgreSQL database for all tests that need its tables."""
    with postgres.database() as url:
        _migrate(url)
        yield url


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """Give the address of a SQLite database with every table."""
    shutil.copy(migrated_file, tmp_path / "migrated.db")
    return f"sqlite:///{tmp_path / 'migrated.db'}"


@pytest.fixture
def postgresql_url(migrated_server: str) -> str:
    """Give the address of a PostgreSQL database with every table, emptied: a copy would take a hundred times longer."""
    with psycopg.connect(migrated_server.replace("+psycopg", "")) as connection:
        connection.execute("SET session_replication_role = replica")  # no trigger marks what is emptied
        for table in reversed(METADATA.sorted_tables):
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table.name)))
    return migrated_server


@pytest.fixture
def own_postgresql_url(postgres: PostgresServer, postgresql_url: str) -> Iterator[str]:
    """Give the address of a PostgreSQL database with every table, for a test that changes more than rows."""
    with postgres.database(template=urlsplit(postgresql_url).path.removeprefix("/")) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest) -> str:
    """Give the address of a database with every table, once on each engine."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url
