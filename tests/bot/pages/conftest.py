"""Give a test a brand with history and the doors to its page."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import schema
from storage.database import Database
from tests.bot.pages.house import House, house_of
from tests.support.serving import serve


@pytest.fixture
async def house(migrated_url: str) -> AsyncIterator[House]:
    """Open the house, once on each engine."""
    async with house_of(migrated_url) as opened:
        yield opened


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[House]:
    """Open the house to a real browser."""
    url = f"sqlite:///{tmp_path / 'house.db'}"
    database = Database(url)
    schema.migrate(database)
    database.close()
    async with house_of(url) as opened, serve(opened.app) as port:
        opened.port = port
        yield opened
