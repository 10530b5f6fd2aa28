"""People whom history names: they are known from then on, and nothing that is known of anybody is lost for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, or_
from sqlalchemy.dialects.postgresql import insert

from chat.address import CUSTOMER, Address
from storage.database import Session
from storage.people import ACCOUNTS

_REMEMBER = insert(ACCOUNTS)
_GIVEN = _REMEMBER.excluded
_IS_LATER = ACCOUNTS.c.seen_at < _GIVEN.seen_at
_NAMES = and_(ACCOUNTS.c.name == "", _GIVEN.name != "")
_REMEMBER = _REMEMBER.on_conflict_do_update(
    index_elements=["brand", "platform", "person"],
    set_={
        "team": or_(ACCOUNTS.c.team, _GIVEN.team),
        "name": case((ACCOUNTS.c.name == "", _GIVEN.name), else_=ACCOUNTS.c.name),
        "away": case((_IS_LATER, _GIVEN.away), else_=ACCOUNTS.c.away),
        "seen_at": case((_IS_LATER, _GIVEN.seen_at), else_=ACCOUNTS.c.seen_at),
    },
    where=or_(and_(_GIVEN.team, ~ACCOUNTS.c.team), _IS_LATER, _NAMES),
)


@dataclass(frozen=True, slots=True)
class Memory:
    """A person as history names them."""

    brand: str
    at: Address
    team: bool
    seen_at: datetime
    name: str = ""
    """Counts where the person has no name yet."""
    away: bool = False
    """The last that history tells of them is that they left; whatever they do later brings them back."""


def remember(db: Session, met: Iterable[Memory]) -> None:
    """Know people from history: nobody is forgotten for it, and who was of the team once is so for good."""
    rows = [
        {"brand": each.brand, "platform": each.at.platform, "person": each.at.id, "team": each.team}
        | {
            "seen_at": each.seen_at,
            "name": each.name,
            "away": each.away,
            "manager": False,
            "reachable": not each.at.id.startswith(CUSTOMER),
        }
        for each in met
    ]
    if rows:
        db.execute(_REMEMBER, rows)
