"""What a brand keeps for so many days only: words. Numbers stay, and so does what was judged of the words.

Each shelf is looked through by a reader, and cleared in portions, each in a short transaction of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Update, bindparam, delete, exists, or_, select, update

from storage import posted
from storage.database import Session, scrub
from storage.episodes import EPISODES
from storage.episodes import MESSAGES as ASKED
from storage.inbox import INBOX
from storage.ledger import LEDGER, TEXTS
from storage.outbox import LETTERS
from storage.people import ACCOUNTS, CHATS
from storage.polls import POLLS
from storage.reasons import REASONS
from storage.replies import REPLIES
from storage.tables import TABLES
from storage.tables.ground import Json
from storage.webchat import MESSAGES as WEBCHAT
from storage.webchat import PLATFORM, next_change

PROMISES = TABLES["promises"]
SAVED_ANSWERS = TABLES["saved_answers"]

PORTION = 200

_OF_BRAND: Any = bindparam("brand_")
_BEFORE: Any = bindparam("before_")
_AFTER: Any = bindparam("after_")
_IDS: Any = bindparam("ids_", expanding=True)

# A portion is the oldest of all texts, not of all lines of a brand: no index of brands is to be used.
_OLD_TEXTS = (
    select(TEXTS.c.ledger, TEXTS.c.version)
    .join(LEDGER, LEDGER.c.id == TEXTS.c.ledger)
    .where((TEXTS.c.at < _BEFORE) & (LEDGER.c.brand.concat("") == _OF_BRAND))
    .order_by(TEXTS.c.at)
    .limit(PORTION)
)
_DROP_TEXT = delete(TEXTS).where((TEXTS.c.ledger == bindparam("ledger_")) & (TEXTS.c.version == bindparam("version_")))
_WORDLESS = select(LEDGER.c.id, LEDGER.c.heard).where(
    LEDGER.c.id.in_(_IDS) & LEDGER.c.heard.is_not(None) & ~exists().where(TEXTS.c.ledger == LEDGER.c.id)
)
_SET_HEARD = update(LEDGER).where(LEDGER.c.id == bindparam("id_")).values(heard=bindparam("heard_"))
_OLD_REPLIES = (
    select(REPLIES.c.id)
    .join(EPISODES, EPISODES.c.id == REPLIES.c.episode)
    .where((EPISODES.c.brand == _OF_BRAND) & (REPLIES.c.made_at < _BEFORE) & (REPLIES.c.text != ""))
    .where(REPLIES.c.state != "queued")
    .limit(PORTION)
)
_OLD_PROMISES = (
    select(PROMISES.c.id)
    .where((PROMISES.c.brand == _OF_BRAND) & (PROMISES.c.made_at < _BEFORE))
    .where((PROMISES.c.state != "open") & (PROMISES.c.text != ""))
    .limit(PORTION)
)
_OLD_FILES = (
    select(ASKED.c.line, ASKED.c.brand)
    .where((ASKED.c.brand == _OF_BRAND) & (ASKED.c.at < _BEFORE))
    .where(ASKED.c.files != bindparam("none_", type_=Json))
    .limit(PORTION)
)
_DROP_FILES = (
    update(ASKED).where((ASKED.c.brand == bindparam("brand_")) & (ASKED.c.line == bindparam("line_"))).values(files=[])
)
_OLD_REASONS = (
    select(REASONS.c.id)
    .join(POLLS, POLLS.c.id == REASONS.c.poll)
    .where((POLLS.c.brand == _OF_BRAND) & (POLLS.c.closed_at < _BEFORE) & POLLS.c.key.is_(None))
    .where(REASONS.c.text != "")
    .limit(PORTION)
)
_OLD_LETTERS = (
    select(LETTERS.c.id)
    .where((LETTERS.c.id > _AFTER) & (LETTERS.c.brand == _OF_BRAND) & (LETTERS.c.created_at < _BEFORE))
    .where(LETTERS.c.kind != "digest")
    # In the order of ids, not by the index of states, which would sort all that was ever sent.
    .where(LETTERS.c.state.concat("").in_(("sent", "failed")) & LETTERS.c.payload["message"].as_string().is_not(None))
    .order_by(LETTERS.c.id)
    .limit(PORTION)
)
_OLD_QUESTIONS = (
    select(SAVED_ANSWERS.c.id)
    .where((SAVED_ANSWERS.c.brand == _OF_BRAND) & (SAVED_ANSWERS.c.saved_at < _BEFORE))
    .where(SAVED_ANSWERS.c.episode.is_not(None))
    .limit(PORTION)
)
_WORDLESS_QUESTIONS = (
    update(SAVED_ANSWERS).where(SAVED_ANSWERS.c.id.in_(_IDS)).values(question="", automatic=False, episode=None)
)
_PAYLOADS = select(LETTERS.c.id, LETTERS.c.payload).where(LETTERS.c.id.in_(_IDS))
_SET_PAYLOAD = update(LETTERS).where(LETTERS.c.id == bindparam("id_")).values(payload=bindparam("payload_"))
_OLD_EVENTS = select(INBOX.c.id).where(INBOX.c.next_at.is_(None) & (INBOX.c.created_at < _BEFORE)).limit(PORTION)
_DROP_EVENTS = delete(INBOX).where(INBOX.c.id.in_(_IDS))
_GROUPS = select(CHATS.c.chat).where((CHATS.c.brand == _OF_BRAND) & (CHATS.c.platform == PLATFORM))
_TEAMS = _GROUPS.where(CHATS.c.role == "team")
_PRIVATE = select(ACCOUNTS.c.person).where((ACCOUNTS.c.brand == _OF_BRAND) & (ACCOUNTS.c.platform == PLATFORM))
_OLD_SAYINGS = (
    select(WEBCHAT.c.id)
    .where((WEBCHAT.c.at < _BEFORE) & ~WEBCHAT.c.deleted)
    .where(
        or_(
            WEBCHAT.c.chat.in_(_GROUPS) & WEBCHAT.c.person.is_not(None),
            WEBCHAT.c.chat.in_(_TEAMS),
            WEBCHAT.c.chat.in_(_PRIVATE),
        )
    )
    .limit(PORTION)
)
_DROP_SAYING = (
    update(WEBCHAT)
    .where(WEBCHAT.c.id == bindparam("id_"))
    .values(content={"text": ""}, deleted=True, picture=None, document=None, document_name=None)
    .values(change=bindparam("change_"))
)
_WITHOUT_TEXT = {table: update(table).where(table.c.id.in_(_IDS)).values(text="") for table in (PROMISES, REASONS)}
_WITHOUT_TEXT[REPLIES] = update(REPLIES).where(REPLIES.c.id.in_(_IDS)).values(text="", files=[])


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kind of words."""

    name: str
    find: Callable[[Session, dict[str, Any]], Sequence[Any]]
    """Returns a portion of what is too old; asked with `brand_`, `before_`, `after_`."""
    drop: Callable[[Session, Sequence[Any]], None]
    marches: bool = False
    """It is looked through in order of ids, each of them once."""

    def old(self, db: Session, brand: str, before: datetime, after: int = 0) -> Sequence[Any]:
        """Return a portion of what a brand kept before a moment, aware UTC; `after`: an id to begin after."""
        return self.find(db, {"brand_": brand, "before_": before, "after_": after, "none_": []})

    def clear(self, db: Session, found: Sequence[Any]) -> None:
        """Drop the words that `old` returned."""
        self.drop(db, found)


