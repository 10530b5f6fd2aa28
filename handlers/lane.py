"""Prepares events that came together in one go and in their order, outside the writer."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from chat.errors import Busy
from chat.events import Event
from chat.ports import Outcome

MOST_WAITING = 2_000
AT_ONCE = 64

Go = Callable[[Any], "asyncio.Future[Outcome]"]
"""Queues an event with its facts, or with the error that there was instead."""


@dataclass(slots=True)
class _Waiting:
    event: Event
    go: Go
    future: "asyncio.Future[Outcome]" = field(repr=False)


class Lane:
    """A queue of its own for events whose facts are made together.

    One thread at a time makes facts, for all that queued meanwhile; so whatever follows a message, such as its edit,
    stays behind it, and a rush costs no more threads than a single message.

    Args:
        prepare: makes the facts of events, in their order.
    """

    def __init__(self, prepare: Callable[[Sequence[Event]], Awaitable[Sequence[Any]]]) -> None:
        self._prepare = prepare
        self._waiting: list[_Waiting] = []
        self._task: asyncio.Task[None] | None = None

    def offer(self, event: Event, go: Go) -> "asyncio.Future[Outcome]":
        """Let an event wait for its facts; `go` is called with them.

        Raises:
            Busy: too many wait already.
        """
        if len(self._waiting) >= MOST_WAITING:
            raise Busy
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(event, go, future))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work(), name="lane")
        return future

    async def _work(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
            for each, facts in zip(batch, await self._facts(batch), strict=True):
                each.go(facts).add_done_callback(partial(_pass_on, each.future))

    async def _facts(self, batch: list[_Waiting]) -> Sequence[Any]:
        try:
            return await self._prepare([each.event for each in batch])
        except Exception as error:  # noqa: BLE001  # one event must not keep the others from their facts
            if len(batch) == 1:
                return [error]
        return [facts for each in batch for facts in await self._facts([each])]


def _pass_on(to: "asyncio.Future[Outcome]", done: "asyncio.Future[Outcome]") -> None:
    if to.done():
        return
    if done.cancelled():
        to.cancel()
    elif error := done.exception():
        to.set_exception(error)
    else:
        to.set_result(done.result())
