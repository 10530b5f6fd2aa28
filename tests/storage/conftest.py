"""Databases with every table, and writers that are closed."""

from collections.abc import AsyncIterator, Iterator

import pytest

from storage.database import Database
from storage.writer import Writer


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    """Open a database with every table, once on each engine."""
    opened = Database(migrated_url)
    yield opened
    opened.close()


@pytest.fixture
async def writer(database: Database) -> AsyncIterator[Writer]:
    """Start a writer, and close it unless it died."""
    started = Writer(database)
    yield started
    await started.close()
