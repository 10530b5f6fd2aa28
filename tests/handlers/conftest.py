"""Cores with the brands of these tests."""

from collections.abc import AsyncIterator

import pytest

from tests.support.core import ACME, ZEST, Core, core


@pytest.fixture
async def acme(migrated_url: str) -> AsyncIterator[Core]:
    """Open a core that knows one brand, once on each engine."""
    async with core(migrated_url) as opened:
        yield opened


@pytest.fixture
async def both(sqlite_url: str) -> AsyncIterator[Core]:
    """Open a core that knows two brands, on SQLite."""
    async with core(sqlite_url, ACME, ZEST) as opened:
        yield opened
