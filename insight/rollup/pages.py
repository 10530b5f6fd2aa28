"""Sheets of many days, by column."""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from pyroaring import BitMap

from insight.rollup.rows import Ints
from insight.rollup.sheets import COUNTS, TABLES, Sheet

_MEMBERSHIP = frozenset({"led", "turns", "linked", "care", "sales"})


class Pages:
    """Sheets of many days, by column."""

    def __init__(self, sheets: Mapping[int, Sequence[Sheet]]) -> None:
        self._sheets = sheets
        listed = [(day, sheet) for day in sorted(sheets) for sheet in sheets[day]]
        self._days = np.array([day for day, _sheet in listed], np.int64)
        self._counts = np.array([[*sheet.counts.values()] for _day, sheet in listed], np.int64).reshape(-1, len(COUNTS))
        self._tables = {name: _joined(listed, name) for name in TABLES if name not in _MEMBERSHIP}

    def counts(self, start: int, end: int) -> dict[str, int]:
        """Sum the counts of days, of what was never taken back."""
        low, high = np.searchsorted(self._days, (start, end))
        return dict(zip(COUNTS, self._counts[low:high].sum(axis=0).tolist(), strict=True))

    def table(self, name: str, start: int, end: int) -> Ints:
        """Give rows of days, each after its day; by column."""
        found = self._tables[name]
        low, high = np.searchsorted(found[0], (start, end))
        return found[:, low:high]

    @cache  # noqa: B019  # it lives as long as one look
    def solid(self, name: str, start: int, end: int) -> BitMap:
        """Unite a bitmap of days."""
        return BitMap.union(BitMap(), *(getattr(sheet, name) for day in range(start, end) for sheet in self.of(day)))

    def of(self, day: int) -> Sequence[Sheet]:
        """Give the sheets of a day."""
        return self._sheets.get(day, ())


def _joined(listed: Sequence[tuple[int, Sheet]], name: str) -> Ints:
    found = [(day, sheet.tables[name]) for day, sheet in listed if name in sheet.tables]
    columns = [np.concatenate([np.full((len(table), 1), day, np.int64), table], axis=1) for day, table in found]
    return np.concatenate([np.empty((0, len(TABLES[name]) + 1), np.int64), *columns]).T
