"""The periods that people ask for in words: `7d`, `month`, `2026-W46`, `2026-11-01..2026-11-15`."""

import re
from datetime import date, timedelta

from insight.weeks import Period, Week

MOST_DAYS = 400
CHIPS = ("7d", "30d", "90d", "month")
"""What is offered at a press."""

_DAYS = re.compile(r"([0-9]{1,3})d", re.ASCII | re.IGNORECASE)
_WEEK = re.compile(r"[0-9]{4}-W[0-9]{1,2}", re.ASCII | re.IGNORECASE)
_RANGE = re.compile(r"([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})(?:\.\.+|…|–)([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})", re.ASCII)
_LOOKS_SO = re.compile(r"[0-9][0-9.…–/:_-]*[dwDW]?[0-9]*", re.ASCII)
_MONTH = frozenset({"month", "mes", "mês", "monat"})
_CODE = re.compile(r"([0-9a-z]{1,4})-([0-9a-z]{1,2})", re.ASCII)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class PeriodError(ValueError):
    """Words that name no period; `reason` is `words`, `days`, `week`, `date`, `order`, `long` or `future`."""

    def __init__(self, reason: str, word: str) -> None:
        super().__init__(f"{word!r}: {reason}")
        self.reason = reason
        self.word = word


def last_days(today: date, days: int = 7) -> Period:
    """Give the complete days before today."""
    return Period(today - timedelta(days=days), today)


def looks_like(word: str) -> bool:
    """Say whether a word is meant as a period, right or not."""
    return word.lower() in _MONTH or bool(_LOOKS_SO.fullmatch(word))


def parse(word: str, today: date) -> Period:
    """Read a period of days that are over.

    Args:
        word: `Nd`, the N complete days before today; `month`, the calendar month up to today, and on its first day the
            month before; `2026-W46`; `2026-11-01..2026-11-15`, both days included.
        today: local day, of which nothing is seen.

    Raises:
        PeriodError: it is none, is longer than `MOST_DAYS`, or is not over yet.
    """
    if word.lower() in _MONTH:
        return _month(today)
    if found := _DAYS.fullmatch(word):
        return last_days(today, _in_reach(int(found[1]), word))
    period = _dated(word)
    _in_reach(period.days, word)
    if period.end > today:
        raise PeriodError("future", word)
    return period


def code(period: Period) -> str:
    """Write a period in so few letters that a button can carry it."""
    return f"{_base36(period.start.toordinal())}-{_base36(period.days)}"


def decoded(text: str) -> Period | None:
    """Read what `code` wrote; None where it did not."""
    found = _CODE.fullmatch(text)
    if not found:
        return None
    try:
        start = date.fromordinal(int(found[1], 36))
        return Period(start, start + timedelta(days=int(found[2], 36)))
    except (ValueError, OverflowError):
        return None


def _month(today: date) -> Period:
    last = today - timedelta(days=1)
    return Period(last.replace(day=1), today)


def _dated(word: str) -> Period:
    if _WEEK.fullmatch(word):
        year, _, number = word.upper().partition("-W")
        try:
            week = Week.parse(f"{year}-W{int(number):02}")
            return Period(week.start, week.end)
        except ValueError:
            raise PeriodError("week", word) from None
    if not (found := _RANGE.fullmatch(word)):
        raise PeriodError("words", word)
    first, last = (_day(text, word) for text in found.groups())
    if last < first:
        raise PeriodError("order", word)
    try:
        period = Period(first, last + timedelta(days=1))
        period.previous()
    except (ValueError, OverflowError):
        raise PeriodError("date", word) from None
    return period


def _day(text: str, word: str) -> date:
    try:
        return date(*map(int, text.split("-")))
    except ValueError:
        raise PeriodError("date", word) from None


def _in_reach(days: int, word: str) -> int:
    if not days:
        raise PeriodError("days", word)
    if days > MOST_DAYS:
        raise PeriodError("long", word)
    return days


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits
