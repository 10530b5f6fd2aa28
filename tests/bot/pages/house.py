"""A brand with a few weeks of history, and the doors to its page."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import httpx
import pytest
from playwright.async_api import Browser, ConsoleMessage, Page
from starlette.applications import Starlette

from bot.pages import Doors
from chat.address import Address
from chat.brands import Brand
from chat.events import Command
from chat.i18n import words
from chat.lines import Line
from handlers import page_link
from handlers.routing import Context, Means
from storage import ledger, people
from storage.database import Database, Session
from storage.people import Newcomer
from storage.writer import Writer
from tests.support.clock import HandClock

HOSTILE = '<img src=x onerror="window.harmed=1">&amp;"\'`\u202e*_~'
ACME = Brand(
    key="acme",
    name="Acme",
    zone=ZoneInfo("Europe/Berlin"),
    team=Address("slack", "T"),
    audiences=(Address("slack", "C1"), Address("telegram", "-1001")),
    managers=(Address("slack", "BOSS"),),
)
ZEST = Brand(
    key="zest", name=HOSTILE, zone=ZoneInfo("Europe/Madrid"), language="es", managers=(Address("slack", "BOSS"),)
)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
PATIENCE_MS = 15_000


class House:
    """What a test holds in its hands."""

    def __init__(self, url: str, *, is_secure: bool = False) -> None:
        self.clock = HandClock(NOON)
        self.database = Database(url)
        self.writer = Writer(self.database)
        self.brands = {brand.key: brand for brand in (ACME, ZEST)}
        self.app = self.new_app(is_secure=is_secure)
        self.port = 0

    def new_app(self, *, is_secure: bool = False) -> Starlette:
        """Make a replica: another process on the same database."""
        doors = Doors(
            writer=self.writer,
            database=self.database,
            brands=self.brands,
            clock=self.clock,
            is_secure=is_secure,
        )
        return Starlette(routes=[doors.route()])

    async def link(
        self, person: str = "BOSS", brand: str = "acme", public: str = "https://bot.example", **shown: str
    ) -> str:
        """Let somebody ask for a link; return its address, empty where they get none."""
        asked: dict[str, Any] = {
            "id": "1",
            "platform": "slack",
            "account": "slack:bot",
            "chat": "D1",
            "at": self.clock.now(),
        }
        event = Command(**asked, order=1, person=person, command="ror")

        def ask(db: Session) -> Any:  # noqa: ANN401  # a row of buttons
            ctx = Context(db, self.clock.now(), self.brands, means=Means(public_url=public))
            return page_link.button(ctx, event, brand, words("en"), **shown)

        row = await self.writer.write(ask)
        return str(row[0].url) if row else ""

    async def path(self, *args: str, **kwargs: str) -> str:
        """Return the path of a new link."""
        parts = urlsplit(await self.link(*args, **kwargs))
        return f"{parts.path}?{parts.query}"

    def client(self, app: Starlette | None = None, language: str = "en") -> httpx.AsyncClient:
        """Return a browser without a network between."""
        transport = httpx.ASGITransport(app or self.app)
        return httpx.AsyncClient(
            transport=transport, base_url="https://bot.example", headers={"Accept-Language": language}
        )

    async def page(self, browser: Browser, brand: str = "acme", **options: Any) -> Page:
        """Open a page that has come in by a link; what goes wrong inside a page fails the test that looks at it."""
        page = await browser.new_page(**options)
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", _fail)
        page.on("console", _fail_on_policy)
        await page.goto(f"http://localhost:{self.port}{await self.path(brand=brand)}")
        await page.locator("form button").click()
        await page.locator(".legend").wait_for()
        return page

    async def change(self, sql: Any, **values: Any) -> None:  # noqa: ANN401  # a statement
        """Change what is stored."""
        await self.writer.write(lambda db: db.execute(sql, values))


async def enter(browser: httpx.AsyncClient, path: str, **headers: str) -> httpx.Response:
    """Press the button that a link leads to."""
    fields = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
    return await browser.post(f"{urlsplit(path).path}/enter", data=fields, headers=headers)


@asynccontextmanager
async def house_of(url: str, *, is_secure: bool = False) -> AsyncIterator[House]:
    """Open the house."""
    opened = House(url, is_secure=is_secure)
    await opened.writer.write(_furnish)
    yield opened
    await opened.writer.close()
    opened.database.close()


def _furnish(db: Session) -> None:
    people.configure(db, [ACME, ZEST], NOON)
    for name in ("Mia", HOSTILE[:40], "Ben"):
        people.meet(db, "acme", Newcomer(Address("slack", name[:3]), name), NOON)
    boss = Newcomer(Address("slack", "BOSS"), "Maria <b>")
    people.meet(db, "acme", boss, NOON, team=True)
    for line in _history():
        ledger.put(db, line)


def _history() -> Iterator[Line]:
    """Give four weeks in which a post a week is answered by three people, and one week more in which it is by one."""
    for week in range(5):
        monday = datetime(2026, 10, 20, 9, tzinfo=UTC) + timedelta(weeks=week)
        post = f"post-{week}"
        yield _line(post, "message", "BOSS", monday, team=True, text="New bread!")
        for n, person in enumerate(("Mia", "<im", "Ben")[: 1 if week == 3 else 3]):
            text = HOSTILE if person == "<im" else "I love it"
            data: dict[str, Any] = {"text": text, "sentiment": 1 if n else 0}
            for number in range(5 if person == "Mia" else 1):
                at = monday + timedelta(hours=1 + n, minutes=number)
                yield _line(f"{post}-{person}-{number}", "message", person, at, ref=post, **data)
    for platform, person in (("telegram", "42"), ("telegram", "43")):
        yield Line(
            id=f"join-{person}", brand="acme", platform=platform, chat="-1001", person=person, team=False, kind="join",
            at=NOON - timedelta(days=3), data={"referrer": None},
        )  # fmt: skip


def _line(
    id_: str, kind: str, person: str, at: datetime, *, team: bool = False, ref: str | None = None, **data: Any
) -> Line:
    who: dict[str, Any] = {"brand": "acme", "platform": "slack", "chat": "C1", "person": person, "team": team}
    return Line(**who, id=id_, kind=kind, at=at, ref=ref, data=data)


def _fail(error: object) -> None:
    pytest.fail(f"The page failed: {error}")


def _fail_on_policy(message: ConsoleMessage) -> None:
    if "Content Security Policy" in message.text:
        pytest.fail(message.text)
