"""What is behind a figure comes to it, in the worked cases and in a small week."""

from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chat.lines import parse
from insight.behind import OPENS, opened
from insight.history import History
from insight.measures import COUNTS
from insight.questions import audience, came_back
from insight.view import View
from insight.weeks import Period
from insight.workhours import Hours
from tests.insight.story import END, START, Story
from tests.insight.test_vectors import cases


def adds_up(view: View) -> None:
    """Check that the items behind each figure come to its count."""
    for name, count in COUNTS.items():
        items, tally = opened(view, name), count(view)
        added = sum(item.adds for item in items)
        expected = {
            "members": (tally.value, len(items)),
            "nps": ((tally.value or 0) * tally.n / 100, tally.n),
            "net_sentiment": ((tally.value or 0) * tally.n, tally.n),
            "growth": (view.membership.joins - view.membership.leaves, len(items)),
            "answered": (tally.count, tally.n),
            "first_response": (added, tally.n),
        }.get(name, (tally.count, tally.count))
        assert added == pytest.approx(expected[0]), name
        assert len(items) == expected[1], name


@pytest.mark.parametrize(("folder", "case"), [*cases()])
def test_the_worked_cases_open(folder: Path, case: dict[str, Any]) -> None:
    """Every figure of each worked case has the rows that it was counted from."""
    zone = ZoneInfo(case["zone"])
    history = History(map(parse, (folder / "events.jsonl").read_text().splitlines()), zone)
    period = Period(date.fromisoformat(case["from"]), date.fromisoformat(case["to"]))
    adds_up(View(history.ledger(case["brand"]), period, zone, Hours.of(case, zone)))


@pytest.fixture
def story() -> Story:
    """Tell of six people who voted or answered before a week, half of whom were active in it."""
    story = Story()
    poll = story.tell("poll", "boss", "10-20 09:00", team=True, question="Tea or coffee?", options=["a", "b"])
    post = story.post("10-21 09:00")
    for i in range(6):
        who = f"u{i}"
        story.join(who)
        story.tell("vote", who, "10-22 00:00", poll, options=None)
        if i < 2:
            story.tell("reaction", who, "10-22 10:00", post, emoji="+1")
        if i < 3:
            story.tell("message", who, "11-04 18:30", sentiment=1)
    story.tell("vote", "u5", "11-05 00:00", poll, options=None)
    return story


def view_of(story: Story, platform: str | None = None) -> View:
    """Look at the week."""
    return View(History(story.lines, story.zone, platform).ledger("acme"), Period(START, END), story.zone)


def test_a_small_week_opens(story: Story) -> None:
    """Here, too; and seen from a platform where nothing happened all is empty."""
    adds_up(view_of(story))
    elsewhere = view_of(story, "telegram")
    assert all(opened(elsewhere, name) == [] for name in OPENS)
    assert [item.at for item in opened(view_of(story), "poll_participation")] == [None]


def test_content_and_loyalty(story: Story) -> None:
    """The returning rate of those who met each kind of content, and each poll that enough people met.

    Who voted anew in the week has no vote from before.
    """
    posts = {line.id: line for line in story.lines if line.team}
    found = came_back(view_of(story), posts)
    told = {(each.kind, each.question): (each.came_back.count, each.came_back.n) for each in found}
    assert told == {("post", ""): (2, 2), ("poll", ""): (3, 5), ("poll", "Tea or coffee?"): (3, 5)}


def test_what_is_known_of_the_audience(story: Story) -> None:
    """Languages by people, the busiest hours without votes whose time is not kept, topics of several people only."""
    said = [line.id for line in story.lines if line.kind == "message" and not line.team]
    heard = {line: {"language": "es" if at else "en", "topics": ["tea"]} for at, line in enumerate(said)}
    known = audience(view_of(story), heard, story.zone)
    assert (known.languages, known.topics, known.weekday) == ([("es", 2), ("en", 1)], [], 2)
    assert known.busiest in {16, 17, 18}
