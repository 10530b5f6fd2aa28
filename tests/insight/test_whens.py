"""Times as people write them, in four languages and both hemispheres."""

from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.recurring import Every
from insight.whens import Rule, daytime, read_moment, read_rule, read_span, remind_at

RIGA = ZoneInfo("Europe/Riga")
NOW = datetime(2026, 11, 11, 10, tzinfo=UTC)
"""A Wednesday, 12:00 in Riga."""
ZONES = ["Europe/Berlin", "Australia/Sydney", "Australia/Lord_Howe", "America/Santiago", "America/Havana"]
WORDS = [
    *("every", "in", "at", "2", "31st", "1.", "9:00", "6pm", "2026-02-30", "9999-12-31", "Monday", "month", "weeks"),
    *("last", "second", "day", "h", "9999", "Jan", "+02:00", "America/Argentina", "UTC", "Europe/Riga", "tomorrow"),
]
MOMENTS = st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # bounds


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Draw any rule."""
    every: Every = draw(st.sampled_from(get_args(Every)))
    by_weekday = every == "week" or (every == "month" and draw(st.booleans()))
    days = st.sampled_from([1, 2, 3, 4, -1]) if by_weekday else st.integers(1, 31)
    step = draw(st.integers(1, 5)) if every != "weekdays" else 1
    return Rule(
        every=every,
        at=time(draw(st.integers(0, 23)), draw(st.integers(0, 59))),
        zone=ZoneInfo(draw(st.sampled_from(ZONES))),
        step=step,
        weekday=draw(st.integers(0, 6)) if by_weekday else None,
        day=draw(days) if every == "month" else None,
        since=draw(st.dates(NOW.date(), NOW.date() + timedelta(days=400))) if step > 1 else None,
    )


@pytest.mark.parametrize(
    ("text", "local"),
    [
        pytest.param("2026-11-30 18:00", "2026-11-30T18:00", id="ISO"),
        pytest.param("2026-11-30T18:00", "2026-11-30T18:00", id="ISO with a T"),
        pytest.param("2026-11-30T18:00Z", "2026-11-30T20:00", id="ISO in UTC"),
        pytest.param("2026-11-30 18:00 -05:00", "2026-12-01T01:00", id="ISO with an offset"),
        pytest.param("2026-11-30 18:00 America/New_York", "2026-12-01T01:00", id="with a zone"),
        pytest.param("30.11.2026 18:00", "2026-11-30T18:00", id="with dots"),
        pytest.param("30.11.26 18:00", "2026-11-30T18:00", id="short year"),
        pytest.param("30/11/2026 18:00", "2026-11-30T18:00", id="with slashes"),
        pytest.param("30.11. 18:00", "2026-11-30T18:00", id="this year"),
        pytest.param("10.11. 18:00", "2027-11-10T18:00", id="next year"),
        pytest.param("10.11.2026 18:00", "2026-11-10T18:00", id="past, as it is"),
        pytest.param("30 Nov 18:00", "2026-11-30T18:00", id="with a month's name"),
        pytest.param("Nov 30, 2026 6pm", "2026-11-30T18:00", id="the month first"),
        pytest.param("30 de noviembre de 2026 a las 18:00", "2026-11-30T18:00", id="Spanish date"),
        pytest.param("Montag, 30. November 18:00", "2026-11-30T18:00", id="German date with its weekday"),
        pytest.param("18:00", "2026-11-11T18:00", id="later today"),
        pytest.param("9:00", "2026-11-12T09:00", id="tomorrow morning, for it has passed today"),
        pytest.param("12:00", "2026-11-12T12:00", id="now is not later"),
        pytest.param("6pm", "2026-11-11T18:00", id="pm"),
        pytest.param("12:30 am", "2026-11-12T00:30", id="after midnight"),
        pytest.param("today 9:00", "2026-11-11T09:00", id="past of today, as it is"),
        pytest.param("at 6pm tomorrow", "2026-11-12T18:00", id="the day last"),
        pytest.param("mañana a las 9:00", "2026-11-12T09:00", id="Spanish tomorrow"),
        pytest.param("MANANA 9:00", "2026-11-12T09:00", id="without its sign"),
        pytest.param("amanhã às 9h30", "2026-11-12T09:30", id="Portuguese tomorrow"),
        pytest.param("übermorgen um 9 Uhr", "2026-11-13T09:00", id="the day after tomorrow"),
        pytest.param("pasado mañana 9:00", "2026-11-13T09:00", id="the day after it, Spanish"),
        pytest.param("friday 18:00", "2026-11-13T18:00", id="weekday"),
        pytest.param("wed 12:00", "2026-11-18T12:00", id="today's weekday, passed"),
        pytest.param("Do 18:00", "2026-11-12T18:00", id="German short form"),
        pytest.param("18:00 am Freitag", "2026-11-13T18:00", id="German am is no morning"),
        pytest.param("sexta-feira 18h", "2026-11-13T18:00", id="Portuguese weekday"),
        pytest.param("in 2h", "2026-11-11T14:00", id="in hours"),
        pytest.param("en 3 días", "2026-11-14T12:00", id="Spanish span"),
        pytest.param("in einer Stunde", "2026-11-11T13:00", id="German span"),
        pytest.param("daqui a 1 semana", "2026-11-18T12:00", id="Portuguese span"),
    ],
)
def test_a_moment_is_read(text: str, local: str) -> None:
    """What people write in a hurry is the moment that they mean."""
    assert read_moment(text, NOW, RIGA) == datetime.fromisoformat(local).replace(tzinfo=RIGA)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "friday", "6 November", "at 6", "30.02.2026 18:00", "25:00", "18:60", "0 9 * * 1", "99.99.9999 1:00",
     "2026-11-30 18:00 Mars/Base", "9:00 to 10:00", "9999-12-31T23:59-10:00", "in 0 h", "in 5 parsecs", "in 99999 days",
     "blursday 18:00", "every Friday 18:00", "fridays 18:00", "todos los viernes 18:00", "daily 18:00", "٣:٠٠"],
)  # fmt: skip
def test_what_is_no_moment_is_refused(text: str) -> None:
    """Nonsense, half moments and cron's stars are refused with a reason."""
    with pytest.raises(ValueError, match=r"\w{2}"):
        read_moment(text, NOW, RIGA)


