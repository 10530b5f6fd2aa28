"""Brand time: ISO weeks, periods of whole local days, and the weekly hour."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

WEEK = timedelta(days=7)

_WEEK_NAME = re.compile(r"([0-9]{4})-W([0-9]{2})", re.ASCII)
_YEARS = range(1900, 9990)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """A week of ISO 8601, Monday to Monday."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2026-W46`.

        Raises:
            ValueError: it is not written so, or the year has no such week.
        """
        found = _WEEK_NAME.fullmatch(text)
        if not found:
            raise ValueError(f"{text!r} is not a week like 2026-W46.")
        week = cls(int(found[1]), int(found[2]))
        try:
            _ = week.end
        except (ValueError, OverflowError):
            raise ValueError(f"There is no week {text}.") from None
        return week

    @classmethod
    def of(cls, day: date) -> Self:
        """Give the week a day is in."""
        return cls(*day.isocalendar()[:2])

    @property
    def start(self) -> date:
        """The Monday it begins with."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def end(self) -> date:
        """The Monday after it."""
        return self.start + WEEK

    def __str__(self) -> str:
        return f"{self.year:04}-W{self.number:02}"


@dataclass(frozen=True, slots=True)
class Period:
    """Whole local days.

    Raises:
        ValueError: it has no day, or is out of the calendar's reach.
    """

    start: date
    end: date
    """The day after the last one."""

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"A period must end after it starts: {self.start} to {self.end} has no day.")
        if self.start.year not in _YEARS or self.end.year not in _YEARS:
            raise ValueError(f"A period must lie in the years {_YEARS[0]} to {_YEARS[-1]}.")

    @property
    def days(self) -> int:
        """How many there are."""
        return (self.end - self.start).days

    @property
    def is_week(self) -> bool:
        """Whether it has seven days, Monday to Monday or not."""
        return self.end - self.start == WEEK

    def previous(self) -> "Period":
        """Give the period of as many days that ends where this one starts."""
        return Period(self.start - (self.end - self.start), self.start)

    def weeks(self) -> Iterator["Period"]:
        """Give its whole windows of seven days, counted back from the end, oldest first."""
        for back in range(self.days // 7, 0, -1):
            start = self.end - back * WEEK
            yield Period(start, start + WEEK)


def week_before(day: date) -> Week:
    """Give the last week that was over when the day began."""
    return Week.of(day - WEEK)


def day_start(day: date, zone: ZoneInfo) -> datetime:
    """Give the first instant of a local day, in UTC.

    That is the change itself where midnight is skipped, and the first midnight where there are two.
    """
    return first_instant(datetime.combine(day, time()), zone)


def next_weekly(after: datetime, weekday: int, at: time, zone: ZoneInfo) -> datetime:
    """Find when a local wall-clock time comes next.

    Args:
        weekday: 0 is Monday.
        at: local wall-clock time; where it is skipped the first instant after counts, where it comes twice the first.

    Returns:
        UTC, strictly after `after`.
    """
    today = after.astimezone(zone).date()
    day = today - timedelta(days=(today.weekday() - weekday) % 7)
    while (due := first_instant(datetime.combine(day, at), zone)) <= after:
        day += WEEK
    return due


def first_instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """Give the first instant, in UTC, at which local clocks show this time, or where they skip it a later one."""
    instant = wall.replace(tzinfo=zone).astimezone(UTC)
    if _local(instant, zone) == wall:
        return instant
    # The clocks jump over `wall`. With the offset after the jump it comes out too early, with the one before too late.
    early = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    seconds = range(int((instant - early).total_seconds()))
    return early + timedelta(
        seconds=bisect_left(seconds, wall, key=lambda s: _local(early + timedelta(seconds=s), zone))
    )


def _local(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)
