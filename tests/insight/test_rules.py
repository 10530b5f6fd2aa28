"""A brand's own weights, targets and least n."""

from typing import Any

import pytest

from insight.rules import GROUPS, PARTS, TARGETS, WATCHES, WEIGHTS, Rules


def test_what_is_not_given_keeps_its_default() -> None:
    """Keys may be given in part."""
    rules = Rules.of({"weights": {"care": 2}, "targets": {"active": 0.5}})
    assert rules.weights == {**WEIGHTS, "care": 2}
    assert rules.targets == {**TARGETS, "active": 0.5}
    assert rules.min_n == 5
    assert Rules.of({}) == Rules()


def test_the_defaults_are_the_papers() -> None:
    """The five parts weigh 1 each, the watches nothing; three measures have no target."""
    assert dict.fromkeys(PARTS, 1) | dict.fromkeys(WATCHES, 0) == WEIGHTS
    measures = {name for names in GROUPS.values() for name in names}
    assert measures - TARGETS.keys() == {"members", "first_response"}
    assert TARGETS.keys() <= measures


@pytest.mark.parametrize(
    ("measure", "enough"),
    [
        pytest.param("active", 7, id="as set"),
        pytest.param("growth", 20, id="growth needs 20"),
        pytest.param("conversation", 1, id="one post is enough"),
        pytest.param("applause", 1, id="for applause too"),
        pytest.param("amplification", 1, id="and for amplification"),
    ],
)
def test_how_many_are_enough(measure: str, enough: int) -> None:
    """The brand's own least n holds for all but four."""
    assert Rules.of({"min_n": 7}).enough(measure) == enough


@pytest.mark.parametrize(
    ("given", "names"),
    [
        pytest.param({"weight": {}}, "weight", id="unknown setting"),
        pytest.param({"weights": 1}, "weights", id="no table"),
        pytest.param({"weights": {"fun": 1}}, "weights.fun", id="unknown part"),
        pytest.param({"weights": {"care": -1}}, "weights.care", id="negative weight"),
        pytest.param({"weights": {"care": float("nan")}}, "weights.care", id="NaN"),
        pytest.param({"weights": {"care": float("inf")}}, "weights.care", id="infinite"),
        pytest.param({"weights": {"care": 10**400}}, "weights.care", id="beyond floats"),
        pytest.param({"weights": {"care": True}}, "weights.care", id="a flag"),
        pytest.param({"weights": {"care": "1"}}, "weights.care", id="a string"),
        pytest.param({"weights": dict.fromkeys(PARTS, 0)}, "weights", id="all weights 0"),
        pytest.param({"targets": {"members": 1}}, "targets.members", id="no target to set"),
        pytest.param({"targets": {"active": 0}}, "targets.active", id="target 0"),
        pytest.param({"min_n": 0}, "min_n", id="min_n 0"),
        pytest.param({"min_n": 2.5}, "min_n", id="min_n no whole number"),
        pytest.param({"min_n": True}, "min_n", id="min_n a flag"),
    ],
)
def test_a_wrong_rule_is_named(given: dict[str, Any], names: str) -> None:
    """The sentence names the key and what it may be."""
    with pytest.raises(ValueError, match=names):
        Rules.of(given)
