"""What to make next: which options are one topic, and in which order topics stand."""

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.topics import MIN_N, Asked, Topic, key_of, level, ranked

START = datetime(2026, 11, 1, tzinfo=UTC)


def asked(voters: int, *options: tuple[str, int], day: int = 0, several: bool = False) -> Asked:
    """Give a poll."""
    return Asked(at=START + timedelta(days=day), options=options, voters=voters, several=several)


@pytest.mark.parametrize(
    "same",
    [
        pytest.param(["Recipes", "recipes", " RECIPES  ", "Ｒｅｃｉｐｅｓ", "#recipes"], id="case, spaces and width"),
        pytest.param(
            ["Recipes!", "“Recipes”", "…Recipes?!", "Recipes 🍕", "🍕 Recipes ☕️", "*Recipes*"], id="outer signs"
        ),
        pytest.param(["Straße", "STRASSE", "straße."], id="case folding"),
        pytest.param(["Café", "Cafe\u0301", "café!"], id="composed or not"),
        pytest.param(["רecettes"[::-1], "  רecettes"[::-1]], id="right to left"),
        pytest.param(["हिन्दी", "हिन्दी!"], id="vowel signs"),
        pytest.param(["👍🏽", " 👍🏽 "], id="nothing but an emoji"),
        pytest.param(["Behind\tthe  scenes", "behind the scenes"], id="inner spaces"),
    ],
)
def test_these_are_one_topic(same: list[str]) -> None:
    """However people spell them."""
    assert len({key_of(text) for text in same}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C#", "C"),
        ("C++", "C"),
        ("Q&A live", "QA live"),
        ("👍", "👎"),
        ("Recipe", "Recipes"),
        ("5", "50"),
        ("हिन्दी", "हिन्द"),
    ],
)
def test_these_are_two(one: str, other: str) -> None:
    """What stands inside a text, and the signs of names, tell topics apart."""
    assert key_of(one) != key_of(other)


def test_votes_come_together_over_polls() -> None:
    """The votes and the voters of the polls that offered it, under the name it had last."""
    found = ranked([asked(30, ("Recipes!", 20), ("Live", 10)), asked(50, ("recipes", 30), ("Tips", 20), day=1)])
    (recipes,) = [topic for topic in found if key_of(topic.name) == "recipes"]
    assert (recipes.name, recipes.votes, recipes.n, recipes.polls) == ("recipes", 50, 80, 2)
    assert recipes.latest == START + timedelta(days=1)
    assert [topic.name for topic in found] == ["recipes", "Tips", "Live"]


def test_the_surest_comes_first() -> None:
    """Not the highest share, but that of which the least is sure to be high; too few come last, by name."""
    found = ranked(
        [asked(20, ("Small", 14)), asked(1_000, ("Large", 600), day=1), asked(5, ("Zest", 5), ("Apple", 0), day=2)]
    )
    assert [topic.name for topic in found] == ["Large", "Small", "Apple", "Zest"]
    assert [topic.is_enough for topic in found] == [True, True, False, False]
    assert [topic.name for topic in level(found)] == ["Large", "Small"]


def test_level_are_those_that_may_be_first() -> None:
    """Their interval overlaps with the first one's; those with too few answers are not spoken of."""
    found = ranked([asked(400, ("A", 200), ("B", 190), ("C", 10)), asked(3, ("D", 3))])
    assert [topic.name for topic in level(found)] == ["A", "B"]
    assert level([]) == []
    assert level(ranked([asked(3, ("D", 3))])) == []


@pytest.mark.parametrize(("several", "votes"), [(False, 9), (True, 5)])
def test_two_options_of_one_topic_are_one_offer(several: bool, votes: int) -> None:
    """Who may choose several may have chosen both, and counts once."""
    (topic,) = ranked([asked(10, ("Live", 5), ("LIVE 🎥", 4), several=several)])
    assert (topic.votes, topic.n, topic.polls) == (votes, 10, 1)


def test_the_least_number_has_its_reason() -> None:
    """From there on the widest interval is hardly wider than 40 points, below it is."""
    widths = {
        n: max(t.high - t.low for t in ranked([asked(n, ("A", k)) for k in [n // 2]])) for n in (MIN_N - 1, MIN_N)
    }
    assert widths[MIN_N] < 0.405 < widths[MIN_N - 1]


NAMES = ["Recipes", "recipes!", "Live", "LIVE 🎥", "Tips", "🍕"]


@st.composite
def polls(draw: st.DrawFn) -> Asked:
    """Draw a poll in which everybody chose one option."""
    votes = draw(st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 60)), max_size=6))
    extra = draw(st.integers(0, 5))
    return asked(sum(number for _, number in votes) + extra, *votes, day=draw(st.integers(0, 9)))


def wilson(votes: int, n: int) -> tuple[float, float]:
    """Reckon the interval by solving (p - share)² = z² p (1 - p) / n for p."""
    z2 = 1.959964**2
    a, b, c = 1 + z2 / n, -(2 * votes / n + z2 / n), (votes / n) ** 2
    root = math.sqrt(max(0.0, b * b - 4 * a * c))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


@given(st.lists(polls(), max_size=6))
def test_it_is_what_counting_by_hand_gives(given_polls: list[Asked]) -> None:
    """Votes, answers and intervals of each topic are those of a plain count, and the order is by the lower end."""
    found = ranked(given_polls)
    keys = {key_of(text) for each in given_polls for text, _ in each.options}
    assert {key_of(topic.name) for topic in found} == keys
    assert len(found) == len(keys)
    for topic in found:
        _check(topic, given_polls)
    told = [topic for topic in found if topic.is_enough]
    assert found[: len(told)] == told
    assert [topic.low for topic in told] == sorted((topic.low for topic in told), reverse=True)


def _check(topic: Topic, given_polls: list[Asked]) -> None:
    offered = [each for each in given_polls if any(key_of(text) == key_of(topic.name) for text, _ in each.options)]
    votes = sum(n for each in offered for text, n in each.options if key_of(text) == key_of(topic.name))
    assert (topic.votes, topic.n, topic.polls) == (votes, sum(each.voters for each in offered), len(offered))
    assert topic.latest == max(each.at for each in offered)
    if topic.n:
        assert (topic.low, topic.high) == pytest.approx(wilson(topic.votes, topic.n), abs=1e-9)
        assert topic.low - 1e-9 <= topic.share <= topic.high + 1e-9


@given(st.text())
def test_any_text_has_a_key(text: str) -> None:
    """Which is not empty where the text is not, and is its own."""
    key = key_of(text)
    assert bool(key) == bool(text.split())
    assert key_of(key) == key
