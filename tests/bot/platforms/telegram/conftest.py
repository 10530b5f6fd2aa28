"""A fake Bot API server, an intake that remembers, and bots between them."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.applications import Starlette

from bot.platforms.telegram import Menus, Telegram, failures, polling
from bot.platforms.telegram.asides import PROBE
from tests.support.botapi import Schema, schema
from tests.support.intake import RecordingIntake
from tests.support.serving import serve
from tests.support.telegram_server import TOKEN, TelegramServer

SECRET = "a-secret_of-the-webhook"
MENUS = Menus(("me", "help"), ("poll", "ror", "help"), ("-1001234567890", "7123456789"))
NOW = datetime(2026, 11, 7, 12, tzinfo=UTC)


class Noon:
    """A clock that stands still."""

    def now(self) -> datetime:
        """Return noon."""
        return NOW


class Rejections:
    """Counts requests that did not know the secret."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> None:
        """Count one."""
        self.count += 1


Polling = Callable[[], Awaitable[Telegram]]


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    """Open the Bot API; all that was called is checked against its description, where that is at hand."""
    async with TelegramServer() as opened:
        yield opened
    raw = schema()
    if raw is not None:
        checker = Schema(raw)
        # What came with 10.2 is not described yet.
        known = [each for each in opened.calls if each.method != PROBE and "receiver_user_id" not in each.params]
        problems = [checker.problems_of_call(each.method, each.params, set(each.files)) for each in known]
        assert [each for each in problems if each] == []


@pytest.fixture
def intake() -> RecordingIntake:
    """Return an intake that remembers."""
    return RecordingIntake()


@pytest.fixture
def rejections() -> Rejections:
    """Return a count of rejected requests."""
    return Rejections()


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make pauses between attempts as short as a test."""
    monkeypatch.setattr(failures, "PAUSES_S", dict.fromkeys(failures.PAUSES_S, (0.01, 0.02)))
    monkeypatch.setattr(polling, "AGAIN_S", 0.01)


def make(url: str, mode: str = "polling", **more: Any) -> Telegram:
    """Return a bot that is not open yet."""
    given: dict[str, Any] = {
        "token": TOKEN, "api_url": url, "mode": mode, "clock": Noon(), "menus": MENUS,
        "on_rejected": lambda: None,
    }  # fmt: skip
    return Telegram(**{**given, **more})


@asynccontextmanager
async def opened(bot: Telegram, intake: RecordingIntake) -> AsyncIterator[Telegram]:
    """Open a bot, and close it as the app does."""
    try:
        await bot.open(intake)
        yield bot
    finally:
        await bot.stop_intake()
        await bot.close()


@pytest.fixture
async def polling_bot(server: TelegramServer, intake: RecordingIntake, _quick: None) -> AsyncIterator[Telegram]:
    """Return an open bot that polls."""
    async with opened(make(server.url), intake) as bot:
        yield bot


@pytest.fixture
async def webhook_bot(
    server: TelegramServer, intake: RecordingIntake, rejections: Rejections, _quick: None
) -> AsyncIterator[Telegram]:
    """Return an open bot whose webhook is served on loopback; its address is in `server.webhook`."""
    async with AsyncExitStack() as stack:
        app = Starlette()
        url = f"http://127.0.0.1:{await stack.enter_async_context(serve(app))}"
        bot = make(server.url, "webhook", public_url=url, webhook_secret=SECRET, on_rejected=rejections)
        app.router.routes.extend(bot.routes())
        yield await stack.enter_async_context(opened(bot, intake))
