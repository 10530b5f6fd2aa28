"""Asking, before anything runs, whether a chat can be written to."""

import pytest

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
