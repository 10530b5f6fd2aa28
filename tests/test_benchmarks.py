"""The benchmarks run; what they measure is no test."""

import pytest

from benchmarks import rollups
from benchmarks.__main__ import PARTS, arguments, bench
from benchmarks.rollup_world import Size
from benchmarks.stage import stage
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


async def test_rollups_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    """A small year is told, folded and asked for by all who take part, with a goal for each comparison."""
    async with stage() as set_up:
        goals = await rollups.goals(set_up, ["sqlite"], Size(lines=2_000, people=200, brands=2))
    assert len(goals) == 10
    assert "DuckDB, a part" in capsys.readouterr().out
