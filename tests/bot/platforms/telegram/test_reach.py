"""Whether a chat can be written to, how it is opened, and who runs it."""

from dataclasses import replace

import pytest

from bot.inquiries import inquire
from bot.platforms.telegram import Telegram
from chat.address import Address
from chat.errors import Permanent, Temporary
from chat.inquiries import Inquiry
from chat.messages import Message
from chat.ports import Outgoing
from tests.bot.platforms.telegram.conftest import make
from tests.support.telegram_failures import flood, refusal
from tests.support.telegram_payloads import BOT, BOT_ID, Json, member
from tests.support.telegram_server import TelegramServer

GROUP, CHANNEL, PERSON = "-1001234567890", "-1002222222222", "7123456789"
NOT_IN = "I'm not in this chat. Add me to it, or correct its id in the configuration."


async def test_a_chat_that_the_bot_is_in_can_be_reached(server: TelegramServer) -> None:
    """Nothing is started for the question."""
    assert [await make(server.url).reach(chat) for chat in (GROUP, PERSON)] == [None, None]
    assert not server.called("getUpdates")


async def test_a_running_bot_is_asked_without_harm(server: TelegramServer, polling_bot: Telegram) -> None:
    """Its connection stays open."""
    assert await polling_bot.reach(GROUP) is None
    await polling_bot.deliver(Outgoing(letter=1, action="post", chat=GROUP, message=Message(text="Hello")))
    assert server.chats.shown(GROUP)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        pytest.param(400, "Bad Request: chat not found", id="never was there"),
        pytest.param(403, "Forbidden: bot was kicked from the supergroup chat", id="kicked"),
    ],
)
async def test_a_chat_that_the_bot_is_not_in_has_a_sentence(server: TelegramServer, code: int, words: str) -> None:
    """It says what mends it."""
    server.fail("getChat", refusal(code, words))
    assert await make(server.url).reach(GROUP) == NOT_IN


@pytest.mark.parametrize(
    ("membership", "word"),
    [
        pytest.param(member("left", BOT), "I'm not in this chat", id="left"),
        pytest.param(member("kicked", BOT), "I'm not in this chat", id="kicked"),
        pytest.param(member("restricted", BOT, can_send_messages=False), "Allow me to send messages", id="muted"),
        pytest.param(member("restricted", BOT, can_send_messages=True), None, id="restricted otherwise"),
        pytest.param(member("administrator", BOT), None, id="administrator"),
    ],
)
async def test_what_the_bot_may_do_in_a_group(server: TelegramServer, membership: Json, word: str | None) -> None:
    """A group may keep the bot out, or silent."""
    server.chats.members[GROUP, BOT_ID] = membership
    said = await make(server.url).reach(GROUP)
    assert said is None if word is None else word in str(said)


async def test_a_group_where_only_administrators_write(server: TelegramServer) -> None:
    """What members may not do, the bot may not either, unless it is an administrator."""
    server.chats.permissions[GROUP] = {"can_send_messages": False}
    assert "Allow me to send messages" in str(await make(server.url).reach(GROUP))
    server.chats.members[GROUP, BOT_ID] = member("administrator", BOT)
    assert await make(server.url).reach(GROUP) is None


@pytest.mark.parametrize("status", ["member", "left"])
async def test_a_channel_wants_an_administrator(server: TelegramServer, status: str) -> None:
    """The sentence asks for it; whoever may post can be reached."""
    server.chats.kinds[CHANNEL] = "channel"
    assert await make(server.url).reach(CHANNEL) is None
    server.chats.members[CHANNEL, BOT_ID] = member(status, BOT)
    assert "Make me an administrator" in str(await make(server.url).reach(CHANNEL))


async def test_a_channel_that_tells_no_members_wants_an_administrator(server: TelegramServer) -> None:
    """Telegram refuses the question there; a team that speaks German reads it in German."""
    server.chats.kinds[CHANNEL] = "channel"
    server.fail("getChatMember", refusal(400, "Bad Request: member list is inaccessible"))
    assert "Mach mich zum Administrator" in str(await make(server.url, language="de").reach(CHANNEL))


