"""A clock that goes as the test tells it."""

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 11, 4, 12, tzinfo=UTC)
"""A Wednesday of 2026-W45."""


class HandClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = NOON) -> None:
        self.time = now

    def now(self) -> datetime:
        """Return the time it was set to."""
        return self.time

    def forward(self, by: timedelta) -> None:
        """Let time pass."""
        self.time += by
