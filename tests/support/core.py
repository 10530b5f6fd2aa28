"""The core without its platforms: events go in, and lines, letters and outcomes are looked at."""

import itertools
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select

from chat.address import Address
from chat.brands import Brand
from chat.events import Event, Vote
from chat.lines import Line
from chat.messages import Message
from chat.polls import Spec
from chat.ports import Outcome, Receipt
from handlers import digests, letters, polls, presence, router
from handlers.dispatcher import Dispatcher
from handlers.routing import Context, Means, Router
from storage import ledger, people
from storage.database import Database, Session
from storage.outbox import LETTERS, Letter
from storage.polls import Poll
from storage.writer import Writer
from tests.support.clock import HandClock
from tests.support.ears import Ears

E = TypeVar("E", bound=Event)

TEAM, SQUARE, GROUP, PLAZA = "C-team", "C-square", "-1001", "plaza"
BOSS = "U-boss"
ACME = Brand(
    key="acme",
    name="Acme",
    zone=ZoneInfo("Europe/Berlin"),
    team=Address("slack", TEAM),
    managers=(Address("slack", BOSS), Address("telegram", "77")),
    audiences=(Address("slack", SQUARE), Address("telegram", GROUP), Address("webchat", PLAZA)),
)
ZEST = Brand(
    key="zest",
    name="Zest",
    zone=ZoneInfo("America/Santiago"),
    language="de",
    team=Address("telegram", "-900"),
    managers=(Address("telegram", "77"),),
    audiences=(Address("telegram", "-901"),),
)
NEW = itertools.count(1)
BALLOT_KEY = bytes(range(32))


def event(kind: type[E], *, platform: str = "slack", **fields: Any) -> E:
    """Return an event that has not happened before, of somebody in the square unless told otherwise."""
    number = next(NEW)
    chats = {"slack": SQUARE, "telegram": GROUP, "webchat": PLAZA}
    given: dict[str, Any] = {"platform": platform, "account": f"{platform}:bot", "chat": chats.get(platform, "")}
    given |= {"id": f"e{number}", "order": number, "at": HandClock().now(), "person": "U1"}
    return kind(**given | fields)


class Core:
    """What a test holds in its hands."""

    def __init__(self, url: str, brands: Mapping[str, Brand], features: Router, clock: HandClock) -> None:
        self.clock = clock
        self.brands = brands
        self.database = Database(url)
        self.writer = Writer(self.database)
        self.heard: list[Outcome] = []
        self.woken = 0
        hear = self.heard
        self.means = Means(ballot_key=BALLOT_KEY, customer_key=BALLOT_KEY, classifier=Ears())
        self.dispatcher = Dispatcher(
            features,
            self.writer,
            self.database,
            brands,
            clock,
            means=self.means,
            heard=lambda _event, outcome: hear.append(outcome),
        )
        self.dispatcher.wake = self._wake

    def _wake(self) -> None:
        self.woken += 1

    async def happens(self, kind: type[Event], **fields: Any) -> Outcome:
        """Let something happen now, and return what came of it."""
        return await self.dispatcher.offer(event(kind, **{"at": self.clock.now()} | fields))

    async def do(self, job: Any) -> Any:  # noqa: ANN401  # whatever the job returns
        """Do something as a feature does, in the writer."""
        slot = self.database.slot
        return await self.writer.write(lambda db: job(Context(db, self.clock.now(), self.brands, slot, self.means)))

    async def poll(self, *options: str, brand: str = "acme", question: str = "Which next?") -> Poll:
        """Make a poll."""
        chosen = list(options) or ["Recipes", "Live"]
        poll: Poll = await self.do(lambda ctx: polls.create(ctx, brand, Spec(question=question, options=tuple(chosen))))
        return poll

    async def vote(self, poll: Poll, *options: int, person: str = "U1", **fields: Any) -> Outcome:
        """Press a vote button, or choose in a native poll where `native` is given."""
        given: dict[str, Any] = {"options": options, "poll": None if "native" in fields else poll.id}
        return await self.happens(Vote, person=person, **given | {"toggle": "native" not in fields} | fields)

    async def arrive(self, letter: Letter, message: str, native: str | None = None) -> None:
        """Let a letter be delivered."""
        shown = self.read(lambda db: letters.draw(router, db, letter, self.brands)) or Message(text="")
        receipt = Receipt(message=message, native=native)
        await self.do(lambda ctx: letters.arrived(router, ctx, letter, receipt, shown))

    async def arrive_all(self, **natives: str) -> None:
        """Let all letters that wait be delivered; `natives` gives platforms' own poll ids by platform."""
        for letter in self.letters(state="queued"):
            native = natives.get(letter.platform) if letter.kind == "poll" else None
            await self.arrive(letter, f"post-{letter.id}", native)

    def read(self, ask: Any) -> Any:  # noqa: ANN401  # whatever is asked for
        """Ask the database."""
        return self.database.read(ask)

    def lines(self, kind: str | None = None, brand: str = "acme") -> list[Line]:
        """Return the brand's lines with texts, those of the team's membership left out."""
        found = self.read(lambda db: list(ledger.lines(db, brand, texts=True)))
        return [line for line in found if kind in {None, line.kind} and not line.id.startswith("team:")]

    def letters(self, kind: str | None = None, state: str | None = None) -> list[Letter]:
        """Return the letters in the order they were put."""
        return [
            letter for letter in self.read(_letters) if kind in {None, letter.kind} and state in {None, letter.state}
        ]

    def last_text(self) -> str:
        """Return what the last letter says."""
        text: str = self.letters()[-1].payload["message"]["text"]
        return text

    def results(self, poll: Poll) -> tuple[list[int], int]:
        """Return votes by option and the number of voters."""
        found = self.read(lambda db: polls.results_json(db, poll))
        return [option["votes"] for option in found["options"]], found["voters"]


def _letters(db: Session) -> list[Letter]:
    return [Letter(*row) for row in db.execute(select(LETTERS).order_by(LETTERS.c.id))]


def _configure(db: Session, brands: Mapping[str, Brand], clock: HandClock) -> None:
    for brand, manager in people.configure(db, brands.values(), clock.now()):
        presence.join_team(db, brand.key, manager, brand.team.id if brand.team else "", clock.now())
    for brand in brands.values():
        digests.plan(db, brand, clock.now())


@asynccontextmanager
async def core(
    url: str, *brands: Brand, features: Router = router, clock: HandClock | None = None
) -> AsyncIterator[Core]:
    """Open a core on a database; it is closed again."""
    opened = Core(url, {brand.key: brand for brand in brands or (ACME,)}, features, clock or HandClock())
    await opened.writer.write(lambda db: _configure(db, opened.brands, opened.clock))
    try:
        yield opened
    finally:
        await opened.writer.close()
        opened.database.close()


def german(brand: Brand) -> Brand:
    """Return the brand, speaking German."""
    return replace(brand, language="de")
