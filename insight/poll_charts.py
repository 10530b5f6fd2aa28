"""Pictures of polls: how one stands, and how the runs of a recurring one went.

What they show travels in a letter as JSON, with all words and numbers written in the reader's language.
"""

import math
import textwrap
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from insight.charts import DRAWING

if TYPE_CHECKING:
    from insight.canvas import Align, Canvas, Style

MOST_BARS = 20
"""So many options have room; a poll has no more (`chat.polls.MOST_OPTIONS`)."""
MOST_PANELS = 6
"""So many options have a curve of their own."""

_LEFT, _RIGHT = 64, 1216
_WIDTH = _RIGHT - _LEFT
_TOP, _BOTTOM = 172, 640
_NOTE = 688
_SHORT_TITLE, _TITLE_LINE = 54, 84
_ROOMY = 6
"""So many options have their text above their bar, more of them beside it."""
_ROOMY_ROW, _CLOSE_ROW, _TIGHT_ROW = 116, 52, 39
_ROOMY_BAR, _CLOSE_BAR = 24, 16
_LABEL, _FIGURE = 470, 190
_GAP, _COLUMN_GAP = 24, 56
_PLOT_TOP, _PLOT_BOTTOM = 34, 34
_MOST_DATES = 6
_SMALL_DATES = 2


def draw(chart: Mapping[str, Any]) -> bytes:
    """Draw a chart of the kind `poll` or `poll-runs` as a PNG of 1280 by 720 pixels."""
    from insight.canvas import Canvas  # noqa: PLC0415  # matplotlib is loaded when a chart is drawn

    with DRAWING:
        canvas = Canvas()
        _draw_title(canvas, chart["title"])
        _write(canvas, (_LEFT, 126), chart["subtitle"], "subtitle", _WIDTH)
        if chart["kind"] == "poll":
            _draw_bars(canvas, chart["bars"])
        else:
            _draw_panels(canvas, chart)
        _write(canvas, (_LEFT, _NOTE), chart.get("note", ""), "note", _WIDTH)
        return canvas.png()


def _draw_title(canvas: "Canvas", title: str) -> None:
    """Write the question, on two lines where it is long."""
    if len(title) <= _SHORT_TITLE:
        _write(canvas, (_LEFT, 88), title, "title", _WIDTH)
        return
    first, *rest = textwrap.wrap(title, _TITLE_LINE) or [title]
    # Lines of this size come out up to 1 % wider than matplotlib measures them.
    _write(canvas, (_LEFT, 62), first, "figure", _WIDTH * 0.98)
    _write(canvas, (_LEFT, 94), " ".join(rest), "figure", _WIDTH * 0.98)


def _write(canvas: "Canvas", at: tuple[float, float], words: str, style: "Style", width: float) -> float:
    return canvas.text(at, words, style, width=width) if words else 0.0


def _name(
    canvas: "Canvas", at: tuple[float, float], named: Mapping[str, Any], width: float, *, note: bool = False
) -> float:
    """Write an option's text, or which one it is where the font has none of its signs; return the width used."""
    style: Style = "note" if note else "name"
    return canvas.text(at, named["label"], style, width=width) or canvas.text(at, named["instead"], style, width=width)


def _draw_bars(canvas: "Canvas", bars: Sequence[Mapping[str, Any]]) -> None:
    bars = bars[:MOST_BARS]
    if len(bars) <= _ROOMY:
        for i, bar in enumerate(bars):
            _draw_roomy(canvas, _TOP + min(_ROOMY_ROW, (_BOTTOM - _TOP) / len(bars)) * i, bar)
        return
    row = min(_CLOSE_ROW, (_BOTTOM - _TOP) / len(bars))
    middles = [_TOP + row * (i + 0.5) for i in range(len(bars))]
    tight = row < _TIGHT_ROW
    used = [_name(canvas, (_LEFT, y + 6), bar, _LABEL, note=tight) for y, bar in zip(middles, bars, strict=True)]
    left = _LEFT + max(used) + _GAP
    for middle, bar in zip(middles, bars, strict=True):
        _draw_close(canvas, left, middle, min(_CLOSE_BAR, row * 0.6), bar)


