"""What one person is told in private, with the acknowledgement or by `response_url`."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

import aiohttp

from bot.platforms.slack.render import payload
from chat.i18n import words
from chat.messages import Message
from chat.ports import Outcome

log = logging.getLogger(__name__)

DROPPED_AFTER_S = 10
AT_CLOSE_S = 1
MOST_TOASTS = 100
"""Told at the same time; in a rush of votes the rest is dropped, so that the votes themselves are not held up."""


class Answers:
    """Tells people things; what cannot be told within 10 s is dropped."""

    def __init__(self, session: aiohttp.ClientSession, language: str) -> None:
        self._session = session
        self._words = words(language)
        self._telling: set[asyncio.Task[None]] = set()

    def of(self, outcome: Outcome | None) -> dict[str, Any] | None:
        """Return what to tell of an outcome (None: it came to nothing), or None where there is nothing to tell."""
        if outcome is None:
            return self._private(Message(text=self._words("slack-try-again")))
        if outcome.answer:
            return self._private(outcome.answer)
        if outcome.toast:
            return self._private(Message(text=outcome.toast))
        return self.moment() if outcome.kind == "deferred" else None

    def moment(self) -> dict[str, Any]:
        """Return the word that the result will take a while."""
        return self._private(Message(text=self._words("takes-a-moment")))

    @staticmethod
    def _private(message: Message) -> dict[str, Any]:
        return {"response_type": "ephemeral", "replace_original": False, **payload(message)}

    def toast(self, url: str, told: Mapping[str, Any]) -> None:
        """Tell it in the background, unless too many are told something already."""
        if len(self._telling) < MOST_TOASTS:
            self.follow(url, told)

    def follow(self, url: str, told: Mapping[str, Any]) -> None:
        """Tell it in the background."""
        if not url or self._session.closed:
            return
        task = asyncio.create_task(self._tell(url, told))
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def _tell(self, url: str, told: Mapping[str, Any]) -> None:
        timeout = aiohttp.ClientTimeout(total=DROPPED_AFTER_S)
        try:
            async with self._session.post(url, json=told, timeout=timeout) as response:
                if not response.ok:
                    log.info("Slack did not take an answer: HTTP %s", response.status)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            # The address is a secret of its own: whoever knows it may write there.
            log.info("an answer did not reach Slack: %s", type(error).__name__)

    async def close(self) -> None:
        """Finish what is nearly told, and drop the rest."""
        if not self._telling:
            return
        await asyncio.wait(self._telling, timeout=AT_CLOSE_S)
        for task in self._telling:
            task.cancel()
        await asyncio.gather(*self._telling, return_exceptions=True)
