"""Small exports as Slack and Telegram Desktop write them."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from chat.lines import Line
from handlers.imports.entries import Broken, Entry, Item, Skipped

Raw = dict[str, Any]

NOON = 1_714_564_800
"""2024-05-01T12:00:00Z, when the first of each export's messages was written."""
DAY = 86_400
MEMBERS = {"fans": ["U1", "U2"], "team": ["UHELP", "UBOT", "UNEW"]}
"""Who is in the channels of these names."""
PEOPLE = [
    {"id": "U1", "name": "one", "is_bot": False, "profile": {"display_name": "", "real_name": "Uno"}},
    {"id": "U2", "name": "two", "is_bot": False, "profile": {"display_name": "dos", "email": "dos@example.org"}},
    {"id": "UBOSS", "name": "boss", "profile": {"real_name": "The Boss"}},
    {"id": "UHELP", "name": "help", "profile": {"real_name": "Helper"}},
    {"id": "UBOT", "name": "bot", "is_bot": True, "profile": {"bot_id": "B1"}},
]


def stamp(after: float = 0) -> str:
    """Return Slack's time stamp of so many seconds after noon."""
    return f"{NOON + after:.6f}"


def said(after: float, user: str, text: str, **more: Any) -> Raw:
    """Return a message of Slack's."""
    return {"type": "message", "user": user, "text": text, "ts": stamp(after), "team": "T1", **more}


def slack_zip(path: Path, talk: Mapping[str, list[Raw]], /, *, root: str = "", **files: Any) -> Path:
    """Write a workspace's export; a channel's id is C and its name in capitals, its messages lie in their days.

    Args:
        path: where to.
        talk: the messages of public channels, by name.
        root: a folder around all, with a slash.
        files: what other files, or these, hold: by name without `.json`, bytes as they are.
    """
    lists = [
        {"id": f"C{name.upper()}", "name": name, "created": NOON - DAY, "members": MEMBERS.get(name, [])}
        for name in talk
    ]
    given: dict[str, Any] = {"channels": lists, "users": PEOPLE, "integration_logs": [], "dms": [], **files}
    for name, messages in talk.items():
        for message in messages:
            day = _day_of(message)
            given.setdefault(f"{name}/{day}", []).append(message)
    with ZipFile(path, "w", ZIP_DEFLATED) as made:
        for name, content in given.items():
            made.writestr(f"{root}{name}.json", content if isinstance(content, bytes) else json.dumps(content))
    return path


def _day_of(message: Raw) -> str:
    try:
        return str(datetime.fromtimestamp(float(message["ts"]), UTC).date())
    except (KeyError, ValueError):
        return "2024-05-01"


def wrote(number: int, after: int, who: int | str, text: str | list[Any], **more: Any) -> Raw:
    """Return a message of Telegram's, written in Madrid; `who` is a person's number, or all of `from_id`."""
    given = f"user{who}" if isinstance(who, int) else who
    names = {"user7": "Siete", "user8": "Ocho", "user77": "Boss"}
    return {
        "id": number,
        "type": "message",
        **_dated(after),
        "from": names.get(given, "Acme"),
        "from_id": given,
        "text": text,
        "text_entities": [],
        **more,
    }


def noted(number: int, after: int, who: int, action: str, **more: Any) -> Raw:
    """Return a notice of Telegram's."""
    message = wrote(number, after, who, "")
    actor = {"actor": message.pop("from"), "actor_id": message.pop("from_id")}
    return {**message, "type": "service", **actor, "action": action, **more}


def _dated(after: int) -> Raw:
    local = datetime.fromisoformat("2024-05-01T14:00:00") + timedelta(seconds=after)
    return {"date": local.isoformat(), "date_unixtime": str(NOON + after)}


def group(*messages: Raw, **more: Any) -> Raw:
    """Return a chat of Telegram's, the supergroup -1001001 unless told otherwise."""
    return {"name": "Acme Fans", "type": "public_supergroup", "id": 1001, "messages": list(messages)} | more


def telegram_json(path: Path, *chats: Raw, left: tuple[Raw, ...] = ()) -> Path:
    """Write an export of one chat, or of an account where there are several."""
    about = {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 1},
        "contacts": {"list": []},
    }
    whole = about | {"chats": {"about": "All", "list": chats}, "left_chats": {"about": "Left", "list": left}}
    path.write_text(json.dumps(chats[0] if len(chats) == 1 else whole, indent=1, ensure_ascii=False), encoding="utf-8")
    return path


def lines(items: list[Item]) -> list[Line]:
    """Return the lines among what was read; nothing may be broken."""
    assert [item for item in items if isinstance(item, Broken)] == []
    return [item.line for item in items if isinstance(item, Entry)]


def skipped(items: list[Item]) -> dict[str, int]:
    """Return what was left out, and how much."""
    found: dict[str, int] = {}
    for item in items:
        if isinstance(item, Skipped):
            found[item.why] = found.get(item.why, 0) + item.count
    return found
