"""How polls are made without knowing how to type one."""

import pytest

from chat.polls import Rules
from tests.conversations.place import Place
from tests.conversations.seats import Wire
from tests.conversations.slack_wire import SlackWire

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def slack(wires: dict[str, Wire]) -> SlackWire:
    """Return Slack's wire."""
    wire = wires["slack"]
    assert isinstance(wire, SlackWire)
    return wire


@pytest.mark.parametrize("name", ["telegram", "webchat"])
async def test_a_poll_is_made_step_by_step(place: Place, wires: dict[str, Wire], name: str) -> None:
    """Question, options, kind, limit, who sees what, end: each with buttons or in words, then it is posted."""
    wire = wires[name]
    mia = await wire.seat("Mia", chat=wire.team)
    await mia.says("/poll")
    await mia.told("What would you like to ask?")
    await mia.says("Step by step?")
    await mia.told("And the options?")
    await mia.says("Recipes\nTours\nMusic")
    for question, answer in (
        ("How do people answer?", "Several choices"),
        ("How many may each person choose?", "2"),
        ("Who can see who chose what?", "Only our team"),
        ("When does it close?", "After 1 day"),
        ("This is how it will look", "Post now"),
    ):
        await mia.presses(answer, await mia.told(question))
    await mia.told("is on its way")
    await wire.card("Step by step?")
    poll = place.poll(wire.brand, "Step by step?")
    assert poll.rules == Rules(kind="multi", most=2, visibility="confidential")
    assert poll.closes_at is not None


async def test_a_poll_is_made_in_a_modal(place: Place, slack: SlackWire) -> None:
    """It opens on `/poll`, follows what is chosen in it, says what is wrong, and posts."""
    mia = await slack.seat("Mia", chat=slack.team)
    await mia.says("/poll")
    form = await mia.told("What would you like to ask?")
    await mia.fills(form, kind="multi", question="In a modal?", options="Recipes\nTours\nMusic", most="2")
    await mia.told("is on its way")
    await slack.card("In a modal?")
    assert place.poll(slack.brand, "In a modal?").rules == Rules(kind="multi", most=2)


async def test_a_message_becomes_a_poll_by_its_menu(place: Place, slack: SlackWire) -> None:
    """What it says is the question already."""
    mia = await slack.seat("Mia", chat=slack.team)
    await slack.chooses(mia, "Could you do more live sessions?")
    form = await mia.told("What would you like to ask?")
    await mia.fills(form, options="Yes\nNo")
    await mia.told("is on its way")
    await slack.card("Could you do more live sessions?")


async def test_the_app_s_home_shows_polls_and_makes_one(slack: SlackWire) -> None:
    """The team sees what runs, and a button opens the form."""
    mia = await slack.seat("Mia", chat=slack.team)
    await mia.says('/poll "At home?" "Recipes" "Tours"')
    await mia.told("is on its way")
    await slack.opens_home(mia)
    home = await mia.told("At home?", "Ask all of North's chats at once")
    await mia.presses("Make a poll", home)
    await mia.fills(await mia.told("What would you like to ask?"), question="From home?", options="Recipes\nTours")
    await mia.told("is on its way")
    await slack.card("From home?")


async def test_who_is_none_of_the_team_is_told_politely(place: Place, wire: Wire) -> None:
    """A poll that the audience types is not made."""
    ana = await wire.seat("Ana")
    await ana.says('/poll "Mine?" "Recipes" "Tours"')
    await ana.told("Only the brand's team can make polls.")
    assert [each for each in place.polls(wire.brand) if each.question == "Mine?"] == []
