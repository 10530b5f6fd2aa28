"""What an import of a chat's export has to know: what is there of it already, and who is of the team."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from storage.database import Session
from storage.ledger import COUNTED, LEDGER
from storage.people import ACCOUNTS, CHATS
from storage.poll_posts import POSTS

_OF_BRAND = (LEDGER.c.brand == bindparam("brand_")) & COUNTED
_REACTIONS = select(LEDGER.c.person, LEDGER.c.ref, LEDGER.c.data).where(
    _OF_BRAND & (LEDGER.c.kind == "reaction") & LEDGER.c.ref.in_(bindparam("targets_", expanding=True))
)
_MOVES = (
    select(LEDGER.c.kind, LEDGER.c.person, LEDGER.c.at)
    .where(_OF_BRAND & LEDGER.c.kind.in_(("join", "leave")) & (LEDGER.c.platform == bindparam("platform_")))
    .where(LEDGER.c.at.between(bindparam("first_"), bindparam("last_")) & ~LEDGER.c.team)
)
_SHARES = (
    select(LEDGER.c.person, LEDGER.c.ref, LEDGER.c.at)
    .where(_OF_BRAND & (LEDGER.c.kind == "share") & (LEDGER.c.platform == bindparam("platform_")))
    .where(LEDGER.c.at.between(bindparam("first_"), bindparam("last_")) & ~LEDGER.c.team)
)
_TEAM = select(ACCOUNTS.c.person).where(
    (ACCOUNTS.c.brand == bindparam("brand_")) & (ACCOUNTS.c.platform == bindparam("platform_")) & ACCOUNTS.c.team
)
_CHATS = select(CHATS.c.chat, CHATS.c.configured, CHATS.c.brand, CHATS.c.role).where(
    CHATS.c.platform == bindparam("platform_")
)
_POSTS = select(POSTS.c.message, POSTS.c.poll).where(
    (POSTS.c.platform == bindparam("platform_")) & (POSTS.c.chat == bindparam("chat_")) & POSTS.c.message.is_not(None)
)


def reactions(db: Session, brand: str, targets: Collection[str]) -> set[tuple[str, str, str]]:
    """Return (person, target, emoji) of the reactions to these lines, removed ones too."""
    rows = db.execute(_REACTIONS, {"brand_": brand, "targets_": list(targets)})
    return {(row.person, row.ref, (row.data or {}).get("emoji", "")) for row in rows}


def moves(db: Session, brand: str, platform: str, first: datetime, last: datetime) -> list[tuple[str, str, datetime]]:
    """Return (`join` or `leave`, person, when) of the audience's comings and goings from `first` to `last`."""
    asked = {"brand_": brand, "platform_": platform, "first_": first, "last_": last}
    return [(row.kind, row.person, row.at) for row in db.execute(_MOVES, asked)]


def shares(
    db: Session, brand: str, platform: str, first: datetime, last: datetime
) -> list[tuple[str, str | None, datetime]]:
    """Return (person, line of the post, when) of what the audience shared from `first` to `last`."""
    asked = {"brand_": brand, "platform_": platform, "first_": first, "last_": last}
    return [(row.person, row.ref, row.at) for row in db.execute(_SHARES, asked)]


def team(db: Session, brand: str, platform: str) -> set[str]:
    """Return the people of the brand's team on a platform."""
    return set(db.execute(_TEAM, {"brand_": brand, "platform_": platform}).scalars())


def chats(db: Session, platform: str) -> list[Any]:
    """Return (chat, configured, brand, role) of all chats of a platform: the ids of today and those configured."""
    return list(db.execute(_CHATS, {"platform_": platform}))


def polls_in(db: Session, platform: str, chat: str) -> dict[str, str]:
    """Return the polls that stand in a chat, by the ids of their messages."""
    asked = {"platform_": platform, "chat_": chat}
    return {row.message: row.poll for row in db.execute(_POSTS, asked)}
