"""The list that the team works through: who waits, what is whose, what was put off, promised or said before."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, exists, func, or_, select

from storage.database import Session
from storage.episodes import EPISODES, MESSAGES, OPEN, WAITING, Episode
from storage.ledger import LAST_WORDING, LEDGER
from storage.people import ACCOUNTS
from storage.replies import QUEUED, REPLIES
from storage.tables import TABLES

PROMISES = TABLES["promises"]

CHOICES = ("waiting", "mine", "snoozed", "promised", "all")
MOST_SEARCHED = 2_000
"""A search looks through so many queries at most, those first that come first in the list."""
AT_ONCE = 500

_ASKER, _CLAIMANT = ACCOUNTS.alias("asker"), ACCOUNTS.alias("claimant")
_OPEN_PROMISE = (PROMISES.c.episode == EPISODES.c.id) & (PROMISES.c.state == "open")
_PROMISED_BY = select(func.min(PROMISES.c.due_at)).where(_OPEN_PROMISE).scalar_subquery()
_IS_OPEN = EPISODES.c.state.in_(OPEN)
_WHICH: Mapping[str, ColumnElement[bool]] = {
    "waiting": (EPISODES.c.state == WAITING)
    & EPISODES.c.automatic.is_(None)
    & or_(EPISODES.c.snoozed_until.is_(None), EPISODES.c.snoozed_until <= bindparam("now_")),
    "unanswered": (EPISODES.c.state == WAITING) & EPISODES.c.automatic.is_(None),
    "mine": _IS_OPEN
    & EPISODES.c.claimant.in_(
        select(ACCOUNTS.c.id).where(or_(ACCOUNTS.c.id == bindparam("me_"), ACCOUNTS.c.one == bindparam("me_")))
    ),
    "snoozed": _IS_OPEN & (EPISODES.c.snoozed_until > bindparam("now_")),
    "promised": select(PROMISES.c.id).where(_OPEN_PROMISE).exists(),
    "all": EPISODES.c.id.is_not(None),
}
_LONGEST = (EPISODES.c.opened_at, EPISODES.c.id)
_ORDER: Mapping[str, tuple[Any, ...]] = {
    "waiting": _LONGEST,
    "unanswered": _LONGEST,
    "mine": _LONGEST,
    "snoozed": (EPISODES.c.snoozed_until, EPISODES.c.id),
    "promised": (_PROMISED_BY, EPISODES.c.id),
    # Those who wait, longest first; then what was, the latest first.
    "all": (
        case((EPISODES.c.state == WAITING, 0), else_=1),
        case((EPISODES.c.state == WAITING, EPISODES.c.opened_at)),
        EPISODES.c.opened_at.desc(),
        EPISODES.c.id.desc(),
    ),
}
_LATEST = (
    select(MESSAGES.c.line)
    .where(MESSAGES.c.episode == EPISODES.c.id)
    .order_by(MESSAGES.c.query.desc(), MESSAGES.c.at.desc(), MESSAGES.c.line.desc())
    .limit(1)
    .scalar_subquery()
)
_ROWS = (
    select(EPISODES, _ASKER.c.person.label("person"), _ASKER.c.name.label("name"))
    .add_columns(_CLAIMANT.c.name.label("claimant_name"), _CLAIMANT.c.person.label("claimant_person"))
    .add_columns(LAST_WORDING.label("text"), LEDGER.c.data.label("data"))
    .add_columns(
        exists()
        .where((REPLIES.c.episode == EPISODES.c.id) & (REPLIES.c.state == QUEUED) & REPLIES.c.author.is_not(None))
        .label("answering")
    )
    .join(_ASKER, _ASKER.c.id == EPISODES.c.account)
    .join(_CLAIMANT, _CLAIMANT.c.id == EPISODES.c.claimant, isouter=True)
    .join(LEDGER, (LEDGER.c.brand == EPISODES.c.brand) & (LEDGER.c.line == _LATEST), isouter=True)
)
_OF_BRAND = EPISODES.c.brand == bindparam("brand_")


def _list_of(choice: str) -> Select[Any]:
    chosen = _ROWS.where(_OF_BRAND & _WHICH[choice]).order_by(*_ORDER[choice])
    return chosen.limit(bindparam("limit_")).offset(bindparam("offset_"))


_LISTS = {choice: _list_of(choice) for choice in _WHICH}
_COUNTS = {
    choice: select(func.count()).select_from(EPISODES).where(_OF_BRAND & which) for choice, which in _WHICH.items()
}
_THESE = _ROWS.where(EPISODES.c.id.in_(bindparam("ids_", expanding=True))).order_by(*_LONGEST)
_OPEN_PROMISES = (
    select(PROMISES.c.episode, PROMISES.c.text, PROMISES.c.due_at)
    .where(PROMISES.c.episode.in_(bindparam("ids_", expanding=True)) & (PROMISES.c.state == "open"))
    .order_by(PROMISES.c.due_at.desc(), PROMISES.c.id.desc())
)
_TEXTS = (
    select(MESSAGES.c.episode, LAST_WORDING.label("text"))
    .join(LEDGER, (LEDGER.c.brand == MESSAGES.c.brand) & (LEDGER.c.line == MESSAGES.c.line))
    .where(MESSAGES.c.episode.in_(bindparam("ids_", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A query as the list shows it."""

    episode: Episode
    person: str
    """The platform's id of who asks."""
    name: str
    text: str | None
    """Its latest question as it reads now; None where the words are no longer kept."""
    sentiment: int | None
    claimant: str
    """The name of who takes care of it; empty: nobody does."""
    answering: bool
    """An answer is on its way."""
    promise: tuple[str, datetime] | None
    """What was promised until when: of what is still open, what is due first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What of the list is asked for."""

    choice: str = "waiting"
    """One of `CHOICES`."""
    me: int = 0
    """The account that stands for whoever asks, for `mine`."""
    search: str = ""
    """Words that must all be in what was written or in the person's name; case and accents do not matter."""


