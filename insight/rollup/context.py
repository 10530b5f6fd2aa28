"""What lines say of each other: what was taken back and when, and what a reply hangs by."""

from collections.abc import Sequence
from itertools import pairwise

from insight.rollup.rows import NEVER, Calendar, Crowd, Row

POSTS = frozenset({"message", "poll", "answer"})
_DELETABLE = frozenset({"message", "answer"})
_STANDING = frozenset({"vote", "reaction"})
_NOWHERE = (NEVER, 0)

Span = tuple[int, int]
"""(since, until): counts for who looks from the end of a later day than `since`, and of `until` at the latest."""


class Context:
    """The lines of some days with those of others that they depend on.

    Args:
        rows: in the order of lines.
        accounts: of each row, 0 where it is not the audience's.
    """

    def __init__(self, rows: Sequence[Row], accounts: Sequence[int], crowd: Crowd, calendar: Calendar) -> None:
        self._calendar = calendar
        self._deleted: dict[str, int] = {}
        self._posts: dict[str, Row] = {}
        self._hangs: dict[str, Span] = {}
        self.shares: dict[str, int] = {}
        """By id, the days of the audience's shares."""
        self.clicked: dict[str, list[int]] = {}
        """By share, the days of its clicks."""
        self._until: dict[str, int] = {}
        """Of votes and reactions that did not stand for ever."""
        alone: dict[object, Row] = {}
        alike: dict[object, list[Row]] = {}
        linked = crowd.linked
        for row, account in zip(rows, accounts, strict=True):
            kind = row.kind
            if kind in POSTS:
                if account or row.team:
                    self._posts[row.line] = row
            elif kind in _STANDING:
                if account:
                    _group(row, linked.get(account, account), alone, alike)
            else:
                self._take(row, account)
        self._settle(alone, alike)

    def until(self, row: Row) -> int:
        """Give the day on which something was taken back, `NEVER` where it was not, 0 where it never stood."""
        if row.kind in _DELETABLE:
            return self._gone(row.line)
        return self._until.get(row.line, NEVER)

    def hangs(self, ref: str | None) -> Span | None:
        """Say when a chain of posts that stand leads from an id to a brand post; None: never."""
        trail = []
        while ref is not None and ref not in self._hangs:
            post = self._posts.get(ref)
            if post is None:
                break
            trail.append(post)
            # So that a chain which bites its tail ends.
            self._hangs[ref] = self._span(post) if is_brand_post(post) else _NOWHERE
            ref = None if is_brand_post(post) else post.ref
        found = self._hangs.get(ref, _NOWHERE) if ref is not None else None
        for post in reversed(trail):
            found = self._span(post) if is_brand_post(post) else _within(found or _NOWHERE, self._span(post))
            self._hangs[post.line] = found
        return found if found is not None and found != _NOWHERE else None

    def brand_post(self, ref: str | None) -> Span | None:
        """Give a brand post's day, and the one on which it was deleted; None where it is none."""
        post = self._posts.get(ref) if ref is not None else None
        return self._span(post) if post is not None and is_brand_post(post) else None

    def gone_post(self, row: Row) -> int:
        """Give the day on which a post was deleted."""
        return self._gone(row.line)

    def _span(self, post: Row) -> Span:
        return self._calendar.day(post.at), self._gone(post.line)

    def _gone(self, line: str) -> int:
        at = self._deleted.get(line)
        return NEVER if at is None else self._calendar.day(at)

    def _take(self, row: Row, account: int) -> None:
        if row.kind == "delete":
            self._deleted.setdefault(row.ref or "", row.at)
        elif row.kind == "share" and account:
            self.shares[row.line] = self._calendar.day(row.at)
        elif row.kind == "click" and (account or row.person is None) and row.ref is not None:
            self.clicked.setdefault(row.ref, []).append(self._calendar.day(row.at))

    def _settle(self, alone: dict[object, Row], alike: dict[object, list[Row]]) -> None:
        for key, row in alone.items():
            if key not in alike and _takes_back(row):
                self._until[row.line] = 0
        for rows in alike.values():
            if rows[0].kind == "vote":
                self._settle_votes(rows)
            else:
                self._settle_reactions(rows)

    def _settle_votes(self, of_one: Sequence[Row]) -> None:
        for vote, later in pairwise([*of_one, None]):
            if vote is not None and _takes_back(vote):
                self._until[vote.line] = 0
            elif vote is not None and later is not None:
                self._until[vote.line] = self._calendar.day(later.at)

    def _settle_reactions(self, alike: Sequence[Row]) -> None:
        standing: Row | None = None
        for row in alike:
            if not _takes_back(row) and standing is None:
                standing = row
                continue
            self._until[row.line] = 0
            if standing is not None and _takes_back(row):
                self._until[standing.line] = self._calendar.day(row.at)
                standing = None


def _group(row: Row, person: int, alone: dict[object, Row], alike: dict[object, list[Row]]) -> None:
    key = (person, row.ref) if row.kind == "vote" else (person, row.ref, row.data["emoji"])
    first = alone.setdefault(key, row)
    if first is not row:
        alike.setdefault(key, [first]).append(row)


def _takes_back(row: Row) -> bool:
    return row.data["options"] == [] if row.kind == "vote" else bool(row.data.get("removed"))


def is_brand_post(post: Row) -> bool:
    """Say whether a post is the brand's own."""
    return post.kind == "poll" or (post.kind == "message" and post.team and post.ref is None)


def _within(one: Span, other: Span) -> Span:
    return max(one[0], other[0]), min(one[1], other[1])
