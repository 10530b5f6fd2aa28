"""What the team writes to people: drafts, and answers with where they stand."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.database import Session, changed, counted
from storage.tables import TABLES

REPLIES = TABLES["replies"]

DRAFT, QUEUED, SENT, FAILED = "draft", "queued", "sent", "failed"

_PUT = insert(REPLIES).returning(REPLIES.c.id)
_FIND = select(REPLIES).where(REPLIES.c.id == bindparam("id_"))
_OF_EPISODE = select(REPLIES).where(REPLIES.c.episode == bindparam("episode_")).order_by(REPLIES.c.id)
_OF_SOURCE = select(REPLIES).where(REPLIES.c.source == bindparam("source_")).order_by(REPLIES.c.id)
_AT = (
    select(REPLIES)
    .where((REPLIES.c.platform == bindparam("platform_")) & (REPLIES.c.chat == bindparam("chat_")))
    .where(REPLIES.c.message == bindparam("message_"))
)
_SET_STATE = counted(
    update(REPLIES)
    .where((REPLIES.c.id == bindparam("id_")) & (REPLIES.c.state == bindparam("was_")))
    .values(state=bindparam("state_"))
)
_DROP_DRAFT = REPLIES.delete().where((REPLIES.c.id == bindparam("id_")) & (REPLIES.c.state == DRAFT))
_MOVE_CHAT = (
    update(REPLIES)
    .where((REPLIES.c.platform == bindparam("platform_")) & (REPLIES.c.chat == bindparam("old_")))
    # There its number is another message's, which an edit would change.
    .values(chat=bindparam("new_"), message=None)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Something the team writes, or wrote, to a person."""

    id: int = 0
    episode: int
    author: int | None
    name: str
    text: str
    files: list[dict[str, Any]]
    state: str
    made_at: datetime
    source: str | None = None
    saved: int | None = None
    platform: str = ""
    chat: str = ""
    message: str | None = None
    line: str | None = None

    @property
    def is_automatic(self) -> bool:
        """Tell whether nobody wrote it."""
        return self.author is None


def put(db: Session, reply: Reply) -> int:
    """Keep a reply; return its id."""
    row = {name: getattr(reply, name) for name in Reply.__dataclass_fields__ if name != "id"}
    return int(db.execute(_PUT, row).scalar_one())


def find(db: Session, reply: int) -> Reply | None:
    """Return the reply of this id."""
    row = db.execute(_FIND, {"id_": reply}).mappings().one_or_none()
    return Reply(**row) if row else None


def of_episode(db: Session, episode: int) -> list[Reply]:
    """Return an episode's replies and drafts, oldest first."""
    return [Reply(**row) for row in db.execute(_OF_EPISODE, {"episode_": episode}).mappings()]


def of_source(db: Session, source: str) -> list[Reply]:
    """Return what was taken from this message of the team."""
    return [Reply(**row) for row in db.execute(_OF_SOURCE, {"source_": source}).mappings()]


def at(db: Session, platform: str, chat: str, message: str) -> Reply | None:
    """Return the reply that stands in this message."""
    asked = {"platform_": platform, "chat_": chat, "message_": message}
    row = db.execute(_AT, asked).mappings().first()
    return Reply(**row) if row else None


def set_state(db: Session, reply: int, was: str, state: str) -> bool:
    """Take a reply from one state to another; return False where it was not in the first."""
    return changed(db.execute(_SET_STATE, {"id_": reply, "was_": was, "state_": state})) == 1


def change(db: Session, reply: int, **values: Any) -> None:  # columns of the table
    """Change a reply."""
    db.execute(update(REPLIES).where(REPLIES.c.id == reply).values(**values))


def drop_draft(db: Session, reply: int) -> None:
    """Forget a draft."""
    db.execute(_DROP_DRAFT, {"id_": reply})


def move_chat(db: Session, platform: str, old: str, new: str) -> None:
    """Give the replies in a migrated chat its new id."""
    db.execute(_MOVE_CHAT, {"platform_": platform, "old_": old, "new_": new})
