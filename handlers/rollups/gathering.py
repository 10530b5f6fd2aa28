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
        self._people = People(known.links, ())
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
            days: if they follow each other, and the lines are all of theirs: no line of them is read again.
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
        for kind, about in (
            ("vote", {ref for each, ref in zip(kinds, refs, strict=True) if each == "vote" and ref}),
            ("reaction", {ref for each, ref in zip(kinds, refs, strict=True) if each == "reaction" and ref}),
            ("click", [line for line, each in zip(lines, kinds, strict=True) if each == "share"]),
        ):
            found.update((row.line, row) for row in self._on(kind, about, days))
        return list(found.values())

    def _deletions(self, posts: Sequence[str]) -> list[Row]:
        if len(posts) < _MANY:
            return self._on("delete", posts)
        return self._rows(rollup_lines.every(self._db, self._brand, "delete"))

    def affected(self, days: Collection[int]) -> set[int]:
        """Give the days that may be others when the lines of these days are: these too."""
        rows = self._rows(self.of(days))
        found = set(days) | self._days(self._hanging(rows)) | self._days(self._alike(rows))
        about = {row.ref for row in rows if row.kind == "click" and row.ref is not None}
        found |= self._days(self._rows(rollup_lines.these(self._db, self._brand, about)))
        shares = [row.line for row in rows if row.kind == "share"]
        return found | self._days(self._on("click", shares))

    def _hanging(self, rows: Sequence[Row]) -> Iterator[Row]:
        """Give what lines delete, and all that hangs by these or by what is deleted."""
        deleted = {row.ref for row in rows if row.kind == "delete" and row.ref is not None}
        targets = self._rows(rollup_lines.these(self._db, self._brand, deleted))
        yield from targets
        posts = {row.line: row for row in (*rows, *targets) if row.kind in POSTS}
        yield from self._on("reaction", [row.line for row in posts.values() if is_brand_post(row)])
        below, seen = set(posts), set(posts)
        while below:
            replies = [row for kind in ("message", "answer") for row in self._on(kind, below)]
            yield from replies
            below = {row.line for row in replies} - seen
            seen |= below

    def _alike(self, rows: Sequence[Row]) -> Iterator[Row]:
        """Give votes and reactions that one of these may stand in the way of."""
        for kind in ("vote", "reaction"):
            own = [row for row in rows if row.kind == kind and row.ref is not None]
            changed = {self._doer(row) for row in own}
            alike = self._on(kind, {row.ref for row in own if row.ref})
            yield from (row for row in alike if self._doer(row) in changed)

    def _doer(self, row: Row) -> tuple[str | None, Address]:
        return row.ref, self._people.person(Address(row.platform, row.person or ""))

    def _days(self, rows: Iterable[Row]) -> set[int]:
        return {self._calendar.day(row.at) for row in rows}

    def _on(self, kind: str, ids: Iterable[str], days: Collection[int] = ()) -> list[Row]:
        outside = self._span(min(days), max(days)) if days else None
        return self._rows(rollup_lines.on(self._db, self._brand, kind, ids, outside))

    def _span(self, first: int, last: int) -> tuple[datetime, datetime]:
        return instant_of(self._calendar.start(first)), instant_of(self._calendar.start(last + 1))

    @staticmethod
    def _rows(told: Iterable[Told]) -> list[Row]:
        return [*map(Row._make, told)]


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
