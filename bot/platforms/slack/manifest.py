"""The app's manifest, which Slack makes the app of: exactly the scopes, events and commands that the code uses.

The app-level token of Socket Mode, with its one scope `connections:write`, is made by hand: no manifest can ask for it.
"""

from collections.abc import Sequence
from typing import Any, Literal

from bot.platforms.slack.inbound import EVENTS
from bot.platforms.slack.interactions import MENU_ONLY
from bot.platforms.slack.route import PATH
from chat.i18n import words

SCOPES = {
    "channels:history": "see what people write in public audience channels, and find a post whose answer was lost",
    "channels:read": "see who joins and leaves public audience channels, and check that the bot is in them",
    "chat:write": "post polls, digests and answers, and edit polls as votes come in",
    "commands": "offer the slash commands",
    "files:read": "pass on the files that people send with a question, and those that the team answers with",
    "files:write": "show charts and pictures, and hand out files",
    "groups:history": "the same as channels:history in private channels, such as the team's",
    "groups:read": "see who joins and leaves private channels",
    "im:history": "see what people write to the bot directly",
    "im:write": "open the direct message with a person again, to edit or find what the bot wrote there",
    "reactions:read": "count applause",
}
"""Each scope that the bot asks for, and why."""

SHORTCUTS = (("global", "poll"), ("message", "poll"), *(("message", each) for each in MENU_ONLY))
"""Entries of Slack's menus, and the command that each stands for: its callback id."""

MESSAGES = ("message.channels", "message.groups", "message.im")
"""Slack's names of the event `message`, by kind of chat."""


def manifest(
    commands: Sequence[str], public_url: str | None = None, mode: Literal["socket", "http"] = "socket"
) -> dict[str, Any]:
    """Return the manifest.

    Args:
        public_url: where Slack reaches this bot, without a path; needed in the mode `http`.
    """
    offered = {*commands, *MENU_ONLY}
    address = {} if mode == "socket" else {"request_url": f"{(public_url or '').rstrip('/')}{PATH}"}
    return {
        "display_information": {"name": "Rapport", "description": words("en")("slack-about")},
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Rapport", "always_online": True},
            "shortcuts": [_shortcut(kind, command) for kind, command in SHORTCUTS if command in offered],
            "slash_commands": [_command(command, address) for command in commands],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": {**address, "bot_events": events()},
            "interactivity": {"is_enabled": True, **address},
            "org_deploy_enabled": False,
            "socket_mode_enabled": mode == "socket",
            "token_rotation_enabled": False,
        },
    }


def events() -> list[str]:
    """Return the names of the events to subscribe to."""
    return sorted({*EVENTS, *MESSAGES} - {"message"})


def _command(command: str, address: dict[str, str]) -> dict[str, Any]:
    return {
        "command": f"/{command}",
        "description": words("en")(f"command-{command}"),
        # Text comes as it was typed, not with mentions and links marked up.
        "should_escape": False,
        **({"url": address["request_url"]} if address else {}),
    }


def _shortcut(kind: str, command: str) -> dict[str, str]:
    say = words("en")
    name, about = say(f"slack-{kind}-{command}"), say(f"slack-{kind}-{command}-about")
    return {"name": name, "type": kind, "callback_id": command, "description": about}
