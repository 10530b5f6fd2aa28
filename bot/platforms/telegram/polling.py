"""Long polling: our own small loop, so that no strange update stops the others and none is confirmed too early."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from bot.platforms.telegram.connection import State, persist
from bot.platforms.telegram.failures import CONFLICT
from bot.platforms.telegram.inbound import ALLOWED_UPDATES
from bot.platforms.telegram.reading import Offered, Reader
from bot.platforms.telegram.request import Lost, Refused
from chat.errors import Busy

LONG_POLL_S = 25
AGAIN_S = 1.0
"""Pause before updates are fetched again that did not become durable."""


class Poller:
    """Fetches updates and offers them.

    Args:
        fetch: makes one `getUpdates` call with these parameters.
        claim: takes a webhook away, which keeps updates from being fetched.
        reader: reads and offers updates.
        pressed: told of every offered button press, which wants an answer.
        state: where the connection's troubles are noted.
    """

    def __init__(
        self,
        fetch: Callable[[dict[str, Any]], Awaitable[Any]],
        claim: Callable[[], Awaitable[None]],
        reader: Reader,
        pressed: Callable[[Offered], None],
        state: State,
    ) -> None:
        self._fetch = fetch
        self._claim = claim
        self._reader = reader
        self._pressed = pressed
        self._state = state
        self._offset: int | None = None
        self._stopping = False
        self._taking = False

    async def run(self) -> None:
        """Fetch and offer, whatever happens, until `stop`."""
        while not self._stopping:
            await persist(self._turn, self._state)

    async def stop(self, task: asyncio.Task[None]) -> None:
        """End `run`, which goes on in the task; what was offered is waited for, and confirmed by the next start."""
        self._stopping = True
        if not self._taking:
            task.cancel()
        await asyncio.wait({task})

    async def _turn(self) -> None:
        batch = await self._next()
        self._state.works()
        self._taking = True
        try:
            moved = await self._take(batch)
        finally:
            self._taking = False
        if batch and not moved and not self._stopping:
            await asyncio.sleep(AGAIN_S)

    async def _next(self) -> list[Any]:
        # After a failure the answer shall come at once, so that health tells soon that all is well again.
        wait_s = LONG_POLL_S if self._state.health().ok else 0
        wish = {"timeout": wait_s, "allowed_updates": ALLOWED_UPDATES}
        if self._offset is not None:
            wish["offset"] = self._offset
        try:
            batch = await self._fetch(wish)
        except Refused as error:
            if error.code == CONFLICT and "webhook" in error.description.lower():
                await self._claim()
            raise
        if not isinstance(batch, list):
            raise Lost("Telegram's answer to getUpdates is no list.")
        if not batch:
            # All before the offset is confirmed. After a week of silence ids begin anew, perhaps below the old offset.
            self._offset = None
        return batch

    async def _take(self, batch: list[Any]) -> bool:
        """Offer all, then confirm the longest beginning of the batch that is durable; tell whether all was."""
        taken = [await self._offer(update) for update in batch if isinstance(update, dict)]
        durable = [await offered.settle() for offered in taken]
        for offered, sure in zip(taken, durable, strict=True):
            if not sure:
                return False
            if offered.update is not None:
                self._offset = offered.update + 1
        return any(offered.update is not None for offered in taken)

    async def _offer(self, update: dict[str, Any]) -> Offered:
        while True:
            try:
                offered = self._reader.offer(update)
            except Busy:
                await self._reader.room()
                continue
            if offered.query is not None:
                self._pressed(offered)
            return offered
