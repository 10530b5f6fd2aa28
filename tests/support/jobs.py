"""Jobs for a writer, each adding a row that can be looked for, and a gate that holds the writer."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import text

from storage.database import Database, Session
from storage.tables.running import Process
from storage.writer import Writer
from tests.support.waiting import until

NOW = datetime(2026, 11, 4, 12, tzinfo=UTC)


def put(name: str) -> Callable[[Session], str]:
    """Return a job that adds a row."""

    def job(db: Session) -> str:
        db.execute(text("INSERT INTO processes (id, beat_at) VALUES (:id, :at)"), {"id": name, "at": NOW})
        return name

    return job


def add(name: str) -> Callable[[Session], str]:
    """Return a job that adds a row as a unit of work, which is written at the flush."""

    def job(db: Session) -> str:
        db.add(Process(id=name, beat_at=NOW))
        return name

    return job


def fail(db: Session) -> str:
    """Write, and then fail."""
    put("half")(db)
    raise ValueError("no")


def note(name: str) -> Callable[[Session, Exception], str]:
    """Return a rescue that adds a row and tells what went wrong."""

    def rescue(db: Session, error: Exception) -> str:
        put(name)(db)
        return type(error).__name__

    return rescue


def rows(database: Database) -> set[str]:
    """Return the names of all rows, as another connection sees them."""
    return database.read(lambda db: set(db.execute(text("SELECT id FROM processes")).scalars()))


class Gate:
    """A job that holds the writer until it is opened."""

    def __init__(self) -> None:
        self._open, self._entered = threading.Event(), threading.Event()

    def __call__(self, _db: Session) -> None:
        """Wait in the writer's thread."""
        self._entered.set()
        self._open.wait(5)

    async def shut(self, writer: Writer) -> None:
        """Hold the writer from now on."""
        self._held = writer.write(self)
        await until(self._entered.is_set)

    def open(self) -> None:
        """Let the writer go on."""
        self._open.set()
