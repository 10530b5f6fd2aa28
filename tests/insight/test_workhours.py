"""Business hours, deadlines, and what they pass over."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight import public_holidays
from insight.workhours import HORIZON_DAYS, WEEKDAYS, Gap, Hours

BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = dict.fromkeys(WEEKDAYS[:4], ((540, 750), (810, 1080))) | {"fri": ((540, 900),)}
"""Monday to Thursday with a lunch break from 12:30 to 13:30, Friday until 15:00."""

HOUR = 3_600


def at(local: str, zone: ZoneInfo = BERLIN) -> datetime:
    """Give an instant by its local time."""
    return datetime.fromisoformat(local).replace(tzinfo=zone).astimezone(UTC)


def office(zone: ZoneInfo = BERLIN, country: str | None = None, language: str = "en", **more: Any) -> Hours:
    """Give the office's hours."""
    return Hours.of(OFFICE | more, zone, country, language)


def test_friday_afternoon_goes_on_on_monday() -> None:
    """A deadline is in work time: asked on Friday at 14:30, an hour is over on Monday at 09:30."""
    hours = office()
    asked, due = at("2026-11-06 14:30"), at("2026-11-09 09:30")
    assert hours.deadline(asked, HOUR) == due
    assert hours.seconds(asked, due) == HOUR
    weekend = (date(2026, 11, 7), date(2026, 11, 8))
    assert hours.skipped(asked, due) == (
        Gap(start=at("2026-11-06 15:00"), end=at("2026-11-09 09:00"), kind="days", days_off=weekend, holidays=()),
    )


def test_what_a_deadline_passes_over_is_told() -> None:
    """Lunch, the night, the weekend, and holidays by their names; what is closed anyway is no holiday."""
    hours = office(country="DE", language="de", public_holidays=True, holidays=(date(2026, 12, 24),))
    asked = at("2026-12-22 12:00")
    due = hours.deadline(asked, 23 * HOUR)
    assert due == at("2026-12-29 11:00")
    told = [(gap.kind, gap.start, gap.end) for gap in hours.skipped(asked, due)]
    assert told == [
        ("break", at("2026-12-22 12:30"), at("2026-12-22 13:30")),
        ("night", at("2026-12-22 18:00"), at("2026-12-23 09:00")),
        ("break", at("2026-12-23 12:30"), at("2026-12-23 13:30")),
        ("days", at("2026-12-23 18:00"), at("2026-12-28 09:00")),
        ("break", at("2026-12-28 12:30"), at("2026-12-28 13:30")),
        ("night", at("2026-12-28 18:00"), at("2026-12-29 09:00")),
    ]
    long = hours.skipped(asked, due)[3]
    assert [(kept.day.day, kept.name) for kept in long.holidays] == [(24, ""), (25, "Erster Weihnachtstag")]
    assert [day.day for day in long.days_off] == [26, 27]


@pytest.mark.parametrize(
    ("asked", "kind", "start", "end"),
    [
        pytest.param("2026-11-02 07:00", "night", "2026-11-02 07:00", "2026-11-02 09:00", id="before opening"),
        pytest.param("2026-11-02 12:45", "break", "2026-11-02 12:45", "2026-11-02 13:30", id="at lunch"),
        pytest.param("2026-11-02 18:00", "night", "2026-11-02 18:00", "2026-11-03 09:00", id="at closing"),
        pytest.param("2026-11-01 12:00", "days", "2026-11-01 12:00", "2026-11-02 09:00", id="on Sunday"),
    ],
)
def test_a_gap_begins_where_the_wait_begins(asked: str, kind: str, start: str, end: str) -> None:
    """Who asks while nobody is there waits for the opening."""
    due = office().deadline(at(asked), 60)
    assert due is not None
    (gap,) = office().skipped(at(asked), due)
    assert (gap.kind, gap.start, gap.end) == (kind, at(start), at(end))


def test_a_deadline_is_the_first_instant_that_will_do() -> None:
    """Work that fits to the second ends at closing, not at the next opening; none at all ends at once."""
    hours = office()
    assert hours.deadline(at("2026-11-06 14:00"), HOUR) == at("2026-11-06 15:00")
    assert hours.deadline(at("2026-11-07 14:00"), 0) == at("2026-11-07 14:00")
    assert hours.deadline(at("2026-11-07 14:00"), 0.5) == at("2026-11-09 09:00") + timedelta(seconds=0.5)


