"""Group commit: one thread that does all of a process's writing.

It takes every job that queued while its last transaction ran, runs each in its own SAVEPOINT, commits once, and only
then answers them all. So many writers cost one fsync, SQLite's single writer is never fought over, and an answer means
that the work is durable. A job that fails rolls back alone. Where the transaction itself fails, its jobs are run again,
each in a transaction of its own.
"""

import asyncio
import logging
import queue
import random
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection
from sqlmodel import Session

from chat.errors import Unavailable
from storage.database import Database, is_outage, is_transient, stands

T = TypeVar("T")
log = logging.getLogger(__name__)

Together = Callable[[Session, list[Any]], list[T]]
"""Does what many jobs ask for in one go: from their items to the result of each."""

MAX_BATCH = 256
MAX_BATCH_S = 0.020
TRIES_ALONE = 3
GIVE_UP_S = 2.5
"""Where the database fails for so long, the rest of a batch is told so at once: its platforms wait no longer."""

CAPACITY = 2_000


class _BatchFailed(Exception):
    """The transaction is gone; nobody in particular is to blame."""


@dataclass(slots=True)
class _Job(Generic[T]):
    run: Callable[[Session], T]
    rescue: Callable[[Session, Exception], T] | None
    key: str
    future: "asyncio.Future[T]" = field(repr=False)
    together: "Together[T] | None" = None
    item: Any = None
    result: T | None = None
    error: Exception | None = None
    guilt: Exception | None = None
    """What ended a transaction with this job alone in it; only its rescue is run from then on."""


