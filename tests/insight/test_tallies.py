"""Intervals and tests of change, against numbers worked by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.tallies import Change, Tally, change, per_exposure, rate

Z = 1.959964


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        # None and all: the far end is z² / (n + z²) away; a half: z / 2 / sqrt(n + z²) to either side.
        pytest.param(5, 10, 0.5 - Z / 2 / math.sqrt(10 + Z**2), 0.5 + Z / 2 / math.sqrt(10 + Z**2), id="a half"),
        pytest.param(0, 10, 0, Z**2 / (10 + Z**2), id="none"),
        pytest.param(10, 10, 10 / (10 + Z**2), 1, id="all"),
        pytest.param(1, 1, 1 / (1 + Z**2), 1, id="one of one"),
    ],
)
def test_a_rate_has_its_wilson_interval(hits: int, n: int, low: float, high: float) -> None:
    """The 95 % interval is Wilson's, within 0..1."""
    assert rate(hits, n).interval() == pytest.approx((low, high), abs=1e-9)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_value(case: tuple[int, int]) -> None:
    """The value lies in the interval, and the interval in 0..1."""
    tally = rate(*case)
    low, high = tally.interval()
    assert low is not None
    assert high is not None
    assert tally.value is not None
    assert 0 <= low <= tally.value + 1e-12
    assert tally.value - 1e-12 <= high <= 1


def test_nothing_has_no_interval() -> None:
    """With n = 0 there is neither value nor interval, and a count per exposure never has one."""
    assert (rate(0, 0).value, rate(0, 0).interval()) == (None, (None, None))
    assert per_exposure(3, 1.5, 2).interval() == (None, None)
    assert per_exposure(0, 0, 2) == per_exposure(0, 0.0, 2)
    assert per_exposure(0, 0, 2).value is None


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        # 60 and 40 of 100: z = 0.2 / sqrt(0.5 * 0.5 * 0.02) = 2.83, p = 0.005.
        pytest.param(rate(60, 100), rate(40, 100), "clear", id="a rate that rose"),
        pytest.param(rate(40, 100), rate(60, 100), "clear", id="a rate that fell"),
        # 58 and 40: pooled 0.49, z = 0.18 / 0.0707 = 2.55, p = 0.011.
        pytest.param(rate(58, 100), rate(40, 100), "noise", id="just within noise"),
        pytest.param(rate(50, 100), rate(50, 100), "noise", id="the same"),
        pytest.param(rate(0, 10), rate(0, 10), "unknown", id="no standard error: none"),
        pytest.param(rate(10, 10), rate(10, 10), "unknown", id="no standard error: all"),
        pytest.param(rate(0, 0), rate(5, 10), "unknown", id="no n now"),
        pytest.param(rate(5, 10), rate(0, 0), "unknown", id="no n before"),
        # 12 / 0.7 against 1 / 0.22: z = 12.6 / sqrt(12 / 0.49 + 1 / 0.0484) = 1.88, p = 0.06.
        pytest.param(per_exposure(12, 0.7, 5), per_exposure(1, 0.22, 2), "noise", id="a count within noise"),
        # 30 / 1 against 10 / 1: z = 20 / sqrt(40) = 3.16, p = 0.0016.
        pytest.param(per_exposure(30, 1, 5), per_exposure(10, 1, 5), "clear", id="a count that rose"),
        pytest.param(per_exposure(0, 1, 5), per_exposure(0, 1, 5), "unknown", id="no counts at all"),
        pytest.param(per_exposure(3, 0, 5), per_exposure(3, 1, 5), "unknown", id="no exposure"),
        pytest.param(Tally(value=12, n=1), Tally(value=3, n=1), "unknown", id="a figure without a test"),
    ],
)
def test_a_change_is_clear_noise_or_unknown(now: Tally, before: Tally, expected: Change) -> None:
    """A change is clear with p < 0.01, within noise otherwise, unknown where nothing can be tested."""
    assert change(now, before) == expected


def test_the_bound_is_at_one_percent() -> None:
    """Two-sided: |z| just under and just over 2.5758 lie on either side."""
    # a / 1 - b / 1 over sqrt(a + b), with a + b = 10_000: z = (a - b) / 100.
    below, above = (5128, 4872), (5129, 4871)
    assert math.isclose((below[0] - below[1]) / 100, 2.56)
    assert [change(per_exposure(a, 1, 1), per_exposure(b, 1, 1)) for a, b in (below, above)] == ["noise", "clear"]
