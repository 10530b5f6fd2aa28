"""Fetches the files that go with letters, without holding their chats up."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from chat.errors import Permanent, Temporary
from chat.messages import Document, Enclosure, Message, named
from chat.ports import Platform

log = logging.getLogger(__name__)

WAIT_S = 4.0
"""So long a letter waits for its file at a time, within what drawing it may take."""

TRIES = 5
"""So often it waits, with growing pauses, about a minute in all; then it goes without."""

LONGEST_PAUSE_S = 20.0
"""A platform that asks to wait for a file holds up the chat of another."""

KEPT_S = 600.0
"""A file that nobody has asked for again is let go, as where another process sends its letter."""


@dataclass(slots=True)
class _Fetch:
    task: "asyncio.Task[bytes] | None" = field(default=None, repr=False)
    waits: int = 0


class Files:
    """Puts files into messages.

    What is slow to come goes on coming while its letter waits for its next try, and what is not to be had is named in
    the text: a chat behind a letter never waits long for a file.

    Args:
        platforms: by name.
    """

    def __init__(self, platforms: Mapping[str, Platform]) -> None:
        self._platforms = platforms
        self._fetches: dict[tuple[int, Enclosure], _Fetch] = {}

    async def put_in(self, message: Message, letter: int) -> Message:
        """Return the message with its enclosure in it, or with its name where it is not to be had.

        Raises:
            Temporary: it may come yet.
        """
        file = message.enclosure
        if file is None:
            return message
        content = await self._content(file, letter)
        if isinstance(content, str):
            return named(message, file.name, content if file.explained else "")
        if file.picture:
            return replace(message, picture=content, chart_alt=file.name)
        return replace(message, document=Document(file.name, content))

    async def _content(self, file: Enclosure, letter: int) -> bytes | str:
        """Return a file's content, or why it is not to be had."""
        platform, key = self._platforms.get(file.platform), (letter, file)
        if platform is None:
            return f"{file.platform.capitalize()} is not connected."
        fetch = self._fetches.get(key) or self._begin(key)
        fetch.waits += 1
        if fetch.task is None:
            fetch.task = asyncio.create_task(platform.fetch(file.file), name="fetch")
        content: bytes | str
        try:
            async with asyncio.timeout(WAIT_S):
                content = await asyncio.shield(fetch.task)
        except Permanent as error:
            log.warning("a file of %s does not come along: %s", file.platform, error)
            content = str(error)
        except Exception as error:  # noqa: BLE001  # one file, of whatever is wrong with it, keeps no words back
            content = self._wait_on(key, fetch, error)
        self._drop(key)
        return content

    def _wait_on(self, key: tuple[int, Enclosure], fetch: _Fetch, error: Exception) -> str:
        """Let the letter wait for its next try, by raising `Temporary`; return why it waits no more."""
        if fetch.task is not None and fetch.task.done():
            fetch.task = None
        if not isinstance(error, Temporary | TimeoutError):
            log.error("a file of %s could not be fetched", key[1].platform, exc_info=error)
        if fetch.waits < TRIES:
            why = str(error) or "a file is still on its way"
            asked = error.retry_after if isinstance(error, Temporary) else None
            raise Temporary(why, None if asked is None else min(asked, LONGEST_PAUSE_S)) from None
        why = (str(error) if isinstance(error, Temporary) else "") or "It did not come in time."
        log.warning("a file of %s does not come along: %s", key[1].platform, why)
        return why

    def _begin(self, key: tuple[int, Enclosure]) -> _Fetch:
        fetch = self._fetches[key] = _Fetch()
        asyncio.get_running_loop().call_later(KEPT_S, self._drop, key)
        return fetch

    def _drop(self, key: tuple[int, Enclosure]) -> None:
        fetch = self._fetches.pop(key, None)
        if fetch is not None and fetch.task is not None:
            fetch.task.cancel()
            # Whatever it still raises is not to be called forgotten.
            fetch.task.add_done_callback(lambda task: task.cancelled() or task.exception())

    async def close(self) -> None:
        """Let go of everything."""
        tasks = [fetch.task for fetch in self._fetches.values() if fetch.task is not None]
        for key in list(self._fetches):
            self._drop(key)
        await asyncio.gather(*tasks, return_exceptions=True)
