"""Digests with whatever figures a test wants."""

from dataclasses import replace
from typing import Any

from handlers import digests
from handlers.digests.gathering import Facts, Heard
from insight.advice import Advice, Slow
from insight.charts import ChartFigures
from insight.movement import movement
from insight.rules import TARGETS, Rules
from insight.scorecard import Measure, Part, Scorecard
from insight.spans import Span
from insight.topics import Topic
from insight.weeks import Week
from storage import digests as stored
from tests.support.clock import HandClock
from tests.support.core import Core


async def post(bot: Core, span: Span, facts: Facts | None = None) -> bool:
    """Put a digest, of what there is unless facts are given; return whether it was new."""
    brand = bot.brands["acme"]
    given = facts or bot.read(lambda db: digests.gather(db, brand, span))
    done: bool = await bot.do(lambda ctx: digests.post(ctx, brand, given))
    return done


def reprint(bot: Core, span: Span, brand: str = "acme") -> str:
    """Print a posted digest again."""
    kept = bot.read(lambda db: stored.find(db, brand, str(span)))
    text: str = bot.read(lambda db: digests.reprinted(db, kept.letter, kept.posted, bot.brands))
    return text


def measured(card: Scorecard, **values: tuple[float | None, float | None, str]) -> Scorecard:
    """Return a scorecard in which measures have other (value, previous, change), on many people."""

    def part(given: Part) -> Part:
        made = {name: _measure(name, it, *values[name]) for name, it in given.measures.items() if name in values}
        scores = [it.score for it in made.values() if it.score is not None]
        score = sum(scores) / len(scores) if scores and len(made) == len(given.measures) else given.score
        return replace(given, score=score if not scores else scores[0], measures={**given.measures, **made})

    parts = {name: part(it) for name, it in card.parts.items()}
    return replace(card, parts=parts, watches={name: part(it) for name, it in card.watches.items()})


def _measure(name: str, it: Measure, value: float | None, previous: float | None, change: Any) -> Measure:  # noqa: ANN401
    target = TARGETS.get(name)
    score = 100 * min(max(value / target, 0.0), 1.0) if target and value is not None else None
    return replace(it, value=value, previous=previous, change=change, score=score, n=1_234_567)


LONGEST = dict.fromkeys(
    ("advocates", "referred_joins", "active", "poll_participation", "growth", "fans", "returning", "repeat_buyers"),
    (0.8888, 0.1111, "clear"),
) | dict.fromkeys(
    ("nps", "conversation", "applause", "members", "amplification", "clicks_per_share", "net_sentiment", "answered"),
    (1_234_567.8, 2_345_678.9, "noise"),
)
"""Of each measure what takes most room."""


def longest(facts: Facts) -> Facts:
    """Return facts that say as much as they can."""
    card = replace(measured(facts.report.card, **LONGEST), index=55.5, index_weeks=(55.5,))
    rules = Rules.of({})
    week = facts.span if isinstance(facts.span, Week) else Week(2026, 45)
    scores = {name: part.score for name, part in card.parts.items()}
    figures = ChartFigures(shows="index", weeks=(week, week), trend=(44.4, 55.5), scores=scores, previous=scores)
    now = HandClock().now()
    name = "A topic \u202eof many words 👩‍🍳 that goes on and on"
    topics = [
        Topic(name=f"{name} {n}", votes=99_999, n=123_456, polls=99, latest=now, low=0.5, high=0.6) for n in range(9)
    ]
    slow = Slow(start=20, end=24, wait_s=99_999, others_s=3_333, n=123)
    advice = [
        Advice(kind="waiting", measure="answered", value=0.888, n=123, since=now),
        Advice(kind="hours", measure="first_response", value=99_999, other=3_333, slow=slow),
        Advice(kind="winner", measure="topics", value=0.8, n=123_456, topic=topics[0]),
    ]
    return replace(
        facts,
        report=replace(facts.report, card=card, figures=figures),
        rules=rules,
        moved=movement(card, 44.4, rules),
        topics=topics,
        advice=advice,
        heard=Heard([(f"{name} {n}", 123) for n in range(9)], facts.heard.kind),
    )
