"""Lanes: the chats that letters leave for, and the processes that may send them.

A lane is claimed with a lease, its next letter is marked *calling* in the same commit, and only then is the platform
called. So a letter whose process died was either not begun (it is queued still) or its fate is unknown; an unknown edit
is simply made again, an unknown post never.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from chat.address import Address
from storage.database import Session, changed, counted
from storage.outbox import LANES, LETTERS, Letter
from storage.tables import TABLES

RATES = TABLES["rates"]

LEASE = timedelta(seconds=20)
BURST = timedelta(seconds=0.1)
"""How far ahead of the overall rate calls may run: what they do at once after a pause."""

_NOT_LOST = or_(LETTERS.c.state != "unknown", LETTERS.c.error.is_(None))
_TO_DO = LETTERS.c.state.in_(("queued", "unknown")) & _NOT_LOST
# Found from the few letters that wait: there are as many lanes as there ever were chats.
_HAS_WORK = tuple_(LANES.c.platform, LANES.c.chat).in_(
    select(LETTERS.c.platform, LETTERS.c.chat).where(LETTERS.c.state.in_(("queued", "unknown", "calling")) & _NOT_LOST)
)
_FREE = (
    LANES.c.platform.in_(bindparam("platforms_", expanding=True))
    & or_(LANES.c.lease_until.is_(None), LANES.c.lease_until < bindparam("now_"))
    & or_(LANES.c.not_before.is_(None), LANES.c.not_before <= bindparam("now_"))
)
_CLAIMABLE = (
    select(LANES.c.platform, LANES.c.chat)
    .where(_FREE & _HAS_WORK)
    .order_by(LANES.c.not_before.nulls_first(), LANES.c.platform, LANES.c.chat)
    .limit(bindparam("limit_"))
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    update(LANES)
    .where((LANES.c.platform == bindparam("platform_")) & (LANES.c.chat == bindparam("chat_")))
    .values(owner=bindparam("owner_"), lease_until=bindparam("until_"))
)
_THIS_LANE = (LETTERS.c.platform == bindparam("platform_")) & (LETTERS.c.chat == bindparam("chat_"))
_ORPHANS_AGAIN = (
    update(LETTERS)
    .where(_THIS_LANE & (LETTERS.c.state == "calling") & (LETTERS.c.action != "post"))
    .values(state="queued")
)
_ORPHANS_UNKNOWN = (
    update(LETTERS)
    .where(_THIS_LANE & (LETTERS.c.state == "calling") & (LETTERS.c.action == "post"))
    .values(state="unknown", error=None)
)
# An unknown letter comes first: what follows it must not overtake it.
_NEXT = (
    select(LETTERS)
    .where(_THIS_LANE & _TO_DO)
    .order_by(LETTERS.c.state.desc(), LETTERS.c.urgent.desc(), LETTERS.c.id)
    .limit(1)
)
_CALLING = (
    update(LETTERS)
    .where(LETTERS.c.id == bindparam("id_"))
    .values(state="calling", called_at=bindparam("now_"), attempts=LETTERS.c.attempts + 1)
)
_RELEASE = counted(
    update(LANES)
    .where(
        (LANES.c.platform == bindparam("platform_"))
        & (LANES.c.chat == bindparam("chat_"))
        & (LANES.c.owner == bindparam("owner_"))
    )
    .values(owner=None, lease_until=None, not_before=bindparam("not_before_"))
)
_NEXT_DUE = (
    select(func.min(func.coalesce(LANES.c.not_before, bindparam("now_"))))
    .where(LANES.c.platform.in_(bindparam("platforms_", expanding=True)))
    .where(or_(LANES.c.lease_until.is_(None), LANES.c.lease_until < bindparam("now_")))
    .where(_HAS_WORK)
)
_RATE = select(RATES.c.free_at).where(RATES.c.account == bindparam("account_")).with_for_update()
_PUT_RATE = insert(RATES)
_PUT_RATE = _PUT_RATE.on_conflict_do_update(index_elements=["account"], set_={"free_at": _PUT_RATE.excluded.free_at})


@dataclass(frozen=True, slots=True)
class Sending:
    """How fast one bot account may send."""

    platform: str
    account: str
    per_s: float
    """Calls a second."""


def next_due(db: Session, platforms: list[str], now: datetime) -> datetime | None:
    """Return when the next letter may leave (now or later), or None where none waits; takes no lock."""
    return db.execute(_NEXT_DUE, {"platforms_": platforms, "now_": now}).scalar()


def claim(db: Session, limits: Sending, owner: str, now: datetime, limit: int) -> list[Letter]:
    """Claim lanes and mark the next letter of each as calling; what a dead process left is put right first.

    Returns:
        At most `limit` letters, one a lane, and no more than the bot account may send now; those in the state
        `calling` are to be sent, those in the state `unknown` to be looked up.
    """
    asked = {"platforms_": [limits.platform], "now_": now, "limit_": limit}
    lanes = db.execute(_CLAIMABLE, asked).all()
    granted = _take_calls(db, limits, now, len(lanes))
    letters = []
    for platform, chat in lanes[:granted]:
        lane = {"platform_": platform, "chat_": chat}
        db.execute(_ORPHANS_AGAIN, lane)
        db.execute(_ORPHANS_UNKNOWN, lane)
        row = db.execute(_NEXT, lane).first()
        if row is not None:  # else another process sent it between the look and the lock
            db.execute(_CLAIM, lane | {"owner_": owner, "until_": now + LEASE})
            letters.append(_call(db, Letter(*row), now))
    return letters


def _call(db: Session, letter: Letter, now: datetime) -> Letter:
    if letter.state == "unknown":
        return letter
    db.execute(_CALLING, {"id_": letter.id, "now_": now})
    return replace(letter, state="calling", called_at=now, attempts=letter.attempts + 1)


def _take_calls(db: Session, limits: Sending, now: datetime, wanted: int) -> int:
    """Return how many of the wanted calls the bot account may make now, and count them as made."""
    if not wanted:
        return 0
    start = max(db.execute(_RATE, {"account_": limits.account}).scalar() or now, now)
    ahead = (now + BURST - start).total_seconds()
    if ahead < 0:
        return 0
    granted = min(wanted, 1 + int(ahead * limits.per_s))
    db.execute(_PUT_RATE, {"account": limits.account, "free_at": start + timedelta(seconds=granted / limits.per_s)})
    return granted


def release(db: Session, lane: Address, owner: str, not_before: datetime | None) -> bool:
    """Give a lane back, closed until the given time; return False where another process has taken it over."""
    released = {"platform_": lane.platform, "chat_": lane.id, "owner_": owner, "not_before_": not_before}
    return changed(db.execute(_RELEASE, released)) == 1
