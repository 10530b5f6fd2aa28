"""How messages look in Telegram."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from telegram import MessageEntity

from bot.platforms.telegram.cards import fits_native
from bot.platforms.telegram.rendering import Rendered, render
from bot.platforms.telegram.text import cut, is_visible
from chat.messages import Button, Message, Option, PollCard, units, vote_data

STRANGE = "<b>&amp; *_`[x](y) \u202eabc\u200b👩‍👩‍👧 \ud800"


def card(*votes: int, question: str = "Which?", **more: Any) -> PollCard:
    """Return a poll with options A, B, ... that have these votes."""
    options = tuple(Option(chr(65 + i), each, i) for i, each in enumerate(votes))
    fields = {"voters_line": "4 people voted", "visibility": "The team sees it.", **more}
    return PollCard(poll="p1", question=question, options=options, **fields)


def bold(rendered: Rendered) -> list[str]:
    """Return the parts that are bold, as Telegram reads the positions."""
    raw = rendered.text.encode("utf-16-le")
    return [raw[2 * each.offset : 2 * (each.offset + each.length)].decode("utf-16-le") for each in rendered.entities]


def test_a_title_is_bold() -> None:
    """It stands above the text; positions are right after signs of two units."""
    rendered = render(Message(title="👍 Digest", text="All well"))
    assert (rendered.text, bold(rendered), rendered.keyboard) == ("👍 Digest\n\nAll well", ["👍 Digest"], None)
    assert rendered.entities[0].type == MessageEntity.BOLD


def test_a_poll_shows_all_that_is_known() -> None:
    """Question, bars, shares, votes, voters and who sees what."""
    rendered = render(Message(text="not shown", poll=card(3, 1)))
    assert rendered.text == (
        "Which?\n\nA\n▰▰▰▰▰▰▰▰▱▱ 75% · 3\nB\n▰▰▱▱▱▱▱▱▱▱ 25% · 1\n\n4 people voted\nThe team sees it."
    )
    assert bold(rendered) == ["Which?"]


def test_a_poll_has_a_button_for_each_option() -> None:
    """They carry the vote; other buttons follow."""
    rendered = render(Message(text="", poll=card(0, 0), buttons=((Button("Close", "close:p1"),),)))
    assert rendered.keyboard
    rows = [[(each.text, each.callback_data) for each in row] for row in rendered.keyboard.inline_keyboard]
    assert rows == [[("A", vote_data("p1", 0))], [("B", vote_data("p1", 1))], [("Close", "close:p1")]]


@pytest.mark.parametrize("more", [{"closed": True}, {"votable": False}], ids=["closed", "tally"])
def test_a_poll_that_takes_no_votes_has_no_buttons(more: dict[str, Any]) -> None:
    """The bars stay."""
    rendered = render(Message(text="", poll=card(1, 0, **more)))
    assert rendered.keyboard is None
    assert "▰▰▰▰▰▰▰▰▰▰ 100% · 1" in rendered.text


def test_nothing_is_too_long() -> None:
    """Texts are cut to what Telegram takes, bold parts with them, and every bar line of ten options stays."""
    long = render(Message(title="t" * 5000, text="x"))
    assert units(long.text) == 4096
    assert long.text.endswith("…")
    assert long.entities[0].length == 4096
    options = tuple(Option("o" * 1000, i) for i in range(10))
    poll = PollCard(poll="p1", question="q" * 5000, options=options, voters_line="45 people")
    rendered = render(Message(text="", poll=poll, buttons=((Button("b" * 500, "x"),),)))
    assert rendered.text.count(" · ") == 10
    assert rendered.keyboard
    assert max(units(each.text) for row in rendered.keyboard.inline_keyboard for each in row) == 64


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "\n"], ids=["empty", "spaces", "zero width", "line"])
def test_what_cannot_be_seen_is_shown_as_an_ellipsis(text: str) -> None:
    """Telegram refuses texts and labels without a visible sign."""
    rendered = render(Message(text=text, buttons=((Button(text, "x"),),)))
    assert rendered.keyboard
    assert (rendered.text, rendered.keyboard.inline_keyboard[0][0].text) == ("…", "…")


@given(some.text(some.characters()), some.text(some.characters()), some.integers(2, 300))
def test_any_text_can_be_sent(title: str, text: str, most: int) -> None:
    """Whatever people write is UTF-8, within the limit, and bold parts lie inside the text."""
    rendered = render(Message(title=title, text=text))
    assert rendered.text.encode()
    assert rendered.text == rendered.text.strip()
    assert all(each.offset + each.length <= units(rendered.text) for each in rendered.entities)
    assert units(cut(text, most).encode().decode()) <= most


def test_strange_names_are_left_as_they_are() -> None:
    """No markup is read into them; half a surrogate pair is replaced."""
    assert render(Message(text=STRANGE)).text == STRANGE[:-1] + "�"


@pytest.mark.parametrize(
    ("poll", "fits"),
    [
        pytest.param(card(0, 0), True, id="two options"),
        pytest.param(card(*[0] * 12), True, id="twelve options"),
        pytest.param(card(*[0] * 13), False, id="thirteen options"),
        pytest.param(card(0), False, id="one option"),
        pytest.param(card(0, 0, question="q" * 300), True, id="long question"),
        pytest.param(card(0, 0, question="q" * 301), False, id="too long question"),
        pytest.param(card(0, 0, question="👍" * 151), False, id="too long question in UTF-16"),
        pytest.param(
            PollCard(poll="p", question="q", options=(Option("o" * 100), Option("b"))), True, id="long option"
        ),
        pytest.param(
            PollCard(poll="p", question="q", options=(Option("o" * 101), Option("b"))), False, id="too long option"
        ),
        pytest.param(
            PollCard(poll="p", question="q", options=(Option("\u200b"), Option("b"))), False, id="unseen option"
        ),
        pytest.param(card(0, 0, votable=False), False, id="tally"),
        pytest.param(card(0, 0, closed=True), False, id="closed"),
    ],
)
def test_what_fits_a_native_poll(poll: PollCard, fits: bool) -> None:
    """A native poll is used only where it shows everything."""
    assert fits_native(poll) is fits


def test_what_is_visible() -> None:
    """Letters, digits, signs and emoji are; marks alone are not."""
    assert all(map(is_visible, ["a", "1", "?", "👍", "ö"]))
    assert not any(map(is_visible, ["", " ", "\u2060", "\u0301", "\ufeff"]))
