"""What lines say of each other: what was taken back and when, and what a reply hangs by."""

from collections.abc import Hashable, Mapping, Sequence
from itertools import repeat
from typing import cast

import numpy as np

from insight.rollup.columns import Columns, Flags, coded, paired, picked
from insight.rollup.rows import NEVER, Ints, Row

POSTS = frozenset({"message", "poll", "answer"})
_NOWHERE = (NEVER, 0)

Span = tuple[int, int]
"""(since, until): counts for who looks from the end of a later day than `since`, and of `until` at the latest."""


class Context:
    """The lines of some days with those of others that they depend on."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._hangs: dict[str, Span] = {}
        is_post = columns.of(*POSTS) & ((columns.account > 0) | columns.team)
        meant = {*columns.ref}
        places = [order for order, line in enumerate(columns.line) if line in meant]
        self._posts = {columns.line[order]: order for order in places if is_post[order]}
        self.shares: dict[str, int] = {}
        """By id, the days of the audience's shares."""
        self.clicked: dict[str, list[int]] = {}
        """By share, the days of its clicks."""
        self._find_shares()
        self.gone = self._deletions()
        """By order, the day on which a post was deleted, `NEVER` where it was not."""
        self.until = np.where(columns.of("message", "answer"), self.gone, NEVER)
        """By order, the day on which something was taken back, `NEVER` where it was not, 0 where it never stood."""
        self._settle_votes()
        self._settle_reactions()

    def hangs(self, ref: str | None) -> Span | None:
        """Say when a chain of posts that stand leads from an id to a brand post; None: never."""
        trail = []
        while ref is not None and ref not in self._hangs:
            order = self._posts.get(ref)
            if order is None:
                break
            post = self._columns.row(order)
            trail.append(order)
            # So that a chain which bites its tail ends.
            self._hangs[ref] = self._span(order) if is_brand_post(post) else _NOWHERE
            ref = None if is_brand_post(post) else post.ref
        found = self._hangs.get(ref, _NOWHERE) if ref is not None else None
        for order in reversed(trail):
            post = self._columns.row(order)
            found = self._span(order) if is_brand_post(post) else _within(found or _NOWHERE, self._span(order))
            self._hangs[post.line] = found
        return found if found is not None and found != _NOWHERE else None

    def brand_post(self, ref: str | None) -> Span | None:
        """Give a brand post's day, and the one on which it was deleted; None where it is none."""
        order = self._posts.get(ref) if ref is not None else None
        return self._span(order) if order is not None and is_brand_post(self._columns.row(order)) else None

    def _span(self, order: int) -> Span:
        return int(self._columns.day[order]), int(self.gone[order])

    def _find_shares(self) -> None:
        columns = self._columns
        for order in np.flatnonzero(columns.of("share") & (columns.account > 0)).tolist():
            self.shares[columns.line[order]] = int(columns.day[order])
        for order in np.flatnonzero(columns.of("click")).tolist():
            row = columns.row(order)
            if (columns.account[order] or row.person is None) and row.ref is not None:
                self.clicked.setdefault(row.ref, []).append(int(columns.day[order]))

    def _deletions(self) -> Ints:
        columns, deleted = self._columns, dict[str | None, int]()
        for order in np.flatnonzero(columns.of("delete")).tolist():
            deleted.setdefault(columns.ref[order], int(columns.day[order]))
        deleted.pop(None, None)
        if not deleted:
            return np.full(columns.size, NEVER, np.int64)
        return np.array([*map(deleted.get, columns.line, repeat(NEVER))], np.int64)

    def _settle_votes(self) -> None:
        """Let a vote stand until the same person's next one on the poll, and one without a choice never."""
        columns = self._columns
        orders = np.flatnonzero(columns.of("vote") & (columns.account > 0))
        ordered, is_same = self._alike(orders, picked(columns.ref, orders))
        takes_back = np.array(columns.told(ordered, _has_no_choice), np.bool_)
        self.until[ordered[:-1][is_same]] = columns.day[ordered[1:][is_same]]
        self.until[ordered[takes_back]] = 0

    def _settle_reactions(self) -> None:
        """Let the first of equal reactions stand until it is taken back, and none of the others."""
        columns = self._columns
        orders = np.flatnonzero(columns.of("reaction") & (columns.account > 0))
        if not len(orders):
            return
        about = [*zip(picked(columns.ref, orders), columns.told(orders, _emoji), strict=True)]
        ordered, is_same = self._alike(orders, about)
        takes_back = np.array(columns.told(ordered, _is_removed), np.bool_)
        follows_one = np.concatenate([[False], is_same & ~takes_back[:-1]])
        places = np.arange(len(ordered))
        group = np.cumsum(np.concatenate([[False], ~is_same]))
        # The place of the next that takes back, looked up from behind.
        ends = np.minimum.accumulate(np.where(takes_back, places, len(places))[::-1])[::-1]
        end = np.minimum(ends, len(places) - 1)
        is_ended = (ends < len(places)) & (group[end] == group)
        stood = np.where(is_ended, columns.day[ordered[end]], NEVER)
        self.until[ordered] = np.where(takes_back | follows_one, 0, stood)

    def _alike(self, orders: Ints, about: Sequence[Hashable]) -> tuple[Ints, Flags]:
        """Bring together what is one person's and about the same; also say whether each goes with the one behind it."""
        keys = paired(self._columns.person[orders], coded(about)[0])
        together = np.argsort(keys, kind="stable")
        keys = keys[together]
        return orders[together], keys[:-1] == keys[1:]


def _emoji(data: Mapping[str, object]) -> str:
    return cast("str", data["emoji"])


def _is_removed(data: Mapping[str, object]) -> bool:
    return bool(data.get("removed"))


def _has_no_choice(data: Mapping[str, object]) -> bool:
    return data["options"] == []


def is_brand_post(post: Row) -> bool:
    """Say whether a post is the brand's own."""
    return post.kind == "poll" or (post.kind == "message" and post.team and post.ref is None)


def _within(one: Span, other: Span) -> Span:
    return max(one[0], other[0]), min(one[1], other[1])
