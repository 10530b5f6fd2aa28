"""The words by which people name a period."""

from datetime import date, timedelta

import pytest

from insight import periods
from insight.periods import PeriodError
from insight.weeks import Period

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("word", "first", "last", "today"),
    [
        ("7d", "2026-11-17", "2026-11-23", TODAY),
        ("1D", "2026-11-23", "2026-11-23", TODAY),
        ("month", "2026-11-01", "2026-11-23", TODAY),
        ("Mes", "2026-11-01", "2026-11-01", date(2026, 11, 2)),
        ("monat", "2026-10-01", "2026-10-31", date(2026, 11, 1)),
        ("mês", "2025-12-01", "2025-12-31", date(2026, 1, 1)),
        ("2026-W46", "2026-11-09", "2026-11-15", TODAY),
        ("2026-w1", "2025-12-29", "2026-01-04", TODAY),
        ("2026-11-01..2026-11-15", "2026-11-01", "2026-11-15", TODAY),
        ("2026-11-1…2026-11-1", "2026-11-01", "2026-11-01", TODAY),
    ],
)
def test_what_a_word_means(word: str, first: str, last: str, today: date) -> None:
    """Whole days that are over, the last one included; a button carries them unchanged."""
    period = periods.parse(word, today)
    assert (str(period.start), str(period.end - timedelta(days=1))) == (first, last)
    assert periods.looks_like(word)
    assert periods.decoded(periods.code(period)) == period


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("0d", "days"),
        ("401d", "long"),
        ("2026-W48", "future"),
        ("2026-W54", "week"),
        ("2026-11-15..2026-11-01", "order"),
        ("2026-11-01..2026-11-24", "future"),
        ("2026-02-30..2026-03-01", "date"),
        ("1066-10-14..1066-10-15", "date"),
        ("2024-01-01..2026-01-01", "long"),
        ("2026-11-01", "words"),
        ("2026-11", "words"),
        ("7", "words"),
    ],
)
def test_what_is_no_period(word: str, reason: str) -> None:
    """It is known why, so that a sentence can say what to write; none of these is taken for a brand."""
    with pytest.raises(PeriodError) as raised:
        periods.parse(word, TODAY)
    assert raised.value.reason == reason
    assert periods.looks_like(word)


@pytest.mark.parametrize("text", ["", "fu7c", "-7", "fu7c-0", "zzzz-zz-z", "zzzz-zz", "x:7", "fu7c-७"])
def test_a_code_that_nobody_wrote(text: str) -> None:
    """It names no period, or one within the calendar, but never fails."""
    found = periods.decoded(text)
    assert found is None or isinstance(found, Period)
