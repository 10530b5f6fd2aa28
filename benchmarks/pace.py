"""How fast the fakes of the platforms were written to."""

import itertools
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from time import perf_counter
from typing import TypeVar

from tests.support import slack_server, telegram_server

T = TypeVar("T")


class Noted(list[T]):
    """A fake's calls, each with the moment when it came."""

    def __init__(self) -> None:
        super().__init__()
        self.at: list[float] = []

    def append(self, call: T, /) -> None:
        """Add a call."""
        self.at.append(perf_counter())
        super().append(call)


def shortest_gap_s(moments: Mapping[str, Sequence[float]]) -> float:
    """Return the shortest time between two calls to one chat."""
    gaps = [after - before for at in moments.values() for before, after in itertools.pairwise(at)]
    return min(gaps, default=math.inf)


def most_in_a_minute(moments: Mapping[str, Sequence[float]]) -> int:
    """Return the most calls to one chat in any minute."""
    return max((bisect_left(at, start + 60) - at.index(start) for at in moments.values() for start in at), default=0)


def slack_moments(calls: Noted[slack_server.Call]) -> dict[str, list[float]]:
    """Return when each channel was written to."""
    moments: defaultdict[str, list[float]] = defaultdict(list)
    for call, at in zip(calls, calls.at, strict=True):
        if call.method.startswith("chat."):
            moments[call.payload["channel"]].append(at)
    return moments


def telegram_moments(calls: Noted[telegram_server.Call]) -> dict[str, list[float]]:
    """Return when each group and channel was written to."""
    moments: defaultdict[str, list[float]] = defaultdict(list)
    for call, at in zip(calls, calls.at, strict=True):
        if call.method.startswith(("send", "edit", "stop")):
            moments[str(call.params["chat_id"])].append(at)
    return moments
