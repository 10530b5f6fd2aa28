"""The team hears of 10, 25, 50, 100 and more voters, once each, and never of each vote."""

import pytest

from handlers import polls
from handlers.polls import milestones
from storage import votes
from storage.polls import Poll
from tests.support.core import TEAM, Core
from tests.support.results import make
from tests.support.secrecy import anonymous, crowd
from tests.support.ticking import dues, strike, strike_all


async def have_voted(bot: Core, poll: Poll, by: int) -> None:
    """Let so many more people have voted."""
    await bot.do(lambda ctx: votes.add(ctx.db, poll.id, {votes.VOTERS: by}, ctx.slot))


def told(bot: Core) -> list[str]:
    """Return what the team was told."""
    return [letter.payload["message"]["text"] for letter in bot.letters("note")]


@pytest.mark.parametrize(
    ("voters", "milestone"),
    [(0, None), (9, None), (10, 10), (24, 10), (25, 25), (99, 50), (100, 100), (2_499, 1_000), (1_000_000, 1_000_000)],
)
def test_which_is_reached(voters: int, milestone: int | None) -> None:
    """The highest that so many have passed."""
    assert milestones.reached(voters) == milestone


async def test_each_is_told_once(acme: Core) -> None:
    """One note for each that is passed, however often the clock ticks, with a button to the results."""
    poll = await make(acme, milestones=True)
    for by in (9, 1, 1, 13, 1):
        await have_voted(acme, poll, by)
        await strike_all(acme, "milestone")
    assert told(acme) == [f"{voters} people have voted on “Which next?”!" for voters in (10, 25)]
    letter = acme.letters("note")[0]
    assert (letter.platform, letter.chat) == ("slack", TEAM)
    assert letter.payload["message"]["buttons"][0][0]["data"] == f"results:{poll.id}"


async def test_of_several_only_the_highest_is_told(acme: Core) -> None:
    """A rush is one note; votes that are taken back and come again are none."""
    poll = await make(acme, milestones=True)
    await have_voted(acme, poll, 120)
    assert await strike_all(acme, "milestone") == 1
    for by in (-60, 45, 20):
        await have_voted(acme, poll, by)
        assert dues(acme, "milestone") == []
    assert told(acme) == ["100 people have voted on “Which next?”!"]


async def test_a_tick_that_comes_late_or_twice_is_nothing(acme: Core) -> None:
    """The handler looks again: at the votes, at the poll, at what was told."""
    poll = await make(acme, milestones=True)
    await have_voted(acme, poll, 30)
    (due,) = dues(acme, "milestone")
    await have_voted(acme, poll, 30)
    (later,) = dues(acme, "milestone")
    await strike(acme, later, due)
    assert told(acme) == ["50 people have voted on “Which next?”!"]
    await have_voted(acme, poll, 60)
    (due,) = dues(acme, "milestone")
    await acme.do(lambda ctx: polls.close(ctx, poll))
    await strike(acme, due)
    assert len(told(acme)) == 1
    assert dues(acme, "milestone") == []


async def test_only_where_they_are_wanted(acme: Core) -> None:
    """By default nobody is told."""
    poll = await make(acme)
    await have_voted(acme, poll, 1_000)
    assert dues(acme, "milestone") == []


async def test_anonymous_polls_have_them_too(acme: Core) -> None:
    """How many took part is no secret."""
    poll = await anonymous(acme, milestones=True)
    await crowd(acme, poll, range(10))
    await strike_all(acme, "milestone")
    assert told(acme) == ["10 people have voted on “Which next?”!"]
