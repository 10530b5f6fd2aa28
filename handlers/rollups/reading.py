"""Read a scorecard's figures from rollups: clean days from their sheets, changed ones from the ledger."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from pyroaring import BitMap

from chat.address import Address
from chat.brands import Brand
from handlers.rollups import meeting
from handlers.rollups.gathering import UNSAVED, Known, Register, Source
from insight.people import People
from insight.rollup.book import Book, Reach, reach, views
from insight.rollup.fold import fold
from insight.rollup.rows import Calendar, Crowd, Told
from insight.rollup.sheets import FORMAT, Sheet, unpack, unpack_sales
from insight.rollup.shop import Sales
from insight.rollup.state import State, unpack_state
from insight.scorecard import Counted
from insight.weeks import Period
from insight.workhours import Hours
from storage import rollups
from storage.database import Session
from storage.marks import QUARTER
from storage.rollups import Head, Mark

EXTREMES = (date.min.toordinal(), date.max.toordinal())
_QUARTER = QUARTER // timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Dirt:
    """What changed since it was folded."""

    days: set[int]
    crowd: Crowd


def is_readable(head: Head, brand: Brand) -> bool:
    """Say whether the rollups are complete, of the brand's present zone and in the present form."""
    return head.zone == brand.zone.key and head.format == FORMAT


def days_of(marks: Iterable[Mark], calendar: Calendar) -> set[int]:
    """Give the local days that marks touch."""
    quarters = {mark.quarter * _QUARTER for mark in marks}
    return {calendar.day(tick) for quarter in quarters for tick in (quarter, quarter + _QUARTER - 1)}


def counted(
    db: Session, brand: Brand, periods: Sequence[Period], hours: Hours, platform: str | None = None
) -> Mapping[Period, Counted] | None:
    """Count all that scorecards of these periods show, if asked only of what happened on one platform.

    Returns:
        None where there are no rollups to read: the ledger has to be.
    """
    looked_at = views(periods)
    found = _Reading.of(db, brand, reach(looked_at), platform)
    return None if found is None else found.book(hours).counted(looked_at)


