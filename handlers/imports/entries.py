"""What readers of exports give: lines, what they leave out, and what is broken."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from chat.errors import RapportError
from chat.lines import Line

T = TypeVar("T")

BY_BOTS = "by bots or people left out"
NOTICES = "notices of the platform"
UNNAMED = "whose author is not named"
NOT_NAMED = "whose people the export does not name"

LARGEST_NUMBER = 10**18

KINDS: Mapping[type, str] = {str: "a text", int: "a whole number", list: "a list", dict: "an object in braces"}


class Unusable(RapportError):
    """The file cannot be imported; the message is a sentence that says what to mend."""


class Wrong(RapportError):
    """One message of an export is not as its platform writes it; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line, and where in the export it comes from."""

    where: str
    line: Line
    name: str = ""
    """What its person is called, where the export tells."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that has no line."""

    why: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Broken:
    """Something that cannot be read."""

    where: str
    what: str
    """A sentence."""


Item = Entry | Skipped | Broken


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat of an export."""

    id: str
    """As the live bot hears it."""
    name: str
    private: bool = False
    """A conversation of people, which is nobody's audience."""
    number: str = ""
    """As the export has its id, where that is another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An audience chat that is imported."""

    id: str
    """As the export has it; the ids of its lines begin so."""
    chat: str
    """Its id of today."""
    before: str | None = None
    """The id that it had before it became a supergroup."""
    brand: str
    zone: ZoneInfo
    team: frozenset[str] = frozenset()
    """People and chats that speak for the brand."""
    voices: frozenset[str] = frozenset()
    """Its chats and its bot: to forward what they wrote is to pass a post of the brand's on."""
    without: frozenset[str] = frozenset()
    """Bots, and people who are left out."""
    polls: Mapping[str, str] = field(default_factory=dict)
    """Rapport's own polls there, by the ids of their messages."""


class Export(Protocol):
    """An export; `survey` comes first."""

    platform: str
    chats: list[Chat]
    size: int
    """How much there is to read, in the unit of `position`."""
    position: int
    """How much of it was read."""
    guesses_zone: bool
    """Some of its times have no zone."""

    def survey(self, tick: Callable[[], object] = bool) -> Iterator[Broken]:
        """Look through it for its chats and people; yield what is broken; call `tick` from time to time.

        Raises:
            Unusable: it has no chats.
        """
        ...

    def people(self, chat: str) -> Mapping[str, datetime]:
        """Return who was seen in a chat, and when first; bots are left out."""
        ...

    def read(self, places: Mapping[str, Place]) -> Iterator[Item]:
        """Read these chats from the beginning, by their ids."""
        ...


def get(raw: Mapping[str, Any], name: str, kind: type[T]) -> T:
    """Return what a message must have.

    Raises:
        Wrong: it is missing or something else.
    """
    value = raw.get(name)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise Wrong(f'"{name}" must be {KINDS[kind]}.')
    return value


def maybe(raw: Mapping[str, Any], name: str, kind: type[T]) -> T | None:
    """Return what a message may have.

    Raises:
        Wrong: it is there, and something else.
    """
    return None if raw.get(name) is None else get(raw, name, kind)


def number_in(raw: Mapping[str, Any], name: str) -> int:
    """Return an id of Telegram's that a chat or message must have.

    Raises:
        Wrong: it is missing or none.
    """
    number = get(raw, name, int)
    if abs(number) >= LARGEST_NUMBER:
        raise Wrong(f'"{name}" must be a number of at most 18 digits.')
    return number


def guarded(raw: object, where: str, read: Callable[[Mapping[str, Any], str], Iterable[Item]]) -> Iterator[Item]:
    """Read one object, and say where it stands if it is wrong."""
    if not isinstance(raw, dict):
        yield Broken(where, str(raw) if isinstance(raw, Wrong) else "this must be an object in braces.")
        return
    try:
        yield from read(raw, where)
    except Wrong as error:
        yield Broken(where, str(error))
