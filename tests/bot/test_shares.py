"""The links by which people pass posts on, over HTTP."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from bot.shares import shares_route
from chat.events import Press
from storage import shares
from tests.support.core import SQUARE, Core, core
from tests.support.inquiries import Answers

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
OTHER = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X)"}
URL = f"https://chat.example/{SQUARE}/m1"


@pytest.fixture
async def acme(migrated_url: str) -> AsyncIterator[Core]:
    """A core in which one person passed a poll on."""
    async with core(migrated_url) as opened:
        opened.dispatcher.inquire = Answers()
        poll = await opened.poll()
        await opened.happens(Press, data=f"share:{poll.id}", message="m1", answerable=True)
        yield opened


async def ask(bot: Core, headers: dict[str, str], method: str = "GET", code: str = "", client: str = "1.2.3.4") -> int:
    """Follow the link, or another, as far as the bot leads; return the status."""
    code = code or bot.lines("share")[0].id.removeprefix("share:")
    app = Starlette(routes=[shares_route(bot.writer, bot.database, bot.clock, bot.brands)])
    transport = httpx.ASGITransport(app, client=(client, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as web:
        response = await web.request(method, f"/s/{code}", headers=headers)
    assert response.headers.get("location", URL) == URL
    return response.status_code


async def test_each_visitor_counts_once(acme: Core) -> None:
    """Told apart by address and browser; behind a proxy of one's own by the address that it tells."""
    for headers in (BROWSER, BROWSER, OTHER):
        assert await ask(acme, headers) == 302
    assert len(acme.lines("click")) == 2
    await ask(acme, BROWSER | {"X-Forwarded-For": "9.9.9.9"})  # anybody can claim that
    assert len(acme.lines("click")) == 2
    for told in ("5.5.5.5", "6.6.6.6, 5.5.5.5", "6.6.6.6"):
        await ask(acme, BROWSER | {"X-Forwarded-For": told}, client="10.0.0.1")
    assert len(acme.lines("click")) == 4
    stored = acme.read(lambda db: [str(row) for row in db.execute(shares.VISITORS.select())])
    assert not [row for row in stored if "1.2.3.4" in row or "5.5.5.5" in row or "Mozilla" in row]


@pytest.mark.parametrize(
    ("headers", "method"),
    [
        pytest.param({"User-Agent": "Slackbot-LinkExpanding 1.0"}, "GET", id="slack's preview"),
        pytest.param({"User-Agent": "TelegramBot (like TwitterBot)"}, "GET", id="telegram's preview"),
        pytest.param({"User-Agent": "python-requests/2.32"}, "GET", id="a script"),
        pytest.param({"User-Agent": "Mozilla/5.0 HeadlessChrome/130.0"}, "GET", id="nobody's browser"),
        pytest.param(BROWSER | {"Sec-Purpose": "prefetch"}, "GET", id="a browser that looks ahead"),
        pytest.param(BROWSER | {"X-Moz": "prefetch"}, "GET", id="an older browser that looks ahead"),
        pytest.param(BROWSER, "HEAD", id="no page wanted"),
    ],
)
async def test_robots_are_led_on_but_do_not_count(acme: Core, headers: dict[str, str], method: str) -> None:
    """A preview is no click."""
    assert await ask(acme, headers, method) == 302
    assert acme.lines("click") == []


async def test_a_link_that_leads_nowhere_says_so(acme: Core) -> None:
    """It tells nothing else."""
    assert [await ask(acme, BROWSER, code=code) for code in ("other", "x" * 1000, "%00")] == [404] * 3
