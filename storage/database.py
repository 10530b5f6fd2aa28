"""The database: one engine to write by, one to read by."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, CursorResult, Engine, Executable, Result, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session as Session  # the rooms above take it from here: they know no SQL library  # noqa: PLC0414

import storage.tables  # noqa: F401  # every table is known to the metadata

T = TypeVar("T")
S = TypeVar("S", bound=Executable)

WRITER_BUSY_TIMEOUT_MS = 1_000
READER_BUSY_TIMEOUT_MS = 5_000
WRITER_SLOTS = 16
TRANSIENT = {"40001", "40P01", "55P03"}
"""PostgreSQL's words for: serialization failure, deadlock, lock not available."""


class Database:
    """Engines for one database URL, `sqlite:///file.db` or `postgresql+psycopg://...`.

    On SQLite a writing transaction takes the lock at its start (`BEGIN IMMEDIATE`): one that first reads would fail at
    its first write whenever somebody else wrote in between, and no busy timeout helps it.
    """

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self.is_sqlite = self._url.get_backend_name() == "sqlite"
        self.slot = 0 if self.is_sqlite else os.getpid() % WRITER_SLOTS
        """Which part of each tally this process adds to, so that processes do not wait for each other's rows."""
        self.writer = self._engine("BEGIN IMMEDIATE", WRITER_BUSY_TIMEOUT_MS)
        self.reader = self._engine("BEGIN", READER_BUSY_TIMEOUT_MS)

    def __repr__(self) -> str:
        return f"Database({self._url.render_as_string(hide_password=True)!r})"

    @property
    def embedded(self) -> bool:
        """Tell whether Rapport itself looks after the database (SQLite)."""
        return self.is_sqlite

    def _engine(self, begin: str, busy_timeout_ms: int) -> Engine:
        if not self.is_sqlite:
            return create_engine(self._url, pool_pre_ping=True, hide_parameters=True)
        arguments = {"check_same_thread": False, "timeout": busy_timeout_ms / 1_000}
        engine = create_engine(self._url, connect_args=arguments, hide_parameters=True)

        @event.listens_for(engine, "connect")
        def prepare(connection: sqlite3.Connection, _record: object) -> None:
            connection.isolation_level = None  # the driver's own BEGIN would come too late and too weak
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
                connection.execute(f"PRAGMA {pragma}")

        @event.listens_for(engine, "begin")
        def begin_transaction(connection: Connection) -> None:
            connection.exec_driver_sql(begin)

        return engine

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Write in one short transaction of one's own: for commands and tests; a running bot writes by its `Writer`."""
        with Session(self.writer) as db, db.begin():
            yield db

    def read(self, ask: Callable[[Session], T]) -> T:
        """Return the answer of `ask`, run on a reading connection."""
        with Session(self.reader) as db:
            return ask(db)

    def close(self) -> None:
        """Close all connections."""
        self.writer.dispose()
        self.reader.dispose()


def counted(statement: S) -> S:
    """Return a statement that `changed` can be asked of: asking for rows by RETURNING would double its cost."""
    return statement.execution_options(preserve_rowcount=True)


def changed(result: Result[Any]) -> int:
    """Return how many rows a `counted` statement changed."""
    return cast("CursorResult[Any]", result).rowcount


def is_transient(error: BaseException) -> bool:
    """Tell whether the same work may succeed when the whole transaction is run again."""
    if not isinstance(error, DBAPIError):
        return False
    return error.connection_invalidated or getattr(error.orig, "sqlstate", None) in TRANSIENT


def stands(connection: Connection) -> bool:
    """Tell whether the transaction is still there: SQLite ends it by itself on a full disk.

    On PostgreSQL a failed statement leaves it open but in error, and rolling back to the SAVEPOINT mends it.
    """
    raw: Any = connection.connection.dbapi_connection
    if raw is None:
        return False
    if isinstance(raw, sqlite3.Connection):
        return raw.in_transaction
    return str(raw.info.transaction_status.name) in {"INTRANS", "INERROR"}
