"""Give a test an empty database of its own, on each engine Rapport runs on."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

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
