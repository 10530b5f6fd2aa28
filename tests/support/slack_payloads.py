"""Payloads as Slack sends them, from people who do not exist."""

import itertools
import json
from typing import Any
from urllib.parse import urlencode

from tests.support.slack_workspace import APP, BOT, BOT_USER, TEAM

Json = dict[str, Any]

ANA, BEN, CHANNEL, TEAM_CHANNEL, DIRECT = "U0ANA", "U0BEN", "C0AUDIENCE", "C0TEAM", "D0ANA"
TS, EVENT_TS = "1712345678.000100", "1712345678.000100"

_numbers = itertools.count(1)


def envelope(event: Json, **outer: Any) -> Json:
    """Wrap an event as the Events API does; each has an id of its own."""
    return {
        "token": "legacy-verification-token",
        "team_id": TEAM,
        "context_team_id": TEAM,
        "context_enterprise_id": None,
        "api_app_id": APP,
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{next(_numbers):08}",
        "event_time": 1712345678,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": "4-eyJldCI6Im1lc3NhZ2UifQ",
        **outer,
    }


def message(text: object = "Loved the recipes!", *, channel: str = CHANNEL, user: object = ANA, **more: Any) -> Json:
    """Somebody wrote."""
    return {
        "user": user,
        "type": "message",
        "ts": TS,
        "client_msg_id": "9f1a3c52-0000-4000-8000-000000000001",
        "text": text,
        "team": TEAM,
        "blocks": [
            {"type": "rich_text", "block_id": "x9", "elements": [{"type": "rich_text_section", "elements": []}]}
        ],
        "channel": channel,
        "event_ts": EVENT_TS,
        "channel_type": "im" if channel.startswith("D") else "channel",
        **more,
    }


def changed(before: str, after: str, **of_message: Any) -> Json:
    """Somebody edited a message, or Slack did."""
    said = {"type": "message", "user": ANA, "ts": TS, "team": TEAM}
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "message": {**said, "text": after, "edited": {"user": ANA, "ts": "1712345690.000000"}, **of_message},
        "previous_message": {**said, "text": before},
        "channel": CHANNEL,
        "ts": "1712345690.000200",
        "event_ts": "1712345690.000200",
        "channel_type": "channel",
    }