def _draw_roomy(canvas: "Canvas", top: float, bar: Mapping[str, Any]) -> None:
    """Draw a bar under its text."""
    base = top + 30
    used = canvas.text((_RIGHT, base), bar["figure"], "figure", align="right", width=_WIDTH / 3)
    _name(canvas, (_LEFT, base), bar, _WIDTH - used - _GAP)
    canvas.bar((_LEFT, base + 14), (_WIDTH, _ROOMY_BAR), _within(bar["share"]))


def _draw_close(canvas: "Canvas", left: float, middle: float, height: float, bar: Mapping[str, Any]) -> None:
    """Draw a bar beside its text."""
    canvas.bar((left, middle - height / 2), (_RIGHT - _FIGURE - left, height), _within(bar["share"]))
    canvas.text((_RIGHT, middle + 7), bar["figure"], "name", align="right", width=_FIGURE - _GAP)


def _within(share: float) -> float:
    return min(max(share, 0.0), 1.0)


class _Plot(NamedTuple):
    """Where a curve stands on the sheet."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float
    runs: int

    def x(self, run: int) -> float:
        """Give where a run stands; a single one in the middle."""
        return self.left + (self.right - self.left) * (run / (self.runs - 1) if self.runs > 1 else 0.5)

    def y(self, value: float) -> float:
        """Give the height of a value."""
        return self.bottom - (self.bottom - self.top) * _within((value - self.low) / (self.high - self.low))


def _draw_panels(canvas: "Canvas", chart: Mapping[str, Any]) -> None:
    panels = chart["panels"][:MOST_PANELS]
    columns = 1 if len(panels) <= 1 else 2
    rows = math.ceil(len(panels) / columns)
    width = (_WIDTH - _COLUMN_GAP * (columns - 1)) / columns
    height = (_BOTTOM + 20 - _TOP) / max(rows, 1)
    for i, panel in enumerate(panels):
        left, top = _LEFT + (width + _COLUMN_GAP) * (i % columns), _TOP + height * (i // columns)
        _draw_panel(canvas, chart, panel, (left, top, width, height - 12))


def _draw_panel(
    canvas: "Canvas", chart: Mapping[str, Any], panel: Mapping[str, Any], place: tuple[float, float, float, float]
) -> None:
    left, top, width, height = place
    used = canvas.text((left + width, top + 18), panel["figure"], "figure", align="right", width=width / 3)
    _name(canvas, (left, top + 18), panel, width - used - _GAP)
    scale, values = chart["scale"], panel["values"]
    bottom, upper = top + height - _PLOT_BOTTOM, top + 18 + _PLOT_TOP
    ends = [(bottom, scale["low"]), (upper, scale["high"])]
    words = max(canvas.text((left, y + 5), str(end["label"]), "note", width=90) for y, end in ends)
    plot = _Plot(
        left + words + 14, left + width - 10, upper, bottom, scale["low"]["value"], scale["high"]["value"], len(values)
    )
    for y, _ in ends:
        canvas.line([(plot.left, y), (plot.right, y)], colour="hairline", width=1.5)
    _draw_curve(canvas, plot, values)
    _draw_dates(canvas, plot, chart["dates"], _MOST_DATES if width > _WIDTH / 2 else _SMALL_DATES)


def _draw_curve(canvas: "Canvas", plot: _Plot, values: Sequence[float | None]) -> None:
    # A run that did not offer the option, or that nobody voted in, is a gap.
    for known, run in groupby(enumerate(values), key=lambda at: at[1] is not None):
        if known:
            points = [(plot.x(i), plot.y(value)) for i, value in run if value is not None]
            canvas.line(points, colour="accent", width=4)
            for point in points:
                canvas.dot(point, 5)


def _draw_dates(canvas: "Canvas", plot: _Plot, dates: Sequence[str], most: int) -> None:
    # Every so many, so that they do not touch, and always the last.
    step = max(1, math.ceil((len(dates) - 1) / max(most - 1, 1)))
    room = (plot.right - plot.left) / min(len(dates), most) - 6
    for i in range(len(dates) - 1, -1, -step):
        align: Align = "center"
        if len(dates) > 1:
            align = "right" if i == len(dates) - 1 else "left" if i == 0 else "center"
        canvas.text((plot.x(i), plot.bottom + 26), dates[i], "note", align=align, width=room)
