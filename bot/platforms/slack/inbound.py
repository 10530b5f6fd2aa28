"""Slack's payloads as events. A payload that lies about its own form raises one of `UNREADABLE`."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from bot.platforms.slack.text import plain
from chat.events import Command, Deleted, Edited, Event, Joined, Left, Message, Press, Reaction, Uninstalled, Vote
from chat.messages import read_vote
from chat.ports import Clock

Payload = Mapping[str, Any]
Kind = Literal["event", "action", "command"]

UNREADABLE = (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError)

SPOKEN = {None, "file_share", "me_message", "thread_broadcast"}
"""The subtypes of a message that somebody wrote."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True, kw_only=True)
class Identity:
    """Who the bot is in its workspace, as `auth.test` told."""

    team: str
    bot: str
    user: str
    app: str | None = None
    """The app's id, which `auth.test` does not tell: one of the bot's own messages does; None until there is one."""

    @property
    def account(self) -> str:
        """The bot account's key."""
        return f"slack:{self.team}/{self.bot}"

    def wrote(self, message: Payload) -> bool:
        """Tell whether the bot wrote a message, or may have."""
        writers = {message.get("bot_id"), message.get("user")} - {None}
        return not writers or not writers.isdisjoint({self.bot, self.user})

    def learn(self, message: object) -> None:
        """Take the app's id from a message, where the bot wrote it."""
        match message:
            case {"bot_id": self.bot, "app_id": str(app)}:
                self.app = app
            case _:
                pass


def kind_of(body: Payload) -> Kind | None:
    """Tell what a payload is, or None where nobody handles it."""
    match body:
        case {"type": "event_callback", "event": {"type": str(name)}} if name in EVENTS:
            return "event"
        case {"type": "block_actions", "channel": {"id": str()}}:
            return "action"
        case {"command": str()}:
            return "command"
        case _:
            return None


def key_of(body: Payload, raw: bytes | None = None) -> str:
    """Return the id by which a repeat of the payload is known.

    Args:
        raw: the request's body; None in Socket Mode, where there is none.
    """
    for name in ("event_id", "trigger_id"):
        if isinstance(body.get(name), str) and body[name]:
            return str(body[name])
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode() if raw is None else raw).hexdigest()


def text_in(raw: Payload, name: str) -> str:
    """Return a text that must be there."""
    value = raw[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} is no text")
    return value


def maybe_in(raw: Payload, name: str) -> str | None:
    """Return a text that may be missing."""
    return text_in(raw, name) if raw.get(name) else None


def micros(stamp: str) -> int:
    """Return a time stamp such as `1712345678.000100` as microseconds."""
    seconds, _, rest = stamp.partition(".")
    return int(seconds) * 1_000_000 + int(rest[:6].ljust(6, "0"))


def moment(stamp: str) -> datetime:
    """Return a time stamp as a time in UTC."""
    return EPOCH + timedelta(microseconds=micros(stamp))


