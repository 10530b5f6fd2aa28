"""What handlers ask the platforms before they run, and what these answer."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chat.address import Address


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What a handler wants to know of the platforms before it runs, or wants of them."""

    reach: tuple[Address, ...] = ()
    """Chats that may keep the bot out."""
    admin: tuple[Address, str] | None = None
    """(chat, person) who may be one of those who run the chat."""
    invite: tuple[Address, str] | None = None
    """(chat, name) of a link to be made that leads into the chat."""
    opens: tuple[str, str] | None = None
    """(platform, start parameter) of a link that opens a chat with the bot."""
    count: Address | None = None
    """A chat whose people are to be counted."""
    beside: Any = None
    """What was read beforehand; the handler finds it in the findings."""
    link: tuple[Address, str] | None = None
    """(chat, message) whose address is wanted."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What the platforms answered; whoever does not answer in time counts as reachable, and as no administrator."""

    unreachable: Mapping[Address, str] = field(default_factory=dict, hash=False)
    """Why each chat that cannot be written to cannot: a sentence."""
    admin: bool = False
    invite: str | None = None
    """The link that leads into the chat; None where none was made."""
    opens: str | None = None
    """The link that opens a chat with the bot."""
    members: int | None = None
    """How many people are in the chat."""
    wait_s: float | None = None
    """So long the platform asks to wait before the chat's people are counted."""
    beside: Any = None
    link: str | None = None
    """Where the message can be looked at."""


Inquire = Callable[[Inquiry], Awaitable[Findings]]
