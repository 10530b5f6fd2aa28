"""Which function hears which event, what it is handed, and how an event becomes durable.

A feature module makes a `Router` and decorates its functions; `handlers.router` is the sum of all. A route may have two
steps: `prepare` reads on a reader connection, outside any transaction, and may be slow; `handle` writes in the writer's
transaction and is quick. Neither awaits, and neither calls a platform: what shall be said is put into the outbox.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar, cast

from chat.address import Address
from chat.brands import Brand
from chat.errors import UserError
from chat.events import Command, Event, Press, Tick
from chat.i18n import Words, language_of, words
from chat.messages import Message
from chat.ports import Outcome, Receipt
from storage import outbox
from storage.database import Session
from storage.outbox import Draft, Letter

E = TypeVar("E", bound=Event)
H = TypeVar("H", bound=Callable[..., Any])


@dataclass(slots=True)
class Context:
    """What a handler works with, for the time of one event."""

    db: Session
    now: datetime
    """Aware UTC."""
    brands: Mapping[str, Brand]
    slot: int = 0
    """Which part of each tally this process adds to."""
    said: bool = False
    """A letter was put."""

    def say(self, draft: Draft) -> int | None:
        """Put a letter into the outbox; return its id, or None where one of its key is there already."""
        self.said = True
        return outbox.put(self.db, draft, self.now)

    def words(self, brand: str, *wishes: str | None) -> Words:
        """Return the texts in the first language wished for that the bot speaks, else in the brand's."""
        known = self.brands.get(brand)  # letters outlive the brand they are of
        return words(language_of(*wishes, known.language if known else None))

    def answer(self, event: Event, brand: str, message: Message) -> Outcome:
        """Answer the person privately: with the acknowledgement where the platform can, else by direct message."""
        if event.answerable:
            return Outcome("done", answer=message)
        here = Address(event.platform, event.chat)
        open_first = self.words(brand, event.language)("open-me-first")
        door = event.command if isinstance(event, Command) else "start"
        if event.person is None:  # an anonymous administrator cannot be written to
            note = Message(text=open_first, door=door)
            self.say(Draft(to=here, kind="note", brand=brand, thread=event.thread, message=note))
            return Outcome("done")
        payload = {"fallback": {"chat": event.chat, "thread": event.thread, "text": open_first, "door": door}}
        person = Address(event.platform, event.person)
        draft = Draft(
            to=person, kind="answer", brand=brand, message=message, payload=None if event.private else payload
        )
        self.say(draft)
        return Outcome("done")


@dataclass(frozen=True, slots=True)
class Reading:
    """What `prepare` works with."""

    db: Session
    now: datetime
    brands: Mapping[str, Brand]


@dataclass(frozen=True, slots=True)
class Route:
    """One feature's ear for one kind of event."""

    handle: Callable[..., Outcome | None]
    prepare: Callable[[Reading, Any], Any] | None = None
    handle_all: Callable[[Context, Sequence[Any]], Sequence[Outcome | UserError]] | None = None
    """Handles many events of the kind in one go."""


@dataclass(slots=True)
class Router:
    """Routes by kind of event; commands, presses and ticks by their word too."""

    routes: dict[object, Route] = field(default_factory=dict)
    drawers: dict[str, Callable[[Session, Letter, Mapping[str, Brand]], Message | None]] = field(default_factory=dict)
    """By letter kind: draws its message at the moment of sending; None = there is nothing to say any more."""
    heard: dict[str, Callable[[Context, Letter, Receipt, Message], None]] = field(default_factory=dict)
    """By letter kind: hears where which message stands now."""

    @classmethod
    def of(cls, *others: "Router") -> "Router":
        """Return the sum of routers.

        Raises:
            ValueError: two features want the same event.
        """
        total = cls()
        for other in others:
            for mine, theirs in (
                (total.routes, other.routes),
                (total.drawers, other.drawers),
                (total.heard, other.heard),
            ):
                _merge(mine, theirs)
        return total

    def on(
        self, kind: type[Event], word: str = "", *, prepare: Callable[[Reading, Any], Any] | None = None
    ) -> Callable[[H], H]:
        """Register a handler for a kind of event.

        Args:
            kind: the event's class.
            word: for `Command`, `Press` and `Tick`: which one; a press goes by the word before the first colon.
            prepare: reads what the handler needs, before and outside the transaction; the handler gets it as `facts`.
        """

        def register(handle: H) -> H:
            _merge(self.routes, {(kind, word): Route(handle, prepare)})
            return handle

        return register

    def on_all(self, kind: type[Event]) -> Callable[[H], H]:
        """Register a handler for many events of a kind at once: `(ctx, events) -> an Outcome or UserError for each`.

        What it raises concerns all of them; they are then handed to it one by one.
        """

        def register(handle_all: H) -> H:
            def handle(ctx: Context, event: Event) -> Outcome:
                (outcome,) = handle_all(ctx, [event])
                if isinstance(outcome, UserError):
                    raise outcome
                return cast("Outcome", outcome)

            _merge(self.routes, {(kind, ""): Route(handle, handle_all=handle_all)})
            return handle_all

        return register

    def draws(self, kind: str) -> Callable[[H], H]:
        """Register what draws the letters of a kind when they are sent: `(db, letter, brands) -> Message | None`."""

        def register(draw: H) -> H:
            _merge(self.drawers, {kind: draw})
            return draw

        return register

    def posted(self, kind: str) -> Callable[[H], H]:
        """Register what hears of delivered letters of a kind: `(ctx, letter, receipt, message) -> None`."""

        def register(hear: H) -> H:
            _merge(self.heard, {kind: hear})
            return hear

        return register

    def find(self, event: Event) -> Route | None:
        """Return the route of an event, or None where nobody listens."""
        return self.routes.get((type(event), _word(event))) or self.routes.get((type(event), ""))


def _merge(mine: dict[Any, Any], theirs: Mapping[Any, Any]) -> None:
    if twice := mine.keys() & theirs.keys():
        msg = f"two handlers for {twice}"
        raise ValueError(msg)
    mine.update(theirs)


def _word(event: Event) -> str:
    if isinstance(event, Command):
        return event.command
    if isinstance(event, Press):
        return event.data.partition(":")[0]
    return event.tick if isinstance(event, Tick) else ""
