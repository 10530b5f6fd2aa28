"""How the playground's chats forget a person."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from storage.database import Session
from storage.traces import Needles, Traces
from storage.webchat import MESSAGES, PLATFORM, next_change

_ALL = select(MESSAGES.c.id, MESSAGES.c.person, MESSAGES.c.content).order_by(MESSAGES.c.id)
_DROP_CHAT = delete(MESSAGES).where(MESSAGES.c.chat == bindparam("chat_"))
_CHANGE = (
    update(MESSAGES)
    .where(MESSAGES.c.id == bindparam("id_"))
    .values(content=bindparam("content_"), change=bindparam("change_"))
)
_EMPTY = _CHANGE.values(person="", name="", deleted=True, picture=None, document=None, document_name=None)


def erase(db: Session, traces: Traces) -> None:
    """Drop a person's own chat, and empty what they wrote elsewhere; open pages follow."""
    own = {person for platform, person in traces.people if platform == PLATFORM}
    for person in sorted(own):
        db.execute(_DROP_CHAT, {"chat_": person})
    for row in db.execute(_ALL).all():
        content = {"text": ""} if row.person in own else _without(row.content, own, traces.needles)
        if row.person in own or content != row.content:
            change = {"id_": row.id, "content_": content, "change_": next_change(db)}
            db.execute(_EMPTY if row.person in own else _CHANGE, change)


def _without(content: Mapping[str, Any], own: set[str], needles: Needles) -> dict[str, Any]:
    """Return a message's content without the person's reactions, and without what names or quotes them."""
    reactions: Mapping[str, list[str]] = content.get("reactions", {})
    left = {emoji: [each for each in people if each not in own] for emoji, people in reactions.items()}
    rest = {key: needles.redacted(value) for key, value in content.items() if key != "reactions"}
    return rest | ({"reactions": {emoji: people for emoji, people in left.items() if people}} if reactions else {})
