"""What a press makes of a choice: every kind, its limits, options that were taken out."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.bidi import isolated
from chat.errors import UserError
from chat.events import Vote
from chat.i18n import LANGUAGES, words
from chat.polls import NPS, RATING, Rules
from handlers.polls.choosing import chosen, told
from storage.polls import Poll
from tests.support.core import event

OWN = {"rating": RATING, "nps": NPS}


def poll(kind: str, most: int | None = None, hidden: tuple[int, ...] = ()) -> Poll:
    """Return an open poll of a kind, its options A to E where they are its creator's."""
    rules = Rules.of({"kind": kind, "most": most})
    options = list(OWN.get(kind, "ABCDE"))
    made = datetime(2026, 1, 1, tzinfo=UTC)
    return Poll(id="p", brand="acme", question="?", options=options, created_at=made, rules=rules, hidden=[*hidden])


def press(*options: int, toggle: bool = True) -> Vote:
    """Return a vote for these options."""
    return event(Vote, poll="p", options=options, toggle=toggle)


@pytest.mark.parametrize(
    ("asked", "presses", "stand"),
    [
        (poll("single"), [0, 1, 1, 2], [[0], [1], [], [2]]),
        (poll("rating"), [4, 3, 3], [[4], [3], []]),
        (poll("nps"), [10, 0, 0], [[10], [0], []]),
        (poll("multi"), [2, 0, 2, 1], [[2], [2, 0], [0], [0, 1]]),
        (poll("ranked"), [2, 0, 1, 0, 0], [[2], [2, 0], [2, 0, 1], [2, 1], [2, 1, 0]]),
    ],
    ids=["single", "rating", "nps", "multi", "ranked"],
)
def test_presses_follow_each_other(asked: Poll, presses: list[int], stand: list[list[int]]) -> None:
    """One choice is replaced, many are gathered, places are taken in order; pressing again takes back."""
    now: list[int] = []
    for option, after in zip(presses, stand, strict=True):
        now = chosen(asked, now, press(option))
        assert now == after


@pytest.mark.parametrize(
    ("asked", "options", "stands"),
    [
        (poll("single"), (1,), [1]),
        (poll("single"), (), []),
        (poll("multi"), (3, 0), [3, 0]),
        (poll("ranked"), (3, 0, 1), [3, 0, 1]),
        (poll("multi", most=2), (3, 0), [3, 0]),
    ],
    ids=["one", "none", "several", "an order", "as many as may be"],
)
def test_a_whole_choice_replaces_the_former_one(asked: Poll, options: tuple[int, ...], stands: list[int]) -> None:
    """A native poll and a form send all that is chosen."""
    assert chosen(asked, [2, 1], press(*options, toggle=False)) == stands


@pytest.mark.parametrize(
    ("asked", "vote"),
    [
        (poll("single"), press(5)),
        (poll("single"), press(-1)),
        (poll("single"), press(0, 1)),
        (poll("single"), press(0, 1, toggle=False)),
        (poll("rating"), press(0, 1, toggle=False)),
        (poll("multi"), press(0, 1)),
        (poll("multi"), press(0, 0, toggle=False)),
        (poll("ranked"), press(0, 0, toggle=False)),
        (poll("multi", hidden=(1,)), press(1)),
        (poll("multi", hidden=(1,)), press(0, 1, toggle=False)),
    ],
)
def test_what_means_nothing_any_more(asked: Poll, vote: Vote) -> None:
    """Options that are not to be seen, and more of them than the kind has."""
    with pytest.raises(UserError) as refused:
        chosen(asked, [0], vote)
    assert (refused.value.key, refused.value.brand) == ("button-old", "acme")


