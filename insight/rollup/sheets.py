"""What is kept of a local day of a brand on one platform: counts, bitmaps of account numbers, small tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import orjson
from pyroaring import BitMap

from insight.rollup.rows import Ints

Entries = list[tuple[int, ...]]

FORMAT = 1
"""Raised with every change of what is kept, so that older sheets are made anew."""

COUNTS = ("messages", "classified", "mood", "replies", "posts", "shares")
TABLES: Mapping[str, tuple[str, ...]] = {
    "passing": ("person", "until", "deeds", "mood"),
    "chains": ("since", "until", "number"),
    "applause": ("post", "until", "number"),
    "clicks": ("share", "number"),
    "faded": ("until", "number"),
    "led": ("account", "referrer", "at"),
    "turns": ("account", "kind", "until", "referrer", "at"),
    "linked": ("order", "person", "account", "kind", "until", "referrer", "at"),
    "care": ("kind", "at", "until", "stream", "query"),
    "sales": ("order", "person", "at", "minor", "currency"),
}
"""By name, the columns; days are numbers, `until` the day on which something was taken back."""


@dataclass(slots=True)
class Sheet:
    """One day of a brand on one platform, taken back the same day left out.

    Bitmaps and counts hold what was never taken back; what was, on a later day, stands in tables with that day.
    """

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTS, 0))
    active: BitMap = field(default_factory=BitMap)
    """People who did something."""
    voted: BitMap = field(default_factory=BitMap)
    recommending: BitMap = field(default_factory=BitMap)
    joined: BitMap = field(default_factory=BitMap)
    """Accounts that first joined and then, if anything, joined or were active."""
    left: BitMap = field(default_factory=BitMap)
    """Accounts that left and did nothing else."""
    blocked: BitMap = field(default_factory=BitMap)
    """Accounts that blocked and did nothing else."""
    others: BitMap = field(default_factory=BitMap)
    """Accounts that this day would be another without, and that are nowhere else here."""
    moods: dict[int, BitMap] = field(default_factory=dict)
    """By what a person's messages of the day sum to, 0 left out."""
    scores: dict[int, BitMap] = field(default_factory=dict)
    """By score: people whose last one of the day it is."""
    tables: dict[str, Ints] = field(default_factory=dict)
    """Empty ones are left out."""

    def table(self, name: str) -> Ints:
        """Give a table's rows."""
        found = self.tables.get(name)
        return found if found is not None else np.empty((0, len(TABLES[name])), np.int64)

    def touched(self) -> BitMap:
        """Give the numbers of all accounts and people without whom this day would be another."""
        plain = [self.active, self.joined, self.left, self.blocked, self.others, *self.scores.values()]
        named = [
            self.table(table)[:, at]
            for table, columns in TABLES.items()
            for at, column in enumerate(columns)
            if column in {"person", "account", "referrer"}
        ]
        return BitMap.union(*plain) | bitmap(np.concatenate(named))


_PLAIN = ("active", "voted", "recommending", "joined", "left", "blocked", "others")
_BY_VALUE = ("moods", "scores")


def pack(sheet: Sheet) -> bytes:
    """Write a sheet; its sales are kept apart (`pack_sales`)."""
    parts: list[bytes] = []
    bitmaps = [[name, None, _put(parts, getattr(sheet, name))] for name in _PLAIN if getattr(sheet, name)]
    bitmaps += [
        [name, value, _put(parts, found)] for name in _BY_VALUE for value, found in getattr(sheet, name).items()
    ]
    tables = []
    for name, table in sheet.tables.items():
        if name != "sales":
            narrow = table.astype(np.int32) if _is_narrow(table) else table
            parts.append(narrow.T.tobytes())
            tables.append([name, narrow.dtype.str, len(table), len(parts[-1])])
    head = orjson.dumps([[sheet.counts[name] for name in COUNTS], bitmaps, tables])
    return b"".join([len(head).to_bytes(4, "little"), head, *parts])


def unpack(blob: bytes) -> Sheet:
    """Read what `pack` wrote."""
    at = 4 + int.from_bytes(blob[:4], "little")
    counts, bitmaps, tables = orjson.loads(blob[4:at])
    sheet = Sheet(dict(zip(COUNTS, counts, strict=True)))
    for name, value, size in bitmaps:
        found = BitMap.deserialize(blob[at : at + size])
        at += size
        if value is None:
            setattr(sheet, name, found)
        else:
            getattr(sheet, name)[value] = found
    for name, kind, rows, size in tables:
        flat = np.frombuffer(blob, kind, size // np.dtype(kind).itemsize, at)
        at += size
        sheet.tables[name] = flat.reshape(-1, rows).T.astype(np.int64)
    return sheet


def pack_sales(sheet: Sheet) -> bytes | None:
    """Write what was sold; None where nothing was."""
    sales = sheet.tables.get("sales")
    return sales.tobytes() if sales is not None else None


def unpack_sales(blob: bytes) -> Ints:
    """Read what `pack_sales` wrote."""
    return np.frombuffer(blob, np.int64).reshape(-1, len(TABLES["sales"]))


def bitmap(numbers: Ints) -> BitMap:
    """Make a bitmap of numbers."""
    return BitMap(numbers.astype(np.uint32))


def bitmaps(groups: Iterable[tuple[int, Ints]]) -> dict[int, BitMap]:
    """Make a bitmap of each group's numbers."""
    return {value: bitmap(found) for value, found in groups}


def entries(rows: Entries, name: str) -> Ints:
    """Make a table of its rows."""
    return np.array(rows, np.int64).reshape(-1, len(TABLES[name]))


def _put(parts: list[bytes], found: BitMap) -> int:
    found.run_optimize()
    parts.append(found.serialize())
    return len(parts[-1])


def _is_narrow(table: Ints) -> bool:
    bounds = np.iinfo(np.int32)
    return not table.size or (int(table.min()) >= bounds.min and int(table.max()) <= bounds.max)
