"""Find the lines that days are made of, and the days that change with others."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from chat.address import Address
from insight.people import People
from insight.rollup.context import POSTS, is_brand_post
from insight.rollup.rows import Calendar, Crowd, Row, Told, crowd
from insight.ticks import instant_of
from storage import rollup_lines, rollups
from storage.database import Session

_ABOUT_LINES = POSTS | {"reaction", "click"}
_MANY = 2_000
"""Of so many posts it is quicker to read all deletions that there are."""

_Deed = tuple[str | None, tuple[str, str]]
"""What somebody voted in or reacted to, and who."""

UNSAVED = 1 << 31
"""Numbers from here on are given for one look only."""


@dataclass(slots=True)
class Register:
    """Numbers of a brand's accounts; who has none is given the next."""

    brand: str
    next: int
    numbers: dict[str, dict[str, int]] = field(default_factory=dict)
    complete: bool = False
    """All numbers that are stored are known."""
    new: list[tuple[str, str, int]] = field(default_factory=list)

    def enter(self, db: Session, accounts: Iterable[tuple[str, str]]) -> None:
        """Know the numbers of accounts."""
        unknown: dict[str, set[str]] = {}
        for platform, person in accounts:
            if person not in self.numbers.setdefault(platform, {}):
                unknown.setdefault(platform, set()).add(person)
        if not self.complete:
            for platform, found in rollups.numbers(db, self.brand, unknown).items():
                self.numbers[platform].update(found)
        for platform, people in unknown.items():
            known = self.numbers[platform]
            for person in sorted(people - known.keys()):
                known[person] = self.next
                self.new.append((platform, person, self.next))
                self.next += 1


@dataclass(frozen=True, slots=True)
class Known:
    """Who is one person, and who is of the team, today."""

    links: Sequence[tuple[Address, Address]]
    team: Sequence[Address]

    @classmethod
    def read(cls, db: Session, brand: str) -> "Known":
        """Read it."""
        return cls(rollups.links(db, brand), rollups.team(db, brand))

    def crowd(self, db: Session, register: Register, rows: Sequence[Told]) -> Crowd:
        """Tell who is who among all who are in rows."""
        named = {account for pair in self.links for account in pair} | set(self.team)
        register.enter(db, named | _people(rows, register.numbers))
        return crowd(register.numbers, self.links, self.team)


