"""Answers to button presses; whoever gives none lets a spinner turn on the presser's phone."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from bot.platforms.telegram.failures import UNREADABLE
from bot.platforms.telegram.reading import Offered
from bot.platforms.telegram.text import cut
from chat.messages import units

log = logging.getLogger(__name__)

TOAST_WITHIN_S = 10.0
TOAST_UNITS = 200
GLANCE_UNITS = 100
"""A longer toast, or one of several lines, waits to be read: by itself it is gone after a few seconds."""

Link = Callable[[str], str | None]
"""Makes the address that opens the private chat with the bot by a start parameter; None while it is not known."""


def callback_answer(offered: Offered, link: Link) -> dict[str, Any]:
    """Return what is said to whoever pressed: the parameters of `answerCallbackQuery` beside the query's id."""
    address = link(offered.door) if offered.door else None
    if address:
        # Alone: clients that are given a text, too, show the text and open nothing.
        return {"url": address}
    if not offered.toast:
        return {}
    text = cut(offered.toast, TOAST_UNITS)
    waits = "\n" in text or units(text) > GLANCE_UNITS
    return {"text": text, **({"show_alert": True} if waits else {})}


class Toasts:
    """Answers presses that came by polling, beside everything else; what fails is dropped, it would come too late."""

    def __init__(self, bot: Bot, link: Link) -> None:
        self._bot = bot
        self._link = link
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
        try:
            async with asyncio.timeout(TOAST_WITHIN_S):
                await self._bot.answer_callback_query(pressed.query, **callback_answer(pressed, self._link))
        except (TelegramError, TimeoutError, *UNREADABLE) as error:
            log.info("a toast was dropped: %s", error)
