"""The benchmarks run; what they measure is no test."""

import pytest

from benchmarks.__main__ import PARTS, arguments, bench
from benchmarks.target import Plan


def test_every_part_can_be_asked_for() -> None:
    """The command line names them all."""
    assert arguments(list(PARTS)).parts == list(PARTS)


@pytest.mark.timeout(300)  # four bots start, warm up and are loaded
async def test_the_comparison_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """A moment of load through Slack's door, on SQLite, beside the others; no request fails."""
    goals = await bench(["slack"], ["sqlite"], Plan(1, 0.2))
    assert goals
    assert "no-op Bolt" in capsys.readouterr().out
