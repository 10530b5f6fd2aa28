"""What was sold, who comes back to buy again, and what relationships bring in."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from chat.currencies import DECIMALS
from insight.rollup.roll import Membership, Roll
from insight.rollup.rows import Ints
from insight.rollup.sheets import TABLES, bitmap
from insight.tallies import Tally, rate

BUYING_DAYS = 90

_Mask = npt.NDArray[np.bool_]


class Sales(NamedTuple):
    """What was sold on a day."""

    day: int
    rows: Ints


class Shop:
    """What was sold, and which of it is owed to a relationship."""

    def __init__(self, sales: Sequence[Sales], first: int, bought: BitMap, led: BitMap, roll: Roll) -> None:
        width = len(TABLES["sales"])
        rows = [np.concatenate([np.full((len(each.rows), 1), each.day, np.int64), each.rows], axis=1) for each in sales]
        table = np.concatenate([np.empty((0, width + 1), np.int64), *rows])
        self._rows = table[np.lexsort((table[:, 1], table[:, 0]))]
        self._led = led
        self._led_at = _earliest((person, at) for _day, person, _referrer, at in roll.led)
        self._first = self._first_ever(first, BitMap(bought))

    def repeat_buyers(self, end: int) -> Tally:
        """Count who bought twice or more in the days before an end, of all who bought in them."""
        people = self._rows[self._between(end - BUYING_DAYS, end), 2]
        _people, times = np.unique(people, return_counts=True)
        return rate(int((times > 1).sum()), len(times))

    def revenue(self, start: int, end: int, membership: Membership) -> dict[str, str]:
        """Sum what relationships brought in, by currency."""
        within = self._between(start, end)
        rows, first = self._rows[within], self._first[within]
        counts = ~first
        counts[np.flatnonzero(first)] = self._were_led(rows[first], membership)
        counted, sums = rows[counts], dict[str, int]()
        for currency in np.unique(counted[:, 5]).tolist():
            code = currency.to_bytes(3).decode()
            sums[code] = int(counted[counted[:, 5] == currency, 4].sum())
        return {code: _decimal(sums[code], DECIMALS[code]) for code in sorted(sums)}

    def _between(self, start: int, end: int) -> slice:
        low, high = np.searchsorted(self._rows[:, 0], (start, end))
        return slice(int(low), int(high))

    def _first_ever(self, first: int, bought: BitMap) -> _Mask:
        found = np.zeros(len(self._rows), np.bool_)
        low = int(np.searchsorted(self._rows[:, 0], first))
        people, places = np.unique(self._rows[low:, 2], return_index=True)
        found[low + places[~_are_in(people, bought)]] = True
        return found

    def _were_led(self, rows: Ints, membership: Membership) -> _Mask:
        """Say for each of some purchases whether its person was a member through somebody by then."""
        found = _are_in(rows[:, 2], self._led)
        looked = _earliest((person, at) for _day, person, _referrer, at in membership.ever_led)
        later = BitMap(self._led_at) | BitMap(looked)
        for place in np.flatnonzero(_are_in(rows[:, 2], later)).tolist():
            person, at = rows[place, 2:4].tolist()
            found[place] |= min(self._led_at.get(person, at + 1), looked.get(person, at + 1)) <= at
        return found


def _are_in(people: Ints, some: BitMap) -> _Mask:
    there = bitmap(people) & some
    return np.isin(people, np.array(there.to_array(), np.int64))


def _earliest(found: Iterable[tuple[int, int]]) -> dict[int, int]:
    first: dict[int, int] = {}
    for person, at in found:
        first[person] = min(first.get(person, at), at)
    return first


def _decimal(minor: int, decimals: int) -> str:
    if not decimals:
        return str(minor)
    whole, rest = divmod(minor, 10**decimals)
    return f"{whole}.{rest:0{decimals}}"
