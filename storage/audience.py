"""The people of a brand's audience: how many can be reached, and who has not voted yet.

Each person counts once, by the account that stands for all linked ones; whoever is of the team by one of them is none
of the audience.
"""

from sqlalchemy import bindparam, exists, func, or_, select

from storage.database import Session
from storage.people import ACCOUNTS, Account
from storage.polls import Poll
from storage.tables import TABLES
from storage.tables.ground import Json

VOTES = TABLES["votes"]
PARTICIPATIONS = TABLES["participations"]

_linked = ACCOUNTS.alias("linked")
_reached = ACCOUNTS.alias("reached")
_OF_TEAM = or_(ACCOUNTS.c.team, exists().where((_linked.c.one == ACCOUNTS.c.id) & _linked.c.team))
_IS_THERE = or_(
    ACCOUNTS.c.reachable & ~ACCOUNTS.c.away,
    exists().where((_reached.c.one == ACCOUNTS.c.id) & _reached.c.reachable & ~_reached.c.away),
)
_AUDIENCE = (ACCOUNTS.c.brand == bindparam("brand_")) & ACCOUNTS.c.one.is_(None) & _IS_THERE & ~_OF_TEAM
_CHOSE = (
    (VOTES.c.poll == bindparam("poll_"))
    & (VOTES.c.account == ACCOUNTS.c.id)
    & (VOTES.c.options != bindparam("none_", type_=Json))
)
_TOOK_PART = (PARTICIPATIONS.c.poll == bindparam("poll_")) & (PARTICIPATIONS.c.account == ACCOUNTS.c.id)
_NOT_VOTED = (
    select(ACCOUNTS)
    .where(_AUDIENCE & (ACCOUNTS.c.id > bindparam("after_")))
    .where(~exists().where(_CHOSE) & ~exists().where(_TOOK_PART))
    .order_by(ACCOUNTS.c.id)
    .limit(bindparam("limit_"))
)
_COUNTS = select(ACCOUNTS.c.platform, func.count().label("people")).where(_AUDIENCE).group_by(ACCOUNTS.c.platform)
_HAS_VOTED = (
    select(ACCOUNTS.c.id)
    .where(ACCOUNTS.c.id == bindparam("account_"))
    .where(or_(exists().where(_CHOSE), exists().where(_TOOK_PART)))
)


def not_voted(db: Session, poll: Poll, *, after: int = 0, limit: int) -> list[Account]:
    """Return people who could vote and have not, a portion after this account, in order of their ids."""
    asked = {"brand_": poll.brand, "poll_": poll.id, "none_": [], "after_": after, "limit_": limit}
    return [Account(*row) for row in db.execute(_NOT_VOTED, asked)]


def has_voted(db: Session, poll: str, account: int) -> bool:
    """Tell whether somebody's vote stands; `account` is the one that stands for all linked ones."""
    asked = {"poll_": poll, "account_": account, "none_": []}
    return db.execute(_HAS_VOTED, asked).one_or_none() is not None


def counts(db: Session, brand: str) -> dict[str, int]:
    """Return how many people can be reached, by the platform of the account that stands for them."""
    return {row.platform: row.people for row in db.execute(_COUNTS, {"brand_": brand})}
