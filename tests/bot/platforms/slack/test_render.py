"""Messages as Block Kit, within Slack's limits whatever they hold."""

from typing import Any

import orjson
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
    st.text(SIGNS, max_size=30)
    | st.builds(lambda text, times: text * times, st.text(SIGNS, min_size=1, max_size=8), st.integers(1, 1_500))
    | st.sampled_from(["", " ", "\u200b", "<!channel>", "<script>alert(1)</script>", "*_~`", "ا" * 4_000, "&" * 5_000])
)
DATA = st.text(st.sampled_from("abc:19"), max_size=64)
URLS = st.sampled_from(["", "", "https://brand.example/made/1"])
BUTTONS = st.lists(st.lists(st.builds(Button, HOSTILE, DATA, URLS), max_size=30).map(tuple), max_size=3).map(tuple)
POLLS = st.builds(
    PollCard,
    poll=st.text(st.sampled_from("ab0"), max_size=20),
    question=HOSTILE,
    options=st.lists(st.builds(Option, HOSTILE, st.integers(0, 10**9)), max_size=60).map(tuple),
    kind=st.sampled_from(["single", "multi", "ranked", "rating", "nps"]),
    counted=st.booleans(),
    hint=HOSTILE,
    until=HOSTILE,
    summary=st.lists(HOSTILE, max_size=3).map(tuple),
    closed=st.booleans(),
    votable=st.booleans(),
    voters=st.integers(0, 10**9),
    voters_line=HOSTILE,
    visibility=HOSTILE,
)
MESSAGES = st.builds(Message, text=HOSTILE, title=HOSTILE, buttons=BUTTONS, poll=st.none() | POLLS, chart_alt=HOSTILE)


@given(MESSAGES, st.none() | st.just("F1"), st.just("") | HOSTILE)
def test_any_message_is_within_the_limits(message: Message, file: str | None, lead: str) -> None:
    """By our own table of Slack's limits, and by slack_sdk's checks."""
    said = payload(message, file, lead)
    assert 0 < len(said["text"].strip()) <= 4_000
    assert not {"<", ">"} & set(said["text"])  # where Slack would see a mention or a link
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


def texts(blocks: list[dict[str, Any]]) -> list[str]:
    """Return what sections say, and the words of buttons and notes, in order."""
    shown: list[str] = []
    for block in blocks:
        parts = block.get("elements", [block])
        shown += [part["text"]["text"] if isinstance(part["text"], dict) else part["text"] for part in parts]
    return shown


def test_what_nobody_may_see_yet_is_not_shown() -> None:
    """No bars and no numbers, until the audience may see how it stands."""
    assert texts(poll(counted=False, voters_line="Results after the close", visibility="")) == [
        "Which <content> next?", "• Recipes\n• Live Q&A\n• سؤال", "Recipes", "Live Q&A", "سؤال",
        "Results after the close",
    ]  # fmt: skip


def test_hints_summaries_and_the_end_have_their_places() -> None:
    """How to vote stands above the buttons, who can see what below them."""
    shown = poll(hint="Press them in order.", summary=("Borda: Recipes 5", "Run-off: Recipes"), until="Until Friday")
    assert [block["type"] for block in shown] == ["section"] * 5 + ["context", "actions", "context"]
    assert texts(shown[4:6]) == ["Borda: Recipes 5\nRun-off: Recipes", "Press them in order."]
    assert texts(shown[7:]) == ["3 people voted", "Until Friday", "Not anonymous"]


def scale(kind: str, first: int, last: int, **changed: Any) -> list[dict[str, Any]]:
    """Return the blocks of a poll of numbers in which the highest has one vote."""
    numbers = range(first, last + 1)
    options = tuple(Option(str(each), int(each == last), each - first) for each in numbers)
    return poll(kind=kind, options=options, voters=1, visibility="", **changed)


def test_a_rating_is_one_row_of_stars() -> None:
    """Five buttons, and one line for each number of stars."""
    _question, standing, buttons, _notes = scale("rating", 1, 5)
    assert standing["text"]["text"].splitlines()[-1] == "5 ★  ▰▰▰▰▰▰▰▰▰▰ 100% · 1"
    assert [(each["text"]["text"], each["value"]) for each in buttons["elements"]] == [
        (f"{number} ★", f"vote:p1:{number - 1}") for number in range(1, 6)
    ]


def test_an_nps_is_one_row_of_eleven() -> None:
    """While nothing may be seen, there is nothing but the question and its buttons."""
    _question, buttons, _notes = scale("nps", 0, 10, counted=False)
    assert [each["value"] for each in buttons["elements"]] == [f"vote:p1:{number}" for number in range(11)]
    assert len(scale("nps", 0, 10)) == 4


@pytest.mark.parametrize("text", ["Behind the scenes, ", "شكرا جزيلا لكم ", "👩‍👩‍👧‍👦🎉", "<&>\u202e\u200b"])
@pytest.mark.parametrize("counted", [True, False])
def test_ten_long_options_are_told_apart(text: str, counted: bool) -> None:
    """A question of 300 and options of 100 characters fit in whole; nothing but the buttons' words is cut."""
    options = tuple(Option((f"{number}. {text}" * 20)[:100], 5, number) for number in range(10))
    card = PollCard(
        poll="p" * 20, question=(text * 30)[:300], options=options, counted=counted, kind="multi",
        hint="Choose up to 3.", voters=50, voters_line="50 people voted", until="Until 30 November, 18:00",
        visibility="The team sees who chose what.",
    )  # fmt: skip
    rows = ((Button("Add an option", "add:p1"), Button("Why?", "why:p1"), Button("Who chose what", "who:p1")),)
    blocks = payload(Message(text="?", poll=card, buttons=rows))["blocks"]
    assert block_problems(blocks) == []
    assert len(orjson.dumps(blocks)) <= 12_000
    shown = "\n".join(texts([block for block in blocks if block["type"] == "section"]))
    if "<" not in text:
        assert all(option.text.strip() in shown for option in options)


def test_a_link_opens_a_page_and_carries_nothing() -> None:
    """Slack tells of it as of a press, so its name says that it is none."""
    (_text, row) = payload(Message(text="Here it is.", buttons=((Button("Watch", "", "https://a.example/1"),),)))[
        "blocks"
    ]
    (link,) = row["elements"]
    assert (link["url"], link["action_id"], "value" in link) == ("https://a.example/1", "link.press0.0", False)
