"""What the fields of Telegram Desktop's exports mean."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from handlers.imports.entries import Wrong, get, maybe
from handlers.imports.scribe import Who

Raw = Mapping[str, Any]

PLATFORM = "telegram"
LARGE_CHATS = -1_000_000_000_000
"""Supergroups and channels are numbered down from here, other groups from 0."""
BEFORE = -1_000_000_000
"""Messages of the time before a group became a supergroup are numbered up from here."""
OLD_USERS, OLD_CHATS = 1 << 32, 2 << 32
"""What older Telegrams added to the numbers of people and of chats."""
FIRST_YEAR, LAST_YEAR = 2000, 2999

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
        return sound(local(get(raw, "date", str)).replace(tzinfo=zone))
    if not _SECONDS.fullmatch(str(given)):
        raise Wrong('"date_unixtime" must be a number of seconds.')
    try:
        return sound(datetime.fromtimestamp(0, UTC) + timedelta(seconds=int(given)))
    except OverflowError:
        raise Wrong("its time cannot be.") from None


def local(text: str) -> datetime:
    """Return a time as the exporting machine's clock had it, without a zone."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise Wrong('"date" must be a time like "2026-11-02T10:15:00".') from None


def sound(at: datetime) -> datetime:
    """Return a time as aware UTC.

    Raises:
        Wrong: it cannot be.
    """
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


def words_of(raw: Raw) -> str:
    """Return what stands in a message: its text, or a poll's question."""
    poll = maybe(raw, "poll", dict) or {}
    return text_of(raw.get("text")) or text_of(poll.get("question"))
