"""Lanes: the chats that letters leave for, and the processes that may send them.

A lane is claimed with a lease, its next letter is marked *calling* in the same commit, and only then is the platform
called. So a letter whose process died was either not begun (it is queued still) or its fate is unknown; an unknown edit
is simply made again, an unknown post never.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Boolean, bindparam, case, func, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from chat.address import Address
from chat.ports import Pace
from storage.database import Session, changed, counted
from storage.outbox import LANES, LETTERS, Letter
from storage.tables import TABLES

RATES = TABLES["rates"]

LEASE = timedelta(seconds=20)
BURST = timedelta(seconds=0.1)
"""How far ahead of the overall rate calls may run: what they do at once after a pause."""

STARVING = timedelta(minutes=1)
"""What has waited so long takes its turn, whatever is urgent."""

_NOT_LOST = or_(LETTERS.c.state != "unknown", LETTERS.c.error.is_(None))
_TO_DO = LETTERS.c.state.in_(("queued", "unknown")) & _NOT_LOST
_STARVES = LETTERS.c.created_at < bindparam("starving_")
# May run ahead of what the chat takes in the long run: edits would leave nothing of that to new messages.
_SWIFT = or_(LETTERS.c.action == "post", LETTERS.c.urgent, LETTERS.c.state != "queued", _STARVES)
# Found from the few letters that wait: there are as many lanes as there ever were chats.
_WAITING = select(LETTERS.c.platform, LETTERS.c.chat).where(
    LETTERS.c.state.in_(("queued", "unknown", "calling")) & _NOT_LOST
)
_LANE = tuple_(LANES.c.platform, LANES.c.chat)
_HAS_WORK = _LANE.in_(_WAITING)
_RESTED = or_(LANES.c.even_at.is_(None), LANES.c.even_at <= bindparam("now_"))
_HAS_SWIFT = _LANE.in_(_WAITING.where(_SWIFT))
_FREE = (
    LANES.c.platform.in_(bindparam("platforms_", expanding=True))
    & or_(LANES.c.lease_until.is_(None), LANES.c.lease_until < bindparam("now_"))
    & or_(LANES.c.not_before.is_(None), LANES.c.not_before <= bindparam("now_"))
)
_CLAIMABLE = (
    select(LANES.c.platform, LANES.c.chat, _RESTED)
    .where(_FREE & _HAS_WORK & or_(_RESTED, _HAS_SWIFT))
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
    .where(_THIS_LANE & _TO_DO & or_(bindparam("rested_", type_=Boolean), _SWIFT))
    .order_by(LETTERS.c.state.desc(), case((or_(LETTERS.c.urgent, _STARVES), 0), else_=1), LETTERS.c.id)
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
    .values(owner=None, lease_until=None, not_before=bindparam("not_before_"), even_at=bindparam("even_at_"))
)
_EVEN_AT = select(LANES.c.even_at).where(
    (LANES.c.platform == bindparam("platform_")) & (LANES.c.chat == bindparam("chat_"))
)
# When a lane may be looked at again, by what waits in it.
_DUE = case(
    (or_(LANES.c.even_at.is_(None), LANES.c.even_at <= LANES.c.not_before, _HAS_SWIFT), LANES.c.not_before),
    else_=LANES.c.even_at,
)
_NEXT_DUE = (
    select(func.min(func.coalesce(_DUE, bindparam("now_"))))
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


@dataclass(frozen=True, slots=True)
class Rest:
    """How long a lane rests after a call."""

    now: datetime
    pace: Pace
    at_least_s: float = 0.0
    """Seconds that it stays closed, whatever its pace."""


def next_due(db: Session, platforms: list[str], now: datetime) -> datetime | None:
    """Return when the next letter may leave (now or later), or None where none waits; takes no lock."""
    asked = {"platforms_": platforms, "now_": now, "starving_": now - STARVING}
    return db.execute(_NEXT_DUE, asked).scalar()


def claim(db: Session, limits: Sending, owner: str, now: datetime, limit: int) -> list[Letter]:
    """Claim lanes and mark the next letter of each as calling; what a dead process left is put right first.

    Returns:
        At most `limit` letters, one a lane, and no more than the bot account may send now; those in the state
        `calling` are to be sent, those in the state `unknown` to be looked up.
    """
    starving = now - STARVING
    asked = {"platforms_": [limits.platform], "now_": now, "starving_": starving, "limit_": limit}
    lanes = db.execute(_CLAIMABLE, asked).all()
    granted = _take_calls(db, limits, now, len(lanes))
    letters = []
    for platform, chat, rested in lanes[:granted]:
        lane = {"platform_": platform, "chat_": chat}
        db.execute(_ORPHANS_AGAIN, lane)
        db.execute(_ORPHANS_UNKNOWN, lane)
        row = db.execute(_NEXT, lane | {"rested_": rested, "starving_": starving}).first()
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


def release(db: Session, lane: Address, owner: str, rest: Rest) -> bool:
    """Give a lane back, closed while it has to rest; return False where another process has taken it over."""
    place = {"platform_": lane.platform, "chat_": lane.id}
    pace, even_at = rest.pace, None
    not_before = rest.now + timedelta(seconds=max(rest.at_least_s, pace.gap_s))
    if pace.even_s > pace.gap_s:
        # Each call costs `even_s`; whoever is `burst - 1` calls in debt waits until one is paid.
        owing = max(db.execute(_EVEN_AT, place).scalar() or rest.now, rest.now)
        even_at = owing + timedelta(seconds=pace.even_s)
        not_before = max(not_before, even_at - timedelta(seconds=pace.even_s * (pace.burst - 1)))
    released = {"owner_": owner, "not_before_": not_before, "even_at_": even_at}
    return changed(db.execute(_RELEASE, place | released)) == 1
