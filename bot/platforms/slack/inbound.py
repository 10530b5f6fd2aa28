"""Slack's payloads as events. A payload that lies about its own form raises one of `payloads.UNREADABLE`."""

from collections.abc import Callable
from typing import Any, Literal

from bot.platforms.slack import interactions
from bot.platforms.slack.files import file_of
from bot.platforms.slack.interactions import Interactions
from bot.platforms.slack.origins import origin_in
from bot.platforms.slack.payloads import (
    Identity,
    Ownership,
    Payload,
    at_once,
    is_private,
    key_of,
    maybe_in,
    stamped,
    text_in,
    written_at,
)
from chat.events import Deleted, Edited, Event, HomeOpened, Joined, Left, Message, Reaction, Uninstalled
from chat.markup import plain
from chat.ports import Clock

Kind = Literal["event"] | interactions.Kind

SPOKEN = {None, "file_share", "me_message", "thread_broadcast"}
"""The subtypes of a message that somebody wrote."""


def kind_of(body: Payload) -> Kind | None:
    """Tell what a payload is, or None where nobody handles it."""
    match body:
        case {"type": "event_callback", "event": {"type": str(name)}}:
            return "event" if name in EVENTS else None
        case _:
            return interactions.kind_of(body)


class Translator:
    """Makes events of the payloads that are for this bot."""

    def __init__(self, identity: Identity, commands: tuple[str, ...], clock: Clock) -> None:
        self.identity = identity
        self._clock = clock
        self._ownership = Ownership(identity)
        self._interactions = Interactions(identity, commands, clock)

    def read(self, body: Payload, raw: bytes | None = None) -> Event | None:
        """Return the event, or None where the payload is not for us or tells nothing that counts."""
        kind = kind_of(body)
        if not self._ownership.covers(body) or kind is None:
            return None
        if kind != "event":
            return self._interactions.read(kind, body, key_of(body, raw))
        event: Payload = {"event_ts": self._stamp(body), **body["event"]}
        return EVENTS[event["type"]](self, event, key_of(body, raw))

    def _stamp(self, body: Payload) -> str:
        """Return the time of an event that does not carry `event_ts` itself."""
        told = body["event"].get("ts") or body.get("event_time")
        return str(told) if told else f"{self._clock.now().timestamp():.6f}"

    def _common(self, event: Payload, key: str, chat: str) -> dict[str, Any]:
        private = is_private(chat) or event.get("channel_type") == "im"
        return stamped(self.identity, key, text_in(event, "event_ts")) | {"chat": chat, "private": private}

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
        origin = origin_in(event)
        if subtype not in SPOKEN or self._is_bot(event) or not (text or event.get("files") or origin):
            return None
        return Message(
            **self._common(event, key, text_in(event, "channel")),
            person=text_in(event, "user"),
            name=_name(event),
            message=text_in(event, "ts"),
            text=plain(text),
            thread=_thread(event),
            reply_to=_thread(event),
            files=tuple(file_of(each) for each in event.get("files") or ()),
            origin=origin,
        )

    def _changed(self, event: Payload, key: str) -> Event | None:
        now, before = event["message"], event.get("previous_message")
        if now.get("subtype") == "tombstone":
            # A deleted message that had replies stays as a stone with their count.
            return self._deleted(event, key, text_in(now, "ts"))
        same = before.get("text") == now.get("text") if before else "edited" not in now
        if self._is_bot(now) or now.get("subtype") not in SPOKEN:
            return None
        if same:
            return self._unfurled(event, key)
        return Edited(
            **self._common(event, key, text_in(event, "channel")),
            person=text_in(now, "user"),
            name=_name(now),
            message=text_in(now, "ts"),
            text=plain(maybe_in(now, "text") or ""),
            thread=_thread(now),
            written_at=written_at(text_in(now, "ts")),
        )

    def _unfurled(self, event: Payload, key: str) -> Event | None:
        """Read that Slack shows what a message links to: a post that is passed on by its address comes so."""
        now, origin = event["message"], origin_in(event["message"])
        if origin is None or origin == origin_in(event.get("previous_message") or {}):
            return None
        return Message(
            **self._common(event, key, text_in(event, "channel")),
            person=text_in(now, "user"),
            name=_name(now),
            message=text_in(now, "ts"),
            text="",
            origin=origin,
        )

    def _deleted(self, event: Payload, key: str, message: str) -> Event | None:
        before = event.get("previous_message") or {}
        if self._is_bot(before):
            return None
        common = self._common(event, key, text_in(event, "channel"))
        return Deleted(**common, message=message, thread=_thread(before), written_at=written_at(message))

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
        return Uninstalled(**at_once(self.identity, key, self._clock))

    def home(self, event: Payload, key: str) -> Event | None:
        """Read that somebody looks at the App Home; its other tab, the direct messages, needs no answer."""
        if event.get("tab") != "home":
            return None
        # Slack's own samples have an `event_ts` that is none.
        return HomeOpened(**at_once(self.identity, key, self._clock), person=text_in(event, "user"), private=True)


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
    "app_home_opened": Translator.home,
    "app_uninstalled": Translator.uninstalled,
    "tokens_revoked": Translator.uninstalled,
}
