"""Private messages that nobody asked for: seldom, by day, and never to who does not want them.

Every feature that writes to people of its own accord does so here, so that one limit holds for all of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from chat.address import Address
from handlers.routing import Context
from insight.whens import daytime, nightfall
from storage import courtesy, people
from storage.database import Session
from storage.outbox import Draft, Letter
from storage.people import Account

__all__ = ["COOLDOWN", "addresses", "daytime", "is_unasked", "is_unwelcome", "write_all_unasked"]

COOLDOWN = timedelta(days=3)
"""Between two such messages to a person, whatever they are about and on whatever account."""


def write_all_unasked(ctx: Context, drafts: Mapping[int, Draft]) -> set[int]:
    """Put letters to people of one brand where that may be: each to their account that was seen last.

    Args:
        ctx: the context.
        drafts: what to write to each, by the account that stands for the person; `to` is set here.

    Returns:
        The ids of those who were written to.
    """
    brand = next((ctx.brands.get(draft.brand) for draft in drafts.values()), None)
    if brand is None or daytime(ctx.now, brand.zone) != ctx.now:
        return set()
    to = addresses(ctx.db, drafts, ctx.now)
    free = courtesy.disturb(ctx.db, to, ctx.now, before=ctx.now - COOLDOWN) if to else set()
    return {person for person in sorted(free) if _put(ctx, brand.zone, drafts[person], to[person])}


def addresses(db: Session, people: Iterable[int], now: datetime) -> dict[int, Address]:
    """Return where each of these people may be written to unasked; whoever may not is left out.

    Args:
        db: the session.
        people: ids of the accounts that stand for them.
        now: aware UTC, in daytime.
    """
    long_ago, found = now - COOLDOWN, {}
    for person, accounts in courtesy.accounts_of(db, people).items():
        best = _best(accounts)
        if best is not None and not any(each.quiet or _is_recent(each, long_ago) for each in accounts):
            found[person] = Address(best.platform, best.person)
    return found


def is_unasked(letter: Letter) -> bool:
    """Tell whether a letter was written to a person who had not asked for it."""
    return "not_after" in letter.payload


def is_unwelcome(db: Session, letter: Letter) -> bool:
    """Tell, at the moment of sending, whether an unasked letter waited so long that nobody wants it any more."""
    until = letter.payload.get("not_after")
    if until and letter.called_at and letter.called_at >= datetime.fromisoformat(until):
        return True
    reader = people.find(db, letter.brand, letter.to)
    return reader is not None and reader.quiet


def _put(ctx: Context, zone: ZoneInfo, draft: Draft, to: Address) -> bool:
    payload = (draft.payload or {}) | {"not_after": nightfall(ctx.now, zone).isoformat()}
    return ctx.say(replace(draft, to=to, payload=payload)) is not None


def _best(accounts: list[Account]) -> Account | None:
    return max(filter(_may_be_written_to, accounts), key=lambda each: (each.seen_at, each.id), default=None)


def _may_be_written_to(account: Account) -> bool:
    return account.can_be_written_to and not account.away


def _is_recent(account: Account, long_ago: datetime) -> bool:
    return account.disturbed_at is not None and account.disturbed_at > long_ago
