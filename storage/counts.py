"""How many people the platforms say there are, beside what the ledger knows; and reactions that name nobody."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, case, delete, func, literal_column, select, text, update
from sqlalchemy.dialects.postgresql import insert

from chat.address import Address
from storage.database import Session
from storage.ledger import COUNTED, LEDGER
from storage.people import ACCOUNTS, CHATS
from storage.tables import TABLES
from storage.tables.ledger import MOVES

COUNTS = TABLES["member_counts"]
TURNS = TABLES["count_turns"]
TOTALS = TABLES["reaction_totals"]

_ACTIVITIES = ("message", "reaction", "vote", "nps", "share")

_DUE = (
    select(CHATS.c.brand, CHATS.c.platform, CHATS.c.chat, TURNS.c.next_at)
    .outerjoin(TURNS, (TURNS.c.platform == CHATS.c.platform) & (TURNS.c.chat == CHATS.c.chat))
    .where((CHATS.c.role == "audience") & (TURNS.c.next_at.is_(None) | (TURNS.c.next_at <= bindparam("now_"))))
    .order_by(CHATS.c.platform, CHATS.c.chat)
)
_TURN = select(TURNS.c.next_at, TURNS.c.failures).where(
    (TURNS.c.platform == bindparam("platform_")) & (TURNS.c.chat == bindparam("chat_"))
)
_SET_TURN = insert(TURNS)
_SET_TURN = _SET_TURN.on_conflict_do_update(
    index_elements=["platform", "chat"],
    set_={name: _SET_TURN.excluded[name] for name in ("next_at", "failures")},
)
_PUT = insert(COUNTS).on_conflict_do_nothing()

_HERE = (
    (LEDGER.c.brand == bindparam("brand_"))
    & (LEDGER.c.platform == bindparam("platform_"))
    & LEDGER.c.person.is_not(None)
    & COUNTED
)
# Of one instant a leave comes last, as ROR.md orders lines.
_LAST = func.row_number().over(
    partition_by=LEDGER.c.person,
    order_by=(LEDGER.c.at.desc(), case((LEDGER.c.kind == "leave", 1), else_=0).desc(), LEDGER.c.line.desc()),
)
# Written as the index has it, so that PostgreSQL and SQLite take the index.
_MOVED = select(LEDGER.c.person, LEDGER.c.kind, _LAST.label("place")).where(_HERE & text(MOVES)).subquery()
_TEAM = select(ACCOUNTS.c.person).where(
    (ACCOUNTS.c.brand == bindparam("brand_")) & (ACCOUNTS.c.platform == bindparam("platform_")) & ACCOUNTS.c.team
)
_JOINED = (
    select(func.count())
    .select_from(_MOVED)
    .where((_MOVED.c.place == 1) & (_MOVED.c.kind == "join") & _MOVED.c.person.not_in(_TEAM))
)
_MOVERS = select(_MOVED.c.person).where(_MOVED.c.place == 1)
_ACTIVE = select(func.count(LEDGER.c.person.distinct())).where(
    _HERE & LEDGER.c.kind.in_(_ACTIVITIES) & LEDGER.c.person.not_in(_MOVERS) & LEDGER.c.person.not_in(_TEAM)
)
_OF_TEAM = select(func.count()).select_from(_TEAM.subquery())
_MOVES_OF = (
    select(LEDGER.c.kind)
    .where(_HERE & (LEDGER.c.person == bindparam("person_")) & text(MOVES))
    .order_by(LEDGER.c.at.desc(), case((LEDGER.c.kind == "leave", 1), else_=0).desc(), LEDGER.c.line.desc())
    .limit(1)
)
_JOINS_OF = select(LEDGER.c.data).where(
    _HERE & (LEDGER.c.person == bindparam("person_")) & text(MOVES) & (LEDGER.c.kind == "join")
)
_ACTIVE_ONCE = (
    select(LEDGER.c.id)
    .where(_HERE & (LEDGER.c.person == bindparam("person_")) & LEDGER.c.kind.in_(_ACTIVITIES))
    .limit(1)
)
_IN_DAYS = (
    select(COUNTS)
    .where(COUNTS.c.brand == bindparam("brand_"))
    .where((COUNTS.c.day >= bindparam("start_")) & (COUNTS.c.day < bindparam("end_")))
    .order_by(COUNTS.c.platform, COUNTS.c.chat, COUNTS.c.day)
)
_PUT_TOTAL = insert(TOTALS)
_PUT_TOTAL = _PUT_TOTAL.on_conflict_do_update(
    index_elements=["platform", "chat", "message"],
    set_={name: _PUT_TOTAL.excluded[name] for name in ("total", "at", "line")},
    where=TOTALS.c.at <= _PUT_TOTAL.excluded.at,
)
_TOTAL = (
    select(func.coalesce(func.sum(TOTALS.c.total), 0), func.count(LEDGER.c.line.distinct()))
    .join(LEDGER, (LEDGER.c.brand == TOTALS.c.brand) & (LEDGER.c.line == TOTALS.c.line))
    .where((TOTALS.c.brand == bindparam("brand_")) & (TOTALS.c.total > 0) & LEDGER.c.team)
    .where((LEDGER.c.kind == "poll") | ((LEDGER.c.kind == "message") & LEDGER.c.ref.is_(None)))
    .where((LEDGER.c.at >= bindparam("start_")) & (LEDGER.c.at < bindparam("end_")))
)


@dataclass(frozen=True, slots=True)
class Count:
    """What a platform said of one chat on one local day, and what the ledger then knew of the whole platform."""

    platform: str
    chat: str
    day: str
    brand: str
    members: int
    known: int
    team: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Total:
    """How many reactions a message has, of nobody who is named."""

    platform: str
    chat: str
    message: str
    brand: str
    line: str
    total: int
    at: datetime


def due(db: Session, now: datetime) -> list[tuple[str, Address, datetime | None]]:
    """Return (brand, audience chat, since when) of the chats whose people shall be counted; None: never counted."""
    return [(row.brand, Address(row.platform, row.chat), row.next_at) for row in db.execute(_DUE, {"now_": now})]


def turn_of(db: Session, chat: Address) -> tuple[datetime | None, int]:
    """Return when a chat is counted next, None where it never was, and how often in a row that failed."""
    row = db.execute(_TURN, {"platform_": chat.platform, "chat_": chat.id}).one_or_none()
    return (row.next_at, row.failures) if row else (None, 0)


def set_turn(db: Session, chat: Address, next_at: datetime, failures: int) -> None:
    """Say when a chat is counted next."""
    db.execute(_SET_TURN, {"platform": chat.platform, "chat": chat.id, "next_at": next_at, "failures": failures})


def put(db: Session, count: Count) -> None:
    """Keep a day's count; the first one of a day stays."""
    db.execute(_PUT, {column.name: getattr(count, column.name) for column in COUNTS.c})


