"""Give each module one bot on all wires, with a brand on each."""

import json
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.delivery import rounds
from bot.platforms.slack import Slack
from bot.platforms.telegram import Telegram
from bot.platforms.webchat import Webchat
from chat.ports import Limits, Pace
from tests.conversations.place import BRANDS, DATABASE, Place, opened
from tests.conversations.seats import Wire
from tests.conversations.slack_wire import SlackWire
from tests.conversations.telegram_wire import TelegramWire
from tests.conversations.webchat_wire import WebchatWire

CHATS = {
    "slack": ("north", "C0NORTHTEAM", "C0NORTH"),
    "telegram": ("south", "-1001000000001", "-1001000000002"),
    "webchat": ("west", "west-team", "west"),
}
"""Brand, team's chat and audience's chat by wire."""

MORE = {"telegram": ["telegram:-1001000000003"]}
"""Further audience chats: under Telegram's own polls the bot shows how it stands only where there are others."""

MAKERS: dict[str, type[Wire]] = {"slack": SlackWire, "telegram": TelegramWire, "webchat": WebchatWire}


def brands() -> str:
    """Return the brands as `config.toml` has them."""
    return "".join(
        BRANDS.format(key=key, name=key.title(), team=f"{wire}:{team}", audiences=_audiences(wire, audience))
        for wire, (key, team, audience) in CHATS.items()
    )


def _audiences(wire: str, audience: str) -> str:
    return json.dumps([f"{wire}:{audience}", *MORE.get(wire, [])])


@pytest.fixture(scope="module")
def hurry() -> Iterator[None]:
    """Let the bot write as fast as it can: how fast platforms may be written to is for `test_crowd`."""
    fast = Limits(chat_interval_s=0.01, overall_per_s=1_000)
    with pytest.MonkeyPatch.context() as patch:
        for platform in (Slack, Telegram, Webchat):
            patch.setattr(platform, "limits", fast)
        patch.setattr("bot.platforms.telegram.platform.GROUP", Pace(0.01))
        patch.setattr(rounds, "REFRESH_S", 0.02)
        patch.setattr(rounds, "SOON_S", 0.01)
        patch.setattr(rounds, "PEEK_S", 0.05)
        yield


@pytest.fixture(scope="module")
def chats() -> dict[str, tuple[str, str, str]]:
    """Return each wire's brand, team's chat and audience's chat."""
    return CHATS


@pytest.fixture(scope="module")
def config() -> str:
    """Return the brands as `config.toml` has them."""
    return brands()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(
    hurry: None, config: str, tmp_path_factory: pytest.TempPathFactory, migrated_file: Path
) -> AsyncIterator[Place]:
    """Return a running bot with these brands."""
    folder = tmp_path_factory.mktemp("conversations")
    shutil.copy(migrated_file, folder / DATABASE)
    async with opened(folder, config) as built:
        yield built


@pytest.fixture(scope="module")
def wires(place: Place, chats: dict[str, tuple[str, str, str]]) -> dict[str, Wire]:
    """Return the wires by name."""
    return {name: MAKERS[name](place, *those) for name, those in chats.items()}


@pytest.fixture(params=list(CHATS))
def wire(wires: dict[str, Wire], request: pytest.FixtureRequest) -> Wire:
    """Return each of the wires."""
    return wires[request.param]
