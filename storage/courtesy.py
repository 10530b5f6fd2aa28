"""Who was written to unasked, and when."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, or_, select, update

from storage.database import Session
from storage.people import ACCOUNTS, Account

# Not by coalesce(one, id): no index knows it.
_THEIRS = or_(
    ACCOUNTS.c.id.in_(bindparam("ids_", expanding=True)), ACCOUNTS.c.one.in_(bindparam("ids_", expanding=True))
)
_ACCOUNTS_OF = select(ACCOUNTS).where(_THEIRS).order_by(ACCOUNTS.c.id)
_DISTURB = (
    update(ACCOUNTS)
    .where(_THEIRS)
    .where(or_(ACCOUNTS.c.disturbed_at.is_(None), ACCOUNTS.c.disturbed_at <= bindparam("before_")))
    .values(disturbed_at=bindparam("now_"))
    .returning(ACCOUNTS.c.id)
)


def accounts_of(db: Session, people: Iterable[int]) -> dict[int, list[Account]]:
    """Return all accounts of people, by the account that stands for each."""
    found: dict[int, list[Account]] = {}
    for row in db.execute(_ACCOUNTS_OF, {"ids_": list(people)}):
        account = Account(*row)
        found.setdefault(account.standing_for, []).append(account)
    return found


def disturb(db: Session, people: Iterable[int], now: datetime, *, before: datetime) -> set[int]:
    """Note on all their accounts that people are written to now; return whom nobody wrote to after `before`.

    Args:
        db: the session.
        people: ids of the accounts that stand for them.
        now: aware UTC.
        before: the latest moment, aware UTC, of a message that is long enough ago.
    """
    wanted = list(people)
    told = db.execute(_DISTURB, {"ids_": wanted, "now_": now, "before_": before}).scalars()
    return set(told) & set(wanted)