def known(db: Session, brand: str, platform: str) -> tuple[int, int]:
    """Return how many accounts on a platform are inside by the ledger, the team left out, and how many the team has."""
    asked = {"brand_": brand, "platform_": platform}
    inside = db.execute(_JOINED, asked).scalar_one() + db.execute(_ACTIVE, asked).scalar_one()
    return inside, db.execute(_OF_TEAM, asked).scalar_one()


def is_inside(db: Session, brand: str, at: Address) -> bool:
    """Tell by the ledger whether an account is inside: joined and not left, or active without either.

    Where there is neither join nor leave all lines of the brand are looked through: call it on a reader.
    """
    asked = {"brand_": brand, "platform_": at.platform, "person_": at.id}
    last = db.execute(_MOVES_OF, asked).scalar()
    return last == "join" if last else db.execute(_ACTIVE_ONCE, asked).first() is not None


def joined_long_ago(db: Session, brand: str, at: Address) -> bool:
    """Tell whether the ledger has the account's joining, after which it has not left."""
    asked = {"brand_": brand, "platform_": at.platform, "person_": at.id}
    return bool(db.execute(_MOVES_OF, asked).scalar() == "join")


def told_by(db: Session, brand: str, at: Address) -> set[str]:
    """Return who brought an account by its joins in the ledger, imported ones too: ids of the same platform."""
    found = db.execute(_JOINS_OF, {"brand_": brand, "platform_": at.platform, "person_": at.id}).scalars()
    return {data["referrer"] for data in found if data and data.get("referrer")}


def in_days(db: Session, brand: str, start: str, end: str) -> list[Count]:
    """Return the counts of the local days from `start` to before `end`, by platform, chat and day."""
    return [Count(*row) for row in db.execute(_IN_DAYS, {"brand_": brand, "start_": start, "end_": end})]


def put_total(db: Session, total: Total) -> None:
    """Keep how many reactions a message has, unless something later is known."""
    db.execute(_PUT_TOTAL, {column.name: getattr(total, column.name) for column in TOTALS.c})


def reactions(db: Session, brand: str, start: datetime, end: datetime) -> tuple[int, int]:
    """Return how many reactions that name nobody the brand posts of a period have, and on how many posts."""
    total, posts = db.execute(_TOTAL, {"brand_": brand, "start_": start, "end_": end}).one()
    return int(total), posts


def move_chat(db: Session, platform: str, old: str, new: str) -> None:
    """Give what was counted in a migrated chat its new id; messages have other numbers there."""
    for table in (COUNTS, TURNS):
        here = (table.c.platform == platform) & (table.c.chat == old)
        taken = select(table.c.chat).where((table.c.platform == platform) & (table.c.chat == new)).limit(1)
        if db.execute(taken).first() is None:
            db.execute(update(table).where(here).values(chat=new))
        else:
            db.execute(delete(table).where(here))
    db.execute(
        update(TOTALS)
        .where((TOTALS.c.platform == platform) & (TOTALS.c.chat == old))
        .values(chat=new, message=literal_column("'before:' || message"))
    )
