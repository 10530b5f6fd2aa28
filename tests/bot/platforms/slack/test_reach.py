"""Asking, before anything runs, whether a chat can be written to."""

import pytest

from bot.inquiries import inquire
from bot.platforms.slack import Slack
from chat.address import Address
from chat.i18n import words
from chat.inquiries import Inquiry
from tests.support.slack_bot import Bot, ShiftedClock
from tests.support.slack_server import BOT_TOKEN, SlackServer, rate_limited, refused

INVITE = words("en")("slack-invite", bot="Rapport")


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
        pytest.param("CLEFT", INVITE, id="not-invited"),
        pytest.param("CGONE", INVITE, id="private-or-unknown"),
        pytest.param("COLD", words("en")("slack-archived"), id="archived"),
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


async def test_an_open_bot_asks_over_its_own_connection_and_knows_its_name(bot: Bot, server: SlackServer) -> None:
    """The line to type is right even where the app was installed under another name."""
    why = str(await bot.platform.reach("CGONE"))
    assert "/invite @rapport" in why
    assert [call.method for call in server.calls] == ["auth.test", "conversations.info"]
    await bot.platform.close()
    assert await bot.platform.reach("CGONE") == INVITE


async def test_a_message_has_its_address_in_the_workspace(bot: Bot, server: SlackServer) -> None:
    """Slack is not asked for it; before the bot knows its workspace there is none."""
    found = await inquire({"slack": bot.platform}, Inquiry(link=(Address("slack", "C1"), "1712340000.000100")))
    assert found.link == "https://fake.slack.com/archives/C1/p1712340000000100"
    assert [call.method for call in server.calls] == ["auth.test"]
    assert await unopened(server).permalink("C1", "1712340000.000100") is None


async def test_people_in_a_channel_are_counted(bot: Bot, server: SlackServer) -> None:
    """By one call; a bot that asks too often is told how long to wait, and nobody hands out links."""
    server.workspace.counts["C1"] = 812
    assert await bot.platform.count("C1") == 812
    server.plan("conversations.info", rate_limited(7))
    found = await inquire({"slack": bot.platform}, Inquiry(count=Address("slack", "C1"), opens=("slack", "ref_A")))
    assert (found.members, found.wait_s, found.opens) == (None, 7, None)
    assert await bot.platform.invite("C1", "ref_A") is None
