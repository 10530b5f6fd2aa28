"""Answers that cannot be brought, and questions that are answered from another network."""

import pytest

from tests.conversations import conftest
from tests.conversations.asking import card_of, reply, said_in
from tests.conversations.place import BRANDS, Place
from tests.conversations.seats import Wire
from tests.conversations.slack_wire import SlackWire
from tests.conversations.telegram_wire import TelegramWire
from tests.support.telegram_payloads import member, member_change, message, private, user
from tests.support.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="module")

ACROSS = ("-1001000000021", "C0EASTTEAM", "C0FAR", "-1001000000022")
"""A brand that is asked on Telegram and answers in Slack, and one the other way round: audience and team of each."""


MOVING = ("-1001000000031", "-1001000000032")


@pytest.fixture(scope="module")
def config() -> str:
    """Return the brands of all modules, and two whose team is on another network than their audience."""
    group, office, channel, team = ACROSS
    east = BRANDS.format(key="east", name="East", team=f"slack:{office}", audiences=[f"telegram:{group}"])
    far = BRANDS.format(key="far", name="Far", team=f"telegram:{team}", audiences=[f"slack:{channel}"])
    team, audience = MOVING
    moving = BRANDS.format(key="moving", name="Moving", team=f"telegram:{team}", audiences=[f"telegram:{audience}"])
    return conftest.brands() + east + far + moving


def calls(place: Place, chat: str, text: str) -> int:
    """Count how often Telegram was asked to send this into a chat."""
    sent = place.telegram.called("sendMessage")
    return sum(text in each["text"] for each in sent if str(each["chat_id"]) == chat)


async def test_a_question_on_telegram_is_answered_in_slack(place: Place) -> None:
    """The card is Slack's, the answer Telegram's, as a reply; what follows comes below the card."""
    group, office, _channel, _team = ACROSS
    asking, team = TelegramWire(place, "east", "-1", group), SlackWire(place, "east", office, "C0")
    mia, ana = await team.seat("Mia", chat=office), await asking.seat("Ana")
    asked = await ana.says("How far east?")
    card = await card_of(team, "Ana asks on Telegram", "How far east?")
    await reply(mia, card, "As far as you like.")
    await said_in(asking, group, "As far as you like.", "— Mia", below=asked)
    await ana.says("And west?")
    await card_of(team, "And west?")


async def test_a_question_in_slack_is_answered_on_telegram(place: Place) -> None:
    """In words that wait for their Send button."""
    _group, _office, channel, chat = ACROSS
    asking, team = SlackWire(place, "far", "C0", channel), TelegramWire(place, "far", chat, "-1")
    mia, ana = await team.seat("Mia", chat=chat), await asking.seat("Ana")
    root = await asking.write(ana, channel, "A thread")
    await asking.write(ana, channel, "How far is far?", below=root)
    await reply(mia, await card_of(team, "asks on Slack", "How far is far?"), "Far enough.")
    await said_in(asking, channel, "Far enough.", "— Mia", below=root)


async def test_a_person_who_blocked_the_bot_is_named_in_the_card(place: Place, wires: dict[str, Wire]) -> None:
    """The answer is tried once; whoever was blocked knows it, and Ana still waits."""
    wire = wires["telegram"]
    mia, ana = await wire.seat("Mia", chat=wire.team), await wire.seat("Ana")
    await wire.greet(ana)
    await ana.writes("Can you hear me?")
    card = await card_of(wire, "Can you hear me?")
    place.telegram.chats.blocked.add(ana.person)
    who = user(int(ana.person), "Ana")
    change = member_change(member("member"), member("kicked"), chat=private(who), sender=who)
    await place.telegram.send_update(place.telegram.update(my_chat_member=change))
    await reply(mia, card, "Loud and clear.")
    shown = await card_of(wire, "Can you hear me?", "did not arrive", "blocked by the user")
    assert "Reply" in shown.buttons
    assert calls(place, ana.person, "Loud and clear.") == 1
    await until(lambda: [each for each in place.exported(wire.brand) if each["kind"] == "block"])


async def test_a_deleted_topic_is_named_in_the_card(place: Place, wires: dict[str, Wire]) -> None:
    """Nothing is posted into the main chat instead."""
    wire = wires["telegram"]
    place.telegram.chats.topics[wire.audience] = {7}
    try:
        mia, ana = await wire.seat("Mia", chat=wire.team), await wire.seat("Ana")
        await ana.says("Which topic?", message_thread_id=7, is_topic_message=True)
        card = await card_of(wire, "Which topic?")
        place.telegram.chats.topics[wire.audience] = set()
        await reply(mia, card, "This topic.")
        await card_of(wire, "Which topic?", "did not arrive", "topic was deleted")
        assert not [each for each in wire.messages(wire.audience) if "This topic." in each.text]
    finally:
        del place.telegram.chats.topics[wire.audience]


async def test_a_deactivated_person_is_named_in_the_card(place: Place, wires: dict[str, Wire]) -> None:
    """In Slack, where their direct message takes nothing any more."""
    wire = wires["slack"]
    mia, ana = await wire.seat("Mia", chat=wire.team), await wire.seat("Ana")
    await ana.writes("Will I be back?")
    card = await card_of(wire, "Will I be back?")
    place.slack.workspace.deactivated.add(wire.private(ana))
    await reply(mia, card, "We hope so.")
    await card_of(wire, "Will I be back?", "did not arrive", "deactivated")
    await until(lambda: [each for each in place.exported(wire.brand) if each["kind"] == "block"])


async def test_an_answer_follows_a_migrated_group_once(place: Place, wires: dict[str, Wire]) -> None:
    """It arrives in the new group, as no reply: messages have other numbers there."""
    wire = wires["telegram"]
    old, new = wire.audience, "-1001000000099"
    mia, ana = await wire.seat("Mia", chat=wire.team), await wire.seat("Ana")
    await ana.says("Are we moving?")
    card = await card_of(wire, "Are we moving?")
    place.telegram.chats.moved[old] = int(new)
    try:
        await reply(mia, card, "We have moved.")
        await said_in(wire, new, "We have moved.", below="")
        await card_of(wire, "Are we moving?", "We have moved.")
        assert len([each for each in wire.messages(new) if "We have moved." in each.text]) == 1
        again = TelegramWire(place, wire.brand, wire.team, new)
        await again.write(ana, new, "Still me?")
        await card_of(wire, "Still me?")
    finally:
        del place.telegram.chats.moved[old]


async def test_cards_follow_a_migrated_team_s_group(place: Place) -> None:
    """They are posted anew: an edit by the old number would change another message there."""
    wire = TelegramWire(place, "moving", *MOVING)
    old, new = wire.team, "-1001000000088"
    mia, ana = await wire.seat("Mia", chat=old), await wire.seat("Ana")
    await ana.says("Who has moved?")
    await card_of(wire, "Who has moved?")
    await wire._happens(mia, message=message(None, chat=wire._chat(mia, old), migrate_to_chat_id=int(new)))
    wire.team = new
    card = await card_of(wire, "Who has moved?")
    await ana.says("And why?")
    await said_in(wire, new, "And why?", below=card.message)
    assert len([each for each in wire.messages(new) if "Claim" in each.buttons]) == 1
