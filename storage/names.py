"""How the people of a brand are called."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select, tuple_

from chat.address import Address
from storage.database import Session, padded
from storage.people import ACCOUNTS
from storage.traces import portions

_NAMES = select(ACCOUNTS.c.platform, ACCOUNTS.c.person, ACCOUNTS.c.name).where(
    ACCOUNTS.c.brand == bindparam("brand_"),
    tuple_(ACCOUNTS.c.platform, ACCOUNTS.c.person).in_(bindparam("accounts_", expanding=True)),
)


def of(db: Session, brand: str, accounts: Iterable[Address]) -> dict[Address, str]:
    """Return the names of these accounts, as far as they have one."""
    found = dict[Address, str]()
    for some in portions(sorted(set(accounts))):
        asked = {"brand_": brand, "accounts_": padded([tuple(each) for each in some])}
        found |= {Address(row.platform, row.person): row.name for row in db.execute(_NAMES, asked) if row.name}
    return found
