"""Brand time: weeks, days and the weekly hour, where clocks change in both hemispheres."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.weeks import Period, Week, day_start, next_weekly, week_before

ZONES = ["Europe/Berlin", "Australia/Sydney", "America/Sao_Paulo", "America/Santiago", "America/Havana", "Asia/Kolkata"]


def test_a_week_is_written_and_read() -> None:
    """A week keeps its ISO name, and runs from Monday to Monday."""
    week = Week.parse("2026-W46")
    assert (str(week), week.start, week.end) == ("2026-W46", date(2026, 11, 9), date(2026, 11, 16))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2026-W00", id="no week 0"),
        pytest.param("2025-W53", id="a year of 52 weeks"),
        pytest.param("2026-w46", id="small letter"),
        pytest.param("2026-W46 ", id="blank"),
        pytest.param("2026-W٤٦", id="other digits"),
        pytest.param("26-W46", id="short year"),
        pytest.param("0000-W01", id="year 0"),
        pytest.param("9999-W52", id="ends after the calendar"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_week_is_refused(text: str) -> None:
    """A name that is no week's is refused with a sentence."""
    with pytest.raises(ValueError, match="week"):
        Week.parse(text)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2026, 11, 9), "2026-W45", id="on a Monday"),
        pytest.param(date(2026, 11, 15), "2026-W45", id="on a Sunday"),
        pytest.param(date(2027, 1, 4), "2026-W53", id="a long year"),
        pytest.param(date(2026, 1, 1), "2025-W52", id="new year's day is in the first week"),
    ],
)
def test_the_week_before_is_the_last_whole_one(day: date, expected: str) -> None:
    """The digest's week ends on the last Monday that has come."""
    assert str(week_before(day)) == expected


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        pytest.param(
            "Europe/Berlin", date(2026, 3, 29), "2026-03-28T23:00", id="spring in the north, a day of 23 hours"
        ),
        pytest.param("Europe/Berlin", date(2026, 3, 30), "2026-03-29T22:00", id="the day after it"),
        pytest.param("Europe/Berlin", date(2026, 10, 26), "2026-10-25T23:00", id="the day after one of 25 hours"),
        pytest.param("Australia/Sydney", date(2026, 10, 5), "2026-10-04T13:00", id="spring in the south"),
        pytest.param("Australia/Sydney", date(2026, 4, 6), "2026-04-05T14:00", id="autumn in the south"),
        pytest.param("America/Sao_Paulo", date(2018, 11, 4), "2018-11-04T03:00", id="midnight skipped: at the change"),
        pytest.param("America/Sao_Paulo", date(2018, 2, 18), "2018-02-18T03:00", id="23 to 24 o'clock comes twice"),
        pytest.param("America/Santiago", date(2026, 9, 6), "2026-09-06T04:00", id="midnight skipped in Chile"),
        pytest.param("America/Santiago", date(2026, 4, 5), "2026-04-05T04:00", id="23 to 24 o'clock twice in Chile"),
        pytest.param("America/Havana", date(2025, 11, 2), "2025-11-02T04:00", id="midnight twice: at the first"),
        pytest.param("America/St_Johns", date(2010, 11, 7), "2010-11-07T02:30", id="back over midnight: at the first"),
        pytest.param("America/Toronto", date(1919, 3, 31), "1919-03-31T04:30", id="23:30 to 0:30: at the change"),
        pytest.param("Pacific/Apia", date(2011, 12, 30), "2011-12-30T10:00", id="a day that never was"),
        pytest.param("Pacific/Apia", date(2011, 12, 31), "2011-12-30T10:00", id="the day after it"),
    ],
)
def test_a_day_starts_with_its_first_instant(zone: str, day: date, expected: str) -> None:
    """A day starts at midnight, at the change where that is skipped, at the first where there are two."""
    assert day_start(day, ZoneInfo(zone)) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@given(day=st.dates(date(1990, 1, 1), date(2040, 1, 1)), zone=st.sampled_from(ZONES))
def test_days_follow_each_other(day: date, zone: str) -> None:
    """A day has 23 to 25 hours; an instant before its start is of an earlier day."""
    here = ZoneInfo(zone)
    start, end = day_start(day, here), day_start(day + timedelta(days=1), here)
    assert timedelta(hours=23) <= end - start <= timedelta(hours=25)
    assert start.astimezone(here).date() == day
    assert (start - timedelta(seconds=1)).astimezone(here).date() < day


