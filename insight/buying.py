"""What the audience buys: who comes back to buy again, and what relationships bring in."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from chat.address import Address
from chat.currencies import DECIMALS
from insight.history import Ledger


@dataclass(frozen=True, slots=True)
class Purchase:
    """One purchase of one of the audience."""

    at: datetime
    person: Address
    amount: Decimal
    currency: str
    by_relationship: bool
    """It is not the person's first ever, or they had joined through somebody by then."""


def purchases(ledger: Ledger, referred: Mapping[Address, datetime], end: datetime) -> Iterator[Purchase]:
    """Give the purchases before an instant, in the order of lines.

    Args:
        referred: when each person first joined through somebody.
        end: an instant; lines at it are not seen.
    """
    known: set[Address] = set()
    for line in ledger.purchases:
        if line.at >= end:
            return
        person = ledger.person(line)
        was_led = person in referred and referred[person] <= line.at
        amount, currency = Decimal(line.data["amount"]), line.data["currency"]
        yield Purchase(line.at, person, amount, currency, person in known or was_led)
        known.add(person)


def buyers(bought: Iterable[Purchase]) -> Counter[Address]:
    """Count each buyer's purchases."""
    return Counter(purchase.person for purchase in bought)


def relationship_revenue(bought: Iterable[Purchase]) -> dict[str, str]:
    """Sum what relationships brought in, by currency, each with the decimals it has."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for purchase in bought:
        if purchase.by_relationship:
            sums[purchase.currency] += purchase.amount
    return {currency: f"{sums[currency]:.{DECIMALS[currency]}f}" for currency in sorted(sums)}
