"""What a press is answered with: nothing, a toast, an alert, or the door to a private chat."""

from typing import Any

import pytest

from bot.platforms.telegram import Telegram
from chat.ports import Outcome
from tests.support.intake import RecordingIntake
from tests.support.telegram_payloads import press
from tests.support.telegram_server import TelegramServer
from tests.support.waiting import until

LINK = "https://t.me/AcmeRapportBot?start=why_p1"
ANSWERS = [
    pytest.param(Outcome("done"), {}, id="nothing"),
    pytest.param(Outcome("done", toast="Counted 👍"), {"text": "Counted 👍"}, id="toast"),
    pytest.param(Outcome("done", toast="One.\nTwo."), {"text": "One.\nTwo.", "show_alert": True}, id="lines"),
    pytest.param(Outcome("done", toast="x" * 101), {"text": "x" * 101, "show_alert": True}, id="long"),
    pytest.param(Outcome("done", toast="👍" * 101), {"text": "👍" * 99 + "…", "show_alert": True}, id="too long"),
    pytest.param(Outcome("done", door="why_p1"), {"url": LINK}, id="door"),
    # Clients that are given both show the text and open nothing.
    pytest.param(Outcome("done", toast="See you there", door="why_p1"), {"url": LINK}, id="door and toast"),
]


@pytest.mark.parametrize(("outcome", "expected"), ANSWERS)
async def test_a_press_is_answered_in_the_webhooks_reply(
    server: TelegramServer, intake: RecordingIntake, webhook_bot: Telegram, outcome: Outcome, expected: dict[str, Any]
) -> None:
    """No call of its own is needed."""
    intake.outcome = lambda _event: outcome
    await server.say(callback_query=press("why:p1"))
    assert server.answers == [{"callback_query_id": "4382", **expected}]
    assert server.called("answerCallbackQuery") == []


@pytest.mark.parametrize(("outcome", "expected"), ANSWERS)
async def test_a_press_is_answered_when_polling(
    server: TelegramServer, intake: RecordingIntake, polling_bot: Telegram, outcome: Outcome, expected: dict[str, Any]
) -> None:
    """By a call, with the same words."""
    intake.outcome = lambda _event: outcome
    await server.say(callback_query=press("why:p1"))
    await until(lambda: server.answers)
    assert server.answers == [{"callback_query_id": "4382", **expected}]


async def test_a_door_whose_address_is_not_known_yet_leaves_the_toast(
    server: TelegramServer, intake: RecordingIntake, webhook_bot: Telegram
) -> None:
    """While Telegram has not told the bot's name there is no link."""
    intake.outcome = lambda _event: Outcome("done", toast="Write to me", door="why_p1")
    webhook_bot._me = type(webhook_bot._me)(webhook_bot._me.id)
    await server.say(callback_query=press("why:p1"))
    assert server.answers == [{"callback_query_id": "4382", "text": "Write to me"}]
