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
from insight.measures import COUNTS
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


def measures(card: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Give all measures of a printed scorecard by name."""
    groups = [*card["parts"].values(), *card["watches"].values()]
    return {name: measure for group in groups for name, measure in group["measures"].items()}


@pytest.mark.parametrize(("folder", "case"), [*cases()])
def test_measures_agree_to_the_digit(folder: Path, case: dict[str, Any]) -> None:
    """Every measure that is counted has all the figures of the worked case."""
    expected = measures(json.loads((folder / case["expected"]).read_text()))
    got = measures(measured(folder, case))
    for name in COUNTS:
        assert got[name] == pytest.approx(expected[name], abs=1e-9), name


@pytest.mark.parametrize(("folder", "case"), [*cases()])
def test_the_shape_is_whole_from_the_first_day(folder: Path, case: dict[str, Any]) -> None:
    """All keys are there, also those of what is not counted yet, in the same order."""
    expected = json.loads((folder / case["expected"]).read_text())
    got = measured(folder, case)
    assert list(got) == list(expected)
    assert got["period"] == expected["period"]
    assert len(got["index_weeks"]) == len(expected["index_weeks"])
    assert {key: list(value) for key, value in measures(got).items()} == {
        key: list(value) for key, value in measures(expected).items()
    }


def is_counted(group: dict[str, Any]) -> bool:
    """Say whether all that the worked case counted of a part or watch is counted by now."""
    return all(name in COUNTS or measure["value"] is None for name, measure in group["measures"].items())


@pytest.mark.parametrize(("folder", "case"), [*cases()])
def test_parts_and_the_index_have_their_score(folder: Path, case: dict[str, Any]) -> None:
    """A part or watch all of whose measures are counted has the worked case's score, and so has the index over such."""
    expected = json.loads((folder / case["expected"]).read_text())
    got = measured(folder, case)
    groups = expected["parts"] | expected["watches"]
    counted = {name for name, group in groups.items() if is_counted(group)}
    for name in counted:
        assert (got["parts"] | got["watches"])[name]["score"] == pytest.approx(groups[name]["score"], abs=1e-9), name
    if counted >= {name for name, weight in case["weights"].items() if weight}:
        assert got["index"] == pytest.approx(expected["index"], abs=1e-9)
        assert got["index_weeks"] == pytest.approx(expected["index_weeks"], abs=1e-9)
