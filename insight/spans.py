"""The times that digests tell of: ISO weeks, calendar months and quarters, all of whole local days."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from insight.weeks import Week

YEAR_MONTHS = 12
QUARTER_MONTHS = 3

_YEARS = range(1900, 9990)
_MONTH_NAME = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])", re.ASCII)
_QUARTER_NAME = re.compile(r"([0-9]{4})-Q([1-4])", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month."""

    year: int
    number: int
    """1 to 12."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2026-10`.

        Raises:
            ValueError: it is not written so.
        """
        found = _MONTH_NAME.fullmatch(text)
        if not found or int(found[1]) not in _YEARS:
            raise ValueError(f"{text!r} is not a month like 2026-10.")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def before(cls, day: date) -> Self:
        """Give the last month that was over when the day began."""
        return cls(day.year - 1, YEAR_MONTHS) if day.month == 1 else cls(day.year, day.month - 1)

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def end(self) -> date:
        """The day after its last one."""
        return _months_on(self.start, 1)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three calendar months, from January, April, July or October on."""

    year: int
    number: int
    """1 to 4."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2026-Q3`.

        Raises:
            ValueError: it is not written so.
        """
        found = _QUARTER_NAME.fullmatch(text)
        if not found or int(found[1]) not in _YEARS:
            raise ValueError(f"{text!r} is not a quarter like 2026-Q3.")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def before(cls, day: date) -> Self:
        """Give the last quarter that was over when the day began."""
        number = (day.month - 1) // QUARTER_MONTHS
        return cls(day.year, number) if number else cls(day.year - 1, YEAR_MONTHS // QUARTER_MONTHS)

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year, QUARTER_MONTHS * (self.number - 1) + 1, 1)

    @property
    def end(self) -> date:
        """The day after its last one."""
        return _months_on(self.start, QUARTER_MONTHS)

    def __str__(self) -> str:
        return f"{self.year:04}-Q{self.number}"


Span = Week | Month | Quarter


def week_of(span: Span) -> Week:
    """Give the last ISO week that was over when a span was: a week itself, and what a month's chart ends with."""
    return span if isinstance(span, Week) else Week.of(date.fromordinal(span.end.toordinal() - 7))


def _months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, YEAR_MONTHS)
    return date(day.year + years, month + 1, 1)
