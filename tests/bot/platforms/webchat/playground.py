"""A playground on a real database, with an intake that remembers."""

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from sqlmodel import SQLModel
from starlette.applications import Starlette

from bot.delivery import Delivery
from bot.platforms.webchat import Reports, Webchat
from chat.address import Address
from chat.brands import Brand
from chat.messages import Message, Option, PollCard
from chat.ports import Clock, Outgoing, SystemClock
from handlers import COMMANDS, router
from handlers.dispatcher import Dispatcher
from handlers.routing import Means
from storage import people
from storage.database import Database, Session
from storage.people import Newcomer
from storage.writer import Writer
from tests.support.core import BALLOT_KEY
from tests.support.intake import RecordingIntake

BRAND = Brand(
    key="acme",
    name="Acme",
    zone=ZoneInfo("Europe/Berlin"),
    team=Address("webchat", "team"),
    audiences=(Address("webchat", "club"), Address("slack", "C1")),
    managers=(Address("webchat", "maria"),),
)
NORTE = Brand(key="norte", name="Norte", zone=ZoneInfo("Europe/Madrid"), language="es", team=Address("slack", "C2"))
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
CARD: dict[str, Any] = {
    "brand": "acme",
    "period": {"start": "2026-11-16", "end": "2026-11-23", "zone": "Europe/Berlin"},
    "index": 71.25,
    "index_weeks": [71.25],
    "parts": {},
    "watches": {},
    "revenue": {},
    "revenue_previous": {},
}


class SteppingClock:
    """A clock that goes on by a second each time it is looked at."""

    def __init__(self) -> None:
        self._now = NOW

    def now(self) -> datetime:
        """Return the next second."""
        self._now += timedelta(seconds=1)
        return self._now


class Playground:
    """What a test of the playground needs at hand."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.database = Database(f"sqlite:///{path / 'rapport.db'}")
        SQLModel.metadata.create_all(self.database.writer)
        self.writer = Writer(self.database)
        self.clock = clock
        self.intake = RecordingIntake()
        self.card: dict[str, Any] | Exception = CARD
        self.waiting: list[dict[str, Any]] = []
        self.asked: list[tuple[str, ...]] = []
        self.brands = {brand.key: brand for brand in (BRAND, NORTE)}
        self.webchat = self.new_webchat()
        self.app = Starlette(routes=self.webchat.routes())
        self._numbers = itertools.count(1)

    def new_webchat(self) -> Webchat:
        """Make another webchat on the same database, as after a restart."""
        return Webchat(
            writer=self.writer,
            database=self.database,
            brands=self.brands,
            clock=self.clock,
            reports=Reports(self._report, self._inbox),
            commands=COMMANDS,
        )

    async def restart(self) -> None:
        """Let a new webchat take over, as a new process would."""
        self.webchat = self.new_webchat()
        self.app = Starlette(routes=self.webchat.routes())
        await self.webchat.open(self.intake)

    async def meet(self, person: str, name: str = "", *, team: bool = False) -> str:
        """Make somebody known to the brand."""
        newcomer = Newcomer(Address("webchat", person), name=name or person.capitalize())
        await self.writer.write(lambda db: people.meet(db, "acme", newcomer, NOW, team=team))
        return person

    async def post(
        self, message: Message, *, chat: str = "club", letter: int | None = None, reply_to: str | None = None
    ) -> str:
        """Let the bot post; return the message's id."""
        number = letter or next(self._numbers)
        outgoing = Outgoing(letter=number, action="post", chat=chat, message=message, reply_to=reply_to)
        return (await self.webchat.deliver(outgoing)).message or ""

    async def edit(self, target: str, message: Message, *, chat: str = "club") -> None:
        """Let the bot edit one of its messages."""
        letter = next(self._numbers)
        await self.webchat.deliver(Outgoing(letter=letter, action="edit", chat=chat, message=message, target=target))

    async def state(self) -> dict[str, Any]:
        """Return what the page is told at first."""
        async with self.client() as client:
            return dict((await client.get("/play/api/state")).json())

    async def said(self, chat: str = "club") -> list[dict[str, Any]]:
        """Return the messages of a chat as the page gets them."""
        return list((await self.state())["messages"][chat])

    async def do(self, deed: str, **fields: object) -> httpx.Response:
        """Do something as Mia in the club, or as the fields say, each time anew."""
        usual = {"chat": "club", "person": "mia", "client": f"client-{next(self._numbers)}"}
        async with self.client() as client:
            return await client.post(f"/play/api/{deed}", json=usual | fields)

    def client(self, peer: str = "127.0.0.1", host: str = "localhost:8080") -> httpx.AsyncClient:
        """Return a client without a network between."""
        transport = httpx.ASGITransport(self.app, client=(peer, 40_000))
        return httpx.AsyncClient(transport=transport, base_url=f"http://{host}")

    async def _inbox(self, _brand: str, *asked: str) -> list[dict[str, Any]]:
        self.asked.append(asked)
        return self.waiting

    async def _report(self, _brand: str) -> dict[str, Any]:
        if isinstance(self.card, Exception):
            raise self.card
        return self.card


@asynccontextmanager
async def open_playground(path: Path, clock: Clock | None = None) -> AsyncIterator[Playground]:
    """Give a playground that is open, with Mia in the audience and Maria in the team."""
    playground = Playground(path, clock or SteppingClock())
    await playground.writer.write(configure)
    await playground.meet("mia", "Mia")
    await playground.meet("maria", "Maria", team=True)
    await playground.webchat.open(playground.intake)
    yield playground
    await playground.webchat.stop_intake()
    await playground.webchat.close()
    await playground.writer.close()
    playground.database.close()


@asynccontextmanager
async def open_live_playground(path: Path) -> AsyncIterator[Playground]:
    """Give a playground behind which all of the bot is at work: dispatcher, handlers, delivery."""
    async with open_playground(path, SystemClock()) as playground:
        writer, database, brands, clock = playground.writer, playground.database, playground.brands, playground.clock
        dispatcher = Dispatcher(router, writer, database, brands, clock, means=Means(ballot_key=BALLOT_KEY))
        platforms = {"webchat": playground.webchat}
        delivery = Delivery(platforms, router, writer, database, brands, clock, owner="test")
        dispatcher.wake = delivery.wake
        await playground.webchat.open(dispatcher)
        delivery.start()
        yield playground
        await playground.webchat.stop_intake()
        await delivery.stop()


def configure(db: Session) -> None:
    """Write down the brands' chats and managers."""
    people.configure(db, [BRAND, NORTE], NOW)


def poll(*votes: int, closed: bool = False, options: tuple[str, ...] = ("Recipes", "Behind the scenes")) -> Message:
    """Draw a poll's card with these votes."""
    counts = votes or (0,) * len(options)
    card = PollCard(
        poll="p1",
        question="Which content next?",
        options=tuple(Option(text, count, i) for i, (text, count) in enumerate(zip(options, counts, strict=True))),
        closed=closed,
        voters=sum(counts),
        voters_line=f"{sum(counts)} people voted",
        visibility="The team sees who chose what.",
    )
    return Message(text="Which content next?", poll=card)
