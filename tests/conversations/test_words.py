"""What voters say in their own words: reasons, and options of their own."""

import pytest

from tests.conversations.place import Place
from tests.conversations.said import Said
from tests.conversations.seats import Seat, Wire

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def asked(wire: Wire, question: str, settings: str) -> tuple[Seat, Said]:
    """Let somebody of the team ask; return them and what they were told."""
    mia = await wire.seat("Mia", chat=wire.team)
    await mia.says(f'/poll "{question}" "Recipes" "Tours" {settings}')
    return mia, await mia.told("is on its way")


async def test_a_voter_says_why_and_the_team_reads_it(wire: Wire) -> None:
    """The button asks in a form or in private; the reason stands in the results."""
    mia, made = await asked(wire, "Why?", "why")
    ana = await wire.seat("Ana")
    card = await wire.card("Why?")
    await ana.presses("Say why", card)
    await ana.told("Please vote first")
    await ana.votes("Why?", "Tours")
    await wire.shows("Why?", {"Tours": 1})
    await ana.presses("Say why", card)
    await ana.answers(await ana.told("hy did you"), why="I love long walks")
    await ana.told("Your reason is kept")
    await mia.presses("Results", made)
    await mia.told("Why, in their own words", "I love long walks")


async def test_a_voter_adds_an_option_that_all_can_vote_for(place: Place, wire: Wire) -> None:
    """It stands on the card at once; one that is much like another is offered for merging."""
    await asked(wire, "Add?", "add")
    ana, ben = await wire.seat("Ana"), await wire.seat("Ben")
    card = await wire.card("Add?")
    await ana.presses("Add an option", card)
    await ana.answers(await ana.told("ption"), option="Cooking class")
    added = await ana.told("“Cooking class” is in the poll now")
    await ana.presses("Vote for", added)
    await wire.shows("Add?", {"Cooking class": 1})
    await ben.presses("Add an option", card)
    await ben.answers(await ben.told("ption"), option="Cooking classes")
    await ben.presses("Vote for", await ben.told("sounds much like"))
    await wire.shows("Add?", {"Cooking class": 2})
    assert len(place.results(wire.brand, "Add?")["options"]) == 3


async def test_an_added_option_waits_for_the_team_s_yes(wire: Wire) -> None:
    """The team is asked in its chat; once it allows the option, the card has it and its author hears of it."""
    mia, _made = await asked(wire, "Approve?", "add-approved")
    ana = await wire.seat("Ana")
    card = await wire.card("Approve?")
    await ana.presses("Add an option", card)
    await ana.answers(await ana.told("ption"), option="Cooking class")
    await ana.told("The team has a look at “Cooking class”")
    assert "Cooking class" not in (await wire.card("Approve?")).text
    await mia.presses("Allow", await mia.told("Ana", "would like to add “Cooking class”"))
    await mia.told("“Cooking class” is in the poll now.")
    await ana.told("is now in the poll")
    await wire.shows("Approve?", {}, "Cooking class")
    await ana.votes("Approve?", "Cooking class")
    await wire.shows("Approve?", {"Cooking class": 1})
