"""Messages as Block Kit, within Slack's limits whatever they hold."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from bot.platforms.slack.render import payload
from bot.platforms.slack.text import width
from chat.messages import Button, Message, Option, PollCard
from tests.support.slack_limits import block_problems

SIGNS = st.characters() | st.sampled_from("&<>*_~`|@!#😀👩\u200d\u202e\u200b\ufe0f\0\ud83d\n ")
HOSTILE = (
    st.text(SIGNS, max_size=200)
    | st.text(st.sampled_from("&<>"), min_size=100, max_size=5_000)
    | st.text(st.sampled_from("ab😀\n"), min_size=1_000, max_size=14_000)
    | st.sampled_from(["", " ", "\u200b", "<!channel>", "<script>alert(1)</script>", "*_~`", "ا" * 4_000])
)
DATA = st.text(st.sampled_from("abc:19"), max_size=64)
BUTTONS = st.lists(st.lists(st.builds(Button, HOSTILE, DATA), max_size=30).map(tuple), max_size=3).map(tuple)
POLLS = st.builds(
    PollCard,
    poll=st.text(st.sampled_from("ab0"), max_size=20),
    question=HOSTILE,
    options=st.lists(st.builds(Option, HOSTILE, st.integers(0, 10**9)), max_size=60).map(tuple),
    closed=st.booleans(),
    votable=st.booleans(),
    voters=st.integers(0, 10**9),
    voters_line=HOSTILE,
    visibility=HOSTILE,
)
MESSAGES = st.builds(Message, text=HOSTILE, title=HOSTILE, buttons=BUTTONS, poll=st.none() | POLLS, chart_alt=HOSTILE)


@given(MESSAGES, st.none() | st.just("F1"))
def test_any_message_is_within_the_limits(message: Message, file: str | None) -> None:
    """By our own table of Slack's limits, and by slack_sdk's checks."""
    said = payload(message, file)
    assert 0 < len(said["text"].strip()) <= 4_000
    assert said["blocks"]
    assert block_problems(said["blocks"]) == []
    for block in Block.parse_all(said["blocks"]):
        block.validate_json()


def many_options(number: int, text: str = "Behind the scenes & more") -> Message:
    """Return a poll with so many options."""
    options = tuple(Option(f"{text} {i}", i, i) for i in range(number))
    return Message(text="?", poll=PollCard(poll="p1", question="Which next?", options=options))


@pytest.mark.parametrize("number", [2, 10, 20, 21, 40])
def test_every_option_can_be_voted_for(number: int) -> None:
    """No button of a poll is lost, up to 40 options."""
    said = payload(many_options(number))
    values = [each["value"] for block in said["blocks"] if block["type"] == "actions" for each in block["elements"]]
    assert values == [f"vote:p1:{i}" for i in range(number)]
    assert block_problems(said["blocks"]) == []


def test_hundreds_of_options_fail_nothing() -> None:
    """What can no longer be shown is cut, never refused."""
    assert block_problems(payload(many_options(500))["blocks"]) == []


def poll(**changed: Any) -> list[dict[str, Any]]:
    """Return the blocks of a poll with three votes."""
    card: dict[str, Any] = {
        "poll": "p1", "question": "Which <content> next?",
        "options": (Option("Recipes", 2), Option("Live Q&A", 1, 1), Option("سؤال", 0, 2)),
        "voters": 3, "voters_line": "3 people voted", "visibility": "Not anonymous", **changed,
    }  # fmt: skip
    blocks: list[dict[str, Any]] = payload(Message(text="?", poll=PollCard(**card)))["blocks"]
    return blocks


def test_a_poll_shows_bars_shares_and_votes() -> None:
    """Question, a section for each option, the buttons, and who voted and can see."""
    question, recipes, live, arabic, buttons, notes = poll()
    assert question["text"] == {"type": "plain_text", "text": "Which <content> next?", "emoji": True}
    assert recipes["text"]["text"] == "Recipes\n▰▰▰▰▰▰▰▱▱▱ 67% · 2"
    assert live["text"]["text"] == "Live Q&A\n▰▰▰▱▱▱▱▱▱▱ 33% · 1"
    # The bar has a line of its own, so that a text from right to left cannot turn it around.
    assert arabic["text"]["text"] == "سؤال\n▱▱▱▱▱▱▱▱▱▱ 0% · 0"
    assert [(each["text"]["text"], each["value"]) for each in buttons["elements"]] == [
        ("Recipes", "vote:p1:0"), ("Live Q&A", "vote:p1:1"), ("سؤال", "vote:p1:2"),
    ]  # fmt: skip
    assert [each["text"] for each in notes["elements"]] == ["3 people voted", "Not anonymous"]


@pytest.mark.parametrize("changed", [{"closed": True}, {"votable": False}])
def test_a_closed_poll_and_a_bare_tally_have_no_buttons(changed: dict[str, Any]) -> None:
    """There is nothing to vote for."""
    assert [block["type"] for block in poll(**changed)] == ["section"] * 4 + ["context"]


def test_a_digest_has_its_title_text_chart_and_buttons_in_order() -> None:
    """Heading, body, picture with its words, rows of buttons."""
    rows = ((Button("Post again", "again:1"), Button("Leave it", "leave:1")), (Button("Help", "help"),))
    said = payload(Message(title="Week 46", text="*up*\ndown", chart_alt="Twelve weeks", buttons=rows), "F7")
    title, body, picture, first, second = said["blocks"]
    assert (title["type"], title["text"]["text"]) == ("header", "Week 46")
    assert (body["text"]["type"], body["text"]["text"]) == ("plain_text", "*up*\ndown")
    assert picture == {"type": "image", "slack_file": {"id": "F7"}, "alt_text": "Twelve weeks"}
    assert [each["value"] for row in (first, second) for each in row["elements"]] == ["again:1", "leave:1", "help"]


def test_the_text_for_notifications_is_escaped() -> None:
    """There Slack would read a mention or a link."""
    assert payload(Message(text="<!channel> & <b>"))["text"] == "&lt;!channel&gt; &amp; &lt;b&gt;"


def test_long_texts_are_cut_late() -> None:
    """A long digest keeps nearly all that Slack takes."""
    said = payload(Message(text="A line of a digest.\n" * 1_000))
    assert sum(width(block["text"]["text"]) for block in said["blocks"]) > 9_000
    assert said["blocks"][-1]["text"]["text"].endswith("…")


def test_a_message_of_nothing_is_a_message() -> None:
    """Slack refuses an empty one."""
    assert payload(Message(text="\u200b"))["text"] == "…"
    assert payload(Message(text="", title="Only a title"))["text"] == "Only a title"
