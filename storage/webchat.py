"""What stands in the playground's chats, and what its page shows of people and votes."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from chat.address import CUSTOMER
from storage.database import Session
from storage.inbox import RECEIPTS
from storage.ledger import LEDGER
from storage.people import ACCOUNTS
from storage.polls import POLLS
from storage.tables import TABLES
from storage.votes import VOTES

MESSAGES = TABLES["webchat_messages"]

PLATFORM = "webchat"
PORTION = 500
MOST_PEOPLE = 200
MOST_POLLS = 50

# Changes must become visible in the order of their numbers, or a page that catches up would pass over one.
_ONE_BY_ONE = text("SELECT pg_advisory_xact_lock(7276)")
_NEXT_CHANGE = select(func.coalesce(func.max(MESSAGES.c.change), 0) + 1)
_PUT = insert(MESSAGES).on_conflict_do_nothing().returning(MESSAGES.c.id)
_TWIN = select(MESSAGES.c.id).where(
    (MESSAGES.c.letter == bindparam("letter_")) | (MESSAGES.c.client == bindparam("client_"))
)
_OF_LETTER = select(MESSAGES.c.id).where(MESSAGES.c.letter == bindparam("letter_"))
_TO_CHANGE = (
    select(MESSAGES.c.content).where((MESSAGES.c.id == bindparam("id_")) & ~MESSAGES.c.deleted).with_for_update()
)
_CHANGE = (
    update(MESSAGES)
    .where(MESSAGES.c.id == bindparam("id_"))
    .values(content=bindparam("content_"), change=bindparam("change_"))
)
_SET_PICTURE = update(MESSAGES).where(MESSAGES.c.id == bindparam("id_")).values(picture=bindparam("picture_"))
_SET_DELETED = (
    update(MESSAGES)
    .where(MESSAGES.c.id == bindparam("id_"))
    .values(deleted=True, picture=None, document=None, document_name=None)
)
_COLUMNS = (
    MESSAGES.c.id,
    MESSAGES.c.chat,
    MESSAGES.c.person,
    MESSAGES.c.name,
    MESSAGES.c.reply_to,
    MESSAGES.c.content,
    MESSAGES.c.picture.is_not(None).label("has_picture"),
    MESSAGES.c.document_name,
    MESSAGES.c.deleted,
    MESSAGES.c.change,
    MESSAGES.c.at,
)
_SINCE = select(*_COLUMNS).where(MESSAGES.c.change > bindparam("change_")).order_by(MESSAGES.c.change).limit(PORTION)
_PRIVATE = (
    select(MESSAGES.c.chat)
    .distinct()
    .join(ACCOUNTS, (ACCOUNTS.c.person == MESSAGES.c.chat) & (ACCOUNTS.c.platform == PLATFORM))
    .where(ACCOUNTS.c.brand.in_(bindparam("brands_", expanding=True)))
)
_LATEST = (
    select(*_COLUMNS)
    .where(MESSAGES.c.chat == bindparam("chat_"))
    .order_by(MESSAGES.c.id.desc())
    .limit(bindparam("limit_"))
)
_PICTURE = select(MESSAGES.c.picture).where((MESSAGES.c.id == bindparam("id_")) & ~MESSAGES.c.deleted)
_DOCUMENT = select(MESSAGES.c.document_name, MESSAGES.c.document).where(
    (MESSAGES.c.id == bindparam("id_")) & ~MESSAGES.c.deleted & MESSAGES.c.document.is_not(None)
)
_FIND = select(*_COLUMNS).where(MESSAGES.c.id == bindparam("id_"))
_LAST_CHANGE = select(func.coalesce(func.max(MESSAGES.c.change), 0))
_HEARD = select(RECEIPTS.c.event).where((RECEIPTS.c.account == PLATFORM) & (RECEIPTS.c.event == bindparam("event_")))
_OURS = (ACCOUNTS.c.brand == bindparam("brand_")) & (ACCOUNTS.c.platform == PLATFORM)
_PEOPLE = (
    select(ACCOUNTS.c.person, ACCOUNTS.c.name, ACCOUNTS.c.team, ACCOUNTS.c.manager)
    .where(_OURS & ~ACCOUNTS.c.person.startswith(CUSTOMER))
    .order_by(ACCOUNTS.c.seen_at.desc(), ACCOUNTS.c.id.desc())
    .limit(MOST_PEOPLE)
)
_COMINGS_AND_GOINGS = (
    select(LEDGER.c.person, LEDGER.c.kind)
    .where((LEDGER.c.brand == bindparam("brand_")) & LEDGER.c.kind.in_(("join", "leave")))
    .where(LEDGER.c.platform == PLATFORM)
    .order_by(LEDGER.c.at, LEDGER.c.id)
)
_LATEST_POLLS = (
    select(POLLS.c.id).where(POLLS.c.brand == bindparam("brand_")).order_by(POLLS.c.created_at.desc()).limit(MOST_POLLS)
)
_CHOICES = (
    select(VOTES.c.poll, VOTES.c.options)
    .join(ACCOUNTS, func.coalesce(ACCOUNTS.c.one, ACCOUNTS.c.id) == VOTES.c.account)
    .where(_OURS & (ACCOUNTS.c.person == bindparam("person_")) & VOTES.c.poll.in_(_LATEST_POLLS))
)


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a playground chat."""

    id: int
    chat: str
    person: str | None
    name: str
    reply_to: int | None
    content: dict[str, Any]
    has_picture: bool
    document_name: str | None
    """Of the file that comes with it."""
    deleted: bool
    change: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A message to be added; the bot's own has a letter, a person's has who it is and the page's id of it."""

    chat: str
    content: dict[str, Any]
    """`Message.as_json()`; beside it a person's message may hold `edited`, `notice` and `reactions`."""
    person: str | None = None
    name: str = ""
    reply_to: int | None = None
    letter: int | None = None
    client: str | None = None
    picture: bytes | None = None
    document: bytes | None = None
    document_name: str | None = None


