"""What people do with the bot, as events: commands, shortcuts, buttons and forms; and how each hears the answer."""

import json
from dataclasses import dataclass
from typing import Any, Literal

from bot.platforms.slack.fields import read_values
from bot.platforms.slack.payloads import Identity, Payload, at_once, is_private, maybe_in, stamped, text_in
from bot.platforms.slack.render import LINK
from chat.events import Command, Event, Filled, Press, Vote
from chat.markup import plain
from chat.messages import read_vote
from chat.ports import Clock

Kind = Literal["action", "command", "shortcut", "submission"]

MENU_ONLY = ("query",)
"""Commands that are chosen from a message's menu, and are no slash commands."""

TYPES: dict[str, Kind] = {"message_action": "shortcut", "shortcut": "shortcut", "view_submission": "submission"}


def kind_of(body: Payload) -> Kind | None:
    """Tell what somebody did, or None where it is none of what is handled here."""
    match body:
        case {"type": "block_actions", "channel": {"id": str()}} | {"type": "block_actions", "view": {"id": str()}}:
            return "action"
        case {"type": str(name)} if name in TYPES:
            return TYPES[name]
        case {"command": str()}:
            return "command"
        case _:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Somebody who waits for an answer, and the ways to give it."""

    kind: Kind
    person: str
    chat: str = ""
    """Where a form that is opened now belongs to; empty in the App Home."""
    url: str = ""
    """Takes ephemeral answers, 5 within 30 minutes; a secret."""
    trigger: str = ""
    """Opens one modal, within 3 s."""
    modal: str = ""
    """The modal in which it was done."""
    version: str = ""
    """Slack's hash of what that modal showed."""
    blocks: tuple[str, ...] = ()
    """Ids of that modal's input blocks."""
    typing: bool = False
    """A form is being filled in: only the form as it is now is an answer."""


def waiting_of(body: Payload) -> Waiting | None:
    """Return who waits for what comes of a payload; None where nobody does."""
    kind = kind_of(body)
    if kind is None:
        return None
    view = body.get("view") or {}
    is_modal = view.get("type") == "modal"
    return Waiting(
        kind=kind,
        person=maybe_in(body, "user_id") or text_in(body["user"], "id"),
        chat=chat_of(body),
        url=maybe_in(body, "response_url") or "",
        trigger=maybe_in(body, "trigger_id") or "",
        modal=text_in(view, "id") if is_modal else "",
        version=maybe_in(view, "hash") or "",
        blocks=tuple(each["block_id"] for each in view.get("blocks", ()) if each.get("type") == "input"),
        typing=kind == "action" and _is_field(body["actions"][0]),
    )


def chat_of(body: Payload) -> str:
    """Return the chat in which it was done; a modal remembers the chat that it was opened from."""
    if "channel_id" in body:
        return text_in(body, "channel_id")
    if body.get("channel"):
        return text_in(body["channel"], "id")
    kept = maybe_in(body.get("view") or {}, "private_metadata")
    return maybe_in(json.loads(kept), "chat") or "" if kept else ""


def _is_field(action: Payload) -> bool:
    return action.get("type") != "button"


def _presser(body: Payload) -> dict[str, Any]:
    user = body["user"]
    return _asker(body, text_in(user, "id"), maybe_in(user, "name") or maybe_in(user, "username"))


def _asker(body: Payload, person: str, name: str | None) -> dict[str, Any]:
    """Return what every event has that somebody may be answered to, with and without a form."""
    chat = chat_of(body)
    return {
        "chat": chat,
        "private": is_private(chat),
        "person": person,
        "name": name or "",
        "answerable": True,
        "formable": bool(body.get("trigger_id")),
    }


class Interactions:
    """Makes events of what people do with the bot."""

    def __init__(self, identity: Identity, commands: tuple[str, ...], clock: Clock) -> None:
        self._identity = identity
        self._commands = commands
        self._clock = clock

    def read(self, kind: Kind, body: Payload, key: str) -> Event | None:
        """Return the event, or None where it is not for us."""
        match kind:
            case "action":
                return self._action(body, key)
            case "command":
                return self._command(body, key)
            case "shortcut":
                return self._shortcut(body, key)
            case "submission":
                return self._filled(body, at_once(self._identity, key, self._clock), done=True)

    def _command(self, body: Payload, key: str) -> Event | None:
        command = text_in(body, "command").removeprefix("/")
        if command not in self._commands:
            return None
        common = at_once(self._identity, key, self._clock)
        common |= _asker(body, text_in(body, "user_id"), maybe_in(body, "user_name"))
        return Command(**common, command=command, text=plain(maybe_in(body, "text") or ""))

    def _shortcut(self, body: Payload, key: str) -> Event | None:
        """Read the choice from a menu; its name is that of the command it stands for."""
        command = text_in(body, "callback_id")
        if command not in self._commands and command not in MENU_ONLY:
            return None
        chosen = body.get("message") or {}
        stamp, root = maybe_in(chosen, "ts"), maybe_in(chosen, "thread_ts")
        common = at_once(self._identity, key, self._clock) | _presser(body)
        common |= {"message": stamp, "thread": None if root == stamp else root}
        return Command(**common, command=command, quoted=plain(maybe_in(chosen, "text") or ""))

    def _action(self, body: Payload, key: str) -> Event | None:
        action, where = body["actions"][0], body.get("container") or {}
        if str(action.get("action_id")).startswith(LINK):
            return None
        common = stamped(self._identity, key, text_in(action, "action_ts"))
        if _is_field(action):
            return self._filled(body, common, done=False)
        common |= _presser(body) | {"thread": maybe_in(where, "thread_ts")}
        data = maybe_in(action, "value") or ""
        vote = read_vote(data)
        if vote:
            return Vote(**common, poll=vote[0], options=(vote[1],), toggle=True, secret=vote[2])
        return Press(**common, data=data, message=maybe_in(where, "message_ts"))

    def _filled(self, body: Payload, common: dict[str, Any], *, done: bool) -> Event:
        view = body["view"]
        form, values = text_in(view, "callback_id"), read_values(view["state"]["values"])
        return Filled(**common, **_presser(body), form=form, values=values, done=done, view=text_in(view, "id"))
