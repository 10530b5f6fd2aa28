"""The roll: who is a member, who came and went, who can be reached."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from chat.address import Address
from insight.history import Deed


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """What became of the members in a period."""

    at_start: int
    inside: frozenset[Address]
    """The members at the end."""
    joined: Sequence[Deed]
    """The joins that made a member."""
    left: Sequence[Deed]
    """The leaves that ended a membership."""
    reachable: frozenset[Address]
    """Members at the end who have an account that is inside and not blocked."""

    @property
    def at_end(self) -> int:
        """How many members there are at the end."""
        return len(self.inside)

    @property
    def leaves(self) -> int:
        """How many leaves ended a membership."""
        return len(self.left)

    @property
    def joins(self) -> int:
        """How many joins made a member."""
        return len(self.joined)


class _Roll:
    """The accounts and persons that are inside, line by line."""

    def __init__(self) -> None:
        self._inside: dict[Address, Address] = {}
        self._accounts_of: Counter[Address] = Counter()
        self._declared: set[Address] = set()
        self._blocked: set[Address] = set()

    @property
    def members(self) -> int:
        return sum(1 for accounts in self._accounts_of.values() if accounts)

    @property
    def inside(self) -> frozenset[Address]:
        return frozenset(self._inside.values())

    @property
    def reachable(self) -> frozenset[Address]:
        return frozenset(person for account, person in self._inside.items() if account not in self._blocked)

    def take(self, deed: Deed) -> bool:
        """Enter a line; say whether a join made a member, or a leave ended a membership."""
        match deed.line.kind:
            case "join":
                return self._join(deed)
            case "leave":
                return self._leave(deed)
            case "block":
                self._blocked.add(deed.account)
            case _:
                self._be_active(deed)
        return False

    def _join(self, deed: Deed) -> bool:
        self._declared.add(deed.account)
        self._blocked.discard(deed.account)
        return self._enter(deed)

    def _leave(self, deed: Deed) -> bool:
        self._declared.add(deed.account)
        if self._inside.pop(deed.account, None) is None:
            return False
        self._accounts_of[deed.person] -= 1
        return not self._accounts_of[deed.person]

    def _be_active(self, deed: Deed) -> None:
        self._blocked.discard(deed.account)
        if deed.account not in self._declared:
            self._enter(deed)

    def _enter(self, deed: Deed) -> bool:
        if deed.account in self._inside:
            return False
        self._inside[deed.account] = deed.person
        self._accounts_of[deed.person] += 1
        return self._accounts_of[deed.person] == 1


def membership(moves: Iterable[Deed], start: datetime, end: datetime) -> Membership:
    """Follow the members through a period.

    Args:
        moves: in the order of lines, from the very first.
        start: an instant; lines at it are of the period.
        end: an instant; lines at it are not, and what was taken back before it counts as never made.
    """
    roll, at_start, turns = _Roll(), None, list[Deed]()
    for move in moves:
        if move.at >= end:
            break
        if at_start is None and move.at >= start:
            at_start = roll.members
        if move.stands(end) and roll.take(move) and move.at >= start:
            turns.append(move)
    return Membership(
        at_start=roll.members if at_start is None else at_start,
        inside=roll.inside,
        joined=[turn for turn in turns if turn.line.kind == "join"],
        left=[turn for turn in turns if turn.line.kind == "leave"],
        reachable=roll.reachable,
    )
