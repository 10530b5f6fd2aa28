"""Waiting episodes and the messages in them: what the team works on. `insight.episodes` counts them from the ledger."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, literal, literal_column, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert

from storage.database import Session, changed, counted
from storage.outbox import LETTERS
from storage.people import ACCOUNTS
from storage.tables import TABLES
from storage.tables.queries import WAITS

EPISODES = TABLES["episodes"]
MESSAGES = TABLES["episode_messages"]

WAITING, ANSWERED, RESOLVED, DISMISSED, WITHDRAWN, TOLD = (
    "waiting", "answered", "resolved", "dismissed", "withdrawn", "told",
)  # fmt: skip
OPEN = (WAITING, TOLD)
CLOSED = (RESOLVED, DISMISSED, WITHDRAWN)

LOST = ""
"""In place of a card's id: it stands in a chat that has moved, out of reach."""


def of_these(brand: Any) -> Any:  # noqa: ANN401  # a column, a condition
    """Return the condition that a row is of one of the brands `brands_`, which no index of brands is to be used for.

    What is due is few rows, and those of a brand are many, which SQLite would go by.
    """
    return brand.concat("").in_(bindparam("brands_", expanding=True))


_THEIRS = EPISODES.c.account.in_(
    select(ACCOUNTS.c.id).where(or_(ACCOUNTS.c.id == bindparam("one_"), ACCOUNTS.c.one == bindparam("one_")))
)
_FIND = select(EPISODES).where(EPISODES.c.id == bindparam("id_"))
_LOCK = _FIND.with_for_update()
_OF_PERSON_HERE = (
    select(EPISODES)
    # A person has few episodes and a brand has many: no index of brands is to be used.
    .where((EPISODES.c.brand.concat("") == bindparam("brand_")) & _THEIRS)
    .where((EPISODES.c.platform == bindparam("platform_")) & (EPISODES.c.chat == bindparam("chat_")))
    .limit(1)
)
# Each message asks for it. The word itself shows the planner the index; locked, nobody answers while a message joins.
_WAITING_HERE = _OF_PERSON_HERE.where(EPISODES.c.state == literal_column("'waiting'")).with_for_update()
_LATEST_HERE = _OF_PERSON_HERE.order_by(EPISODES.c.opened_at.desc(), EPISODES.c.id.desc())
_OPEN = (
    insert(EPISODES)
    .on_conflict_do_nothing(index_elements=["account", "platform", "chat", "brand"], index_where=text(WAITS))
    .returning(EPISODES.c.id)
)
_OF_LINE = (
    select(EPISODES)
    .join(MESSAGES, MESSAGES.c.episode == EPISODES.c.id)
    .where((MESSAGES.c.brand == bindparam("brand_")) & (MESSAGES.c.line == bindparam("line_")))
)
_IN_THREAD = (
    select(EPISODES)
    .where((EPISODES.c.platform == bindparam("platform_")) & (EPISODES.c.reply_chat == bindparam("chat_")))
    .where((EPISODES.c.brand == bindparam("brand_")) & (EPISODES.c.state == WAITING))
    .where(or_(EPISODES.c.reply_thread == bindparam("thread_"), EPISODES.c.reply_to == bindparam("thread_")))
    .order_by(EPISODES.c.opened_at, EPISODES.c.id)
    .limit(1)
)
_POSTED = update(EPISODES).where(EPISODES.c.id == bindparam("id_")).values(card=bindparam("card_"))
_SHOWN = update(EPISODES).where(EPISODES.c.id == bindparam("id_")).values(shown=bindparam("shown_"))
_STALE = (
    select(EPISODES)
    .where((EPISODES.c.shown != EPISODES.c.revision) & EPISODES.c.card.is_not(None))
    .where(~select(LETTERS.c.id).where(LETTERS.c.key == literal("card:").concat(EPISODES.c.id)).exists())
    .limit(100)
)
_OF_BRAND = select(EPISODES).where(EPISODES.c.brand == bindparam("brand_"))
_OF_CARD = _OF_BRAND.where(EPISODES.c.card == bindparam("card_")).limit(1)
_ALL_WAITING = (
    _OF_BRAND.where((EPISODES.c.state == WAITING) & EPISODES.c.automatic.is_(None))
    .order_by(EPISODES.c.opened_at, EPISODES.c.id)
    .limit(bindparam("limit_"))
)
_ALARMED = (
    select(EPISODES)
    .where((EPISODES.c.state == literal_column("'waiting'")) & (EPISODES.c.alarm_at <= bindparam("now_")))
    .where(EPISODES.c.automatic.is_(None) & of_these(EPISODES.c.brand))
    .order_by(EPISODES.c.alarm_at, EPISODES.c.id)
    .limit(100)
)
_AWAKENED = (
    select(EPISODES)
    .where((EPISODES.c.snoozed_until <= bindparam("now_")) & of_these(EPISODES.c.brand))
    .order_by(EPISODES.c.snoozed_until, EPISODES.c.id)
    .limit(100)
)
_SET_ALARM = (
    update(EPISODES)
    .where(EPISODES.c.id == bindparam("id_"))
    .values(alarm=bindparam("alarm_"), alarm_at=bindparam("at_"))
)
_HISTORY = (
    select(func.count(), func.count(EPISODES.c.answered_at), func.max(EPISODES.c.answered_at))
    .where((EPISODES.c.brand.concat("") == bindparam("brand_")) & _THEIRS)
    .where((EPISODES.c.id != bindparam("id_")) & (EPISODES.c.state != TOLD))
)


