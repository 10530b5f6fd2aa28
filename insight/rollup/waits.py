"""Waiting episodes from care lines: how many were answered, and how soon."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from insight.rollup.fold import ANSWER, QUERY
from insight.rollup.rows import NEVER
from insight.tallies import Tally, rate
from insight.ticks import DAY, SECOND
from insight.workhours import Hours

_Ints = npt.NDArray[np.int64]
_JUDGED_AFTER = DAY
_OPEN = int(np.iinfo(np.int64).min)
"""Ended at this tick: not at all."""


@dataclass(slots=True)
class _Episode:
    opened: int
    ended: int = _OPEN
    answered: bool = False


class Waits:
    """The waiting episodes of some days.

    Args:
        care: care lines in any order: those that a state kept, and those of the days.
        ends: (day, tick) of all ends that are looked from.
    """

    def __init__(self, care: _Ints, ends: Iterable[tuple[int, int]], hours: Hours | None) -> None:
        self._hours = hours if hours is not None and hours.is_set else None
        self._work: _Work | None = None
        days = {day for day, _tick in ends}
        seen = _ordered(care[care[:, 2] >= min(days)])
        is_query = seen[:, 0] == QUERY
        fading = seen[seen[:, 2] < max(days), 4]
        streams = seen[is_query & np.isin(seen[:, 4], fading), 3]
        queries = seen[is_query & np.isin(seen[:, 3], streams), 4]
        is_changing = np.isin(seen[:, 4], queries)
        self._changing = seen[is_changing]
        self._plain = _episodes(seen[~is_changing])

    def tallies(self, start: int, end: tuple[int, int]) -> Mapping[str, Tally]:
        """Count the measures of care.

        Args:
            start: a tick.
            end: a day and its first tick.
        """
        day, tick = end
        standing = (self._changing[:, 2] >= day) & (self._changing[:, 1] < tick)
        changing = _episodes(self._changing[standing])
        opened, ended, answered = np.concatenate([self._plain, changing], axis=1)
        is_of_period = (opened >= start) & (opened < tick)
        opened, ended, answered = opened[is_of_period], ended[is_of_period], answered[is_of_period]
        is_ended = (ended != _OPEN) & (ended < tick)
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


def kept(care: _Ints, day: int) -> _Ints:
    """Give what of care lines before a day may still matter to who looks from later ones."""
    seen = _ordered(care[care[:, 2] > day])
    is_query = seen[:, 0] == QUERY
    asked = seen[is_query]
    by_query = asked[np.argsort(asked[:, 4])]
    place = np.minimum(np.searchsorted(by_query[:, 4], seen[:, 4]), max(len(by_query) - 1, 0))
    is_known = by_query[place, 4] == seen[:, 4] if len(by_query) else np.zeros(len(seen), np.bool_)
    stream = np.where(is_known, by_query[place, 3] if len(by_query) else 0, 0)
    is_changing = is_known & np.isin(stream, stream[is_known & (seen[:, 2] != NEVER)])
    is_settled = is_known & ~is_changing
    ending = is_settled & np.isin(stream, stream[is_settled & ~is_query])
    waiting = is_settled & is_query & ~ending
    waiting[ending] = _still_waiting(seen[ending], stream[ending].tolist())
    left: _Ints = seen[is_changing | waiting]
    return left


def _still_waiting(care: _Ints, streams: Sequence[int]) -> list[bool]:
    """Say which care lines are queries that nothing ended."""
    waiting: dict[int, dict[int, int]] = {}
    for place, ((kind, _at, _until, _stream, query), stream) in enumerate(zip(care.tolist(), streams, strict=True)):
        if kind == QUERY:
            waiting.setdefault(stream, {})[query] = place
        elif query in waiting.get(stream, ()):
            del waiting[stream]
    left = {place for queries in waiting.values() for place in queries.values()}
    return [place in left for place in range(len(streams))]


def _ordered(care: _Ints) -> _Ints:
    return care[np.lexsort((care[:, 0], care[:, 1]))]


def _episodes(care: _Ints) -> _Ints:
    """Give opened, ended and whether answered, by column, of care lines in order."""
    queries = care[care[:, 0] == QUERY]
    _streams, stream, times = np.unique(queries[:, 3], return_inverse=True, return_counts=True)
    is_single = times[stream] == 1
    # Most people ask once; only who asked again in a chat has to be followed line by line.
    others = np.isin(care[:, 4], queries[~is_single, 4])
    followed = _columns(_followed(care[others].tolist()))
    return np.concatenate([_single(queries[is_single], care[care[:, 0] != QUERY]), followed], axis=1)


def _single(queries: _Ints, endings: _Ints) -> _Ints:
    queries = queries[np.argsort(queries[:, 4])]
    if not len(queries):
        return np.zeros((3, 0), np.int64)
    place = np.minimum(np.searchsorted(queries[:, 4], endings[:, 4]), len(queries) - 1)
    fits = (queries[place, 4] == endings[:, 4]) & (endings[:, 1] >= queries[place, 1])
    place, endings = place[fits], endings[fits]
    ended, answered = np.full_like(queries[:, 1], _OPEN), np.zeros_like(queries[:, 1])
    first, at = np.unique(place, return_index=True)
    ended[first], answered[first] = endings[at, 1], endings[at, 0] == ANSWER
    return np.array([queries[:, 1], ended, answered])


def _followed(care: Iterable[Sequence[int]]) -> Iterator[_Episode]:
    waiting: dict[int, _Episode] = {}
    of_query: dict[int, _Episode] = {}
    for kind, at, _until, stream, query in care:
        if kind == QUERY:
            episode = waiting.get(stream)
            if episode is None or episode.ended != _OPEN:
                episode = waiting[stream] = _Episode(at)
                yield episode
            of_query[query] = episode
        elif (asked := of_query.get(query)) and asked.ended == _OPEN:
            asked.ended, asked.answered = at, kind == ANSWER


def _columns(episodes: Iterable[_Episode]) -> _Ints:
    found = [*episodes]
    rows = [(each.opened, each.ended, each.answered) for each in found]
    return np.array(rows, np.int64).reshape(-1, 3).T


def _percentile(ranked: _Ints, percent: int) -> float | None:
    """Give the value at the nearest rank in seconds."""
    return int(ranked[-(-len(ranked) * percent // 100) - 1]) / SECOND if len(ranked) else None
