"""All figures against an oracle that knows only the contract; care in detail."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from chat.lines import Line
from insight.workhours import Hours
from tests.insight.oracle import Week, first_minute
from tests.insight.replay import OFFICE, WEEK, differences, replayed
from tests.insight.story import Story

NEVER: Week = ((),) * 7

CALENDARS = [
    (ZoneInfo("Europe/Berlin"), date(2026, 10, 19), OFFICE),
    (ZoneInfo("Europe/Lisbon"), date(2026, 3, 23), OFFICE),
    (ZoneInfo("Australia/Lord_Howe"), date(2026, 9, 28), OFFICE),
    (ZoneInfo("Africa/Cairo"), date(2026, 10, 26), NEVER),
]
"""A zone, a week in which its clocks change, and hours."""

SAID: list[dict[str, Any]] = [
    {"query": True},
    {"query": True, "sentiment": -1},
    {"sentiment": 1, "query": False},
    {"sentiment": None},
    {"recommends": True},
]
ABOUT_NOTHING = {"join", "leave", "link", "nps", "purchase", "block", "poll"}
_SAID = {"message", "answer"}
ABOUT = {"answer": _SAID, "resolve": _SAID, "delete": _SAID, "click": {"share"}}
"""What some kinds are about; others may be about anything."""

OF_ALL_KINDS = (
    ["message"] * 8 + ["answer"] * 5 + ["resolve", "delete", "delete", "join", "join", "leave", "vote", "purchase"]
)
TEAM_MATE = 7


class Step(NamedTuple):
    """Something that happens, before it is known when and about what."""

    anchor: int
    """0: the start of the week, 1: a day before its end, 2: its end."""
    minutes: int
    kind: str
    who: int
    back: int
    shade: int


steps = st.builds(
    Step,
    st.integers(0, 2),
    st.just(0) | st.integers(-300, 400).map(lambda n: 10 * n) | st.integers(-1_400, 1_000).map(lambda n: 10 * n),
    st.sampled_from([*OF_ALL_KINDS, "reaction", "link", "nps", "share", "click", "block", "poll"]),
    st.integers(0, TEAM_MATE),
    st.integers(0, 6),
    st.integers(0, 4),
)


def world(given_steps: list[Step], zone: ZoneInfo, start: date) -> list[Line]:
    """Give the lines of a small world: few people in two chats, who talk about what was said just before."""
    end = first_minute(start + WEEK, zone)
    anchors = (first_minute(start, zone), end - timedelta(hours=24), end)
    timed = sorted((anchors[step.anchor] + timedelta(minutes=step.minutes), step) for step in given_steps)
    lines: list[Line] = []
    for at, step in timed:
        about = [line.id for line in lines if line.kind in ABOUT.get(step.kind, {line.kind})]
        lines.append(told(len(lines), at, step, about[-1 - step.back % len(about)] if about else "nothing"))
    return lines


def told(number: int, at: datetime, step: Step, ref: str) -> Line:
    """Give a line."""
    # Who joins was mostly never heard of; whoever they came through is on the same platform.
    who = number + 10 if step.kind == "join" and step.shade else step.who
    data: dict[str, Any] = {
        "message": SAID[step.shade],
        "answer": {"automatic": step.shade == 0},
        "join": {"referrer": str(who if step.back == 0 else (2 * step.back + who % 2) % 8)},
        "vote": {"options": ["a"] if step.shade else []},
        "reaction": {"emoji": "+1", "removed": step.shade == 0},
        "nps": {"score": 2 * step.back % 11},
        "purchase": {"amount": f"{step.back + 1}.50", "currency": "EUR" if step.shade else "USD"},
        "link": {"to": {"platform": "slack" if step.back % 2 else "telegram", "person": str(step.back)}},
    }
    return Line(
        id=f"i{number}",
        brand="acme",
        platform="slack" if who % 2 else "telegram",
        chat="c" if step.back else "d",
        person="boss" if step.kind in {"answer", "poll"} else str(who),
        team=step.kind in {"answer", "poll"} or (who == TEAM_MATE and step.shade == 1),
        kind=step.kind,
        at=at,
        ref=None if step.kind in ABOUT_NOTHING or (step.kind == "message" and step.shade == 1) else ref,
        data=data.get(step.kind, {}),
    )


@given(st.lists(steps, max_size=60), st.sampled_from(CALENDARS))
@settings(max_examples=150, deadline=None)
def test_any_ledger(given_steps: list[Step], calendar: tuple[ZoneInfo, date, Week]) -> None:
    """Whatever happens, in whatever zone, the figures are those of the contract."""
    zone, start, week = calendar
    assert differences(world(given_steps, zone, start), zone, start, week) == {}


def test_a_replay() -> None:
    """Half a year of a busy brand comes out the same to the digit; `python -m benchmarks scorecard` replays more."""
    for start in (date(2026, 6, 1), date(2026, 10, 19)):
        assert differences(replayed(4_000), ZoneInfo("Europe/Berlin"), start, OFFICE) == {}


def asked(story: Story, at: str, who: str = "ann", **more: Any) -> str:
    """Let somebody ask."""
    return story.tell("message", who, at, query=True, **more)


def test_nine_in_ten_by_nearest_rank() -> None:
    """Of ten waits the ninth, of eleven the tenth: no value that nobody waited."""
    story = Story()
    story.hours = Hours.of({"mon": [["09:00", "12:00"]]}, story.zone)
    for minutes in range(10):
        query = asked(story, "11-02 10:00", f"p{minutes}")
        story.tell("answer", "boss", f"11-02 10:{minutes:02}", query, team=True)
    found = story.measure("first_response")
    assert (found.value, found.more["p90"], found.n) == (240, 480, 10)
    query = asked(story, "11-02 11:00", "p10")
    story.tell("answer", "boss", "11-02 13:00", query, team=True)
    found = story.measure("first_response")
    assert (found.value, found.more["p90"], found.more["business_p90"]) == (300, 540, 540)
    assert story.measure("first_response", date(2026, 11, 3)).n == 0


def test_without_hours_there_is_nothing_in_business_hours() -> None:
    """Hours that nobody set give null, not the wait in all hours."""
    story = Story()
    story.tell("answer", "boss", "11-02 11:00", asked(story, "11-02 10:00"), team=True)
    for hours in (None, Hours.of({}, story.zone)):
        story.hours = hours
        more = story.measure("first_response").more
        assert more == {"p90": 3_600, "business_median": None, "business_p90": None, "waiting": 0}


def test_what_is_deleted_at_the_end_stands() -> None:
    """An answer deleted exactly at the end has answered; a moment sooner, nobody ever did."""
    story = Story()
    answer = story.tell("answer", "boss", "11-03 10:00", asked(story, "11-02 10:00"), team=True)
    story.tell("delete", "boss", "11-09 00:00", answer, team=True)
    assert story.figure("answered") == (1, 1)
    story.tell("delete", "boss", "11-08 23:59:59", answer, team=True)
    assert story.figure("answered") == (0, 1)


def test_who_helps_unasked_is_not_the_team() -> None:
    """A message of the team, an automatic answer, and what others of the audience say answer nothing."""
    story = Story()
    query = asked(story, "11-02 10:00")
    story.tell("message", "boss", "11-02 10:01", query, team=True)
    story.tell("message", "bob", "11-02 10:02", query)
    story.tell("answer", "bot", "11-02 10:03", query, team=True, automatic=True)
    assert story.measure("first_response").more["waiting"] == 1


def test_an_advocate_is_active() -> None:
    """Through whom somebody joined counts among active people only, and never the team or oneself."""
    story = Story()
    story.post()
    for person in ("ann", "bob", "eve"):
        story.tell("share", person, "11-03 12:00")
    for person, referrer in (("new", "ann"), ("newer", "gone"), ("newest", "boss"), ("eve", "eve"), ("bob", None)):
        story.tell("join", person, "11-04 12:00", referrer=referrer)
    assert story.figure("advocates") == (1 / 3, 3)
    story.tell("message", "bob", "11-05 12:00", recommends=True)
    assert story.figure("advocates") == (2 / 3, 3)
