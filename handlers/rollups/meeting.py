"""The days that a platform by itself counts otherwise: somebody, or a chain of replies, was on two."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from chat.address import Address
from insight.people import People
from insight.rollup.context import POSTS
from insight.rollup.rows import Calendar, Row
from insight.ticks import instant_of, ticks_of
from storage import rollup_lines, rollup_meetings
from storage.database import Session
from storage.rollup_meetings import Done


def days(
    db: Session,
    brand: str,
    platform: str,
    looked_at: range,
    links: Sequence[tuple[Address, Address]],
    calendar: Calendar,
) -> set[int]:
    """Give the days whose sheets of a platform, made with all others in sight, may not be those of it alone.

    Args:
        db: a reading session.
        brand: whose.
        platform: the one that is looked at alone.
        looked_at: the days of all periods.
        links: accounts that are one person's.
        calendar: brand time.
    """
    span = instant_of(calendar.start(looked_at.start)), instant_of(calendar.start(looked_at.stop))
    shares = rollup_meetings.clicked_elsewhere(db, brand, platform, *span)
    found = {calendar.day(ticks_of(at)) for at in shares}
    foreign = rollup_meetings.foreign(db, brand, platform, *span)
    found |= {calendar.day(row.at) for row in _below(db, brand, platform, foreign)}
    # What hangs by other platforms' posts counts in its own period only; who is a member, for ever.
    found = {day for day in found if day in looked_at}
    if any(one.platform != other.platform for one, other in links):
        found |= _of_one_person(db, brand, platform, People(links, ()), calendar)
    return found


def _below(db: Session, brand: str, platform: str, foreign: list[str]) -> Iterator[Row]:
    """Give all of a platform that hangs by lines of others."""
    below, seen = set(foreign), set(foreign)
    while below:
        kinds = ("message", "answer", "reaction", "click")
        rows = [Row._make(told) for kind in kinds for told in rollup_lines.on(db, brand, kind, below)]
        own = [row for row in rows if row.platform == platform]
        yield from own
        below = {row.line for row in own if row.kind in POSTS} - seen
        seen |= below


def _of_one_person(db: Session, brand: str, platform: str, people: People, calendar: Calendar) -> set[int]:
    """Give the days on which somebody did on a platform what they did, at whatever time, on another too."""
    alike: dict[object, list[Done]] = defaultdict(list)
    for done in rollup_meetings.of_linked(db, brand):
        about = calendar.day(ticks_of(done.at)) if done.kind == "nps" else (done.ref, (done.data or {}).get("emoji"))
        alike[people.person(Address(done.platform, done.person)), done.kind, about].append(done)
    both = [each for each in alike.values() if any(done.platform != platform for done in each)]
    return {calendar.day(ticks_of(done.at)) for each in both for done in each if done.platform == platform}
