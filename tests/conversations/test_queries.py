"""What the audience asks: a card for the team, an answer where it was asked, and talk that stays private."""

from typing import Any

import pytest

from tests.conversations.asking import MANUAL, PHOTO, card_of, reply, said_in
from tests.conversations.place import Place
from tests.conversations.said import Attached
from tests.conversations.seats import Wire
from tests.support.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="module")


def lines(place: Place, wire: Wire, kind: str, text: str = "") -> list[dict[str, Any]]:
    """Return exported lines of a kind, those with this text where one is named."""
    found = [each for each in place.exported(wire.brand) if each["kind"] == kind]
    return [each for each in found if not text or text in each.get("text", "")]


async def test_a_query_is_answered_where_it_was_asked(place: Place, wire: Wire) -> None:
    """One card for the team; the answer stands under the question, signed, and in the ledger."""
    mia, ana = await wire.seat("Mia", chat=wire.team), await wire.seat("Ana")
    asked = await ana.says("Is it open on Sunday?")
    card = await card_of(wire, "Is it open on Sunday?", "First question")
    await mia.presses("Claim", card)
    await mia.told("It's yours")
    await card_of(wire, "Is it open on Sunday?", "is on it")
    await reply(mia, card, "From ten on.")
    answer = await said_in(wire, wire.audience, "From ten on.", "— Mia", below=asked)
    assert "Is it open" not in answer.text
    assert "Mia" in (await card_of(wire, "Is it open on Sunday?", "From ten on.")).text
    (line,) = lines(place, wire, "answer", "From ten on.")
    assert (line["team"], line["automatic"], line["reply_to"]) == (True, False, f"{wire.name}:{wire.audience}:{asked}")


async def test_an_edit_of_the_question_is_seen_in_its_card(wire: Wire) -> None:
    """Nobody answers what is not asked any more."""
    ana = await wire.seat("Ana")
    asked = await ana.says("Is it red?")
    card = await card_of(wire, "Is it red?")
    await wire.edit(ana, wire.audience, asked, "Is it blue?")
    assert (await card_of(wire, "Is it blue?")).message == card.message
    assert not [each for each in wire.messages(wire.team) if "Is it red?" in each.text]


async def test_what_follows_stands_below_the_card(wire: Wire) -> None:
    """And in the card, which is the only one of the person's in that chat."""
    ana = await wire.seat("Ana")
    await ana.says("Does it ship?")
    card = await card_of(wire, "Does it ship?")
    await ana.says("I mean to Chile?")
    await said_in(wire, wire.team, "adds:", "I mean to Chile?", below=card.message)
    assert (await card_of(wire, "Does it ship?", "I mean to Chile?")).message == card.message


async def test_each_chat_of_a_person_has_a_query_of_its_own(wire: Wire) -> None:
    """Each is answered where it was asked, and the other goes on waiting."""
    mia, ana = await wire.seat("Mia", chat=wire.team), await wire.seat("Ana")
    await wire.greet(ana)
    await ana.says("Asked in public?")
    public = await card_of(wire, "Asked in public?")
    await ana.writes("Asked in private?")
    private = await card_of(wire, "Asked in private?")
    assert private.message != public.message
    await reply(mia, private, "Answered in private.")
    await said_in(wire, wire.private(ana), "Answered in private.")
    await card_of(wire, "Asked in private?", "Answered in private.")
    assert "Reply" in (await card_of(wire, "Asked in public?")).buttons
    assert not [each for each in wire.messages(wire.audience) if "Answered in private." in each.text]


async def test_what_the_team_says_in_the_thread_stays_there(wire: Wire) -> None:
    """Under the card, beside it, and even where an answer is about to be written."""
    mia, ana = await wire.seat("Mia", chat=wire.team), await wire.seat("Ana")
    await ana.says("Is my parcel lost?")
    card = await card_of(wire, "Is my parcel lost?")
    await wire.write(mia, wire.team, "what a nuisance she is", below=card.message)
    await wire.write(mia, wire.team, "SECRET plan")
    if wire.name == "telegram":
        # Whoever was asked for an answer may still talk to others: only a reply to the bot is the answer.
        await mia.presses("Reply", card)
        await mia.told("Write your answer")
        await wire.write(mia, wire.team, "SECRET talk")
    await reply(mia, card, "We look for it.")
    await said_in(wire, wire.audience, "We look for it.")
    heard = "\n".join(each.text for each in [*wire.messages(wire.audience), *wire.messages(wire.private(ana))])
    assert "nuisance" not in heard
    assert "SECRET" not in heard


