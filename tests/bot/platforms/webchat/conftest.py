"""Give each test an open playground, and pages of a real browser on it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, expect

from tests.bot.platforms.webchat.playground import Playground, open_live_playground, open_playground
from tests.support.serving import serve

OpenPage = Callable[..., Awaitable[Page]]
"""Opens a page; takes what `browser.new_page` takes."""

PATIENCE_MS = 20_000
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture
async def playground(tmp_path: Path) -> AsyncIterator[Playground]:
    """Open a playground with Mia in the audience and Maria in the team."""
    async with open_playground(tmp_path) as opened:
        yield opened


@pytest.fixture
async def live_playground(tmp_path: Path) -> AsyncIterator[Playground]:
    """Open a playground behind which all of the bot is at work."""
    async with open_live_playground(tmp_path) as opened:
        yield opened


@pytest.fixture
async def open_page(playground: Playground, browser: Browser) -> AsyncIterator[OpenPage]:
    """Serve the playground and open pages on it."""
    async with serve(playground.app) as port:
        yield page_opener(browser, port)
        await playground.webchat.stop_intake()


@pytest.fixture
async def open_live_page(live_playground: Playground, browser: Browser) -> AsyncIterator[OpenPage]:
    """Serve the playground behind which all of the bot is at work, and open pages on it."""
    async with serve(live_playground.app) as port:
        yield page_opener(browser, port)
        await live_playground.webchat.stop_intake()


def page_opener(browser: Browser, port: int) -> OpenPage:
    """Return what opens a page that is ready; what goes wrong inside a page fails the test that looks at it."""

    async def opened(**options: Any) -> Page:
        page = await browser.new_page(**options)
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", _fail)
        page.on("console", _fail_on_policy)
        await page.goto(f"http://localhost:{port}/play")
        await page.get_by_text("Live", exact=True).wait_for()
        return page

    return opened


def _fail(error: object) -> None:
    pytest.fail(f"The page failed: {error}")


def _fail_on_policy(message: ConsoleMessage) -> None:
    if "Content Security Policy" in message.text:
        pytest.fail(message.text)
