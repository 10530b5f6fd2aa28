"""How people found the answers, where they were asked."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.database import Session
from storage.people import ACCOUNTS
from storage.tables import TABLES

SATISFACTIONS = TABLES["satisfactions"]

_PUT = insert(SATISFACTIONS).on_conflict_do_nothing()
_FIND = select(SATISFACTIONS).where(SATISFACTIONS.c.episode == bindparam("episode_"))
_LAST_ASKED = select(func.max(SATISFACTIONS.c.asked_at)).where(
    SATISFACTIONS.c.account.in_(
        select(ACCOUNTS.c.id).where(or_(ACCOUNTS.c.id == bindparam("one_"), ACCOUNTS.c.one == bindparam("one_")))
    )
)
_SCORE = (
    update(SATISFACTIONS)
    .where(SATISFACTIONS.c.episode == bindparam("episode_"))
    .values(score=bindparam("score_"), scored_at=bindparam("now_"))
)
_SCORES = (
    select(SATISFACTIONS.c.score)
    .where((SATISFACTIONS.c.brand == bindparam("brand_")) & SATISFACTIONS.c.score.is_not(None))
    .where((SATISFACTIONS.c.scored_at >= bindparam("start_")) & (SATISFACTIONS.c.scored_at < bindparam("end_")))
    .order_by(SATISFACTIONS.c.episode)
)


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """One question how it was, and its answer."""

    episode: int
    brand: str
    account: int
    """Who asked the query."""
    asked_at: datetime
    score: int | None = None
    """1 to 5."""
    scored_at: datetime | None = None


def put(db: Session, asked: Satisfaction) -> None:
    """Note that a person is asked about an episode, once."""
    db.execute(_PUT, {name: getattr(asked, name) for name in Satisfaction.__dataclass_fields__})


def find(db: Session, episode: int) -> Satisfaction | None:
    """Return what was asked about an episode."""
    row = db.execute(_FIND, {"episode_": episode}).one_or_none()
    return Satisfaction(*row) if row else None


def last_asked(db: Session, one: int) -> datetime | None:
    """Return when the person was asked last, on whatever account; `one` is the account that stands for them."""
    found: datetime | None = db.execute(_LAST_ASKED, {"one_": one}).scalar_one()
    return found


def score(db: Session, episode: int, stars: int, now: datetime) -> None:
    """Note how the person found it; what they said before does not count any more."""
    db.execute(_SCORE, {"episode_": episode, "score_": stars, "now_": now})


def scores(db: Session, brand: str, start: datetime, end: datetime) -> list[int]:
    """Return the answers that people gave in a time, [start, end) in aware UTC."""
    return list(db.execute(_SCORES, {"brand_": brand, "start_": start, "end_": end}).scalars())
