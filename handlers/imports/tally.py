"""The first reading of an export: it writes nothing, and tells all that is in it and all that is wrong with it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import islice

from chat.brands import Brand
from handlers.imports.entries import Broken, Entry, Item, Skipped
from handlers.imports.known import known
from storage.database import Database

PORTION = 500


@dataclass(slots=True)
class Tally:
    """What the first reading found."""

    broken: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The places where something is wrong, by the sentence that says what."""
    skipped: Counter[str] = field(default_factory=Counter)
    """How much has no line, by the reason."""
    kinds: Counter[str] = field(default_factory=Counter)
    """How many new lines there are, by kind."""
    known: int = 0
    """How many lines there are already."""
    people: set[str] = field(default_factory=set)
    team: set[str] = field(default_factory=set)
    """Who speaks in the chats, and who of them for the brand."""
    days: set[date] = field(default_factory=set)
    """On which something happened, by the brand's clock."""

    @property
    def new(self) -> int:
        """Return how many lines are new."""
        return self.kinds.total()


def count(database: Database, items: Iterable[Item], brands: Mapping[str, Brand]) -> Tally:
    """Read all of an export and write nothing."""
    tally = Tally()
    entries = _different(_entries(items, tally))
    for portion in portions(entries):
        there = database.read(partial(known, lines=[entry.line for entry in portion], brands=brands))
        for entry in portion:
            line = entry.line
            day = line.at.astimezone(brands[line.brand].zone).date()
            _note(tally, entry, day, is_known=(line.brand, line.id) in there)
    return tally


def portions(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    """Cut entries into portions, each to be compared and put in a transaction of its own."""
    while portion := list(islice(entries, PORTION)):
        yield portion


def entries_of(items: Iterable[Item]) -> Iterator[Entry]:
    """Return the lines of an export that was read before, each once."""
    return _different(item for item in items if isinstance(item, Entry))


def _entries(items: Iterable[Item], tally: Tally) -> Iterator[Entry]:
    for item in items:
        match item:
            case Entry():
                yield item
            case Skipped(why, count):
                tally.skipped[why] += count
            case Broken(where, what):
                tally.broken[what].append(where)


def _different(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Give each line once: exports have some messages twice, as in a thread and sent to the channel too."""
    seen: set[int] = set()  # hashes alone, for a million lines must find room
    for entry in entries:
        key = hash((entry.line.brand, entry.line.id))
        if key not in seen:
            seen.add(key)
            yield entry


def _note(tally: Tally, entry: Entry, day: date, *, is_known: bool) -> None:
    line = entry.line
    if is_known:
        tally.known += 1
    else:
        tally.kinds[line.kind] += 1
    if line.person is not None:
        tally.people.add(line.person)
        if line.team:
            tally.team.add(line.person)
    tally.days.add(day)
