"""A bot without its door: a real database, writer, dispatcher and delivery, and fake platforms."""

import itertools
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.delivery import Delivery
from chat.address import Address
from chat.brands import Brand
from chat.events import Event
from chat.messages import Message
from chat.ports import Outcome
from handlers import router
from handlers.dispatcher import Dispatcher
from handlers.routing import Context, Router
from storage import outbox, people
from storage.database import Database, Session
from storage.outbox import Draft, Letter
from storage.writer import Writer
from tests.support.clock import HandClock
from tests.support.platform import FakePlatform
from tests.support.waiting import until

T = TypeVar("T")

TEAM = "team"
BRAND = Brand(
    key="acme",
    name="Acme",
    zone=ZoneInfo("Europe/Riga"),
    team=Address("slack", TEAM),
    audiences=(Address("slack", "a"), Address("slack", "b")),
    managers=(Address("slack", "boss"),),
)


class FrailDatabase(Database):
    """A database that can be away for a while; `failures` of its next reads fail."""

    failures = 0

    def read(self, ask: Callable[[Session], T]) -> T:
        """Read, or fail."""
        if self.failures:
            self.failures -= 1
            raise ConnectionError
        return super().read(ask)


class Office:
    """What a test holds in its hands; `platform` is the first of `platforms`."""

    def __init__(self, url: str, platforms: list[FakePlatform], clock: HandClock, features: Router) -> None:
        self.clock = clock
        self.platforms: Mapping[str, FakePlatform] = {each.name: each for each in platforms}
        self.platform = platforms[0]
        self.features = features
        self.database = FrailDatabase(url)
        self.batches: list[int] = []
        """The size of each transaction that was written."""
        self.writer = Writer(self.database, lambda size, _seconds: self.batches.append(size))
        self.brands = {BRAND.key: BRAND}
        self.dispatcher = Dispatcher(features, self.writer, self.database, self.brands, clock)
        self.observed: list[tuple[str, str]] = []
        self.deliveries: list[Delivery] = []
        self._numbers = itertools.count(1)

    def deliver(self, owner: str = "one") -> Delivery:
        """Begin to deliver, as one process does."""
        delivery = Delivery(
            self.platforms,
            self.features,
            self.writer,
            self.database,
            self.brands,
            self.clock,
            owner=owner,
            observe=lambda platform, outcome: self.observed.append((platform, outcome)),
        )
        self.dispatcher.wake = delivery.wake
        delivery.start()
        self.deliveries.append(delivery)
        return delivery

    def wake(self) -> None:
        """Let every delivery look."""
        for delivery in self.deliveries:
            delivery.wake()

    async def put(self, chat: str, text: str = "", *, platform: str = "slack", **draft: Any) -> int:
        """Put a letter, a note unless told otherwise, and return its id."""
        given: dict[str, Any] = {"to": Address(platform, chat), "kind": "note", "message": Message(text=text)}
        whole = Draft(**{"brand": BRAND.key} | given | draft)
        letter = await self.writer.write(lambda db: outbox.put(db, whole, self.clock.now()))
        assert letter is not None
        self.wake()
        return letter

    async def event(self, kind: type[Event], **fields: Any) -> Outcome:
        """Let something happen on Slack, and return what came of it."""
        number = next(self._numbers)
        given: dict[str, Any] = {
            "account": "slack:T1/A1",
            "id": f"e{number}",
            "platform": "slack",
            "at": self.clock.now(),
        }
        return await self.dispatcher.offer(kind(**given | {"order": number, "answerable": True} | fields))

    async def do(self, job: Callable[[Context], T]) -> T:
        """Do something as a feature does, in the writer."""
        done = await self.writer.write(lambda db: job(Context(db, self.clock.now(), self.brands)))
        self.wake()
        return done

    def read(self, ask: Callable[[Session], T]) -> T:
        """Ask the database."""
        return self.database.read(ask)

    def letter(self, number: int) -> Letter:
        """Return a letter as it is stored."""
        letter = self.read(lambda db: outbox.find(db, number))
        assert letter is not None
        return letter

    async def settled(self, number: int, state: str) -> Letter:
        """Wait until a letter is in this state, and return it."""
        await until(lambda: self.letter(number).state == state)
        return self.letter(number)

    async def quiet(self) -> None:
        """Wait until no call is under way and every delivery waits for something to do."""
        await until(lambda: all(map(_rests, self.deliveries)), 10)

    async def pass_by(self, seconds: float, step: float = 0.0) -> None:
        """Let time go by, in steps; after each all that is due is done."""
        await self.quiet()
        passed = 0.0
        while passed < seconds:
            leap = min(step or seconds, seconds - passed)
            passed += leap
            self.clock.forward(timedelta(seconds=leap))
            self.wake()
            await self.quiet()


def _rests(delivery: Delivery) -> bool:
    return not any(delivery._calls.values()) and not delivery._woken.is_set() and bool(delivery._woken._waiters)


@asynccontextmanager
async def office(url: str, *platforms: FakePlatform, features: Router = router) -> AsyncIterator[Office]:
    """Open an office whose platforms share the first one's clock; nothing is delivered before `deliver`."""
    clock = platforms[0].clock if platforms else HandClock()
    assert isinstance(clock, HandClock)
    opened = Office(url, list(platforms) or [FakePlatform(clock)], clock, features)
    await opened.writer.write(lambda db: people.configure(db, opened.brands.values(), clock.now()))
    try:
        yield opened
    finally:
        for delivery in opened.deliveries:
            await delivery.stop()
        await opened.writer.close()
        opened.database.close()
