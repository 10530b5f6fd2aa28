"""A feature that remembers what it heard and fails as often as it is told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from chat.address import Address
from chat.events import Command, Message
from chat.messages import Message as Words
from chat.ports import Outcome
from handlers.routing import Context, Reading, Router
from storage.outbox import Draft
from tests.support.core import TEAM, Core, core, event


class Feature:
    """Hears messages and remembers them; fails as often as it is told."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.failures: list[Exception] = []
        self.router = Router()
        self.router.on(Message)(self.on_message)
        self.router.on(Command, "slow", prepare=self.prepare)(self.on_slow)

    def on_message(self, ctx: Context, message: Message) -> None:
        """Say something, then fail where that is due."""
        ctx.say(Draft(to=Address("slack", TEAM), kind="note", brand="acme", message=Words(text=message.text)))
        self._fail()
        self.heard.append(message.text)

    def prepare(self, _read: Reading, _command: Command) -> str:
        """Read, or fail."""
        self._fail()
        return "facts"

    def on_slow(self, ctx: Context, command: Command, facts: str) -> Outcome:
        """Answer with what was read."""
        self.heard.append(facts)
        return ctx.answer(command, "acme", Words(text=facts))

    def _fail(self) -> None:
        if self.failures:
            raise self.failures.pop(0)


@asynccontextmanager
async def featuring(url: str) -> AsyncIterator[tuple[Core, Feature]]:
    """Open a core that has one feature."""
    feature = Feature()
    async with core(url, features=feature.router) as opened:
        yield opened, feature


def message(words: str, **fields: Any) -> Message:
    """Return a message."""
    return event(Message, message="1", text=words, **fields)


def kinds(outcomes: list[Outcome]) -> list[str]:
    """Return the outcomes' kinds."""
    return [outcome.kind for outcome in outcomes]
