"""What all the days before one come to: where a look at later days starts from."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

import numpy as np
import orjson
from pyroaring import BitMap

from insight.rollup.page import ACT, BLOCK, JOIN, LEAVE
from insight.rollup.rows import NEVER, Ints
from insight.rollup.sheets import TABLES, Entries

SEED = 10
"""Added to a turn's kind: it is the state in which an account was found, and nobody's join or leave of that day."""

Inside = tuple[bool, bool, bool]
"""Of an account: inside, has ever joined or left, blocked."""


@dataclass(slots=True)
class State:
    """Members and buyers at the start of a day, as who looks from a later one sees them."""

    inside: BitMap = field(default_factory=BitMap)
    declared: BitMap = field(default_factory=BitMap)
    """Accounts that have ever joined or left."""
    blocked: BitMap = field(default_factory=BitMap)
    led: BitMap = field(default_factory=BitMap)
    """People who became members through somebody."""
    bought: BitMap = field(default_factory=BitMap)
    """People who ever bought."""
    loose: dict[int, Entries] = field(default_factory=dict)
    """By account whose membership depends on who looks when: its turns, each with its day before it."""
    linked: Entries = field(default_factory=list)
    """What accounts of people with several did, since ever: day, order, person, account and the turn."""
    care: Ints = field(default_factory=lambda: np.empty((0, len(TABLES["care"])), np.int64))
    """Care lines of waits that may still change: kind, tick, until, stream, query."""

    def copy(self) -> "State":
        """Give one that may be changed by itself."""
        copied = State(loose={account: [*turns] for account, turns in self.loose.items()})
        for name in _BITMAPS:
            setattr(copied, name, BitMap(getattr(self, name)))
        copied.linked, copied.care = [*self.linked], self.care
        return copied


_BITMAPS = ("inside", "declared", "blocked", "led", "bought")


def pack_state(state: State) -> bytes:
    """Write a state."""
    parts = []
    for name in _BITMAPS:
        bitmap: BitMap = getattr(state, name)
        bitmap.run_optimize()
        parts.append(bitmap.serialize())
    rest = [list(map(len, parts)), list(state.loose.items()), state.linked]
    head = orjson.dumps(rest)
    return b"".join([len(head).to_bytes(4, "little"), head, *parts, state.care.tobytes()])


def unpack_state(blob: bytes) -> State:
    """Read what `pack_state` wrote."""
    at = 4 + int.from_bytes(blob[:4], "little")
    sizes, loose, linked = orjson.loads(blob[4:at])
    state = State(loose={account: [tuple(turn) for turn in turns] for account, turns in loose})
    for name, size in zip(_BITMAPS, sizes, strict=True):
        setattr(state, name, BitMap.deserialize(blob[at : at + size]))
        at += size
    state.linked = [tuple(turn) for turn in linked]
    state.care = np.frombuffer(blob[at:], np.int64).reshape(-1, len(TABLES["care"]))
    return state


def step(was: Inside, kind: int) -> Inside:
    """Give what a turn makes of an account."""
    inside, declared, blocked = was
    if kind == JOIN:
        return True, True, False
    if kind == LEAVE:
        return False, True, blocked
    if kind == BLOCK:
        return inside, declared, True
    return inside or not declared, declared, False


def seeds(day: int, was: Inside) -> Entries:
    """Give turns that bring an account into a state."""
    inside, declared, blocked = was
    kinds = [JOIN if inside else LEAVE] if declared else [ACT] if inside else []
    return [(day, SEED + kind, NEVER, 0, 0) for kind in [*kinds, *([BLOCK] if blocked else [])]]


def by_account(turns: Iterable[tuple[int, ...]]) -> dict[int, Entries]:
    """Group a sheet's turns, of which each account's stand together."""
    return {account: [turn[1:] for turn in theirs] for account, theirs in groupby(turns, itemgetter(0))}
