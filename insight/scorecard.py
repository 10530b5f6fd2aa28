"""The scorecard of Return on Relationship: parts, scores and the index over them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from statistics import fmean
from typing import Any
from zoneinfo import ZoneInfo

from insight.buying import relationship_revenue
from insight.history import History
from insight.measures import COUNTS
from insight.rules import GROUPS, PARTS, WATCHES, Rules
from insight.tallies import Change, Tally, change
from insight.view import View
from insight.weeks import Period
from insight.workhours import Hours

_LEAST_PARTS = 3


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of one period."""

    tallies: Mapping[str, Tally]
    """By measure."""
    revenue: Mapping[str, str]
    """By currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure."""

    value: float | None
    n: int
    low: float | None
    high: float | None
    previous: float | None
    change: Change
    score: float | None
    more: Mapping[str, float | None]
    """Figures beside the value, by their key."""

    def as_json(self) -> dict[str, Any]:
        """Give the measure's object."""
        interval = {"low": self.low, "high": self.high}
        change_ = {"previous": self.previous, "change": self.change, "score": self.score}
        return {"value": self.value, "n": self.n, **interval, **change_, **self.more}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the five parts, or a watch."""

    score: float | None
    measures: Mapping[str, Measure]

    def as_json(self) -> dict[str, Any]:
        """Give the part's object."""
        return {"score": self.score, "measures": {name: it.as_json() for name, it in self.measures.items()}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """All figures of a brand's period."""

    brand: str
    start: date
    end: date
    """The day after the last one."""
    zone: str
    index: float | None
    index_weeks: tuple[float | None, ...]
    parts: Mapping[str, Part]
    watches: Mapping[str, Part]
    revenue: Mapping[str, str]
    revenue_previous: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """Give what `rapport ror --json` prints."""
        return {
            "brand": self.brand,
            "period": {"start": self.start.isoformat(), "end": self.end.isoformat(), "zone": self.zone},
            "index": self.index,
            "index_weeks": list(self.index_weeks),
            "parts": {name: part.as_json() for name, part in self.parts.items()},
            "watches": {name: part.as_json() for name, part in self.watches.items()},
            "revenue": dict(self.revenue),
            "revenue_previous": dict(self.revenue_previous),
        }


def scorecard(
    history: History, *, brand: str, start: date, end: date, rules: Rules, hours: Hours | None = None
) -> Scorecard:
    """Measure a brand's period.

    Args:
        start: local day in the history's zone.
        end: the day after the last one.
        hours: business hours; None: there are no figures in them.

    Raises:
        ValueError: the period has no day.
    """
    (card,) = scorecards(history, brand=brand, periods=[Period(start, end)], rules=rules, hours=hours)
    return card


def scorecards(
    history: History, *, brand: str, periods: Iterable[Period], rules: Rules, hours: Hours | None = None
) -> list[Scorecard]:
    """Measure periods of a brand, in their order; what two of them need, such as each other's week, is counted once."""

    @cache
    def counted(period: Period) -> Counted:
        view = View(history.ledger(brand), period, history.zone, hours)
        revenue = relationship_revenue(view.purchases_in(period.start, period.end))
        return Counted({name: COUNTS[name](view) for names in GROUPS.values() for name in names}, revenue)

    return [card(history.zone, brand, period, counted, rules) for period in periods]


def card(zone: ZoneInfo, brand: str, period: Period, counted: Callable[[Period], Counted], rules: Rules) -> Scorecard:
    """Make the scorecard of a period from what was counted of it, of the one before, and of its weeks."""
    now, before = counted(period), counted(period.previous())
    # Targets hold for seven days; without them nothing has a score.
    holding = rules if period.is_week else replace(rules, targets={})
    return Scorecard(
        brand=brand,
        start=period.start,
        end=period.end,
        zone=zone.key,
        index=_index(now, holding),
        index_weeks=tuple(_index(counted(week), rules) for week in period.weeks()),
        parts={part: _part(names, now, before, holding) for part, names in PARTS.items()},
        watches={watch: _part(names, now, before, holding) for watch, names in WATCHES.items()},
        revenue=now.revenue,
        revenue_previous=before.revenue,
    )


def _part(names: Iterable[str], now: Counted, before: Counted, rules: Rules) -> Part:
    measures = {name: _measure(now.tallies[name], before.tallies[name], _score(name, now, rules)) for name in names}
    return Part(score=_part_score(names, now, rules), measures=measures)


def _measure(now: Tally, before: Tally, score: float | None) -> Measure:
    low, high = now.interval()
    return Measure(
        value=now.value,
        n=now.n,
        low=low,
        high=high,
        previous=before.value,
        change=change(now, before),
        score=score,
        more=now.more,
    )


def _score(name: str, counted: Counted, rules: Rules) -> float | None:
    value, target = counted.tallies[name].value, rules.targets.get(name)
    return None if value is None or target is None else 100 * min(max(value / target, 0.0), 1.0)


def _part_score(names: Iterable[str], counted: Counted, rules: Rules) -> float | None:
    enough = (name for name in names if counted.tallies[name].n >= rules.enough(name))
    scores = [score for name in enough if (score := _score(name, counted, rules)) is not None]
    return fmean(scores) if scores else None


def _index(counted: Counted, rules: Rules) -> float | None:
    scores = {group: _part_score(names, counted, rules) for group, names in GROUPS.items() if rules.weights[group] > 0}
    known = {group: score for group, score in scores.items() if score is not None}
    if len(known) < _LEAST_PARTS:
        return None
    return fmean(known.values(), weights=[rules.weights[group] for group in known])
