"""Read a scorecard's figures from rollups: clean days from their sheets, changed ones from the ledger."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pyroaring import BitMap

from chat.brands import Brand
from handlers.rollups.gathering import UNSAVED, Known, Register, Source
from insight.rollup.book import Book, Reach, reach, views
from insight.rollup.fold import fold
from insight.rollup.rows import Calendar, Crowd
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


def counted(db: Session, brand: Brand, periods: Sequence[Period], hours: Hours) -> Mapping[Period, Counted] | None:
    """Count all that scorecards of these periods show.

    Returns:
        None where there are no rollups to read: the ledger has to be.
    """
    # In this order: whatever is folded meanwhile was marked before, and is read from the ledger.
    marks = rollups.marks(db, brand.key)
    head = rollups.head(db, brand.key)
    if not is_readable(head, brand):
        return None
    looked_at, calendar = views(periods), Calendar(brand.zone)
    needed = reach(looked_at)
    known, register = Known.read(db, brand.key), Register(brand.key, UNSAVED)
    source = Source(db, brand.key, calendar, known)
    crowd = known.crowd(db, register, ())
    dirty = {day for day in days_of(marks, calendar) if day < needed.end}
    dirty |= touched_days(db, head, crowd)
    if dirty:
        dirty = {day for day in source.affected(dirty) if day < needed.end}
    first, state = _start(db, brand.key, min([needed.state, *dirty]), needed)
    sheets, sales = _sheets(db, brand.key, first, needed, dirty)
    if dirty:
        rows = source.around(source.of({day for day in dirty if day >= min(first, needed.sheets, needed.sales)}))
        crowd = known.crowd(db, register, rows)
        for (_platform, day), sheet in fold(rows, dirty, crowd, calendar).items():
            sheets.setdefault(day, []).append(sheet)
            sales.append(Sales(day, sheet.table("sales")))
    book = Book(sheets, sales, first, state, apart(crowd), calendar, hours)
    return book.counted(looked_at)


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


def _start(db: Session, brand: str, until: int, needed: Reach) -> tuple[int, State]:
    """Give the latest state before any change, and its day."""
    found = rollups.state(db, brand, until)
    if found is not None:
        return found[0], unpack_state(found[1])
    bounds = rollups.bounds(db, brand)
    return min([until, needed.sheets, *(bounds or ())]), State()


def _sheets(
    db: Session, brand: str, first: int, needed: Reach, dirty: set[int]
) -> tuple[dict[int, list[Sheet]], list[Sales]]:
    """Give the sheets of all clean days that are needed."""
    start = min(first, needed.sheets)
    sheets: dict[int, list[Sheet]] = {}
    for each in rollups.sheets(db, brand, start, needed.end):
        if each.day not in dirty:
            sheets.setdefault(each.day, []).append(unpack(each.sheet))
    sold = rollups.sales(db, brand, min(first, needed.sales), needed.end)
    return sheets, [Sales(day, unpack_sales(table)) for day, _platform, table in sold if day not in dirty]
