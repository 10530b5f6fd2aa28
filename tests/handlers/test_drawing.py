"""How a poll looks: what it says of itself, what it keeps back, what its votes come to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chat.i18n import LANGUAGES, words
from chat.messages import CALLBACK_BYTES, Message, PollCard
from chat.polls import NPS, RATING, Rules
from handlers.polls.cards import card
from storage.polls import Poll
from storage.votes import Results

NOW = datetime(2026, 11, 4, 12, tzinfo=UTC)
OWN = {"rating": RATING, "nps": NPS}
KINDS = ["single", "multi", "ranked", "rating", "nps"]


def poll(*options: str, closed: bool = False, rules: dict[str, Any] | None = None, **fields: Any) -> Poll:
    """Return a poll of these options, or of its kind's own."""
    made = Rules.of(rules or {})
    texts = list(options or OWN.get(made.kind, ("Recipes", "Live", "Tips")))
    given = {"closed_at": NOW if closed else None, "created_at": NOW, "rules": made} | fields
    return Poll(id="abcdefgh", brand="acme", question="Which?", options=texts, **given)


def drawn(asked: Poll, votes: list[int] | None = None, counted: int | None = None, **more: Any) -> Message:
    """Draw a poll with these votes, in English."""
    numbers = votes or [0] * len(asked.options)
    return card(asked, Results(numbers, sum(numbers), counted=counted), words("en"), **more)


def face(message: Message) -> PollCard:
    """Return the card in a message."""
    assert message.poll is not None
    return message.poll


SHOWN = {
    "live": "",
    "voted": " You see how it stands once you have voted.",
    "closed": " How it stands is shown when the poll closes.",
}
SEEN = {
    "open": "Everybody can see who chose what.",
    "confidential": "Only the team can see who chose what.",
    "anonymous": "Nobody can see who chose what. The numbers move in steps of at least 5 people.",
}


@pytest.mark.parametrize("visibility", SEEN)
@pytest.mark.parametrize("shown", SHOWN)
def test_each_poll_says_who_sees_what(visibility: str, shown: str) -> None:
    """In its own words, in the text too; when it is closed nothing is yet to come."""
    asked = poll(rules={"visibility": visibility, "shown": shown})
    assert face(drawn(asked)).visibility == SEEN[visibility] + SHOWN[shown]
    assert drawn(asked).text.endswith(SEEN[visibility] + SHOWN[shown])
    assert face(drawn(replace(asked, closed_at=NOW))).visibility == SEEN[visibility]


