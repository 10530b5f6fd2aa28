"""How the people of a brand are called."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import bindparam, select

from chat.address import Address
from storage.database import Session, padded
from storage.people import ACCOUNTS
from storage.traces import portions

_NAMES = select(ACCOUNTS.c.person, ACCOUNTS.c.name).where(
    ACCOUNTS.c.brand == bindparam("brand_"),
    ACCOUNTS.c.platform == bindparam("platform_"),
    ACCOUNTS.c.person.in_(bindparam("people_", expanding=True)),
)


def of(db: Session, brand: str, accounts: Iterable[Address]) -> dict[Address, str]:
    """Return the names of these accounts, as far as they have one."""
    found, people = dict[Address, str](), defaultdict[str, set[str]](set)
    for platform, person in accounts:
        people[platform].add(person)
    for platform, ids in people.items():
        for some in portions(sorted(ids)):
            asked = {"brand_": brand, "platform_": platform, "people_": padded(some)}
            found |= {Address(platform, row.person): row.name for row in db.execute(_NAMES, asked) if row.name}
    return found
