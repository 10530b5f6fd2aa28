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


class Emptied:
    """A PostgreSQL database that is emptied again and again, over one connection: a fresh copy takes far longer."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._connection = psycopg.connect(url.replace("+psycopg", ""), autocommit=True)
        self._connection.execute("SET session_replication_role = replica")  # no trigger marks what is emptied
        self._tables = [sql.Identifier(table.name) for table in reversed(METADATA.sorted_tables)]
        asked = [
            sql.SQL("(SELECT {} FROM {} LIMIT 1)").format(sql.Literal(at), table)
            for at, table in enumerate(self._tables)
        ]
        self._full = sql.SQL(" UNION ALL ").join(asked)

    def empty(self) -> None:
        """Delete what stands in those tables in which something does."""
        full = sorted(at for (at,) in self._connection.execute(self._full, prepare=True))
        if full:
            deletions = [sql.SQL("DELETE FROM {}").format(self._tables[at]) for at in full]
            self._connection.execute(sql.SQL(";").join(deletions))

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


@pytest.fixture(scope="session")
def migrated_template(postgres: PostgresServer) -> Iterator[str]:
    """Migrate one PostgreSQL database to which nobody connects, so that it can be copied; give its name."""
    with postgres.database() as url:
        _migrate(url)
        yield urlsplit(url).path.removeprefix("/")


@pytest.fixture(scope="session")
def emptied(postgres: PostgresServer, migrated_template: str) -> Iterator[Emptied]:
    """Share one PostgreSQL database among all tests that only need its tables."""
    with postgres.database(migrated_template) as url:
        shared = Emptied(url)
        yield shared
        shared.close()


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """Give the address of a SQLite database with every table."""
    shutil.copy(migrated_file, tmp_path / "migrated.db")
    return f"sqlite:///{tmp_path / 'migrated.db'}"


@pytest.fixture
def postgresql_url(emptied: Emptied) -> str:
    """Give the address of a PostgreSQL database with every table."""
    emptied.empty()
    return emptied.url


@pytest.fixture
def own_postgresql_url(postgres: PostgresServer, migrated_template: str) -> Iterator[str]:
    """Give the address of a PostgreSQL database with every table, for a test that changes more than rows."""
    with postgres.database(migrated_template) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest) -> str:
    """Give the address of a database with every table, once on each engine."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url
