"""Rollups: scorecards from the sheets of days are those from the lines."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chat.lines import Line, parse
from insight.history import History
from insight.rules import Rules
from insight.scorecard import scorecards
from insight.weeks import Period
from insight.workhours import WEEKDAYS, Hours
from tests.insight.replay import OFFICE, replayed
from tests.insight.rolled import period, rolled
from tests.insight.test_vectors import assert_alike, cases

FIRST = datetime(2026, 9, 20, tzinfo=UTC)
ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]
KINDS = "join leave block link message message message reaction reaction vote vote poll nps share click purchase answer"
KINDS += " answer resolve delete delete"
PLATFORMS = ("slack", "telegram", "webchat")


def told(number: int, step: int, kind: str, who: int, ref: int, flags: int) -> Line:
    """Give a line of a small world: few people, few things to refer to, and times that often fall together."""
    data: dict[str, dict[str, Any]] = {
        "join": {"referrer": str(flags % 8) if flags & 8 else None},
        "link": {"to": {"platform": PLATFORMS[flags % 3], "person": str(who ^ 1)}},
        "message": {"sentiment": [None, -1, 0, 1][flags % 4], "recommends": flags & 4 > 0, "query": flags & 8 > 0},
        "reaction": {"emoji": "+1"} | ({"removed": True} if flags & 3 == 3 else {}),
        "vote": {"options": [[], ["a"], ["b"], None][flags % 4]},
        "nps": {"score": flags % 11},
        "purchase": {"amount": f"{flags}.50", "currency": "EUR"} if flags & 1 else {"amount": "7", "currency": "JPY"},
        "answer": {"automatic": flags & 7 == 7},
    }
    is_team = kind in {"poll", "answer"} or (kind == "message" and (who == 0 or flags == 13))
    bound = kind in {"reaction", "vote", "share", "click", "answer", "resolve", "delete"}
    return Line(
        id=f"i{number}",
        brand="acme",
        platform=PLATFORMS[who % 3],
        chat=f"c{flags % 2}",
        person=None if kind == "click" and flags & 1 else str(who),
        team=is_team,
        kind=kind,
        at=FIRST + step * timedelta(hours=5),
        ref=f"i{ref}" if bound or (kind == "message" and flags & 2) else None,
        data=data.get(kind, {}),
    )


steps = st.tuples(
    st.integers(0, 300),
    st.sampled_from(KINDS.split()),
    st.integers(0, 11),
    st.integers(0, 25),
    st.integers(0, 15),
)
worlds = st.lists(steps, max_size=90).map(
    lambda world: [told(number, at, kind, who, ref, flags) for number, (at, kind, who, ref, flags) in enumerate(world)]
)
periods = st.lists(
    st.tuples(st.integers(0, 70), st.sampled_from([1, 7, 7, 14, 30, 90])).map(
        lambda asked: period(date(2026, 9, 18) + timedelta(days=asked[0]), asked[1])
    ),
    min_size=1,
    max_size=2,
)


def brute(lines: list[Line], zone: ZoneInfo, asked: list[Period], hours: Hours | None) -> list[Any]:
    """Reckon the same scorecards from all lines."""
    cards = scorecards(History(lines, zone), brand="acme", periods=asked, rules=Rules(), hours=hours)
    return [card.as_json() for card in cards]


@settings(max_examples=200)
@given(worlds, periods, st.sampled_from(ZONES), st.none() | st.integers(-10, 80))
def test_rolled_up_figures_are_those_of_the_ledger(
    lines: list[Line], asked: list[Period], zone: str, since: int | None
) -> None:
    """Whatever was told late, taken back, linked or of the team, for any period, from any state."""
    own = ZoneInfo(zone)
    hours = Hours.of(dict(zip(WEEKDAYS, OFFICE, strict=True)), own)
    first = None if since is None else FIRST.toordinal() + since
    got = [card.as_json() for card in rolled(lines, own, asked, first=first, hours=hours)]
    assert_alike(got, brute(lines, own, asked, hours))


@pytest.mark.parametrize("seed", [1, 2])
def test_a_busy_half_year_comes_out_alike(seed: int) -> None:
    """Many people who talk, link, leave and change their minds: each figure of several periods is that of the lines."""
    zone = ZoneInfo("Europe/Berlin")
    hours = Hours.of(dict(zip(WEEKDAYS, OFFICE, strict=True)), zone)
    lines = replayed(8_000, seed)
    asked = [period(date(2026, 10, 27), days) for days in (1, 7, 30, 90)]
    got = [card.as_json() for card in rolled(lines, zone, asked, first=date(2026, 7, 1).toordinal(), hours=hours)]
    assert_alike(got, brute(lines, zone, asked, hours))


@pytest.mark.parametrize(("folder", "case"), [*cases()])
def test_worked_cases_come_out_alike(folder: Path, case: dict[str, Any]) -> None:
    """Each worked case, but for its own weights: the figures of the lines."""
    told_lines = map(parse, (folder / "events.jsonl").read_text().splitlines())
    lines = [replace(line, brand="acme") for line in told_lines if line.brand == case["brand"]]
    zone = ZoneInfo(case["zone"])
    hours = Hours.of(case, zone)
    asked = [Period(date.fromisoformat(case["from"]), date.fromisoformat(case["to"]))]
    got = [card.as_json() for card in rolled(lines, zone, asked, hours=hours)]
    assert_alike(got, brute(lines, zone, asked, hours))
