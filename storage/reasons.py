"""Why people voted as they did, in their own words.

Those of an anonymous poll are sealed while it is open: a reason often names the choice, and what else was written in
the same moment would tell whose it is. At the close they are opened, all at once and in an order that tells nothing.
"""

import hmac
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from storage.database import Session
from storage.polls import POLLS
from storage.sealing import Seal
from storage.tables import TABLES

REASONS = TABLES["reasons"]

_PUT = insert(REASONS)
_PUT = _PUT.on_conflict_do_update(index_elements=["id"], set_={name: _PUT.excluded[name] for name in ("text", "at")})
_OF_POLL = (
    select(REASONS.c.id, REASONS.c.text, REASONS.c.account, REASONS.c.at)
    .join(POLLS, POLLS.c.id == REASONS.c.poll)
    .where((REASONS.c.poll == bindparam("poll_")) & (REASONS.c.id > bindparam("after_")) & POLLS.c.key.is_(None))
    .where(REASONS.c.text != "")  # what was too old to be kept
    .order_by(REASONS.c.id)
    .limit(bindparam("limit_"))
)
_ALL = select(REASONS.c.id, REASONS.c.text).where(REASONS.c.poll == bindparam("poll_")).order_by(REASONS.c.id)
_FORGET = delete(REASONS).where(REASONS.c.poll == bindparam("poll_"))

SEALED_BYTES = 4_096
"""Whatever a sealed reason says, it is so long: the longest has 1,000 characters of up to 4 bytes."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason, and whose it is; of an anonymous poll it is nobody's."""

    id: str
    text: str
    account: int | None
    at: datetime | None


def put(db: Session, poll: str, reason: Reason) -> None:
    """Keep a reason in place of the one of the same id."""
    row = {"id": reason.id, "poll": poll, "account": reason.account, "text": reason.text, "at": reason.at}
    db.execute(_PUT, row)


def secret_id(by: Seal, account: int) -> str:
    """Return the id of an account's reason in an anonymous poll.

    It is under a key of the poll's own that is none of the ballots', so that a reason stands beside no ballot either.
    With the poll's key it is deleted at the close.
    """
    return hmac.digest(by.voter(0), b"reason:%d" % account, "sha256").hex()


def seal(reason: Reason, by: Seal) -> Reason:
    """Return the reason with its text sealed."""
    return replace(reason, text=by.close(_padded(reason.text), reason.id.encode()).hex())


def unseal_all(db: Session, poll: str, by: Seal | None) -> None:
    """Open all reasons of an anonymous poll; without its seal they are deleted."""
    found = db.execute(_ALL, {"poll_": poll}).all() if by else []
    db.execute(_FORGET, {"poll_": poll})
    for row in found:
        text = by.open(bytes.fromhex(row.text), row.id.encode()).rstrip(b"\0").decode() if by else ""
        put(db, poll, Reason(row.id, text, None, None))


def of_poll(db: Session, poll: str, limit: int, after: str = "") -> list[Reason]:
    """Return the poll's reasons in the order of their ids, which says nothing of when they came; none that is sealed.

    Args:
        limit: so many at most.
        after: the id of the last one that was returned before.
    """
    asked = {"poll_": poll, "after_": after, "limit_": limit}
    return [Reason(*row) for row in db.execute(_OF_POLL, asked)]


def _padded(text: str) -> bytes:
    return text.encode().ljust(SEALED_BYTES, b"\0")
