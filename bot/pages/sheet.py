"""The scorecard as a page shows it: figures to draw with, and every text in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from chat.brands import Brand
from chat.i18n import Words
from handlers import reporting
from handlers.reporting import Report
from insight.behind import OPENS
from insight.periods import CHIPS
from insight.rules import PARTS, Rules
from insight.scorecard import Measure, Part
from insight.weeks import Period, week_before

AROUND_ZERO = {"nps": 100.0, "net_sentiment": 1.0, "growth": 0.0}
"""Measures that go below 0, and how far their scale reaches at least to both sides."""
ROOM = 1.15
"""A scale reaches so much farther than what is drawn on it."""
FULL = 100.0


DAY = timedelta(days=1)
WORDS = (
    "refresh", "as-of", "period", "week-of", "from", "to", "show", "other", "platform", "csv", "watches", "legend",
    "of", "no-score", "index", "own", "open", "close", "back", "next", "look", "none", "table", "week", "value",
)  # fmt: skip
"""What stands around the figures, each in the text `page-...`."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the brand is shown."""

    today: date
    word: str
    """How the period was asked for."""
    period: Period
    platform: str
    """Empty: all."""
    platforms: list[str]


def sheet(given: Report, brand: Brand, chosen: Chosen, say: Words) -> dict[str, Any]:
    """Give all of a scorecard that a page shows."""
    card, rules = given.card, Rules.of(brand.ror)
    groups = {**card.parts, **card.watches}
    return {
        **_chosen(chosen, say),
        "lang": say.language,
        "words": {word.replace("-", "_"): say("page-" + word) for word in WORDS},
        "title": say("page-name"),
        "period": reporting.period_of(card, say),
        "is_week": chosen.period.is_week,
        "index": _index(given, say),
        "trend": _trend(given, say),
        "groups": [_group(name, part, rules, say) for name, part in groups.items()],
        "beside": reporting.beside_lines(given, say),
        "revenue_title": reporting.title("relationship_revenue", say),
        "revenue": _revenue(card.revenue, card.revenue_previous),
    }


def _chosen(chosen: Chosen, say: Words) -> dict[str, Any]:
    platforms = [{"value": "", "label": say("page-all")}]
    return {
        "word": chosen.word,
        "start": chosen.period.start.isoformat(),
        "last": (chosen.period.end - DAY).isoformat(),
        "last_day": (chosen.today - DAY).isoformat(),
        "last_week": str(week_before(chosen.today)),
        "chips": [{"value": chip, "label": say(f"ror-chip-{chip}")} for chip in CHIPS],
        "platform": chosen.platform,
        "platforms": platforms + [{"value": each, "label": each.capitalize()} for each in chosen.platforms],
    }


def _index(given: Report, say: Words) -> dict[str, Any]:
    card = given.card
    told = reporting.index_line(card, say) if card.index is None else say("page-index-meaning")
    text = reporting.NONE if card.index is None else say.number(card.index)
    return {"value": card.index, "text": text, "told": told, "before": _before(given, say)}


def _before(given: Report, say: Words) -> str:
    """Tell the index of the week before, where there are both."""
    figures = given.figures
    if given.card.index is None or figures is None or figures.shows != "index" or len(figures.trend) < 2:  # noqa: PLR2004  # this week and the one before
        return ""
    before = figures.trend[-2]
    return "" if before is None else say("page-index-before", value=say.number(before))


def _trend(given: Report, say: Words) -> dict[str, Any] | None:
    """Give the weeks that end with the period; None where there is nothing to draw."""
    figures = given.figures
    if figures is None or all(value is None for value in figures.trend):
        return None
    top = FULL if figures.shows == "index" else max(value or 0 for value in figures.trend) * ROOM
    weeks = [
        {"name": reporting.week_name(week, say), "value": value, "text": _number(value, say)}
        for week, value in zip(figures.weeks, figures.trend, strict=True)
    ]
    return {"title": say(f"chart-trend-{figures.shows}"), "weeks": weeks, "top": top or 1.0}


def _number(value: float | None, say: Words) -> str:
    return reporting.NONE if value is None else say.number(value)


def _group(name: str, part: Part, rules: Rules, say: Words) -> dict[str, Any]:
    return {
        "name": name,
        "title": say("part-" + name),
        "watch": name not in PARTS,
        "score": part.score,
        "score_text": _number(part.score, say),
        "measures": [_measure(each, figures, rules, say) for each, figures in part.measures.items()],
    }


def _measure(name: str, figures: Measure, rules: Rules, say: Words) -> dict[str, Any]:
    low, high = figures.low, figures.high
    between = {"low": reporting.value_text(name, low, say), "high": reporting.value_text(name, high, say)}
    start, end = _scale(name, figures, rules.targets.get(name))
    return {
        "name": name,
        "title": reporting.title(name, say),
        "value": figures.value,
        "text": reporting.value_text(name, figures.value, say),
        "n": "" if name == "members" else say("page-n", n=say.number(figures.n)),
        "low": low,
        "high": high,
        "interval": "" if low is None else say("page-interval", **between),
        "previous": figures.previous,
        "before": say("page-before", value=reporting.value_text(name, figures.previous, say)),
        "change": figures.change,
        "way": _way(figures),
        "changed": _changed(figures, say),
        "more": _more(figures.more, say),
        "scale": [start, end],
        "opens": name in OPENS,
    }


def _more(more: Mapping[str, float | None], say: Words) -> list[str]:
    moves = [
        say(f"page-{name}", number=say.number(number)) for name in ("joins", "leaves") if (number := more.get(name))
    ]
    return moves + [line.strip() for line in reporting.more_lines(more, say)]


def _way(figures: Measure) -> str:
    if figures.value is None or figures.previous is None or figures.value == figures.previous:
        return ""
    return "up" if figures.value > figures.previous else "down"


def _changed(figures: Measure, say: Words) -> str:
    if figures.value is None or figures.previous is None:
        return ""
    return say(f"page-change-{figures.change}" + (f"-{_way(figures)}" if figures.change == "clear" else ""))


def _scale(name: str, figures: Measure, target: float | None) -> tuple[float, float]:
    """Give where the measure's scale begins and ends, so that all that is drawn is on it."""
    drawn = [abs(each) for each in (figures.value, figures.previous, figures.high, target) if each is not None]
    most = max(drawn, default=1.0) * ROOM or 1.0
    if name in AROUND_ZERO:
        most = AROUND_ZERO[name] or most
        return -most, most
    return 0.0, min(most, 1.0) if name in reporting.RATES else most


def _revenue(now: Mapping[str, str], before: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {"currency": currency, "now": now.get(currency, reporting.NONE), "before": before.get(currency, reporting.NONE)}
        for currency in sorted({*now, *before})
    ]
