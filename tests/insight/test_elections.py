"""Run-offs, Borda points, means and the Net Promoter Score, against their plainest definitions."""

import itertools
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.elections import Round, Rounds, borda, mean, nps, runoff

OPTIONS = range(4)
BALLOTS = st.lists(
    st.permutations(OPTIONS).flatmap(lambda order: st.integers(1, 4).map(lambda most: tuple(order[:most]))), max_size=12
)


def plain_borda(ballots: list[tuple[int, ...]]) -> list[int]:
    """Add up points person by person."""
    points = [0] * len(OPTIONS)
    for ballot in ballots:
        for number, option in zip((4, 3, 2, 1), ballot, strict=False):
            points[option] += number
    return points


def plain_runoff(ballots: list[tuple[int, ...]]) -> int | tuple[int, ...] | None:
    """Strike out one option after the other from every ballot, until one has more than half, or nothing tells apart."""
    left = list(OPTIONS)
    points = plain_borda(ballots)
    while True:
        count = Counter(ballot[0] for ballot in ballots if ballot)
        if not count:
            return None
        if len(left) == 1 or max(count.values()) * 2 > count.total():
            return max(left, key=lambda each: count[each])
        if len({(count[each], points[each]) for each in left}) == 1:
            return tuple(left)
        last = min(left, key=lambda each: (count[each], points[each], -each))
        left.remove(last)
        ballots = [tuple(each for each in ballot if each != last) for ballot in ballots]


@given(ballots=BALLOTS)
def test_points_are_those_of_each_person(ballots: list[tuple[int, ...]]) -> None:
    """Of four options the first gets 4, the last 1, and what is not ranked nothing."""
    assert list(borda(Counter(ballots), OPTIONS).values()) == plain_borda(ballots)


@given(ballots=BALLOTS)
def test_the_winner_is_that_of_striking_out_one_by_one(ballots: list[tuple[int, ...]]) -> None:
    """Dropping all without a vote at once changes no winner and no tie."""
    held = runoff(Counter(ballots), OPTIONS)
    assert (held.winner if not held.tied else held.tied) == plain_runoff(ballots)


@given(ballots=BALLOTS)
def test_nobody_is_lost_between_rounds(ballots: list[tuple[int, ...]]) -> None:
    """Each round counts everybody once, or names them as having no more to say; who is out stays out."""
    held = runoff(Counter(ballots), OPTIONS)
    for each in held.rounds:
        assert sum(each.votes.values()) + each.exhausted == len(ballots)
    for one, next_ in itertools.pairwise(held.rounds):
        assert set(next_.votes) == set(one.votes) - set(one.out)
        assert next_.exhausted >= one.exhausted
    assert all(each.out for each in held.rounds[:-1])
    assert not held.rounds or not held.rounds[-1].out


@given(ballots=BALLOTS, gone=st.sampled_from(OPTIONS))
def test_what_was_taken_out_is_passed_over(ballots: list[tuple[int, ...]], gone: int) -> None:
    """An option that does not stand for election leaves its place to those behind it."""
    left = [each for each in OPTIONS if each != gone]
    without = [tuple(each for each in ballot if each != gone) for ballot in ballots]
    assert borda(Counter(ballots), left) == borda(Counter(without), left)
    held, expected = runoff(Counter(ballots), left), runoff(Counter(without), left)
    assert (held.winner, held.tied) == (expected.winner, expected.tied)


def test_a_run_off_of_three_rounds() -> None:
    """The votes of whoever drops out go where their people wanted next; one of them wanted nothing more."""
    rankings = {(0, 1): 4, (1, 2): 3, (2, 1): 1, (2,): 1, (3, 1): 1}
    assert runoff(rankings, OPTIONS) == Rounds(
        (
            Round({0: 4, 1: 3, 2: 2, 3: 1}, (3,), 0),
            Round({0: 4, 1: 4, 2: 2}, (2,), 0),
            Round({0: 4, 1: 5}, (), 1),
        ),
        winner=1,
    )


@pytest.mark.parametrize(
    ("rankings", "options", "found"),
    [
        ({}, (0, 1), (None, ())),
        ({(): 3}, (0, 1), (None, ())),
        ({(2,): 3}, (0, 1), (None, ())),
        ({(0,): 1, (1,): 1}, (0, 1), (None, (0, 1))),
        ({(0,): 1, (1, 0): 1}, (0, 1), (0, ())),
        ({(0,): 1, (1,): 1, (2,): 1}, (2, 0, 1), (None, (2, 0, 1))),
        ({(0, 2): 1, (1, 2): 1, (2, 0): 1}, (0, 1, 2), (2, ())),
        ({(5,): 2}, (5,), (5, ())),
    ],
    ids=["no votes", "empty", "none stands", "a tie", "points decide", "all alike", "points say who is last", "one"],
)
def test_ends(rankings: dict[tuple[int, ...], int], options: tuple[int, ...], found: tuple[object, object]) -> None:
    """Ties are broken by points, and only what nothing tells apart is one at the end."""
    held = runoff(rankings, options)
    assert (held.winner, held.tied) == found


@pytest.mark.parametrize(("options", "out"), [((0, 1, 2), (2,)), ((0, 2, 1), (1,)), ((2, 1, 0), (1,))])
def test_of_equal_last_ones_the_later_drops_out(options: tuple[int, ...], out: tuple[int, ...]) -> None:
    """Where votes and points are equal, the poll's order decides."""
    held = runoff({(0, 1, 2): 1, (0, 2, 1): 1, (1,): 1, (2,): 1}, options)
    assert held.rounds[0].out == out


SCORES = st.dictionaries(st.integers(0, 10), st.integers(1, 50), min_size=1)


@given(votes=SCORES)
def test_scores_are_those_of_each_answer(votes: dict[int, int]) -> None:
    """The mean, and the share of 9 and 10 less that of 0 to 6, over every single answer."""
    answers = list(Counter(votes).elements())
    assert mean(votes) == pytest.approx(sum(answers) / len(answers))
    found = nps(votes)
    promoters, detractors = sum(each > 8 for each in answers), sum(each < 7 for each in answers)
    assert found.score == pytest.approx(100 * promoters / len(answers) - 100 * detractors / len(answers))
    assert (found.promoters, found.detractors) == (promoters, detractors)
    assert found.promoters + found.passives + found.detractors == len(answers)
