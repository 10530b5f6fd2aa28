"""Waiting for something that happens beside the test."""

import asyncio
from collections.abc import Callable


async def until(condition: Callable[[], object], within_s: float = 20.0) -> None:
    """Wait until the condition holds.

    Raises:
        TimeoutError: it does not in time.
    """
    async with asyncio.timeout(within_s):
        while not condition():  # noqa: ASYNC110  # conditions of all kinds have no event in common
            await asyncio.sleep(0.005)
