"""What the writer does when the database itself fails: locked, full, out of reach, refusing to commit."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterator
from threading import Event

import pytest
from sqlalchemy import text

from chat.errors import Unavailable
from storage.database import Database, Session
from storage.writer import Writer
from tests.support.jobs import Gate, note, put, rows

Job = Callable[[Session], str]


@pytest.fixture(params=["sqlite_url", "own_postgresql_url"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """Open a database whose schema the test may change."""
    opened = Database(request.getfixturevalue(request.param))
    yield opened
    opened.close()


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Database]:
    """Open a SQLite database."""
    opened = Database(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def postgresql(postgresql_url: str) -> Iterator[Database]:
    """Open a PostgreSQL database."""
    opened = Database(postgresql_url)
    yield opened
    opened.close()


@pytest.fixture
async def on_sqlite(sqlite: Database) -> AsyncIterator[Writer]:
    """Start a writer on SQLite."""
    writer = Writer(sqlite)
    yield writer
    await writer.close()


async def together(writer: Writer, *jobs: Job) -> list[str | BaseException]:
    """Have jobs done in one batch, each with a rescue named after its place; return what became of each."""
    gate = Gate()
    await gate.shut(writer)
    futures = [writer.write(job, rescue=note(f"rescue {i}")) for i, job in enumerate(jobs)]
    gate.open()
    return list(await asyncio.gather(*futures, return_exceptions=True))


def once(trouble: Job, then: Job) -> Job:
    """Return a job that gets into trouble the first time only."""
    met = Event()

    def job(db: Session) -> str:
        if not met.is_set():
            met.set()
            return trouble(db)
        return then(db)

    return job


async def test_a_commit_that_fails_is_the_fault_of_one(database: Database) -> None:
    """The batch is run again event by event: the others are durable, the guilty one is rescued."""
    with database.transaction() as db:
        db.execute(text("CREATE TABLE owed (name VARCHAR REFERENCES processes (id) DEFERRABLE INITIALLY DEFERRED)"))

    def owe(db: Session) -> str:
        db.execute(text("INSERT INTO owed VALUES ('nobody')"))
        return "owed"

    writer = Writer(database)
    assert await together(writer, put("a"), owe, put("b")) == ["a", "IntegrityError", "b"]
    await writer.close()
    assert rows(database) == {"a", "rescue 1", "b"}


async def test_a_lock_of_another_process_is_waited_for(sqlite: Database, on_sqlite: Writer) -> None:
    """A command that writes for a moment delays events, and diverts none to its rescue."""
    other = sqlite3.connect(sqlite.writer.url.database or "", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    asyncio.get_running_loop().call_later(1.3, other.execute, "COMMIT")
    assert await together(on_sqlite, put("a"), put("b")) == ["a", "b"]
    other.close()
    assert rows(sqlite) == {"a", "b"}


async def test_a_lock_that_stays_is_told_to_all_at_once(monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> None:
    """Nobody is told that it is durable, nobody waits for the others' turns, and afterwards all is well."""
    monkeypatch.setattr("storage.database.WRITER_BUSY_TIMEOUT_MS", 100)
    monkeypatch.setattr("storage.writer.GIVE_UP_S", 0.2)
    database = Database(sqlite_url)
    writer = Writer(database)
    other = sqlite3.connect(database.writer.url.database or "", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    futures = [writer.write(put(f"{i}"), rescue=note(f"rescue {i}")) for i in range(300)]
    found = await asyncio.gather(*futures, return_exceptions=True)
    took = time.monotonic() - began
    other.close()
    assert {type(each) for each in found} == {Unavailable}
    assert took < 15  # one after the other would take 30 and more
    assert await writer.write(put("later")) == "later"
    await writer.close()
    assert rows(database) == {"later"}
    database.close()


async def test_a_full_disk_takes_nobody_along(sqlite: Database, on_sqlite: Writer) -> None:
    """SQLite ends the whole transaction on a full disk: what fits is durable, what does not is told so."""

    def grow(db: Session) -> str:
        return put("x" * 4_000_000)(db)

    def cap(db: Session) -> None:
        pages = db.execute(text("PRAGMA page_count")).scalar_one()
        db.execute(text(f"PRAGMA max_page_count = {pages + 50}"))

    await on_sqlite.write(cap)
    first, failed, last = await together(on_sqlite, put("a"), grow, put("b"))
    assert (first, last) == ("a", "b")
    assert isinstance(failed, Unavailable)
    assert rows(sqlite) == {"a", "b"}


def disconnect(db: Session) -> str:
    """Lose the connection."""
    db.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    return "survived"


def clash(db: Session) -> str:
    """Be told to run the transaction again."""
    db.execute(text("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$"))
    return "survived"


@pytest.mark.parametrize("trouble", [disconnect, clash])
async def test_trouble_between_processes_is_nobodys_fault(postgresql: Database, trouble: Job) -> None:
    """A lost connection and a serialization failure are run again, event by event, without any rescue."""
    writer = Writer(postgresql)
    assert await together(writer, put("a"), once(trouble, put("b")), put("c")) == ["a", "b", "c"]
    await writer.close()
    assert rows(postgresql) == {"a", "b", "c"}


async def test_trouble_that_stays_is_told(postgresql: Database) -> None:
    """After three tries the platform shall send the event again; the others are durable."""
    writer = Writer(postgresql)
    first, failed, last = await together(writer, put("a"), clash, put("c"))
    await writer.close()
    assert (first, last) == ("a", "c")
    assert isinstance(failed, Unavailable)
    assert rows(postgresql) == {"a", "c"}


async def test_a_deadlock_is_run_again(postgresql: Database) -> None:
    """Two processes that lock the same rows in opposite order both get their way."""
    with postgresql.transaction() as db:
        put("x")(db)
        put("y")(db)
    reached = [Event(), Event()]

    def lock(mine: int, first: str, second: str) -> Job:
        def job(db: Session) -> str:
            touch = text("UPDATE processes SET beat_at = beat_at WHERE id = :id")
            db.execute(touch, {"id": first})
            reached[mine].set()
            reached[1 - mine].wait(5)
            db.execute(touch, {"id": second})
            return "done"

        return job

    writers = [Writer(postgresql), Writer(postgresql)]
    futures = [writers[0].write(lock(0, "x", "y")), writers[1].write(lock(1, "y", "x"))]
    assert await asyncio.gather(*futures) == ["done", "done"]
    for writer in writers:
        await writer.close()


@pytest.mark.parametrize(
    ("url", "order"),
    [("postgresql_url", ["a1", "a2", "b1", "b2"]), ("sqlite_url", ["b1", "a1", "b2", "a2"])],
    ids=["postgresql", "sqlite"],
)
async def test_keys_order_a_batch(request: pytest.FixtureRequest, url: str, order: list[str]) -> None:
    """PostgreSQL's processes take locks in one order; of equal keys, and on SQLite, the order of arrival stays."""
    database = Database(request.getfixturevalue(url))
    writer, gate, done = Writer(database), Gate(), list[str]()

    def job(name: str) -> Callable[[Session], None]:
        return lambda _db: done.append(name)

    await gate.shut(writer)
    futures = [writer.write(job(name), key=name[0]) for name in ("b1", "a1", "b2", "a2")]
    gate.open()
    await asyncio.gather(*futures)
    await writer.close()
    database.close()
    assert done == order


def test_what_is_committed_is_on_the_disk(sqlite: Database) -> None:
    """SQLite runs with a write-ahead log, synced at each commit, and keeps foreign keys."""

    def ask(db: Session) -> list[object]:
        return [db.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous", "foreign_keys")]

    assert sqlite.read(ask) == ["wal", 2, 1]


@pytest.mark.parametrize(
    "url", ["postgresql+psycopg://bot:hunter2@127.0.0.1/rapport", "postgresql+psycopg://bot:hunter2@[::1/rapport"]
)
def test_no_password_is_told(url: str) -> None:
    """Neither the object nor what is wrong with its address shows the password."""
    try:
        shown = repr(Database(url))
    except Exception as error:  # noqa: BLE001  # whichever it is
        shown = f"{error!r} {error}"
    assert "hunter2" not in shown
