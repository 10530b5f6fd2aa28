"""Scores, the index over them, the previous period, and the JSON."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from insight.rules import PARTS
from tests.insight.story import END, START, Story

PEOPLE = [f"p{i:02}" for i in range(20)]
WEEK = timedelta(days=7)


def busy() -> Story:
    """Tell of twenty members, one post, and a week in which some of them return, vote, reply and react.

    Nobody asks, and three are active, too few for `advocates` to count.

    Worked by hand, R = 20: active 3 / 20 (half its target), poll_participation 1 / 20 (a quarter), conversation and
    applause 1 / 0.2 = 5 (over 2, and just 5): engagement (50 + 25 + 100 + 100) / 4 = 68.75. growth 0 / 20 scores 0,
    fans 1 / 20 (half): followers 25. returning 3 of 6 (5/6 of 0.6): loyalty 83.33. The post is not shared: sharing 0.
    """
    story = Story()
    story.join(*PEOPLE)
    for person in PEOPLE[:6]:
        story.tell("share", person, "10-20 12:00")
    story.tell("share", "p00", "10-27 12:00")
    post = story.post()
    story.tell("message", "p00", "11-03 12:00", post)
    story.tell("reaction", "p01", "11-03 12:00", post)
    story.tell("vote", "p02", "11-03 12:00", "poll")
    return story


def test_a_part_scores_the_mean_of_its_measures() -> None:
    """Each measure is held against its target, between 0 and 100; the part is their mean."""
    parts = busy().card().parts
    scores = {name: part.score for name, part in parts.items()}
    assert {name: measure.score for name, measure in parts["engagement"].measures.items()} == pytest.approx(
        {"active": 50, "poll_participation": 25, "conversation": 100, "applause": 100}
    )
    assert scores == {
        "recommendations": None,
        "engagement": pytest.approx(68.75),
        "followers": pytest.approx(25),
        "loyalty": pytest.approx(100 * 0.5 / 0.6),
        "sharing": 0,
    }


def test_the_index_is_the_mean_of_the_parts_with_a_score() -> None:
    """Parts without a score are left out; the index of the week is also the only one of its weeks."""
    card = busy().card()
    assert card.index == pytest.approx((68.75 + 25 + 100 * 0.5 / 0.6) / 4)
    assert card.index_weeks == (card.index,)


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        pytest.param({"weights": {"engagement": 2}}, (2 * 68.75 + 25 + 250 / 3) / 4, id="weighed"),
        pytest.param({"weights": {"followers": 0}}, None, id="two parts that weigh are too few"),
        pytest.param({"weights": {"care": 1}}, (68.75 + 25 + 250 / 3) / 3, id="no score, no weight"),
        pytest.param({"targets": {"active": 0.15}}, (81.25 + 25 + 250 / 3) / 3, id="own target"),
        pytest.param({"min_n": 7}, None, id="six are too few to return"),
        pytest.param({"min_n": 20}, None, id="twenty of R are enough, six to return are not"),
    ],
)
def test_a_brand_weighs_for_itself(rules: Mapping[str, Any], expected: float | None) -> None:
    """Weights, targets and the least n change the index as the paper says; here sharing never weighs."""
    weights = {"sharing": 0} | rules.get("weights", {})
    index = busy().card(rules={**rules, "weights": weights}).index
    assert index == (None if expected is None else pytest.approx(expected))


def test_too_few_still_show_their_score() -> None:
    """A small n has a score but is left out of the part; one post is enough, and twenty members for growth."""
    engagement = busy().card(rules={"min_n": 21}).parts["engagement"]
    assert engagement.measures["active"].score == pytest.approx(50)
    assert engagement.score == pytest.approx(100)
    followers = busy().card(rules={"min_n": 21}).parts["followers"]
    assert followers.score == pytest.approx(0)


def test_growth_of_nineteen_is_left_out() -> None:
    """Under twenty at the start, growth shows its score but weighs nothing."""
    story = Story()
    story.join(*PEOPLE[:19])
    story.join("new", at="11-03 12:00")
    followers = story.card(rules={"min_n": 1}).parts["followers"]
    assert followers.measures["growth"].score == pytest.approx(100)
    assert followers.score == followers.measures["fans"].score == 0


def test_a_shrinking_brand_scores_nought() -> None:
    """A value below 0 scores 0, not less."""
    story = Story()
    story.join(*PEOPLE)
    story.tell("leave", "p00", "11-03 12:00")
    growth = story.measure("growth")
    assert (growth.value, growth.score) == (-0.05, 0)


@pytest.mark.parametrize("days", [1, 3, 6, 8, 14, 28])
def test_other_lengths_have_no_scores(days: int) -> None:
    """Targets hold for seven days; other periods list the index of each whole week back from their end."""
    story = busy()
    card = story.card(END - timedelta(days=days), END)
    groups = [*card.parts.values(), *card.watches.values()]
    assert {measure.score for group in groups for measure in group.measures.values()} == {None}
    assert {group.score for group in groups} == {card.index} == {None}
    weeks = [story.card(END - (back + 1) * WEEK, END - back * WEEK).index for back in range(days // 7)]
    assert card.index_weeks == tuple(reversed(weeks))


def test_any_seven_days_have_an_index() -> None:
    """A week need not begin on Monday."""
    assert busy().card(date(2026, 11, 1), date(2026, 11, 8)).index is not None


def test_the_previous_value_is_the_previous_scorecards() -> None:
    """Every measure's previous value is that of the scorecard of as many days before."""
    story = busy()
    for days in (7, 10):
        now, before = (
            story.card(END - timedelta(days), END),
            story.card(END - timedelta(2 * days), END - timedelta(days)),
        )
        for part, names in PARTS.items():
            got = [now.parts[part].measures[name].previous for name in names]
            assert got == [before.parts[part].measures[name].value for name in names]


def test_a_measure_that_is_not_counted_is_there() -> None:
    """What nothing counts yet, or was counted of, has no value, n = 0 and an unknown change, and its other keys."""
    empty = {"value": None, "n": 0, "low": None, "high": None, "previous": None, "change": "unknown", "score": None}
    printed = Story().card().as_json()
    assert printed["parts"]["recommendations"] == {
        "score": None,
        "measures": dict.fromkeys(["nps", "advocates", "referred_joins"], empty),
    }
    assert printed["watches"]["sentiment"]["measures"]["net_sentiment"] == empty | {"unclassified": None}
    waits = dict.fromkeys(["p90", "business_median", "business_p90"])
    assert printed["watches"]["care"]["measures"]["first_response"] == empty | waits | {"waiting": 0}
    assert (printed["revenue"], printed["revenue_previous"]) == ({}, {})


def test_the_json_is_plain() -> None:
    """It says the brand and the period, keeps whole numbers whole, and is JSON."""
    printed = json.loads(json.dumps(busy().card().as_json(), allow_nan=False))
    assert printed["brand"] == "acme"
    assert printed["period"] == {"start": "2026-11-02", "end": "2026-11-09", "zone": "Europe/Berlin"}
    members = printed["parts"]["followers"]["measures"]["members"]
    assert json.dumps({key: members[key] for key in ("value", "n", "joins", "leaves", "previous")}) == (
        '{"value": 20, "n": 1, "joins": 0, "leaves": 0, "previous": 20}'
    )


def test_a_period_without_a_day_is_refused() -> None:
    """The sentence says that there is no day in it."""
    with pytest.raises(ValueError, match="has no day"):
        busy().card(END, START)
