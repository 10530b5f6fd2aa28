"""Run the bot, its clock ahead by so many seconds: `python -m tests.crash.bot SECONDS`.

A lease ends by the clock, so a test need not wait for it.
"""

import asyncio
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import running, serve
from bot.settings import load
from bot.web import listen


class Ahead:
    """The machine's clock, ahead."""

    def __init__(self, seconds: float) -> None:
        self._by = timedelta(seconds=seconds)

    def now(self) -> datetime:
        """Return this moment, as the clock shows it."""
        return datetime.now(UTC) + self._by


async def run(seconds: float) -> int:
    """Run as `rapport run` does."""
    settings = load(None, os.environ, Path.cwd())
    with listen(settings.web) as listener:
        async with running(settings, Ahead(seconds)) as app:
            return await serve(app, listener)


if __name__ == "__main__":
    sys.exit(asyncio.run(run(float(sys.argv[1]))))