@pytest.mark.parametrize(
    ("rules", "fields", "more", "counted"),
    [
        ({}, {}, {}, True),
        ({"shown": "voted"}, {}, {}, False),
        ({"shown": "voted"}, {}, {"private": True}, True),
        ({"shown": "voted"}, {"closed": True}, {}, True),
        ({"shown": "closed"}, {}, {}, False),
        ({"shown": "closed"}, {"closed": True}, {}, True),
        ({"visibility": "anonymous"}, {}, {"counted": 0}, False),
        ({"visibility": "anonymous"}, {}, {"counted": 0, "private": True}, False),
        ({"visibility": "anonymous"}, {}, {"counted": 5}, True),
        ({"visibility": "anonymous"}, {"closed": True}, {"counted": 0}, False),
        ({"visibility": "anonymous", "shown": "voted"}, {}, {"counted": 5}, False),
        ({"visibility": "anonymous", "shown": "voted"}, {}, {"counted": 5, "private": True}, True),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_numbers_are_kept_back(
    kind: str, rules: dict[str, Any], fields: dict[str, Any], more: dict[str, Any], counted: bool
) -> None:
    """Where the audience may not see how it stands, no number of it is anywhere in the message but how many voted."""
    asked = poll(rules={"kind": kind, **rules}, **fields)
    votes = [777] + [111] * (len(asked.options) - 1)
    message = drawn(asked, votes, rankings={(0, 1): 777}, **more)
    told = f"{message.text} {replace(face(message), state='')}"
    assert face(message).counted == counted
    assert ("777" in told) == counted
    assert counted or not face(message).summary


@pytest.mark.parametrize(
    ("rules", "fields", "native"),
    [
        ({}, {}, True),
        ({"kind": "multi"}, {}, True),
        ({"kind": "multi", "most": 2}, {}, False),
        ({"kind": "ranked"}, {}, False),
        ({"kind": "rating"}, {}, False),
        ({"visibility": "confidential"}, {}, False),
        ({"visibility": "anonymous"}, {}, False),
        ({"adding": "approved"}, {}, False),
        ({}, {"revision": 1}, False),
        ({"shown": "closed"}, {}, True),
    ],
)
def test_what_a_native_poll_can_carry(rules: dict[str, Any], fields: dict[str, Any], native: bool) -> None:
    """Open ones of one or any number of choices, as long as nothing of them changed."""
    assert face(drawn(poll(rules=rules, **fields))).native == native


def test_what_was_taken_out_is_not_shown() -> None:
    """The others keep the ids that buttons name them by."""
    options = face(drawn(poll(hidden=[1]), [3, 2, 1])).options
    assert [(each.text, each.votes, each.id) for each in options] == [("Recipes", 3, 0), ("Tips", 1, 2)]


@pytest.mark.parametrize(
    ("rules", "hint"),
    [
        ({}, ""),
        ({"kind": "multi"}, "Choose as many as you like."),
        ({"kind": "multi", "most": 2}, "Choose up to 2."),
        ({"kind": "ranked"}, "Press your favourite first"),
        ({"kind": "rating"}, "1 is poor"),
        ({"kind": "nps"}, "0 is “not at all likely”"),
    ],
)
def test_how_to_vote(rules: dict[str, Any], hint: str) -> None:
    """It is said where one press is not all, as long as people can vote."""
    found = face(drawn(poll(rules=rules))).hint
    assert found.startswith(hint)
    assert bool(found) == bool(hint)
    assert face(drawn(poll(rules=rules, closed=True))).hint == ""
    assert face(drawn(poll(rules=rules), votable=False)).hint == ""


def test_a_rating_comes_to_an_average() -> None:
    """With one decimal; of no votes there is none."""
    asked = poll(rules={"kind": "rating"})
    assert face(drawn(asked, [1, 0, 0, 2, 6])).summary == ("Average: 4.3 of 5",)
    assert face(drawn(asked)).summary == ()


def test_scores_come_to_an_nps() -> None:
    """9 and 10 less 0 to 6, of all; it may be below nothing."""
    asked = poll(rules={"kind": "nps"})
    (line,) = face(drawn(asked, [0] * 6 + [2, 3, 1, 4, 2])).summary
    assert line == "NPS 33: 6 would recommend (9–10), 4 are undecided (7–8), 2 would not (0–6)"
    assert face(drawn(asked, [3] + [0] * 10)).summary[0].startswith("NPS -100:")


def test_a_run_off_is_shown_round_by_round() -> None:
    """Points, rounds, and who is ahead; at the close, who won."""
    asked = poll(rules={"kind": "ranked"})
    rankings = {(0, 1): 4, (1, 0): 3, (2, 1): 2}
    lines = face(drawn(asked, [4, 3, 2], rankings=rankings)).summary
    assert lines == (
        "Points (Borda): Live 21, Recipes 18, Tips 6",
        "Run-off, round 1: Recipes 4, Live 3, Tips 2",
        "Run-off, round 2: Live 5, Recipes 4",
        "Ahead in the run-off: Live",
    )
    closed = face(drawn(replace(asked, closed_at=NOW), [4, 3, 2], rankings=rankings)).summary
    assert closed[-1] == "Winner of the run-off: Live"
    assert face(drawn(asked, [1, 1, 0], rankings={(0,): 1, (1,): 1})).summary[-1] == (
        "The run-off is a tie: Recipes, Live"
    )
    assert face(drawn(asked, rankings={})).summary == ()


def test_first_places_go_to_the_next_of_those_that_are_left() -> None:
    """Where an option was taken out of a ranked poll, the bars are those of the run-off's first round."""
    asked = poll(rules={"kind": "ranked"}, hidden=[0])
    found = face(drawn(asked, [4, 3, 2], rankings={(0, 1): 4, (1, 0): 3, (2, 1): 2, (0,): 1}))
    assert [(each.id, each.votes) for each in found.options] == [(1, 7), (2, 2)]


def test_of_a_long_run_off_the_last_rounds_are_written_down() -> None:
    """They are numbered from the first one all the same."""
    asked = poll(*(f"Option {number}" for number in range(9)), rules={"kind": "ranked"})
    rankings = {(number,): number + 1 for number in range(9)}
    lines = face(drawn(asked, rankings=rankings)).summary
    assert len(lines) == 7
    assert lines[1].startswith("Run-off, round 4:")


def test_when_it_closes_is_told_in_the_brands_zone() -> None:
    """An open poll says so, a closed one has nothing to come."""
    asked = poll(closes_at=NOW + timedelta(hours=1))
    found = face(drawn(asked, zone=ZoneInfo("Europe/Riga"))).until
    assert "15:00" in found
    assert "(Europe/Riga)" in found
    assert face(drawn(replace(asked, closed_at=NOW))).until == ""
    assert face(drawn(poll())).until == ""


@pytest.mark.parametrize(
    ("rules", "words_"),
    [
        ({}, ["who", "wish"]),
        ({"kind": "rating"}, ["who"]),
        ({"visibility": "confidential"}, ["wish"]),
        ({"visibility": "anonymous", "why": True}, ["why"]),
        ({"adding": "anybody", "why": True}, ["add", "why", "who", "wish"]),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_under_an_open_card(rules: dict[str, Any], words_: list[str], language: str) -> None:
    """They carry what they mean; a closed poll and a bare tally have none."""
    asked = poll(rules=rules)
    rows = card(asked, Results([0] * len(asked.options), 0), words(language)).buttons
    assert [button.data for row in rows for button in row] == [f"{word}:abcdefgh" for word in (*words_, "share")]
    assert all(len(button.data.encode()) <= CALLBACK_BYTES and button.label for row in rows for button in row)
    assert drawn(asked, votable=False).buttons == drawn(replace(asked, closed_at=NOW)).buttons == ()


def test_the_text_says_it_all() -> None:
    """Whoever has the message read out, or sees only a notification, misses nothing."""
    asked = poll(rules={"kind": "rating"}, closes_at=NOW)
    assert drawn(asked, [0, 0, 0, 1, 1]).text.splitlines() == [
        "Which?",
        "1 is poor, 5 is great.",
        "1: 0",
        "2: 0",
        "3: 0",
        "4: 1",
        "5: 1",
        "Average: 4.5 of 5",
        "2 people voted",
        "Open until 04/11/2026, 12:00 (UTC)",
        "Everybody can see who chose what.",
    ]


def test_right_to_left_options_keep_their_numbers() -> None:
    """Beside a number such a text is isolated; in the card, where it stands alone, it is as it was."""
    message = drawn(poll("وصفات", "Live", rules={"kind": "ranked"}), [2, 1], rankings={(0, 1): 2, (1, 0): 1})
    assert "\u2068وصفات\u2069: 2" in message.text
    assert face(message).summary[0] == "Points (Borda): \u2068وصفات\u2069 5, Live 4"
    assert face(message).options[0].text == "وصفات"
    assert "\u2068" not in drawn(poll("A", "B")).text
