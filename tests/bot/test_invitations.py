"""The page behind a personal link."""

from dataclasses import replace

import httpx
import pytest
from starlette.applications import Starlette

from bot.invitations import invitations_route
from chat.address import Address
from chat.events import Joined
from handlers.routing import Context
from storage import people, referrals
from tests.support.clock import HandClock
from tests.support.core import ACME, Core, core
from tests.support.platform import FakePlatform


class Door(FakePlatform):
    """A platform whose bot is reached by a link."""

    def start_link(self, payload: str) -> str | None:
        """Return the link."""
        return f"https://t.me/AcmeBot?start={payload}"


async def owner(bot: Core, *, link: str = "") -> None:
    """Let somebody have a code."""
    await bot.happens(Joined)

    def give(ctx: Context) -> None:
        account = people.find(ctx.db, "acme", Address("slack", "U1"))
        assert account is not None
        referrals.put_code(ctx.db, "K7QF29XM", account, ctx.now)
        if link:
            referrals.set_link(ctx.db, "K7QF29XM", link, "-1")

    await bot.do(give)


async def page(bot: Core, code: str) -> tuple[int, str, str]:
    """Return status, where it leads and what it says."""
    telegram = Door(HandClock(), name="telegram")
    platforms = {"telegram": telegram}
    app = Starlette(routes=[invitations_route(bot.database, bot.brands, platforms.get)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as client:
        answer = await client.get(f"/i/{code}")
    return answer.status_code, answer.headers.get("location", ""), answer.text


@pytest.mark.parametrize("link", ["", "https://t.me/+abc"])
async def test_it_leads_into_the_telegram_chat(sqlite_url: str, link: str) -> None:
    """By the invite link that the bot made, else to the bot with the code; a code of nobody leads nowhere."""
    only = replace(ACME, audiences=(Address("telegram", "-1"),))
    async with core(sqlite_url, only) as bot:
        await bot.do(lambda ctx: people.configure(ctx.db, [replace(only, audiences=ACME.audiences)], ctx.now))
        await owner(bot, link=link)
        await bot.do(lambda ctx: people.configure(ctx.db, [only], ctx.now))
        assert (await page(bot, "k7qf29xm"))[:2] == (302, link or "https://t.me/AcmeBot?start=ref_K7QF29XM")
        assert (await page(bot, "NOBODY22"))[0] == 404


async def test_it_says_how_to_join_elsewhere(sqlite_url: str) -> None:
    """In Slack and on the page with the code to type, in the brand's language, names escaped."""
    async with core(sqlite_url, replace(ACME, name="A<b>cme", language="de")) as bot:
        await owner(bot)
        status, _, text = await page(bot, "K7QF29XM")
        assert status == 200
        assert "/me invite K7QF29XM" in text
        assert 'href="https://t.me/AcmeBot?start=ref_K7QF29XM"' in text
        assert ("A&lt;b&gt;cme" in text, "<b>" in text, 'lang="de"' in text) == (True, False, True)
