"""What the team said that it would do until when, and whether it did."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.database import Session, changed, counted
from storage.episodes import of_these
from storage.tables import TABLES

PROMISES = TABLES["promises"]

OPEN, KEPT, BROKEN, DROPPED = "open", "kept", "broken", "dropped"

_PUT = insert(PROMISES).returning(PROMISES.c.id)
_FIND = select(PROMISES).where(PROMISES.c.id == bindparam("id_"))
_LATEST = (
    select(PROMISES)
    .where((PROMISES.c.episode == bindparam("episode_")) & (PROMISES.c.state != DROPPED))
    .order_by(PROMISES.c.id.desc())
    .limit(1)
)
_SETTLE = counted(
    update(PROMISES)
    .where((PROMISES.c.id == bindparam("id_")) & PROMISES.c.state.in_(bindparam("were_", expanding=True)))
    .values(state=bindparam("state_"), settled_at=bindparam("at_"), look_at=bindparam("look_"))
)
_LOOK = update(PROMISES).where(PROMISES.c.id == bindparam("id_")).values(look_at=bindparam("look_"))
_OPEN_OF_EPISODE = (
    update(PROMISES)
    .where((PROMISES.c.episode == bindparam("episode_")) & (PROMISES.c.state == OPEN))
    .values(state=bindparam("state_"), settled_at=bindparam("at_"), look_at=None)
)
_KEEP = counted(
    _OPEN_OF_EPISODE.where((PROMISES.c.made_at < bindparam("now_")) & (PROMISES.c.due_at >= bindparam("now_")))
)
_DROP = counted(_OPEN_OF_EPISODE)
_LOOKED_AT = (
    select(PROMISES)
    .where((PROMISES.c.look_at <= bindparam("now_")) & of_these(PROMISES.c.brand))
    .order_by(PROMISES.c.look_at, PROMISES.c.id)
    .limit(100)
)
_IN_TIME = (PROMISES.c.settled_at >= bindparam("start_")) & (PROMISES.c.settled_at < bindparam("end_"))
_DUE_IN_TIME = (PROMISES.c.due_at >= bindparam("start_")) & (PROMISES.c.due_at < bindparam("end_"))
_SETTLED = (
    select(PROMISES)
    .where(PROMISES.c.brand == bindparam("brand_"))
    .where(or_(PROMISES.c.state.in_((KEPT, BROKEN)) & _IN_TIME, (PROMISES.c.state == OPEN) & _DUE_IN_TIME))
    .order_by(PROMISES.c.due_at, PROMISES.c.id)
)
_OPEN = (
    select(PROMISES)
    .where((PROMISES.c.brand == bindparam("brand_")) & (PROMISES.c.state == OPEN))
    .order_by(PROMISES.c.due_at, PROMISES.c.id)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One promise."""

    id: int = 0
    brand: str
    episode: int
    account: int
    """Who made it."""
    text: str
    """What the team does until then; empty: it answers."""
    made_at: datetime
    due_at: datetime
    state: str = OPEN
    settled_at: datetime | None = None
    look_at: datetime | None = None


def put(db: Session, promise: Promise) -> int:
    """Keep a promise, which the clock then looks at when it is due; return its id."""
    row = {name: getattr(promise, name) for name in Promise.__dataclass_fields__ if name != "id"}
    return int(db.execute(_PUT, row | {"look_at": promise.due_at}).scalar_one())


def find(db: Session, promise: int) -> Promise | None:
    """Return the promise of this id."""
    row = db.execute(_FIND, {"id_": promise}).mappings().one_or_none()
    return Promise(**row) if row else None


def latest(db: Session, episode: int) -> Promise | None:
    """Return the newest promise of an episode that was not dropped."""
    row = db.execute(_LATEST, {"episode_": episode}).mappings().one_or_none()
    return Promise(**row) if row else None


def settle(
    db: Session, promise: Promise, were: tuple[str, ...], state: str, at: datetime, look_at: datetime | None = None
) -> bool:
    """Say what became of a promise that is in one of these states; return whether it was."""
    asked = {"id_": promise.id, "were_": were, "state_": state, "at_": at, "look_": look_at}
    return changed(db.execute(_SETTLE, asked)) == 1


def look(db: Session, promise: int, at: datetime | None) -> None:
    """Note when the clock looks at a promise next."""
    db.execute(_LOOK, {"id_": promise, "look_": at})


def keep(db: Session, episode: int, now: datetime) -> bool:
    """Let an answer keep the promises of its episode that were made before and are not past due; tell whether any."""
    return changed(db.execute(_KEEP, {"episode_": episode, "state_": KEPT, "at_": now, "now_": now})) > 0


def drop_open(db: Session, episode: int, now: datetime) -> bool:
    """Drop an episode's open promises, as a new one replaces them; tell whether there were any."""
    return changed(db.execute(_DROP, {"episode_": episode, "state_": DROPPED, "at_": now})) > 0


def due(db: Session, brands: Iterable[str], now: datetime) -> list[Promise]:
    """Return the promises of these brands that the clock is to look at now, the earliest first."""
    return [Promise(**row) for row in db.execute(_LOOKED_AT, {"now_": now, "brands_": list(brands)}).mappings()]


def settled(db: Session, brand: str, start: datetime, end: datetime) -> list[Promise]:
    """Return the promises that were kept or broken in a time, by when they were due.

    Args:
        db: the session.
        brand: its key.
        start: the first moment, aware UTC.
        end: the first moment after it, not in the future: what was due before and is not settled yet is broken.
    """
    found = (Promise(**row) for row in db.execute(_SETTLED, {"brand_": brand, "start_": start, "end_": end}).mappings())
    return [replace(each, state=BROKEN, settled_at=each.due_at) if each.state == OPEN else each for each in found]


def open_(db: Session, brand: str) -> list[Promise]:
    """Return the brand's promises that nobody kept yet, the first due first."""
    return [Promise(**row) for row in db.execute(_OPEN, {"brand_": brand}).mappings()]
