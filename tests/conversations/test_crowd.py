"""Many people vote at once over three platforms: the benchmark's crowd, small enough for a test."""

import pytest

from benchmarks.crowd import SLACK_GAP_S, TELEGRAM_A_MINUTE, run
from benchmarks.stage import stage

VOTERS = 600


@pytest.mark.timeout(120)
async def test_of_a_crowd_nothing_is_lost_nothing_double_and_no_platform_is_written_to_too_fast() -> None:
    """Through the real doors, over 64 connections, every tenth vote twice; then every chat shows the last number."""
    async with stage() as set_up:
        found = await run(set_up, "sqlite", VOTERS)
    assert (found.lost, found.double) == (0, 0)
    assert found.slack_gap_s >= SLACK_GAP_S
    assert found.telegram_a_minute <= TELEGRAM_A_MINUTE
