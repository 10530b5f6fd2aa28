"""What moved, which measure tells most, and what to do next: by fixed rules, and nothing where data are too few."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chat.i18n import LANGUAGES, words
from handlers.digests.advising import advice_lines
from handlers.digests.writing import lead
from insight.advice import Situation, advice, slowest
from insight.movement import movement, telling
from insight.rules import Rules
from insight.scorecard import Scorecard
from insight.topics import Topic
from tests.insight.story import Story
from tests.support.core import ACME
from tests.support.digests import measured

NOW = datetime(2026, 11, 9, tzinfo=UTC)
RULES = Rules.of({})
BERLIN = ZoneInfo("Europe/Berlin")
LATELY = {"last_poll": NOW - timedelta(days=3), "last_nps": NOW - timedelta(days=9)}


def card(**values: tuple[float | None, float | None, str]) -> Scorecard:
    """Return a scorecard in which nothing is known but these."""
    return measured(Story().card(), **values)


def told(given: Scorecard, **there: Any) -> list[str]:
    """Return the advice in English."""
    moved = movement(given, None, RULES)
    found = advice(given, moved, RULES, Situation(now=NOW, **LATELY | there), BERLIN)
    return advice_lines(found, ACME, words("en"))


def topic(name: str, low: float, high: float, n: int = 100) -> Topic:
    """Return a topic with this interval."""
    return Topic(name=name, votes=round(n * (low + high) / 2), n=n, polls=1, latest=NOW, low=low, high=high)


def at(day: int, hour: int, minutes: float) -> tuple[datetime, datetime]:
    """Return a question of this hour in Berlin, and its answer."""
    asked = datetime(2026, 11, day, hour, tzinfo=BERLIN).astimezone(UTC)
    return asked, asked + timedelta(minutes=minutes)


def test_of_too_few_data_nothing_is_made() -> None:
    """An empty week has no advice, and no measure that tells."""
    assert told(card()) == []
    assert telling("engagement", card(), RULES) is None
    few = replace(card(active=(0.01, 0.5, "clear")).parts["engagement"].measures["active"], n=4)
    part = replace(card().parts["engagement"], measures={**card().parts["engagement"].measures, "active": few})
    little = replace(card(), parts={**card().parts, "engagement": part})
    assert told(little) == []
    assert movement(little, None, RULES).clear == ()


@pytest.mark.parametrize(
    ("values", "there", "lines"),
    [
        (
            {"answered": (0.8, 0.9, "noise")},
            {"opened": [NOW - timedelta(days=3), NOW - timedelta(hours=25), NOW - timedelta(hours=2)]},
            [("1. Waiting for more than a day: 2, the first since 6 November. "
             "Answer them first. (Questions answered: 80%)")],
        ),
        ({}, {"opened": [NOW - timedelta(hours=23)]}, []),
        (
            {}, {"topics": [topic("Rye bread", 0.6, 0.7), topic("Cakes", 0.2, 0.3)], "posts": ["We made cakes!"]},
            [("1. “Rye bread” leads your polls alone, with 65% of 100 answers, and you have not posted about it yet: "
             "make it next.")],
        ),
        ({}, {"topics": [topic("Rye bread", 0.6, 0.7)], "posts": ["Here is our Rye Bread, at last"]}, []),
        ({}, {"topics": [topic("Rye bread", 0.6, 0.7), topic("Cakes", 0.5, 0.65)]}, []),
        ({}, {"topics": [topic("Rye bread", 0.6, 0.7, n=19)]}, []),
        (
            {"active": (0.1, 0.2, "clear")}, {},
            ["1. Active people 20% → 10%, clearly less: ask something that can be answered in one word."],
        ),
        (
            {"referred_joins": (0.1, 0.1, "noise")}, {},
            [("1. Of 1,234,567 who joined, only 10% came through somebody you know of: "
             "offer personal links with /invite.")],
        ),
        (
            {"fans": (0.01, 0.01, "noise"), "returning": (0.3, 0.3, "noise")}, {},
            ["1. Fans 1% (target 10%): give people a reason to come by every week, always on the same day.",
             "2. Came back 30% (target 60%): tell those who were here last month what came of it."],
        ),
        ({"fans": (0.09, 0.01, "noise")}, {}, []),
        (
            {"poll_participation": (0.2, 0.2, "noise")},
            {"last_poll": NOW - timedelta(days=14), "last_nps": NOW - timedelta(days=35)},
            ["1. Voted in polls is at 20%, and your last poll was on 26 October: ask something with /poll.",
             "2. Would recommend (NPS) has no answers, and nobody was asked for five weeks: try /poll nps."],
        ),
        (
            {"poll_participation": (0.0, 0.0, "unknown"), "nps": (60.0, 50.0, "noise")}, {"last_poll": None},
            ["1. Voted in polls 0% (target 20%): ask shorter, and post when people are awake."],
        ),
    ],
)  # fmt: skip
def test_each_rule(values: dict[str, Any], there: dict[str, Any], lines: list[str]) -> None:
    """What it takes, and what it says; where it takes more, nothing is said."""
    assert told(card(**values), **there) == lines


def test_slow_hours() -> None:
    """Local hours in which five waited at least an hour, and twice as long as all others."""
    evening, morning = [at(day, 21, 300) for day in range(2, 7)], [at(day, 9, 20) for day in range(2, 7)]
    (line,) = told(card(), waits=evening + morning)
    assert line == (
        "1. Who asks between 20:00 and 24:00 waits 5 h (median of 5), at other times 20 min: let somebody look in then."
    )
    assert slowest(evening[:4] + morning, BERLIN) is None
    assert slowest(evening + morning[:4], BERLIN) is None
    assert slowest([at(day, 21, 50) for day in range(2, 7)] + morning, BERLIN) is None
    assert slowest(evening + [at(day, 9, 200) for day in range(2, 7)], BERLIN) is None
    assert slowest([], BERLIN) is None


def test_three_at_most_each_of_another_measure() -> None:
    """The most pressing first; what fell is not named again as weak."""
    low = dict.fromkeys(("active", "returning", "fans", "advocates"), (0.01, 0.5, "clear"))
    lines = told(card(**low), opened=[NOW - timedelta(days=3)])
    assert len(lines) == 3
    assert lines[0].startswith("1. Waiting")
    assert len({line.split(" ")[1] for line in lines}) == 3


def test_the_measure_that_tells() -> None:
    """The clearest change by its target, else the first that has enough."""
    both = card(active=(0.2, 0.1, "clear"), conversation=(3.0, 0.5, "clear"), applause=(1.0, 1.0, "noise"))
    assert telling("engagement", both, RULES) == "conversation"
    assert telling("engagement", card(applause=(1.0, 1.0, "noise")), RULES) == "applause"
    assert telling("followers", card(members=(9.0, 9.0, "unknown"), growth=(0.1, 0.1, "unknown")), RULES) == "growth"
    assert telling("followers", card(members=(9.0, 9.0, "unknown")), RULES) == "members"


UP, DOWN = {"active": (0.3, 0.2, "clear")}, {"returning": (0.2, 0.4, "clear")}


@pytest.mark.parametrize(
    ("index", "previous", "values", "week", "sentence"),
    [
        (62.3, 58.24, UP, True,
         "A better week: the index rose by 4.1 to 62.3, above all with Active people (20% → 30%)."),
        (62.3, 58.2, UP | DOWN, True,
         "A better week: the index rose by 4.1 to 62.3, above all with Active people (20% → 30%)."),
        (62.3, 58.2, DOWN, True, "The index rose by 4.1 to 62.3, although Came back (40% → 20%) fell clearly."),
        (62.3, 58.2, {}, True, "The index rose by 4.1 to 62.3, but no measure changed clearly: it may be chance."),
        (50.0, 58.2, DOWN, True, "A weaker week: the index fell by 8.2 to 50, above all with Came back (40% → 20%)."),
        (50.0, 58.2, UP, True, "The index fell by 8.2 to 50, although Active people (20% → 30%) rose clearly."),
        (50.0, 58.2, {}, True, "The index fell by 8.2 to 50, but no measure changed clearly: it may be chance."),
        (50.01, 50.0, {}, True, "A week like the one before: the index stays at 50."),
        (50.0, 50.0, UP, True, "The index stays at 50, while Active people (20% → 30%) changed clearly."),
        (50.0, None, {}, True, "The index begins at 50; there is no week before it to compare with."),
        (None, 50.0, {}, True, "Too few people took part to tell how it went."),
        (None, None, UP | DOWN, True,
         "Too few data for an index, but Came back (40% → 20%) and Active people (20% → 30%) changed clearly."),
        (None, None, UP, False, "What changed clearly: Active people (20% → 30%)."),
        (None, None, {}, False,
         "No measure changed clearly: it was a time like the one before, as far as the figures tell."),
    ],
)  # fmt: skip
def test_how_it_went(
    index: float | None, previous: float | None, values: dict[str, Any], week: bool, sentence: str
) -> None:
    """One sentence, as careful as the figures: a change is told as one only where a measure changed clearly."""
    moved = movement(replace(card(**values), index=index), previous, RULES)
    assert lead(moved, words("en"), week=week) == sentence
    for language in LANGUAGES:
        assert lead(moved, words(language), week=week).endswith((".", "!"))
