"""Customers of a brand's shop: known by a pseudonym until somebody says that it is theirs."""

from datetime import datetime

from sqlalchemy import bindparam, exists, select

from chat.address import Address
from storage import people
from storage.database import Session
from storage.people import ACCOUNTS, Account, Newcomer

PLATFORM = "webchat"
"""Of the networks that event lines know, the one that is Rapport's own; nobody is written to there by a pseudonym."""

_LINKED = select(
    exists().where(
        (ACCOUNTS.c.one == bindparam("id_")) | ((ACCOUNTS.c.id == bindparam("id_")) & ACCOUNTS.c.one.is_not(None))
    )
)


def meet(db: Session, brand: str, person: str, now: datetime) -> Account:
    """Return the account of a pseudonym, made where it is new; no message can reach it."""
    at = Address(PLATFORM, person)
    account, _newly = people.meet(db, brand, Newcomer(at), now)
    people.set_reachable(db, at, reachable=False)
    return account


def is_linked(db: Session, account: Account) -> bool:
    """Tell whether somebody said already that this customer is them."""
    return bool(db.execute(_LINKED, {"id_": account.id}).scalar())
