"""What all of Slack's payloads have in common: whose they are, what a repeat is known by, how texts and times are read.

A payload that lies about its own form raises one of `UNREADABLE`.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from chat.ports import Clock

Payload = Mapping[str, Any]

UNREADABLE = (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True, kw_only=True)
class Identity:
    """Who the bot is in its workspace, as `auth.test` told."""

    team: str
    bot: str
    user: str
    name: str = ""
    """What people call it after an @."""
    home: str = ""
    """The workspace's address, with its last slash."""
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


class Ownership:
    """Knows which payloads are for this installation of the app."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity
        # The signature (or the socket) vouches for the app, so until its id is known the first one named is ours.
        self._first_app: str | None = None

    def covers(self, body: Payload) -> bool:
        """Tell whether a payload is for us; in a channel shared by two workspaces both may have the app."""
        app = maybe_in(body, "api_app_id")
        if not self._is_of_our_team(body):
            return False
        if self._identity.app is None:
            self._identity.learn(body.get("message"))
            self._first_app = self._first_app or app
        return app is None or app == (self._identity.app or self._first_app)

    def _is_of_our_team(self, body: Payload) -> bool:
        match body:
            case {"type": "block_actions", "message": {"bot_id": str(writer)}}:
                # Whoever presses may be of the other workspace; under whose message the button is tells.
                return writer == self._identity.bot
            case {"view": {"app_installed_team_id": str(team)}}:
                return team == self._identity.team
            case _:
                return _team(body) in {None, self._identity.team}


def _team(body: Payload) -> str | None:
    # In a shared channel `team_id` may be the other workspace: the installation that sees it counts.
    if body.get("authorizations") and (team := maybe_in(body["authorizations"][0], "team_id")):
        return team
    if body.get("team"):
        return text_in(body["team"], "id")
    return maybe_in(body, "team_id")


def key_of(body: Payload, raw: bytes | None = None) -> str:
    """Return the id by which a repeat of the payload is known.

    Args:
        raw: the request's body; None in Socket Mode, where there is none.
    """
    for name in ("event_id", "trigger_id"):
        if isinstance(body.get(name), str) and body[name]:
            return str(body[name])
    match body:
        case {"view": {"id": str(view), "hash": str(version)}}:
            return f"{view}/{version}"
        case _:
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


def stamped(identity: Identity, key: str, stamp: str) -> dict[str, Any]:
    """Return what every event has, of one that happened at this time stamp."""
    return {
        "account": identity.account,
        "id": key,
        "platform": "slack",
        "at": moment(stamp),
        "order": micros(stamp),
    }


def written_at(stamp: str) -> datetime | None:
    """Return when the message of this time stamp was written; None where it is none."""
    try:
        return moment(stamp)
    except UNREADABLE:
        return None


def at_once(identity: Identity, key: str, clock: Clock) -> dict[str, Any]:
    """Return what every event has, of one for which Slack names no time."""
    now = clock.now()
    order = (now - EPOCH) // timedelta(microseconds=1)
    return {"account": identity.account, "id": key, "platform": "slack", "at": now, "order": order}


def is_private(chat: str) -> bool:
    """Tell whether a chat is between one person and the bot; the App Home has no chat at all."""
    return not chat or chat.startswith("D")
