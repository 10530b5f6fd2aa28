"""Give a test a brand with history and the doors to its page."""

from collections.abc import AsyncIterator

import pytest

from tests.bot.pages.house import House, house_of
from tests.support.serving import serve


@pytest.fixture
async def house(migrated_url: str) -> AsyncIterator[House]:
    """Open the house, once on each engine."""
    async with house_of(migrated_url) as opened:
        yield opened


@pytest.fixture
async def served(sqlite_url: str) -> AsyncIterator[House]:
    """Open the house to a real browser."""
    async with house_of(sqlite_url) as opened, serve(opened.app) as port:
        opened.port = port
        yield opened