@pytest.mark.parametrize("vote", [press(2), press(0, 1, 2, toggle=False)], ids=["one more", "too many at once"])
def test_over_the_limit(vote: Vote) -> None:
    """Whoever chose as many as may be has to let one go first."""
    with pytest.raises(UserError) as refused:
        chosen(poll("multi", most=2), [0, 1], vote)
    assert (refused.value.key, refused.value.args_of_text) == ("vote-too-many", {"most": 2})
    assert chosen(poll("multi", most=2), [0, 1], press(1)) == [0]


@pytest.mark.parametrize(
    ("asked", "before", "after"),
    [
        (poll("single", hidden=(1,)), [1], [2]),
        (poll("multi", hidden=(1,)), [1, 0], [1, 0, 2]),
        (poll("multi", most=2, hidden=(1,)), [1, 0], [0, 2]),
        (poll("ranked", hidden=(1,)), [1, 0], [1, 0, 2]),
    ],
    ids=["single", "multi", "multi at its limit", "ranked"],
)
def test_what_was_taken_out_stays_chosen_where_there_is_room(asked: Poll, before: list[int], after: list[int]) -> None:
    """An option that comes back brings its votes, but it keeps nobody from choosing others."""
    assert chosen(asked, before, press(2)) == after


@given(
    kind=st.sampled_from(["single", "multi", "ranked"]),
    most=st.none() | st.integers(2, 4),
    presses=st.lists(st.integers(0, 4), max_size=12),
)
def test_no_presses_break_the_rules(kind: str, most: int | None, presses: list[int]) -> None:
    """Whatever is pressed: nothing twice, no more than may be, and the last press shows unless it was refused."""
    asked = poll(kind, most if kind == "multi" else None)
    now: list[int] = []
    for option in presses:
        try:
            after = chosen(asked, now, press(option))
        except UserError:
            after = now
        else:
            assert (option in after) != (option in now) or (kind == "single" and after == [option])
        assert len(set(after)) == len(after) <= (asked.rules.most or (1 if kind == "single" else 5))
        now = after


@pytest.mark.parametrize(
    ("asked", "before", "after", "says"),
    [
        (poll("single"), [], [0], "Your vote for “A” counts. Thank you!"),
        (poll("single"), [0], [1], "Changed: your vote is now for “B”."),
        (poll("single"), [1], [1], "Your vote for “B” counts. Thank you!"),
        (poll("multi"), [0], [0, 2], "Your choice: “A”, “C”. Thank you!"),
        (poll("ranked"), [2], [2, 0], "Your order: 1. C  2. A"),
        (poll("rating"), [], [3], "You gave 4 of 5. Thank you!"),
        (poll("nps"), [], [10], "You gave 10 of 10. Thank you!"),
        (poll("multi"), [0], [], "Your vote is taken back. You can vote again any time."),
        (poll("multi", hidden=(0,)), [0, 1], [0], "Your vote is taken back. You can vote again any time."),
        (poll("ranked", hidden=(2,)), [2], [2, 0], "Your order: 1. A"),
    ],
)
def test_the_whole_choice_is_told(asked: Poll, before: list[int], after: list[int], says: str) -> None:
    """One sentence says all that is chosen now, of what is to be seen."""
    assert told(words("en"), asked, before, after) == says


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["single", "multi", "ranked", "rating", "nps"])
def test_every_kind_is_told_in_every_language(language: str, kind: str) -> None:
    """The option that was chosen is named."""
    assert poll(kind).options[3] in told(words(language), poll(kind), [], [3])


@pytest.mark.parametrize(
    ("text", "isolates"),
    [
        ("Recipes", False),
        ("Ñandú 🎉 日本", False),
        ("مرحبا", True),
        ("שלום", True),
        ("a\u202eb", True),
        ("שלום\u2069", True),
    ],
)
def test_right_to_left_keeps_to_itself(text: str, isolates: bool) -> None:
    """A text that runs the other way does not take the numbers beside it along; others stay as they are."""
    shown = isolated(text)
    assert (shown != text) == isolates
    assert shown.count("\u2068") == shown.count("\u2069") == isolates
