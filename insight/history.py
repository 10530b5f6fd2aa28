"""Event lines, prepared once so that any number of periods can be looked at."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from chat.address import Address
from chat.lines import Line, LineError, sort_key
from insight.people import People

ACTIVITIES = frozenset({"message", "reaction", "vote", "nps", "share"})
_DEEDS = ACTIVITIES | {"join", "leave", "block"}
_POSTS = frozenset({"message", "poll", "answer"})
_DELETABLE = frozenset({"message", "answer"})


class Deed(NamedTuple):
    """Something one of the audience did, and until when it stands."""

    at: datetime
    line: Line
    account: Address
    person: Address
    gone: datetime | None
    """When it was taken back or replaced; None where it never was."""

    def stands(self, end: datetime) -> bool:
        """Say whether it still counts, seen from a period's end."""
        return self.gone is None or self.gone >= end


class Post(NamedTuple):
    """What can be replied to, and what a reply hangs by."""

    id: str
    at: datetime
    above: str | None
    """The id of what it replies to."""
    is_brand_post: bool
    gone: datetime | None

    def seen(self, end: datetime) -> bool:
        """Say whether it was made and not deleted before a period's end."""
        return self.at < end and (self.gone is None or self.gone >= end)


class Ledger:
    """All that happened to one brand.

    Args:
        lines: in any order, none twice.
        platform: only what happened there is seen; who is one person, and who is of the team, is told by all lines.
    """

    def __init__(self, lines: Iterable[Line], platform: str | None = None) -> None:
        ordered = sorted(lines, key=sort_key)
        self._people = People.seen_in(ordered)
        self._deleted = _deletions(ordered)
        ordered = [line for line in ordered if platform in {None, line.platform}]
        audience = [line for line in ordered if line.kind in _DEEDS and self._is_audience(line)]
        self.deeds: Sequence[Deed] = sorted(self._deeds(audience), key=lambda deed: sort_key(deed.line))
        """What the audience did, in the order of lines; what never stood (a removal, a retraction) is not in it."""
        self.moves: Sequence[Deed] = list(_moves(self.deeds))
        """Of these, what can make somebody a member or reachable, or end it."""
        self.posts = {line.id: self._post(line) for line in ordered if self._is_post(line)}
        """By id, whatever a reply can hang by."""
        self.brand_posts = [post for post in self.posts.values() if post.is_brand_post]
        self.care = [(line, self._gone(line)) for line in ordered if self._is_care(line)]
        """What opens, answers or ends a wait, in the order of lines, each with when it was deleted."""
        self.clicks = [line for line in ordered if line.kind == "click" and self._is_no_team(line)]
        """In the order of lines; who it was may be unknown."""
        self.purchases = [line for line in ordered if line.kind == "purchase" and self._is_audience(line)]
        """In the order of lines."""

    def between(self, start: datetime, end: datetime) -> Sequence[Deed]:
        """Give the deeds with `start <= at < end`, taken back or not."""
        low = bisect_left(self.deeds, start, key=attrgetter("at"))
        return self.deeds[low : bisect_left(self.deeds, end, lo=low, key=attrgetter("at"))]

    def person(self, line: Line) -> Address:
        """Give the person whose line it is."""
        return self._people.person(_account(line))

    def known_referrer(self, join: Deed) -> Address | None:
        """Give the person through whom somebody joined: neither of the team nor the one who joined."""
        name = join.line.data.get("referrer")
        person = self._people.person(Address(join.line.platform, name)) if name else None
        return None if person is None or person == join.person or self._people.is_team(person) else person

    def _is_audience(self, line: Line) -> bool:
        return line.person is not None and self._is_no_team(line)

    def _is_no_team(self, line: Line) -> bool:
        return line.person is None or not self._people.is_team(self.person(line))

    def _is_care(self, line: Line) -> bool:
        match line.kind:
            case "message":
                return line.data.get("query") is True and self._is_audience(line)
            case "answer":
                return line.team and not line.data.get("automatic")
            case other:
                return other == "resolve"

    def _gone(self, line: Line) -> datetime | None:
        return self._deleted.get(line.id) if line.kind in _DELETABLE else None

    def _is_post(self, line: Line) -> bool:
        # One of the team who wrote as if of the audience counts nowhere.
        return line.kind in _POSTS and (line.team or self._is_audience(line))

    def _post(self, line: Line) -> Post:
        is_brand_post = line.kind == "poll" or (line.kind == "message" and line.team and line.ref is None)
        return Post(line.id, line.at, line.ref, is_brand_post, self._deleted.get(line.id))

    def _deeds(self, audience: Iterable[Line]) -> Iterator[Deed]:
        votes, reactions = defaultdict(list), defaultdict(list)
        for line in audience:
            if line.kind == "vote":
                votes[self.person(line), line.ref].append(line)
            elif line.kind == "reaction":
                reactions[self.person(line), line.ref, line.data["emoji"]].append(line)
            else:
                yield self._deed(line, self._gone(line))
        for of_one in votes.values():
            yield from (self._deed(vote, gone) for vote, gone in _standing_votes(of_one))
        for alike in reactions.values():
            yield from (self._deed(reaction, gone) for reaction, gone in _standing_reactions(alike))

    def _deed(self, line: Line, gone: datetime | None) -> Deed:
        return Deed(line.at, line, _account(line), self.person(line), gone)


