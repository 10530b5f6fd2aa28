"""What is taken back counts as never made, seen from an end after it."""

from datetime import date, timedelta

import pytest

from tests.insight.story import END, START, Story

WEEK = timedelta(days=7)
LAST_WEEK = (START - WEEK, START)


def voters(story: Story, start: date = START, end: date = END) -> float | None:
    """Give how many people of R have a standing vote."""
    value, n = story.figure("poll_participation", start, end)
    return None if value is None else round(value * n)


def likes(story: Story) -> int:
    """Give how many reactions count, by brand posts 1 and R = 1."""
    return round((story.figure("applause")[0] or 0) / 100)


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        pytest.param([("11-03 12:00", ["a"])], 1, id="a vote"),
        pytest.param([("11-03 12:00", None)], 1, id="an anonymous vote"),
        pytest.param([("11-02 00:00", ["a"])], 1, id="exactly at the start"),
        pytest.param([("11-09 00:00", ["a"])], 0, id="exactly at the end"),
        pytest.param([("11-03 12:00", ["a"]), ("11-04 12:00", ["b"])], 1, id="changed counts once"),
        pytest.param([("11-03 12:00", ["a"]), ("11-04 12:00", [])], 0, id="retracted"),
        pytest.param([("11-03 12:00", ["a"]), ("11-09 00:00", [])], 1, id="retracted at the end"),
        pytest.param([("11-03 12:00", ["a"]), ("11-04 12:00", []), ("11-05 12:00", ["a"])], 1, id="voted again"),
        pytest.param([("10-27 12:00", ["a"]), ("11-04 12:00", ["b"])], 1, id="last week's, changed in this one"),
        pytest.param([("10-27 12:00", ["a"]), ("11-04 12:00", [])], 0, id="last week's, retracted in this one"),
        pytest.param([("11-03 12:00", ["a"]), ("11-03 12:00", [])], 0, id="at one instant the later id is the last"),
        pytest.param([("11-03 12:00", [])], 0, id="retracted without a vote"),
    ],
)
def test_the_last_vote_of_a_person_stands(votes: list[tuple[str, list[str] | None]], expected: int) -> None:
    """Only the last vote in a poll counts, at its own time."""
    story = Story()
    story.join("ann")
    for at, options in votes:
        story.tell("vote", "ann", at, "poll", options=options)
    assert voters(story) == expected
    assert story.figure("active")[0] == expected


def test_a_vote_changed_this_week_counted_last_week() -> None:
    """The previous value is seen from its own end: there the old vote stood, though from here it is gone."""
    story = Story()
    story.join("ann", "bob")
    story.tell("vote", "ann", "10-27 12:00", "poll")
    story.tell("vote", "ann", "11-04 12:00", "poll", options=[])
    measure = story.measure("poll_participation")
    assert (measure.value, measure.previous) == (0, 0.5)
    assert story.figure("returning") == (None, 0)
    assert voters(story, *LAST_WEEK) == 1


def test_a_vote_in_each_of_two_polls_stands() -> None:
    """A vote replaces only one in the same poll."""
    story = Story()
    story.join("ann")
    story.tell("vote", "ann", "10-27 12:00", "first")
    story.tell("vote", "ann", "11-03 12:00", "second")
    assert story.figure("returning") == (1, 1)


def test_a_vote_on_another_account_replaces() -> None:
    """A person has one vote in a poll over all accounts; it is the last account's that stands."""
    story = Story()
    story.tell("link", "ann", "11-20 12:00", to={"platform": "telegram", "person": "1"})
    story.tell("vote", "ann", "11-03 12:00", "poll")
    story.tell("vote", "1", "11-04 12:00", "poll", platform="telegram")
    story.tell("leave", "1", "11-05 12:00", platform="telegram")
    assert story.members() == (0, 0, 1)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        pytest.param([("11-03 12:00", "+1", False)], 1, id="a reaction"),
        pytest.param([("11-03 12:00", "+1", False), ("11-03 13:00", "+1", False)], 1, id="the same again"),
        pytest.param([("11-03 12:00", "+1", False), ("11-03 13:00", "-1", False)], 2, id="another emoji"),
        pytest.param([("11-03 12:00", "+1", False), ("11-04 12:00", "+1", True)], 0, id="removed"),
        pytest.param([("11-03 12:00", "+1", False), ("11-04 12:00", "-1", True)], 1, id="another one removed"),
        pytest.param([("11-03 12:00", "+1", True), ("11-04 12:00", "+1", False)], 1, id="removed before it was made"),
        pytest.param([("11-03 12:00", "+1", False), ("11-09 00:00", "+1", True)], 1, id="removed at the end"),
        pytest.param(
            [("11-03 12:00", "+1", False), ("11-03 13:00", "+1", True), ("11-03 14:00", "+1", False)],
            1,
            id="made again",
        ),
        pytest.param(
            [("11-03 12:00", "+1", False), ("11-03 13:00", "+1", False), ("11-03 14:00", "+1", True)],
            0,
            id="twice made, once removed",
        ),
        pytest.param([("11-09 00:00", "+1", False)], 0, id="made at the end"),
    ],
)
def test_a_reaction_stands_until_it_is_removed(marks: list[tuple[str, str, bool]], expected: int) -> None:
    """A reaction is a person's, a target's and an emoji's; it stands from the first line after the last removal."""
    story = Story()
    story.join("ann")
    post = story.post()
    for at, emoji, removed in marks:
        story.tell("reaction", "ann", at, post, emoji=emoji, **({"removed": True} if removed else {}))
    assert likes(story) == expected
    assert story.figure("active")[0] == (expected > 0)


