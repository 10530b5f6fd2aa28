"""Whether a chat can be written to, and how it is opened."""

import pytest

from bot.platforms.telegram import Telegram
from chat.messages import Message
from chat.ports import Outgoing
from tests.bot.platforms.telegram.conftest import make
from tests.support.telegram_failures import refusal
from tests.support.telegram_server import TelegramServer


async def test_a_chat_that_the_bot_is_in_can_be_reached(server: TelegramServer) -> None:
    """Nothing is started for the question."""
    assert await make(server.url).reach("-1001234567890") is None
    assert not server.called("getUpdates")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        pytest.param(400, "Bad Request: chat not found", id="unknown"),
        pytest.param(403, "Forbidden: bot was kicked from the supergroup chat", id="kicked"),
    ],
)
async def test_a_chat_that_cannot_be_written_to_has_a_sentence(server: TelegramServer, code: int, words: str) -> None:
    """It carries Telegram's own reason."""
    server.fail("getChat", refusal(code, words))
    assert words.partition(": ")[2] in str(await make(server.url).reach("-1001234567890"))


async def test_a_door_is_a_link_to_a_private_chat(server: TelegramServer, polling_bot: Telegram) -> None:
    """Who must open a chat first gets the link that does it."""
    note = Message(text="Open a chat with me first.", door="ror")
    await polling_bot.deliver(Outgoing(letter=1, action="post", chat="-1001234567890", message=note))
    (sent,) = server.called("sendMessage")
    assert sent["text"] == "Open a chat with me first.\nhttps://t.me/AcmeRapportBot?start=ror"
