"""The outbox: what shall be said, and what became of it; `storage.lanes` is how it leaves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from chat.address import Address
from chat.messages import Message
from storage.database import Session, changed, counted
from storage.tables import TABLES

LETTERS = TABLES["letters"]
LANES = TABLES["lanes"]

ERASED = "erased"
"""The kind of a letter of which nothing is left but its id."""
STATES = ("queued", "calling", "sent", "unknown", "failed")

_PUT = insert(LETTERS).on_conflict_do_nothing().returning(LETTERS.c.id)
_PUT_LANE = insert(LANES).on_conflict_do_nothing()
_THIS_LANE = (LETTERS.c.platform == bindparam("platform_")) & (LETTERS.c.chat == bindparam("chat_"))
_SETTLE = counted(
    update(LETTERS)
    .where((LETTERS.c.id == bindparam("id_")) & or_(LETTERS.c.state != "sent", bindparam("state_") == "sent"))
    .where(LETTERS.c.kind != ERASED)
    .values(state=bindparam("state_"), message=bindparam("message_"), error=bindparam("error_"))
)
_DROP = delete(LETTERS).where(LETTERS.c.id == bindparam("id_"))
_AGAIN = (
    update(LETTERS)
    .where((LETTERS.c.id == bindparam("id_")) & (LETTERS.c.state == "unknown") & LETTERS.c.error.is_not(None))
    .values(state="queued", error=None)
    .returning(LETTERS.c.id)
)
_LETTER = select(LETTERS).where(LETTERS.c.id == bindparam("id_"))
_LETTER_OF_KEY = select(LETTERS).where(LETTERS.c.key == bindparam("key_"))
_STATES = select(LETTERS.c.state, func.count().label("letters")).group_by(LETTERS.c.state)
_UNKNOWN_POSTS = select(LETTERS).where(
    (LETTERS.c.platform == bindparam("platform_"))
    & (LETTERS.c.kind == bindparam("kind_"))
    & LETTERS.c.state.in_(("unknown", "calling"))
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it is stored; `payload["message"]` is its message as JSON, other keys are its feature's."""

    id: int
    platform: str
    chat: str
    thread: str | None
    kind: str
    action: str
    target: str | None
    reply_to: str | None
    key: str | None
    brand: str
    payload: dict[str, Any]
    urgent: bool
    state: str
    attempts: int
    created_at: datetime
    called_at: datetime | None
    message: str | None
    error: str | None

    @property
    def to(self) -> Address:
        """Return the chat it goes to."""
        return Address(self.platform, self.chat)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A letter to be put."""

    to: Address
    kind: str
    brand: str
    message: Message | None = None
    """None where the feature draws it at the moment of sending."""
    action: str = "post"
    thread: str | None = None
    target: str | None = None
    reply_to: str | None = None
    key: str | None = None
    urgent: bool = False
    payload: dict[str, Any] | None = None


def put(db: Session, draft: Draft, now: datetime) -> int | None:
    """Put a letter; return its id, or None where one of its key is there already."""
    payload = dict(draft.payload or {})
    if draft.message is not None:
        payload["message"] = draft.message.as_json()
    row = {
        "platform": draft.to.platform,
        "chat": draft.to.id,
        "thread": draft.thread,
        "kind": draft.kind,
        "action": draft.action,
        "target": draft.target,
        "reply_to": draft.reply_to,
        "key": draft.key,
        "brand": draft.brand,
        "payload": payload,
        "urgent": draft.urgent,
        "state": "queued",
        "attempts": 0,
        "created_at": now,
    }
    letter = db.execute(_PUT, row).scalar()
    if letter is not None:
        db.execute(_PUT_LANE, {"platform": draft.to.platform, "chat": draft.to.id})
    return letter


def find(db: Session, letter: int) -> Letter | None:
    """Return the letter of this id."""
    row = db.execute(_LETTER, {"id_": letter}).one_or_none()
    return Letter(*row) if row else None


def of_key(db: Session, key: str) -> Letter | None:
    """Return the letter of this key."""
    row = db.execute(_LETTER_OF_KEY, {"key_": key}).one_or_none()
    return Letter(*row) if row else None


def unknown_posts(db: Session, platform: str, kind: str) -> list[Letter]:
    """Return the letters of a kind that may or may not have been posted."""
    return [Letter(*row) for row in db.execute(_UNKNOWN_POSTS, {"platform_": platform, "kind_": kind})]


def settle(db: Session, letter: int, state: str, *, message: str | None = None, error: str | None = None) -> bool:
    """Record what became of a letter; return False where it is known to be sent, which it then stays, or was erased."""
    settled = {"id_": letter, "state_": state, "message_": message, "error_": error}
    return changed(db.execute(_SETTLE, settled)) == 1


def drop(db: Session, letter: int) -> None:
    """Delete a letter that has nothing more to tell (an edit that was made)."""
    db.execute(_DROP, {"id_": letter})


def post_again(db: Session, letter: int) -> bool:
    """Queue a letter once more whose fate cannot be found out; return False where it is known or looked up."""
    return db.execute(_AGAIN, {"id_": letter}).one_or_none() is not None


def move_chat(db: Session, platform: str, old: str, new: str) -> None:
    """Give the letters of a migrated chat its new id, and its new lane the lease of a call that is under way.

    Messages have other numbers there, so that none is replied to.
    """
    moved = {"platform_": platform, "chat_": old}
    db.execute(update(LETTERS).where(_THIS_LANE).values(chat=new, reply_to=None), moved)
    held = (LANES.c[name] for name in ("owner", "lease_until", "not_before", "even_at"))
    old_lane = (LANES.c.platform == bindparam("platform_")) & (LANES.c.chat == bindparam("chat_"))
    lane = select(LANES.c.platform, literal(new), *held).where(old_lane)
    names = ["platform", "chat", "owner", "lease_until", "not_before", "even_at"]
    db.execute(insert(LANES).from_select(names, lane).on_conflict_do_nothing(), moved)
    db.execute(delete(LANES).where(old_lane & LANES.c.owner.is_(None)), moved)


def states(db: Session) -> dict[str, int]:
    """Return how many letters are in each state."""
    return {row.state: row.letters for row in db.execute(_STATES)}
