"""Asking, before anything runs, whether a chat can be written to."""

import pytest

from bot.platforms.slack import Slack
from bot.platforms.slack.calls import SENTENCES
from tests.support.slack_bot import ShiftedClock
from tests.support.slack_server import BOT_TOKEN, SlackServer, refused


def unopened(server: SlackServer) -> Slack:
    """Return a platform that nobody opened."""
    return Slack(
        bot_token=BOT_TOKEN, api_url=server.url, clock=ShiftedClock(), commands=("poll",), on_rejected=lambda: None
    )


@pytest.mark.parametrize(
    ("chat", "why"),
    [
        pytest.param("C1", None, id="inside"),
        pytest.param("U1", None, id="person"),
        pytest.param("CLEFT", SENTENCES["not_in_channel"], id="not-invited"),
        pytest.param("CGONE", SENTENCES["channel_not_found"], id="unknown"),
    ],
)
async def test_a_chat_that_cannot_be_written_to_has_a_sentence(chat: str, why: str | None) -> None:
    """The sentence says what mends it."""
    async with SlackServer() as server:
        assert await unopened(server).reach(chat) == why


async def test_a_wrong_token_has_a_sentence() -> None:
    """It names the setting."""
    async with SlackServer() as server:
        server.plan("conversations.info", refused("invalid_auth"))
        assert "SLACK_BOT_TOKEN" in str(await unopened(server).reach("C1"))
