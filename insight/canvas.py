"""A sheet to draw on, measured in pixels from its top left corner; slow to import, for it loads matplotlib.

Nothing here reads or sets matplotlib's global settings, so that neither a user's style file nor another thread changes
a picture.
"""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyBboxPatch, Polygon
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

WIDTH, HEIGHT = 1280, 720

Colour = Literal["ink", "muted", "hairline", "accent"]

_COLOURS: Mapping[Colour, str] = {"ink": "#18212f", "muted": "#667085", "hairline": "#e4e7ec", "accent": "#0c6555"}
_PAPER = "#fbfbfa"
_TRACK = "#eaedf2"
_TINT = 0.09

_DPI = 100
_POINTS = 72 / _DPI
_FONTS = Path(mpl.get_data_path(), "fonts", "ttf")
_REGULAR = _FONTS / "DejaVuSans.ttf"
_BOLD = _FONTS / "DejaVuSans-Bold.ttf"


class _Style(NamedTuple):
    size: float
    font: Path = _REGULAR
    colour: Colour = "ink"


Style = Literal["title", "subtitle", "heading", "name", "note", "figure"]

_STYLES: Mapping[Style, _Style] = {
    "title": _Style(34, _BOLD),
    "subtitle": _Style(19, _REGULAR, "muted"),
    "heading": _Style(19, _BOLD),
    "name": _Style(18),
    "note": _Style(16, _REGULAR, "muted"),
    "figure": _Style(22, _BOLD),
}
# On a phone the sheet is a third as wide: what is smaller than 24 here cannot be read there.
_LARGE: Mapping[Style, float] = {
    "title": 42,
    "subtitle": 25,
    "heading": 27,
    "name": 26,
    "note": 24,
    "figure": 32,
}

Align = Literal["left", "center", "right"]

_HALO = withStroke(linewidth=4, foreground=_PAPER)
"""Keeps text legible where it lies over a line."""

_SMALLEST = 0.65
"""A title that is too long is written so much smaller at most, before it is cut."""

_MANY_SIGNS = 200
"""More than fit in any width."""

Point = tuple[float, float]


class Canvas:
    """One picture in the making.

    Args:
        large: its words are as large as a phone needs them, where there are few enough.
    """

    def __init__(self, *, large: bool = False) -> None:
        self._styles = {style: look._replace(size=_LARGE[style]) if large else look for style, look in _STYLES.items()}
        self._figure = Figure(figsize=(WIDTH / _DPI, HEIGHT / _DPI), dpi=_DPI, facecolor=_PAPER, edgecolor="none")
        self._agg: Any = FigureCanvasAgg(self._figure)  # its methods are untyped
        self._axes = self._figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(HEIGHT, 0))
        self._axes.set_axis_off()
        self._drawn = 0

    def text(self, at: Point, words: str, style: Style, *, align: Align = "left", width: float = WIDTH) -> float:
        """Write one line with its baseline at a point, cut to a width where it is longer; a title shrinks first.

        Returns:
            The width that was used.
        """
        look = self._styles[style]
        text = Text(
            *at,
            text=_known(words[:_MANY_SIGNS], look.font),
            color=_COLOURS[look.colour],
            fontproperties=FontProperties(fname=look.font, size=look.size * _POINTS),
            horizontalalignment=align,
            verticalalignment="baseline",
            parse_math=False,
            usetex=False,
            path_effects=[_HALO],
        )
        self._put(text)
        if style == "title" and (used := self._width(text)) > width:
            text.set_fontsize(look.size * _POINTS * max(_SMALLEST, width / used * 0.99))
        while (used := self._width(text)) > width and (signs := text.get_text().removesuffix("…")):
            text.set_text(signs[: min(int(len(signs) * width / used), len(signs) - 1)].rstrip() + "…")
        return used

    def line(self, points: Sequence[Point], *, colour: Colour, width: float) -> None:
        """Draw through the points."""
        xs, ys = zip(*points, strict=True)
        self._put(Line2D(xs, ys, color=_COLOURS[colour], linewidth=width * _POINTS, solid_capstyle="round"))

    def area(self, points: Sequence[Point], base: float) -> None:
        """Tint what lies between the points and a base line."""
        outline = [(points[0][0], base), *points, (points[-1][0], base)]
        self._put(Polygon(outline, closed=True, facecolor=_COLOURS["accent"], alpha=_TINT, linewidth=0))

    def dot(self, at: Point, radius: float) -> None:
        """Mark a point, set off from what lies under it."""
        self._put(Circle(at, radius + 2.5, facecolor=_PAPER, linewidth=0))
        self._put(Circle(at, radius, facecolor=_COLOURS["accent"], linewidth=0))

    def tick(self, top: Point, bottom: Point) -> None:
        """Mark a place on a bar, set off from what lies under it."""
        self._put(Line2D(*zip(top, bottom, strict=True), color=_PAPER, linewidth=9 * _POINTS, solid_capstyle="butt"))
        self.line([top, bottom], colour="ink", width=4)

    def bar(self, at: Point, size: Point, share: float) -> None:
        """Draw a rounded bar from its top left corner, filled to a share of 0..1."""
        track = _rounded(at, size, _TRACK)
        self._put(track)
        if share > 0:
            # It begins a height further left, so that only its right end is seen to be round.
            width, height = size
            fill = _rounded((at[0] - height, at[1]), (height + width * share, height), _COLOURS["accent"])
            self._put(fill)
            fill.set_clip_path(track)

    def png(self) -> bytes:
        """Give the picture."""
        file = io.BytesIO()
        self._agg.print_png(file, metadata={"Software": None})
        return file.getvalue()

    def _put(self, artist: Artist) -> None:
        # In the order of the calls, whatever matplotlib thinks of lines, patches and texts.
        self._drawn += 1
        artist.set_zorder(self._drawn)
        self._axes.add_artist(artist)

    def _width(self, text: Text) -> float:
        return float(text.get_window_extent(self._agg.get_renderer()).width)


def _rounded(at: Point, size: Point, colour: str) -> FancyBboxPatch:
    width, height = size
    boxstyle = f"round,pad=0,rounding_size={height / 2}"
    return FancyBboxPatch(at, width, height, boxstyle=boxstyle, facecolor=colour, linewidth=0)


def _known(words: str, font: Path) -> str:
    """Leave out signs the font does not have (most emoji): an empty box says nothing, and matplotlib warns of each."""
    signs = get_font(font).get_charmap()
    return " ".join("".join(sign for sign in words if sign.isspace() or ord(sign) in signs).split())
