"""How the index was reckoned, and what the data say to the four questions, in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass

from chat.bidi import isolated
from chat.brands import Brand
from chat.i18n import Words
from chat.messages import shortened
from handlers import reporting
from handlers.reporting.behind import view_of
from insight.questions import SPAN_HOURS, Audience, Met, audience, came_back, met_before
from insight.rules import GROUPS, Rules
from insight.scorecard import Measure, Part, Scorecard
from insight.weeks import Period, day_start
from storage import slices
from storage.database import Session

PAGES = 3
"""The arithmetic; content and loyalty with what is known of the people; care and engagement."""
QUESTION_CHARACTERS = 80
CARE = ("answered", "first_response", "net_sentiment")


@dataclass(frozen=True, slots=True)
class Answers:
    """What the first two questions are answered from; the others are by the scorecard."""

    content: list[Met]
    audience: Audience


def gather(db: Session, brand: Brand, period: Period, platform: str | None = None) -> Answers:
    """Read what the four questions are answered from."""
    view = view_of(db, brand, period, "returning", platform)
    refs = {deed.line.ref for deed in met_before(view) if deed.line.ref}
    posts = {line.id: line for line in slices.of_ids(db, brand.key, refs)}
    since, until = day_start(period.start, brand.zone), day_start(period.end, brand.zone)
    heard = slices.heard(db, brand.key, since, until)
    return Answers(came_back(view, posts), audience(view, heard, brand.zone))


def pages(card: Scorecard, brand: Brand, answers: Answers, say: Words) -> list[str]:
    """Write it all, a text a page."""
    people = [*_content(card, answers.content, say), "", *_people(card, answers.audience, say)]
    team = [*_care(card, say), "", *_engagement(card, say)]
    return ["\n".join(lines) for lines in (_arithmetic(card, Rules.of(brand.ror), say), people, team)]


def _measures(card: Scorecard) -> dict[str, Measure]:
    return {name: it for part in {**card.parts, **card.watches}.values() for name, it in part.measures.items()}


def _arithmetic(card: Scorecard, rules: Rules, say: Words) -> list[str]:
    lines = [say("explain-intro")]
    groups = {**card.parts, **card.watches}
    for name, part in groups.items():
        lines += ["", _part_line(name, part, rules, say)]
        lines += [f"· {_reckoned(measure, it, rules, say)}" for measure, it in part.measures.items()]
    return [*lines, "", _index_line(card, rules, say)]


def _part_line(name: str, part: Part, rules: Rules, say: Words) -> str:
    label = say("part-" + name)
    if part.score is None:
        return say("explain-part-none", part=label)
    scores = [
        it.score for measure, it in part.measures.items() if it.score is not None and it.n >= rules.enough(measure)
    ]
    told = {"scores": " + ".join(say.number(each, 1) for each in scores), "number": len(scores)}
    weight = say.number(rules.weights[name], 2)
    return say("explain-part", part=label, score=say.number(part.score, 1), weight=weight, **told)


def _reckoned(name: str, it: Measure, rules: Rules, say: Words) -> str:
    label, n = reporting.title(name, say), say.number(it.n)
    if it.value is None:
        return say("explain-nothing", name=label)
    value = reporting.value_text(name, it.value, say)
    told = say("explain-value", name=label, value=value, n=n)
    if it.low is not None:
        told = say("explain-rate", name=label, hits=say.number(round(it.value * it.n)), n=n, value=value)
    if it.score is None:
        return told
    target = reporting.value_text(name, rules.targets[name], say)
    told += say("explain-score", target=target, score=say.number(it.score, 1))
    few = it.n < rules.enough(name)
    return told + (say("explain-few", n=n, least=say.number(rules.enough(name))) if few else "")


def _index_line(card: Scorecard, rules: Rules, say: Words) -> str:
    if card.index is None:
        if (card.end - card.start).days == 7:  # noqa: PLR2004  # a week
            return say("index-too-few")
        weeks = ", ".join(reporting.NONE if each is None else say.number(each, 1) for each in card.index_weeks)
        return say("explain-not-a-week", weeks=weeks or reporting.NONE)
    groups = {**card.parts, **card.watches}
    weights = {name: rules.weights[name] for name in GROUPS}
    known = [(score, weights[name]) for name, part in groups.items() if (score := part.score) is not None]
    terms = " + ".join(f"{say.number(score, 1)} × {say.number(weight, 2)}" for score, weight in known if weight)
    total = say.number(sum(weight for _, weight in known), 2)
    return say("explain-index", terms=terms, weights=total, value=say.number(card.index, 1))


def _content(card: Scorecard, content: list[Met], say: Words) -> Iterator[str]:
    yield say("explain-content")
    everybody = _measures(card)["returning"]
    if everybody.value is None:
        yield say("explain-content-nobody")
        return
    yield say("explain-all-before", **_came_back(everybody.value, everybody.n, (everybody.low, everybody.high), say))
    for kind, question, back in content:
        if back.value is None:
            continue
        args = _came_back(back.value, back.n, back.interval(), say)
        if question:
            yield say("explain-met-question", question=isolated(shortened(question, QUESTION_CHARACTERS)), **args)
        else:
            yield say(f"explain-met-{kind}", **args)
    yield say("explain-correlation")


def _came_back(value: float, n: int, ends: tuple[float | None, float | None], say: Words) -> dict[str, str]:
    low, high = (say.percent(each or 0.0) for each in ends)
    share = say("explain-share", share=say.percent(value), low=low, high=high)
    return {"hits": say.number(round(value * n)), "n": say.number(n), "share": share}


def _people(card: Scorecard, known: Audience, say: Words) -> Iterator[str]:
    measures = _measures(card)
    yield say("explain-audience")
    counts = {"members": measures["members"].value or 0, "joins": measures["members"].more["joins"] or 0}
    counts |= {"leaves": measures["members"].more["leaves"] or 0, "reachable": measures["active"].n}
    yield say("explain-size", **{name: say.number(count) for name, count in counts.items()})
    yield say("explain-fans", share=reporting.value_text("fans", measures["fans"].value, say))
    if known.languages:
        told = [f"{say.language_name(language)} {say.number(people)}" for language, people in known.languages]
        yield say("explain-languages", languages=", ".join(told))
    if known.busiest is not None and known.weekday is not None:
        last = (known.busiest + SPAN_HOURS) % 24
        yield say(
            "explain-busiest", first=say.hour(known.busiest), last=say.hour(last), day=say.weekday_name(known.weekday)
        )
    if known.topics:
        told = [f"{isolated(topic)} ({say.number(people)})" for topic, people in known.topics]
        yield say("explain-topics", topics=", ".join(told))


def _care(card: Scorecard, say: Words) -> Iterator[str]:
    measures = _measures(card)
    yield say("explain-care")
    for name in CARE:
        yield _figure(name, measures[name], say)
        yield from reporting.more_lines(measures[name].more, say)


def _engagement(card: Scorecard, say: Words) -> Iterator[str]:
    yield say("explain-engagement")
    for name, it in card.parts["engagement"].measures.items():
        yield _figure(name, it, say)


def _figure(name: str, it: Measure, say: Words) -> str:
    value, before = (reporting.value_text(name, each, say) for each in (it.value, it.previous))
    label = reporting.title(name, say)
    change = say("ror-change-" + it.change)
    return say("explain-figure", name=label, value=value, n=say.number(it.n), before=before, change=change)
