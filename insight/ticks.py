"""Instants as whole microseconds since 1970, and where the clocks of a zone change."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)
SECOND = 1_000_000
MINUTE = 60 * SECOND
DAY = 1_440 * MINUTE

# Two days at both ends of the calendar are out of reach, so that local time never leaves it.
FIRST_DAY = (datetime(1, 1, 3, tzinfo=UTC) - EPOCH).days
LAST_DAY = (datetime(9999, 12, 29, tzinfo=UTC) - EPOCH).days

_PROBES_A_DAY = 4


def ticks_of(instant: datetime) -> int:
    """Count the microseconds since 1970."""
    return (instant - EPOCH) // TICK


def instant_of(ticks: int) -> datetime:
    """Give the instant, UTC, so many microseconds after 1970."""
    return EPOCH + ticks * TICK


def pieces(start: int, zone: ZoneInfo) -> Iterator[tuple[int, int, int]]:
    """Split a day of UTC where the clocks of a zone change.

    Args:
        start: its first instant.

    Returns:
        (from, to, offset from UTC), all in microseconds.
    """
    probes = [start + n * DAY // _PROBES_A_DAY for n in range(_PROBES_A_DAY + 1)]
    begun, offset = start, _offset(start, zone)
    for before, after in pairwise(probes):
        if (later := _offset(after, zone)) != offset:
            change = _change(before, after, zone)
            if begun < change:
                yield begun, change, offset
            begun, offset = change, later
    if begun < probes[-1]:
        yield begun, probes[-1], offset


def _change(low: int, high: int, zone: ZoneInfo) -> int:
    """Find the second at which the clocks change."""
    was = _offset(low, zone)
    while high - low > SECOND:
        middle = low + (high - low) // (2 * SECOND) * SECOND
        low, high = (middle, high) if _offset(middle, zone) == was else (low, middle)
    return high


def _offset(tick: int, zone: ZoneInfo) -> int:
    offset = instant_of(tick).astimezone(zone).utcoffset()
    return offset // TICK if offset else 0