@dataclass(frozen=True, slots=True)
class Episode:
    """What one person asks in one chat until it is answered."""

    id: int
    brand: str
    platform: str
    chat: str
    account: int
    state: str
    opened_at: datetime
    heard_at: datetime
    reply_chat: str
    reply_thread: str | None
    reply_to: str | None
    language: str
    urgent: bool
    due_at: datetime | None
    due_by: str | None
    skipped: list[dict[str, Any]] | None
    alarm: int
    alarm_at: datetime | None
    claimant: int | None
    snoozed_until: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    closer: int | None
    automatic: int | None
    suggested: list[int] | None
    trouble: str | None
    revision: int
    shown: int
    card: str | None

    @property
    def is_waiting(self) -> bool:
        """Tell whether somebody still waits for a human answer."""
        return self.state == WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a new episode is opened with."""

    brand: str
    platform: str
    chat: str
    account: int
    state: str
    at: datetime
    reply_chat: str
    reply_thread: str | None
    reply_to: str | None
    language: str
    urgent: bool = False
    due_at: datetime | None = None
    due_by: str | None = None
    skipped: list[dict[str, Any]] | None = None
    automatic: int | None = None
    suggested: list[int] | None = None
    alarm_at: datetime | None = None


def open_(db: Session, opening: Opening) -> int | None:
    """Open an episode; return its id, or None where the account waits in this chat already."""
    row = {name: getattr(opening, name) for name in opening.__dataclass_fields__ if name != "at"}
    row |= {"opened_at": opening.at, "heard_at": opening.at, "alarm": 0, "revision": 0, "shown": 0}
    opened: int | None = db.execute(_OPEN, row).scalar()
    return opened


def find(db: Session, episode: int, *, to_change: bool = False) -> Episode | None:
    """Return the episode of this id; `to_change`: nobody else changes it until the transaction ends."""
    return _one(db.execute(_LOCK if to_change else _FIND, {"id_": episode}).one_or_none())


def waiting_here(db: Session, brand: str, platform: str, chat: str, one: int) -> Episode | None:
    """Return the episode in which this person waits in this chat, kept from others.

    `one` is the account that stands for them.
    """
    here = {"brand_": brand, "platform_": platform, "chat_": chat, "one_": one}
    return _one(db.execute(_WAITING_HERE, here).one_or_none())


def latest_here(db: Session, brand: str, platform: str, chat: str, one: int) -> Episode | None:
    """Return this person's latest episode in this chat, whatever became of it."""
    here = {"brand_": brand, "platform_": platform, "chat_": chat, "one_": one}
    return _one(db.execute(_LATEST_HERE, here).one_or_none())