async def test_a_doubt_is_no_answer(server: TelegramServer, polling_bot: Telegram) -> None:
    """A running bot raises, so that the chat counts as reachable; a check says what is wrong."""
    server.fail("getChat", flood(3), times=2)
    with pytest.raises(Temporary):
        await polling_bot.reach(GROUP)
    assert "retry after 3" in str(await make(server.url).reach(GROUP))


@pytest.mark.parametrize(
    ("status", "runs"),
    [("creator", True), ("administrator", True), ("member", False), ("restricted", False), ("left", False)],
)
async def test_who_runs_a_chat(server: TelegramServer, polling_bot: Telegram, status: str, runs: bool) -> None:
    """Its owner and its administrators do."""
    server.chats.members[GROUP, int(PERSON)] = member(status)
    assert await polling_bot.is_admin(GROUP, PERSON) is runs


async def test_a_door_is_a_link_to_a_private_chat(server: TelegramServer, polling_bot: Telegram) -> None:
    """Who must open a chat first gets the link that does it."""
    note = Message(text="Open a chat with me first.", door="ror")
    await polling_bot.deliver(Outgoing(letter=1, action="post", chat=GROUP, message=note))
    (sent,) = server.called("sendMessage")
    assert sent["text"] == "Open a chat with me first.\nhttps://t.me/AcmeRapportBot?start=ror"


async def test_links_and_counts(server: TelegramServer, polling_bot: Telegram) -> None:
    """Where it may invite users the bot makes links that carry a name and revokes them; it asks how many are there."""
    with pytest.raises(Permanent):
        await polling_bot.invite(GROUP, "ref_K7QF29XM")
    server.chats.members[GROUP, BOT_ID] = member("administrator", BOT, can_invite_users=True)
    link = await polling_bot.invite(GROUP, "ref_K7QF29XM")
    assert [each["name"] for each in server.chats.links.values() if each["invite_link"] == link] == ["ref_K7QF29XM"]
    revoking = Outgoing(letter=1, action="revoke", chat=GROUP, message=Message(text=""), target="https://t.me/+gone")
    receipt = await polling_bot.deliver(replace(revoking, target=link))
    assert (receipt.message, server.chats.links[link or ""]["is_revoked"]) == (None, True)
    with pytest.raises(Permanent) as caught:
        await polling_bot.deliver(revoking)
    assert caught.value.harmless
    server.chats.members[GROUP, BOT_ID] = member("member", BOT)
    with pytest.raises(Permanent, match="make it an administrator") as caught:
        await polling_bot.deliver(replace(revoking, target=link))
    assert not caught.value.harmless
    assert polling_bot.start_link("ref_K7QF29XM") == "https://t.me/AcmeRapportBot?start=ref_K7QF29XM"
    server.chats.counts[GROUP] = 1_204
    assert await polling_bot.count(GROUP) == 1_204
    server.fail("getChatMemberCount", flood(30))
    platforms = {"telegram": polling_bot}
    asked = Inquiry(count=Address("telegram", GROUP), invite=(Address("telegram", GROUP), "x" * 33))
    found = await inquire(platforms, asked)
    assert (found.members, found.wait_s, found.invite) == (None, 30, None)
    assert (await inquire(platforms, Inquiry(count=Address("telegram", GROUP)))).members == 1_204


async def test_a_message_has_a_public_address_where_its_chat_has_one(
    server: TelegramServer, polling_bot: Telegram
) -> None:
    """Else one for members, and in a basic group none; where Telegram does not tell, none, and nothing fails."""
    server.chats.names["-1001"] = "acmefans"
    assert await polling_bot.permalink("-1001", "7") == "https://t.me/acmefans/7"
    assert await polling_bot.permalink("-1002000000001", "7") == "https://t.me/c/2000000001/7"
    assert await polling_bot.permalink("-5", "7") is None
    server.fail("getChat", flood(3))
    asked = Inquiry(link=(Address("telegram", "-1001"), "7"))
    assert (await inquire({"telegram": polling_bot}, asked)).link is None
