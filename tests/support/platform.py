"""A platform that remembers every call, and fails as it is told."""

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from chat.errors import DeliveryError, Permanent
from chat.ports import Clock, Health, Intake, Limits, Outgoing, Pace, Receipt

AT_ONCE = Limits(chat_interval_s=0.0, overall_per_s=10_000.0)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What goes wrong with one call."""

    error: Exception | None = None
    carried_out: bool = False
    """The message stands in the chat all the same."""
    until: asyncio.Event | None = None
    """The call does not end before."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call that was made."""

    at: datetime
    outgoing: Outgoing


@dataclass(slots=True)
class FakePlatform:
    """Implements `chat.ports.Platform`; `native` makes every post a poll of the platform's own."""

    clock: Clock
    name: str = "slack"
    account: str = "slack:T1/A1"
    limits: Limits = AT_ONCE
    given_pace: Pace | None = None
    """How fast each chat may be written to, where not by the limits."""
    calls: list[Call] = field(default_factory=list)
    chats: defaultdict[str, list[Outgoing]] = field(default_factory=lambda: defaultdict(list))
    """What stands in each chat; an edit replaces what it edits."""
    looked_up: list[Outgoing] = field(default_factory=list)
    cannot_find: DeliveryError | Exception | None = None
    """What looking up raises."""
    native: bool = False
    well: bool = True
    files: dict[str, bytes] = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)
    """`open`, `stop_intake`, `close`, in the order they came."""
    _troubles: defaultdict[str, deque[Trouble]] = field(default_factory=lambda: defaultdict(deque))
    _places: dict[str, tuple[str, int]] = field(default_factory=dict)

    def plan(self, chat: str, *troubles: DeliveryError | Exception | Trouble) -> None:
        """Let the next calls to a chat go wrong."""
        self._troubles[chat].extend(each if isinstance(each, Trouble) else Trouble(each) for each in troubles)

    def texts(self, chat: str) -> list[str]:
        """Return what stands in a chat, in order."""
        return [each.message.text for each in self.chats[chat]]

    def calls_to(self, chat: str) -> list[Call]:
        """Return the calls that were made to a chat, whatever came of them."""
        return [call for call in self.calls if call.outgoing.chat == chat]

    def pace(self, chat: str) -> Pace:  # the same for all
        """Return how fast a chat may be written to."""
        return self.given_pace or Pace(self.limits.chat_interval_s)

    async def deliver(self, outgoing: Outgoing) -> Receipt:
        """Make the call, as well as it was planned."""
        self.calls.append(Call(self.clock.now(), outgoing))
        planned = self._troubles[outgoing.chat]
        trouble = planned.popleft() if planned else Trouble(carried_out=True)
        receipt = self._carry_out(outgoing) if trouble.carried_out else None
        if trouble.until is not None:
            await trouble.until.wait()
        if trouble.error is not None:
            raise trouble.error
        return receipt or self._carry_out(outgoing)

    def _carry_out(self, outgoing: Outgoing) -> Receipt:
        if outgoing.action != "post":
            chat, index = self._places[outgoing.target or ""]
            self.chats[chat][index] = outgoing
            return Receipt(message=outgoing.target)
        message = f"m{len(self._places) + 1}"
        self._places[message] = (outgoing.chat, len(self.chats[outgoing.chat]))
        self.chats[outgoing.chat].append(replace(outgoing, target=message))
        poll = self.native and outgoing.message.poll is not None and outgoing.message.poll.votable
        return Receipt(message=message, native=f"native-{message}" if poll else None)

    async def find(self, outgoing: Outgoing) -> Receipt | None:
        """Look a post up by its letter's id."""
        self.looked_up.append(outgoing)
        if self.cannot_find is not None:
            raise self.cannot_find
        stands = (each for each in self.chats[outgoing.chat] if each.letter == outgoing.letter)
        found = next(stands, None)
        return None if found is None else Receipt(message=found.target)

    async def fetch(self, file: str) -> bytes:
        """Return a file that was put into `files`."""
        if file not in self.files:
            raise Permanent("there is no such file")
        return self.files[file]

    async def open(self, intake: Intake) -> None:
        """Note the step."""
        self.steps.append("open")

    def routes(self) -> list[Any]:
        """Return none."""
        return []

    async def stop_intake(self) -> None:
        """Note the step."""
        self.steps.append("stop_intake")

    async def close(self) -> None:
        """Note the step."""
        self.steps.append("close")

    async def invite(self, chat: str, name: str) -> str | None:
        """Return None: there are no links."""
        return None

    async def count(self, chat: str) -> int | None:
        """Return None: nobody counts."""
        return None

    def start_link(self, payload: str) -> str | None:
        """Return None: there are no links."""
        return None

    async def reach(self, chat: str) -> str | None:
        """Say that the chat can be written to."""
        return None

    async def is_admin(self, chat: str, person: str) -> bool:
        """Say that nobody runs the chat."""
        return False

    async def permalink(self, chat: str, message: str) -> str | None:
        """Return an address that looks like one."""
        return f"https://{self.name}.example/{chat}/{message}"

    def health(self) -> Health:
        """Say what the field says."""
        return Health(self.well, "" if self.well else "it is away")