class Source:
    """The lines of one brand."""

    def __init__(self, db: Session, brand: str, calendar: Calendar, known: Known) -> None:
        self._db = db
        people = People(known.links, ())
        self._persons: dict[tuple[str, str], tuple[str, str]] = {
            account: people.person(account) for pair in known.links for account in pair
        }
        self._brand = brand
        self._calendar = calendar

    def of(self, days: Collection[int]) -> list[Told]:
        """Give the lines of days."""
        found: list[Told] = []
        for first, last in _runs(sorted(days)):
            found += rollup_lines.within(self._db, self._brand, *self._span(first, last))
        return found

    def around(self, rows: Sequence[Told], days: Collection[int] = ()) -> list[Told]:
        """Give what lines depend on, and these themselves.

        Args:
            rows: the lines.
            days: if the lines are all of theirs: no line of them is read again.
        """
        if not rows:
            return []
        lines, _, _, _, _, kinds, _, refs, _ = zip(*rows, strict=True)
        found: dict[str, Told] = dict(zip(lines, rows, strict=True))
        wanted = {ref for kind, ref in zip(kinds, refs, strict=True) if kind in _ABOUT_LINES and ref is not None}
        while wanted := wanted - found.keys():
            above = {row.line: row for row in self._rows(rollup_lines.these(self._db, self._brand, wanted))}
            found.update(above)
            wanted = {row.ref for row in above.values() if row.ref is not None and row.kind in POSTS}
        posts = [line for line, row in found.items() if row[5] in POSTS]
        found.update((row.line, row) for row in self._deletions(posts))
        for kind in ("vote", "reaction"):
            deeds = {self._deed(row) for row in rows if row[5] == kind}
            found.update((row[0], row) for row in self._like(kind, deeds, days))
        shares = [line for line, kind in zip(lines, kinds, strict=True) if kind == "share"]
        found.update((row.line, row) for row in self._on("click", shares, days))
        return list(found.values())

    def _deletions(self, posts: Sequence[str]) -> list[Row]:
        if len(posts) < _MANY:
            return self._on("delete", posts)
        return self._rows(rollup_lines.every(self._db, self._brand, "delete"))

    def affected(self, days: Collection[int]) -> set[int]:
        """Give the days that may be others when the lines of these days are: these too."""
        rows = self._rows(self.of(days))
        found = set(days) | self._days(self._hanging(rows, days)) | self._days(self._alike(rows, days))
        clicks: dict[str, int] = {}
        for row in rows:
            if row.kind == "click" and row.ref is not None:
                clicks[row.ref] = min(row.at, clicks.get(row.ref, row.at))
        clicked = self._rows(rollup_lines.these(self._db, self._brand, clicks))
        # A share's day tells of clicks before it, and of none that come later.
        found |= self._days(row for row in clicked if row.at > clicks[row.line])
        shares = [row.line for row in rows if row.kind == "share"]
        return found | self._days(self._on("click", shares, days))

    def _hanging(self, rows: Sequence[Row], days: Collection[int]) -> Iterator[Row]:
        """Give what lines delete, and all that hangs by these or by what is deleted."""
        deleted = {row.ref for row in rows if row.kind == "delete" and row.ref is not None}
        targets = self._rows(rollup_lines.these(self._db, self._brand, deleted))
        yield from targets
        posts = {row.line: row for row in (*rows, *targets) if row.kind in POSTS}
        yield from self._on("reaction", [row.line for row in posts.values() if is_brand_post(row)], days)
        below, seen = set(posts), set(posts)
        while below:
            replies = [row for kind in ("message", "answer") for row in self._on(kind, below)]
            yield from replies
            below = {row.line for row in replies} - seen
            seen |= below

    def _alike(self, rows: Sequence[Row], days: Collection[int]) -> Iterator[Row]:
        """Give the votes and reactions in whose way these may stand."""
        for kind in ("vote", "reaction"):
            own: dict[_Deed, list[Row]] = {}
            for row in rows:
                if row.kind == kind:
                    own.setdefault(self._deed(row), []).append(row)
            for told in self._like(kind, own, days):
                row = Row._make(told)
                if any(_is_in_the_way(one, row) for one in own[self._deed(told)]):
                    yield row

    def _like(self, kind: str, deeds: Collection[_Deed], days: Collection[int] = ()) -> Iterator[Told]:
        """Give the lines of a kind that are the same person's about the same."""
        told = rollup_lines.on(self._db, self._brand, kind, {ref for ref, _who in deeds if ref}, self._outside(days))
        return (row for row in told if self._deed(row) in deeds)

    def _deed(self, row: Told) -> _Deed:
        who = row[1], row[3] or ""
        return row[7], self._persons.get(who, who)

    def _days(self, rows: Iterable[Row]) -> set[int]:
        return {self._calendar.day(row.at) for row in rows}

    def _on(self, kind: str, ids: Iterable[str], days: Collection[int] = ()) -> list[Row]:
        return self._rows(rollup_lines.on(self._db, self._brand, kind, ids, self._outside(days)))

    def _outside(self, days: Collection[int]) -> tuple[datetime, datetime] | None:
        """Give the time of days, for what is asked outside of them; None where there are gaps between them."""
        return self._span(min(days), max(days)) if days and max(days) - min(days) < len(days) else None

    def _span(self, first: int, last: int) -> tuple[datetime, datetime]:
        return instant_of(self._calendar.start(first)), instant_of(self._calendar.start(last + 1))

    @staticmethod
    def _rows(told: Iterable[Told]) -> list[Row]:
        return [*map(Row._make, told)]


def _is_in_the_way(one: Row, other: Row) -> bool:
    """Say whether one may change how long the other stood.

    A vote ends those before it; an equal reaction leaves those before it alone, unless it takes them back.
    """
    if one.kind == "vote":
        return other.at <= one.at
    return bool(one.data.get("removed")) or other.at >= one.at


def _people(rows: Sequence[Told], known: Mapping[str, Mapping[str, int]]) -> set[tuple[str, str]]:
    """Give who is in rows and has no known number."""
    nobody: Mapping[str, int] = {}
    found = {(row[1], row[3]) for row in rows if row[3] is not None and row[3] not in known.get(row[1], nobody)}
    joins = [Row._make(row) for row in rows if row[5] == "join"]
    return found | {(row.platform, str(row.data["referrer"])) for row in joins if row.data.get("referrer")}


def _runs(days: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the first and the last of each row of days without a gap."""
    first = last = None
    for day in days:
        if last is not None and first is not None and day > last + 1:
            yield first, last
            first = None
        first = day if first is None else first
        last = day
    if first is not None and last is not None:
        yield first, last
