"""What to do next, by fixed rules over figures: nothing is advised that too few data speak for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import Literal
from zoneinfo import ZoneInfo

from insight.movement import Movement
from insight.rules import PARTS, WATCHES, Rules
from insight.scorecard import Scorecard
from insight.topics import Topic, key_of, level

MOST = 3
WEAK_BELOW = 60.0
"""A score that leaves room."""
LONG_WAIT = timedelta(hours=24)
POLL_AFTER = timedelta(days=14)
NPS_AFTER = timedelta(days=35)
"""Without a question that asks for a recommendation for so long, nobody knows whether people would give one."""
BLOCK_HOURS = 4
SLOW_FROM_S = 3_600
MOSTLY = 0.5

Kind = Literal["waiting", "winner", "hours", "fell", "weak", "unknown", "poll", "nps"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slow:
    """Hours of the day in which people wait longest."""

    start: int
    """Local hour of the questions, 0 to 23."""
    end: int
    wait_s: float
    """The median wait of those who asked then."""
    others_s: float
    """The median wait of all others."""
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What there is beside the scorecard."""

    now: datetime
    """The end of the time that is told of, aware."""
    opened: Sequence[datetime] = ()
    """Since when those wait who still do, the longest first."""
    waiting: int = 0
    """How many wait in all."""
    waits: Sequence[tuple[datetime, datetime]] = ()
    """(asked, answered) of the questions of the time."""
    topics: Sequence[Topic] = ()
    """What polls say to make next, ranked."""
    posts: Sequence[str] = ()
    """What the brand posted lately, in words."""
    last_poll: datetime | None = None
    last_nps: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One thing to do, and the figures that speak for it."""

    kind: Kind
    measure: str
    value: float | None = None
    other: float | None = None
    """What the value is held against: the target, the value before, or what else the kind needs."""
    n: int = 0
    since: datetime | None = None
    slow: Slow | None = field(default=None)
    topic: Topic | None = field(default=None)


def advice(card: Scorecard, moved: Movement, rules: Rules, there: Situation, zone: ZoneInfo) -> list[Advice]:
    """Return at most three things to do, the most pressing first, each about another measure."""
    chosen: dict[str, Advice] = {}
    for each in _all(card, moved, rules, there, zone):
        chosen.setdefault(each.measure, each)
    return list(chosen.values())[:MOST]


def _all(card: Scorecard, moved: Movement, rules: Rules, there: Situation, zone: ZoneInfo) -> Iterator[Advice]:
    yield from _waiting(card, there)
    yield from _winner(there)
    yield from _slow_hours(there, zone)
    for mover in moved.of_direction(up=False):
        yield Advice(kind="fell", measure=mover.name, value=mover.value, other=mover.previous)
    yield from _unknown(card, rules)
    yield from _weak(card, rules)
    yield from _due(card, there)


def _waiting(card: Scorecard, there: Situation) -> Iterator[Advice]:
    long = sum(there.now - opened >= LONG_WAIT for opened in there.opened)
    if long:
        it = card.watches["care"].measures["answered"]
        yield Advice(kind="waiting", measure="answered", value=it.value, n=max(long, 1), since=there.opened[0])


def _winner(there: Situation) -> Iterator[Advice]:
    """Advise the topic that leads alone and of which the brand has not written since it was offered."""
    leading = level(list(there.topics))
    if len(leading) != 1:
        return
    (topic,) = leading
    named = re.compile(rf"(?<!\w){re.escape(key_of(topic.name))}(?!\w)")
    if not any(named.search(key_of(post)) for post in there.posts):
        yield Advice(kind="winner", measure="topics", value=topic.share, n=topic.n, topic=topic)


def _slow_hours(there: Situation, zone: ZoneInfo) -> Iterator[Advice]:
    if slow := slowest(there.waits, zone):
        yield Advice(kind="hours", measure="first_response", value=slow.wait_s, other=slow.others_s, slow=slow)


def slowest(waits: Iterable[tuple[datetime, datetime]], zone: ZoneInfo, least: int = 5) -> Slow | None:
    """Find the hours in which people wait at least twice as long as else, and an hour; None where there are none.

    Args:
        waits: (asked, answered), aware.
        zone: whose hours of the day.
        least: so many waits it takes in them, and outside of them.
    """
    given = [(asked.astimezone(zone).hour // BLOCK_HOURS, (done - asked).total_seconds()) for asked, done in waits]
    found = []
    for block in sorted({block for block, _ in given}):
        inside = [seconds for its, seconds in given if its == block]
        outside = [seconds for its, seconds in given if its != block]
        if min(len(inside), len(outside)) >= least:
            found.append((median(inside), median(outside), block, len(inside)))
    wait_s, others_s, block, n = max(found, default=(0.0, 0.0, 0, 0))
    if wait_s < max(SLOW_FROM_S, 2 * others_s):
        return None
    start = block * BLOCK_HOURS
    return Slow(start=start, end=start + BLOCK_HOURS, wait_s=wait_s, others_s=others_s, n=n)


def _unknown(card: Scorecard, rules: Rules) -> Iterator[Advice]:
    it = card.parts["recommendations"].measures["referred_joins"]
    if it.value is not None and it.n >= rules.enough("referred_joins") and it.value < MOSTLY:
        yield Advice(kind="unknown", measure="referred_joins", value=it.value, n=it.n)


def _weak(card: Scorecard, rules: Rules) -> Iterator[Advice]:
    """Advise the weakest measure of each part that has room, the weakest part first."""
    parts = {**card.parts, **card.watches}
    weak = []
    for name, measures in {**PARTS, **WATCHES}.items():
        scores = [
            (it.score, measure)
            for measure in measures
            if (it := parts[name].measures[measure]).score is not None and it.n >= rules.enough(measure)
        ]
        score = parts[name].score
        if scores and score is not None and score < WEAK_BELOW:
            weak.append((score, min(scores)[1], name))
    for _score, measure, name in sorted(weak):
        it = parts[name].measures[measure]
        yield Advice(kind="weak", measure=measure, value=it.value, other=rules.targets[measure], n=it.n)


def _due(card: Scorecard, there: Situation) -> Iterator[Advice]:
    voted = card.parts["engagement"].measures["poll_participation"]
    nps = card.parts["recommendations"].measures["nps"]
    if voted.value is not None and (there.last_poll is None or there.now - there.last_poll >= POLL_AFTER):
        yield Advice(kind="poll", measure="poll_participation", value=voted.value, since=there.last_poll)
    if voted.value is not None and not nps.n and (there.last_nps is None or there.now - there.last_nps >= NPS_AFTER):
        yield Advice(kind="nps", measure="nps", since=there.last_nps)
