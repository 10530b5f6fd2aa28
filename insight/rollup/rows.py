"""A ledger's lines as they are folded, the numbers that stand for accounts, and the local days of ticks."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import orjson

from chat.address import Address
from chat.lines import Line, rank_of
from insight.people import People
from insight.ticks import DAY, EPOCH, ticks_of
from insight.weeks import day_start

Ints = npt.NDArray[np.int64]

NEVER = 9_999_999
"""A day after all others: of what was never taken back."""


Told = tuple[str, str, str, str | None, bool, str, int, str | None, str | None]
"""What a row holds, as light as can be: most are never looked at one by one."""


class Row(NamedTuple):
    """A line."""

    line: str
    platform: str
    chat: str
    person: str | None
    team: bool
    kind: str
    at: int
    """Microseconds since 1970."""
    ref: str | None
    told: str | None
    """The kind's other keys, as JSON: most lines tell the same few things, and many are never looked at."""

    @property
    def data(self) -> Mapping[str, object]:
        """The kind's other keys."""
        return data_of(self.told)


_NOTHING: Mapping[str, object] = {}


@lru_cache(maxsize=20_000)
def data_of(told: str | None) -> Mapping[str, object]:
    """Read what a line tells."""
    return (orjson.loads(told) if told is not None else None) or _NOTHING


def in_order(rows: Iterable[Told]) -> list[Told]:
    """Order rows as lines are."""
    ordered = sorted(rows, key=_AT)
    # Few are of one instant: the rest need not be compared by more.
    alike = [place for place, (one, other) in enumerate(pairwise(ordered)) if one[6] == other[6]]
    done = 0
    for place in alike:
        if place >= done:
            done = place + 1
            while done < len(ordered) and ordered[done][6] == ordered[place][6]:
                done += 1
            ordered[place:done] = sorted(ordered[place:done], key=_order_of)
    return ordered


_AT = itemgetter(6)


def _order_of(row: Told) -> tuple[int, str]:
    return rank_of(row[5]), row[0]


_FAR = 40_000
"""So many days at most are known on both sides of each other."""


class Calendar:
    """The local days of a zone, as numbers (`date.toordinal`)."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._first = 0
        self._starts: list[int] = []

    def start(self, day: int) -> int:
        """Give the first tick of a day."""
        return _start(self._zone, day)

    def day(self, tick: int) -> int:
        """Give the day that a tick is in."""
        starts = self._starts
        if not starts or not starts[0] <= tick < starts[-1]:
            self._reach(tick)
            starts = self._starts
        return self._first + bisect_right(starts, tick) - 1

    def days(self, ticks: Ints) -> Ints:
        """Give the days that ticks are in."""
        low, high = int(ticks.min()), int(ticks.max())
        if high - low > _FAR * DAY:
            return np.array([self.day(tick) for tick in ticks.tolist()], np.int64)
        self.day(low)
        self.day(high)
        return self._first + np.searchsorted(self._starts, ticks, side="right") - 1

    def _reach(self, tick: int) -> None:
        around = EPOCH.toordinal() + tick // DAY
        last = self._first + len(self._starts) - 1
        low = min(self._first, around - 2) if self._starts else around - 2
        high = max(last, around + 3) if self._starts else around + 3
        if self._starts and (low < self._first - _FAR or high > last + _FAR):
            low, high = around - 2, around + 3
        self._starts = [_start(self._zone, day) for day in range(low, high + 1)]
        self._first = low


@lru_cache(maxsize=200_000)
def _start(zone: ZoneInfo, day: int) -> int:
    return ticks_of(day_start(date.fromordinal(day), zone))


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who is who among the accounts of a brand, by number."""

    numbers: Mapping[str, Mapping[str, int]]
    """By platform and person: the account's number, from 1 on."""
    linked: Mapping[int, int] = field(default_factory=dict)
    """By account, of persons with several: the least number of the person's accounts, which stands for all."""
    team: frozenset[int] = frozenset()
    """Accounts of people who are of the team."""

    def account(self, platform: str, person: str | None) -> int:
        """Give the number of an account of the audience; 0: of the team, or nobody's."""
        number = self.numbers[platform].get(person, 0) if person is not None and platform in self.numbers else 0
        return 0 if number in self.team else number

    def person(self, account: int) -> int:
        """Give the number that stands for the person whose account it is."""
        return self.linked.get(account, account)

    def persons(self, accounts: Ints) -> Ints:
        """Give the numbers that stand for the persons whose accounts these are."""
        if not self.linked:
            return accounts
        several, persons = np.array(sorted(self.linked.items()), np.int64).T
        place = np.minimum(np.searchsorted(several, accounts), len(several) - 1)
        return np.where(several[place] == accounts, persons[place], accounts)


def crowd(
    numbers: Mapping[str, Mapping[str, int]], links: Iterable[tuple[Address, Address]], team: Iterable[Address]
) -> Crowd:
    """Tell who is who.

    Args:
        numbers: of all accounts that are asked for, and of those in links and in the team.
        links: accounts that are one person's.
        team: accounts seen to be of the team.
    """
    links, team = list(links), list(team)
    people = People(links, team)
    accounts = {account for pair in links for account in pair}
    groups: dict[Address, list[int]] = {}
    for account in accounts:
        groups.setdefault(people.person(account), []).append(numbers[account.platform][account.id])
    linked = {number: min(group) for group in groups.values() if len(group) > 1 for number in group}
    of_team = {numbers[each.platform][each.id] for each in team}
    of_team |= {number for person, group in groups.items() if people.is_team(person) for number in group}
    return Crowd(numbers, linked, frozenset(of_team))


def row_of(line: Line) -> Row:
    """Give a line as it is folded."""
    who = line.platform, line.chat, line.person, line.team
    return Row(line.id, *who, line.kind, ticks_of(line.at), line.ref, orjson.dumps(dict(line.data)).decode())
