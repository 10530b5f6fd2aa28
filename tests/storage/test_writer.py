"""Group commit: many jobs, one commit, and each job's own fate."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from chat.errors import Unavailable
from storage.database import Database, Session
from storage.writer import CAPACITY, MAX_BATCH, Writer
from tests.support.jobs import Gate, add, fail, note, put, rows


async def test_many_jobs_are_one_commit(database: Database) -> None:
    """All that queued while the writer was busy is committed at once, and answered in order."""
    sizes: list[int] = []
    writer, gate = Writer(database, lambda size, _seconds: sizes.append(size)), Gate()
    await gate.shut(writer)
    futures = [writer.write(put(f"{i:03}")) for i in range(MAX_BATCH + 10)]
    gate.open()
    assert await asyncio.gather(*futures) == [f"{i:03}" for i in range(MAX_BATCH + 10)]
    await writer.close()
    assert sum(sizes) == MAX_BATCH + 11
    assert len(sizes) < 30
    assert len(rows(database)) == MAX_BATCH + 10


async def test_a_slow_batch_is_cut_short(database: Database) -> None:
    """Handlers of a batch have 20 ms; what comes after goes into the next commit."""
    sizes: list[int] = []
    writer, gate = Writer(database, lambda size, _seconds: sizes.append(size)), Gate()
    await gate.shut(writer)
    futures = [writer.write(lambda _db: threading.Event().wait(0.015)) for _ in range(6)]
    gate.open()
    await asyncio.gather(*futures)
    await writer.close()
    assert max(sizes) <= 3


@pytest.mark.parametrize("bad", [fail, add("first")], ids=["raises", "fails at the flush"])
async def test_a_bad_job_fails_alone(database: Database, writer: Writer, bad: Callable[[Session], str]) -> None:
    """Its neighbours are committed, its own writes are gone, and its future has its exception."""
    gate = Gate()
    await gate.shut(writer)
    jobs = [writer.write(job) for job in (put("first"), bad, add("last"))]
    gate.open()
    first, failed, last = await asyncio.gather(*jobs, return_exceptions=True)
    assert (first, last) == ("first", "last")
    assert isinstance(failed, Exception)
    assert not isinstance(failed, Unavailable)
    assert rows(database) == {"first", "last"}


@pytest.mark.parametrize(
    ("bad", "seen"), [(fail, "ValueError"), (add("first"), "IntegrityError")], ids=["raises", "fails at the flush"]
)
async def test_a_rescue_writes_instead(
    database: Database, writer: Writer, bad: Callable[[Session], str], seen: str
) -> None:
    """What the failed job wrote is gone, what its rescue wrote stays, whichever way it failed."""
    gate = Gate()
    await gate.shut(writer)
    jobs = [writer.write(put("first")), writer.write(bad, rescue=note("rescued")), writer.write(put("last"))]
    gate.open()
    assert await asyncio.gather(*jobs) == ["first", seen, "last"]
    assert rows(database) == {"first", "rescued", "last"}


async def test_a_rescue_that_fails_leaves_nothing(database: Database, writer: Writer) -> None:
    """Where not even the rescue can write, nobody is told that the event is durable, and the others are."""
    gate = Gate()
    await gate.shut(writer)
    jobs = [writer.write(put("first")), writer.write(fail, rescue=note("first")), writer.write(put("last"))]
    gate.open()
    first, failed, last = await asyncio.gather(*jobs, return_exceptions=True)
    assert (first, last) == ("first", "last")
    assert isinstance(failed, Unavailable)
    assert rows(database) == {"first", "last"}


async def test_an_answer_means_durable(database: Database, writer: Writer) -> None:
    """Before the future is done nobody sees the row; once it is, everybody does."""
    gate = Gate()
    pending = writer.write(put("one"))
    await asyncio.wait([pending])
    assert rows(database) == {"one"}
    await gate.shut(writer)
    later = writer.write(put("two"))
    await asyncio.sleep(0.02)
    assert not later.done()
    assert rows(database) == {"one"}
    gate.open()
    await later
    assert rows(database) == {"one", "two"}


async def test_who_waits_may_leave(database: Database, writer: Writer) -> None:
    """A cancelled future cancels no job."""
    gate = Gate()
    await gate.shut(writer)
    left, stayed = writer.write(put("left")), writer.write(put("stayed"))
    left.cancel()
    gate.open()
    await stayed
    assert rows(database) == {"left", "stayed"}


async def test_close_does_what_is_queued(database: Database) -> None:
    """Nothing that was taken is lost by an orderly end, and who comes later hears of it."""
    writer, gate = Writer(database), Gate()
    await gate.shut(writer)
    futures = [writer.write(put(f"{i}")) for i in range(300)]
    closing = asyncio.ensure_future(writer.close())
    await asyncio.sleep(0)
    between = writer.write(put("between"))
    gate.open()
    await closing
    assert len(await asyncio.gather(*futures)) == 300
    assert await between == "between"
    with pytest.raises(Unavailable):
        await writer.write(put("late"))
    assert writer.died.done()


async def test_the_queue_is_bounded(writer: Writer) -> None:
    """A full queue says so, and tells when there is room again."""
    gate = Gate()
    await gate.shut(writer)
    futures = [writer.write(lambda _db: None) for _ in range(CAPACITY - 2)]
    before = writer.full
    futures.append(writer.write(lambda _db: None))
    assert (before, writer.full) == (False, True)
    waiting = asyncio.ensure_future(writer.room())
    await asyncio.sleep(0.01)
    assert not waiting.done()
    gate.open()
    await waiting
    await asyncio.gather(*futures)
    assert writer.depth == 0


class Catastrophe(BaseException):
    """What no writer can go on after."""


def die(_db: Session) -> None:
    """End the thread."""
    raise Catastrophe


async def test_a_dead_writer_lets_nobody_wait(database: Database) -> None:
    """All who wait hear that nothing is durable, those who come later too, and the process hears why."""
    writer, gate = Writer(database), Gate()
    await gate.shut(writer)
    queued: list[asyncio.Future[Any]] = [writer.write(job) for job in (put("one"), die, put("two"))]
    gate.open()
    found = await asyncio.gather(*queued, return_exceptions=True)
    assert [type(each) for each in found] == [Unavailable] * 3
    with pytest.raises(Catastrophe):
        await writer.died
    with pytest.raises(Unavailable):
        await writer.write(put("late"))
    await writer.room()
    await writer.close()
    assert rows(database) == set()


async def test_a_set_is_done_in_one_go(writer: Writer) -> None:
    """Neighbours of one kind are handed over together, others are not among them."""
    seen: list[list[int]] = []

    def together(_db: Session, items: list[int]) -> list[int]:
        seen.append(items)
        return [item * 10 for item in items]

    gate = Gate()
    await gate.shut(writer)
    many = [writer.write(lambda _db: -1, many=(together, i), key="a") for i in range(3)]
    other = writer.write(lambda _db: 7, key="b")
    more = [writer.write(lambda _db: -1, many=(together, i), key="c") for i in (8, 9)]
    gate.open()
    assert await asyncio.gather(*many, other, *more) == [0, 10, 20, 7, 80, 90]
    assert seen == [[0, 1, 2], [8, 9]]


async def test_a_set_that_fails_is_done_one_by_one(database: Database, writer: Writer) -> None:
    """Only the guilty one is rescued, and what the set wrote is gone."""

    def together(db: Session, items: list[str]) -> list[str]:
        put("of the set")(db)
        raise ValueError(items)

    gate = Gate()
    await gate.shut(writer)
    jobs = [
        writer.write(job, rescue=note(f"rescued {i}"), many=(together, f"{i}"))
        for i, job in enumerate((put("a"), fail, put("c")))
    ]
    gate.open()
    assert await asyncio.gather(*jobs) == ["a", "ValueError", "c"]
    assert rows(database) == {"a", "rescued 1", "c"}
