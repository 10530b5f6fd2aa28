"""The database: one engine to write by, one to read by."""

import random
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar, cast

from sqlalchemy import BigInteger, Connection, CursorResult, Engine, Executable, Result, Select, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Session as Session  # the rooms above take it from here: they know no SQL library  # noqa: PLC0414

import storage.tables  # noqa: F401  # every table is known to the metadata
from chat.errors import RapportError

T = TypeVar("T")
S = TypeVar("S", bound=Executable)
L = TypeVar("L", bound="Late")

WRITER_BUSY_TIMEOUT_MS = 1_000
READER_BUSY_TIMEOUT_MS = 5_000
WRITER_SLOTS = 16
TRIES = 5
"""How often a command's transaction is begun where others hold the database; on SQLite each waits a second."""

LATE = "late"
"""A connection remembers under this name what is to be done just before its transaction is committed."""

BLOBS = "blobs"

SCRUB = "scrub"
"""A connection remembers under this name that its log is to be emptied."""

TRANSIENT = {"40001", "40P01", "55P03"}
"""PostgreSQL's words for: serialization failure, deadlock, lock not available."""


_ONE_MOMENT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""On PostgreSQL too a transaction that reads sees all of one moment; who only reads never fails for it."""


class Overtaken(RapportError):
    """Another process changed what this transaction had read; run again, it reads the change."""


class Late(Protocol):
    """What a transaction gathers, to do it once for all of its jobs."""

    def do(self, connection: Connection) -> None:
        """Do it, as the transaction's last act."""


class Database:
    """Engines for one database URL, `sqlite:///file.db` or `postgresql+psycopg://...`.

    On SQLite a writing transaction takes the lock at its start (`BEGIN IMMEDIATE`): one that first reads would fail at
    its first write whenever somebody else wrote in between, and no busy timeout helps it.
    """

    def __init__(self, url: str) -> None:
        try:
            self._url = make_url(url)
        except (ArgumentError, ValueError):
            # What cannot be read may hold a password, and these errors quote it.
            message = "database.url is no address: write postgresql+psycopg://USER:PASSWORD@HOST/NAME."
            raise ArgumentError(message) from None
        self.is_sqlite = self._url.get_backend_name() == "sqlite"
        # No process id: in containers it is 1 everywhere.
        self.slot = 0 if self.is_sqlite else secrets.randbelow(WRITER_SLOTS)
        """Which part of each tally this process adds to, so that processes do not wait for each other's rows."""
        self.writer = self._engine("BEGIN IMMEDIATE", WRITER_BUSY_TIMEOUT_MS, {})
        event.listen(self.writer, "commit", _do_late)
        event.listen(self.writer, "rollback", _forget_late)
        self.reader = self._engine("BEGIN", READER_BUSY_TIMEOUT_MS, _ONE_MOMENT)

    def __repr__(self) -> str:
        return f"Database({self._url.render_as_string(hide_password=True)!r})"

    def _engine(self, begin: str, busy_timeout_ms: int, options: Mapping[str, Any]) -> Engine:
        """Make an engine; `begin` and the timeout are SQLite's, the options PostgreSQL's."""
        if not self.is_sqlite:
            engine = create_engine(self._url, pool_pre_ping=True, hide_parameters=True, execution_options=options)
            event.listen(engine, "before_cursor_execute", _as_it_is_kept)
            return engine
        arguments = {"check_same_thread": False, "timeout": busy_timeout_ms / 1_000}
        engine = create_engine(self._url, connect_args=arguments, hide_parameters=True)

        @event.listens_for(engine, "connect")
        def prepare(connection: sqlite3.Connection, _record: object) -> None:
            connection.isolation_level = None  # the driver's own BEGIN would come too late and too weak
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
                connection.execute(f"PRAGMA {pragma}")

        @event.listens_for(engine, "checkin")
        def after(connection: sqlite3.Connection | None, record: ConnectionPoolEntry) -> None:
            if connection is not None and record.info.get(SCRUB):
                record.info[SCRUB] = not _emptied(connection)

        @event.listens_for(engine, "begin")
        def begin_transaction(connection: Connection) -> None:
            connection.exec_driver_sql(begin)

        return engine

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Write in one short transaction of one's own: for commands and tests; a running bot writes by its `Writer`."""
        with Session(self.writer) as db, db.begin():
            yield db

    def write(self, run: Callable[[Session], T]) -> T:
        """Return the answer of `run`, done in such a transaction; run again where another process was in its way."""
        tries = 1
        while True:
            try:
                with self.transaction() as db:
                    return run(db)
            except DBAPIError as error:
                if tries == TRIES or not (is_transient(error) or _is_busy(error)):
                    raise
            time.sleep(random.uniform(0, 0.05) * tries)  # noqa: S311  # jitter, no secret
            tries += 1

    def read(self, ask: Callable[[Session], T]) -> T:
        """Return the answer of `ask`, run on a reading connection: all it sees is of one moment."""
        with Session(self.reader) as db:
            return ask(db)

    def close(self) -> None:
        """Close all connections."""
        self.writer.dispose()
        self.reader.dispose()


