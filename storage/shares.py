"""Who passed which post on, the links they did it by, and how often those were followed."""

import hmac
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from storage import ledger
from storage.database import Session, changed, counted, scrub
from storage.tables import TABLES

SHARES = TABLES["shares"]
KEYS = TABLES["visitor_keys"]
VISITORS = TABLES["visitors"]

CODE_BYTES = 9
KEY_BYTES = 32

_OF_DAY = (
    select(SHARES)
    .where(SHARES.c.account.in_(bindparam("accounts_", expanding=True)))
    .where((SHARES.c.post == bindparam("post_")) & (SHARES.c.day == bindparam("day_")))
    .order_by(SHARES.c.code)
    .limit(1)
)
_PUT = insert(SHARES).on_conflict_do_nothing()
_LEAD = update(SHARES).where(SHARES.c.code == bindparam("code_")).values(url=bindparam("url_"))
_OF_CODE = select(SHARES).where(SHARES.c.code == bindparam("code_"))
_KEY = select(KEYS.c.key).where((KEYS.c.brand == bindparam("brand_")) & (KEYS.c.until == bindparam("until_")))
_PUT_KEY = insert(KEYS).on_conflict_do_nothing()
_PUT_VISITOR = counted(insert(VISITORS).on_conflict_do_nothing())
_KNOWN = select(VISITORS.c.hash).where(VISITORS.c.hash == bindparam("hash_"))
_FORGET_KEYS = counted(delete(KEYS).where(KEYS.c.until <= bindparam("now_")))
_FORGET_VISITORS = delete(VISITORS).where(VISITORS.c.until <= bindparam("now_"))


@dataclass(frozen=True, slots=True)
class Share:
    """A row of the table."""

    code: str
    brand: str
    account: int
    post: str
    day: str
    url: str

    @property
    def line(self) -> str:
        """Return the id of its line in the ledger."""
        return f"share:{self.code}"


def of_day(db: Session, accounts: list[int], post: str, day: str) -> Share | None:
    """Return what a person, by any of these accounts, passed on of this post on that day."""
    row = db.execute(_OF_DAY, {"accounts_": accounts, "post_": post, "day_": day}).one_or_none()
    return Share(*row) if row else None


def put(db: Session, brand: str, account: int, post: str, day: str) -> Share:
    """Note that somebody passed a post on; return that they did, new or not."""
    code = secrets.token_urlsafe(CODE_BYTES)
    made = Share(code, brand, account, post, day, url="")
    db.execute(_PUT, asdict(made))
    return of_day(db, [account], post, day) or made


def lead(db: Session, code: str, url: str) -> None:
    """Let a link lead there."""
    db.execute(_LEAD, {"code_": code, "url_": url})


def of_code(db: Session, code: str) -> Share | None:
    """Return the share whose link ends with this."""
    row = db.execute(_OF_CODE, {"code_": code}).one_or_none()
    return Share(*row) if row else None


def has_visited(db: Session, share: Share, visitor: str, until: datetime) -> bool:
    """Tell whether somebody followed the link today already."""
    key = _key(db, share.brand, until)
    return key is not None and db.execute(_KNOWN, {"hash_": _hash(key, share, visitor)}).scalar() is not None


def visit(db: Session, share: Share, visitor: str, now: datetime, until: datetime) -> bool:
    """Count that somebody followed a link, once on the brand's day.

    Args:
        db: a session in the writer.
        share: whose link it is.
        visitor: what tells people apart; only a hash of it is kept, and that until the day ends.
        now: aware UTC.
        until: the end of the brand's day, aware UTC.
    """
    forget_visitors(db, now)
    key = _key(db, share.brand, until)
    if key is None:
        made_key = secrets.token_bytes(KEY_BYTES)
        db.execute(_PUT_KEY, {"brand": share.brand, "until": until, "key": made_key})
        key = _key(db, share.brand, until) or made_key
    made = ledger.among(db, share.brand, [share.line]).get(share.line)
    if made is None or changed(db.execute(_PUT_VISITOR, {"hash": _hash(key, share, visitor), "until": until})) == 0:
        return False
    click = f"click:{secrets.token_hex(CODE_BYTES)}"
    return ledger.put(db, replace(made, id=click, person=None, kind="click", at=now, ref=share.line))


def forget_visitors(db: Session, now: datetime) -> None:
    """Forget who followed links on days that are over, and what would tell."""
    db.execute(_FORGET_VISITORS, {"now_": now})
    if changed(db.execute(_FORGET_KEYS, {"now_": now})):
        scrub(db)


def _key(db: Session, brand: str, until: datetime) -> bytes | None:
    found = db.execute(_KEY, {"brand_": brand, "until_": until}).scalar()
    return None if found is None else bytes(found)


def _hash(key: bytes, share: Share, visitor: str) -> str:
    # With the link in it: nobody can see that two links were followed by one visitor.
    return hmac.digest(key, f"{share.code}\0{visitor}".encode(), "sha256").hex()
