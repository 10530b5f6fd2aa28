"""What the bot is asking people at the moment; it survives restarts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from storage.database import Session
from storage.tables import TABLES

DIALOGS = TABLES["dialogs"]

PATIENCE = timedelta(hours=24)
"""A message that comes later is no answer any more."""

BY_REPLY = "by_reply"
"""Stands in a dialog's state where what its person says to others is no answer."""

_THIS = (
    (DIALOGS.c.platform == bindparam("platform_"))
    & (DIALOGS.c.chat == bindparam("chat_"))
    & (DIALOGS.c.person == bindparam("person_"))
)
_BEGIN = insert(DIALOGS)
_BEGIN = _BEGIN.on_conflict_do_update(
    index_elements=["platform", "chat", "person"],
    set_={name: _BEGIN.excluded[name] for name in ("kind", "state", "at")},
)
_FIND = DIALOGS.select().where(_THIS)
_END = delete(DIALOGS).where(_THIS)
_END_KIND = delete(DIALOGS).where(_THIS & (DIALOGS.c.kind == bindparam("kind_")))
_IN_CHAT = select(DIALOGS.c.person, DIALOGS.c.state).where(
    (DIALOGS.c.platform == bindparam("platform_"))
    & (DIALOGS.c.chat == bindparam("chat_"))
    & (DIALOGS.c.kind == bindparam("kind_"))
    & (DIALOGS.c.at > bindparam("after_"))
)
_FORGET = delete(DIALOGS).where(DIALOGS.c.at < bindparam("before_"))


@dataclass(frozen=True, slots=True)
class Dialog:
    """What a person is asked."""

    kind: str
    state: dict[str, Any]

    @property
    def by_reply(self) -> bool:
        """Tell whether only a message that is said to the bot is an answer, and other talk goes on beside it."""
        return bool(self.state.get(BY_REPLY))


def begin(db: Session, platform: str, chat: str, person: str, dialog: Dialog, now: datetime) -> None:
    """Take this person's next message in this chat for the answer; what they were asked before is dropped."""
    row = {"platform": platform, "chat": chat, "person": person, "kind": dialog.kind, "state": dialog.state, "at": now}
    db.execute(_BEGIN, row)


def find(db: Session, platform: str, chat: str, person: str, now: datetime) -> Dialog | None:
    """Return what this person is being asked in this chat."""
    row = db.execute(_FIND, {"platform_": platform, "chat_": chat, "person_": person}).one_or_none()
    return Dialog(row.kind, row.state) if row and now - row.at < PATIENCE else None


def forget(db: Session, now: datetime) -> None:
    """Forget what was asked and not answered in time, with all that was written until then."""
    db.execute(_FORGET, {"before_": now - PATIENCE})


def end(db: Session, platform: str, chat: str, person: str, now: datetime) -> Dialog | None:
    """Ask no more; return what was asked."""
    found = find(db, platform, chat, person, now)
    if found is not None:
        db.execute(_END, {"platform_": platform, "chat_": chat, "person_": person})
    return found


def end_kind(db: Session, kind: str, platform: str, chat: str, person: str) -> None:
    """Ask no more, where it is this that is asked."""
    db.execute(_END_KIND, {"kind_": kind, "platform_": platform, "chat_": chat, "person_": person})


def in_chat(db: Session, kind: str, platform: str, chat: str, now: datetime) -> list[tuple[str, dict[str, Any]]]:
    """Return (person, state) of each whom the bot asks this in the chat."""
    asked = {"kind_": kind, "platform_": platform, "chat_": chat, "after_": now - PATIENCE}
    return [(person, state) for person, state in db.execute(_IN_CHAT, asked)]