@pytest.mark.parametrize(
    ("moment", "is_open", "opening"),
    [
        pytest.param("2026-11-02 08:59:59", False, "2026-11-02 09:00", id="before"),
        pytest.param("2026-11-02 09:00", True, "2026-11-02 13:30", id="opening"),
        pytest.param("2026-11-02 12:30", False, "2026-11-02 13:30", id="lunch"),
        pytest.param("2026-11-06 14:59:59", True, "2026-11-09 09:00", id="a second before closing"),
        pytest.param("2026-11-07 12:00", False, "2026-11-09 09:00", id="Saturday"),
        pytest.param("2026-11-08 23:00", False, "2026-11-09 09:00", id="Sunday"),
    ],
)
def test_open_and_the_next_opening(moment: str, is_open: bool, opening: str) -> None:
    """An interval has its first instant and not its last; the next opening is never inside of work time."""
    assert office().is_open(at(moment)) == is_open
    assert office().next_opening(at(moment)) == at(opening)


def test_midnight_is_no_opening() -> None:
    """Work that goes on over midnight, or all week, does not begin there."""
    night = Hours.of({"mon": [["18:00", "24:00"]], "tue": [["00:00", "02:00"]]}, BERLIN)
    assert night.next_opening(at("2026-11-02 17:00")) == at("2026-11-02 18:00")
    assert night.next_opening(at("2026-11-02 19:00")) == at("2026-11-09 18:00")
    (day, *rest) = night.skipped(at("2026-11-02 19:00"), at("2026-11-09 18:00"))
    assert (day.start, day.end, rest) == (at("2026-11-03 02:00"), at("2026-11-09 18:00"), [])
    always = Hours.of(dict.fromkeys(WEEKDAYS, ((0, 1440),)), BERLIN)
    assert (always.next_opening(at("2026-11-02 17:00")), always.skipped(at("2026-11-02"), at("2026-12-02"))) == (
        None,
        (),
    )


@pytest.mark.parametrize(
    ("zone", "day", "interval", "hours"),
    [
        pytest.param("Europe/Lisbon", "2026-10-25", ["00:30", "02:30"], 3, id="an hour that comes twice"),
        pytest.param("Europe/Lisbon", "2026-03-29", ["00:30", "02:30"], 1, id="an hour that is skipped"),
        pytest.param("Australia/Lord_Howe", "2026-04-05", ["00:00", "24:00"], 24.5, id="half an hour twice"),
        pytest.param("Africa/Cairo", "2026-04-24", ["00:00", "24:00"], 23, id="midnight is skipped"),
        pytest.param("Africa/Cairo", "2026-10-29", ["00:00", "24:00"], 25, id="two midnights"),
        pytest.param("Pacific/Apia", "2011-12-30", ["00:00", "24:00"], 0, id="a day that never was"),
        pytest.param("Pacific/Kwajalein", "1969-09-30", ["09:00", "10:00"], 2, id="a day that came twice"),
    ],
)
def test_the_clock_on_the_wall_decides(zone: str, day: str, interval: list[str], hours: float) -> None:
    """What comes twice counts twice, what is skipped does not count."""
    noon = datetime.fromisoformat(f"{day}T12:00Z")
    weekday = WEEKDAYS[noon.weekday()]
    found = Hours.of({weekday: [interval]}, ZoneInfo(zone))
    assert found.seconds(noon - timedelta(days=3), noon + timedelta(days=3)) == hours * HOUR


def test_without_hours_every_instant_counts() -> None:
    """A brand that has set none still has deadlines."""
    hours = Hours.of({}, BERLIN)
    moment = at("2026-11-07 23:00")
    assert not hours.is_set
    assert hours.is_open(moment)
    assert hours.deadline(moment, HOUR) == moment + timedelta(hours=1)
    assert hours.seconds(moment, moment + timedelta(days=1)) == 24 * HOUR
    assert (hours.next_opening(moment), hours.skipped(moment, moment + timedelta(days=9))) == (None, ())
    assert hours.deadline(datetime(9999, 12, 31, tzinfo=UTC), 86_400) is None


def test_who_is_never_there_has_no_deadline() -> None:
    """Hours that do not open within ten years end with a plain answer."""
    closed = [date(2026, 1, 1) + timedelta(days=n) for n in range(HORIZON_DAYS + 500)]
    never = office(holidays=closed)
    asked = at("2026-11-02 10:00")
    assert (never.deadline(asked, 60), never.next_opening(asked)) == (None, None)
    (gap,) = never.skipped(asked, datetime(9999, 12, 30, tzinfo=UTC))
    assert (gap.kind, gap.end - gap.start) == ("days", timedelta(days=HORIZON_DAYS))
    assert office().deadline(asked, 100_000 * HOUR) is None
    for edge in (datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)):
        assert not office().is_open(edge)
        assert office().seconds(edge, edge + timedelta(hours=5)) == 0
    assert office().deadline(datetime(9999, 12, 31, tzinfo=UTC), 60) is None


