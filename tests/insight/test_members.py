"""Members, joins, leaves and who can be reached."""

import pytest

from insight.history import ACTIVITIES
from tests.insight.story import Story

Steps = list[tuple[str, str]]


def told(steps: Steps) -> Story:
    """Tell what one person did, besides a member who never does anything."""
    story = Story()
    story.join("eve")
    for kind, at in steps:
        story.tell(kind, "ann", at, "post" if kind not in {"join", "leave", "block"} else None)
    return story


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param([("join", "11-03 12:00")], (2, 1, 0), id="a join"),
        pytest.param([("join", "11-02 00:00")], (2, 1, 0), id="a join exactly at the start"),
        pytest.param([("join", "11-01 23:59:59")], (2, 0, 0), id="a join a second before"),
        pytest.param([("join", "11-08 23:59:59")], (2, 1, 0), id="a join a second before the end"),
        pytest.param([("join", "11-09 00:00")], (1, 0, 0), id="a join exactly at the end"),
        pytest.param([("join", "11-03 12:00"), ("join", "11-04 12:00")], (2, 1, 0), id="a second join is none"),
        pytest.param([("join", "10-01 12:00"), ("leave", "11-02 00:00")], (1, 0, 1), id="a leave at the start"),
        pytest.param([("join", "10-01 12:00"), ("leave", "11-09 00:00")], (2, 0, 0), id="a leave at the end"),
        pytest.param([("leave", "11-03 12:00")], (1, 0, 0), id="a leave of somebody who was not in"),
        pytest.param([("join", "11-03 12:00"), ("leave", "11-04 12:00")], (1, 1, 1), id="in and out"),
        pytest.param(
            [("join", "10-01 12:00"), ("leave", "11-03 12:00"), ("join", "11-04 12:00")], (2, 1, 1), id="out and in"
        ),
        pytest.param([("message", "11-03 12:00")], (2, 0, 0), id="in by activity alone"),
        pytest.param([("message", "10-03 12:00"), ("join", "11-03 12:00")], (2, 0, 0), id="in already when joining"),
        pytest.param([("message", "10-03 12:00"), ("leave", "11-03 12:00")], (1, 0, 1), id="in by activity, then out"),
        pytest.param(
            [("join", "10-01 12:00"), ("leave", "11-03 12:00"), ("message", "11-04 12:00")], (1, 0, 1), id="stays out"
        ),
        pytest.param([("leave", "10-03 12:00"), ("message", "11-04 12:00")], (1, 0, 0), id="a leave comes first"),
        pytest.param(
            [("leave", "11-03 12:00"), ("join", "11-03 12:00")], (1, 1, 1), id="at one instant joins are first"
        ),
        pytest.param([("leave", "11-03 12:00"), ("message", "11-03 12:00")], (1, 0, 1), id="and leaves are last"),
        pytest.param([("block", "11-03 12:00")], (1, 0, 0), id="a block makes nobody a member"),
    ],
)
def test_members_come_and_go(steps: Steps, expected: tuple[int, int, int]) -> None:
    """Members at the end, joins and leaves are as told; the other member always is one."""
    assert told(steps).members() == expected


@pytest.mark.parametrize("kind", sorted(ACTIVITIES))
def test_every_activity_makes_a_member(kind: str) -> None:
    """To write, react, vote, score or share brings in; each is activity."""
    story = told([(kind, "11-03 12:00")])
    assert story.members() == (2, 0, 0)
    assert story.figure("active") == (0.5, 2)


@pytest.mark.parametrize("kind", ["join", "leave", "block", "click", "purchase", "link", "resolve", "delete"])
def test_nothing_else_is_activity(kind: str) -> None:
    """Joining, leaving, clicking, buying and the like are not activity."""
    story = Story()
    story.join("eve", "ann")
    story.tell(kind, "ann", "11-03 12:00", "post", to={"platform": "webchat", "person": "w"})
    assert story.figure("active")[0] == 0


@pytest.mark.parametrize(
    ("steps", "reachable"),
    [
        pytest.param([("join", "10-01 12:00")], 2, id="a member"),
        pytest.param([("join", "10-01 12:00"), ("block", "11-03 12:00")], 1, id="blocked"),
        pytest.param([("join", "10-01 12:00"), ("block", "11-09 00:00")], 2, id="blocked at the end"),
        pytest.param([("join", "10-01 12:00"), ("leave", "11-03 12:00")], 1, id="left"),
        pytest.param([("join", "10-01"), ("block", "11-03"), ("share", "11-04")], 2, id="shares again"),
        pytest.param([("join", "10-01"), ("block", "11-03"), ("nps", "11-04")], 2, id="scores again"),
        pytest.param([("join", "10-01"), ("block", "11-03"), ("join", "11-04")], 2, id="joins again"),
        pytest.param([("join", "10-01"), ("block", "11-03"), ("purchase", "11-04")], 1, id="buying is not enough"),
        pytest.param([("join", "10-01"), ("share", "11-02"), ("block", "11-03")], 1, id="active before the block"),
        pytest.param(
            [("join", "10-01"), ("block", "11-03"), ("share", "11-03")], 1, id="at one instant blocks are last"
        ),
        pytest.param([("block", "10-01"), ("join", "11-03")], 2, id="blocked before the join"),
        pytest.param(
            [("share", "10-01"), ("share", "10-02"), ("block", "11-03"), ("share", "11-04")], 2, id="always in"
        ),
    ],
)
def test_who_can_be_reached(steps: Steps, reachable: int) -> None:
    """R is the members with an account that is inside and not blocked."""
    assert told(steps).figure("active")[1] == reachable


def test_one_free_account_is_enough() -> None:
    """Who blocked on one account is reached on the other; it must be inside, though."""
    story = told([("join", "10-01 12:00"), ("block", "11-03 12:00")])
    story.tell("link", "ann", "11-03 12:00", to={"platform": "telegram", "person": "1"})
    assert story.figure("active")[1] == 1
    story.tell("join", "1", "11-04 12:00", platform="telegram")
    assert story.figure("active")[1] == 2


def test_a_person_leaves_with_the_last_account() -> None:
    """Two accounts are one membership; the chat of a join or leave plays no part."""
    story = Story()
    story.tell("link", "ann", "11-03 12:00", to={"platform": "telegram", "person": "1"})
    story.tell("join", "ann", "11-03 12:00", chat="one")
    story.tell("join", "1", "11-03 13:00", platform="telegram")
    story.tell("leave", "ann", "11-04 12:00", chat="two")
    assert story.members() == (1, 1, 0)
    story.tell("leave", "1", "11-05 12:00", platform="telegram")
    assert story.members() == (0, 1, 1)


def test_growth_is_per_member_at_the_start() -> None:
    """Three joins and a leave on four members make a half; with nobody at the start there is no growth."""
    story = Story()
    story.join("ann", "bob", "eve", "joe")
    story.join("kim", "lea", "max", at="11-03 12:00")
    story.tell("leave", "ann", "11-04 12:00")
    story.tell("message", "new", "11-04 12:00")
    assert story.figure("growth") == (0.5, 4)
    assert story.measure("growth").change == "unknown"
    empty = Story()
    empty.join("ann", at="11-02 00:00")
    assert empty.figure("growth") == (None, 0)