class History:
    """The lines of one or more brands.

    Args:
        lines: in any order; the same line twice counts once.
        zone: brand time.
        platform: only what happened there is seen; None: all.

    Raises:
        LineError: two different lines of a brand have one id.
    """

    def __init__(self, lines: Iterable[Line], zone: ZoneInfo, platform: str | None = None) -> None:
        self.zone = zone
        self._platform = platform
        self._lines: dict[str, dict[str, Line]] = defaultdict(dict)
        self._ledgers: dict[str, Ledger] = {}
        for line in lines:
            if self._lines[line.brand].setdefault(line.id, line) != line:
                raise LineError(f'"id" must be unique: there are two different lines {line.id!r} of {line.brand}.')

    def ledger(self, brand: str) -> Ledger:
        """Give what happened to a brand, prepared at the first time of asking."""
        if brand not in self._ledgers:
            self._ledgers[brand] = Ledger(self._lines.get(brand, {}).values(), self._platform)
        return self._ledgers[brand]


def _account(line: Line) -> Address:
    return Address(line.platform, line.person or "")


def _deletions(ordered: Iterable[Line]) -> dict[str, datetime]:
    deleted: dict[str, datetime] = {}
    for line in ordered:
        if line.kind == "delete" and line.ref is not None:
            deleted.setdefault(line.ref, line.at)
    return deleted


def _standing_votes(of_one: Sequence[Line]) -> Iterator[tuple[Line, datetime | None]]:
    """Give a person's votes in a poll and when the next one replaced them; an empty one retracts and is none itself."""
    for vote, later in pairwise([*of_one, None]):
        if vote is not None and vote.data["options"] != []:
            yield vote, later.at if later else None


def _standing_reactions(alike: Iterable[Line]) -> Iterator[tuple[Line, datetime | None]]:
    """Give a person's equal reactions to one thing that stood, and when each was removed; the same again is none."""
    standing: Line | None = None
    for line in alike:
        if not line.data.get("removed"):
            standing = standing or line
        elif standing:
            yield standing, line.at
            standing = None
    if standing:
        yield standing, None


def _moves(deeds: Iterable[Deed]) -> Iterator[Deed]:
    """Leave out activity that changes nothing for its account: there was some before, for good, and no block since."""
    settled: set[Address] = set()
    for deed in deeds:
        if deed.line.kind == "block":
            settled.discard(deed.account)
        elif deed.line.kind in ACTIVITIES:
            if deed.account in settled:
                continue
            if deed.gone is None:
                settled.add(deed.account)
        yield deed