class Writer:
    """The one thread that writes.

    Args:
        database: where to.
        observe: is told the size of each batch and the seconds that it took.
    """

    def __init__(self, database: Database, observe: Callable[[int, float], None] = lambda _n, _s: None) -> None:
        self._database = database
        self._observe = observe
        self._new: list[_Job[Any]] = []
        self._queue: queue.SimpleQueue[list[_Job[Any]] | None] = queue.SimpleQueue()
        self._taken: deque[_Job[Any]] = deque()
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._live, name="writer", daemon=True)
        self._room = asyncio.Event()
        self._room.set()
        self._waiting = 0
        self.died: asyncio.Future[None] = self._loop.create_future()
        """Done when the thread ended: with an exception where it should not have."""
        self._thread.start()

    @property
    def depth(self) -> int:
        """Return how many jobs wait."""
        return self._waiting

    @property
    def full(self) -> bool:
        """Tell whether events from outside have to wait."""
        return self._waiting >= CAPACITY

    async def room(self) -> None:
        """Wait until the queue is no longer full."""
        await self._room.wait()

    def write(
        self,
        run: Callable[[Session], T],
        *,
        rescue: Callable[[Session, Exception], T] | None = None,
        key: str = "",
        many: "tuple[Together[T], Any] | None" = None,
    ) -> "asyncio.Future[T]":
        """Queue a job; order is kept.

        Args:
            run: does the work; its exception rolls it back and becomes the future's.
            rescue: writes instead, in a fresh SAVEPOINT, when `run` failed; its result becomes the future's.
            key: what the job locks; PostgreSQL runs a batch in the order of keys so that processes do not deadlock.
            many: (together, item): neighbours of the same `together` are first tried in one go, from their items.

        Returns:
            A future of what `run` returned, done after the commit. It raises `Unavailable` where there was no commit.
        """
        future: asyncio.Future[T] = self._loop.create_future()
        if self.died.done():
            future.set_exception(Unavailable("the writer has stopped"))
            return future
        self._waiting += 1
        if self.full:
            self._room.clear()
        together, item = many or (None, None)
        if not self._new:
            # All that the event loop has at hand goes over at once: the thread would wake up for the first of it, and
            # the two would take turns at Python's lock.
            self._loop.call_soon(self._hand_over)
        self._new.append(_Job(run, rescue, key, future, together, item))
        return future

    def _hand_over(self) -> None:
        if self._new:
            self._queue.put(self._new)
            self._new = []

    async def close(self) -> None:
        """Do what is queued, then end."""
        self._hand_over()
        self._queue.put(None)
        await asyncio.wait([self.died])

    def _live(self) -> None:
        batch: list[_Job[Any]] = []
        died: BaseException | None = None
        try:
            while batch := self._take():
                while batch:
                    batch = self._commit(batch)
        except BaseException as error:  # noqa: BLE001  # the process must not go on without its writer
            died = error
        self._loop.call_soon_threadsafe(self._end, died, batch)

    def _end(self, died: BaseException | None, batch: list[_Job[Any]]) -> None:
        """Let nobody wait for what will never be done."""
        if died is None:
            self.died.set_result(None)
        else:
            self.died.set_exception(died)
        self._hand_over()
        batch += self._taken
        while not self._queue.empty():
            batch += self._queue.get_nowait() or ()
        for job in batch:
            job.error = Unavailable("the writer has stopped")
        self._answer(batch)

    def _take(self) -> list[_Job[Any]]:
        """Return what is queued, as much as a batch holds; nothing at the end."""
        while len(self._taken) < MAX_BATCH:
            try:
                jobs = self._queue.get(block=not self._taken)
            except queue.Empty:
                break
            if jobs is None:
                self._queue.put(None)
                break
            self._taken += jobs
        batch = [self._taken.popleft() for _ in range(min(len(self._taken), MAX_BATCH))]
        if not self._database.is_sqlite:
            batch.sort(key=lambda each: each.key)
        return batch

    def _commit(self, batch: list[_Job[Any]]) -> list[_Job[Any]]:
        """Run and commit as much of the batch as its time allows; return the rest."""
        began = time.perf_counter()
        try:
            done = self._transact(batch, began + MAX_BATCH_S)
        except Exception as error:  # noqa: BLE001  # whatever broke the batch, each of its jobs gets its own chance
            log.warning("a batch of %d is done one by one: %s", len(batch), error.__cause__ or error)
            self._one_by_one(batch, began + GIVE_UP_S)
            done = len(batch)
        self._observe(done, time.perf_counter() - began)  # before: whoever is answered finds their batch counted
        self._loop.call_soon_threadsafe(self._answer, batch[:done])
        return batch[done:]

    def _one_by_one(self, batch: list[_Job[Any]], until: float) -> None:
        for number, job in enumerate(batch, start=1):
            self._alone(job)
            if isinstance(job.error, Unavailable) and time.perf_counter() > until:
                for late in batch[number:]:
                    late.error = job.error
                return

    def _transact(self, batch: list[_Job[Any]], until: float) -> int:
        done = 0
        with self._database.writer.begin() as connection:
            while done < len(batch) and (done == 0 or time.perf_counter() < until):
                alike = self._alike(batch[done:])
                self._attempt_all(connection, alike)
                done += len(alike)
        return done

    @staticmethod
    def _alike(batch: list[_Job[Any]]) -> list[_Job[Any]]:
        """Return the first job, with those behind it that may be done in one go with it."""
        together = batch[0].together
        if together is None:
            return batch[:1]
        return list(takewhile(lambda job: job.together == together, batch))

    def _attempt_all(self, connection: Connection, jobs: list[_Job[Any]]) -> None:
        together = jobs[0].together
        if together is not None and len(jobs) > 1:
            items = [job.item for job in jobs]
            try:
                results = self._saved(connection, lambda db: together(db, items))
            except _BatchFailed:
                raise
            except Exception as error:  # noqa: BLE001  # whose fault it was shows when each is done by itself
                # No more than its type: a text may tell of an anonymous choice.
                log.debug("a set of %d jobs is done one by one: %s", len(jobs), type(error).__name__)
            else:
                for job, result in zip(jobs, results, strict=True):
                    job.result, job.error = result, None
                return
        for job in jobs:
            self._attempt(connection, job)

    def _attempt(self, connection: Connection, job: _Job[Any]) -> None:
        job.result, job.error = None, job.guilt
        if job.error is None:
            try:
                job.result = self._saved(connection, job.run)
            except _BatchFailed:
                raise
            except Exception as error:  # noqa: BLE001  # a job's failure is the job's, not the writer's
                job.error = error
        if job.error is not None and job.rescue is not None:
            rescue, failure = job.rescue, job.error
            job.result, job.error = self._saved(connection, lambda db: rescue(db, failure)), None

    @staticmethod
    def _saved(connection: Connection, run: Callable[[Session], T]) -> T:
        # SAVEPOINTs straight to the driver: SQLAlchemy's begin_nested() costs more than the statements of a vote.
        driver: Any = connection.connection.dbapi_connection
        driver.execute("SAVEPOINT job")
        try:
            with Session(connection, join_transaction_mode="rollback_only") as db:
                result = run(db)
                db.flush()
        except Exception as error:
            if is_transient(error) or not stands(connection):
                raise _BatchFailed from error
            driver.execute("ROLLBACK TO SAVEPOINT job")
            raise
        driver.execute("RELEASE SAVEPOINT job")
        return result

    def _alone(self, job: _Job[Any]) -> None:
        """Run a job in transactions of its own; where even that fails, nothing of it is durable."""
        for attempt in range(1, TRIES_ALONE + 1):
            try:
                self._transact([job], until=0)
            except Exception as error:  # noqa: BLE001  # the platform is told to send it again
                self._blame(job, error)
                time.sleep(random.uniform(0, 0.01) * attempt)  # noqa: S311  # jitter, no secret
            else:
                return

    @staticmethod
    def _blame(job: _Job[Any], error: Exception) -> None:
        """Note why there was no commit: an outage is nobody's fault, all else is the job's own, as a failed flush."""
        cause = error.__cause__ if isinstance(error, _BatchFailed) else error
        job.error = Unavailable(str(cause))
        job.error.__cause__ = error
        if isinstance(cause, Exception) and not is_outage(cause):
            job.guilt = cause

    def _answer(self, batch: list[_Job[Any]]) -> None:
        self._waiting -= len(batch)
        if not self.full:
            self._room.set()
        for job in batch:
            if job.future.done():
                continue
            if job.error is not None:
                job.future.set_exception(job.error)
            else:
                job.future.set_result(job.result)