@pytest.mark.parametrize(
    ("zone", "text", "utc"),
    [
        pytest.param("Europe/Berlin", "2026-03-29 02:30", "2026-03-29T01:00Z", id="skipped in the north"),
        pytest.param("Europe/Berlin", "2026-10-25 02:30", "2026-10-25T00:30Z", id="twice in the north"),
        pytest.param("Australia/Sydney", "2026-10-04 02:30", "2026-10-03T16:00Z", id="skipped in the south"),
        pytest.param("Australia/Sydney", "2026-04-05 02:30", "2026-04-04T15:30Z", id="twice in the south"),
    ],
)
def test_a_moment_that_clocks_skip_or_show_twice(zone: str, text: str, utc: str) -> None:
    """A skipped one is the change itself, one of two is the first."""
    assert read_moment(text, datetime(2026, 1, 1, tzinfo=UTC), ZoneInfo(zone)) == datetime.fromisoformat(utc)


@pytest.mark.parametrize(
    ("text", "hours"),
    [("2d", 48), ("90 min", 1.5), ("1 week", 168), ("2 hours", 2), ("1h30m", 1.5), ("1 h 30 min", 1.5), ("1,5 h", 1.5),
     ("una semana", 168), ("zwei Tage", 48), ("3 Wochen", 504), ("2 days and 3 hours", 51), ("1 día y 2 horas", 26),
     ("uma hora", 1), ("2 DÍAS", 48)],
)  # fmt: skip
def test_a_span_is_read(text: str, hours: float) -> None:
    """Spans are read in all four languages, added up where there are several."""
    assert read_span(text) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["", "90", "0 min", "-2h", "5 parsecs", "99999 weeks", "2h later", "h", "2 2h"])