def of_line(db: Session, brand: str, line: str) -> Episode | None:
    """Return the episode that a message belongs to."""
    return _one(db.execute(_OF_LINE, {"brand_": brand, "line_": line}).one_or_none())


def of_card(db: Session, brand: str, card: str) -> Episode | None:
    """Return the brand's episode whose card is this message of the team's chat."""
    return _one(db.execute(_OF_CARD, {"brand_": brand, "card_": card}).one_or_none())


def waiting_in(db: Session, brand: str, platform: str, chat: str, thread: str) -> Episode | None:
    """Return the episode that waits longest in this thread."""
    here = {"brand_": brand, "platform_": platform, "chat_": chat, "thread_": thread}
    return _one(db.execute(_IN_THREAD, here).one_or_none())


def change(db: Session, episode: int, **values: Any) -> None:  # columns of the table
    """Change an episode, so that its card is brought up to date."""
    known = EPISODES.c.revision + 1
    db.execute(update(EPISODES).where(EPISODES.c.id == episode).values(revision=known, **values))


def change_if(db: Session, episode: int, states: Sequence[str], **values: Any) -> bool:
    """Change an episode where it is in one of these states; return whether it was."""
    known = EPISODES.c.revision + 1
    where = (EPISODES.c.id == episode) & EPISODES.c.state.in_(states)
    return changed(db.execute(counted(update(EPISODES).where(where).values(revision=known, **values)))) == 1


def posted(db: Session, episode: int, card: str | None) -> None:
    """Note where the card stands."""
    db.execute(_POSTED, {"id_": episode, "card_": card})


def shown(db: Session, episode: int, revision: int) -> None:
    """Note which revision the card shows."""
    db.execute(_SHOWN, {"id_": episode, "shown_": revision})


def card_key(episode: int) -> str:
    """Return the key of the one letter that brings a card up to date (`_STALE` knows it too)."""
    return f"card:{episode}"


def stale(db: Session) -> list[Episode]:
    """Return episodes whose card no longer shows how they stand, and is not about to."""
    return [Episode(*row) for row in db.execute(_STALE)]


def waiting(db: Session, brand: str, limit: int = 1_000) -> list[Episode]:
    """Return the brand's episodes in which somebody waits, longest first."""
    return [Episode(*row) for row in db.execute(_ALL_WAITING, {"brand_": brand, "limit_": limit})]


def alarmed(db: Session, brands: Iterable[str], now: datetime) -> list[Episode]:
    """Return waiting episodes of these brands whose next warning or alert is to be given, the earliest first."""
    return [Episode(*row) for row in db.execute(_ALARMED, {"now_": now, "brands_": list(brands)})]


def awakened(db: Session, brands: Iterable[str], now: datetime) -> list[Episode]:
    """Return episodes of these brands that were put off until now, the earliest first."""
    return [Episode(*row) for row in db.execute(_AWAKENED, {"now_": now, "brands_": list(brands)})]


def set_alarm(db: Session, episode: int, alarm: int, at: datetime | None) -> None:
    """Note which alert was given last, and when the next one is to be; the card shows nothing of it."""
    db.execute(_SET_ALARM, {"id_": episode, "alarm_": alarm, "at_": at})


def history(db: Session, brand: str, one: int, but: int) -> tuple[int, int, datetime | None]:
    """Return (how many, how many answered, when the last was) of a person's other episodes."""
    asked, answered, last = db.execute(_HISTORY, {"brand_": brand, "one_": one, "id_": but}).one()
    return asked, answered, last


def _one(row: Any) -> Episode | None:  # noqa: ANN401  # a row of EPISODES, or None
    return Episode(*row) if row is not None else None
