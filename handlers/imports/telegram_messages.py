"""What Telegram Desktop writes of one message."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from handlers.imports.entries import NOT_NAMED, NOTICES, UNNAMED, Item, Place, Skipped, Wrong, get, maybe, number_in
from handlers.imports.scribe import Scribe, Spot, Who

Raw = Mapping[str, Any]

PLATFORM = "telegram"
LARGE_CHATS = -1_000_000_000_000
"""Supergroups and channels are numbered down from here, other groups from 0."""
BEFORE = -1_000_000_000
"""Messages of the time before a group became a supergroup are numbered up from here."""
OLD_USERS, OLD_CHATS = 1 << 32, 2 << 32
"""What older Telegrams added to the numbers of people and of chats."""
FIRST_YEAR, LAST_YEAR = 2000, 2999

COMMANDS = "commands to bots"
UNSUPPORTED = "of a kind that this Telegram Desktop did not know"
MEMBERS = "comings and goings of people whom Telegram names by a name that is not one person's here"

_ID = re.compile(r"(user|chat|channel)([0-9]{1,18})")
_SECONDS = re.compile(r"[0-9]{1,12}")


def bare_id(value: object) -> str:
    """Return the id of a person or chat as the live bot hears it.

    Raises:
        Wrong: it is none.
    """
    if isinstance(value, str) and (found := _ID.fullmatch(value)):
        number = int(found[2])
        return str({"user": number, "chat": -number, "channel": LARGE_CHATS - number}[found[1]])
    if type(value) is int and 0 < value < 3 << 32:
        return str(OLD_CHATS - value if value >= OLD_CHATS else value - OLD_USERS if value >= OLD_USERS else value)
    raise Wrong(f"{str(value)[:50]!r} is no id of a person or chat.")


def moment_of(raw: Raw, zone: ZoneInfo) -> datetime:
    """Return when a message was written, aware UTC.

    Args:
        raw: the message.
        zone: where the export was made; for older ones, which do not tell the instant.
    """
    given = raw.get("date_unixtime")
    if given is None:
        return _sound(_local(get(raw, "date", str)).replace(tzinfo=zone))
    if not _SECONDS.fullmatch(str(given)):
        raise Wrong('"date_unixtime" must be a number of seconds.')
    try:
        return _sound(datetime.fromtimestamp(0, UTC) + timedelta(seconds=int(given)))
    except OverflowError:
        raise Wrong("its time cannot be.") from None


def _local(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise Wrong('"date" must be a time like "2026-11-02T10:15:00".') from None


def _sound(at: datetime) -> datetime:
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise Wrong("its time cannot be.")
    return at.astimezone(UTC)


def author_of(raw: Raw, chat: str, role: str = "from") -> Who | None:
    """Return who did it; in a channel, where nobody is named, the channel itself.

    Args:
        raw: the message.
        chat: the id of its chat.
        role: `from` of what was written, `actor` of notices.
    """
    given, name = raw.get(f"{role}_id"), raw.get(role)
    if given is None:
        return None
    who = bare_id(given)
    called = name if isinstance(name, str) else ""
    # A linked channel's posts stand in its group as forwarded from themselves.
    as_team = who == chat or (who.startswith("-") and bool(called) and raw.get("forwarded_from") == called)
    return Who(who, called, as_team)


def is_by_a_bot(raw: Raw) -> bool:
    """Tell whether a message has what only bots can give it; what people send through a bot is theirs."""
    by_a_person = str(raw.get("from_id")).startswith("user")
    return by_a_person and bool(raw.get("inline_bot_buttons")) and not raw.get("via_bot")


def text_of(value: object) -> str:
    """Return a text that is written as one string, or as a list of strings and marked pieces."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        raise Wrong('"text" must be a text, or a list of its pieces.')
    return "".join(get(piece, "text", str) if isinstance(piece, dict) else text_of(piece or "") for piece in value)


