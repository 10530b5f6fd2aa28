"""Which function hears which event, what it is handed, and how an event becomes durable.

A feature module makes a `Router` and decorates its functions; `handlers.router` is the sum of all. A route may have two
steps: `prepare` reads on a reader connection, outside any transaction, and may be slow; `handle` writes in the writer's
transaction and is quick. Neither awaits, and neither calls a platform: what shall be said is put into the outbox.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar, cast

from chat.address import Address
from chat.brands import Brand
from chat.errors import Permanent, UserError
from chat.events import Command, Event, Filled, Press, Tick
from chat.events import Message as TextMessage
from chat.i18n import Words, language_of, words
from chat.inquiries import Inquiry
from chat.messages import Message
from chat.ports import Classifier, Outcome, Receipt
from storage import outbox
from storage.database import Session
from storage.outbox import Draft, Letter

ASIDE = "aside"
"""The kind of a letter that one person alone may see in a chat of many."""

E = TypeVar("E", bound=Event)
H = TypeVar("H", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Means:
    """What of the settings handlers need beside the brands."""

    ballot_key: bytes = field(default=b"", repr=False)
    """Seals the keys of anonymous polls; derived from `RAPPORT_SECRET`, empty where there is none."""
    customer_key: bytes = field(default=b"", repr=False)
    """Makes pseudonyms of a shop's customers; derived as the ballots' key is."""
    public_url: str | None = None
    """Where people reach the bot's pages, without a path; None: nowhere."""
    classifier: Classifier | None = None
    """Reads what people write; None: nothing is judged."""


@dataclass(slots=True)
class Context:
    """What a handler works with, for the time of one event."""

    db: Session
    now: datetime
    """Aware UTC."""
    brands: Mapping[str, Brand]
    slot: int = 0
    """Which part of each tally this process adds to."""
    means: Means = field(default_factory=Means)
    said: bool = False
    """A letter was put."""
    speaks: str | None = None
    """The language that whoever did this chose for themselves."""

    def say(self, draft: Draft) -> int | None:
        """Put a letter into the outbox; return its id, or None where one of its key is there already."""
        self.said = True
        return outbox.put(self.db, draft, self.now)

    def words(self, brand: str, *wishes: str | None) -> Words:
        """Return the texts in the first language wished for that the bot speaks, else in the brand's.

        Where somebody is spoken to, the language that they chose goes before all wishes.
        """
        known = self.brands.get(brand)  # letters outlive the brand they are of
        wishes = (self.speaks, *wishes) if wishes else ()
        return words(language_of(*wishes, known.language if known else None))

    def answer(self, event: Event, brand: str, message: Message, *, aside: bool = False) -> Outcome:
        """Answer the person privately: with the acknowledgement where the platform can, else by direct message.

        With `aside` it is first tried to show it where it was asked for, to the person alone.
        """
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
        if aside and event.aside:
            alone = replace(message, only_for=event.person)
            self.say(Draft(to=here, kind=ASIDE, brand=brand, thread=event.thread, message=alone, payload=payload))
            return Outcome("done")
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
    means: Means


