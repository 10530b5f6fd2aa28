"""Erasing a shop's customer whom nobody in the chats turned out to be."""

from chat.address import Address
from handlers.orders.taking import pseudonym
from handlers.routing import Context
from storage import customers, erasing, people, traces
from storage.database import Session
from storage.people import Account
from storage.traces import Traces


def find(db: Session, key: bytes, brand: str, customer: str) -> Account | None:
    """Return what is known of a customer; None where they never bought anything.

    Args:
        db: a session.
        key: `Means.customer_key`.
        brand: the brand's key.
        customer: as the shop's orders have them.
    """
    return people.find(db, brand, Address(customers.PLATFORM, pseudonym(key, brand, customer)))


def survey(db: Session, customer: Account) -> Traces | None:
    """Return all that there is of a customer; None where they are somebody's in the chats, who erase themselves."""
    return None if customers.is_linked(db, customer) else traces.survey(db, [customer])


def erase(ctx: Context, customer: Account, before: Traces) -> int | None:
    """Erase a customer; return how many purchases are gone, None where somebody became them meanwhile."""
    if customers.is_linked(ctx.db, customer):
        return None
    found = traces.survey(ctx.db, [customer], before)
    erasing.erase(ctx.db, found, ballot_key=ctx.means.ballot_key, slot=ctx.slot, now=ctx.now)
    return len(found.lines)
