"""The fake Slack, and a bot in each mode."""

from collections.abc import AsyncIterator

import pytest

from bot.platforms.slack.inbound import Translator
from bot.platforms.slack.payloads import Identity
from tests.support.slack_bot import Bot, ShiftedClock, running
from tests.support.slack_server import SlackServer
from tests.support.slack_workspace import BOT, BOT_USER, TEAM


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    """Return Slack on loopback."""
    async with SlackServer() as slack:
        yield slack


@pytest.fixture
async def bot(server: SlackServer) -> AsyncIterator[Bot]:
    """Return a bot that Slack calls over HTTP."""
    async with running(server, "http") as opened:
        yield opened


@pytest.fixture
async def socket_bot(server: SlackServer) -> AsyncIterator[Bot]:
    """Return a bot that is connected by Socket Mode."""
    async with running(server, "socket") as opened:
        await server.connected()
        yield opened


@pytest.fixture
def translator() -> Translator:
    """Return a translator for the fake workspace's bot."""
    return Translator(Identity(team=TEAM, bot=BOT, user=BOT_USER), ("poll", "ror"), ShiftedClock())
