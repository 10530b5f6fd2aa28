"""The outbox: letters, and the lanes (chats) in which they leave one after the other.

A lane is claimed with a lease, its next letter is marked *calling* in the same commit, and only then is the platform
called. So a letter whose process died was either not begun (it is queued still) or its fate is unknown; an unknown edit
is simply made again, an unknown post never.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, delete, exists, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from chat.address import Address
from chat.messages import Message
from storage.database import Session, changed, counted
from storage.tables import TABLES

LETTERS = TABLES["letters"]
LANES = TABLES["lanes"]
RATES = TABLES["rates"]

STATES = ("queued", "calling", "sent", "unknown", "failed")
LEASE = timedelta(seconds=20)
BURST = timedelta(seconds=0.1)
"""How far ahead of the overall rate calls may run: what they do at once after a pause."""

_PUT = insert(LETTERS).on_conflict_do_nothing().returning(LETTERS.c.id)
_PUT_LANE = insert(LANES).on_conflict_do_nothing()
_IN_LANE = (LETTERS.c.platform == LANES.c.platform) & (LETTERS.c.chat == LANES.c.chat)
_TO_DO = or_(LETTERS.c.state == "queued", and_(LETTERS.c.state == "unknown", LETTERS.c.error.is_(None)))
_FREE = (
    LANES.c.platform.in_(bindparam("platforms_", expanding=True))
    & or_(LANES.c.lease_until.is_(None), LANES.c.lease_until < bindparam("now_"))
    & or_(LANES.c.not_before.is_(None), LANES.c.not_before <= bindparam("now_"))
)
_CLAIMABLE = (
    select(LANES.c.platform, LANES.c.chat)
    .where(_FREE & exists().where(_IN_LANE & or_(_TO_DO, LETTERS.c.state == "calling")))
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
_SETTLE = counted(
    update(LETTERS)
    .where((LETTERS.c.id == bindparam("id_")) & or_(LETTERS.c.state != "sent", bindparam("state_") == "sent"))
    .values(state=bindparam("state_"), message=bindparam("message_"), error=bindparam("error_"))
)
_DROP = delete(LETTERS).where(LETTERS.c.id == bindparam("id_"))
_AGAIN = (
    update(LETTERS)
    .where((LETTERS.c.id == bindparam("id_")) & (LETTERS.c.state == "unknown") & LETTERS.c.error.is_not(None))
    .values(state="queued", error=None)
    .returning(LETTERS.c.id)
)
_LETTER = select(LETTERS).where(LETTERS.c.id == bindparam("id_"))
_LETTER_OF_KEY = select(LETTERS).where(LETTERS.c.key == bindparam("key_"))
_NEXT_DUE = (
    select(func.min(func.coalesce(LANES.c.not_before, bindparam("now_"))))
    .where(LANES.c.platform.in_(bindparam("platforms_", expanding=True)))
    .where(or_(LANES.c.lease_until.is_(None), LANES.c.lease_until < bindparam("now_")))
    .where(exists().where(_IN_LANE & or_(_TO_DO, LETTERS.c.state == "calling")))
)
_RATE = select(RATES.c.free_at).where(RATES.c.account == bindparam("account_")).with_for_update()
_PUT_RATE = insert(RATES)
_PUT_RATE = _PUT_RATE.on_conflict_do_update(index_elements=["account"], set_={"free_at": _PUT_RATE.excluded.free_at})
_STATES = select(LETTERS.c.state, func.count().label("letters")).group_by(LETTERS.c.state)
_UNKNOWN_POSTS = select(LETTERS).where(
    (LETTERS.c.platform == bindparam("platform_"))
    & (LETTERS.c.kind == bindparam("kind_"))
    & LETTERS.c.state.in_(("unknown", "calling"))
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it is stored; `payload["message"]` is its message as JSON, other keys are its feature's."""

    id: int
    platform: str
    chat: str
    thread: str | None
    kind: str
    action: str
    target: str | None
    reply_to: str | None
    key: str | None
    brand: str
    payload: dict[str, Any]
    urgent: bool
    state: str
    attempts: int
    created_at: datetime
    called_at: datetime | None
    message: str | None
    error: str | None

    @property
    def to(self) -> Address:
        """Return the chat it goes to."""
        return Address(self.platform, self.chat)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A letter to be put."""

    to: Address
    kind: str
    brand: str
    message: Message | None = None
    """None where the feature draws it at the moment of sending."""
    action: str = "post"
    thread: str | None = None
    target: str | None = None
    reply_to: str | None = None
    key: str | None = None
    urgent: bool = False
    payload: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Sending:
    """How fast one bot account may send."""

    platform: str
    account: str
    per_s: float
    """Calls a second."""


def put(db: Session, draft: Draft, now: datetime) -> int | None:
    """Put a letter; return its id, or None where one of its key is there already."""
    payload = dict(draft.payload or {})
    if draft.message is not None:
        payload["message"] = draft.message.as_json()
    row = {
        "platform": draft.to.platform,
        "chat": draft.to.id,
        "thread": draft.thread,
        "kind": draft.kind,
        "action": draft.action,
        "target": draft.target,
        "reply_to": draft.reply_to,
        "key": draft.key,
        "brand": draft.brand,
        "payload": payload,
        "urgent": draft.urgent,
        "state": "queued",
        "attempts": 0,
        "created_at": now,
    }
    letter = db.execute(_PUT, row).scalar()
    if letter is not None:
        db.execute(_PUT_LANE, {"platform": draft.to.platform, "chat": draft.to.id})
    return letter


def find(db: Session, letter: int) -> Letter | None:
    """Return the letter of this id."""
    row = db.execute(_LETTER, {"id_": letter}).one_or_none()
    return Letter(*row) if row else None


def of_key(db: Session, key: str) -> Letter | None:
    """Return the letter of this key."""
    row = db.execute(_LETTER_OF_KEY, {"key_": key}).one_or_none()
    return Letter(*row) if row else None


def unknown_posts(db: Session, platform: str, kind: str) -> list[Letter]:
    """Return the letters of a kind that may or may not have been posted."""
    return [Letter(*row) for row in db.execute(_UNKNOWN_POSTS, {"platform_": platform, "kind_": kind})]


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


def settle(db: Session, letter: int, state: str, *, message: str | None = None, error: str | None = None) -> bool:
    """Record what became of a letter; return False where it is known to be sent, which it then stays."""
    settled = {"id_": letter, "state_": state, "message_": message, "error_": error}
    return changed(db.execute(_SETTLE, settled)) == 1


def drop(db: Session, letter: int) -> None:
    """Delete a letter that has nothing more to tell (an edit that was made)."""
    db.execute(_DROP, {"id_": letter})


def post_again(db: Session, letter: int) -> bool:
    """Queue a letter once more whose fate cannot be found out; return False where it is known or looked up."""
    return db.execute(_AGAIN, {"id_": letter}).one_or_none() is not None


def move_chat(db: Session, platform: str, old: str, new: str) -> None:
    """Give the letters of a migrated chat its new id, and its new lane the lease of a call that is under way."""
    moved = {"platform_": platform, "chat_": old}
    db.execute(update(LETTERS).where(_THIS_LANE).values(chat=new), moved)
    held = (LANES.c[name] for name in ("owner", "lease_until", "not_before"))
    old_lane = (LANES.c.platform == bindparam("platform_")) & (LANES.c.chat == bindparam("chat_"))
    lane = select(LANES.c.platform, literal(new), *held).where(old_lane)
    names = ["platform", "chat", "owner", "lease_until", "not_before"]
    db.execute(insert(LANES).from_select(names, lane).on_conflict_do_nothing(), moved)
    db.execute(delete(LANES).where(old_lane & LANES.c.owner.is_(None)), moved)


def states(db: Session) -> dict[str, int]:
    """Return how many letters are in each state."""
    return {row.state: row.letters for row in db.execute(_STATES)}
