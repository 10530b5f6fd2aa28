"""Months and quarters, and what is to be told of at which digest."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from chat.brands import DigestPlan
from handlers import digests
from insight.spans import Month, Quarter, week_of
from insight.weeks import Week, next_weekly
from tests.support.core import ACME


@pytest.mark.parametrize(
    ("span", "name", "start", "end", "week"),
    [
        (Month(2026, 10), "2026-10", date(2026, 10, 1), date(2026, 11, 1), Week(2026, 43)),
        (Month(2026, 12), "2026-12", date(2026, 12, 1), date(2027, 1, 1), Week(2026, 52)),
        (Month(2024, 2), "2024-02", date(2024, 2, 1), date(2024, 3, 1), Week(2024, 8)),
        (Quarter(2026, 3), "2026-Q3", date(2026, 7, 1), date(2026, 10, 1), Week(2026, 39)),
        (Quarter(2026, 4), "2026-Q4", date(2026, 10, 1), date(2027, 1, 1), Week(2026, 52)),
        (Month(2026, 5), "2026-05", date(2026, 5, 1), date(2026, 6, 1), Week(2026, 22)),
    ],
)
def test_they_are_whole_days_of_the_calendar(
    span: Month | Quarter, name: str, start: date, end: date, week: Week
) -> None:
    """Read and written by their names; their picture ends with the last ISO week that was over with them."""
    assert (str(span), type(span).parse(name), span.start, span.end, week_of(span)) == (name, span, start, end, week)
    assert type(span).before(end) == span
    assert type(span).before(end - timedelta(days=1)) != span
    assert week.end <= end < (week.end + timedelta(days=7))


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-1", "0000-01", "x", "2026-10-01", "２０２６-10"])
def test_what_is_no_month(text: str) -> None:
    """It says what one looks like."""
    with pytest.raises(ValueError, match="is not a month like 2026-10"):
        Month.parse(text)


@pytest.mark.parametrize("text", ["2026-Q5", "2026-Q0", "2026-q1", "Q1", "2026"])
def test_what_is_no_quarter(text: str) -> None:
    """It says what one looks like."""
    with pytest.raises(ValueError, match="is not a quarter like 2026-Q3"):
        Quarter.parse(text)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Santiago", "Australia/Sydney", "Africa/Cairo", "UTC"])
@pytest.mark.parametrize(("weekday", "at"), [(0, time(9)), (6, time(0, 30)), (6, time(23, 30)), (4, time(2, 30))])
def test_every_week_month_and_quarter_is_told_once(zone: str, weekday: int, at: time) -> None:
    """Over four years of weekly digests, in whatever zone, each comes up at one digest: the first after its end."""
    plan = DigestPlan(weekday=weekday, at=at, monthly=True, quarterly=True)
    brand = replace(ACME, zone=ZoneInfo(zone), digest=plan)
    due = datetime(2025, 1, 1, tzinfo=UTC)
    told = []
    while due.year < 2029:
        due = next_weekly(due, weekday, at, brand.zone)
        for span in digests.spans_due(brand, due, due):
            told.append(str(span))
            assert timedelta() <= due.astimezone(brand.zone).date() - span.end < timedelta(days=7)
    assert len(told) == len(set(told))
    months = [f"{year}-{month:02}" for year in range(2025, 2029) for month in range(1, 13)]
    quarters = [f"{year}-Q{number}" for year in range(2025, 2029) for number in range(1, 5)]
    assert [name for name in months if name not in told] in ([], ["2028-12"])
    assert [name for name in quarters if name not in told] in ([], ["2028-Q4"])


def test_of_what_was_missed_only_the_latest_is_told() -> None:
    """After three months without the bot: the last week and month, and no quarter that was told of before."""
    brand = replace(ACME, digest=DigestPlan(monthly=True, quarterly=True))
    due = datetime(2026, 10, 12, 7, tzinfo=UTC)
    spans = digests.spans_due(brand, due, datetime(2026, 12, 16, 12, tzinfo=UTC))
    assert list(map(str, spans)) == ["2026-W50", "2026-11"]
    assert list(map(str, digests.spans_due(ACME, due, due))) == ["2026-W41"]
    late = digests.spans_due(brand, datetime(2026, 12, 28, 8, tzinfo=UTC), datetime(2027, 2, 3, tzinfo=UTC))
    assert list(map(str, late)) == ["2027-W04", "2027-01", "2026-Q4"]
