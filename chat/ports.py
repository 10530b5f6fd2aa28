"""The doors that have more than one implementation."""

from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, Protocol

from chat.events import Event
from chat.forms import Form
from chat.messages import Message

ANSWER_WITHIN_S = 2.5
"""What is not durable so many seconds after its arrival is answered without its outcome."""

Action = Literal["post", "edit", "stop", "delete", "home", "revoke"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an event; it exists only once the event is durable."""

    kind: Literal["done", "repeat", "refused", "deferred"]
    """`repeat`: it had been handled before. `refused`: the person asked for what cannot be done. `deferred`: it is
    stored and will be tried again."""
    toast: str | None = None
    """One sentence for the person who did it; shown once, lost without harm."""
    answer: Message | None = None
    """A private answer, only for events that are `answerable`."""
    form: Form | None = None
    """A form to show, only for events that are `formable`; for `Filled` with `done` False, the form as it is now."""
    errors: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What is wrong in a filled form, a sentence by field; it stays open."""
    door: str = ""
    """The start parameter of a link that opens a private chat with the bot, where the rest is said."""


class Intake(Protocol):
    """Where platforms hand in what happened."""

    def offer(self, event: Event) -> Awaitable[Outcome]:
        """Queue the event at once, in the order of the calls.

        Returns:
            A future of the outcome, which comes after the commit. Await it under `asyncio.shield` (or `asyncio.wait`):
            a cancelled request must not cancel an event. It raises `Unavailable` where the event is not durable.

        Raises:
            Busy: too many events wait; nothing was queued.
        """

    async def room(self) -> None:
        """Wait until the queue takes events again."""

    def set_aside(self, account: str, id: str, raw: bytes, error: str) -> Awaitable[None]:  # noqa: A002  # what it is
        """Store what could not be understood, as dead, so that nothing is lost; done when it is durable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One call to make on a platform."""

    letter: int
    """The letter's id; platforms that can attach it do, so that a lost answer can be looked up."""
    action: Action
    """`post` a new message, `edit` or `delete` the one named, `stop` the native poll in it, show the message as the
    person's `home`, or `revoke` the link into the chat that `target` is, on platforms that have one. What cannot be
    deleted is edited to the message."""
    chat: str
    message: Message
    thread: str | None = None
    reply_to: str | None = None
    target: str | None = None
    """The platform's id of the message to edit or stop, or the link to revoke."""
    called_at: datetime | None = None
    """When the call was made whose answer was lost, for `find`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the platform said of a call that it carried out."""

    message: str | None
    """The platform's id of the message; None where it gave none that can be used."""
    native: str | None = None
    """The platform's id of the native poll in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How fast a platform may be written to."""

    chat_interval_s: float
    """Seconds between two calls to one chat."""
    overall_per_s: float
    """Calls a second of one bot account."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast one chat may be written to."""

    gap_s: float
    """Seconds between two calls."""
    even_s: float = 0.0
    """Seconds between two calls in the long run; not more than `gap_s`: nothing else is reckoned."""
    burst: int = 1
    """So many new messages may follow each other at `gap_s`; then, and for edits always, `even_s` holds."""


@dataclass(frozen=True, slots=True)
class Health:
    """Whether the platform's connection works."""

    ok: bool
    word: str = ""
    """What is wrong and what mends it, for `/readyz` and the log."""


class Platform(Protocol):
    """A network that people chat on."""

    name: str
    limits: Limits

    @property
    def account(self) -> str:
        """The bot account's key, known after `open`."""

    def pace(self, chat: str) -> Pace:
        """Return how fast this chat may be written to."""

    async def open(self, intake: Intake) -> None:
        """Connect, learn `account`, and begin to hand events in."""

    def routes(self) -> list[Any]:
        """Return the HTTP routes (Starlette's) that events come in by."""

    async def stop_intake(self) -> None:
        """Take no more events in; those under way finish."""

    async def close(self) -> None:
        """Give everything back."""

    async def deliver(self, outgoing: Outgoing) -> Receipt:
        """Make the call.

        Raises:
            Temporary: it was surely not carried out; trying again may help.
            Unknown: its answer was lost.
            Permanent: it never will be.
        """

    async def find(self, outgoing: Outgoing) -> Receipt | None:
        """Look up a post whose answer was lost.

        Returns:
            Its receipt where it was carried out, None where it surely was not.

        Raises:
            Unknown: the platform cannot tell.
            Temporary: the platform cannot tell now.
        """

    async def fetch(self, file: str) -> bytes:
        """Return the content of a file that came with a message.

        Raises:
            Temporary: trying again may help.
            Permanent: it is not to be had, or is larger than the platform gives out.
        """

    async def reach(self, chat: str) -> str | None:
        """Ask, open or not, why a chat cannot be written to; None where it can."""

    async def is_admin(self, chat: str, person: str) -> bool:
        """Ask whether the platform counts this person among those who run the chat."""

    async def invite(self, chat: str, name: str) -> str | None:
        """Make a link of this name (at most 32 characters) that leads into the chat; None where there are no such.

        Raises:
            DeliveryError: the bot may not, or the platform cannot now.
        """

    async def count(self, chat: str) -> int | None:
        """Ask how many people are in a chat, the bot among them; None where the platform does not count.

        Raises:
            DeliveryError: it cannot tell now, or never will.
        """

    def start_link(self, payload: str) -> str | None:
        """Return the address that opens a chat with the bot, with a start parameter; None where there is none."""

    async def permalink(self, chat: str, message: str) -> str | None:
        """Return the address at which a message can be looked at; None where there is none.

        Raises:
            DeliveryError: the platform cannot tell.
        """

    def health(self) -> Health:
        """Tell whether events can come in and letters go out."""


UNSURE = 0.38
"""A feeling less likely than this counts as neutral: the highest value at which macro-F1 does not fall."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a message of the audience means."""

    language: str
    """`en`, `es`, `pt` or `de`."""
    sentiment: int
    """-1 negative, 0 neutral or unsure, 1 positive."""
    confidence: float
    """How likely the likeliest feeling is, 0..1; where that is too little, the sentiment is 0."""
    query: bool
    """Whether its author expects an answer or help."""
    recommends: bool
    """Whether its author urges others to come, or tells that they did."""
    thanks: bool
    """Whether it only thanks or acknowledges."""
    topics: tuple[str, ...] = ()
    """Its terms in lower case, the most specific first."""

    @property
    def verdict(self) -> dict[str, Any]:
        """Return what a message's line tells of it (ROR.md)."""
        return {"sentiment": self.sentiment, "recommends": self.recommends, "query": self.query}

    @property
    def beside(self) -> dict[str, Any]:
        """Return what was heard beside what the line tells."""
        found: dict[str, Any] = {"language": self.language, "confidence": round(self.confidence, 4)}
        return (
            found | ({"thanks": True} if self.thanks else {}) | ({"topics": list(self.topics)} if self.topics else {})
        )


class Classifier(Protocol):
    """What judges messages; called in worker threads, several at once."""

    def classify(self, texts: Sequence[str], hints: Sequence[str | None]) -> list[Judgement]:
        """Judge each text; its hint is the language that its author or brand is known to use."""


class Clock(Protocol):
    """Where time comes from."""

    def now(self) -> datetime:
        """Return this moment, aware UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return this moment, aware UTC."""
        return datetime.now(UTC)
