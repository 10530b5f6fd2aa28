"""The machine-readable Bot API: checks calls against it, and makes up updates of all kinds.

The file is not shipped with the project: `RAPPORT_TEST_BOTAPI` names it, or it lies in `shared/data/botapi` beside the
checkout. Tests that need it are skipped where there is none.
"""

import os
import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pytest

VERSION = "10.0"
"""What python-telegram-bot 22.8 declares."""

NEWER = "10.1"
"""What servers speak already."""

BESIDE = Path(__file__).parents[3] / "shared" / "data" / "botapi"
PRIMITIVES: dict[str, tuple[type, ...]] = {
    "Integer": (int,),
    "Float": (float, int),
    "String": (str,),
    "Boolean": (bool,),
    "InputFile": (str,),
}
DEEPEST = 3
CONSTANT = re.compile(r"(?:always|must be) [“\"]?(\w+)[”\"]?")


@cache
def schema(version: str = VERSION) -> dict[str, Any] | None:
    """Return the methods and types of a version of the Bot API, or None where there is no file."""
    named = os.environ.get("RAPPORT_TEST_BOTAPI")
    path = Path(named) if named else BESIDE / f"api-{version}.json"
    loaded: dict[str, Any] | None = orjson.loads(path.read_bytes()) if path.is_file() else None
    return loaded


needs_schema = pytest.mark.skipif(schema() is None, reason="no machine-readable Bot API (RAPPORT_TEST_BOTAPI)")


class Schema:
    """One version of the Bot API."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self._methods: dict[str, Any] = raw["methods"]
        self._types: dict[str, Any] = raw["types"]

    def problems_of_call(self, method: str, params: dict[str, Any], files: set[str]) -> list[str]:
        """Return what is wrong with a call."""
        if method not in self._methods:
            return [f"there is no method {method}"]
        given = {**params, **dict.fromkeys(files, "attached")}
        return self._problems_of_fields(method, self._methods[method].get("fields", []), given)

    def update_kinds(self) -> list[str]:
        """Return the names of all kinds of updates."""
        return [field["name"] for field in self._types["Update"]["fields"] if field["name"] != "update_id"]

    def make(self, kinds: list[str], chance: random.Random, depth: int = 0) -> Any:  # noqa: ANN401  # JSON
        """Make up a value of one of these types."""
        kind = chance.choice(kinds)
        if kind.startswith("Array of "):
            return [self.make([kind.removeprefix("Array of ")], chance, depth + 1) for _ in range(chance.randint(0, 2))]
        if kind in PRIMITIVES:
            return _primitive(kind, chance)
        if subtypes := self._types[kind].get("subtypes"):
            return self.make(subtypes, chance, depth)
        fields = self._types[kind].get("fields", [])
        return {each["name"]: self._field(each, chance, depth) for each in fields if _wanted(each, chance, depth)}

    def kinds_of(self, update: str) -> list[str]:
        """Return the types of an update's content."""
        kinds: list[str] = next(each["types"] for each in self._types["Update"]["fields"] if each["name"] == update)
        return kinds

    def _field(self, field: dict[str, Any], chance: random.Random, depth: int) -> Any:  # noqa: ANN401  # JSON
        constant = CONSTANT.search(field["description"])
        if constant and field["types"] == ["String"] and field["name"] in {"type", "status", "source"}:
            return constant[1]
        if field["types"] == ["Integer"] and field["name"].endswith(("date", "time")):
            return chance.randint(1, 2_000_000_000)
        return self.make(field["types"], chance, depth + 1)

    def _problems(self, where: str, kinds: list[str], value: Any) -> list[str]:  # noqa: ANN401  # JSON
        found = [self._problems_of_kind(where, kind, value) for kind in kinds]
        return [] if [] in found else found[0]

    def _problems_of_kind(self, where: str, kind: str, value: Any) -> list[str]:  # noqa: ANN401  # JSON
        if kind.startswith("Array of "):
            if not isinstance(value, list):
                return [f"{where} is no list"]
            inner = [kind.removeprefix("Array of ")]
            return [each for i, item in enumerate(value) for each in self._problems(f"{where}[{i}]", inner, item)]
        if kind in PRIMITIVES:
            right = isinstance(value, PRIMITIVES[kind]) and isinstance(value, bool) == (kind == "Boolean")
            return [] if right else [f"{where} is no {kind}: {value!r}"]
        if subtypes := self._types[kind].get("subtypes"):
            return self._problems(where, subtypes, value)
        if not isinstance(value, dict):
            return [f"{where} is no {kind}"]
        return self._problems_of_fields(where, self._types[kind].get("fields", []), value)

    def _problems_of_fields(self, where: str, fields: list[dict[str, Any]], given: dict[str, Any]) -> list[str]:
        known = {each["name"]: each for each in fields}
        missing = [f"{where} lacks {name}" for name, each in known.items() if each["required"] and name not in given]
        unknown = [f"{where} has no {name}" for name in given if name not in known]
        wrong = [
            self._problems(f"{where}.{name}", known[name]["types"], given[name]) for name in given if name in known
        ]
        return [*missing, *unknown, *(each for some in wrong for each in some)]


def _primitive(kind: str, chance: random.Random) -> object:
    made: dict[str, object] = {
        "Integer": chance.choice([1, -1_001_234_567_890, 7_123_456_789]),
        "Float": chance.random(),
        "String": chance.choice(["", "a", "/poll@other x", "\u202e<b>&", "👩‍👩‍👧", "vote:p1:0"]),
        "Boolean": chance.random() < 0.5,
        "InputFile": "file",
    }
    return made[kind]


def _wanted(field: dict[str, Any], chance: random.Random, depth: int) -> bool:
    return bool(field["required"]) or (depth < DEEPEST and chance.random() < 0.4)
