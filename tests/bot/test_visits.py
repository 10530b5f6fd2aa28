"""The personal links of notes, over HTTP."""

from collections.abc import AsyncIterator

import httpx
import pytest
from sqlalchemy import text
from starlette.applications import Starlette

from bot.visits import visits_route
from chat.address import Address
from storage import made, people
from storage.people import Newcomer
from tests.support.core import Core, core

URL = "https://acme.example/recipes?x=1"
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@pytest.fixture
async def acme(migrated_url: str) -> AsyncIterator[Core]:
    """A core in which one person may come back."""
    async with core(migrated_url) as opened:
        poll = await opened.poll()
        newcomer = Newcomer(Address("slack", "U1"))

        async def prepare() -> None:
            account, _ = await opened.do(lambda ctx: people.meet(ctx.db, "acme", newcomer, ctx.now))
            await opened.do(lambda ctx: made.put(ctx.db, poll.id, 0, URL, [(account.id, "code")], ctx.now))

        await prepare()
        yield opened


def visits(bot: Core) -> int:
    """Return how many came."""
    found: int = bot.read(lambda db: db.execute(text("SELECT count(visited_at) FROM made_notes")).scalar())
    return found


async def ask(bot: Core, code: str, headers: dict[str, str], method: str = "GET") -> httpx.Response:
    """Follow a link as far as the bot leads."""
    app = Starlette(routes=[visits_route(bot.writer, bot.database, bot.clock)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as client:
        return await client.request(method, f"/m/{code}", headers=headers)


async def test_a_visit_is_led_on_and_counted_once(acme: Core) -> None:
    """However often the person comes."""
    for _ in range(2):
        response = await ask(acme, "code", BROWSER)
        assert (response.status_code, response.headers["location"]) == (302, URL)
        assert response.headers["cache-control"] == "no-store"
    assert visits(acme) == 1


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
        pytest.param({"User-Agent": ""}, "GET", id="nobody"),
    ],
)
async def test_robots_are_led_on_but_do_not_count(acme: Core, headers: dict[str, str], method: str) -> None:
    """A preview is no visit."""
    assert (await ask(acme, "code", headers, method)).status_code == 302
    assert visits(acme) == 0


async def test_a_link_that_leads_nowhere_says_so(acme: Core) -> None:
    """It tells nothing else."""
    for code in ("other", "x" * 1000, "%00"):
        assert (await ask(acme, code, BROWSER)).status_code == 404