def test_a_reaction_stands_from_its_first_line() -> None:
    """Made last week and the same again this week, it is last week's activity."""
    story = Story()
    story.join("ann")
    for at in ("10-27 12:00", "11-03 12:00"):
        story.tell("reaction", "ann", at, "post")
    assert story.figure("returning") == (0, 1)


def test_a_reaction_is_removed_on_another_account() -> None:
    """A removal takes back that person's reaction, whatever account it was made on."""
    story = Story()
    story.join("ann")
    story.tell("link", "ann", "11-20 12:00", to={"platform": "telegram", "person": "1"})
    post = story.post()
    story.tell("reaction", "ann", "11-03 12:00", post)
    story.tell("reaction", "1", "11-03 13:00", post, removed=True, platform="telegram")
    assert likes(story) == 0


@pytest.mark.parametrize(
    ("at", "active"),
    [
        pytest.param("11-04 12:00", 0, id="in the week"),
        pytest.param("11-03 11:00", 0, id="told before the message"),
        pytest.param("11-08 23:59:59", 0, id="a second before the end"),
        pytest.param("11-09 00:00", 1, id="at the end"),
    ],
)
def test_a_deleted_message_was_never_written(at: str, active: int) -> None:
    """A deletion, by anybody, takes the message back; one at the end does not yet."""
    story = Story()
    story.join("ann")
    story.tell("delete", "boss", at, story.tell("message", "ann", "11-03 12:00"), team=True)
    assert story.figure("active") == (active, 1)


def test_a_deleted_message_makes_no_member_and_frees_no_block() -> None:
    """Taken back activity is none for membership and blocks either, back to the start."""
    story = Story()
    story.join("ann")
    story.tell("block", "ann", "10-02 12:00")
    for person in ("ann", "new"):
        story.tell("delete", person, "11-05 12:00", story.tell("message", person, "10-03 12:00"))
    assert story.members() == (1, 0, 0)
    assert story.figure("growth")[1] == 1
    assert story.figure("active")[1] == 0
    assert story.measure("members").previous == 2


@pytest.mark.parametrize("kind", ["vote", "reaction", "nps", "share", "join"])
def test_only_messages_polls_and_answers_are_deleted(kind: str) -> None:
    """Scores and shares cannot be taken back, and votes and reactions not by deletion."""
    story = Story()
    line = story.tell(kind, "ann", "11-03 12:00", "post")
    story.tell("delete", "boss", "11-04 12:00", line, team=True)
    assert story.members()[0] == 1


def test_what_is_said_to_a_deleted_post_remains_activity() -> None:
    """A deleted poll is no brand post, but votes on it stand, and reactions to it remain activity without applause."""
    story = Story()
    story.join("ann", "bob")
    poll = story.tell("poll", "boss", "11-02 09:00", team=True)
    story.tell("vote", "ann", "11-03 12:00", poll)
    story.tell("reaction", "bob", "11-03 12:00", poll)
    story.tell("delete", "boss", "11-04 12:00", poll, team=True)
    assert voters(story) == 1
    assert story.figure("active") == (1, 2)
    assert story.figure("applause") == (None, 0)


def test_a_replaced_score_remains_activity() -> None:
    """Scores of two weeks are activity of both."""
    story = Story()
    story.tell("nps", "ann", "10-27 12:00")
    story.tell("nps", "ann", "11-03 12:00")
    assert story.figure("returning") == (1, 1)
