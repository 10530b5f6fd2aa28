"""Options that voters added, and whose they are."""

from sqlalchemy import bindparam, func, select, update

from storage.database import Session
from storage.people import ACCOUNTS, Account
from storage.tables import TABLES

ADDITIONS = TABLES["additions"]

_OF_POLL = ADDITIONS.c.poll == bindparam("poll_")
_THIS = _OF_POLL & (ADDITIONS.c.option == bindparam("option_"))
_BY = select(func.count()).select_from(ADDITIONS).where(_OF_POLL & (ADDITIONS.c.account == bindparam("account_")))
_PENDING = select(ADDITIONS.c.option).where(_OF_POLL & ADDITIONS.c.pending)
_SETTLE = update(ADDITIONS).where(_THIS & ADDITIONS.c.pending).values(pending=False).returning(ADDITIONS.c.option)
_ADDER = select(ACCOUNTS).join(ADDITIONS, ADDITIONS.c.account == ACCOUNTS.c.id).where(_THIS)


def add(db: Session, poll: str, option: int, account: int, *, pending: bool) -> None:
    """Note who added an option; `pending`: the team has to allow it."""
    db.execute(ADDITIONS.insert(), {"poll": poll, "option": option, "account": account, "pending": pending})


def count_by(db: Session, poll: str, account: int) -> int:
    """Return how many options this account added to the poll, those counted that the team declined."""
    return int(db.execute(_BY, {"poll_": poll, "account_": account}).scalar_one())


def pending(db: Session, poll: str) -> set[int]:
    """Return the ids of the options that the team has to decide about."""
    return set(db.execute(_PENDING, {"poll_": poll}).scalars())


def settle(db: Session, poll: str, option: int) -> bool:
    """Note that the team decided about an option; return False where it had done so before."""
    return db.execute(_SETTLE, {"poll_": poll, "option_": option}).one_or_none() is not None


def adder(db: Session, poll: str, option: int) -> Account | None:
    """Return the account that added the option."""
    row = db.execute(_ADDER, {"poll_": poll, "option_": option}).one_or_none()
    return Account(*row) if row else None
