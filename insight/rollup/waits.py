"""Waiting episodes from care lines: how many were answered, and how soon."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from insight.rollup.fold import ANSWER, QUERY
from insight.rollup.rows import NEVER
from insight.rollup.sheets import Entries
from insight.tallies import Tally, rate
from insight.ticks import DAY, SECOND
from insight.workhours import Hours

_Ints = npt.NDArray[np.int64]
_JUDGED_AFTER = DAY


@dataclass(slots=True)
class _Episode:
    opened: int
    ended: int = 0
    """0 as long as it is open."""
    answered: bool = False


class Waits:
    """The waiting episodes of some days.

    Args:
        care: care lines in any order: those that a state kept, and those of the days.
        ends: (day, tick) of all ends that are looked from.
    """

    def __init__(self, care: Entries, ends: Iterable[tuple[int, int]], hours: Hours | None) -> None:
        self._hours = hours if hours is not None and hours.is_set else None
        self._work: _Work | None = None
        days = {day for day, _tick in ends}
        low, high = min(days), max(days)
        seen = sorted((line for line in care if line[2] >= low), key=_order)
        changing = {line[4] for line in seen if line[2] < high}
        streams = {line[3] for line in seen if line[0] == QUERY and line[4] in changing}
        queries = {line[4] for line in seen if line[0] == QUERY and line[3] in streams}
        self._changing = [line for line in seen if line[4] in queries]
        self._plain = _columns(_followed(line for line in seen if line[4] not in queries))

    def tallies(self, start: int, end: tuple[int, int]) -> Mapping[str, Tally]:
        """Count the measures of care.

        Args:
            start: a tick.
            end: a day and its first tick.
        """
        day, tick = end
        changing = _columns(_followed(line for line in self._changing if line[2] >= day and line[1] < tick))
        opened, ended, answered = np.concatenate([self._plain, changing], axis=1)
        is_of_period = (opened >= start) & (opened < tick)
        opened, ended, answered = opened[is_of_period], ended[is_of_period], answered[is_of_period]
        is_ended = (ended > 0) & (ended < tick)
        is_answered = is_ended & (answered > 0)
        is_judged = is_ended | (tick - opened >= _JUDGED_AFTER)
        return {
            "answered": rate(int(is_answered.sum()), int(is_judged.sum())),
            "first_response": self._first_response(opened[is_answered], ended[is_answered], int((~is_ended).sum())),
        }

    def _first_response(self, opened: _Ints, answered: _Ints, waiting: int) -> Tally:
        waits = np.sort(answered - opened)
        business = np.sort(self._worked(opened, answered)) if self._hours else waits[:0]
        more = {
            "p90": _percentile(waits, 90),
            "business_median": _percentile(business, 50),
            "business_p90": _percentile(business, 90),
            "waiting": waiting,
        }
        return Tally(value=_percentile(waits, 50), n=len(waits), more=more)

    def _worked(self, opened: _Ints, answered: _Ints) -> _Ints:
        if not len(opened) or self._hours is None:
            return opened
        low, high = int(opened.min()), int(answered.max())
        if self._work is None or not self._work.reaches(low, high):
            self._work = _Work(self._hours, low, high)
        return self._work.until(answered) - self._work.until(opened)


class _Work:
    """Work time, summed up from an instant on."""

    def __init__(self, hours: Hours, low: int, high: int) -> None:
        self._low, self._high = low // DAY, high // DAY
        spans = np.array([*hours.spans(self._low, self._high + 1)], np.int64).reshape(-1, 2)
        self._opens, self._closes = spans[:, 0], spans[:, 1]
        self._before = np.concatenate([[0], np.cumsum(self._closes - self._opens)])

    def reaches(self, low: int, high: int) -> bool:
        """Say whether ticks are within reach."""
        return self._low <= low // DAY and high // DAY <= self._high

    def until(self, ticks: _Ints) -> _Ints:
        """Give the work time before each tick."""
        if not len(self._opens):
            return np.zeros_like(ticks)
        begun = np.searchsorted(self._opens, ticks, side="right")
        last = np.maximum(begun - 1, 0)
        overshoot = np.where(begun > 0, np.maximum(self._closes[last] - ticks, 0), 0)
        total: _Ints = self._before[begun] - overshoot
        return total


def kept(care: Entries, day: int) -> Entries:
    """Give what of care lines before a day may still matter to who looks from later ones."""
    seen = sorted((line for line in care if line[2] > day), key=_order)
    stream_of = {line[4]: line[3] for line in seen if line[0] == QUERY}
    changing = {stream_of.get(line[4], 0) for line in seen if line[2] != NEVER} - {0}
    waiting: dict[int, list[tuple[int, ...]]] = {}
    for line in seen:
        stream = stream_of.get(line[4], 0)
        if line[0] == QUERY:
            waiting.setdefault(stream, []).append(line)
        elif stream not in changing and any(each[4] == line[4] for each in waiting.get(stream, ())):
            del waiting[stream]
    open_ = [line for stream, lines in waiting.items() if stream not in changing for line in lines]
    return sorted([*open_, *(line for line in seen if stream_of.get(line[4], 0) in changing)], key=_order)


def _order(line: Sequence[int]) -> tuple[int, int]:
    return line[1], line[0]


def _followed(care: Iterable[Sequence[int]]) -> Iterator[_Episode]:
    waiting: dict[int, _Episode] = {}
    of_query: dict[int, _Episode] = {}
    for kind, at, _until, stream, query in care:
        if kind == QUERY:
            episode = waiting.get(stream)
            if episode is None or episode.ended:
                episode = waiting[stream] = _Episode(at)
                yield episode
            of_query[query] = episode
        elif (asked := of_query.get(query)) and not asked.ended:
            asked.ended, asked.answered = at, kind == ANSWER


def _columns(episodes: Iterable[_Episode]) -> _Ints:
    found = [*episodes]
    rows = [(each.opened, each.ended, each.answered) for each in found]
    return np.array(rows, np.int64).reshape(-1, 3).T


def _percentile(ranked: _Ints, percent: int) -> float | None:
    """Give the value at the nearest rank in seconds."""
    return int(ranked[-(-len(ranked) * percent // 100) - 1]) / SECOND if len(ranked) else None
