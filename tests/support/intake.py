"""An intake that remembers what it was offered and answers as it is told."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from chat.errors import Busy, Unavailable
from chat.events import Connected, Event
from chat.ports import Outcome

DONE = Outcome("done")


@dataclass(frozen=True, slots=True)
class SetAside:
    """Something that was not understood."""

    account: str
    id: str
    raw: bytes
    error: str


class RecordingIntake:
    """Implements `chat.ports.Intake`; the fields may be changed while it runs."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.homes: list[str] = []
        """Where workspaces are, as they were told."""
        self.asides: list[SetAside] = []
        self.outcome: Callable[[Event], Outcome] = lambda _event: DONE
        self.busy = 0
        """So many offers are refused from now on."""
        self.unavailable = 0
        """So many offers do not become durable from now on."""
        self.slow = False
        """Offers become durable only when `release` is called."""
        self.rooms = 0
        """How often somebody waited for room."""
        self._held: list[tuple[asyncio.Future[Outcome], Outcome]] = []

    def offer(self, event: Event) -> asyncio.Future[Outcome]:
        """Remember the event; its future settles as the fields say."""
        if self.busy and not isinstance(event, Connected):
            self.busy -= 1
            raise Busy
        future = asyncio.get_running_loop().create_future()
        if isinstance(event, Connected):  # nobody did anything
            self.homes.append(event.home)
            future.set_result(DONE)
            return future
        self.events.append(event)
        if self.unavailable:
            self.unavailable -= 1
            future.set_exception(Unavailable())
        elif self.slow:
            self._held.append((future, self.outcome(event)))
        else:
            future.set_result(self.outcome(event))
        return future

    async def room(self) -> None:
        """Count the wait."""
        self.rooms += 1

    def set_aside(self, account: str, id: str, raw: bytes, error: str) -> asyncio.Future[None]:  # noqa: A002
        """Remember what was not understood."""
        future = asyncio.get_running_loop().create_future()
        if self.unavailable:
            self.unavailable -= 1
            future.set_exception(Unavailable())
        else:
            self.asides.append(SetAside(account, id, raw, error))
            future.set_result(None)
        return future

    def release(self) -> None:
        """Let everything slow become durable."""
        self.slow = False
        for future, outcome in self._held:
            if not future.done():
                future.set_result(outcome)
        self._held.clear()
