"""A ledger's lines by column: what many of them come to is reckoned for all at once."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, repeat
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from insight.rollup.rows import Calendar, Crowd, Ints, Row, Told, data_of

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
Flags = npt.NDArray[np.bool_]

KINDS = (
    "message", "poll", "answer", "resolve", "reaction", "vote", "nps",
    "share", "click", "purchase", "join", "leave", "block", "delete",
)  # fmt: skip
CODES = {kind: code for code, kind in enumerate(KINDS)}
_OTHER = len(KINDS)
_PERSONS = 31


class Columns:
    """Lines in their order, by column; a line's place in it is called its order.

    Args:
        rows: in order.
        crowd: who is who, for all accounts in the rows.
        calendar: brand time.
    """

    def __init__(self, rows: Sequence[Told], crowd: Crowd, calendar: Calendar) -> None:
        self._rows = rows
        self.size = len(rows)
        lines, platforms, _chats, people, teams, kinds, ats, refs, tolds = zip(*rows, strict=True)
        self.line: Sequence[str] = lines
        self.ref: Sequence[str | None] = refs
        self.platform: Sequence[str] = platforms
        self.kind: Ints = np.array([*map(CODES.get, kinds, repeat(_OTHER))], np.int64)
        self.team: Flags = np.array(teams, np.bool_)
        self.account: Ints = _accounts(crowd, platforms, people)
        """0 where it is not the audience's."""
        self.person = crowd.persons(self.account)
        self.day = calendar.days(np.array(ats, np.int64))
        self._told: Sequence[str | None] = tolds

    def row(self, order: int) -> Row:
        """Give one line."""
        return Row._make(self._rows[order])

    def of(self, *kinds: str) -> Flags:
        """Say which lines are of some kinds."""
        found: Flags = np.isin(self.kind, [CODES[kind] for kind in kinds])
        return found

    def told(self, orders: Ints, read: Callable[[Mapping[str, object]], T]) -> list[T]:
        """Read something of what lines tell; most tell the same few things, and each is read once."""
        codes, found = coded(picked(self._told, orders))
        values = [read(data_of(told)) for told in found]
        return picked(values, codes)


def _accounts(crowd: Crowd, platforms: Sequence[str], people: Sequence[str | None]) -> Ints:
    """Give the number of each account; 0 where it is not the audience's."""
    found = np.zeros(len(people), np.int64)
    codes, names = coded(platforms)
    for code, platform in enumerate(names):
        of_platform = np.flatnonzero(codes == code)
        numbers: Any = crowd.numbers.get(platform, {})
        found[of_platform] = [*map(numbers.get, picked(people, of_platform), repeat(0))]
    found[np.isin(found, [*crowd.team])] = 0
    return found


def picked(values: Sequence[T], places: Ints) -> list[T]:
    """Give the values at some places."""
    return [*map(values.__getitem__, places.tolist())]


def coded(values: Iterable[K]) -> tuple[Ints, list[K]]:
    """Number values in order of their first appearance; give each one's number, and the values by number."""
    given = [*values]
    found = [*dict.fromkeys(given)]
    numbers = {value: number for number, value in enumerate(found)}
    return np.array([*map(numbers.__getitem__, given)], np.int64), found


def paired(high: Ints, low: Ints) -> Ints:
    """Make one number of two, the second under 2^31 (`parted` takes them apart)."""
    found: Ints = (high << _PERSONS) | low
    return found


def parted(pairs: Ints) -> tuple[Ints, Ints]:
    """Take apart what `paired` made."""
    return pairs >> _PERSONS, pairs & ((1 << _PERSONS) - 1)


def grouped(groups: Ints, values: Ints) -> Iterator[tuple[int, Ints]]:
    """Give the values of each group, in their order."""
    order = np.argsort(groups, kind="stable")
    found, first = np.unique(groups[order], return_index=True)
    starts = [*first.tolist(), len(order)]
    for group, (start, end) in zip(found.tolist(), pairwise(starts), strict=True):
        yield group, values[order[start:end]]
