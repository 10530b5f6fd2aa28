"""The digest's picture."""

import io
import json
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from PIL import Image

from insight.charts import ChartFigures, ChartWords, draw
from insight.rules import PARTS
from insight.weeks import Week
from tests.insight.story import END, Story

WORDS = ChartWords(
    title="Röstwerk",
    subtitle="2-8 November 2026",
    trend="Index of the last 12 weeks",
    no_trend="There is no whole week yet.",
    parts="The five parts",
    last_week="last week",
    part=dict(zip(PARTS, ("Recommendations", "Engagement", "Followers", "Loyalty", "Sharing"), strict=True)),
    no_score="too few to tell",
    number="{:.0f}".format,
    week=str,
)


def figures(*trend: float | None, scores: float | None = None, previous: float | None = None) -> ChartFigures:
    """Give figures with a trend that ends in the week of the stories, and the same score for every part."""
    weeks = [Week.of(END - timedelta(days=7 * back)) for back in range(len(trend), 0, -1)]
    return ChartFigures(
        shows="index",
        weeks=tuple(weeks),
        trend=trend,
        scores=dict.fromkeys(PARTS, scores),
        previous=dict.fromkeys(PARTS, previous),
    )


def pixels(png: bytes) -> Image.Image:
    """Give the picture as one can look at it."""
    return Image.open(io.BytesIO(png)).convert("RGBA")


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(figures(), id="no week"),
        pytest.param(figures(None, None), id="no index yet"),
        pytest.param(figures(63.0), id="one week"),
        pytest.param(figures(*range(0, 120, 10)[:12]), id="twelve weeks"),
        pytest.param(figures(None, 10, None, None, 80, 75, None, scores=0, previous=100), id="gaps"),
        pytest.param(replace(figures(3, 10**9), shows="active"), id="a billion active people"),
        pytest.param(replace(figures(0, 0), shows="active"), id="nobody active"),
        pytest.param(figures(50, scores=1e9, previous=-5), id="beyond the scale"),
        pytest.param(replace(figures(50), scores={}, previous={}), id="parts missing"),
    ],
)
def test_any_figures_make_a_picture(given: ChartFigures) -> None:
    """It has the size of a card, and no see-through spot for a dark chat to shine through."""
    picture = pixels(draw(given, WORDS))
    assert picture.size == (1280, 720)
    assert picture.getchannel("A").getextrema() == (255, 255)


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("Win $5 and $10", id="no formula"),
        pytest.param("a_b^c\\frac{1}", id="no TeX"),
        pytest.param("Café ☕🔥👩‍🍳", id="emoji"),
        pytest.param("東京カフェ", id="signs the font does not have"),
        pytest.param("two\nlines\tand \0 more", id="control signs"),
        pytest.param("x" * 5000, id="very long"),
        pytest.param("", id="empty"),
    ],
)
def test_any_words_can_be_written(title: str) -> None:
    """Words are words: neither markup nor a reason to warn, and cut where there is no more room."""
    words = replace(WORDS, title=title, subtitle=title, trend=title, parts=title, last_week=title, no_score=title)
    draw(figures(1, 2, previous=5), replace(words, part=dict.fromkeys(PARTS, title), number=lambda _: title))


def test_long_words_stay_inside() -> None:
    """Nothing is written over the right margin."""
    words = replace(WORDS, title="W" * 300, part=dict.fromkeys(PARTS, "W" * 300))
    margin = pixels(draw(figures(1, 2, scores=50), words)).crop((1222, 0, 1280, 720))
    assert len(margin.getcolors() or []) == 1


def test_the_same_figures_give_the_same_bytes() -> None:
    """A picture can be compared, also when four threads draw at once."""
    given = figures(40, 50, 60, scores=70, previous=60)
    expected, drawn = draw(given, WORDS), list[bytes]()
    threads = [threading.Thread(target=lambda: drawn.append(draw(given, WORDS))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert drawn == [expected] * 4


def test_what_is_shown_shows() -> None:
    """A tick is last week's, a score fills its bar, and a part without a score is not one with 0."""
    plain, ticked = draw(figures(50, scores=0), WORDS), draw(figures(50, scores=0, previous=50), WORDS)
    filled, unknown = draw(figures(50, scores=90), WORDS), draw(figures(50), WORDS)
    assert len({plain, ticked, filled, unknown}) == 4


def test_figures_travel_in_a_letter() -> None:
    """They come out of JSON as they went in."""
    given = figures(None, 12.5, scores=70.25)
    assert ChartFigures.from_json(json.loads(json.dumps(given.as_json()))) == given


def test_figures_come_from_weekly_scorecards() -> None:
    """Twelve weeks of active people where no week has an index, and the parts of the last two weeks."""
    story = Story()
    story.join("ann", "bob", at="2026-06-01 12:00")
    story.tell("share", "ann", "11-03 12:00")
    cards = [story.card(END - timedelta(days=7 * n + 7), END - timedelta(days=7 * n)) for n in range(13, -1, -1)]
    given = ChartFigures.of(cards)
    assert (given.shows, given.trend) == ("active", (0,) * 11 + (1,))
    assert (str(given.weeks[0]), str(given.weeks[-1])) == ("2026-W34", "2026-W45")
    assert given.scores == {name: part.score for name, part in cards[-1].parts.items()}
    assert given.previous == {name: part.score for name, part in cards[-2].parts.items()}


def test_figures_show_the_index_where_there_is_one() -> None:
    """One week with an index is enough to show it, with gaps for the others."""
    cards = [Story().card(), Story().card()]
    given = ChartFigures.of([cards[0], replace(cards[1], index=62.5)])
    assert (given.shows, given.trend) == ("index", (None, 62.5))
    assert ChartFigures.of([]).weeks == ()


def test_matplotlib_waits_until_something_is_drawn() -> None:
    """Importing the module must not cost half a second."""
    code = "import sys, insight.charts; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
