"""Passes to a brand's page: links that open it once, and the sessions that they are exchanged for."""

import hashlib
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import bindparam, delete, select

from storage.database import Session
from storage.people import ACCOUNTS, Account
from storage.tables import TABLES

PASSES = TABLES["passes"]

Kind = Literal["link", "session"]

VALID: dict[Kind, timedelta] = {"link": timedelta(minutes=15), "session": timedelta(hours=12)}

_PUT = PASSES.insert()
_FORGET = delete(PASSES).where(PASSES.c.until <= bindparam("now_"))
_THIS = (PASSES.c.digest == bindparam("digest_")) & (PASSES.c.kind == bindparam("kind_"))
_END = delete(PASSES).where(_THIS).returning(PASSES.c.account, PASSES.c.until)
_HOLDER = (
    select(ACCOUNTS)
    .join(PASSES, PASSES.c.account == ACCOUNTS.c.id)
    .where(_THIS & (PASSES.c.until > bindparam("now_")) & (ACCOUNTS.c.brand == bindparam("brand_")) & ACCOUNTS.c.team)
)


def put(db: Session, kind: Kind, account: int, token: str, now: datetime) -> None:
    """Let a token stand for an account from now on for as long as its kind is valid."""
    row = {"digest": _digest(token), "kind": kind, "account": account, "until": now + VALID[kind]}
    db.execute(_PUT, row)


def holder(db: Session, kind: Kind, brand: str, token: str, now: datetime) -> Account | None:
    """Return whom a token stands for, if they are still of the brand's team; None where it stands for nobody."""
    asked = {"digest_": _digest(token), "kind_": kind, "brand_": brand, "now_": now}
    row = db.execute(_HOLDER, asked).one_or_none()
    return Account(*row) if row else None


def exchange(db: Session, brand: str, link: str, session: str, now: datetime) -> bool:
    """Exchange a link for a session; the link is worth nothing from now on. Return False where it was not before."""
    account = holder(db, "link", brand, link, now)
    # Two may hold the same link: only one of them takes it out.
    if account is None or not end(db, "link", link):
        return False
    put(db, "session", account.id, session, now)
    return True


def end(db: Session, kind: Kind, token: str) -> bool:
    """Make a token worthless; return whether it was known."""
    return db.execute(_END, {"digest_": _digest(token), "kind_": kind}).one_or_none() is not None


def forget(db: Session, now: datetime) -> None:
    """Forget what is valid no more."""
    db.execute(_FORGET, {"now_": now})


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
