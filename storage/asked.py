"""The messages of waiting episodes: what was asked, how it reads now, and whether the team sees it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, text, update
from sqlalchemy.dialects.postgresql import insert

from storage.database import Session
from storage.episodes import EPISODES, MESSAGES
from storage.ledger import LAST_WORDING, LEDGER
from storage.tables.queries import UNSEEN

_ADD = insert(MESSAGES).on_conflict_do_nothing()
_MESSAGES = (
    select(MESSAGES.c.line, MESSAGES.c.query, MESSAGES.c.at, MESSAGES.c.files, LAST_WORDING.label("text"))
    .add_columns(LEDGER.c.data, LEDGER.c.heard, LEDGER.c.id.label("ledger"))
    .join(LEDGER, (LEDGER.c.brand == MESSAGES.c.brand) & (LEDGER.c.line == MESSAGES.c.line))
    .where(MESSAGES.c.episode == bindparam("episode_"))
    .order_by(MESSAGES.c.at, MESSAGES.c.line)
)
_SET_QUERY = (
    update(MESSAGES)
    .where((MESSAGES.c.brand == bindparam("brand_")) & (MESSAGES.c.line == bindparam("line_")))
    .values(query=bindparam("query_"))
)
_DROP_MESSAGE = MESSAGES.delete().where(
    (MESSAGES.c.brand == bindparam("brand_")) & (MESSAGES.c.line == bindparam("line_"))
)
_MOVE = (
    update(MESSAGES).where(MESSAGES.c.episode == bindparam("episode_")).values(episode=bindparam("to_"), relayed=False)
)
_SET_RELAYED = (
    update(MESSAGES)
    .where((MESSAGES.c.brand == bindparam("brand_")) & (MESSAGES.c.line == bindparam("line_")))
    .values(relayed=True)
)
_UNRELAYED = (
    select(MESSAGES.c.brand, MESSAGES.c.line, MESSAGES.c.episode)
    .join(EPISODES, EPISODES.c.id == MESSAGES.c.episode)
    .where(text(UNSEEN) & EPISODES.c.card.is_not(None))
    .order_by(MESSAGES.c.at, MESSAGES.c.line)
    .limit(100)
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One message of an episode, as it reads now."""

    line: str
    query: bool
    at: datetime
    files: list[dict[str, Any]]
    text: str | None
    """None where it was deleted for good by its age."""
    data: dict[str, Any]
    heard: dict[str, Any]
    ledger: int


def add(db: Session, episode: int, asked: Asked, brand: str, *, relayed: bool) -> None:
    """Add a message to an episode; `relayed` says that the team sees it in the card."""
    row = {"brand": brand, "line": asked.line, "episode": episode, "query": asked.query, "at": asked.at}
    db.execute(_ADD, row | {"files": asked.files, "relayed": relayed})


def messages(db: Session, episode: int) -> list[Asked]:
    """Return an episode's messages, oldest first."""
    return [
        Asked(row.line, row.query, row.at, row.files, row.text, row.data or {}, row.heard or {}, row.ledger)
        for row in db.execute(_MESSAGES, {"episode_": episode})
    ]


def latest_query(db: Session, episode: int) -> str | None:
    """Return the line of an episode's latest query; None where nothing in it asks."""
    return next((each.line for each in reversed(messages(db, episode)) if each.query), None)


def set_query(db: Session, brand: str, line: str, *, query: bool) -> None:
    """Note whether a message asks something."""
    db.execute(_SET_QUERY, {"brand_": brand, "line_": line, "query_": query})


def drop_message(db: Session, brand: str, line: str) -> None:
    """Take a deleted message out of its episode."""
    db.execute(_DROP_MESSAGE, {"brand_": brand, "line_": line})


def move(db: Session, episode: int, to: int) -> None:
    """Let an episode's messages be another's, where the team has not seen them yet."""
    db.execute(_MOVE, {"episode_": episode, "to_": to})


def unrelayed(db: Session) -> list[tuple[str, str, int]]:
    """Return (brand, line, episode) of messages that the team does not see yet, though there is a card."""
    return [(row.brand, row.line, row.episode) for row in db.execute(_UNRELAYED)]


def set_relayed(db: Session, brand: str, line: str) -> None:
    """Note that the team sees the message."""
    db.execute(_SET_RELAYED, {"brand_": brand, "line_": line})