async def test_a_private_chat_is_a_two_way_relay(wire: Wire) -> None:
    """What somebody writes to the bot the team reads; what the team sends comes from the bot."""
    mia, ana = await wire.seat("Mia", chat=wire.team), await wire.seat("Ana")
    await wire.greet(ana)
    await ana.writes("I have moved to Riga.")
    card = await card_of(wire, "wrote to us", "I have moved to Riga.")
    await reply(mia, card, "Noted, welcome!")
    await said_in(wire, wire.private(ana), "Noted, welcome!", "— Mia")
    await ana.writes("My street is Brivibas.")
    await said_in(wire, wire.team, "My street is Brivibas.", below=card.message)
    await reply(mia, await card_of(wire, "I have moved to Riga."), "Got it.")
    await said_in(wire, wire.private(ana), "Got it.")
    assert not [each for each in wire.messages(wire.audience) if "Noted" in each.text or "Got it" in each.text]


@pytest.mark.parametrize("file", [MANUAL, PHOTO], ids=["file", "picture"])
async def test_files_go_both_ways(wire: Wire, file: Attached) -> None:
    """What comes with a question stands below its card; what comes with an answer, where it was asked."""
    mia, ana = await wire.seat("Mia", chat=wire.team), await wire.seat("Ana")
    asked = await ana.says(f"What is this {file.name} about?", file=file)
    card = await card_of(wire, f"What is this {file.name} about?", "with a file")
    await until(lambda: [each for each in wire.messages(wire.team) if each.file and each.below == card.message])
    (below,) = [each for each in wire.messages(wire.team) if each.file and each.below == card.message]
    assert await wire.document(below) == file.content
    await reply(mia, card, f"Look at {file.name}.", file)
    await said_in(wire, wire.audience, f"Look at {file.name}.", "— Mia", below=asked)
    await until(lambda: [each for each in wire.messages(wire.audience) if each.file and each.below == asked])
    assert await wire.document(wire.messages(wire.audience)[-1]) == file.content


async def test_corrections_are_in_the_export_at_once(place: Place, wire: Wire) -> None:
    """A press says what the classifier missed."""
    mia, ana = await wire.seat("Mia", chat=wire.team), await wire.seat("Ana")
    await ana.says("Nobody knows why?")
    card = await card_of(wire, "Nobody knows why?")
    await mia.presses("Negative", card)
    await mia.told("Noted")
    await mia.presses("Not a query", await card_of(wire, "Nobody knows why?", "unhappy"))
    await mia.told("nothing is asked here")
    (line,) = lines(place, wire, "message", "Nobody knows why?")
    assert (line["sentiment"], line["query"]) == (-1, False)
    shown = await card_of(wire, "Nobody knows why?", "Not a question, says")
    assert list(shown.buttons) == ["It is a query"]


async def test_a_resolved_query_is_closed(place: Place, wire: Wire) -> None:
    """With its line, and for all to see."""
    mia, ana = await wire.seat("Mia", chat=wire.team), await wire.seat("Ana")
    asked = await ana.says("Can I come by?")
    await mia.presses("Resolve", await card_of(wire, "Can I come by?"))
    await mia.told("Closed.")
    await card_of(wire, "Can I come by?", "Closed by")
    assert [each for each in lines(place, wire, "resolve") if each["target"].endswith(f":{asked}")]


async def test_thanks_and_reactions_open_nothing(place: Place, wire: Wire) -> None:
    """They are logged, start no clock, and bring no card back."""
    mia, ana = await wire.seat("Mia", chat=wire.team), await wire.seat("Ana")
    asked = await ana.says("When does it end?")
    await reply(mia, await card_of(wire, "When does it end?"), "At eight.")
    answer = await said_in(wire, wire.audience, "At eight.")
    await card_of(wire, "When does it end?", "At eight.")
    await wire.write(ana, wire.audience, "Thanks a lot :)", below=answer.message if wire.name != "slack" else asked)
    await wire.react(ana, wire.audience, answer.message)
    await until(lambda: lines(place, wire, "reaction"))
    await until(lambda: lines(place, wire, "message", "Thanks a lot :)"))
    shown = await card_of(wire, "When does it end?")
    assert "Reply" not in shown.buttons  # nobody waits
    # Under the answer it is shown in the old card, which waits for nobody; it makes no other.
    cards = [each for each in wire.messages(wire.team) if "Thanks a lot :)" in each.text and "asks on" in each.text]
    assert {each.message for each in cards} <= {shown.message}
