"""Slack's way of writing text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.slack.text import blank, clean, cut, escaped, pieces, width
from chat.markup import plain

TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("&<>😀\u200d\ufe0f\n"))


@pytest.mark.parametrize(
    ("marked_up", "seen"),
    [
        pytest.param("Q&amp;A &lt;3 &gt;", "Q&A <3 >", id="entities"),
        pytest.param("&amp;lt;", "&lt;", id="an entity that was typed"),
        pytest.param("<@U1|ana> and <@U2>", "@ana and @U2", id="people"),
        pytest.param("<#C1|news> and <#C2> and <#C3|>", "#news and #C2 and #C3", id="channels"),
        pytest.param("<!here> <!channel|channel> <!everyone|@everyone>", "@here @channel @everyone", id="everybody"),
        pytest.param("<!subteam^S1|@team> <!subteam^S2>", "@team @S2", id="groups"),
        pytest.param("<!date^1392734382^{date}|18 February>", "18 February", id="date"),
        pytest.param("<https://example.com>", "https://example.com", id="address"),
        pytest.param("<http://example.com|example.com>", "example.com", id="address as it was typed"),
        pytest.param("<mailto:a@example.com|a@example.com>", "a@example.com", id="mail"),
        pytest.param("<tel:+123>", "+123", id="telephone"),
        pytest.param("1 &lt; 2 and <@U1|a &amp; b>", "1 < 2 and @a & b", id="all at once"),
        pytest.param("*bold* _italic_ :tada:", "*bold* _italic_ :tada:", id="markdown stays"),
    ],
)
def test_text_is_read_as_people_see_it(marked_up: str, seen: str) -> None:
    """Mentions and links become words, entities signs."""
    assert plain(marked_up) == seen


@given(TEXTS)
def test_escaping_is_undone_by_reading(text: str) -> None:
    """What we escape, Slack shows as it was."""
    assert plain(escaped(text)) == text


@given(TEXTS, st.integers(1, 60))
def test_cut_texts_fit(text: str, limit: int) -> None:
    """A cut text is within its width and begins as before."""
    short = cut(text, limit)
    assert width(short) <= limit
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@given(TEXTS, st.integers(10, 60))
def test_pieces_fit_and_lose_nothing(text: str, limit: int) -> None:
    """A text in pieces is the whole text."""
    found = list(pieces(text, limit))
    assert "".join(found) == text
    assert all(width(piece) <= limit for piece in found)


def test_pieces_end_at_lines_where_they_can() -> None:
    """A line is split only where it is too long by itself."""
    assert list(pieces("one\ntwo\nabcdefghijkl", 8)) == ["one\ntwo\n", "abcdefgh", "ijkl"]


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u200d", "\u2028\u00a0", "\u202e"])
def test_invisible_texts_are_blank(text: str) -> None:
    """Slack refuses a text of which nothing is seen."""
    assert blank(text)


def test_texts_are_cleaned() -> None:
    """NUL and half a surrogate pair cannot be sent."""
    assert clean("a\0b\ud83dc") == "ab?c"
