"""What is written can be read: the contrast of the page's colours, by WCAG 2.2 AA."""

import re

import pytest

from bot.pages import STATIC as SHARED
from bot.platforms.webchat.pages import STATIC

TEXT, PART = 4.5, 3.0
"""The least contrast of text, and of what must be seen to use a control."""

SHEETS = [*STATIC.glob("*.css"), *SHARED.glob("*.css")]
GROUNDS = ("paper", "card", "sunk", "fill", "own", "bar", "bar-own")
WRITTEN = [
    *[("ink", ground, TEXT) for ground in GROUNDS],
    *[("soft", ground, TEXT) for ground in GROUNDS],
    *[("accent", ground, TEXT) for ground in ("card", "sunk", "fill", "own")],
    *[("on-hue", f"hue-{hue}", TEXT) for hue in range(6)],
    ("on-accent", "accent", TEXT),
    ("on-alarm", "alarm", TEXT),
    ("on-toast", "toast", TEXT),
    ("up", "card", TEXT),
    ("down", "card", TEXT),
    ("accent", "bar-own", PART),
    ("accent", "paper", PART),
    ("alarm", "paper", PART),
    ("edge", "card", PART),
    ("edge", "paper", PART),
    ("edge", "sunk", PART),
    ("edge", "bar", PART),
    *[("focus", ground, PART) for ground in GROUNDS],
]


def tokens(scheme: str) -> dict[str, str]:
    """Return the colours of a scheme; the dark one stands in the file's second half."""
    light, dark = (SHARED / "colours.css").read_text().split("@media (prefers-color-scheme: dark)")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark if scheme == "dark" else light))


def luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2) of `#rrggbb`, 0..1."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio (WCAG 2.2) of two colours, 1..21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_ratio_is_reckoned_right() -> None:
    """Black on white is 21, and the grey that W3C names is just enough."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_written_can_be_read(scheme: str) -> None:
    """Every colour that is written on another differs enough from it."""
    colours = tokens(scheme)
    found = {(front, ground): contrast(colours[front], colours[ground]) for front, ground, _ in WRITTEN}
    weak = {pair: round(found[pair[:2]], 2) for pair in WRITTEN if found[pair[:2]] < pair[2]}
    assert weak == {}


def test_both_schemes_have_the_same_colours() -> None:
    """No colour of the light page is left over in the dark one."""
    assert tokens("light").keys() == tokens("dark").keys()


def test_colours_stand_in_one_file_only() -> None:
    """A colour elsewhere would escape these checks; shades over the whole page have no text on them."""
    found = {
        (sheet.name, colour)
        for sheet in SHEETS
        if sheet.name != "colours.css"
        for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b|(?:rgb|hsl)a?\([^)]*\)|: (?:white|black);", sheet.read_text())
        if "/ 12%" not in colour and "/ 45%" not in colour
    }
    assert found == set()


def test_every_colour_is_used_and_known() -> None:
    """Each token is used somewhere, and nothing uses one that is not there."""
    used = {name for sheet in SHEETS for name in re.findall(r"var\(--([\w-]+)\)", sheet.read_text())}
    assert used == tokens("light").keys() | {"shadow"}