@dataclass(frozen=True, slots=True)
class Resident:
    """A person whom the page can speak as."""

    person: str
    name: str
    team: bool
    manager: bool
    inside: bool
    """False once they have left and not come back."""


def put(db: Session, saying: Saying, now: datetime) -> int:
    """Add a message; where the same letter or the same client's message is there already, return that one's id."""
    row = asdict(saying) | {"deleted": False, "at": now, "change": next_change(db)}
    message = db.execute(_PUT, row).scalar()
    if message is None:
        message = db.execute(_TWIN, {"letter_": saying.letter, "client_": saying.client}).scalar_one()
    return int(message)


def change(db: Session, message: int, content: dict[str, Any], *, picture: bytes | None = None) -> bool:
    """Let a message say something else; its reactions stay, and its picture where no other is given.

    Returns:
        False where there is no such message any more.
    """
    known = _change(db, message, lambda before: content | _reactions_of(before))
    if known and picture is not None:
        db.execute(_SET_PICTURE, {"id_": message, "picture_": picture})
    return known


def edit(db: Session, message: int, wording: str, *, event: str) -> None:
    """Let a person's message say something else, unless the page's event was heard before: a later edit stands."""
    if not _heard(db, event):
        _change(db, message, lambda before: {"text": wording, "edited": True} | _reactions_of(before))


def delete(db: Session, message: int) -> None:
    """Forget what a message said."""
    if _change(db, message, lambda _before: {"text": ""}):
        db.execute(_SET_DELETED, {"id_": message})


def react(db: Session, message: int, person: str, emoji: str, *, removed: bool, event: str) -> None:
    """Put a person's reaction on a message or take it off, unless the page's event was heard before."""

    def with_reaction(before: dict[str, Any]) -> dict[str, Any]:
        reactions: dict[str, list[str]] = before.get("reactions", {})
        others = [each for each in reactions.get(emoji, []) if each != person]
        changed = reactions | {emoji: others if removed else [*others, person]}
        return before | {"reactions": {each: people for each, people in changed.items() if people}}

    if not _heard(db, event):
        _change(db, message, with_reaction)


def find(db: Session, message: int) -> Said | None:
    """Return the message of this id."""
    row = db.execute(_FIND, {"id_": message}).one_or_none()
    return Said(*row) if row else None


def of_letter(db: Session, letter: int) -> int | None:
    """Return the id of the message that a letter became."""
    return db.execute(_OF_LETTER, {"letter_": letter}).scalar()


def since(db: Session, last_change: int) -> list[Said]:
    """Return the messages that changed after this change, oldest change first, at most `PORTION`."""
    return [Said(*row) for row in db.execute(_SINCE, {"change_": last_change})]


def latest(db: Session, chat: str, limit: int) -> list[Said]:
    """Return a chat's latest messages, oldest first."""
    return [Said(*row) for row in db.execute(_LATEST, {"chat_": chat, "limit_": limit})][::-1]


def private_chats(db: Session, brands: list[str]) -> list[str]:
    """Return the private chats in which something was said: each has its person's id."""
    return list(db.execute(_PRIVATE, {"brands_": brands}).scalars()) if brands else []


def last_change(db: Session) -> int:
    """Return the number of the latest change."""
    return int(db.execute(_LAST_CHANGE).scalar_one())


def picture(db: Session, message: int) -> bytes | None:
    """Return the message's picture, PNG."""
    return db.execute(_PICTURE, {"id_": message}).scalar()


def document(db: Session, message: int) -> tuple[str, bytes] | None:
    """Return (name, content) of the message's file."""
    row = db.execute(_DOCUMENT, {"id_": message}).one_or_none()
    return (row.document_name, row.document) if row else None


def enclosed(db: Session, message: int) -> bytes | None:
    """Return the content of what came with a message, picture or file."""
    found = document(db, message)
    return found[1] if found else picture(db, message)


def people(db: Session, brand: str) -> list[Resident]:
    """Return the webchat people whom a brand met, the latest met first, at most `MOST_PEOPLE`."""
    last = {row.person: row.kind for row in db.execute(_COMINGS_AND_GOINGS, {"brand_": brand})}
    rows = db.execute(_PEOPLE, {"brand_": brand})
    return [Resident(who, name, team, manager, last.get(who) != "leave") for who, name, team, manager in rows]


def choices(db: Session, brand: str, person: str) -> dict[str, list[int]]:
    """Return what a person chose, by poll, in the brand's latest `MOST_POLLS` polls."""
    return {row.poll: row.options for row in db.execute(_CHOICES, {"brand_": brand, "person_": person})}


def _heard(db: Session, event: str) -> bool:
    return db.execute(_HEARD, {"event_": event}).one_or_none() is not None


def next_change(db: Session) -> int:
    """Return the number of a change that is about to be written; nobody else gets one until the transaction ends."""
    if db.connection().dialect.name == "postgresql":
        db.execute(_ONE_BY_ONE)
    return int(db.execute(_NEXT_CHANGE).scalar_one())


def _change(db: Session, message: int, become: Callable[[dict[str, Any]], dict[str, Any]]) -> bool:
    # The number comes first, so that all writers take the one lock before any row's.
    number = next_change(db)
    before = db.execute(_TO_CHANGE, {"id_": message}).scalar()
    if before is not None:
        db.execute(_CHANGE, {"id_": message, "content_": become(before), "change_": number})
    return before is not None


def _reactions_of(content: dict[str, Any]) -> dict[str, Any]:
    return {key: content[key] for key in ("reactions",) if key in content}
