"""What the bot says: through storage and back, and within the platforms' limits."""

import json

import pytest

from chat.address import Address
from chat.messages import Button, Message, Option, PollCard, bar, read_vote, vote_data

CARD = PollCard(
    poll="p1", question="Which?", options=(Option("A", 3), Option("B")), closed=True, votable=False,
    voters=3, voters_line="3 people voted", visibility="Not anonymous",
)  # fmt: skip


@pytest.mark.parametrize(
    "message",
    [
        Message(text=""),
        Message(text="a", title="t", buttons=((Button("Ja", "x:1"), Button("Nein", "x:2")), (Button("?", ""),))),
        Message(text="a", poll=CARD),
        Message(text="a", chart={"figures": {"index": [1.5, None]}, "language": "de"}, chart_alt="a chart"),
    ],
    ids=["empty", "buttons", "a poll", "a chart"],
)
def test_messages_come_back_as_they_were(message: Message) -> None:
    """A letter's message is stored as JSON."""
    assert Message.from_json(json.loads(json.dumps(message.as_json()))) == message


def test_a_picture_is_never_stored() -> None:
    """It is drawn when the letter is sent."""
    assert Message.from_json(Message(text="a", picture=b"png").as_json()) == Message(text="a")


@pytest.mark.parametrize(("share", "cells"), [(0, 0), (0.001, 1), (0.04, 1), (0.5, 5), (0.96, 10), (1, 10)], ids=str)
def test_bars(share: float, cells: int) -> None:
    """Ten cells, and one at least for whoever has a vote."""
    assert bar(share) == "▰" * cells + "▱" * (10 - cells)


def test_shares() -> None:
    """Shares are of all votes; of none they are 0."""
    assert [CARD.share(option) for option in CARD.options] == [1.0, 0.0]
    assert PollCard(poll="p", question="Q", options=(Option("A"),)).share(Option("A")) == 0


@pytest.mark.parametrize(
    ("data", "read"),
    [
        (vote_data("abc", 9), ("abc", 9, False)),
        ("vote:abc:0", ("abc", 0, False)),
        ("secret:abc:0", ("abc", 0, True)),
        ("vote:abc", None),
        ("vote::1", None),
        ("vote:abc:-1", None),
        ("vote:abc:1000", None),
        ("vote:abc:1:2", None),
        ("vote:abc:²", None),
        ("vote:abc:٣", None),
        ("other:abc:1", None),
        ("", None),
    ],
)
def test_vote_buttons(data: str, read: tuple[str, int, bool] | None) -> None:
    """A button's data says what it votes for; what is none of ours is nothing."""
    assert read_vote(data) == read


def test_a_button_has_little_room() -> None:
    """Telegram leaves 64 bytes; more is a mistake of the program."""
    assert Button("x", "ü" * 32).data
    with pytest.raises(ValueError, match="64 bytes"):
        Button("x", "ü" * 33)


@pytest.mark.parametrize("text", ["slack", "slack:", ":C1", "", ":"])
def test_no_address(text: str) -> None:
    """Both halves are needed."""
    with pytest.raises(ValueError, match="platform:id"):
        Address.parse(text)


def test_an_address() -> None:
    """The platform is what stands before the first colon."""
    assert Address.parse("telegram:-100:5") == ("telegram", "-100:5")
    assert str(Address("slack", "C1")) == "slack:C1"
