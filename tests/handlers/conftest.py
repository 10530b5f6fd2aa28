"""Cores with the brands of these tests."""

from collections.abc import AsyncIterator

import pytest

from tests.support.core import ACME, ZEST, Core, core
from tests.support.feature import Feature, featuring


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


@pytest.fixture
async def one(migrated_url: str) -> AsyncIterator[tuple[Core, Feature]]:
    """Open a core that has one feature, once on each engine."""
    async with featuring(migrated_url) as opened:
        yield opened
