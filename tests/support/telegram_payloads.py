"""Telegram's JSON, as its servers send it, with the smallest set of fields that is real."""

from typing import Any

Json = dict[str, Any]

AT = 1_794_000_000
"""The time of all payloads: 2026-11-06 21:20 UTC."""

BOT_ID = 700_000_001
BOT: Json = {
    "id": BOT_ID,
    "is_bot": True,
    "first_name": "Acme",
    "username": "AcmeRapportBot",
    "can_join_groups": True,
    "can_read_all_group_messages": True,
    "supports_inline_queries": False,
    "can_manage_bots": False,
}

GROUP: Json = {"id": -4_000_111, "type": "group", "title": "Old friends"}
SUPERGROUP: Json = {"id": -1_001_234_567_890, "type": "supergroup", "title": "Acme fans"}
FORUM: Json = {"id": -1_001_999_999_999, "type": "supergroup", "title": "Acme forum", "is_forum": True}
CHANNEL: Json = {"id": -1_002_222_222_222, "type": "channel", "title": "Acme news"}
ANONYMOUS_ADMIN: Json = {"id": 1_087_968_824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
SERVICE: Json = {"id": 777_000, "is_bot": False, "first_name": "Telegram"}
FAKE_VOTER: Json = {"id": 136_817_688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
BIG_ID = 7_123_456_789
"""More than 32 bits, as all newer people have."""


def user(id: int = BIG_ID, first_name: str = "Ana", **more: Any) -> Json:  # noqa: A002
    """Return a human, or a bot with `is_bot=True`."""
    return {"id": id, "is_bot": False, "first_name": first_name, "language_code": "es", **more}


def private(person: Json) -> Json:
    """Return the chat between a person and the bot."""
    return {"id": person["id"], "type": "private", "first_name": person["first_name"]}


def message(text: str | None = "Hello", chat: Json = SUPERGROUP, sender: Json | None = None, **more: Any) -> Json:
    """Return a message; `from` is left out of channel posts with `sender={}`."""
    author = user() if sender is None else sender
    said = {} if text is None else {"text": text}
    return {"message_id": 51, "date": AT, "chat": chat, **({"from": author} if author else {}), **said, **more}


def command(text: str, **more: Any) -> Json:
    """Return a message that begins with a command."""
    entity = {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
    return message(text, entities=[entity], **more)


def press(data: str | None = "close:p1", sender: Json | None = None, **more: Any) -> Json:
    """Return a callback query."""
    pressed = message("Which?", sender=BOT)
    carried = {} if data is None else {"data": data}
    return {
        "id": "4382", "from": sender or user(), "chat_instance": "-5", "message": pressed, **carried, **more,
    }  # fmt: skip


def poll_answer(poll: str, *options: int, voter: Json | None = None, **more: Any) -> Json:
    """Return a vote; without options it is retracted."""
    vote = {"option_ids": list(options), "option_persistent_ids": [str(each) for each in options]}
    return {"poll_id": poll, "user": voter or user(), **vote, **more}


def poll(id: str, question: str, *options: str, closed: bool = False, **more: Any) -> Json:  # noqa: A002
    """Return the state of a native poll."""
    listed = [{"persistent_id": str(i), "text": text, "voter_count": 0} for i, text in enumerate(options)]
    return {
        "id": id, "question": question, "options": listed, "total_voter_count": 0, "is_closed": closed,
        "is_anonymous": False, "type": "regular", "allows_multiple_answers": False, "allows_revoting": True,
        "members_only": False, **more,
    }  # fmt: skip


def member(status: str, person: Json | None = None, **more: Any) -> Json:
    """Return a chat member of this status, with the fields that it must have."""
    return {"status": status, "user": person or user(), **({"until_date": 0} if status == "kicked" else {}), **more}


def member_change(old: Json, new: Json, chat: Json = SUPERGROUP, sender: Json | None = None, **more: Any) -> Json:
    """Return a change of membership, made by the member where nobody else is named."""
    return {
        "chat": chat, "from": sender or new["user"], "date": AT, "old_chat_member": old, "new_chat_member": new, **more,
    }  # fmt: skip


def reaction(old: list[str], new: list[str], **more: Any) -> Json:
    """Return a change of one person's emoji on message 51."""
    before, after = ([{"type": "emoji", "emoji": each} for each in emoji] for emoji in (old, new))
    change = {"old_reaction": before, "new_reaction": after}
    return {"chat": SUPERGROUP, "message_id": 51, "user": user(), "date": AT, **change, **more}
