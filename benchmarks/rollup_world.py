"""A made-up year of twenty brands, as large as asked for: drawn as numbers, told as lines by DuckDB."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt

FIRST = datetime(2025, 10, 6, tzinfo=UTC)
DAYS = 400
END = LAST = date(2026, 11, 9)
"""A Monday at the end of it: up to its start is looked at, and it is the last whole day."""

SHARES = {
    "message": 42.0,
    "reaction": 26.0,
    "vote": 16.0,
    "join": 5.0,
    "click": 3.0,
    "share": 2.0,
    "answer": 1.5,
    "purchase": 1.5,
    "nps": 1.0,
    "leave": 0.7,
    "delete": 0.5,
    "resolve": 0.3,
    "block": 0.2,
    "post": 0.2,
    "poll": 0.1,
}
KINDS = [*SHARES]
_KIND = {kind: number for number, kind in enumerate(KINDS)}
_TEAM = 12
_BACK = {"reaction": "post", "vote": "poll", "click": "share", "message": "post", "answer": "message"}
_BACK |= {"resolve": "message", "delete": "message"}

Ints = npt.NDArray[np.int64]

_TOLD = """
CREATE TABLE lines AS SELECT
    'brand' || brand AS brand,
    platform || ':-1002000' || brand || ':' || line AS line,
    platform,
    '-1002000' || brand AS chat,
    CASE WHEN kind = 'click' AND variant % 3 > 0 THEN NULL ELSE 'U0' || lpad(person::VARCHAR, 8, '0') END AS person,
    team,
    kind,
    make_timestamp(tick) AS "at",
    CASE WHEN ref >= 0 THEN platform || ':-1002000' || brand || ':' || ref END AS ref,
    CASE kind
        WHEN 'message' THEN CASE WHEN team THEN NULL ELSE '{"sentiment":' ||
            (CASE variant % 8 WHEN 0 THEN 'null' WHEN 1 THEN '-1' WHEN 2 THEN '1' WHEN 3 THEN '1' ELSE '0' END) ||
            ',"recommends":' || (CASE WHEN variant % 37 = 0 THEN 'true' ELSE 'false' END) ||
            ',"query":' || (CASE WHEN variant % 20 = 0 THEN 'true' ELSE 'false' END) || '}' END
        WHEN 'reaction' THEN CASE WHEN variant % 60 = 0 THEN '{"emoji":"+1","removed":true}' ELSE '{"emoji":"+1"}' END
        WHEN 'vote' THEN '{"options":["' || (variant % 4) || '"]}'
        WHEN 'nps' THEN '{"score":' || (variant % 11) || '}'
        WHEN 'join' THEN CASE WHEN variant % 5 = 0
            THEN '{"referrer":"U0' || lpad((person + 1)::VARCHAR, 8, '0') || '"}' ELSE '{"referrer":null}' END
        WHEN 'purchase' THEN '{"amount":"' || (5 + variant % 60) || '.90","currency":"EUR"}'
        WHEN 'answer' THEN '{"automatic":false}'
        WHEN 'poll' THEN '{"question":"Which one?","options":["0","1","2","3"]}'
    END AS data
FROM (SELECT
    brand, line, tick, person, ref, variant,
    CASE WHEN brand % 3 = 1 THEN 'slack' ELSE 'telegram' END AS platform,
    CASE kind_ WHEN 'post' THEN 'message' ELSE kind_ END AS kind,
    kind_ IN ('post', 'poll', 'answer') AS team
    FROM (SELECT *, [{kinds}][kind + 1] AS kind_ FROM drawn))
ORDER BY "at"
"""


@dataclass(frozen=True, slots=True)
class Size:
    """How large the made-up year is."""

    lines: int = 10_000_000
    people: int = 1_000_000
    brands: int = 20


def make(file: Path, size: Size, seed: int = 20_261_102) -> duckdb.DuckDBPyConnection:
    """Make a DuckDB file with the table `lines`."""
    random = np.random.default_rng(seed)
    weights = 1 / np.arange(1, size.brands + 1)
    weights /= weights.sum()
    columns: dict[str, list[Ints]] = {}
    for brand, weight in enumerate(weights.tolist()):
        drawn = _brand(random, int(size.lines * weight), max(50, int(size.people * weight)))
        drawn["brand"] = np.full_like(drawn["tick"], brand)
        for name, column in drawn.items():
            columns.setdefault(name, []).append(column)
    db = duckdb.connect(str(file))
    drawn = {name: np.concatenate(parts) for name, parts in columns.items()}
    db.execute(f"SET temp_directory = '{file.parent}'")
    db.register("drawn", drawn)
    db.execute(_TOLD.replace("{kinds}", ", ".join(f"'{kind}'" for kind in KINDS)))
    return db


def _brand(random: np.random.Generator, lines: int, people: int) -> dict[str, Ints]:
    """Draw a brand's lines: people come one after the other, and some are much busier than others."""
    at = np.sort(random.integers(0, DAYS * 86_400 * 1_000_000, lines))
    kind = random.choice(len(KINDS), lines, p=np.array([*SHARES.values()]) / sum(SHARES.values()))
    known = np.maximum(_TEAM + 50, (people * (at / at[-1]) ** 0.7).astype(np.int64))
    person = _TEAM + (random.power(0.7, lines) * (known - _TEAM)).astype(np.int64)
    is_team = np.isin(kind, [_KIND["post"], _KIND["poll"], _KIND["answer"]])
    person[is_team] = random.integers(0, _TEAM, int(is_team.sum()))
    ref = np.full(lines, -1, np.int64)
    variant = random.integers(0, 1 << 20, lines)
    # Who is asked is answered, so that the last message before an answer is a query.
    for name, target in _BACK.items():
        own, targets = np.flatnonzero(kind == _KIND[name]), np.flatnonzero(kind == _KIND[target])
        if name in {"answer", "resolve"}:
            targets = targets[variant[targets] % 20 == 0]
        if name == "message":
            own = own[variant[own] % 4 == 1]
        if len(targets) and len(own):
            before = np.searchsorted(targets, own) - 1 - random.geometric(0.3, len(own))
            ref[own] = np.where(before >= 0, targets[np.maximum(before, 0)], -1)
    return {
        "line": np.arange(lines),
        "tick": at + int(FIRST.timestamp()) * 1_000_000,
        "kind": kind.astype(np.int64),
        "person": person,
        "ref": ref,
        "variant": variant,
    }
