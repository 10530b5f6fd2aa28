"""The times that digests tell of: ISO weeks, calendar months and quarters, all of whole local days."""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from insight.weeks import Week

YEAR_MONTHS = 12

_YEARS = range(1900, 9990)


@dataclass(frozen=True, slots=True, order=True)
class _Months:
    """Some calendar months of a year, the same number each time."""

    year: int
    number: int
    """From 1 on."""

    MONTHS: ClassVar[int]
    NAME: ClassVar[re.Pattern[str]]
    KIND: ClassVar[str]
    """What it is, with an example."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` writes.

        Raises:
            ValueError: it is not written so.
        """
        found = cls.NAME.fullmatch(text)
        if not found or int(found[1]) not in _YEARS:
            raise ValueError(f"{text!r} is not a {cls.KIND}.")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def before(cls, day: date) -> Self:
        """Give the last one that was over when the day began."""
        number = (day.month - 1) // cls.MONTHS
        return cls(day.year, number) if number else cls(day.year - 1, YEAR_MONTHS // cls.MONTHS)

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year, self.MONTHS * (self.number - 1) + 1, 1)

    @property
    def end(self) -> date:
        """The day after its last one."""
        return _months_on(self.start, self.MONTHS)


class Month(_Months):
    """A calendar month, `2026-10`."""

    __slots__ = ()
    MONTHS, NAME, KIND = 1, re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])", re.ASCII), "month like 2026-10"

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"


class Quarter(_Months):
    """Three calendar months, from January, April, July or October on, `2026-Q3`."""

    __slots__ = ()
    MONTHS, NAME, KIND = 3, re.compile(r"([0-9]{4})-Q([1-4])", re.ASCII), "quarter like 2026-Q3"

    def __str__(self) -> str:
        return f"{self.year:04}-Q{self.number}"


Span = Week | Month | Quarter


def week_of(span: Span) -> Week:
    """Give the last ISO week that was over when a span was: a week itself, and what a month's chart ends with."""
    return span if isinstance(span, Week) else Week.of(date.fromordinal(span.end.toordinal() - 7))


def _months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, YEAR_MONTHS)
    return date(day.year + years, month + 1, 1)
