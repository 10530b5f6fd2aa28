"""The clock: what has to be looked at again and again. Due times are in the database; APScheduler only ticks."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from chat.errors import Busy, Unavailable
from chat.events import Tick
from chat.ports import Clock
from handlers import rollups
from handlers.dispatcher import Dispatcher
from handlers.routing import Due, Router
from storage import dialogs, digests, erasing, inbox, passes, retention, shares
from storage import rollups as rolled
from storage.database import Database, Overtaken
from storage.rollups import Change
from storage.writer import Writer

log = logging.getLogger(__name__)

LATE = timedelta(seconds=60)
ANEW = timedelta(hours=1)
"""What is still due so long after it was handed over is handed over anew."""

BEAT_S = 5
FOLD_S = 60
"""How often the days that changed are folded into rollups."""

FORGOTTEN = timedelta(days=1)
"""After so long nothing is kept of a process that was killed."""

PORTIONS_AT_ONCE = 100
"""Receipts are forgotten in portions, so that no transaction is long."""


class Scheduler:
    """Ticks in every process; who does what is due is decided by unique rows.

    Args:
        dispatcher: is handed what is due.
        writer: writes heartbeats, and forgets what is over.
        database: knows what is due.
        clock: the time.
        process: this process's name.
        features: know what is due.
    """

    def __init__(
        self,
        dispatcher: Dispatcher,
        writer: Writer,
        database: Database,
        clock: Clock,
        *,
        process: str,
        features: Router,
    ) -> None:
        self._dispatcher = dispatcher
        self._features = features
        self._writer = writer
        self._database = database
        self._clock = clock
        self._process = process
        self._started = clock.now()
        self._handed: set[str] = set()
        """Ids of the ticks that became durable: reckoning a digest is not cheap, so it is not done twice."""
        self._cleared: dict[tuple[str, str], int] = {}
        """By shelf and brand: up to which id nothing is too old any more."""
        # The library's own defaults drop a tick that comes a second late.
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._ticks = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)

    def start(self) -> None:
        """Begin to tick."""
        now, self._loop = datetime.now(UTC), asyncio.get_running_loop()
        often = ((self._due, 2), (self._retries, 2), (self._beat, BEAT_S))
        for job, seconds in (*often, (self._forget, 600), (self._fade, 600)):
            self._ticks.add_job(_stoppable(job), "interval", seconds=seconds, next_run_time=now)
        self._ticks.add_job(_stoppable(self._fold), "interval", seconds=FOLD_S)
        self._ticks.start()

    async def stop(self) -> None:
        """Tick no more."""
        self._ticks.shutdown(wait=False)
        await asyncio.sleep(0)  # the library stops only when the loop comes round
        with contextlib.suppress(Unavailable):  # then its heartbeat tells so a little later
            await self._writer.write(lambda db: digests.leave(db, self._process))

    async def _due(self) -> None:
        now, brands = self._clock.now(), self._dispatcher.brands
        due = await asyncio.to_thread(self._database.read, lambda db: self._features.due(db, now, brands))
        ticks = [self._tick(each, now) for each in due]
        self._handed &= {tick.id for tick in ticks}
        for tick in ticks:
            if tick.id not in self._handed:
                await self._hand_over(tick)

    def _tick(self, due: Due, now: datetime) -> Tick:
        again = (now - due.at) // ANEW
        return Tick(
            account="clock",
            id=f"{due.tick}:{due.subject}@{due.at.isoformat()}" + (f"+{again}" if again else ""),
            platform="clock",
            at=now,
            tick=due.tick,
            brand=due.brand,
            subject=due.subject,
            due=due.at,
            late=due.at < self._started or now - due.at > LATE,
        )

    async def _hand_over(self, tick: Tick) -> None:
        try:
            await asyncio.shield(self._dispatcher.offer(tick))
        except (Busy, Unavailable):
            log.warning("what is due (%s of %s) waits for a better moment", tick.tick, tick.brand)
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

    async def _fold(self) -> None:
        """Fold the days of the ledger that are over and changed, so that reports need not read them."""
        now = self._clock.now()
        for brand in list(self._dispatcher.brands.values()):
            try:
                await asyncio.to_thread(
                    rollups.fold, self._database, brand, now.astimezone(brand.zone).date(), self._keep
                )
            except (Overtaken, Unavailable):
                log.info("the days of %s are folded later: another process, or the database, is in the way", brand.key)

    def _keep(self, change: Change) -> None:
        """Write what a fold found; called in a thread of its own."""
        asyncio.run_coroutine_threadsafe(self._kept(change), self._loop).result()

    async def _kept(self, change: Change) -> None:
        await self._writer.write(partial(rolled.write, change=change))

    async def _forget(self) -> None:
        now = self._clock.now()
        await self._writer.write(lambda db: digests.forget_dead(db, now - FORGOTTEN))
        await self._writer.write(lambda db: dialogs.forget(db, now))
        await self._writer.write(lambda db: erasing.forget(db, now))
        await self._writer.write(lambda db: shares.forget_visitors(db, now))
        await self._writer.write(lambda db: passes.forget(db, now))
        for _portion in range(PORTIONS_AT_ONCE):
            if await self._writer.write(lambda db: inbox.forget_receipts(db, now)) < inbox.PORTION:
                return

    async def _fade(self) -> None:
        """Drop the words that brands do not keep any longer."""
        now = self._clock.now()
        for brand in list(self._dispatcher.brands.values()):
            if brand.retention_days is not None:
                for shelf in retention.SHELVES:
                    await self._clear(shelf, brand.key, now - timedelta(days=brand.retention_days))

    async def _clear(self, shelf: retention.Shelf, brand: str, before: datetime) -> None:
        for _portion in range(PORTIONS_AT_ONCE):
            after = self._cleared.get((shelf.name, brand), 0)
            old = partial(shelf.old, brand=brand, before=before, after=after)
            found = await asyncio.to_thread(self._database.read, old)
            if not found:
                return
            await self._writer.write(partial(shelf.clear, found=found))
            if shelf.marches:
                self._cleared[shelf.name, brand] = found[-1]


def _stoppable(job: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    async def run() -> None:
        # The library cancels at its end what is under way, and would log that as an error.
        with contextlib.suppress(asyncio.CancelledError):
            await job()

    return run