def _ids(statement: Any) -> Callable[[Session, dict[str, Any]], Sequence[Any]]:  # noqa: ANN401  # SQLAlchemy's Select
    return lambda db, asked: list(db.execute(statement, asked).scalars())


def _rows(statement: Any) -> Callable[[Session, dict[str, Any]], Sequence[Any]]:  # noqa: ANN401  # SQLAlchemy's Select
    return lambda db, asked: [tuple(row) for row in db.execute(statement, asked)]


def _emptying(statement: Update) -> Callable[[Session, Sequence[Any]], None]:
    def drop(db: Session, found: Sequence[Any]) -> None:
        db.execute(statement, {"ids_": list(found)})
        scrub(db)

    return drop


def _drop_texts(db: Session, found: Sequence[Any]) -> None:
    """Drop texts, and the topics that were heard in them: these are words, too."""
    db.execute(_DROP_TEXT, [{"ledger_": ledger, "version_": version} for ledger, version in found])
    heard = db.execute(_WORDLESS, {"ids_": sorted({ledger for ledger, _ in found})}).all()
    changed = [
        {"id_": id_, "heard_": {key: value for key, value in each.items() if key != "topics"}}
        for id_, each in heard
        if each and "topics" in each
    ]
    if changed:
        db.execute(_SET_HEARD, changed)
    scrub(db)


def _drop_files(db: Session, found: Sequence[Any]) -> None:
    db.execute(_DROP_FILES, [{"brand_": brand, "line_": line} for line, brand in found])
    scrub(db)


def _drop_messages(db: Session, found: Sequence[Any]) -> None:
    rows = db.execute(_PAYLOADS, {"ids_": list(found)}).all()
    left = [
        {"id_": row.id, "payload_": {key: value for key, value in row.payload.items() if key != "message"}}
        for row in rows
    ]
    if left:
        db.execute(_SET_PAYLOAD, left)
    scrub(db)


def _drop_events(db: Session, found: Sequence[Any]) -> None:
    db.execute(_DROP_EVENTS, {"ids_": list(found)})
    scrub(db)


def _drop_sayings(db: Session, found: Sequence[Any]) -> None:
    number = next_change(db)
    db.execute(_DROP_SAYING, [{"id_": id_, "change_": number + place} for place, id_ in enumerate(found)])
    scrub(db)


SHELVES = (
    Shelf("texts", _rows(_OLD_TEXTS), _drop_texts),
    Shelf("replies", _ids(_OLD_REPLIES), _emptying(_WITHOUT_TEXT[REPLIES])),
    Shelf("promises", _ids(_OLD_PROMISES), _emptying(_WITHOUT_TEXT[PROMISES])),
    Shelf("files", _rows(_OLD_FILES), _drop_files),
    Shelf("reasons", _ids(_OLD_REASONS), _emptying(_WITHOUT_TEXT[REASONS])),
    Shelf("letters", _ids(_OLD_LETTERS), _drop_messages, marches=True),
    Shelf("questions", _ids(_OLD_QUESTIONS), _emptying(_WORDLESS_QUESTIONS)),
    Shelf("inbox", _ids(_OLD_EVENTS), _drop_events),
    Shelf("digests", posted.worded, posted.forget_words),
    Shelf("webchat", _ids(_OLD_SAYINGS), _drop_sayings),
)
"""All that holds words of people. Answers that a team saved are its own, and stay; so do digests but
for what they quote."""