class Translator:
    """Makes events of the payloads that are for this bot."""

    def __init__(self, identity: Identity, commands: tuple[str, ...], clock: Clock) -> None:
        self.identity = identity
        self._commands = commands
        self._clock = clock
        # The signature (or the socket) vouches for the app, so until its id is known the first one named is ours.
        self._first_app: str | None = None

    def read(self, body: Payload, raw: bytes | None = None) -> Event | None:
        """Return the event, or None where the payload is not for us or tells nothing that counts."""
        if not self._is_ours(body):
            return None
        match kind_of(body):
            case "event":
                event: Payload = {"event_ts": self._stamp(body), **body["event"]}
                return EVENTS[event["type"]](self, event, key_of(body, raw))
            case "action":
                return self._press(body, key_of(body, raw))
            case "command":
                return self._command(body, key_of(body, raw))
            case None:
                return None

    def _is_ours(self, body: Payload) -> bool:
        app, team = maybe_in(body, "api_app_id"), self._team(body)
        if team is not None and team != self.identity.team:
            return False
        if self.identity.app is None:
            self.identity.learn(body.get("message"))
            self._first_app = self._first_app or app
        return app is None or app == (self.identity.app or self._first_app)

    @staticmethod
    def _team(body: Payload) -> str | None:
        # In a channel shared by two workspaces `team_id` may be the other one: the installation that sees it counts.
        if body.get("is_ext_shared_channel") and body.get("authorizations"):
            return maybe_in(body["authorizations"][0], "team_id")
        if body.get("team"):
            return text_in(body["team"], "id")
        return maybe_in(body, "team_id")

    def _stamp(self, body: Payload) -> str:
        """Return the time of an event that does not carry `event_ts` itself."""
        told = body["event"].get("ts") or body.get("event_time")
        return str(told) if told else f"{self._clock.now().timestamp():.6f}"

    def _common(self, event: Payload, key: str, chat: str) -> dict[str, Any]:
        stamp = text_in(event, "event_ts")
        return {
            "account": self.identity.account,
            "id": key,
            "platform": "slack",
            "at": moment(stamp),
            "order": micros(stamp),
            "chat": chat,
            "private": chat.startswith("D") or event.get("channel_type") == "im",
        }

    def _is_bot(self, raw: Payload) -> bool:
        return bool(raw.get("bot_id")) or raw.get("user") == self.identity.user

    def message(self, event: Payload, key: str) -> Event | None:
        """Read a message, or what became of one."""
        subtype = event.get("subtype")
        if subtype == "message_changed":
            return self._changed(event, key)
        if subtype == "message_deleted":
            return self._deleted(event, key, text_in(event, "deleted_ts"))
        text = maybe_in(event, "text") or ""
        if subtype not in SPOKEN or self._is_bot(event) or not (text or event.get("files")):
            return None
        return Message(
            **self._common(event, key, text_in(event, "channel")),
            person=text_in(event, "user"),
            name=_name(event),
            message=text_in(event, "ts"),
            text=plain(text),
            thread=_thread(event),
            reply_to=_thread(event),
        )

    def _changed(self, event: Payload, key: str) -> Event | None:
        now, before = event["message"], event.get("previous_message")
        if now.get("subtype") == "tombstone":
            # A deleted message that had replies stays as a stone with their count.
            return self._deleted(event, key, text_in(now, "ts"))
        same = before.get("text") == now.get("text") if before else "edited" not in now
        if same or self._is_bot(now) or now.get("subtype") not in SPOKEN:
            return None
        return Edited(
            **self._common(event, key, text_in(event, "channel")),
            person=text_in(now, "user"),
            name=_name(now),
            message=text_in(now, "ts"),
            text=plain(maybe_in(now, "text") or ""),
            thread=_thread(now),
        )

    def _deleted(self, event: Payload, key: str, message: str) -> Event | None:
        before = event.get("previous_message") or {}
        if self._is_bot(before):
            return None
        common = self._common(event, key, text_in(event, "channel"))
        return Deleted(**common, message=message, thread=_thread(before))

    def reaction(self, event: Payload, key: str) -> Event | None:
        """Read an emoji put on a message or taken off."""
        item = event["item"]
        if item.get("type") != "message" or self._is_bot(event):
            return None
        return Reaction(
            **self._common(event, key, text_in(item, "channel")),
            person=text_in(event, "user"),
            target=text_in(item, "ts"),
            emoji=text_in(event, "reaction"),
            removed=event["type"] == "reaction_removed",
        )

    def joined(self, event: Payload, key: str) -> Event | None:
        """Read that somebody came."""
        if self._is_bot(event):
            return None
        common = self._common(event, key, text_in(event, "channel"))
        return Joined(**common, person=text_in(event, "user"), referrer=maybe_in(event, "inviter"))

    def left(self, event: Payload, key: str) -> Event | None:
        """Read that somebody went."""
        if self._is_bot(event):
            return None
        return Left(**self._common(event, key, text_in(event, "channel")), person=text_in(event, "user"))

    def uninstalled(self, event: Payload, key: str) -> Event | None:
        """Read that the app was taken out of the workspace, or its bot token revoked."""
        if event["type"] == "tokens_revoked" and not event["tokens"].get("bot"):
            return None
        return Uninstalled(**self._now(key))

    def _now(self, key: str) -> dict[str, Any]:
        now = self._clock.now()
        order = (now - EPOCH) // timedelta(microseconds=1)
        return {"account": self.identity.account, "id": key, "platform": "slack", "at": now, "order": order}

    def _command(self, body: Payload, key: str) -> Event | None:
        command = text_in(body, "command").removeprefix("/")
        if command not in self._commands:
            return None
        chat = text_in(body, "channel_id")
        return Command(
            **self._now(key),
            chat=chat,
            private=chat.startswith("D"),
            person=text_in(body, "user_id"),
            name=maybe_in(body, "user_name") or "",
            command=command,
            text=plain(maybe_in(body, "text") or ""),
            answerable=True,
        )

    def _press(self, body: Payload, key: str) -> Event:
        action, where, user = body["actions"][0], body.get("container") or {}, body["user"]
        common = self._common({"event_ts": action["action_ts"]}, key, text_in(body["channel"], "id"))
        common.update(person=text_in(user, "id"), name=maybe_in(user, "name") or maybe_in(user, "username") or "")
        common["thread"] = maybe_in(where, "thread_ts")
        data = maybe_in(action, "value") or ""
        vote = read_vote(data)
        if vote:
            return Vote(**common, poll=vote[0], options=(vote[1],), toggle=True, secret=vote[2])
        return Press(**common, data=data, message=maybe_in(where, "message_ts"))


def _thread(message: Payload) -> str | None:
    root = maybe_in(message, "thread_ts")
    return None if root == message.get("ts") else root


def _name(message: Payload) -> str:
    profile = message.get("user_profile") or {}
    return maybe_in(profile, "display_name") or maybe_in(profile, "real_name") or maybe_in(profile, "name") or ""


EVENTS: dict[str, Callable[[Translator, Payload, str], Event | None]] = {
    "message": Translator.message,
    "reaction_added": Translator.reaction,
    "reaction_removed": Translator.reaction,
    "member_joined_channel": Translator.joined,
    "member_left_channel": Translator.left,
    "app_uninstalled": Translator.uninstalled,
    "tokens_revoked": Translator.uninstalled,
}