def deleted(**previous: Any) -> Json:
    """A message was deleted."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "deleted_ts": TS,
        "previous_message": {"type": "message", "user": ANA, "ts": TS, "text": "Oops", **previous},
        "channel": CHANNEL,
        "ts": "1712345695.000300",
        "event_ts": "1712345695.000300",
        "channel_type": "channel",
    }


def reaction(kind: str = "reaction_added", **more: Any) -> Json:
    """Somebody put an emoji on a message, or took it off."""
    return {
        "type": kind,
        "user": ANA,
        "reaction": "tada",
        "item": {"type": "message", "channel": CHANNEL, "ts": TS},
        "item_user": BOT_USER,
        "event_ts": "1712345700.000400",
        **more,
    }


def membership(kind: str = "member_joined_channel", **more: Any) -> Json:
    """Somebody came or went."""
    return {
        "type": kind,
        "user": BEN,
        "channel": CHANNEL,
        "channel_type": "C",
        "team": TEAM,
        "event_ts": "1712345710.000500",
        **more,
    }


def command(name: str = "/ror", text: str = "", *, response_url: str = "", **more: str) -> dict[str, str]:
    """Somebody used a slash command."""
    return {
        "token": "legacy-verification-token",
        "team_id": TEAM,
        "team_domain": "fake",
        "channel_id": TEAM_CHANNEL,
        "channel_name": "brand-team",
        "user_id": ANA,
        "user_name": "ana",
        "command": name,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": f"7.{next(_numbers)}.abc",
        **more,
    }


def press(value: str | None = "vote:p1:1", *, response_url: str = "", **more: Any) -> Json:
    """Somebody pressed a button under one of the bot's messages."""
    button = {"action_id": "vote.1", "block_id": "b3", "type": "button", "action_ts": "1712345720.000600"}
    label = {"type": "plain_text", "text": "Behind the scenes", "emoji": True}
    section = {"type": "section", "block_id": "b1", "text": {"type": "plain_text", "text": "Which content next?"}}
    shown = {**button, "text": label, "value": value}
    del shown["action_ts"]
    return {
        "type": "block_actions",
        "user": {"id": ANA, "username": "ana", "name": "ana", "team_id": TEAM},
        "api_app_id": APP,
        "token": "legacy-verification-token",
        "container": {"type": "message", "message_ts": TS, "channel_id": CHANNEL, "is_ephemeral": False},
        "trigger_id": f"8.{next(_numbers)}.def",
        "team": {"id": TEAM, "domain": "fake"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": CHANNEL, "name": "audience"},
        "message": {
            "type": "message", "ts": TS, "bot_id": BOT, "app_id": APP, "user": BOT_USER, "team": TEAM,
            "text": "Which content next?",
            "blocks": [section, {"type": "actions", "block_id": "b3", "elements": [shown]}],
        },
        "state": {"values": {}},
        "response_url": response_url,
        "actions": [{**button, "text": label, **({} if value is None else {"value": value})}],
        **more,
    }  # fmt: skip


def home_opened(**more: Any) -> Json:
    """Somebody looks at the bot's page."""
    return {
        "type": "app_home_opened", "user": ANA, "channel": DIRECT, "tab": "home", "event_ts": EVENT_TS, **more,
    }  # fmt: skip


def message_action(text: str = "Could you do more live sessions?", *, response_url: str = "", **more: Any) -> Json:
    """Somebody chose the bot from a message's menu."""
    return {
        "type": "message_action",
        "token": "legacy-verification-token",
        "action_ts": "1712345730.000700",
        "team": {"id": TEAM, "domain": "fake"},
        "user": {"id": ANA, "username": "ana", "team_id": TEAM, "name": "ana"},
        "channel": {"id": TEAM_CHANNEL, "name": "brand-team"},
        "is_enterprise_install": False,
        "enterprise": None,
        "callback_id": "poll",
        "trigger_id": f"9.{next(_numbers)}.abc",
        "response_url": response_url,
        "message_ts": TS,
        "message": {"type": "message", "user": BEN, "ts": TS, "text": text, "team": TEAM},
        "api_app_id": APP,
        **more,
    }


def shortcut(**more: Any) -> Json:
    """Somebody chose the bot from the menu of everything."""
    return {
        "type": "shortcut",
        "token": "legacy-verification-token",
        "action_ts": "1712345740.000800",
        "team": {"id": TEAM, "domain": "fake"},
        "user": {"id": ANA, "username": "ana", "team_id": TEAM},
        "is_enterprise_install": False,
        "enterprise": None,
        "callback_id": "poll",
        "trigger_id": f"10.{next(_numbers)}.abc",
        "api_app_id": APP,
        **more,
    }


def _in_view(kind: str, view: Json, state: Json, **more: Any) -> Json:
    shown = {**view, "team_id": TEAM, "app_id": APP, "app_installed_team_id": TEAM, "bot_id": BOT}
    return {
        "type": kind,
        "user": {"id": ANA, "username": "ana", "name": "ana", "team_id": TEAM},
        "team": {"id": TEAM, "domain": "fake"},
        "api_app_id": APP,
        "token": "legacy-verification-token",
        "container": {"type": "view", "view_id": view["id"]},
        "trigger_id": f"11.{next(_numbers)}.abc",
        "enterprise": None,
        "is_enterprise_install": False,
        "view": {**shown, "root_view_id": view["id"], "state": {"values": state}},
        **more,
    }


def view_press(view: Json, value: str, **more: Any) -> Json:
    """Somebody pressed a button in a modal or on the bot's page."""
    button = {"action_id": "press0.0", "block_id": "b1", "type": "button", "value": value}
    return _in_view("block_actions", view, {}, actions=[{**button, "action_ts": "1712345750.000900"}], **more)


def changed_field(view: Json, name: str, **values: Any) -> Json:
    """Somebody changed a field of a form that wants to know at once; `values` are of all its fields."""
    state = view_state(view, **values)
    ((action_id, given),) = state[f"field.{name}"].items()
    action = {"action_id": action_id, "block_id": f"field.{name}", "action_ts": "1712345760.001000", **given}
    return _in_view("block_actions", view, state, actions=[action])


def submission(view: Json, **values: Any) -> Json:
    """Somebody sent a form, with these values in its fields and what stood there at first in the others."""
    return _in_view("view_submission", view, view_state(view, **values), response_urls=[])


def view_state(view: Json, **values: Any) -> Json:
    """Return what stands in a modal's fields, as Slack tells it."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    unknown = set(values) - {block["block_id"].removeprefix("field.") for block in inputs}
    assert not unknown, f"the form does not ask for {unknown}"
    return {block["block_id"]: {block["element"]["action_id"]: _given(block, values)} for block in inputs}


def _given(block: Json, values: Json) -> Json:
    element, name = block["element"], block["block_id"].removeprefix("field.")
    value = values.get(name)
    options = {each["value"]: each for each in element.get("options", [])}
    match element["type"]:
        case "plain_text_input":
            given = {"value": element.get("initial_value") if name not in values else value or None}
        case "static_select":
            given = {"selected_option": options[value] if value else element.get("initial_option")}
        case "checkboxes" | "multi_static_select":
            chosen = element.get("initial_options", []) if value is None else [options[each] for each in value]
            given = {"selected_options": chosen}
        case "file_input":
            given = {"files": value or []}
        case "datepicker":
            given = {"selected_date": value or element.get("initial_date")}
        case _:
            given = {"selected_time": value or element.get("initial_time")}
    return {"type": element["type"], **given}


def form(body: Json) -> bytes:
    """Encode a command as Slack posts it, or an interaction in its one field."""
    return urlencode(body if "command" in body else {"payload": json.dumps(body)}).encode()
