"""Fold the days that changed, and keep states to start from."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from chat.brands import Brand
from handlers.rollups.gathering import Known, Register, Source
from handlers.rollups.reading import EXTREMES, apart, days_of, is_readable, opened, touched_days
from insight.rollup.book import advanced
from insight.rollup.fold import fold as folded
from insight.rollup.rows import Calendar, Crowd
from insight.rollup.sheets import FORMAT, Sheet, pack, pack_sales
from insight.rollup.state import State, pack_state, unpack_state
from insight.ticks import ticks_of
from storage import rollup_lines, rollups
from storage.database import Database, Session
from storage.rollups import Change, Day, Head, Mark

PORTION_DAYS, MOST_DAYS = 7, 84
PORTION_LINES = 100_000
"""About so many are held in memory at once."""

STATE_DAYS = 7

Write = Callable[[Change], None]
Progress = Callable[[int, int], None]
"""Is told how many days are done, and of how many."""


@dataclass(slots=True)
class _Work:
    """One fold of a brand."""

    database: Database
    brand: Brand
    write: Write
    head: Head
    calendar: Calendar
    register: Register
    marks: list[Mark] = field(default_factory=list)

    def commit(self, change: Change) -> None:
        """Write a change, and go on from it."""
        self.write(change)
        self.head = replace(change.head, version=change.head.version + 1)
        self.register.new.clear()


def fold(database: Database, brand: Brand, today: date, write: Write) -> int:
    """Fold what changed since the last time; return how many days that were. Slow, so do it in a thread.

    Args:
        database: is read from.
        brand: whose days.
        today: goes on and changes: it is folded when it is over, and read from the ledger until then.
        write: writes a change in a transaction of its own (`rollups.write`).

    Raises:
        Overtaken: another process folds at the same time; what it did is right.
    """
    marks, head, known = database.read(lambda db: _read(db, brand))
    if not is_readable(head, brand):
        return rebuild(database, brand, write)
    calendar = Calendar(brand.zone)
    over = [mark for mark in marks if max(days_of([mark], calendar)) < today.toordinal()]
    work = _Work(database, brand, write, head, calendar, Register(brand.key, head.numbers + 1), over)
    days, crowd = database.read(lambda db: _changed_days(db, work, known))
    _fold_days(work, known, sorted(days))
    if (crowd.linked, crowd.team) != (dict(work.head.linked), frozenset(work.head.team)) or work.register.new:
        work.commit(Change(_head(work, crowd), numbers=[*work.register.new]))
    if days:
        _keep_states(work, crowd)
    return len(days)


def rebuild(database: Database, brand: Brand, write: Write, progress: Progress = lambda _done, _all: None) -> int:
    """Fold all days anew; return how many there are.

    Args:
        database: is read from.
        brand: whose days.
        write: writes a change in a transaction of its own (`rollups.write`).
        progress: is told how far it is.

    Raises:
        Overtaken: another process folds at the same time.
    """
    marks, head, known = database.read(lambda db: _read(db, brand))
    calendar = Calendar(brand.zone)
    numbers = database.read(lambda db: rollups.numbers(db, brand.key))
    register = Register(brand.key, head.numbers + 1, numbers, complete=True)
    work = _Work(database, brand, write, replace(head, zone=""), calendar, register, marks)
    work.commit(Change(work.head, anew=True))
    crowd = database.read(lambda db: known.crowd(db, register, ()))
    bounds = database.read(lambda db: rollup_lines.bounds(db, brand.key))
    days = [*range(*(calendar.day(ticks_of(at)) + n for n, at in enumerate(bounds)))] if bounds else []
    _fold_days(work, known, days, progress)
    crowd = database.read(lambda db: known.crowd(db, register, ()))
    head = replace(_head(work, crowd), zone=brand.zone.key, format=FORMAT)
    work.commit(Change(head, numbers=[*register.new], marks=marks))
    _keep_states(work, crowd)
    return len(days)


def _read(db: Session, brand: Brand) -> tuple[list[Mark], Head, Known]:
    # Marks first: whatever they tell of is in all that is read after them.
    return rollups.marks(db, brand.key), rollups.head(db, brand.key), Known.read(db, brand.key)


def _changed_days(db: Session, work: _Work, known: Known) -> tuple[set[int], Crowd]:
    crowd = known.crowd(db, work.register, ())
    days = days_of(work.marks, work.calendar) | touched_days(db, work.head, crowd)
    source = Source(db, work.brand.key, work.calendar, known)
    return source.affected(days) if days else set(), crowd


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let Python look for no garbage while very many rows are made: there is none, and the looking takes a third."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_uncollected()
def _fold_days(work: _Work, known: Known, days: Sequence[int], progress: Progress = lambda _done, _all: None) -> None:
    """Fold days in portions; a mark goes with the last of its days."""
    done: set[int] = set()
    left = {mark: days_of([mark], work.calendar) for mark in work.marks} if work.head.zone else {}
    at, length = 0, PORTION_DAYS
    while at < len(days):
        portion = days[at : at + length]
        at += len(portion)
        sheets, lines = work.database.read(partial(_sheets, work=work, known=known, days=portion))
        length = min(MOST_DAYS, max(1, len(portion) * PORTION_LINES // max(lines, 1)))
        done.update(portion)
        off = [mark for mark, its in left.items() if its <= done]
        for mark in off:
            del left[mark]
        head = replace(work.head, numbers=work.register.next - 1)
        others = _changed(work, portion, sheets)
        new = [sheet for sheet in sheets if sheet.day in others]
        work.commit(Change(head, days=sorted(others), sheets=new, numbers=[*work.register.new], marks=off))
        progress(len(done), len(days))


def _sheets(db: Session, work: _Work, known: Known, days: Sequence[int]) -> tuple[list[Day], int]:
    source = Source(db, work.brand.key, work.calendar, known)
    own = source.of(days)
    rows = source.around(own, days)
    crowd = known.crowd(db, work.register, rows)
    made = sorted(folded(rows, days, crowd, work.calendar).items())
    return [Day(day, platform, pack(sheet), pack_sales(sheet)) for (platform, day), sheet in made], len(own)


def _changed(work: _Work, days: Sequence[int], sheets: Sequence[Day]) -> set[int]:
    """Give the days whose sheets are others now: states that come after a day stay good as long as it is the same."""
    kept = work.database.read(lambda db: rollups.sheets(db, work.brand.key, days[0], days[-1] + 1))
    return {sheet.day for sheet in {*kept} ^ {*sheets} if sheet.day in set(days)}


def _head(work: _Work, crowd: Crowd) -> Head:
    return replace(
        work.head, numbers=work.register.next - 1, linked=sorted(crowd.linked.items()), team=sorted(crowd.team)
    )


def _keep_states(work: _Work, crowd: Crowd) -> None:
    """Keep the states that are missing, one for each seven days."""
    states = work.database.read(lambda db: [*_states(db, work, crowd)])
    if states:
        work.commit(Change(work.head, states=states))


def _states(db: Session, work: _Work, crowd: Crowd) -> Iterator[tuple[int, bytes]]:
    bounds = rollups.bounds(db, work.brand.key)
    if bounds is None:
        return
    found = rollups.state(db, work.brand.key, EXTREMES[1])
    day, state = (found[0], unpack_state(found[1])) if found else (bounds[0] - bounds[0] % STATE_DAYS, State())
    while day + STATE_DAYS <= bounds[1]:
        sheets: dict[int, list[Sheet]] = {}
        for each in rollups.sheets(db, work.brand.key, day, day + STATE_DAYS):
            sheets.setdefault(each.day, []).append(opened(each.sheet, each.sales))
        day += STATE_DAYS
        state = advanced(state, sorted(sheets.items()), apart(crowd), day)
        yield day, pack_state(state)
