"""The clock: what has to be looked at again and again. Due times are in the database; APScheduler only ticks."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from chat.errors import Busy
from chat.events import Tick
from chat.ports import Clock
from handlers.digests import TICK
from handlers.dispatcher import Dispatcher
from storage import digests, inbox
from storage.database import Database
from storage.writer import Writer

log = logging.getLogger(__name__)

LATE = timedelta(seconds=60)
BEAT_S = 5
ALIVE = timedelta(seconds=15)
"""A process whose heartbeat is older is taken for dead."""

PORTIONS_AT_ONCE = 100
"""Receipts are forgotten in portions, so that no transaction is long."""


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
        # The library's own defaults drop a tick that comes a second late.
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._ticks = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)

    def start(self) -> None:
        """Begin to tick."""
        now = datetime.now(UTC)
        for job, seconds in ((self._digests, 2), (self._retries, 2), (self._beat, BEAT_S), (self._forget, 600)):
            self._ticks.add_job(job, "interval", seconds=seconds, next_run_time=now)
        self._ticks.start()

    async def stop(self) -> None:
        """Tick no more."""
        self._ticks.shutdown(wait=False)
        await self._writer.write(lambda db: digests.leave(db, self._process))

    async def _digests(self) -> None:
        now = self._clock.now()
        for brand, due in await asyncio.to_thread(self._database.read, lambda db: digests.due(db, now)):
            tick = Tick(
                account="clock",
                id=f"{TICK}:{brand}@{due.isoformat()}",
                platform="clock",
                at=now,
                tick=TICK,
                brand=brand,
                due=due,
                late=due < self._started or now - due > LATE,
            )
            try:
                await self._dispatcher.offer(tick)
            except Busy:
                log.info("the digest of %s waits for a free moment", brand)

    async def _retries(self) -> None:
        now = self._clock.now()
        for kept in await asyncio.to_thread(self._database.read, lambda db: inbox.due(db, now)):
            await self._dispatcher.retry(kept)

    async def _beat(self) -> None:
        now = self._clock.now()
        await self._writer.write(lambda db: digests.beat(db, self._process, now))

    async def _forget(self) -> None:
        now = self._clock.now()
        for _portion in range(PORTIONS_AT_ONCE):
            if await self._writer.write(lambda db: inbox.forget_receipts(db, now)) < inbox.PORTION:
                return
