"""Finds the letters that are due, claims them, and lets each be carried."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TypeVar

from bot.delivery.carrier import Carrier
from chat.brands import Brand
from chat.ports import Clock, Platform
from handlers import digests, polls, replies
from handlers.routing import Router
from storage import lanes
from storage.database import Database, Session
from storage.lanes import Sending
from storage.outbox import Letter
from storage.writer import Writer

T = TypeVar("T")
log = logging.getLogger(__name__)

CALLS_AT_ONCE = 100
"""Calls under way on one platform: so many chats may be slow before others wait for them."""

PEEK_S = 1.0
REFRESH_S = 1.0
SOON_S = 0.05


class Delivery:
    """Drains the outbox.

    Args:
        platforms: by name.
        features: draw letters and hear of their delivery.
        writer: records.
        database: is read.
        brands: by key.
        clock: the time.
        owner: this process's name on the lanes it claims.
        observe: is told (platform, outcome) of each call.
    """

    def __init__(  # noqa: PLR0913  # each is one thing delivery needs
        self,
        platforms: Mapping[str, Platform],
        features: Router,
        writer: Writer,
        database: Database,
        brands: Mapping[str, Brand],
        clock: Clock,
        *,
        owner: str,
        observe: Callable[[str, str], None] = lambda _platform, _outcome: None,
    ) -> None:
        self._platforms = platforms
        self._writer = writer
        self._database = database
        self._brands = brands
        self._clock = clock
        self._owner = owner
        self._carrier = Carrier(platforms, features, writer, database, brands, clock, owner=owner, observe=observe)
        self._woken = asyncio.Event()
        self._calls: dict[str, set[asyncio.Task[None]]] = {name: set() for name in platforms}
        self._refreshed = datetime.min.replace(tzinfo=clock.now().tzinfo)
        self._loop: asyncio.Task[None] | None = None
        self._stopping = False

    def start(self) -> None:
        """Begin."""
        self._loop = asyncio.create_task(self._run(), name="delivery")

    async def stop(self) -> None:
        """Begin no more calls, and let those under way end."""
        # A round is never cancelled: what it has claimed has to be called.
        self._stopping = True
        self._woken.set()
        if self._loop is not None:
            await self._loop
        if calls := set().union(*self._calls.values()):
            await asyncio.wait(calls)
        await self._carrier.close()

    def wake(self) -> None:
        """Say that there are new letters."""
        self._woken.set()

    async def _run(self) -> None:
        while not self._stopping:
            try:
                await self._round()
            except Exception:  # the database may be away for a while; delivery goes on when it is back
                log.exception("a round of delivery failed")
                await self._pause(PEEK_S)

    async def _round(self) -> None:
        self._woken.clear()
        await self._refresh()
        found = await self._claim()
        for letter in found:
            self._begin(letter)
        if not found:
            await self._pause(await self._idle_s())

    def _begin(self, letter: Letter) -> None:
        calls = self._calls[letter.platform]
        call = asyncio.create_task(self._carrier.carry(letter))
        calls.add(call)
        call.add_done_callback(calls.discard)
        call.add_done_callback(lambda _done: self._woken.set())

    async def _refresh(self) -> None:
        now = self._clock.now()
        if (now - self._refreshed).total_seconds() < REFRESH_S:
            return
        self._refreshed = now
        for feature in (polls, replies, digests):
            if await self._read(feature.has_stale):
                await self._writer.write(partial(feature.refresh, brands=self._brands, now=now))

    async def _claim(self) -> list[Letter]:
        rooms = self._rooms()
        now = self._clock.now()
        due = await self._read(lambda db: lanes.next_due(db, list(rooms), now))
        if due is None or due > now or self._stopping:
            return []

        def claim(db: Session) -> list[Letter]:
            return [
                letter for limits, room in rooms.values() for letter in lanes.claim(db, limits, self._owner, now, room)
            ]

        return await self._writer.write(claim)

    def _rooms(self) -> dict[str, tuple[Sending, int]]:
        """Return, for each platform that can be called, how fast and how many calls it takes now."""
        rooms = {}
        for name, platform in self._platforms.items():
            room = CALLS_AT_ONCE - len(self._calls[name])
            # Before a platform has connected it cannot look up what was posted, either.
            if room > 0 and platform.account:
                rooms[name] = Sending(name, platform.account, platform.limits.overall_per_s), room
        return rooms

    async def _idle_s(self) -> float:
        """Return the seconds until there may be something to do."""
        now = self._clock.now()
        due = await self._read(lambda db: lanes.next_due(db, list(self._rooms()), now))
        return PEEK_S if due is None else min(PEEK_S, max(SOON_S, (due - now).total_seconds()))

    async def _pause(self, seconds: float) -> None:
        if not self._stopping:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._woken.wait()

    async def _read(self, ask: Callable[[Session], T]) -> T:
        return await asyncio.to_thread(self._database.read, ask)
