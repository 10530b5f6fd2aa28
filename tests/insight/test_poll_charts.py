"""The pictures of polls."""

import io
import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import Any

import pytest
from PIL import Image

from insight.poll_charts import draw

LONG = "A very long option that goes on and on until there is no more room for it in any line of the picture"


def poll(*bars: tuple[str, float], **more: Any) -> dict[str, Any]:
    """Give what the picture of a poll shows."""
    shown = [
        {"label": label, "instead": f"Option {place}", "share": share, "figure": f"{share:.0%} · {share * 100:.0f}"}
        for place, (label, share) in enumerate(bars, 1)
    ]
    return {"kind": "poll", "title": "Which next?", "subtitle": "Acme · 12 people voted", "bars": shown, **more}


def runs(*curves: Sequence[float | None], **more: Any) -> dict[str, Any]:
    """Give what the picture of a recurring poll's runs shows."""
    panels = [
        {"label": f"Curve {place}", "instead": "Option", "values": values, "figure": "42 %"}
        for place, values in enumerate(curves)
    ]
    dates = [f"{day + 1} November" for day in range(len(curves[0]) if curves else 0)]
    scale = {"low": {"value": 0.0, "label": "0 %"}, "high": {"value": 1.0, "label": "100 %"}}
    head = {"kind": "poll-runs", "title": "Which next?", "subtitle": "Acme", "note": ""}
    return {**head, "panels": panels, "dates": dates, "scale": scale, **more}


def pixels(png: bytes) -> Image.Image:
    """Give the picture as one can look at it."""
    return Image.open(io.BytesIO(png)).convert("RGBA")


@pytest.mark.parametrize(
    "chart",
    [
        pytest.param(poll(), id="no option"),
        pytest.param(poll(("Recipes", 0.0), ("Live", 0.0)), id="no votes"),
        pytest.param(poll(("Recipes", 1.0), ("Live", 0.0)), id="all for one"),
        pytest.param(poll(*((str(score), score / 55) for score in range(11)), note="NPS 45"), id="eleven scores"),
        pytest.param(poll(*((f"{LONG} {n}", n / 20) for n in range(20))), id="twenty long options"),
        pytest.param(poll(*((LONG, 0.1) for _ in range(40))), id="more than there can be"),
        pytest.param(poll(("A", 7.0), ("B", -1.0)), id="beyond the scale"),
        pytest.param(runs(), id="no curve"),
        pytest.param(runs([0.5]), id="one run"),
        pytest.param(runs([None, None]), id="nobody ever voted"),
        pytest.param(runs([0.1, None, 0.3, 2.0, -1.0], [None] * 5), id="gaps and wild values"),
        pytest.param(runs(*([n / 12 for n in range(12)] for _ in range(6)), note="and 14 more"), id="six options"),
        pytest.param(runs(*([0.5, 0.6] for _ in range(9))), id="more than have room"),
    ],
)
def test_any_figures_make_a_picture(chart: dict[str, Any]) -> None:
    """It has the size of a card, and no see-through spot for a dark chat to shine through."""
    picture = pixels(draw(json.loads(json.dumps(chart))))
    assert picture.size == (1280, 720)
    assert picture.getchannel("A").getextrema() == (255, 255)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Win $5 and $10", id="no formula"),
        pytest.param("a_b^c\\frac{1}", id="no TeX"),
        pytest.param("Café ☕🔥👩‍🍳", id="emoji"),
        pytest.param("東京カフェ", id="signs the font does not have"),
        pytest.param("وصفات جديدة (2024)", id="right to left"),
        pytest.param("two\nlines\tand \0 more", id="control signs"),
        pytest.param("x" * 5_000, id="very long"),
        pytest.param("", id="empty"),
    ],
)
def test_any_words_can_be_written(text: str) -> None:
    """Words are words: neither markup nor a reason to warn, and cut where there is no more room."""
    given = {"title": text, "subtitle": text, "note": text}
    for bars in (2, 9, 20):
        draw(poll(*((text, 0.3) for _ in range(bars)), **given))
    draw(runs([0.1, 0.5], **given, panels=[{"label": text, "instead": text, "values": [0.1, 0.5], "figure": text}]))


@pytest.mark.parametrize("options", [2, 8, 20])
def test_long_words_stay_inside(options: int) -> None:
    """Nothing is written over the right margin."""
    chart = poll(*(("W" * 300, 1.0) for _ in range(options)), title="W" * 300, subtitle="W" * 300, note="W" * 300)
    margin = pixels(draw(chart)).crop((1222, 0, 1280, 720))
    assert len(margin.getcolors() or []) == 1


def test_what_the_font_cannot_write_has_its_number() -> None:
    """A bar without a name would say nothing."""
    named, unnamed = draw(poll(("Option 1", 0.5))), draw(poll(("東京カフェ", 0.5)))
    assert named == unnamed


def test_the_same_figures_give_the_same_bytes() -> None:
    """Also when four threads draw at once."""
    chart = poll(("Recipes", 0.6), ("Live", 0.4))
    expected, drawn = draw(chart), list[bytes]()
    threads = [threading.Thread(target=lambda: drawn.append(draw(chart))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert drawn == [expected] * 4


def test_what_is_shown_shows() -> None:
    """Another share is another picture, and so is a gap."""
    drawn = [poll(("A", 0.5)), poll(("A", 0.6)), runs([0.5, 0.5, 0.5]), runs([0.5, None, 0.5])]
    assert len({draw(each) for each in drawn}) == 4


def test_matplotlib_waits_until_something_is_drawn() -> None:
    """Importing the module must not cost half a second."""
    code = "import sys, insight.poll_charts; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
