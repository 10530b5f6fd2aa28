"""The head of a digest: how the time went and why, the index, and a line for each part."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from chat.brands import Brand
from chat.i18n import Words, words
from chat.messages import Message
from handlers import reporting
from handlers.digests import working_off
from handlers.digests.fitting import cut
from handlers.digests.gathering import Facts
from insight.charts import ChartFigures
from insight.movement import Movement, Mover, telling
from insight.scorecard import Measure
from insight.spans import Quarter, Span, week_of
from insight.weeks import Week

NAME_UNITS = 48
"""Of a brand's name: beside it a head has to have room."""


def write(brand: Brand, facts: Facts, language: str) -> Message:
    """Write the head as it stands now, with those who wait."""
    say, head = words(language), static(brand, facts, language)
    shown = fitted(brand, facts, head, say)
    work = working_off.Work({each.episode.id: each for each in shown.waiting}, {}, shown.more)
    return working_off.with_queries(head, work, brand, say)


def fitted(brand: Brand, facts: Facts, head: Message, say: Words) -> Facts:
    """Return the facts with as many of those who wait as have room below what the head says."""
    most = working_off.places(head, brand, say)
    return replace(facts, waiting=facts.waiting[:most], more=facts.more + len(facts.waiting[most:]))


def static(brand: Brand, facts: Facts, language: str, *, late: bool = False) -> Message:
    """Write the head without the queries that can be worked off in it."""
    say, card = words(language), facts.report.card
    lines = [reporting.period_of(card, say), lead(facts.moved, say, week=isinstance(facts.span, Week)), ""]
    lines += [_index(facts, say), *_parts(facts, say), ""]
    lines += [say("digest-late")] if late else []
    name = title(brand, facts.span, say)
    return Message(
        title=name,
        text="\n".join([*lines, say("digest-more-below")]),
        chart=_chart(brand, facts, language),
        chart_alt=alt_text(name, facts.report.figures, say),
    )


def title(brand: Brand, span: Span, say: Words) -> str:
    """Name a digest."""
    name = cut(brand.name, NAME_UNITS)
    if isinstance(span, Week):
        return say("digest-title", brand=name, week=str(span.number))
    month = say.quarter(span.start) if isinstance(span, Quarter) else say.month(span.start)
    return say("digest-title-month", brand=name, month=month)


def lead(moved: Movement, say: Words, *, week: bool) -> str:
    """Write in one sentence how it went, and why, as far as the figures tell."""
    movers = _named(moved.clear[:2], say)
    if moved.index is None:
        if not moved.clear:
            return say("digest-lead-few" if week else "digest-lead-calm")
        return say("digest-lead-few-clear" if week else "digest-lead-clear", movers=movers)
    value = say.number(moved.index, 1)
    if moved.step is None:
        return say("digest-lead-first", value=value)
    step = _step(moved.index, moved.previous, say)
    if step == say.number(0):
        return say("digest-lead-even-clear" if movers else "digest-lead-even", value=value, movers=movers)
    up = moved.step > 0
    way, along, against = "up" if up else "down", moved.of_direction(up=up), moved.of_direction(up=not up)
    if along:
        return say(f"digest-lead-{way}", step=step, value=value, movers=_named(along, say))
    kind = "though" if against else "noise"
    return say(f"digest-lead-{way}-{kind}", step=step, value=value, movers=_named(against, say))


def _step(now: float, before: float | None, say: Words) -> str:
    """Write by how much a number changed, as whoever subtracts what is written would find it."""
    return say.number(abs(round(now, 1) - round(before or 0.0, 1)), 1)


def _named(movers: Sequence[Mover], say: Words) -> str:
    return say.listed([_mover(each, say) for each in movers]) if movers else ""


def _mover(mover: Mover, say: Words) -> str:
    previous, value = (reporting.value_text(mover.name, each, say) for each in (mover.previous, mover.value))
    return say("digest-mover", measure=reporting.title(mover.name, say), previous=previous, value=value)


def _index(facts: Facts, say: Words) -> str:
    card, moved = facts.report.card, facts.moved
    if not isinstance(facts.span, Week):
        weeks = (say.number(each, 0) if each is not None else reporting.NONE for each in card.index_weeks)
        return say("digest-index-weeks", weeks=" · ".join(weeks))
    if moved.index is None:
        return say("index-too-few")
    value = say.number(moved.index, 1)
    if moved.previous is None:
        return say("digest-index-alone", value=value)
    return say("digest-index", value=value, previous=say.number(moved.previous, 1))


def _parts(facts: Facts, say: Words) -> Iterator[str]:
    """Write a line for each part: its score, and what tells most of it."""
    card, is_week = facts.report.card, isinstance(facts.span, Week)
    for name, part in card.parts.items():
        heading = say("part-" + name)
        told = telling(name, card, facts.rules)
        if told is None:
            yield say("digest-part-none", part=heading)
            continue
        if is_week:
            heading += " " + (say.number(part.score, 0) if part.score is not None else reporting.NONE)
        it = part.measures[told]
        value, previous = (reporting.value_text(told, each, say) for each in (it.value, it.previous))
        change = say("digest-change-same") if value == previous else _change(it, say)
        given = {"measure": reporting.title(told, say), "value": value, "previous": previous}
        yield say("digest-part", part=heading, change=change, **given)


def _change(it: Measure, say: Words) -> str:
    if it.change != "clear" or it.value is None or it.previous is None:
        return say(f"digest-change-{it.change}")
    return say("digest-change-up" if it.value > it.previous else "digest-change-down")


def _chart(brand: Brand, facts: Facts, language: str) -> dict[str, object] | None:
    chart = reporting.chart_of(facts.report, replace(brand, name=cut(brand.name, NAME_UNITS)), language)
    if chart is None or isinstance(facts.span, Week):
        return chart
    return chart | {"parts_of": week_of(facts.span).number}


def alt_text(name: str, figures: ChartFigures | None, say: Words) -> str:
    """Say what the picture shows: the index and its change, the best and the weakest part."""
    if figures is None:
        return ""
    return say("digest-alt", title=name, index=_alt_index(figures, say), parts=_alt_parts(figures, say))


def _alt_index(figures: ChartFigures, say: Words) -> str:
    now, before = (*reversed((None, None, *figures.trend)),)[:2]
    if figures.shows != "index" or now is None:
        return say("digest-alt-index-none")
    value = say.number(now, 1)
    step = _step(now, before, say)
    if before is None or step == say.number(0):
        return say("digest-alt-index", value=value)
    return say("digest-alt-index-up" if now > before else "digest-alt-index-down", value=value, step=step)


def _alt_parts(figures: ChartFigures, say: Words) -> str:
    known = sorted((score, part) for part, score in figures.scores.items() if score is not None)
    if not known:
        return say("digest-alt-parts-none")
    (worst_score, worst), (best_score, best) = known[0], known[-1]
    told = {"best": say("part-" + best), "best_score": say.number(best_score, 0)}
    if len(known) == 1:
        return say("digest-alt-part", **told)
    return say("digest-alt-parts", worst=say("part-" + worst), worst_score=say.number(worst_score, 0), **told)
