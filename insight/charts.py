"""The digest's picture: twelve weeks of the index, and the five parts beside last week's."""

import math
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Self

from insight.rules import PARTS
from insight.scorecard import Scorecard
from insight.weeks import Week

if TYPE_CHECKING:
    from insight.canvas import Canvas

WEEKS = 12

_FULL = 100.0
_LEFT, _RIGHT = 64, 1216
_HEADINGS, _TOP, _BOTTOM = 200, 272, 614
_NOTES = 662
"""What stands under both halves."""
_TREND_RIGHT, _INSET = 716, 36
_MOST_LABELS = 5
_BAR, _BAR_HEIGHT = 420, 20
_PARTS_LEFT = _RIGHT - _BAR
DRAWING = threading.Lock()
"""Held while one draws: matplotlib does not promise that two threads may at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartFigures:
    """What the picture shows; it travels in a letter."""

    shows: Literal["index", "active"]
    """What the trend is of: the index, or active people where no week has an index."""
    weeks: tuple[Week, ...]
    """Oldest first."""
    trend: tuple[float | None, ...]
    """A value for each week."""
    scores: Mapping[str, float | None]
    """By part, of the last week, 0..100."""
    previous: Mapping[str, float | None]
    """By part, of the week before it."""

    @classmethod
    def of(cls, cards: Sequence[Scorecard]) -> Self:
        """Take the figures from the scorecards of successive ISO weeks, oldest first."""
        cards = cards[-WEEKS:]
        shows: Literal["index", "active"] = "index" if any(card.index is not None for card in cards) else "active"
        return cls(
            shows=shows,
            weeks=tuple(Week.of(card.start) for card in cards),
            trend=tuple(card.index if shows == "index" else _active_people(card) for card in cards),
            scores=_scores(cards[-1:]),
            previous=_scores(cards[-2:-1]),
        )

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Self:
        """Read what `as_json` gave."""
        return cls(
            shows=given["shows"],
            weeks=tuple(map(Week.parse, given["weeks"])),
            trend=tuple(given["trend"]),
            scores=given["scores"],
            previous=given["previous"],
        )

    def as_json(self) -> dict[str, Any]:
        """Give what a letter can carry."""
        return {
            "shows": self.shows,
            "weeks": list(map(str, self.weeks)),
            "trend": list(self.trend),
            "scores": dict(self.scores),
            "previous": dict(self.previous),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartWords:
    """The picture's words, in the reader's language."""

    title: str
    subtitle: str
    trend: str
    """What the trend is of."""
    no_trend: str
    """Stands in its place where there is no week to show."""
    parts: str
    last_week: str
    """What the tick on a bar means."""
    part: Mapping[str, str]
    """The names of the parts."""
    no_score: str
    """Stands beside a part that has none."""
    number: Callable[[float], str]
    week: Callable[[Week], str]
    """A short name of a week, for the axis."""


def draw(figures: ChartFigures, words: ChartWords) -> bytes:
    """Draw the picture as a PNG of 1280 by 720 pixels; the same figures and words give the same bytes."""
    from insight.canvas import Canvas

    with DRAWING:
        canvas = Canvas(large=True)
        canvas.text((_LEFT, 84), words.title, "title", width=_RIGHT - _LEFT)
        canvas.text((_LEFT, 128), words.subtitle, "subtitle", width=_RIGHT - _LEFT)
        _draw_trend(canvas, figures, words)
        _draw_parts(canvas, figures, words)
        return canvas.png()


class _Plot(NamedTuple):
    """Where the trend stands on the sheet."""

    left: float
    weeks: int
    top_value: float

    def x(self, week: int) -> float:
        """Give where a week stands; a single one in the middle."""
        left, right = self.left + _INSET, _TREND_RIGHT - _INSET
        return left + (right - left) * (week / (self.weeks - 1) if self.weeks > 1 else 0.5)

    def y(self, value: float) -> float:
        """Give the height of a value."""
        return _BOTTOM - (_BOTTOM - _TOP) * min(max(value / self.top_value, 0.0), 1.0)


def _draw_trend(canvas: "Canvas", figures: ChartFigures, words: ChartWords) -> None:
    canvas.text((_LEFT, _HEADINGS), words.trend, "heading", width=_TREND_RIGHT - _LEFT)
    known = [value for value in figures.trend if value is not None]
    if not known:
        middle = (_LEFT + _TREND_RIGHT) / 2, (_TOP + _BOTTOM) / 2
        canvas.text(middle, words.no_trend, "note", align="center", width=_TREND_RIGHT - _LEFT)
        canvas.line([(_LEFT, _BOTTOM), (_TREND_RIGHT, _BOTTOM)], colour="hairline", width=1.5)
        return
    plot = _Plot(_LEFT, len(figures.weeks), _FULL if figures.shows == "index" else _round_top(max(known)))
    plot = _draw_scale(canvas, plot, words)
    _draw_line(canvas, plot, figures.trend)
    _draw_weeks(canvas, plot, figures.weeks, words)
    last = max(i for i, value in enumerate(figures.trend) if value is not None)
    _draw_last(canvas, plot, last, known[-1], words)


def _draw_scale(canvas: "Canvas", plot: _Plot, words: ChartWords) -> _Plot:
    values = (0.0, plot.top_value / 2, plot.top_value)
    used = max(canvas.text((_LEFT, plot.y(value) + 8), words.number(value), "note", width=170) for value in values)
    plot = plot._replace(left=_LEFT + used + 14)
    for value in values:
        canvas.line([(plot.left, plot.y(value)), (_TREND_RIGHT, plot.y(value))], colour="hairline", width=1.5)
    return plot


def _draw_line(canvas: "Canvas", plot: _Plot, trend: Sequence[float | None]) -> None:
    # A week without a value is a gap.
    for known, run in groupby(enumerate(trend), key=lambda at: at[1] is not None):
        if known:
            points = [(plot.x(i), plot.y(value)) for i, value in run if value is not None]
            canvas.area(points, _BOTTOM)
            canvas.line(points, colour="accent", width=5)
            if len(points) == 1:
                canvas.dot(points[0], 7)


def _draw_weeks(canvas: "Canvas", plot: _Plot, weeks: Sequence[Week], words: ChartWords) -> None:
    # Every so many, so that they do not touch, and always the last.
    step = math.ceil(len(weeks) / _MOST_LABELS)
    room = (_TREND_RIGHT - plot.left) / min(len(weeks), _MOST_LABELS) - 6
    for i in range(len(weeks) - 1, -1, -step):
        canvas.text((plot.x(i), _NOTES), words.week(weeks[i]), "note", align="center", width=room)


def _draw_last(canvas: "Canvas", plot: _Plot, week: int, value: float, words: ChartWords) -> None:
    x, y = plot.x(week), plot.y(value)
    canvas.dot((x, y), 10)
    # A long number would stand over the edge of its half.
    align: Literal["right", "center"] = "right" if x > (plot.left + _TREND_RIGHT) / 2 else "center"
    canvas.text(
        (min(x + _INSET, _TREND_RIGHT) if align == "right" else x, y - 24), words.number(value), "figure", align=align
    )


def _draw_parts(canvas: "Canvas", figures: ChartFigures, words: ChartWords) -> None:
    canvas.text((_PARTS_LEFT, _HEADINGS), words.parts, "heading", width=_BAR)
    for row, part in enumerate(PARTS):
        y = _TOP + row * (_BOTTOM - _TOP - _BAR_HEIGHT) / (len(PARTS) - 1)
        _draw_part(canvas, y, part, figures, words)
    if any(score is not None for score in figures.previous.values()):
        used = canvas.text((_RIGHT, _NOTES), words.last_week, "note", align="right", width=_BAR - 40)
        canvas.tick((_RIGHT - used - 16, _NOTES - 20), (_RIGHT - used - 16, _NOTES + 2))


def _draw_part(canvas: "Canvas", y: float, part: str, figures: ChartFigures, words: ChartWords) -> None:
    score, previous = figures.scores.get(part), figures.previous.get(part)
    if score is None:
        used = canvas.text((_RIGHT, y - 12), words.no_score, "note", align="right", width=_BAR / 2)
        middle = y + _BAR_HEIGHT / 2
        canvas.line([(_PARTS_LEFT, middle), (_RIGHT, middle)], colour="hairline", width=2)
    else:
        used = canvas.text((_RIGHT, y - 12), words.number(score), "figure", align="right")
        canvas.bar((_PARTS_LEFT, y), (_BAR, _BAR_HEIGHT), _share(score))
    canvas.text((_PARTS_LEFT, y - 12), words.part[part], "name", width=_BAR - used - 16)
    if previous is not None:
        x = _PARTS_LEFT + _BAR * _share(previous)
        canvas.tick((x, y - 4), (x, y + _BAR_HEIGHT + 4))


def _share(score: float) -> float:
    return min(max(score / _FULL, 0.0), 1.0)


def _round_top(highest: float) -> float:
    """Give the end of the scale: the least even digit before noughts that is high enough."""
    unit = 10.0 ** math.floor(math.log10(max(highest, 1)))
    return next(unit * digit for digit in (2, 4, 6, 8, 10) if unit * digit >= highest)


def _active_people(card: Scorecard) -> float | None:
    active = card.parts["engagement"].measures["active"]
    return None if active.value is None else round(active.value * active.n)


def _scores(last: Sequence[Scorecard]) -> Mapping[str, float | None]:
    return {name: part.score for card in last for name, part in card.parts.items()}
