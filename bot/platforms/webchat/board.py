"""The playground's chats: which there are, where they are kept, and who waits for news of them."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Concatenate, Literal, ParamSpec, TypeVar

from chat.address import Address
from chat.brands import Brand
from chat.ports import Clock
from storage import people
from storage.database import Database, Session
from storage.webchat import PLATFORM
from storage.writer import Writer

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """One of the playground's chats."""

    chat: str
    brand: Brand
    role: Literal["team", "audience", "private"]


class Board:
    """Reads, writes, and wakes those who wait for what was written."""

    def __init__(self, *, writer: Writer, database: Database, brands: Mapping[str, Brand], clock: Clock) -> None:
        self.brands = brands
        self.clock = clock
        self.places = {place.chat: place for brand in brands.values() for place in _places(brand)}
        self.closed = False
        self._writer = writer
        self._database = database
        self._news = asyncio.Event()
        self._order = 0

    async def read(self, ask: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return the answer of one of storage's functions."""
        return await asyncio.to_thread(self._database.read, lambda db: ask(db, *args, **kwargs))

    async def write(self, run: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Let one of storage's functions write; return after the commit, when those who wait for news are woken.

        Raises:
            Unavailable: there was no commit.
        """
        result = await self._writer.write(lambda db: run(db, *args, **kwargs), key=PLATFORM)
        self._wake()
        return result

    async def is_private(self, chat: str) -> bool:
        """Tell whether the chat is one between the bot and a person: it has the person's id."""
        return bool(await self.read(people.brands_of, Address(PLATFORM, chat)))

    def close(self) -> None:
        """Let those who wait for news go."""
        self.closed = True
        self._wake()

    @property
    def news(self) -> asyncio.Event:
        """Return what is set at the next commit; take it before reading, so that nothing falls in between."""
        return self._news

    def next_order(self) -> int:
        """Return a number above all before it: the time in microseconds, so that it goes on growing after a restart."""
        self._order = max(self._order + 1, int(self.clock.now().timestamp() * 1_000_000))
        return self._order

    def _wake(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()


def _places(brand: Brand) -> list[Place]:
    audiences = [Place(chat.id, brand, "audience") for chat in brand.audiences if chat.platform == PLATFORM]
    team = brand.team
    return audiences + ([Place(team.id, brand, "team")] if team is not None and team.platform == PLATFORM else [])