def test_the_same_hours_are_made_once_and_have_one_version() -> None:
    """A version tells rules apart by which a deadline may be another one, and nothing else."""
    as_text = Hours.of({"weekly": {"fri": [["09:00", "12:00"], ["12:00", "15:00"]]}}, BERLIN)
    as_minutes = Hours.of({"fri": ((540, 900),), "public_holidays": False}, BERLIN, "DE", "de")
    assert as_text.version == as_minutes.version
    assert office() is office()
    others = [
        office(),
        office(ZoneInfo("Europe/Vienna")),
        office(holidays=("2026-12-24",)),
        office(sat=((0, 1),)),
        office(country="DE", public_holidays=True),
        office(country="AT", public_holidays=True),
    ]
    assert len({hours.version for hours in others}) == len(others)
    assert office(country="DE", public_holidays=True, language="de").version == others[4].version


def test_hours_that_overlap_count_once() -> None:
    """However they came in, no instant is work time twice."""
    hours = Hours.of({"mon": [["10:00", "12:00"], ["09:00", "11:00"], ["09:30", "10:00"]]}, BERLIN)
    assert hours.seconds(at("2026-11-02 00:00"), at("2026-11-03 00:00")) == 3 * HOUR


@pytest.mark.parametrize("interval", [(540, 540), (600, 540), (-1, 60), (0, 1441), ("9:00", "10:00")])
def test_hours_are_within_a_day(interval: tuple[int | str, int | str]) -> None:
    """No interval crosses midnight."""
    with pytest.raises(ValueError, match=r"within a day|isoformat"):
        Hours.of({"mon": [interval]}, BERLIN)


@pytest.mark.parametrize(
    ("country", "language", "name"),
    [
        pytest.param("DE", "de", "Erster Weihnachtstag", id="its own"),
        pytest.param("DE", "en", "Christmas Day", id="English"),
        pytest.param("BR", "pt", "Natal", id="Portuguese"),
        pytest.param("ES", "es", "Natividad del Señor", id="Spanish"),
        pytest.param("FR", "de", "Noël", id="not translated: as they say there"),
    ],
)
def test_holidays_have_names(country: str, language: str, name: str) -> None:
    """In the brand's language where the library has it, else in the country's, never in that of the machine."""
    assert public_holidays.in_year(country, language, 2026)[date(2026, 12, 25)] == name


def test_a_holiday_may_be_kept_in_the_year_before() -> None:
    """New Year's Day of 2022 was a Saturday, so it was kept on the last day of 2021."""
    assert date(2021, 12, 31) in public_holidays.in_year("US", "en", 2021)
    assert public_holidays.in_year("US", "en", 9999) == {}


def test_an_unknown_country_is_told() -> None:
    """Nobody's holidays are passed over in silence."""
    with pytest.raises(ValueError, match="The public holidays of XX are not known"):
        office(country="XX", public_holidays=True).is_open(at("2026-11-02 10:00"))


ZONES = [
    "Europe/Berlin",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Antarctica/Troll",
    "Asia/Kathmandu",
]
minutes = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda pair: pair[0] < pair[1])
weeks = st.fixed_dictionaries({day: st.lists(minutes, max_size=3) for day in WEEKDAYS})
CHANGES = [datetime(2026, 3, 6, tzinfo=UTC), datetime(2026, 3, 27, tzinfo=UTC), datetime(2026, 10, 23, tzinfo=UTC)]


@given(
    weeks,
    st.sampled_from(ZONES),
    st.sampled_from(CHANGES),
    st.integers(0, 4_000),
    st.integers(0, 4_000),
    st.integers(0, 4),
)
@settings(max_examples=100, deadline=None)
def test_minute_by_minute(
    week: dict[str, list[tuple[int, int]]], zone: str, first: datetime, start: int, length: int, holiday: int
) -> None:
    """Work time is what one counts who looks at the wall clock each minute; a deadline is where it is reached."""
    off = (first + timedelta(days=holiday)).date()
    hours = Hours.of(week | {"holidays": [off]}, ZoneInfo(zone))
    begin = first + timedelta(minutes=start)
    end = begin + timedelta(minutes=length)
    passed, reached = 0, {0: begin}
    for minute in range(length):
        wall = (begin + timedelta(minutes=minute)).astimezone(ZoneInfo(zone))
        is_work = wall.date() != off and any(
            low <= wall.hour * 60 + wall.minute < high for low, high in week[WEEKDAYS[wall.weekday()]]
        )
        passed += is_work
        reached.setdefault(passed, begin + timedelta(minutes=minute + 1))
        assert not hours.is_set or hours.is_open(begin + timedelta(minutes=minute)) == is_work
    if hours.is_set:
        assert hours.seconds(begin, end) == 60 * passed
        assert {count: hours.deadline(begin, 60 * count) for count in [*reached][:20]} == dict([*reached.items()][:20])
        gaps = sum(((gap.end - gap.start).total_seconds() for gap in hours.skipped(begin, end)), 0.0)
        assert gaps == 60 * (length - passed)