@dataclass(frozen=True, slots=True)
class Route:
    """One feature's ear for one kind of event."""

    handle: Callable[..., Outcome | None]
    prepare: Callable[[Reading, Any], Any] | None = None
    handle_all: Callable[[Context, Sequence[Any]], Sequence[Outcome | UserError]] | None = None
    """Handles many events of the kind in one go."""
    inquire: Callable[[Reading, Any], Inquiry | None] | None = None
    """Says what to ask the platforms; the handler gets their `Findings` as facts. Not together with `prepare`."""
    prepare_all: Callable[[Reading, Sequence[Any]], Sequence[Any]] | None = None
    """Prepares what came together in one go, and keeps its order; events of all routes that have the same one."""

    @property
    def has_facts(self) -> bool:
        """Tell whether the handler is handed something beside the event."""
        return bool(self.prepare or self.inquire or self.prepare_all)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something whose time has come."""

    tick: str
    brand: str
    subject: str
    """What is due; with `tick` and `at` it is known whether it was handed over before."""
    at: datetime


@dataclass(slots=True)
class Router:
    """Routes by kind of event; commands, presses and ticks by their word too."""

    routes: dict[object, Route] = field(default_factory=dict)
    drawers: dict[str, Callable[[Session, Letter, Mapping[str, Brand]], Message | None]] = field(default_factory=dict)
    """By letter kind: draws its message at the moment of sending; None = there is nothing to say any more."""
    heard: dict[str, Callable[[Context, Letter, Receipt, Message], None]] = field(default_factory=dict)
    """By letter kind: hears where which message stands now."""
    refusals: dict[str, Callable[[Context, Letter, Permanent], None]] = field(default_factory=dict)
    """By letter kind: hears of one that will never be delivered, in place of the team's note about it."""
    answers: dict[str, Callable[[Context, TextMessage, dict[str, Any]], Outcome | None]] = field(default_factory=dict)
    """By kind of dialog: takes the message that a person was asked for (`storage.dialogs`)."""
    watches: list[Callable[[Session, datetime, Mapping[str, Brand]], Iterable[Due]]] = field(default_factory=list)
    """Each looks for what is due."""

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
                (total.refusals, other.refusals),
                (total.answers, other.answers),
            ):
                _merge(mine, theirs)
            total.watches += other.watches
        return total

    def on(
        self,
        kind: type[Event],
        word: str = "",
        *,
        prepare: Callable[[Reading, Any], Any] | None = None,
        inquire: Callable[[Reading, Any], Inquiry | None] | None = None,
        prepare_all: Callable[[Reading, Sequence[Any]], Sequence[Any]] | None = None,
    ) -> Callable[[H], H]:
        """Register a handler for a kind of event.

        Args:
            kind: the event's class.
            word: for `Command`, `Press`, `Filled` and `Tick`: which one; a press and a form go by the word before the
                first colon. `start why` is a chat that was opened with a start parameter `why_...`; `command word` is a
                command with this word behind it, where it has a handler of its own.
            prepare: reads what the handler needs, before and outside the transaction; the handler gets it as `facts`.
            inquire: says what to ask the platforms beforehand; the handler gets `Findings` as `facts`.
            prepare_all: reads what the handlers of many events need, in the order of the events; each gets its own.
        """

        def register(handle: H) -> H:
            _merge(self.routes, {(kind, word): Route(handle, prepare, inquire=inquire, prepare_all=prepare_all)})
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

    def refused(self, kind: str) -> Callable[[H], H]:
        """Register what hears of letters of a kind that will never be delivered: `(ctx, letter, error) -> None`."""

        def register(hear: H) -> H:
            _merge(self.refusals, {kind: hear})
            return hear

        return register

    def answering(self, kind: str) -> Callable[[H], H]:
        """Register what takes the answers of a kind of dialog: `(ctx, message, state) -> Outcome | None`.

        The dialog has ended by then; whoever asks on begins a new one.
        """

        def register(take: H) -> H:
            _merge(self.answers, {kind: take})
            return take

        return register

    def watching(self, watch: H) -> H:
        """Register what looks for things that are due: `(db, now, brands) -> each as a Due`."""
        self.watches.append(cast("Any", watch))
        return watch

    def due(self, db: Session, now: datetime, brands: Mapping[str, Brand]) -> list[Due]:
        """Return all that is due."""
        return [due for watch in self.watches for due in watch(db, now, brands)]

    def find(self, event: Event) -> Route | None:
        """Return the route of an event, or None where nobody listens."""
        kind, word = type(event), _word(event)
        keys = [(kind, word), (kind, word.partition(" ")[0]), (kind, "")]
        return next((route for key in keys if (route := self.routes.get(key))), None)


def _merge(mine: dict[Any, Any], theirs: Mapping[Any, Any]) -> None:
    if twice := mine.keys() & theirs.keys():
        msg = f"two handlers for {twice}"
        raise ValueError(msg)
    mine.update(theirs)


def _word(event: Event) -> str:
    if isinstance(event, Command):
        first = event.text.strip().partition("_" if event.command == "start" else " ")[0].lower()
        return f"{event.command} {first}" if first else event.command
    if isinstance(event, Press | Filled):
        return (event.data if isinstance(event, Press) else event.form).partition(":")[0]
    return event.tick if isinstance(event, Tick) else ""