def late(db: Session, key: str, make: Callable[[], L]) -> L:
    """Return what is done once, just before this transaction is committed; made where it is the first time.

    A job that is rolled back to its SAVEPOINT leaves behind what it gave to it, so it has to be harmless.
    """
    known: dict[str, Any] = db.connection().info.setdefault(LATE, {})
    if key not in known:
        known[key] = make()
    found: L = known[key]
    return found


def _do_late(connection: Connection) -> None:
    for each in connection.info.pop(LATE, {}).values():
        each.do(connection)


def _forget_late(connection: Connection) -> None:
    if not connection.invalidated:  # a lost one takes what it remembered with it
        connection.info.pop(LATE, None)


def _as_it_is_kept(*given: Any) -> None:
    """Let PostgreSQL send the rows of `blobs` as they are: as text they would be twice as long, and be read twice."""
    _connection, cursor, _statement, _parameters, context, _many = given
    if context is not None and context.execution_options.get(BLOBS):
        cursor.format = 1


def blobs(statement: S) -> S:
    """Return a statement whose rows hold much that is no text."""
    return statement.execution_options(**{BLOBS: True})


def scrub(db: Session) -> None:
    """Let what this transaction deletes be gone from SQLite's log too, as soon as nobody reads in it any more."""
    db.connection().info[SCRUB] = True


def _emptied(connection: sqlite3.Connection) -> bool:
    """Move what SQLite's log holds into the file, and cut it off; False where that has to wait for a reader."""
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    try:
        connection.execute("PRAGMA busy_timeout=0")
        (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.Error:
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout={patience}")
    return not busy


def by_engine(*, sqlite: str, postgresql: str) -> FunctionElement[int]:
    """Return a whole number that each engine is asked for in words of its own."""

    class Expression(FunctionElement[int]):
        inherit_cache = True  # without it each statement with it would be compiled anew at each call
        type = BigInteger()

    compiles(Expression, "sqlite")(lambda *_given, **_more: sqlite)
    compiles(Expression, "postgresql")(lambda *_given, **_more: postgresql)
    return Expression()


def counted(statement: S) -> S:
    """Return a statement that `changed` can be asked of: asking for rows by RETURNING would double its cost."""
    return statement.execution_options(preserve_rowcount=True)


def changed(result: Result[Any]) -> int:
    """Return how many rows a `counted` statement changed."""
    return cast("CursorResult[Any]", result).rowcount


def raw(db: Session, statement: Select[Any], asked: dict[str, Any]) -> Sequence[tuple[Any, ...]]:
    """Return the driver's own rows, for millions of which there is nothing to convert."""
    result: Any = db.connection().execute(statement, asked)
    rows: Sequence[tuple[Any, ...]] = result.cursor.fetchall()
    result.close()
    return rows


def padded(wanted: list[T]) -> list[T]:
    """Return what an `IN` asks for, its last repeated up to a power of two: few lengths are few statements to plan."""
    return wanted + wanted[-1:] * ((1 << (len(wanted) - 1).bit_length()) - len(wanted))


def is_transient(error: BaseException) -> bool:
    """Tell whether the same work may succeed when the whole transaction is run again."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, Overtaken)
    return error.connection_invalidated or getattr(error.orig, "sqlstate", None) in TRANSIENT


def is_outage(error: BaseException) -> bool:
    """Tell whether the database failed, and not what was asked of it: locked, full, out of reach, in each other's way.

    The drivers' errors count too: a SAVEPOINT goes straight to them.
    """
    names = {each.__name__ for each in type(error).__mro__}
    return is_transient(error) or not names.isdisjoint({"OperationalError", "InterfaceError"})


def _is_busy(error: DBAPIError) -> bool:
    code = getattr(error.orig, "sqlite_errorcode", 0)
    return code & 0xFF == sqlite3.SQLITE_BUSY  # the higher bits only say in which way


def complaint(error: BaseException) -> str | None:
    """Return a sentence for the operator where the database is to blame, else None."""
    if isinstance(error, ArgumentError):
        return str(error)
    if not isinstance(error, SQLAlchemyError):
        return None
    if isinstance(error, DBAPIError) and _is_busy(error):
        return "The database is busy: another process holds it. Try again in a moment."
    reason = str(getattr(error, "orig", None) or error).strip().partition("\n")[0].rstrip(". ")
    return f"The database cannot be used ({reason}): check that it runs, and database.url."


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
