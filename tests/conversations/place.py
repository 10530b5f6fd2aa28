"""One running bot on all platforms, with fakes only where Slack and Telegram are."""

import asyncio
import base64
import json
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp

from bot.app import App, running
from bot.settings import load
from chat.events import Tick
from handlers import history, polls, router
from storage import polls as stored
from storage.polls import Poll
from tests.conversations.said import Json
from tests.support.ears import Ears
from tests.support.serving import free_port, serve
from tests.support.slack_server import BOT_TOKEN, SIGNING_SECRET, SlackServer
from tests.support.telegram_server import TOKEN, TelegramServer
from tests.support.town import NETWORKS

NOON = datetime(2026, 11, 4, 12, tzinfo=UTC)
"""A Wednesday, as it begins in every module."""

DATABASE = "conversations.db"
"""The database's file in the place's folder."""

BRANDS = """
[brands.{key}]
name = "{name}"
zone = "Europe/Riga"
team = "{team}"
audiences = {audiences}
"""


class RunningClock:
    """Begins at a noon, goes as fast as the machine's, and can be put ahead."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._ahead = timedelta()

    def now(self) -> datetime:
        """Return this moment, aware UTC."""
        return NOON + timedelta(seconds=time.monotonic() - self._began) + self._ahead

    def forward(self, **by: float) -> None:
        """Let time pass, as `timedelta` takes it."""
        self._ahead += timedelta(**by)


class Place:
    """What the wires go to: the fakes, the bot between them, and its web address."""

    def __init__(
        self, app: App, slack: SlackServer, telegram: TelegramServer, web: aiohttp.ClientSession, clock: RunningClock
    ) -> None:
        self.app, self.slack, self.telegram, self.web, self.clock = app, slack, telegram, web, clock
        self.url = app.settings.web.public_url or ""
        self._beside: dict[str, asyncio.Task[None]] = {}

    def beside(self, name: str, do: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do something beside everything else until the place closes, unless it is being done already."""
        if name not in self._beside:
            self._beside[name] = asyncio.create_task(do())

    async def close(self) -> None:
        """End what is done beside."""
        for task in self._beside.values():
            task.cancel()
        for end in await asyncio.gather(*self._beside.values(), return_exceptions=True):
            if isinstance(end, Exception):
                raise end

    async def post(self, path: str, raw: bytes, headers: dict[str, str]) -> tuple[int, str]:
        """Post a body; return the status and the answer's text."""
        async with self.web.post(self.url + path, data=raw, headers=headers) as answer:
            return answer.status, await answer.text()

    async def tick(self) -> None:
        """Hand over what is due, as the clock of the bot does every two seconds."""
        now, brands = self.clock.now(), self.app.dispatcher.brands
        for due in self.app.database.read(lambda db: router.due(db, now, brands)):
            tick = Tick(
                account="clock", id=f"{due.tick}:{due.subject}@{due.at.isoformat()}", platform="clock", at=now,
                tick=due.tick, brand=due.brand, subject=due.subject, due=due.at,
            )  # fmt: skip
            await self.app.dispatcher.offer(tick)

    def polls(self, brand: str) -> list[Poll]:
        """Return the brand's polls, newest first."""
        return self.app.database.read(lambda db: stored.of_brand(db, brand))

    def poll(self, brand: str, question: str) -> Poll:
        """Return the latest poll that asks this."""
        return next(each for each in self.polls(brand) if each.question == question)

    def exported(self, brand: str) -> list[Json]:
        """Return the lines that `rapport export events` prints."""
        return self.app.database.read(lambda db: [json.loads(line) for line in history.export(db, brand)])

    def results(self, brand: str, question: str) -> Json:
        """Return what `rapport poll results --json` prints."""
        poll = self.poll(brand, question)
        return self.app.database.read(lambda db: polls.results_json(db, poll))


@asynccontextmanager
async def opened(folder: Path, brands: str) -> AsyncIterator[Place]:
    """Open a place with these brands until the block is left."""
    clock, port = RunningClock(), free_port()
    async with SlackServer() as slack, TelegramServer() as telegram, aiohttp.ClientSession() as web:
        database = f"sqlite:///{folder / DATABASE}"
        config = NETWORKS.format(database=database, port=port, slack=slack.url, telegram=telegram.url)
        (folder / "config.toml").write_text(config + brands, encoding="utf-8")
        settings = load(None, SECRETS, folder)
        async with running(settings, clock) as app, serve(app.web, port):
            # Whatever the bot would hear with, the tests' texts say themselves what they are.
            app.dispatcher._means = replace(app.dispatcher._means, classifier=Ears())
            place = Place(app, slack, telegram, web, clock)
            try:
                yield place
            finally:
                await place.close()


SECRETS = {
    "SLACK_BOT_TOKEN": BOT_TOKEN,
    "SLACK_SIGNING_SECRET": SIGNING_SECRET,
    "TELEGRAM_BOT_TOKEN": TOKEN,
    "TELEGRAM_WEBHOOK_SECRET": "hook-secret",
    "RAPPORT_SECRET": base64.b64encode(bytes(range(32))).decode(),
}
