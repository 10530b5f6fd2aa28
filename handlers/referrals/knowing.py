"""Whether it counts that somebody told somebody, and where it is noted.

A person counts once, whatever ways they came by and however often; nobody brings themselves on another account, and
nobody is brought by whom they brought, through however many others.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chat.address import Address
from handlers.routing import Context
from storage import counts, ledger, links, people, referrals
from storage.database import Session
from storage.people import Account
from storage.referrals import Referral

LATE = timedelta(days=14)
"""So long after somebody joined it may still be told who brought them."""
PENDING = timedelta(days=30)
"""So long before somebody joins it may be told."""


@dataclass(frozen=True, slots=True)
class Told:
    """Who told somebody, and how that is known."""

    by: Address
    how: str


def counted(db: Session, person: Account, rows: list[Referral]) -> bool:
    """Tell whether it is known already who brought a person in: to the bot, or by a joining that was imported."""
    if any(row.line and row.referrer for row in rows):
        return True
    return any(objection(db, person, by) is None for by in _named(db, person.standing_for))


def objection(db: Session, joiner: Account, by: Address) -> str | None:
    """Return why somebody cannot have told a person: `self`, `team` or `ring`; None where they can."""
    theirs = _accounts(db, joiner.brand, by)
    if by == Address(joiner.platform, joiner.person) or any(_is_one(joiner, each) for each in theirs):
        return "self"
    if any(each.team for each in theirs):
        return "team"
    return "ring" if theirs and _was_brought_by(db, theirs[0], joiner) else None


def here(db: Session, brand: str, by: Address, platform: str) -> str | None:
    """Return who told by their id on the platform of the one who joined; None where they have none there."""
    if by.platform == platform:
        return by.id
    return next((each.person for each in _accounts(db, brand, by) if each.platform == platform), None)


def claim(ctx: Context, account: Account, told: Told) -> str:
    """Note who told somebody, at once where they are inside, else for when they join.

    Returns:
        What came of it: `thanks`, `pending`, `known`, `late`, `self`, `team` or `ring`.
    """
    rows = referrals.of_person(ctx.db, account.standing_for)
    if counted(ctx.db, account, rows):
        return "known"
    if why := objection(ctx.db, account, told.by):
        return why
    joined = next((row for row in rows if row.line and row.inside), None)
    if joined is None:
        if counts.joined_long_ago(ctx.db, account.brand, Address(account.platform, account.person)):
            return "late"
        own = referrals.of_account(ctx.db, account.id) or Referral(account.id, account.brand)
        referrals.put(ctx.db, _noted(own, told, ctx.now))
        return "pending"
    if joined.joined_at is None or ctx.now - joined.joined_at > LATE:
        return "late"
    referrals.put(ctx.db, _noted(joined, told, ctx.now))
    came_by = people.of_id(ctx.db, joined.account) or account
    by = here(ctx.db, account.brand, told.by, came_by.platform)
    ledger.set_referrer(ctx.db, account.brand, joined.line or "", by)
    return "thanks"


def _noted(row: Referral, told: Told, at: datetime) -> Referral:
    platform, person = told.by
    return replace(row, referrer_platform=platform, referrer_person=person, how=told.how, told_at=at, ask_at=None)


def _accounts(db: Session, brand: str, at: Address) -> list[Account]:
    found = people.find(db, brand, at)
    return links.linked(db, found.standing_for) if found else []


def _is_one(one: Account, other: Account) -> bool:
    return one.standing_for == other.standing_for


def _was_brought_by(db: Session, somebody: Account, by: Account) -> bool:
    """Tell whether a chain of those who told leads from somebody to a person."""
    looked: set[int] = set()
    to_look = [somebody.standing_for]
    while to_look:
        one = to_look.pop()
        if one == by.standing_for:
            return True
        if one in looked:
            continue
        looked.add(one)
        above = {row.referrer for row in referrals.of_person(db, one) if row.referrer} | _named(db, one)
        found = (people.find(db, by.brand, each) for each in above)
        to_look += [each.standing_for for each in found if each is not None]
    return False


def _named(db: Session, one: int) -> set[Address]:
    """Return whom the ledger's joins of a person name."""
    theirs = links.linked(db, one)
    return {
        Address(each.platform, by)
        for each in theirs
        for by in counts.told_by(db, each.brand, Address(each.platform, each.person))
    }
