"""Who told whom, once it turns out that two accounts are one person's: nobody counts twice, or through themselves."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import and_, select

from chat.address import Address
from storage import ledger, people, referrals
from storage.database import Session
from storage.people import ACCOUNTS, Account
from storage.referrals import BY_PEOPLE, REFERRALS, Referral

_EVER = datetime.max.replace(tzinfo=UTC)
_UNSAID = (
    select(REFERRALS, ACCOUNTS.c.platform)
    .join(ACCOUNTS, ACCOUNTS.c.id == REFERRALS.c.account)
    .where(and_(BY_PEOPLE, REFERRALS.c.line.is_not(None), REFERRALS.c.referrer_platform != ACCOUNTS.c.platform))
)


def settle(db: Session, accounts: list[Account]) -> None:
    """Let the ledger tell of joins what is known since a person has these accounts, all theirs at one brand.

    They joined through somebody once only, the first time; of a ring of people who brought each other the last joining
    counts for nobody; and whom they brought on a platform where they had no account, they brought there, too.
    """
    mine = [Address(each.platform, each.person) for each in accounts]
    told = [row for row in referrals.of_person(db, accounts[0].standing_for) if row.referrer in mine]
    told += [row for row in _told(db, accounts[0].standing_for) if row not in told][1:]
    for row in told:
        _drop(db, row)
    if ring := _ring(db, accounts[0]):
        _drop(db, max(ring, key=_joined))
    here = {each.platform: each.person for each in reversed(accounts)}
    for unsaid in db.execute(_UNSAID, {"people_": [tuple(each) for each in mine]}).all():
        if unsaid.platform in here and accounts[0].brand == unsaid.brand:
            ledger.set_referrer(db, unsaid.brand, unsaid.line, here[unsaid.platform])


def _told(db: Session, one: int) -> list[Referral]:
    """Return the joins of a person that count for somebody, the first first."""
    return sorted((row for row in referrals.of_person(db, one) if row.line and row.referrer), key=_joined)


def _ring(db: Session, person: Account) -> list[Referral]:
    """Return how those joined who brought each other, from a person round to the same; none where there is no ring."""
    way: list[Referral] = []
    at = person.standing_for
    while found := _told(db, at):
        row = found[0]
        by = people.find(db, person.brand, row.referrer) if row.referrer and row not in way else None
        if by is None:
            break
        way.append(row)
        at = by.standing_for
        if at == person.standing_for:
            return way
    return []


def _joined(row: Referral) -> datetime:
    return row.joined_at or _EVER


def _drop(db: Session, row: Referral) -> None:
    referrals.put(db, replace(row, referrer_platform=None, referrer_person=None))
    if row.line:
        ledger.set_referrer(db, row.brand, row.line, None)
