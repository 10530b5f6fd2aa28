"""Every complaint has its tests; those of polls that belong nowhere else are here."""

import ast
from pathlib import Path

import pytest

from tests.conversations import conftest
from tests.conversations.complaints import TESTED
from tests.conversations.place import BRANDS, Place
from tests.conversations.seats import Wire
from tests.conversations.slack_wire import SlackWire

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROOT = Path(__file__).parents[2]
LEFT = ("left", "C0LEFTTEAM", "CLEFT")
"""A brand whose only audience channel the bot is not in."""

NAMED = "Ana *b* _i_ <@U1> & שלום"
QUESTION = "*Which* _one_ <b>now</b> & `then`? مرحبا 👩‍👩‍👧"
OPTIONS = ("<i>Re</i> & co", "[link](http://x.y) ~no~", "שלום 123", "a\u200bb 🇪🇸")


@pytest.fixture(scope="module")
def config() -> str:
    """Return the brands of all modules, and one that cannot reach its audience."""
    key, team, audience = LEFT
    return conftest.brands() + BRANDS.format(
        key=key, name="Left", team=f"slack:{team}", audiences=[f"slack:{audience}"]
    )


@pytest.mark.parametrize("number", TESTED)
async def test_every_complaint_has_a_test(number: int) -> None:
    """Those that the table names exist."""
    _complaint, tests = TESTED[number]
    for named in tests:
        file, _, test = named.partition("::")
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert test in {each.name for each in tree.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)}


async def test_no_complaint_is_left_out() -> None:
    """There are 17 about polls, 17 about replies, and six about how reliable it is."""
    assert sorted(TESTED) == list(range(1, 41))


async def test_a_poll_from_a_modal_closes_without_a_press(place: Place, wires: dict[str, Wire]) -> None:
    """It is posted as a message of the bot's own, which it can edit whenever the end comes."""
    wire = wires["slack"]
    mia, ana = await wire.seat("Mia", chat=wire.team), await wire.seat("Ana")
    await mia.says("/poll")
    form = await mia.told("What would you like to ask?")
    await mia.fills(form, question="Without a press?", options="Recipes\nTours", close="1d")
    await ana.votes("Without a press?", "Tours")
    await wire.shows("Without a press?", {"Tours": 1}, "1 person voted")
    assert any("Without a press?" in each["text"] for each in place.slack.calls_of("chat.postMessage"))
    place.clock.forward(days=1, seconds=1)
    await place.tick()
    await wire.shows("Without a press?", {"Tours": 1}, "Closed, 1 person voted")


@pytest.mark.parametrize("private", [False, True], ids=["in the team's chat", "in a direct message"])
async def test_a_channel_that_the_bot_is_not_in_is_told_before_any_form(place: Place, private: bool) -> None:
    """With the line that lets it in; no form opens that could only fail."""
    wire = SlackWire(place, *LEFT)
    mia = await wire.seat("Mia", chat=wire.team)
    await (mia.writes("/poll") if private else mia.says("/poll"))
    told = await mia.told("nobody would see the poll", "/invite @")
    assert told.form is None


async def test_nothing_in_an_audience_s_chat_speaks_of_anything_but_the_poll(place: Place, wire: Wire) -> None:
    """No name of the bot, no link, no advertisement, from the first card to the last."""
    mia, ana = await wire.seat("Mia", chat=wire.team), await wire.seat("Ana")
    await mia.says('/poll "Nothing else?" "Recipes" "Tours" why add')
    made = await mia.told("is on its way")
    await ana.votes("Nothing else?", "Tours")
    await wire.shows("Nothing else?", {"Tours": 1})
    await mia.presses("Close the poll", made)
    await wire.shows("Nothing else?", {"Tours": 1}, "Closed, 1 person voted")
    said = [text for each in wire.messages(wire.audience) for text in (each.text, *each.buttons)]
    assert not [text for text in said if "rapport" in text.lower() or "http" in text or "powered" in text.lower()]


async def test_any_text_is_shown_as_it_was_written(wire: Wire) -> None:
    """Markdown, HTML, mentions, emoji, zero-width and right-to-left signs are mere signs, in names too."""
    mia, ana = await wire.seat("Mia", chat=wire.team), await wire.seat(NAMED)
    await mia.says("/poll " + " ".join(f'"{text}"' for text in (QUESTION, *OPTIONS)))
    made = await mia.told("is on its way", QUESTION)
    for option in OPTIONS:
        await ana.votes(QUESTION, option)
        await wire.shows(QUESTION, {option: 1})
    await mia.presses("Results", made)
    await mia.told(QUESTION, *OPTIONS)
    await ana.presses("Who chose what?", await wire.card(QUESTION))
    await ana.told(f"{OPTIONS[-1]} (1): {NAMED}")