def test_what_is_no_span_is_refused(text: str) -> None:
    """Numbers without units, units without numbers and no time at all are refused."""
    with pytest.raises(ValueError, match=r"time|number"):
        read_span(text)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("Monday 09:00 Europe/Riga", "every Monday 09:00"),
        ("every Monday at 9am", "every Monday 09:00"),
        ("cada lunes a las 9:00", "every Monday 09:00"),
        ("toda segunda às 9h", "every Monday 09:00"),
        ("jeden Montag um 9 Uhr", "every Monday 09:00"),
        ("montags 9:00", "every Monday 09:00"),
        ("every day 9:00", "every day 09:00"),
        ("todos los días a las 9:00", "every day 09:00"),
        ("täglich 9:00", "every day 09:00"),
        ("every 3 days 9:00", "every 3 days 09:00"),
        ("weekdays 09:00", "weekdays 09:00"),
        ("dias úteis às 9:00", "weekdays 09:00"),
        ("werktags 9:00", "weekdays 09:00"),
        ("entre semana 9:00", "weekdays 09:00"),
        ("every 2 weeks on Friday 17:30", "every 2 weeks on Friday 17:30"),
        ("every other Friday 17:30", "every 2 weeks on Friday 17:30"),
        ("jeden zweiten Freitag 17:30", "every 2 weeks on Friday 17:30"),
        ("a cada duas semanas na sexta 17:30", "every 2 weeks on Friday 17:30"),
        ("monthly on the 1st 09:00", "every month on the 1 09:00"),
        ("jeden 15. im Monat 9:00", "every month on the 15 09:00"),
        ("todo dia 15 do mês 9:00", "every month on the 15 09:00"),
        ("last day of the month 18:00", "every month on the 31 18:00"),
        ("every 3 months on the last day 18:00", "every 3 months on the 31 18:00"),
        ("first Monday of the month 10:00", "every month on the first Monday 10:00"),
        ("jeden letzten Freitag im Monat 10:00", "every month on the last Friday 10:00"),
        ("el primer lunes del mes 10:00", "every month on the first Monday 10:00"),
    ],
)
def test_a_rule_is_read(text: str, canonical: str) -> None:
    """However it is written, it is stored one way."""
    rule = read_rule(text, RIGA)
    assert rule.text == f"{canonical} Europe/Riga"
    assert Rule.read(rule.text) == rule


@pytest.mark.parametrize(
    "text",
    ["", "0 9 * * 1", "every Monday", "every blue moon 9:00", "monday and thursday 9:00", "monthly 9:00",
     "fifth Monday of the month 9:00", "first Monday 9:00", "monthly on the 40th 9:00", "every 0 days 9:00",
     "every month on the 0 9:00", "every Monday 9:00 Mars/Base", "every Monday 9:00 and 10:00", "every 100 days 9:00"],
)  # fmt: skip
def test_what_is_no_rule_is_refused(text: str) -> None:
    """Cron's stars, half rules and what no month has are refused with a reason."""
    with pytest.raises(ValueError, match=r"\w{2}"):
        read_rule(text, RIGA)


def test_a_rule_keeps_a_zone_of_any_name() -> None:
    """What is stored is read again, whatever the brand's zone is called."""
    rule = read_rule("every Monday 9:00", ZoneInfo("CET"))
    assert Rule.read(rule.text) == rule
    assert read_rule("every Monday at 09:00 (Asia/Tokyo)", RIGA).zone.key == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("text", "after", "due"),
    [
        pytest.param("every Monday 09:00 Europe/Riga", "2026-03-23T07:00Z", "2026-03-30T06:00Z", id="spring, north"),
        pytest.param("every Monday 09:00 Europe/Riga", "2026-10-19T06:00Z", "2026-10-26T07:00Z", id="autumn, north"),
        pytest.param("every day 02:30 Europe/Berlin", "2026-03-28T12:00Z", "2026-03-29T01:00Z", id="skipped, north"),
        pytest.param("every day 02:30 Europe/Berlin", "2026-10-25T00:30Z", "2026-10-26T01:30Z", id="twice: once"),
        pytest.param("every day 02:30 Australia/Sydney", "2026-10-03T12:00Z", "2026-10-03T16:00Z", id="skipped, south"),
        pytest.param("every day 02:30 Australia/Sydney", "2026-04-04T15:30Z", "2026-04-05T16:30Z", id="twice, south"),
        pytest.param("weekdays 09:00 UTC", "2026-11-13T09:00Z", "2026-11-16T09:00Z", id="over the weekend"),
        pytest.param("every month on the 31 09:00 UTC", "2026-01-31T09:00Z", "2026-02-28T09:00Z", id="short month"),
        pytest.param("every month on the 30 09:00 UTC", "2028-01-30T09:00Z", "2028-02-29T09:00Z", id="leap year"),
        pytest.param("every month on the last Friday 09:00 UTC", "2026-11-01T00:00Z", "2026-11-27T09:00Z", id="last"),
        pytest.param(
            "every 2 weeks on Friday 09:00 UTC since 2026-11-13", "2026-11-13T09:00Z", "2026-11-27T09:00Z", id="weeks"
        ),
        pytest.param(
            "every 2 weeks on Friday 09:00 UTC since 2026-11-13", "2026-11-20T09:00Z", "2026-11-27T09:00Z", id="in step"
        ),
        pytest.param(
            "every 3 months on the 1 09:00 UTC since 2026-11-01", "2026-11-01T09:00Z", "2027-02-01T09:00Z", id="quarter"
        ),
    ],
)  # fmt: skip
def test_a_rule_comes_next(text: str, after: str, due: str) -> None:
    """Wall clocks decide, in both hemispheres; months that are too short end with their last day."""
    assert Rule.read(text).next_after(datetime.fromisoformat(after)) == datetime.fromisoformat(due)


