"""The clock: what has to be looked at again and again. Due times are in the database; APScheduler only ticks."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from chat.errors import Busy, Unavailable
from chat.events import Tick
from chat.ports import Clock
from handlers.digests import TICK
from handlers.dispatcher import Dispatcher
from storage import digests, inbox
from storage.database import Database
from storage.writer import Writer

log = logging.getLogger(__name__)

LATE = timedelta(seconds=60)
ANEW = timedelta(hours=1)
"""A digest that is still due so long after it was handed over is handed over anew."""

BEAT_S = 5
ALIVE = timedelta(seconds=15)
"""A process whose heartbeat is older is taken for dead."""

FORGOTTEN = timedelta(days=1)
"""After so long nothing is kept of a process that was killed."""

PORTIONS_AT_ONCE = 100
"""Receipts are forgotten in portions, so that no transaction is long."""


def has_pulse(database: Database, now: datetime) -> bool:
    """Tell whether the heartbeat of a process was written lately."""
    return database.read(lambda db: digests.somebody_runs(db, now - ALIVE))


class Scheduler:
    """Ticks in every process; who does what is due is decided by unique rows.

    Args:
        dispatcher: is handed what is due.
        writer: writes heartbeats and forgets old receipts.
        database: knows what is due.
        clock: the time.
        process: this process's name.
    """

    def __init__(self, dispatcher: Dispatcher, writer: Writer, database: Database, clock: Clock, process: str) -> None:
        self._dispatcher = dispatcher
        self._writer = writer
        self._database = database
        self._clock = clock
        self._process = process
        self._started = clock.now()
        self._handed: set[str] = set()
        """Ids of the ticks that became durable: reckoning a digest is not cheap, so it is not done twice."""
        # The library's own defaults drop a tick that comes a second late.
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._ticks = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)

    def start(self) -> None:
        """Begin to tick."""
        now = datetime.now(UTC)
        for job, seconds in ((self._digests, 2), (self._retries, 2), (self._beat, BEAT_S), (self._forget, 600)):
            self._ticks.add_job(_stoppable(job), "interval", seconds=seconds, next_run_time=now)
        self._ticks.start()

    async def stop(self) -> None:
        """Tick no more."""
        self._ticks.shutdown(wait=False)
        await asyncio.sleep(0)  # the library stops only when the loop comes round
        with contextlib.suppress(Unavailable):  # then its heartbeat tells so a little later
            await self._writer.write(lambda db: digests.leave(db, self._process))

    async def _digests(self) -> None:
        now = self._clock.now()
        due = await asyncio.to_thread(self._database.read, lambda db: digests.due(db, now))
        ticks = [self._tick(brand, at, now) for brand, at in due]
        self._handed &= {tick.id for tick in ticks}
        for tick in ticks:
            if tick.id not in self._handed:
                await self._hand_over(tick)

    def _tick(self, brand: str, due: datetime, now: datetime) -> Tick:
        again = (now - due) // ANEW
        return Tick(
            account="clock",
            id=f"{TICK}:{brand}@{due.isoformat()}" + (f"+{again}" if again else ""),
            platform="clock",
            at=now,
            tick=TICK,
            brand=brand,
            due=due,
            late=due < self._started or now - due > LATE,
        )

    async def _hand_over(self, tick: Tick) -> None:
        try:
            await asyncio.shield(self._dispatcher.offer(tick))
        except (Busy, Unavailable):
            log.warning("the digest of %s waits for a better moment", tick.brand)
        else:
            self._handed.add(tick.id)

    async def _retries(self) -> None:
        now = self._clock.now()
        for kept in await asyncio.to_thread(self._database.read, lambda db: inbox.due(db, now)):
            try:
                await self._dispatcher.retry(kept)
            except Exception:  # one event must not keep the others from their turn
                log.exception("a kept event could not be tried again")

    async def _beat(self) -> None:
        now = self._clock.now()
        await self._writer.write(lambda db: digests.beat(db, self._process, now))

    async def _forget(self) -> None:
        now = self._clock.now()
        await self._writer.write(lambda db: digests.forget_dead(db, now - FORGOTTEN))
        for _portion in range(PORTIONS_AT_ONCE):
            if await self._writer.write(lambda db: inbox.forget_receipts(db, now)) < inbox.PORTION:
                return


def _stoppable(job: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    async def run() -> None:
        # The library cancels at its end what is under way, and would log that as an error.
        with contextlib.suppress(asyncio.CancelledError):
            await job()

    return run
