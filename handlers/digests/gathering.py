"""What a digest is written from, read and reckoned."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from chat.brands import Brand
from chat.ports import UNSURE
from handlers import reporting
from handlers.digests import working_off
from handlers.reporting import Report
from handlers.reporting import content as ranking
from insight.advice import Advice, Situation, advice
from insight.movement import Movement, movement
from insight.rules import Rules
from insight.spans import Span, week_of
from insight.topics import Topic
from insight.weeks import Week, day_start
from storage import corrections, digest_facts, digest_queries, inbox_queries, promises, satisfactions, turnout
from storage.database import Session
from storage.digest_facts import Kind, Time
from storage.inbox_queries import Entry
from storage.polls import Poll
from storage.promises import Promise
from storage.votes import Results

LOOKED_BACK = timedelta(weeks=12)
"""Against so much time before a topic is new."""
SURE = 0.6
"""A kind word is quoted only where the sentiment is so sure."""
TELLING, LONG = 12, 280
"""A kind word is of so many characters: "thx" tells nothing, and a long one is no quote."""


@dataclass(frozen=True, slots=True)
class Care:
    """How people were looked after, beside what the scorecard measures."""

    promises: list[Promise]
    """Those that were kept or broken in the time."""
    promised: int
    """How many are due later."""
    corrected: tuple[int, int]
    """How many classified messages the team judged otherwise, of how many that it saw."""
    stars: list[int]
    """What people said of answers, 1 to 5."""
    coverage: tuple[int, int]
    """Of how many messages the sentiment was sure, of how many that were classified."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the audience said by itself."""

    topics: list[tuple[str, int]]
    """(topic, how many people) of what is new, most people first."""
    kind: Kind | None
    """Something kind that somebody said in public."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a digest is written from."""

    span: Span
    report: Report
    rules: Rules
    moved: Movement
    before: Mapping[str, float | None]
    """The scores of the parts in the week before."""
    polls: list[tuple[Poll, Results]]
    """The polls that were open in the time, newest first."""
    topics: list[Topic]
    """What to make next, by all polls until now."""
    advice: list[Advice]
    heard: Heard
    care: Care
    waiting: list[Entry]
    """Those who wait longest; only a week's digest has them, since only the latest can be worked off."""
    more: int
    """How many wait beside them."""


def gather(db: Session, brand: Brand, span: Span) -> Facts:
    """Read and reckon what a digest is written from."""
    found = _report(db, brand, span)
    rules = Rules.of(brand.ror)
    figures = found.figures
    # The targets hold for weeks, and so does the index.
    is_week = isinstance(span, Week) and figures is not None and figures.shows == "index"
    previous = figures.trend[-2] if is_week and figures and len(figures.trend) > 1 else None
    moved = movement(found.card, previous, rules)
    time = Time(brand.key, day_start(span.start, brand.zone), day_start(span.end, brand.zone))
    # What the team put off waits all the same.
    waiting, number = inbox_queries.unanswered(db, brand.key, working_off.MOST)
    topics = ranking.topics_of(db, brand.key)
    there = _situation(db, time, waiting, number, topics)
    shown = waiting if isinstance(span, Week) else []
    return Facts(
        span=span,
        report=found,
        rules=rules,
        moved=moved,
        before=figures.previous if figures else {},
        polls=[each for each in turnout.counted(db, brand.key) if _was_open(each[0], span, brand)],
        topics=topics,
        advice=advice(found.card, moved, rules, there, brand.zone),
        heard=Heard(digest_facts.new_topics(db, time, time.start - LOOKED_BACK), _kind(db, time)),
        care=_care(db, time),
        waiting=shown,
        more=number - len(waiting) if shown else 0,
    )


def _report(db: Session, brand: Brand, span: Span) -> Report:
    """Reckon the scorecard; a month's picture shows the weeks until its end."""
    if isinstance(span, Week):
        return reporting.report(db, brand, span.start, span.end, chart=True)
    week = week_of(span)
    figures = reporting.report(db, brand, week.start, week.end, chart=True).figures
    return replace(reporting.report(db, brand, span.start, span.end), figures=figures)


def _situation(db: Session, time: Time, waiting: list[Entry], number: int, topics: list[Topic]) -> Situation:
    last_poll, last_nps = digest_facts.last_polls(db, time.brand, time.end)
    return Situation(
        now=time.end,
        opened=[each.episode.opened_at for each in waiting if each.episode.opened_at < time.end],
        waiting=number,
        waits=digest_facts.waits(db, time),
        topics=topics,
        posts=digest_facts.posts(db, Time(time.brand, time.start - LOOKED_BACK, time.end)),
        last_poll=last_poll,
        last_nps=last_nps,
    )


def _kind(db: Session, time: Time) -> Kind | None:
    found = digest_facts.kind_words(db, time, SURE)
    return next((each for each in found if TELLING <= len(" ".join(each.text.split())) <= LONG), None)


def _care(db: Session, time: Time) -> Care:
    brand, start, end = time.brand, time.start, time.end
    return Care(
        promises=promises.settled(db, brand, start, end),
        promised=sum(each.due_at >= end for each in promises.open_(db, brand)),
        corrected=corrections.disagreement(db, brand, start, end),
        stars=satisfactions.scores(db, brand, start, end),
        coverage=digest_queries.coverage(db, brand, start, end, UNSURE),
    )


def _was_open(poll: Poll, span: Span, brand: Brand) -> bool:
    opened = _local(poll.created_at, brand)
    return opened < span.end and (poll.closed_at is None or _local(poll.closed_at, brand) >= span.start)


def _local(moment: datetime, brand: Brand) -> date:
    return moment.astimezone(brand.zone).date()
