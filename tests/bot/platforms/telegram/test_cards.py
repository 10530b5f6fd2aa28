"""How polls of all kinds look as cards, and within which limits."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from telegram import InlineKeyboardMarkup

from bot.platforms.telegram.cards import description
from bot.platforms.telegram.rendering import Rendered, question_to_one, render
from chat.messages import Button, Message, Option, PollCard, units
from chat.polls import NPS, RATING
from tests.support.telegram_limits import check_keyboard, check_text

STRANGE = some.text(some.characters(), max_size=120) | some.sampled_from(
    [
        "*bold*_`[x](y)",
        "<b>&amp;</b>",
        "👩‍👩‍👧‍👦" * 30,
        "\u200b",
        "\u202e\u2066abc",
        "أهلاً",
        "a\r\nb",
        " \n",
        "\ud800",
        "",
    ]
)


def card(*texts: str, votes: int = 0, **more: Any) -> PollCard:
    """Return a poll whose options have these texts and so many votes."""
    options = tuple(Option(text, votes, i) for i, text in enumerate(texts))
    return PollCard(**{"poll": "p1", "question": "Which?", "options": options, **more})


def draw(poll: PollCard, **more: Any) -> Rendered:
    """Render the poll as a message."""
    return render(Message(text="not shown", poll=poll, **more))


def labels(rendered: Rendered) -> list[list[str]]:
    """Return what the buttons say, row by row."""
    markup = rendered.keyboard or InlineKeyboardMarkup([])
    return [[each.text for each in row] for row in markup.inline_keyboard]


def test_a_card_says_all_there_is_to_say() -> None:
    """Hint, options, what they come to, voters, end and who sees what, each in its place."""
    poll = card(
        "A", "B", votes=2, kind="multi", voters=4, hint="Choose up to 2.", summary=("Round 1: A", "Round 2: A"),
        voters_line="4 people voted", until="Until 18:00", visibility="The team sees it.",
    )  # fmt: skip
    assert draw(poll).text == (
        "Which?\n\nChoose up to 2.\n\nA\n▰▰▰▰▰▱▱▱▱▱ 50% · 2\nB\n▰▰▰▰▰▱▱▱▱▱ 50% · 2\n\n"
        "Round 1: A\nRound 2: A\n\n4 people voted\nUntil 18:00\nThe team sees it."
    )


def test_before_the_audience_may_see_it_there_are_no_numbers() -> None:
    """Neither bars nor counts nor shares are shown."""
    rendered = draw(card("A", "B", votes=7, counted=False, voters_line="9 people voted"))
    assert rendered.text == "Which?\n\n• A\n• B\n\n9 people voted"
    assert labels(rendered) == [["A"], ["B"]]


@pytest.mark.parametrize("kind", ["single", "multi", "ranked"])
def test_options_have_a_row_each(kind: str) -> None:
    """So long texts can be read."""
    assert labels(draw(card("A", "B", "C", kind=kind))) == [["A"], ["B"], ["C"]]


@pytest.mark.parametrize(
    ("kind", "options", "rows"),
    [
        ("rating", RATING, [["1", "2", "3", "4", "5"]]),
        ("nps", NPS, [["0", "1", "2", "3", "4", "5"], ["6", "7", "8", "9", "10"]]),
    ],
)
def test_a_scale_stands_side_by_side(kind: str, options: tuple[str, ...], rows: list[list[str]]) -> None:
    """Each number is one line of bars, and uncounted none at all: the buttons say enough."""
    rendered = draw(card(*options, kind=kind, votes=1))
    assert labels(rendered) == rows
    assert len(rendered.text.splitlines()) == 2 + len(options)
    assert draw(card(*options, kind=kind, counted=False)).text == "Which?"


def test_the_cards_own_buttons_stand_below() -> None:
    """Reasons and more come after the votes; a page opens by its address."""
    below = ((Button("Why?", "why:p1"), Button("Open", "", url="https://acme.example")),)
    rendered = draw(card("A"), buttons=below)
    assert labels(rendered) == [["A"], ["Why?", "Open"]]
    assert rendered.keyboard
    assert rendered.keyboard.inline_keyboard[1][1].url == "https://acme.example"


def test_twenty_long_options_fit() -> None:
    """With everything else as long as it may be; every option has its bar, every label is cut."""
    poll = card(
        *("👍" * 100 for _ in range(20)), question="q" * 300, votes=99_999, hint="h" * 900, summary=("s" * 2000,),
        voters_line="v" * 900, until="u" * 900, visibility="w" * 900,
    )  # fmt: skip
    rendered = draw(poll, title="t" * 9000)
    assert units(rendered.text) <= 4096
    assert rendered.text.endswith("w…")
    assert rendered.text.count("5% · 99999") == 20
    assert {units(label) for row in labels(rendered) for label in row} == {63}


def test_a_keyboard_has_its_limits() -> None:
    """Long rows are broken, and what is beyond a hundred buttons is left out."""
    row = tuple(Button(str(i), f"x:{i}") for i in range(30))
    drawn = labels(render(Message(text="x", buttons=(row,) * 4)))
    assert (max(map(len, drawn)), sum(map(len, drawn))) == (8, 100)


def test_a_native_polls_description_says_until_when_and_who_sees_what() -> None:
    """It is None where there is nothing to say."""
    assert description(card("A", until="Until 18:00", visibility="Everybody.")) == "Until 18:00\nEverybody."
    assert description(card("A", visibility="\u200b")) is None


@pytest.mark.parametrize(
    ("message", "placeholder"),
    [
        pytest.param(
            Message(text="\nWhat shall the option say?\nBe brief.", ask=True), "What shall the option say?", id="one"
        ),
        pytest.param(Message(text="x" * 70, ask=True), "x" * 63 + "…", id="long"),
        pytest.param(Message(text="Hello"), None, id="no question"),
        pytest.param(Message(text="Which?", ask=True, buttons=((Button("A", "a:1"),),)), None, id="buttons"),
    ],
)
def test_a_question_to_one_person_opens_their_reply_field(message: Message, placeholder: str | None) -> None:
    """Only theirs, and it says what is asked."""
    field = question_to_one(message)
    assert (field and field.input_field_placeholder) == placeholder
    assert field is None or field.selective


@given(
    texts=some.lists(STRANGE, min_size=1, max_size=20),
    words=some.fixed_dictionaries(dict.fromkeys(("question", "hint", "until", "visibility", "voters_line"), STRANGE)),
    summary=some.lists(STRANGE, max_size=6),
    kind=some.sampled_from(["single", "multi", "ranked", "rating", "nps"]),
    flags=some.fixed_dictionaries(dict.fromkeys(("counted", "closed", "votable"), some.booleans())),
    title=STRANGE,
)
def test_whatever_people_write_telegram_takes_it(
    texts: list[str], words: dict[str, str], summary: list[str], kind: str, flags: dict[str, bool], title: str
) -> None:
    """No text is too long or unseen, no entity lies outside or inside a sign, no button is refused."""
    poll = card(*texts, kind=kind, summary=tuple(summary), votes=3, voters=3, **words, **flags)
    rendered = render(Message(title=title, text="", poll=poll, buttons=((Button(title, "why:p1"),),)))
    check_text({"text": rendered.text, "entities": [each.to_dict() for each in rendered.entities]})
    assert rendered.keyboard
    check_keyboard(rendered.keyboard.to_dict(), "supergroup")
