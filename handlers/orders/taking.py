"""What customers buy: purchases that a brand's shop tells of, and whose they are."""

import hmac

from chat.address import CUSTOMER
from chat.events import Ordered
from chat.lines import Line
from handlers.routing import Context, Router
from storage import customers, ledger, links

router = Router()

MARK = "order:"
"""What a line of an order begins with; behind it stands the shop's own number."""

CHAT = "orders"
"""Where purchases happen, as their lines tell."""

PSEUDONYM_DIGITS = 32


def pseudonym(key: bytes, brand: str, customer: str) -> str:
    """Return what a shop's customer is called here; the shop's own name of them is kept nowhere.

    Args:
        key: `Means.customer_key`.
        brand: the brand's key.
        customer: the shop's own id of the customer, or their mail address.
    """
    digest = hmac.new(key, f"{brand}\0{customer.strip()}".encode(), "sha256").hexdigest()
    return f"{CUSTOMER}{digest[:PSEUDONYM_DIGITS]}"


def line_of(order: Ordered) -> Line:
    """Return the line of an order."""
    return Line(
        id=f"{MARK}{order.number}",
        brand=order.brand,
        platform=customers.PLATFORM,
        chat=CHAT,
        person=order.person,
        team=False,
        kind="purchase",
        at=order.at,
        data={"amount": order.amount, "currency": order.currency},
    )


@router.on(Ordered)
def on_ordered(ctx: Context, event: Ordered) -> None:
    """Log a purchase; the shop's second word on one order changes nothing."""
    if event.brand in ctx.brands and event.person:
        customers.meet(ctx.db, event.brand, event.person, ctx.now)
        ledger.put(ctx.db, line_of(event))


def code_for(ctx: Context, brand: str, person: str) -> str | None:
    """Return a code by which somebody shows that a customer is them; None where somebody did before."""
    account = customers.meet(ctx.db, brand, person, ctx.now)
    if customers.is_linked(ctx.db, account):
        return None
    return links.put_code(ctx.db, account.id, ctx.now)
