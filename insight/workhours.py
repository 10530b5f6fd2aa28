"""Business hours: how much of a wait is work time, when a deadline is, and what it passed over."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Any, Literal
from zoneinfo import ZoneInfo

from insight import public_holidays
from insight.ticks import DAY, EPOCH, FIRST_DAY, LAST_DAY, MINUTE, SECOND, TICK, instant_of, pieces, ticks_of

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HORIZON_DAYS = 3_660
"""So far ahead a deadline or an opening is looked for; ten years, since who is not at work by then never will be."""

Intervals = tuple[tuple[int, int], ...]
"""Minutes since local midnight, [from, to), in order and apart; 1440 ends a day."""

_MOST_DAYS_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which the brand would have been at work."""

    day: date
    name: str
    """In the brand's language; empty where the brand itself closed that day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch without work time, as long as it lasts within what was asked for."""

    start: datetime
    """UTC."""
    end: datetime
    """UTC; the opening that ends it, unless what was asked for ended before."""
    kind: Literal["break", "night", "days"]
    """Inside a day, from one day to the next, or with whole days in it."""
    days_off: tuple[date, ...]
    """The local days in it on which the brand never works, such as a weekend."""
    holidays: tuple[Holiday, ...]
    """The local days in it on which it would have worked."""


class Hours:
    """A brand's business hours; made by `Hours.of`.

    Where none are set every instant is work time, and there are no figures in business hours.
    """

    def __init__(
        self, weekly: Sequence[Intervals], own_holidays: frozenset[date], zone: ZoneInfo, country: str, language: str
    ) -> None:
        self.zone = zone
        self.is_set = any(weekly)
        self._weekly = weekly
        self._own = own_holidays
        self._country = country
        self._language = language
        self._open: dict[int, tuple[tuple[int, int], ...]] = {}

    @classmethod
    def of(cls, given: Mapping[str, Any], zone: ZoneInfo, country: str | None = None, language: str = "en") -> "Hours":
        """Read the hours as a brand's settings, or a worked case, have them; the same ones are made once.

        Args:
            given: intervals by weekday ("mon" to "sun", or all of them in "weekly"), each of minutes since local
                midnight or of "HH:MM"; `holidays`, dates; `public_holidays`, whether those of the country are kept.
            zone: brand time.
            country: ISO 3166 code of two letters.
            language: of the names of holidays.

        Raises:
            ValueError: an interval is not within a day, or a date is none.
        """
        weekly = given.get("weekly", given)
        intervals = tuple(_joined(weekly.get(day, ())) for day in WEEKDAYS)
        own = frozenset(day if isinstance(day, date) else date.fromisoformat(day) for day in given.get("holidays", ()))
        keeps = country if country and given.get("public_holidays") else ""
        return _made(intervals, own, zone, keeps, language)

    @cached_property
    def version(self) -> str:
        """A word for these rules: another one where a deadline may come out otherwise."""
        calendar = public_holidays.library() if self._country else ""
        rules = [self.zone.key, self._weekly, sorted(map(str, self._own)), self._country, calendar]
        return sha256(json.dumps(rules).encode()).hexdigest()[:16]

    def seconds(self, start: datetime, end: datetime) -> float:
        """Give the work time between two instants, in seconds; 0 where the second is not later."""
        if start >= end:
            return 0.0
        if not self.is_set:
            return (end - start).total_seconds()
        first, last = ticks_of(start), ticks_of(end)
        low, high = first // DAY, last // DAY
        if low == high:
            return self._worked(low, first, last) / SECOND
        between = sum(closes - opens for day in range(low + 1, high) for opens, closes in self._spans(day))
        return (self._worked(low, first, last) + between + self._worked(high, first, last)) / SECOND

    def deadline(self, after: datetime, seconds: float) -> datetime | None:
        """Give the first instant, UTC, at which so much work time has passed.

        Returns:
            None where it does not come within `HORIZON_DAYS`.
        """
        left = round(seconds * SECOND)
        if left <= 0 or not self.is_set:
            return _later(after, left)
        first = ticks_of(after)
        for opens, closes in self._ahead(first):
            begun = max(opens, first)
            if closes - begun >= left:
                return instant_of(begun + left)
            left -= max(closes - begun, 0)
        return None

    def is_open(self, at: datetime) -> bool:
        """Say whether an instant is work time."""
        tick = ticks_of(at)
        return not self.is_set or any(opens <= tick < closes for opens, closes in self._spans(tick // DAY))

    def next_opening(self, after: datetime) -> datetime | None:
        """Give the first instant after another, UTC, at which work begins; not one inside of work time.

        Returns:
            None where it does not come within `HORIZON_DAYS`, or never closes.
        """
        tick = ticks_of(after)
        closed: int | None = None
        for opens, closes in self._ahead(tick - DAY):
            if opens > tick and opens != closed:
                return instant_of(opens)
            closed = closes
        return None

    def skipped(self, after: datetime, until: datetime) -> tuple[Gap, ...]:
        """Give what is no work time between an instant and a deadline within `HORIZON_DAYS` of it, in order."""
        if not self.is_set or after >= until:
            return ()
        at, gaps = ticks_of(after), []
        end = min(ticks_of(until), at + HORIZON_DAYS * DAY)
        for opens, closes in self._ahead(at):
            if opens > at:
                gaps.append(self._gap(at, min(opens, end)))
            at = max(at, closes)
            if at >= end:
                return tuple(gaps)
        return (*gaps, self._gap(at, end))

    def spans(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Give the work time of days of UTC, the last not included, as [from, to) in microseconds since 1970."""
        return (span for day in range(first, last) for span in self._spans(day))

    def holiday(self, day: date) -> Holiday | None:
        """Give the holiday that a local date is, if it is one."""
        name = public_holidays.in_year(self._country, self._language, day.year).get(day) if self._country else None
        return Holiday(day, name or "") if name or day in self._own else None

    def _gap(self, start: int, end: int) -> Gap:
        opened, closed = instant_of(start), instant_of(end)
        first, last = (instant_of(tick).astimezone(self.zone) for tick in (start, end))
        last_day = instant_of(end - 1).astimezone(self.zone).date()
        days = [first.date() + timedelta(days=n) for n in range((last_day - first.date()).days + 1)]
        off = tuple(day for day in days if not self._weekly[day.weekday()])
        kept = tuple(found for day in days if day not in off and (found := self.holiday(day)))
        kind: Literal["break", "night", "days"] = "night"
        if off or kept:
            kind = "days"
        elif first.date() == last.date() and self._is_between(first, last):
            kind = "break"
        return Gap(start=opened, end=closed, kind=kind, days_off=off, holidays=kept)

    def _is_between(self, first: datetime, last: datetime) -> bool:
        """Say whether there is work before and after on the same day."""
        opening = [opens for opens, _ in self._weekly[first.weekday()]]
        start, end = first.hour * 60 + first.minute, last.hour * 60 + last.minute
        return any(opens < start for opens in opening) and any(opens >= end for opens in opening)

    def _ahead(self, tick: int) -> Iterator[tuple[int, int]]:
        """Give the spans of work time from the day of a tick on, as far as the horizon."""
        first = tick // DAY
        for day in range(first, min(first + HORIZON_DAYS, LAST_DAY)):
            yield from self._spans(day)

    def _worked(self, day: int, first: int, last: int) -> int:
        return sum(max(0, min(closes, last) - max(opens, first)) for opens, closes in self._spans(day))

    def _spans(self, day: int) -> tuple[tuple[int, int], ...]:
        """Give the work time within a day of UTC, as [from, to) in microseconds since 1970."""
        found = self._open.get(day)
        if found is None:
            if len(self._open) >= _MOST_DAYS_KEPT:
                self._open.clear()
            found = self._open[day] = tuple(self._reckoned(day))
        return found

    def _reckoned(self, day: int) -> Iterator[tuple[int, int]]:
        if not FIRST_DAY <= day <= LAST_DAY:
            return
        for start, end, offset in pieces(day * DAY, self.zone):
            # Within a piece the clocks run evenly, so local time is UTC and the offset.
            for local in range((start + offset) // DAY, (end - 1 + offset) // DAY + 1):
                for opens, closes in self._intervals(local):
                    low, high = (local * DAY + minute * MINUTE - offset for minute in (opens, closes))
                    if max(low, start) < min(high, end):
                        yield max(low, start), min(high, end)

    def _intervals(self, local: int) -> Intervals:
        day = date.fromordinal(EPOCH.toordinal() + local)
        weekly = self._weekly[day.weekday()]
        return weekly if weekly and not self.holiday(day) else ()


@lru_cache(maxsize=200)
def _made(weekly: tuple[Intervals, ...], own: frozenset[date], zone: ZoneInfo, country: str, language: str) -> Hours:
    """Make hours once, so that what they reckoned of a day is kept."""
    return Hours(weekly, own, zone, country, language)


def _joined(intervals: Iterable[Iterable[int | str]]) -> Intervals:
    """Order a day's intervals and join those that touch, so that no instant counts twice."""
    joined: list[tuple[int, int]] = []
    for opens, closes in sorted((_minute(first), _minute(last)) for first, last in intervals):
        if not 0 <= opens < closes <= DAY // MINUTE:
            raise ValueError(f"Business hours must begin and end within a day: {opens} to {closes} minutes do not.")
        if joined and opens <= joined[-1][1]:
            opens, closes = joined[-1][0], max(joined.pop()[1], closes)  # noqa: PLW2901 - the interval grows
        joined.append((opens, closes))
    return tuple(joined)


def _minute(given: int | str) -> int:
    if isinstance(given, int):
        return given
    if given == "24:00":
        return DAY // MINUTE
    at = time.fromisoformat(given)
    return at.hour * 60 + at.minute


def _later(after: datetime, ticks: int) -> datetime | None:
    try:
        return after.astimezone(UTC) + ticks * TICK
    except OverflowError:
        return None