@pytest.mark.parametrize(
    ("zone", "after", "weekday", "at", "expected"),
    [
        pytest.param("Europe/Berlin", "2026-11-09T07:59:59", 0, "09:00", "2026-11-09T08:00", id="later today"),
        pytest.param("Europe/Berlin", "2026-11-09T08:00", 0, "09:00", "2026-11-16T08:00", id="strictly after"),
        pytest.param(
            "Europe/Berlin", "2026-03-23T08:00", 0, "09:00", "2026-03-30T07:00", id="over the change in spring"
        ),
        pytest.param(
            "Europe/Berlin", "2026-10-19T07:00", 0, "09:00", "2026-10-26T08:00", id="over the change in autumn"
        ),
        pytest.param("Europe/Berlin", "2026-03-28T12:00", 6, "02:30", "2026-03-29T01:00", id="skipped: after the gap"),
        pytest.param("Europe/Berlin", "2026-10-24T12:00", 6, "02:30", "2026-10-25T00:30", id="twice: the first"),
        pytest.param("Europe/Berlin", "2026-10-25T00:30", 6, "02:30", "2026-11-01T01:30", id="twice: not the second"),
        pytest.param("Australia/Sydney", "2026-10-03T00:00", 6, "02:30", "2026-10-03T16:00", id="skipped in Sydney"),
        pytest.param("Australia/Sydney", "2026-04-04T00:00", 6, "02:30", "2026-04-04T15:30", id="twice in Sydney"),
        pytest.param(
            "Australia/Sydney", "2026-09-27T23:00", 0, "09:00", "2026-10-04T22:00", id="over spring in Sydney"
        ),
        pytest.param("America/Sao_Paulo", "2018-11-03T12:00", 6, "00:00", "2018-11-04T03:00", id="midnight skipped"),
        pytest.param("America/Sao_Paulo", "2018-02-17T12:00", 5, "23:30", "2018-02-18T01:30", id="23:30 twice"),
        pytest.param("America/Sao_Paulo", "2018-02-18T02:00", 5, "23:30", "2018-02-25T02:30", id="between the two"),
        pytest.param("America/Santiago", "2026-09-05T12:00", 6, "00:15", "2026-09-06T04:00", id="skipped in Chile"),
        pytest.param("America/Santiago", "2026-04-04T12:00", 5, "23:15", "2026-04-05T02:15", id="twice in Chile"),
        pytest.param("Asia/Tokyo", "2026-11-08T20:00", 0, "09:00", "2026-11-09T00:00", id="already Monday there"),
        pytest.param("Pacific/Apia", "2011-12-29T12:00", 4, "09:00", "2011-12-30T10:00", id="on a day that never was"),
    ],
)
def test_the_weekly_hour_comes_next(zone: str, after: str, weekday: int, at: str, expected: str) -> None:
    """The weekly hour keeps to the local clock, once a week, whatever the clocks do."""
    moment = datetime.fromisoformat(after).replace(tzinfo=UTC)
    due = next_weekly(moment, weekday, time.fromisoformat(at), ZoneInfo(zone))
    assert due == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@given(
    after=st.datetimes(datetime(2000, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - the strategy wants them so
    weekday=st.integers(0, 6),
    at=st.times(),
    zone=st.sampled_from(ZONES),
)
def test_the_weekly_hour_comes_once_a_week(after: datetime, weekday: int, at: time, zone: str) -> None:
    """It is after the given moment, no more than a week and an hour away, and the next is about a week on."""
    here, whole = ZoneInfo(zone), at.replace(microsecond=0)
    due = next_weekly(after, weekday, whole, here)
    following = next_weekly(due, weekday, whole, here)
    assert after < due <= after + timedelta(days=7, hours=1)
    assert abs(following - due - timedelta(days=7)) <= timedelta(hours=1)


def test_a_period_knows_those_before_it() -> None:
    """The previous period is as long and ends where this one starts; weeks are counted back from the end."""
    period = Period(date(2026, 10, 30), date(2026, 11, 9))
    assert period.previous() == Period(date(2026, 10, 20), date(2026, 10, 30))
    assert list(period.weeks()) == [Period(date(2026, 11, 2), date(2026, 11, 9))]
    assert list(Period(date(2026, 11, 6), date(2026, 11, 9)).weeks()) == []


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(date(2026, 11, 9), date(2026, 11, 9), id="no day"),
        pytest.param(date(2026, 11, 9), date(2026, 11, 2), id="backwards"),
        pytest.param(date.min, date(2026, 11, 2), id="too early"),
        pytest.param(date(2026, 11, 2), date.max, id="too late"),
    ],
)
def test_what_is_no_period_is_refused(start: date, end: date) -> None:
    """A period has a day at least, and lies where days can still be counted back."""
    with pytest.raises(ValueError, match="period must"):
        Period(start, end)