def listed(
    db: Session, brand: str, wish: Wish, now: datetime, *, limit: int = AT_ONCE, offset: int = 0
) -> tuple[list[Entry], int]:
    """Return a part of the list, and how long all of it is: who waits longest first, what is due soonest first."""
    words = folded(wish.search).split()
    given = {"brand_": brand, "now_": now, "me_": wish.me}
    if words:
        rows = list(db.execute(_LISTS[wish.choice], given | {"limit_": MOST_SEARCHED, "offset_": 0}))
        found = list(_matching(db, rows, words))
        return _entries(db, found[offset : offset + limit]), len(found)
    rows = list(db.execute(_LISTS[wish.choice], given | {"limit_": limit, "offset_": offset}))
    return _entries(db, rows), db.execute(_COUNTS[wish.choice], given).scalar_one()


def unanswered(db: Session, brand: str, most: int) -> tuple[list[Entry], int]:
    """Return those who wait longest, whether they were put off or not, and how many wait in all."""
    rows = list(db.execute(_LISTS["unanswered"], {"brand_": brand, "limit_": most, "offset_": 0}))
    return _entries(db, rows), db.execute(_COUNTS["unanswered"], {"brand_": brand}).scalar_one()


def counts(db: Session, brand: str, me: int, now: datetime) -> dict[str, int]:
    """Return how many there are of each choice but `all`."""
    given = {"brand_": brand, "now_": now, "me_": me}
    return {choice: db.execute(_COUNTS[choice], given).scalar_one() for choice in CHOICES if choice != "all"}


def of_ids(db: Session, ids: list[int]) -> dict[int, Entry]:
    """Return these queries by their id; those that are gone are left out."""
    return {each.episode.id: each for each in _entries(db, list(db.execute(_THESE, {"ids_": ids})))} if ids else {}


def folded(text: str) -> str:
    """Return a text without accents and in small letters, as it is searched."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _matching(db: Session, rows: list[Any], words: list[str]) -> Iterator[Any]:
    said: dict[int, list[str]] = {row.id: [row.name] for row in rows}
    for ids in _portions([row.id for row in rows]):
        for episode, text in db.execute(_TEXTS, {"ids_": ids}):
            said[episode].append(text or "")
    for row in rows:
        text = folded("\n".join(said[row.id]))
        if all(word in text for word in words):
            yield row


def _entries(db: Session, rows: list[Any]) -> list[Entry]:
    promises: dict[int, tuple[str, datetime]] = {}
    for ids in _portions([row.id for row in rows]):
        promises |= {row.episode: (row.text, row.due_at) for row in db.execute(_OPEN_PROMISES, {"ids_": ids})}
    width = len(Episode.__dataclass_fields__)
    return [
        Entry(
            episode=Episode(*row[:width]),
            person=row.person,
            name=row.name or row.person,
            text=row.text,
            sentiment=(row.data or {}).get("sentiment"),
            claimant=row.claimant_name or row.claimant_person or "",
            answering=row.answering,
            promise=promises.get(row.id),
        )
        for row in rows
    ]


def _portions(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]
