"""The roll: who is a member, who came and went, day by day, and as it is seen from any later day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pyroaring import BitMap

from insight.rollup.page import ACT, BLOCK, JOIN, LEAVE
from insight.rollup.rows import NEVER
from insight.rollup.sheets import Entries, Sheet
from insight.rollup.state import SEED, State, by_account, seeds, step

Led = tuple[int, int, int, int]
"""A join through somebody: day, person, referrer, tick."""


@dataclass(frozen=True, slots=True)
class Membership:
    """What became of the members in a period."""

    at_start: int
    inside: BitMap
    """Who is a member at the end."""
    joins: int
    leaves: int
    reachable: BitMap
    led: Sequence[Led]
    """The joins of the period that made a member of somebody through somebody."""
    ever_led: Sequence[Led]
    """Those of accounts that are looked at one by one, since ever."""


@dataclass(slots=True)
class _Found:
    """Of accounts that are looked at one by one."""

    at_start: int = 0
    inside: BitMap = field(default_factory=BitMap)
    joins: int = 0
    leaves: int = 0


class Roll:
    """Follows the members.

    Args:
        state: at the start of the first day that is taken; it is changed.
        apart: the numbers of people with several accounts, and of these accounts.
    """

    def __init__(self, state: State, apart: BitMap) -> None:
        self.state = state
        self._apart = apart
        self._loose = BitMap(state.loose)
        self._since = {account: turns[0][0] for account, turns in state.loose.items()}
        self._settled = _settled(state.linked)
        self._joins: dict[int, int] = {}
        self._leaves: dict[int, int] = {}
        self._inside: dict[int, BitMap] = {}
        self._reachable: dict[int, BitMap] = {}
        self.led: list[Led] = []
        """Of all other accounts, the joins through somebody in the days that were taken."""

    def note(self, day: int) -> None:
        """Remember how things stand at the start of a day, before its sheets are taken."""
        self._inside[day] = BitMap(self.state.inside)
        self._reachable[day] = self.state.inside - self.state.blocked

    def take(self, day: int, sheet: Sheet) -> None:
        """Enter a sheet of a day."""
        self._take_linked(day, sheet.table("linked").tolist())
        turns = by_account(sheet.table("turns").tolist())
        led = {account: (referrer, at) for account, referrer, at in sheet.table("led").tolist()}
        joined, left, blocked = sheet.joined, sheet.left, sheet.blocked
        acts = sheet.active - self._apart
        acts -= joined
        acts -= BitMap(turns)
        if self._loose:
            self._take_loose(day, [(JOIN, joined), (LEAVE, left), (BLOCK, blocked), (ACT, acts)], led)
            joined, left, blocked, acts = (each - self._loose for each in (joined, left, blocked, acts))
        state = self.state
        state.blocked -= acts
        acts -= state.declared
        state.inside |= acts
        self._join(day, joined, led)
        self._leaves[day] = self._leaves.get(day, 0) + left.intersection_cardinality(state.inside)
        state.inside -= left
        state.declared |= left
        state.blocked |= blocked
        for account, theirs in turns.items():
            self._take_turns(day, account, theirs)

    def membership(self, start: int, end: int) -> Membership:
        """Give what became of the members in a period, for both ends of which there is a note."""
        reachable, led = BitMap(self._reachable[end]), list[Led]()
        loose = self._loose_seen(start, end, reachable, led)
        linked = _linked_seen(self.state.linked, (start, end), reachable, led)
        days = range(start, end)
        return Membership(
            at_start=len(self._inside[start]) + loose.at_start + linked.at_start,
            inside=self._inside[end] | loose.inside | linked.inside,
            joins=sum(self._joins.get(day, 0) for day in days) + loose.joins + linked.joins,
            leaves=sum(self._leaves.get(day, 0) for day in days) + loose.leaves + linked.leaves,
            reachable=reachable,
            led=[each for each in (*self.led, *led) if start <= each[0] < end],
            ever_led=led,
        )

    def at(self, day: int) -> State:
        """Give the state at the start of the day after the last that was taken, for whoever looks from later ones."""
        state = self.state.copy()
        state.linked = [turn for turn in state.linked if turn[5] > day]
        for account, turns in self.state.loose.items():
            if all(until == NEVER or until <= day for _day, _kind, until, _referrer, _at in turns):
                del state.loose[account]
                was = (False, False, False)
                for _day, kind, until, _referrer, _at in turns:
                    was = step(was, kind % SEED) if until == NEVER else was
                _set(state, account, was)
        return state

    def _join(self, day: int, joined: BitMap, led: dict[int, tuple[int, int]]) -> None:
        state = self.state
        new = joined - state.inside
        self._joins[day] = self._joins.get(day, 0) + len(new)
        for account, (referrer, at) in led.items():
            if account in new:
                self._lead(day, account, referrer, at)
        state.inside |= joined
        state.declared |= joined
        state.blocked -= joined

    def _lead(self, day: int, account: int, referrer: int, at: int) -> None:
        self.led.append((day, account, referrer, at))
        self.state.led.add(account)

    def _take_loose(self, day: int, kinds: Iterable[tuple[int, BitMap]], led: dict[int, tuple[int, int]]) -> None:
        for kind, accounts in kinds:
            for account in accounts & self._loose:
                referrer, at = led.get(account, (0, 0)) if kind == JOIN else (0, 0)
                self.state.loose[account].append((day, kind, NEVER, referrer, at))

    def _take_turns(self, day: int, account: int, turns: Entries) -> None:
        state = self.state
        if account in self._loose:
            state.loose[account] += [(day, *turn) for turn in turns]
            return
        was = account in state.inside, account in state.declared, account in state.blocked
        kinds = {kind for kind, *_ in turns}
        certain = (was[0] or was[1]) and not was[2] and BLOCK not in kinds
        if not certain and any(until != NEVER for _kind, until, *_ in turns):
            self._loosen(day, account, seeds(day, was) + [(day, *turn) for turn in turns])
            return
        for kind, until, referrer, at in turns:
            if until == NEVER:
                now = step(was, kind)
                if kind == JOIN and not was[0]:
                    self._joins[day] = self._joins.get(day, 0) + 1
                    if referrer:
                        self._lead(day, account, referrer, at)
                if kind == LEAVE and was[0]:
                    self._leaves[day] = self._leaves.get(day, 0) + 1
                was = now
        _set(state, account, was)

    def _loosen(self, day: int, account: int, turns: Entries) -> None:
        for bitmap in (self.state.inside, self.state.declared, self.state.blocked):
            bitmap.discard(account)
        self.state.loose[account] = turns
        self._since[account] = day
        self._loose.add(account)

    def _take_linked(self, day: int, turns: Entries) -> None:
        for turn in turns:
            _order, _person, account, kind, until, *_ = turn
            if kind == BLOCK:
                self._settled.discard(account)
            elif kind == ACT:
                if account in self._settled:
                    continue
                if until == NEVER:
                    self._settled.add(account)
            self.state.linked.append((day, *turn))

    def _loose_seen(self, start: int, end: int, reachable: BitMap, led: list[Led]) -> _Found:
        found = _Found()
        for account, turns in self.state.loose.items():
            if self._since[account] < end:
                _follow(account, turns, (start, end), found, led)
                inside, blocked = _end_of(turns, end)
                found.at_start += self._since[account] < start and _end_of(turns, end, start)[0]
                reachable.discard(account)
                if inside:
                    found.inside.add(account)
                if inside and not blocked:
                    reachable.add(account)
        return found


def _end_of(turns: Entries, end: int, at: int | None = None) -> tuple[bool, bool]:
    """Say whether an account is inside and blocked at the start of a day, as seen from the end."""
    was = (False, False, False)
    for day, kind, until, _referrer, _at in turns:
        if day < (end if at is None else at) and until >= end:
            was = step(was, kind % SEED)
    return was[0], was[2]


def _follow(account: int, turns: Entries, period: tuple[int, int], found: _Found, led: list[Led]) -> None:
    start, end = period
    was = (False, False, False)
    for day, kind, until, referrer, at in turns:
        if day >= end or until < end:
            continue
        if kind == JOIN and not was[0]:
            found.joins += day >= start
            if referrer:
                led.append((day, account, referrer, at))
        if kind == LEAVE and was[0]:
            found.leaves += day >= start
        was = step(was, kind % SEED)


def _linked_seen(turns: Entries, period: tuple[int, int], reachable: BitMap, led: list[Led]) -> _Found:
    """Follow people with several accounts: who is a member while any of these is inside."""
    start, end = period
    states: dict[int, tuple[bool, bool, bool]] = {}
    people: dict[int, int] = {}
    inside: dict[int, int] = {}
    found = _Found()
    for day, _order, person, account, kind, until, referrer, at in sorted(turns):
        if day >= end or until < end:
            continue
        was = states.get(account, (False, False, False))
        now = states[account] = step(was, kind)
        people[account] = person
        members = inside.get(person, 0)
        inside[person] = members + now[0] - was[0]
        if kind == JOIN and not members:
            found.joins += day >= start
            if referrer:
                led.append((day, person, referrer, at))
        if kind == LEAVE and members and not inside[person]:
            found.leaves += day >= start
    found.inside.update(person for person, accounts in inside.items() if accounts)
    reachable.update(people[account] for account, state in states.items() if state[0] and not state[2])
    found.at_start = _linked_at(turns, start, end)
    return found


def _linked_at(turns: Entries, start: int, end: int) -> int:
    states: dict[int, tuple[bool, bool, bool]] = {}
    people: dict[int, int] = {}
    for day, _order, person, account, kind, until, *_ in sorted(turns):
        if day < start and until >= end:
            states[account] = step(states.get(account, (False, False, False)), kind)
            people[account] = person
    return len({people[account] for account, state in states.items() if state[0]})


def _settled(turns: Entries) -> set[int]:
    settled = set[int]()
    for _day, _order, _person, account, kind, until, *_ in turns:
        if kind == BLOCK:
            settled.discard(account)
        elif kind == ACT and until == NEVER:
            settled.add(account)
    return settled


def _set(state: State, account: int, was: tuple[bool, bool, bool]) -> None:
    for bitmap, is_in in zip((state.inside, state.declared, state.blocked), was, strict=True):
        if is_in:
            bitmap.add(account)
        else:
            bitmap.discard(account)
