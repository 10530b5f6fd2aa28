"""Good answers that the team keeps for the next time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.database import Session
from storage.episodes import EPISODES
from storage.people import ACCOUNTS
from storage.replies import REPLIES, SENT, Reply
from storage.tables import TABLES

ANSWERS = TABLES["saved_answers"]

MOST = 500
"""So many answers a brand can keep: all are compared with each query."""

_PUT = insert(ANSWERS).returning(ANSWERS.c.id)
_FIND = select(ANSWERS).where((ANSWERS.c.brand == bindparam("brand_")) & (ANSWERS.c.id == bindparam("id_")))
_OF_BRAND = select(ANSWERS).where(ANSWERS.c.brand == bindparam("brand_"))
_AMONG = _OF_BRAND.where(ANSWERS.c.id.in_(bindparam("ids_", expanding=True)))
_ALL = _OF_BRAND.order_by(ANSWERS.c.uses.desc(), ANSWERS.c.id.desc())
_COUNT = select(func.count()).select_from(ANSWERS).where(ANSWERS.c.brand == bindparam("brand_"))
_SAME = _OF_BRAND.where((ANSWERS.c.question == bindparam("question_")) & (ANSWERS.c.text == bindparam("text_"))).limit(
    1
)
_SET_AUTOMATIC = update(ANSWERS).where(ANSWERS.c.id == bindparam("id_")).values(automatic=bindparam("automatic_"))
_USED = update(ANSWERS).where(ANSWERS.c.id == bindparam("id_")).values(uses=ANSWERS.c.uses + 1)
_DROP = delete(ANSWERS).where(ANSWERS.c.id == bindparam("id_"))
_LAST_SENT = (
    select(REPLIES)
    .join(EPISODES, EPISODES.c.id == REPLIES.c.episode)
    .join(ACCOUNTS, ACCOUNTS.c.id == REPLIES.c.author)
    # From the newest reply on, not by all queries of a brand.
    .where((EPISODES.c.brand.concat("") == bindparam("brand_")) & (REPLIES.c.state == SENT))
    .where(or_(ACCOUNTS.c.id == bindparam("one_"), ACCOUNTS.c.one == bindparam("one_")))
    .order_by(REPLIES.c.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedAnswer:
    """An answer that is kept, and the question that it answers."""

    id: int = 0
    brand: str
    question: str
    text: str
    language: str
    automatic: bool = False
    account: int | None
    saved_at: datetime
    uses: int = 0
    episode: int | None = None
    """Where the question was asked; None where somebody of the team worded it."""


def put(db: Session, answer: SavedAnswer) -> int:
    """Keep an answer; return its id."""
    row = {name: getattr(answer, name) for name in SavedAnswer.__dataclass_fields__ if name != "id"}
    return int(db.execute(_PUT, row).scalar_one())


def find(db: Session, brand: str, answer: int) -> SavedAnswer | None:
    """Return the brand's answer of this id."""
    row = db.execute(_FIND, {"brand_": brand, "id_": answer}).mappings().one_or_none()
    return SavedAnswer(**row) if row else None


def same(db: Session, brand: str, question: str, text: str) -> SavedAnswer | None:
    """Return the brand's answer that says just this to just this."""
    row = db.execute(_SAME, {"brand_": brand, "question_": question, "text_": text}).mappings().one_or_none()
    return SavedAnswer(**row) if row else None


def among(db: Session, brand: str, ids: Iterable[int]) -> list[SavedAnswer]:
    """Return those of these answers that are still kept, in the order of their ids as given."""
    wanted = list(ids)
    if not wanted:
        return []
    rows = db.execute(_AMONG, {"brand_": brand, "ids_": wanted}).mappings()
    found = {row["id"]: SavedAnswer(**row) for row in rows}
    return [found[each] for each in wanted if each in found]


def of_brand(db: Session, brand: str) -> list[SavedAnswer]:
    """Return all that the brand keeps, the most used first, then the newest."""
    return [SavedAnswer(**row) for row in db.execute(_ALL, {"brand_": brand}).mappings()]


def count(db: Session, brand: str) -> int:
    """Return how many answers the brand keeps."""
    return int(db.execute(_COUNT, {"brand_": brand}).scalar_one())


def set_automatic(db: Session, answer: int, *, automatic: bool) -> None:
    """Let an answer be sent by itself, or not any more."""
    db.execute(_SET_AUTOMATIC, {"id_": answer, "automatic_": automatic})


def used(db: Session, answer: int) -> None:
    """Count that an answer was sent."""
    db.execute(_USED, {"id_": answer})


def drop(db: Session, answer: int) -> None:
    """Keep an answer no longer."""
    db.execute(_DROP, {"id_": answer})


def last_sent(db: Session, brand: str, one: int) -> Reply | None:
    """Return what a person of the team answered last; `one` is the account that stands for them."""
    row = db.execute(_LAST_SENT, {"brand_": brand, "one_": one}).mappings().one_or_none()
    return Reply(**row) if row else None
