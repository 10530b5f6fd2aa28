"""What comes again and again, by a zone's clocks, and how people write that."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any, Literal, Self
from zoneinfo import ZoneInfo

from insight.calendar_words import clock_off, plain, sign_of, zone_of, zone_off
from insight.weeks import first_instant

DAY = timedelta(days=1)
_WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TURNS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}

Every = Literal["day", "weekdays", "week", "month"]
# What rules look like, in the signs of `calendar_words.sign_of`.
_RULES: tuple[tuple[Every, re.Pattern[str]], ...] = (
    ("day", re.compile(r"(?:n(?P<step>\d+) )?day")),
    ("weekdays", re.compile(r"weekdays")),
    ("week", re.compile(r"(?:(?:n(?P<step>\d+) )?week )?W(?P<weekday>\d)")),
    ("week", re.compile(r"W(?P<weekday>\d) n(?P<step>\d+) week")),
    ("week", re.compile(r"(?:n|[od](?=2 ))(?P<step>\d+) W(?P<weekday>\d)")),
    ("month", re.compile(r"(?:n(?P<step>\d+) )?month (?:day )?[nd](?P<day>\d+)(?: day)?")),
    ("month", re.compile(r"(?:day )?[nd](?P<day>\d+)(?: day)? (?:n(?P<step>\d+) )?month")),
    ("month", re.compile(r"(?:n(?P<step>\d+) )?month (?:[od](?P<nth>\d+)|last) W(?P<weekday>\d)")),
    ("month", re.compile(r"(?:[od](?P<nth>\d+)|last) W(?P<weekday>\d) (?:n(?P<step>\d+) )?month")),
    ("month", re.compile(r"(?:n(?P<step>\d+) )?month last day")),
    ("month", re.compile(r"last day (?:n(?P<step>\d+) )?month")),
)
_SINCE = re.compile(r"\s+since (\d{4}-\d{2}-\d{2})$", re.ASCII)
_STEPS, _DAYS = range(1, 100), range(1, 32)
_EPOCH = date(1970, 1, 5)
"""A Monday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When something comes again and again, by a zone's clocks."""

    every: Every
    at: time
    zone: ZoneInfo
    step: int = 1
    """Every so many days, weeks or months."""
    weekday: int | None = None
    """0 is Monday. With `every` month: which one of the month is `day`."""
    day: int | None = None
    """Of the month; where it has fewer, its last one. With a weekday: the first to fourth, or -1 for the last."""
    since: date | None = None
    """A day from which steps are counted."""

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a rule that was written by `text`.

        Raises:
            ValueError: it is none.
        """
        found = _SINCE.search(text)
        rest, _, zone = (text[: found.start()] if found else text).rpartition(" ")
        return cls(**_fields(rest), zone=zone_of(zone), since=date.fromisoformat(found[1]) if found else None)

    @property
    def text(self) -> str:
        """Return the rule as `read` reads it."""
        since = f" since {self.since}" if self.since else ""
        return f"{self._turns} {self.at:%H:%M} {self.zone.key}{since}"

    @property
    def _turns(self) -> str:
        if self.every == "weekdays":
            return "weekdays"
        many = f"every {self.step} {self.every}s" if self.step > 1 else f"every {self.every}"
        if self.every == "week":
            weekday = _WEEKDAY_NAMES[self.weekday or 0]
            return f"{many} on {weekday}" if self.step > 1 else f"every {weekday}"
        if self.every == "month":
            day = self.day or 1
            turn = str(day) if self.weekday is None else f"{_TURNS[day]} {_WEEKDAY_NAMES[self.weekday]}"
            return f"{many} on the {turn}"
        return many

    def next_after(self, moment: datetime) -> datetime:
        """Return when it comes next, strictly after this moment, in UTC.

        A time that clocks skip comes with the first instant after, and one that they show twice the first time only.
        """
        # From the day before: where a whole day is skipped, its time falls on the next one.
        for day in self._days(moment.astimezone(self.zone).date() - DAY):
            if (due := first_instant(datetime.combine(day, self.at), self.zone)) > moment:
                return due
        raise AssertionError  # there is always another day

    def _days(self, first: date) -> Iterator[date]:
        start = self._period(first)
        start += (self._period(self.since or _EPOCH) - start) % self.step
        days = map(self._day, count(start, self.step))
        return (day for day in days if self.every != "weekdays" or day.weekday() < 5)  # noqa: PLR2004  # Saturday

    def _period(self, day: date) -> int:
        if self.every == "month":
            return day.year * 12 + day.month - 1
        return (day.toordinal() - 1) // (7 if self.every == "week" else 1)

    def _day(self, period: int) -> date:
        if self.every == "month":
            return self._day_of_month(*divmod(period, 12))
        return date.fromordinal(period * 7 + 1 + (self.weekday or 0) if self.every == "week" else period + 1)

    def _day_of_month(self, year: int, month0: int) -> date:
        before, days = monthrange(year, month0 + 1)
        day = self.day or 1
        if self.weekday is None:
            return date(year, month0 + 1, min(day, days))
        first = 1 + (self.weekday - before) % 7
        return date(year, month0 + 1, range(first, days + 1, 7)[day - 1 if day > 0 else -1])


def read_rule(text: str, zone: ZoneInfo) -> Rule:
    """Read `every Monday 09:00`, `every 2 weeks on Friday 17:30`, `monthly on the 1st 9:00` and alike.

    Args:
        zone: where the text names none.

    Raises:
        ValueError: it is no recurring time.
    """
    rest, found = zone_off(text)
    return Rule(**_fields(rest), zone=found or zone)


def _fields(text: str) -> dict[str, Any]:
    rest, at = clock_off(plain(text))
    words = " ".join(filter(None, map(sign_of, re.sub(r"[,;:]", " ", rest).split())))
    for every, form in _RULES:
        if found := form.fullmatch(words):
            return {"every": every, "at": at} | _numbers(every, found.groupdict())
    raise ValueError(f"{text.strip()!r} is no recurring time.")


def _numbers(every: Every, parts: dict[str, str | None]) -> dict[str, int]:
    read = {name: int(value) for name, value in parts.items() if value is not None}
    nth = read.pop("nth", None)
    if every == "month" and "day" not in read:
        read["day"] = (-1 if "weekday" in read else 31) if nth is None else nth
    if read.get("step", 1) not in _STEPS or read.get("day", 1) not in (_TURNS if "weekday" in read else _DAYS):
        raise ValueError("Its numbers are out of reach.")
    return read
