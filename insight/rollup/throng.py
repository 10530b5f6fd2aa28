"""Messages, reactions and votes of the audience, which most lines are: counted by column, many days at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast

import numpy as np

from insight.rollup.columns import Columns, Flags, coded, grouped, paired, parted, picked
from insight.rollup.context import Context, Span
from insight.rollup.page import Page
from insight.rollup.rows import NEVER, Ints
from insight.rollup.sheets import bitmap, bitmaps

MESSAGE, VOTE, RECOMMENDS = 1, 2, 4
UNCLASSIFIED = -9


class Throng:
    """Some of the lines that stand at the end of their day.

    Args:
        columns: all lines.
        context: of these.
        orders: which of them.
        pages: of each of these, the number of its page.
    """

    def __init__(self, columns: Columns, context: Context, orders: Ints, pages: Ints) -> None:
        self._columns, self._context = columns, context
        self.orders, self._pages = orders, pages
        self._person = columns.person[orders]
        self._until = context.until[orders]
        self._is = {kind: columns.of(kind)[orders] for kind in ("message", "reaction", "vote")}
        self._stays: Flags = self._until == NEVER
        self._mood = np.zeros(len(orders), np.int64)
        self._recommends = np.zeros(len(orders), np.bool_)
        self._asks = np.zeros(len(orders), np.bool_)
        said = self._is["message"]
        told = columns.told(orders[said], _told)
        self._mood[said], self._recommends[said], self._asks[said] = np.array(told, np.int64).reshape(-1, 3).T

    def note(self, pages: Sequence[Page]) -> None:
        """Write down all of it but who became a member, and queries."""
        stays, is_message = self._stays, self._is["message"]
        for page, people in self._grouped(stays, self._person):
            pages[page].sheet.active |= bitmap(people)
        for page, people in self._grouped(stays & self._is["vote"], self._person):
            pages[page].sheet.voted |= bitmap(people)
        for page, people in self._grouped(stays & self._recommends, self._person):
            pages[page].sheet.recommending |= bitmap(people)
        for page, moods in self._grouped(stays & is_message, self._mood):
            counts, known = pages[page].sheet.counts, moods[moods != UNCLASSIFIED]
            counts["messages"] += len(moods)
            counts["classified"] += len(known)
            counts["mood"] += int(known.sum())
        self._note_moods(pages)
        self._note_passing(pages)
        self._note_applause(pages)
        self._note_replies(pages)

    def queries(self) -> Ints:
        """Give the orders of queries."""
        found: Ints = self.orders[self._asks]
        return found

    def passing(self) -> Flags:
        """Say which of the lines were taken back later."""
        return ~self._stays

    def _grouped(self, which: Flags, values: Ints) -> Iterator[tuple[int, Ints]]:
        return grouped(self._pages[which], values[which].astype(np.int64))

    def _note_moods(self, pages: Sequence[Page]) -> None:
        """Note who was in which mood, by the sum of all that they said on a day."""
        known = self._stays & self._is["message"] & (self._mood != UNCLASSIFIED)
        keys, which = np.unique(paired(self._person[known], self._pages[known]), return_inverse=True)
        sums = np.bincount(which, self._mood[known], len(keys)).astype(np.int64)
        person, page = parted(keys)
        for number, chosen in grouped(page[sums != 0], np.flatnonzero(sums)):
            pages[number].sheet.moods = bitmaps(grouped(sums[chosen], person[chosen]))

    def _note_passing(self, pages: Sequence[Page]) -> None:
        deeds = MESSAGE * self._is["message"] + VOTE * self._is["vote"] + RECOMMENDS * self._recommends
        rows = np.stack([self._person, self._until, deeds, self._mood], axis=1)
        for page, places in self._grouped(~self._stays, np.arange(len(rows))):
            pages[page].listed["passing"] += map(tuple, rows[places].tolist())

    def _note_applause(self, pages: Sequence[Page]) -> None:
        """Note how many reactions each day's posts got, as far as post and reaction stood."""
        places, posted, until = self._about(self._is["reaction"], self._context.brand_post)
        counts = until > np.maximum(self._columns.day[self.orders[places]], posted)
        self._tally(pages, "applause", places[counts], posted[counts], until[counts])

    def _note_replies(self, pages: Sequence[Page]) -> None:
        """Note how many messages hang by a post of the brand's, and from when on and until when."""
        places, since, until = self._about(self._is["message"], self._context.hangs)
        day = self._columns.day[self.orders[places]]
        since = np.maximum(since, day)
        is_plain = (since == day) & (until == NEVER)
        for page, found in grouped(self._pages[places[is_plain]], places[is_plain]):
            pages[page].sheet.counts["replies"] += len(found)
        spans = ~is_plain & (since < until)
        self._tally(pages, "chains", places[spans], since[spans], until[spans])

    def _about(self, which: Flags, span_of: Callable[[str | None], Span | None]) -> tuple[Ints, Ints, Ints]:
        """Give places of lines about what has a span, when that begins, and the day until which both stood."""
        places = np.flatnonzero(which)
        codes, refs = coded(picked(self._columns.ref, self.orders[places]))
        spans = np.array([span_of(ref) or (NEVER, 0) for ref in refs], np.int64).reshape(-1, 2)[codes]
        is_of_one = spans[:, 1] > 0
        places, spans = places[is_of_one], spans[is_of_one]
        return places, spans[:, 0], np.minimum(self._until[places], spans[:, 1])

    def _tally(self, pages: Sequence[Page], name: str, places: Ints, since: Ints, until: Ints) -> None:
        spans, numbers = np.unique(paired(since, until), return_inverse=True)
        for page, found in grouped(self._pages[places], numbers):
            each, times = np.unique(found, return_counts=True)
            rows = zip(*(column.tolist() for column in parted(spans[each])), times.tolist(), strict=True)
            pages[page].listed[name] += rows


def _told(data: Mapping[str, object]) -> tuple[int, bool, bool]:
    """Give a message's mood, whether it recommends and whether it is a query."""
    mood = cast("int | None", data.get("sentiment"))
    return UNCLASSIFIED if mood is None else mood, data.get("recommends") is True, data.get("query") is True
