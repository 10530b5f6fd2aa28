"""The manifest asks for what the code uses, and for nothing else."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.platforms.slack import manifest
from bot.platforms.slack.inbound import EVENTS
from bot.platforms.slack.manifest import SCOPES
from chat.errors import DeliveryError, Permanent, Unknown
from chat.i18n import words
from chat.messages import Message
from chat.ports import Outgoing
from tests.support.slack_bot import running
from tests.support.slack_server import SlackServer

SCOPES_OF_EVENTS = {
    "app_home_opened": set(),
    "app_uninstalled": set(),
    "member_joined_channel": {"channels:read", "groups:read"},
    "member_left_channel": {"channels:read", "groups:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "reaction_added": {"reactions:read"},
    "reaction_removed": {"reactions:read"},
    "tokens_revoked": set(),
}
"""As docs.slack.dev/reference/events has them."""

LETTER = Outgoing(
    letter=1, action="post", chat="C1", message=Message(text="Hi"), called_at=datetime(2023, 11, 14, tzinfo=UTC)
)
ACTS = {
    "chat:write": LETTER,
    "files:write": replace(LETTER, message=Message(text="Hi", picture=b"PNG")),
    "channels:history": LETTER,
    "files:read": LETTER,
    "groups:history": replace(LETTER, chat="G1"),
    "im:history": replace(LETTER, chat="U1"),
    "im:write": replace(LETTER, chat="U2"),
}
"""What the bot does with each scope of the Web API."""


async def act(letter: Outgoing, scopes: set[str]) -> int:
    """Post, find and edit a letter with these scopes; return the number of pictures that were shown."""
    async with SlackServer(scopes=scopes) as server, running(server, "http") as bot:
        receipt = await bot.platform.deliver(letter)
        assert await bot.platform.find(letter) == receipt
        await bot.platform.deliver(replace(letter, action="edit", target=receipt.message))
        pictures = sum("content" in file for file in server.workspace.files.values())
        assert await bot.platform.fetch(server.workspace.keep("a.pdf", b"PDF")["id"]) == b"PDF"
        return pictures


@pytest.mark.parametrize("scope", ACTS)
async def test_the_scopes_are_enough_and_each_is_needed(scope: str) -> None:
    """The fake Slack refuses a method whose scope the token lacks."""
    letter = ACTS[scope]
    pictures = await act(letter, set(SCOPES))
    assert pictures == (2 if letter.message.picture else 0)
    if scope == "files:write":
        assert await act(letter, set(SCOPES) - {scope}) == 0
        return
    with pytest.raises((Permanent, Unknown)) as error:
        await act(letter, set(SCOPES) - {scope})
    assert isinstance(error.value, DeliveryError)
    assert scope in str(error.value)


def test_each_event_has_its_scope_and_each_scope_its_use() -> None:
    """Scopes are those of the events, of the methods, and of the commands."""
    asked = manifest(("ror",))
    assert asked["settings"]["event_subscriptions"]["bot_events"] == sorted(SCOPES_OF_EVENTS)
    needed = {"commands", *ACTS, *(scope for scopes in SCOPES_OF_EVENTS.values() for scope in scopes)}
    assert set(asked["oauth_config"]["scopes"]["bot"]) == needed == set(SCOPES)


def test_every_event_that_is_read_is_subscribed_to() -> None:
    """`message` goes by several names there."""
    assert {name.partition(".")[0] for name in SCOPES_OF_EVENTS} == set(EVENTS)


def test_every_scope_has_a_reason() -> None:
    """Whoever installs the app may ask why."""
    assert all(len(reason) > 10 for reason in SCOPES.values())


def test_socket_mode_needs_no_address() -> None:
    """Slack wants none where it is called by the bot."""
    asked = manifest(("poll", "ror"), None, "socket")
    assert asked["settings"]["socket_mode_enabled"]
    assert "request_url" not in json.dumps(asked)
    assert "http" not in json.dumps(asked)


def test_http_has_one_address_for_everything() -> None:
    """Events, buttons and commands come in at the same place."""
    asked = manifest(("poll", "ror"), "https://bot.example.com/", "http")
    address = "https://bot.example.com/slack/events"
    assert not asked["settings"]["socket_mode_enabled"]
    assert asked["settings"]["event_subscriptions"]["request_url"] == address
    assert asked["settings"]["interactivity"] == {"is_enabled": True, "request_url": address}
    assert [(each["command"], each["url"]) for each in asked["features"]["slash_commands"]] == [
        ("/poll", address), ("/ror", address),
    ]  # fmt: skip


def test_descriptions_are_those_of_the_commands() -> None:
    """The same words as in Telegram's list of commands, and short enough for Slack."""
    asked = manifest(("poll", "ror"))
    shown = [each["description"] for each in asked["features"]["slash_commands"]]
    assert shown == [words("en")("command-poll"), words("en")("command-ror")]
    assert len(asked["display_information"]["description"]) <= 140


def test_menus_and_the_home_tab_lead_to_polls() -> None:
    """A shortcut is named by the command it stands for, and within Slack's limits."""
    asked = manifest(("poll", "ror"))["features"]
    assert asked["app_home"]["home_tab_enabled"]
    assert [(each["type"], each["name"], each["callback_id"]) for each in asked["shortcuts"]] == [
        ("global", "New poll", "poll"), ("message", "Ask in a poll", "poll"), ("message", "Log as query", "query"),
    ]  # fmt: skip
    assert all(len(each["name"]) <= 24 and len(each["description"]) <= 150 for each in asked["shortcuts"])
    assert [each["callback_id"] for each in manifest(("ror",))["features"]["shortcuts"]] == ["query"]
