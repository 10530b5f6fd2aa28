"""How long delivery waits, and when it gives up."""

import math
from datetime import timedelta

import pytest

from bot.delivery.policy import CALL_S, DRAW_S, gives_up, look_up_pause_s, pause_s
from storage.lanes import LEASE
from storage.outbox import Letter
from tests.support.clock import NOON

DAY_S = 86_400.0


@pytest.mark.parametrize(
    ("attempts", "retry_after", "least", "most"),
    [
        pytest.param(1, None, 1.6, 2.4, id="first"),
        pytest.param(2, None, 3.2, 4.8, id="second"),
        pytest.param(5, None, 25.6, 38.4, id="fifth"),
        pytest.param(9, None, 240, 360, id="the longest"),
        pytest.param(5_000, None, 240, 360, id="no number is too large"),
        pytest.param(1, 7.5, 7.5, 7.5, id="exactly what the platform said"),
        pytest.param(9, 0.0, 0.0, 0.0, id="at once, as the platform said"),
        pytest.param(1, 1e300, DAY_S, DAY_S, id="no platform is believed for ever"),
        pytest.param(1, math.inf, DAY_S, DAY_S, id="nor for all eternity"),
        pytest.param(1, -5.0, 1.6, 2.4, id="nor back in time"),
        pytest.param(1, math.nan, 1.6, 2.4, id="nor what is no number"),
    ],
)
def test_the_pause_before_the_next_attempt(attempts: int, retry_after: float | None, least: float, most: float) -> None:
    """The platform's word counts, else the pause doubles up to five minutes."""
    for _ in range(20):
        assert least <= pause_s(attempts, retry_after) <= most


@pytest.mark.parametrize(
    ("waited_s", "retry_after", "pause"),
    [
        pytest.param(0, None, 5, id="not at once"),
        pytest.param(20, None, 20, id="as long again"),
        pytest.param(3_000, None, 300, id="the longest"),
        pytest.param(20, 60.0, 60, id="what the platform said"),
    ],
)
def test_the_pause_before_the_next_look(waited_s: float, retry_after: float | None, pause: float) -> None:
    """A call is looked up at growing distances."""
    assert look_up_pause_s(timedelta(seconds=waited_s), retry_after) == pause


def letter(attempts: int) -> Letter:
    """Return a letter of noon."""
    return Letter(
        id=1,
        platform="slack",
        chat="a",
        thread=None,
        kind="note",
        action="post",
        target=None,
        reply_to=None,
        key=None,
        brand="acme",
        payload={},
        urgent=False,
        state="calling",
        attempts=attempts,
        created_at=NOON,
        called_at=NOON,
        message=None,
        error=None,
    )


@pytest.mark.parametrize(
    ("attempts", "age_h", "ends"),
    [
        pytest.param(1, 100, False, id="old, since the bot was away"),
        pytest.param(500, 23, False, id="often, since the platform is"),
        pytest.param(10, 25, True, id="often and long"),
    ],
)
def test_giving_up(attempts: int, age_h: float, ends: bool) -> None:
    """A letter has to be tried both often and long before it has failed."""
    assert gives_up(letter(attempts), NOON + timedelta(hours=age_h), timedelta(days=1)) is ends


def test_a_call_ends_before_its_lease() -> None:
    """Nobody takes a lane over while its owner may still be calling."""
    assert timedelta(seconds=DRAW_S + CALL_S) < LEASE