@given(text=st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_whatever_people_write_is_read_or_refused(text: str) -> None:
    """No text brings the readers to fall in another way."""
    for read in (partial(read_moment, now=NOW, zone=RIGA), read_span, partial(read_rule, zone=RIGA)):
        with suppress(ValueError):
            read(text)


@given(rule=rules(), moment=MOMENTS)
def test_rules_come_again_and_again(rule: Rule, moment: datetime) -> None:
    """Each run is later than the one before, within the rule's reach, and nothing lies between."""
    first = rule.next_after(moment)
    second = rule.next_after(first)
    assert moment < first < second
    assert rule.next_after(second - timedelta(seconds=1)) == second
    assert second - first <= timedelta(days=7 + 31 * rule.step)
    assert Rule.read(rule.text) == rule


@given(rule=rules(), moment=MOMENTS)
def test_runs_show_their_time_on_the_wall(rule: Rule, moment: datetime) -> None:
    """A run comes at its wall-clock time on its weekday, or at most an hour after where clocks skip it."""
    local = rule.next_after(moment).astimezone(rule.zone)
    wall = datetime.combine(local.date(), rule.at)
    late = local.replace(tzinfo=None) - wall
    if late >= timedelta(0):  # a time before midnight that was skipped comes on the next day
        assert late <= timedelta(hours=1)
        assert rule.weekday in {None, local.weekday()}
        assert rule.every != "weekdays" or local.weekday() < 5


@pytest.mark.parametrize(
    ("moment", "expected"),
    [("2026-11-11T08:59", "2026-11-11T09:00"), ("2026-11-11T09:00", "2026-11-11T09:00"),
     ("2026-11-11T20:59", "2026-11-11T20:59"), ("2026-11-11T21:00", "2026-11-12T09:00"),
     ("2026-11-11T00:00", "2026-11-11T09:00")],
)  # fmt: skip
@pytest.mark.parametrize("zone", ["Europe/Riga", "Australia/Sydney", "America/Santiago"])
def test_nights_are_quiet(zone: str, moment: str, expected: str) -> None:
    """From 21:00 to 9:00 by local clocks everything waits for the morning."""
    here = ZoneInfo(zone)
    local, due = (datetime.fromisoformat(each).replace(tzinfo=here) for each in (moment, expected))
    assert daytime(local.astimezone(UTC), here) == due


@pytest.mark.parametrize(
    ("opened", "closes", "expected"),
    [
        pytest.param("11T12:00", "18T12:00", "17T12:00", id="a day before"),
        pytest.param("11T12:00", "11T18:00", "11T15:00", id="half of the time"),
        pytest.param("11T12:00", "12T18:00", "12T09:00", id="half would be by night"),
        pytest.param("11T12:00", "18T03:00", "17T09:00", id="a day before would be by night"),
        pytest.param("11T12:00", "12T08:00", "11T20:00", id="closes before the morning"),
        pytest.param("11T12:00", "12T09:10", "11T20:00", id="closes right after the morning has come"),
        pytest.param("11T20:30", "12T08:00", None, id="no day is left"),
        pytest.param("11T22:00", "11T23:30", None, id="all of it by night"),
        pytest.param("11T12:00", "11T12:59", None, id="too short"),
        pytest.param("11T12:00", None, None, id="never closes"),
    ],
)
def test_when_to_remind(opened: str, closes: str | None, expected: str | None) -> None:
    """A day before the close, or at half of the time, but always by day and in time."""
    local = [datetime.fromisoformat(f"2026-11-{each}").replace(tzinfo=RIGA) if each else None
             for each in (opened, closes, expected)]  # fmt: skip
    assert local[0] is not None
    assert remind_at(local[0], local[1], RIGA) == local[2]


@given(opened=MOMENTS, minutes=st.integers(1, 60 * 24 * 30), zone=st.sampled_from(ZONES))
def test_reminders_come_by_day_and_in_time(opened: datetime, minutes: int, zone: str) -> None:
    """Whenever a poll opens and closes, its reminder is between the two and by day."""
    here, closes_at = ZoneInfo(zone), opened + timedelta(minutes=minutes)
    found = remind_at(opened, closes_at, here)
    if found is not None:
        assert opened < found < closes_at
        assert daytime(found, here) == found