def members(
    db: Session, brand: Brand, day: date, platform: str | None = None, *, reachable: bool = False
) -> frozenset[Address] | None:
    """Return who is a member at the start of a local day, each by the account that stands for the person.

    Args:
        db: a reading session.
        brand: whose.
        day: after all days that are looked at.
        platform: only what happened there is seen.
        reachable: only those of them who can be reached.

    Returns:
        None where there are no rollups to read.
    """
    found = _Reading.of(db, brand, Reach(*[day.toordinal()] * 4), platform)
    if found is None:
        return None
    was = found.book(None).membership(day.toordinal())
    return found.people(was.reachable if reachable else was.inside)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one look reads a brand's days with."""

    db: Session
    brand: Brand
    needed: Reach
    platform: str | None
    known: Known
    register: Register
    crowd: Crowd
    """Without those who are met in lines only."""
    calendar: Calendar
    dirty: set[int]
    """The days that are made of lines."""

    @classmethod
    def of(cls, db: Session, brand: Brand, needed: Reach, platform: str | None) -> Self | None:
        marks = rollups.marks(db, brand.key)
        head = rollups.head(db, brand.key)
        if not is_readable(head, brand):
            return None
        known, register, calendar = Known.read(db, brand.key), Register(brand.key, UNSAVED), Calendar(brand.zone)
        crowd = known.crowd(db, register, ())
        dirty = {day for day in days_of(marks, calendar) if day < needed.end}
        dirty |= touched_days(db, head, crowd)
        if dirty:
            dirty = {day for day in Source(db, brand.key, calendar, known).affected(dirty) if day < needed.end}
        if platform is not None:
            span = range(needed.state, needed.end)
            met = meeting.days(db, brand.key, platform, span, known.links, calendar)
            dirty |= {day for day in met if day < needed.end}
        return cls(db, brand, needed, platform, known, register, crowd, calendar, dirty)

    def book(self, hours: Hours | None) -> Book:
        """Give the sheets that are needed."""
        first, state = self._start()
        sheets, sales = self._clean(first)
        crowd = self.crowd
        if self.dirty:
            source = Source(self.db, self.brand.key, self.calendar, self.known)
            rows = self._seen(source.around(self._seen(source.of(self.dirty)), self.dirty))
            crowd = self.known.crowd(self.db, self.register, rows)
            for (_platform, day), sheet in fold(rows, self.dirty, crowd, self.calendar).items():
                sheets.setdefault(day, []).append(sheet)
                sales.append(Sales(day, sheet.table("sales")))
        return Book(sheets, sales, first, state, apart(crowd), self.calendar, hours)

    def people(self, numbers: BitMap) -> frozenset[Address]:
        """Tell whose numbers these are."""
        accounts = rollups.numbers(self.db, self.brand.key)
        for platform, met in self.register.numbers.items():
            accounts.setdefault(platform, {}).update(met)
        named = ((Address(platform, id_), number) for platform, ids in accounts.items() for id_, number in ids.items())
        people = People(self.known.links, ())
        return frozenset(people.person(account) for account, number in named if number in numbers)

    def _seen(self, rows: list[Told]) -> list[Told]:
        """Leave out other platforms' lines; who deletes something may be anywhere."""
        if self.platform is None:
            return rows
        return [row for row in rows if row[1] == self.platform or row[5] == "delete"]

    def _start(self) -> tuple[int, State]:
        """Give the latest state before any change, and its day; states of one platform are not kept."""
        until = min([self.needed.state, *self.dirty])
        found = rollups.state(self.db, self.brand.key, until) if self.platform is None else None
        if found is not None:
            return found[0], unpack_state(found[1])
        bounds = rollups.bounds(self.db, self.brand.key)
        return min([until, self.needed.sheets, *(bounds or ())]), State()

    def _clean(self, first: int) -> tuple[dict[int, list[Sheet]], list[Sales]]:
        """Give the sheets of all clean days that are needed."""
        db, brand, needed, sheets = self.db, self.brand.key, self.needed, dict[int, list[Sheet]]()
        for each in rollups.sheets(db, brand, min(first, needed.sheets), needed.end, self.platform):
            if each.day not in self.dirty:
                sheets.setdefault(each.day, []).append(unpack(each.sheet))
        sold = rollups.sales(db, brand, min(first, needed.sales), needed.end)
        wanted = [each for each in sold if each[0] not in self.dirty and self.platform in {None, each[1]}]
        return sheets, [Sales(day, unpack_sales(table)) for day, _platform, table in wanted]


def touched_days(db: Session, head: Head, crowd: Crowd) -> set[int]:
    """Give the days in which somebody did something who is another person, or of the team, since they were folded."""
    changed = _changed(head, crowd)
    if not changed:
        return set()
    everything = rollups.sheets(db, head.brand, *EXTREMES)
    return {each.day for each in everything if not changed.isdisjoint(opened(each.sheet, each.sales).touched())}


def opened(sheet: bytes, sales: bytes | None) -> Sheet:
    """Read a sheet with its sales."""
    found = unpack(sheet)
    if sales is not None:
        found.tables["sales"] = unpack_sales(sales)
    return found


def apart(crowd: Crowd) -> BitMap:
    """Give the numbers of people with several accounts, and of these accounts."""
    return BitMap([*crowd.linked, *crowd.linked.values()])


def _changed(head: Head, crowd: Crowd) -> BitMap:
    was, team = dict(head.linked), set(head.team)
    others = {each for each in was.keys() | crowd.linked.keys() if was.get(each) != crowd.linked.get(each)}
    people = {linked.get(each, each) for each in others for linked in (was, crowd.linked)}
    return BitMap(others | people | (team ^ crowd.team))
