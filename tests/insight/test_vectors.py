"""The worked cases that pin the definitions down."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chat.lines import parse
from insight.history import History
from insight.rules import Rules
from insight.scorecard import scorecard
from insight.workhours import Hours

VECTORS = Path(__file__).parents[2].parent / "shared" / "vectors"
ABSENT = pytest.mark.skip(reason="the worked cases lie beside the project, in ../shared/vectors, and are not here")


def cases() -> Iterator[Any]:
    """Give each vector's folder with the settings and the name of what is expected."""
    for path in sorted(VECTORS.glob("*/config.json")):
        config = json.loads(path.read_text())
        for case in ({"expected": "expected.json"}, *config.get("also", [])):
            name = f"{path.parent.name} {case['expected']}"
            yield pytest.param(path.parent, config | case, id=name)
    if not VECTORS.is_dir():
        yield pytest.param(VECTORS, {}, id="absent", marks=ABSENT)


def measured(folder: Path, case: dict[str, Any]) -> dict[str, Any]:
    """Give the scorecard as it is printed."""
    lines = (folder / "events.jsonl").read_text().splitlines()
    card = scorecard(
        History(map(parse, lines), ZoneInfo(case["zone"])),
        brand=case["brand"],
        start=date.fromisoformat(case["from"]),
        end=date.fromisoformat(case["to"]),
        rules=Rules.of({key: case[key] for key in ("weights", "targets", "min_n")}),
        hours=Hours.of(case, ZoneInfo(case["zone"])),
    )
    printed: dict[str, Any] = json.loads(json.dumps(card.as_json(), allow_nan=False))
    return printed


@pytest.mark.parametrize(("folder", "case"), [*cases()])
def test_the_scorecard_agrees_to_the_digit(folder: Path, case: dict[str, Any]) -> None:
    """All keys are there in the same order, and every figure is that of the worked case."""
    expected = json.loads((folder / case["expected"]).read_text())
    assert_alike(measured(folder, case), expected)


def assert_alike(got: Any, expected: Any, path: str = "") -> None:  # noqa: ANN401  # JSON
    """Fail where two objects of JSON differ by more than the last digit of a float, and say where."""
    if isinstance(expected, dict):
        assert list(got) == list(expected), path
        for key, each in expected.items():
            assert_alike(got[key], each, f"{path}.{key}")
    elif isinstance(expected, list):
        assert len(got) == len(expected), path
        for place, (mine, its) in enumerate(zip(got, expected, strict=True)):
            assert_alike(mine, its, f"{path}[{place}]")
    else:
        assert got == (pytest.approx(expected, abs=1e-9) if isinstance(expected, float) else expected), path
