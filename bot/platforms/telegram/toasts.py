"""Answers to button presses that came by polling; whoever shows none lets a spinner turn on the presser's phone."""

import asyncio
import logging

from telegram import Bot
from telegram.error import TelegramError

from bot.platforms.telegram.failures import UNREADABLE
from bot.platforms.telegram.reading import Offered
from bot.platforms.telegram.rendering import TOAST_UNITS, cut

log = logging.getLogger(__name__)

TOAST_WITHIN_S = 10.0


class Toasts:
    """Shows toasts beside everything else; one that fails is dropped, since it would come too late."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._tasks: set[asyncio.Task[None]] = set()

    def show(self, pressed: Offered) -> None:
        """Answer the press once it is durable."""
        task = asyncio.create_task(self._show(pressed), name="telegram-toast")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Drop what has not been shown."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _show(self, pressed: Offered) -> None:
        if pressed.query is None or not await pressed.settle():
            return
        text = cut(pressed.toast, TOAST_UNITS) if pressed.toast else None
        try:
            async with asyncio.timeout(TOAST_WITHIN_S):
                await self._bot.answer_callback_query(pressed.query, text)
        except (TelegramError, TimeoutError, *UNREADABLE) as error:
            log.info("a toast was dropped: %s", error)