class Reader:
    """Makes lines of the messages of one chat.

    Args:
        place: the chat.
        names: the ids of all who have a name.
    """

    def __init__(self, place: Place, names: Mapping[str, set[str]]) -> None:
        self._place = place
        self._names = names
        self._scribe = Scribe(PLATFORM, place)
        self._topics: set[int] = set()

    def read(self, raw: Raw, where: str) -> Iterator[Item]:
        """Read one message.

        Raises:
            Wrong: it is not as Telegram writes it.
        """
        number, kind = number_in(raw, "id"), get(raw, "type", str)
        if kind == "unsupported":
            yield Skipped(UNSUPPORTED)
            return
        chat, message = self._numbered(number)
        spot = Spot(where, message, moment_of(raw, self._place.zone), chat)
        if kind == "service":
            yield from self._notice(raw, spot, number)
        elif kind == "message":
            yield from self._message(raw, spot)
            yield from self._reactions(raw, spot)
        else:
            yield Skipped(NOTICES)

    def _numbered(self, number: int) -> tuple[str, str]:
        """Return the chat, where it is another, and the id under which a message was heard."""
        if number < 0 and self._place.before is not None:
            return self._place.before, str(number - BEFORE)
        return "", str(number)

    def _message(self, raw: Raw, spot: Spot) -> Iterator[Item]:
        who = author_of(raw, self._place.id)
        text = text_of(raw.get("text"))
        if who is None:
            yield Skipped(UNNAMED)
        elif self._scribe.is_own_poll(spot.message):
            yield Skipped(NOTICES)
        elif _is_command(raw):
            yield Skipped(COMMANDS)
        elif (poll := maybe(raw, "poll", dict)) is not None and self._scribe.is_team(who):
            answers = [text_of(each.get("text")) for each in get(poll, "answers", list) if isinstance(each, dict)]
            yield self._scribe.polled(spot, who, text_of(poll.get("question")), answers)
        else:
            yield self._scribe.said(spot, who, text, self._reply_to(raw))

    def _reply_to(self, raw: Raw) -> str | None:
        number = None if raw.get("reply_to_message_id") is None else number_in(raw, "reply_to_message_id")
        # What stands in a topic is written as a reply to its beginning.
        if number is None or number in self._topics or raw.get("reply_to_peer_id") is not None:
            return None
        chat, message = self._numbered(number)
        return self._scribe.line_of(message, chat)

    def _reactions(self, raw: Raw, spot: Spot) -> Iterator[Item]:
        for each in maybe(raw, "reactions", list) or ():
            if not isinstance(each, dict):
                raise Wrong('"reactions" must be a list of objects.')
            named = 0
            for one in maybe(each, "recent", list) or ():
                who = author_of(one, self._place.id) if isinstance(one, dict) else None
                if who is not None:
                    named += 1
                    yield self._scribe.reacted(spot, who, _emoji(each), _reacted_at(one, raw, spot.at))
            if (more := (maybe(each, "count", int) or 0) - named) > 0:
                yield Skipped(f"reactions {NOT_NAMED}", more)

    def _notice(self, raw: Raw, spot: Spot, number: int) -> Iterator[Item]:
        action = str(raw.get("action"))
        if action == "topic_created":
            self._topics.add(number)
        actor = author_of(raw, self._place.id, "actor")
        if action not in ACTIONS or actor is None:
            yield Skipped(NOTICES)
            return
        yield from ACTIONS[action](self, raw, spot, actor)

    def _by_link(self, raw: Raw, spot: Spot, actor: Who) -> Iterator[Item]:
        inviter = raw.get("inviter")
        yield self._scribe.joined(spot, actor, self._one(inviter) if isinstance(inviter, str) else None)

    def _added(self, raw: Raw, spot: Spot, actor: Who) -> Iterator[Item]:
        for who in self._members(raw, actor):
            yield self._scribe.joined(spot, who, actor.id) if who else Skipped(MEMBERS)

    def _removed(self, raw: Raw, spot: Spot, actor: Who) -> Iterator[Item]:
        for who in self._members(raw, actor):
            yield self._scribe.left(spot, who) if who else Skipped(MEMBERS)

    def _members(self, raw: Raw, actor: Who) -> Iterator[Who | None]:
        for name in get(raw, "members", list):
            if isinstance(name, str) and name == actor.name:
                yield actor
            else:
                found = self._one(name) if isinstance(name, str) else None
                yield Who(found, name) if found else None

    def _one(self, name: str) -> str | None:
        found = self._names.get(name, set())
        return next(iter(found)) if len(found) == 1 else None


ACTIONS: Mapping[str, Callable[[Reader, Raw, Spot, Who], Iterator[Item]]] = {
    "join_group_by_link": Reader._by_link,  # noqa: SLF001  # its own
    "join_group_by_request": Reader._by_link,  # noqa: SLF001  # its own
    "invite_members": Reader._added,  # noqa: SLF001  # its own
    "create_group": Reader._added,  # noqa: SLF001  # its own
    "remove_members": Reader._removed,  # noqa: SLF001  # its own
}


def _is_command(raw: Raw) -> bool:
    for name in ("text_entities", "text"):
        pieces = raw.get(name)
        if isinstance(pieces, list) and pieces and isinstance(pieces[0], dict):
            return pieces[0].get("type") == "bot_command"
    return False


def _emoji(reaction: Raw) -> str:
    """Return a reaction as the live bot hears it."""
    for name in ("emoji", "document_id", "type"):
        if isinstance(reaction.get(name), str) and reaction[name]:
            return str(reaction[name])
    return ""


def _reacted_at(reaction: Raw, raw: Raw, written_at: datetime) -> datetime:
    """Return when somebody reacted: by the wall clock that the message tells beside its instant."""
    at = written_at
    with suppress(Wrong, OverflowError):
        at += _local(get(reaction, "date", str)) - _local(get(raw, "date", str))
        return _sound(at)
    return written_at
