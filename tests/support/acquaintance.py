"""People whom a core has met, in whatever state a test wants them."""

from typing import Any

from sqlalchemy import update

from chat.address import Address
from handlers.routing import Context
from storage import links, people
from storage.people import ACCOUNTS, Account, Newcomer
from tests.support.core import Core


async def met(bot: Core, person: str, platform: str = "slack", **state: Any) -> Account:
    """Let the brand acme have met somebody; `state` are columns of their account."""
    at = Address(platform, person)

    def meet(ctx: Context) -> Account | None:
        account, _ = people.meet(ctx.db, "acme", Newcomer(at, person), ctx.now)
        if state:
            ctx.db.execute(update(ACCOUNTS).where(ACCOUNTS.c.id == account.id).values(**state))
        return people.find(ctx.db, "acme", at)

    account: Account = await bot.do(meet)
    return account


async def link(bot: Core, kept: Account, gone: Account) -> None:
    """Let two accounts be one person's."""
    await bot.do(lambda ctx: links.link(ctx.db, kept.id, gone.id))


def account(bot: Core, of: Account) -> Account:
    """Return how an account is now."""
    found: Account = bot.read(lambda db: people.find(db, "acme", Address(of.platform, of.person)))
    return found
