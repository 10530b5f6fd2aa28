"""Somebody who makes a poll step by step."""

from typing import Any

from chat.events import Command, Press
from chat.events import Message as TextMessage
from chat.messages import Button, Message
from chat.ports import Outcome
from storage import dialogs, polls
from storage.outbox import Letter
from storage.polls import Poll
from tests.support.core import Core

BOSS = "77"
ALONE: dict[str, Any] = {"platform": "telegram", "chat": BOSS, "person": BOSS, "private": True, "language": "en"}
TEAM: dict[str, Any] = {"platform": "telegram", "chat": "-900", "person": "5", "language": "en", "thread": "9"}


class Maker:
    """Somebody who makes a poll."""

    def __init__(self, bot: Core, **where: Any) -> None:
        self.bot = bot
        self.where = where or ALONE
        self._number = 100

    async def begin(self, text: str = "") -> Outcome:
        """Type `/poll`."""
        self._number += 1
        return await self.bot.happens(Command, command="poll", text=text, message=str(self._number), **self.where)

    async def write(self, *texts: str) -> None:
        """Write messages."""
        for text in texts:
            self._number += 1
            await self.bot.happens(TextMessage, message=str(self._number), text=text, **self.where)

    async def press(self, *starts: str, **other: Any) -> Outcome:
        """Press buttons of the latest message, known by what their data starts with."""
        outcome = Outcome("done")
        for start in starts:
            outcome = await self.press_button(self.button(start), **other)
        return outcome

    async def press_button(self, button: Button, **other: Any) -> Outcome:
        """Press a button of any message."""
        return await self.bot.happens(Press, data=button.data, message="1", **self.where | other)

    def button(self, start: str) -> Button:
        """Return a button of the latest message."""
        found = [each for row in self.asked().buttons for each in row if each.data.startswith(f"make:{start}:")]
        assert found, [each.data for row in self.asked().buttons for each in row]
        return found[0]

    def letter(self) -> Letter:
        """Return the latest letter to a person."""
        return [letter for letter in self.bot.letters() if letter.kind in {"note", "answer"}][-1]

    def asked(self) -> Message:
        """Return what the bot said last."""
        return Message.from_json(self.letter().payload["message"])

    def dialog(self) -> dialogs.Dialog | None:
        """Return what the bot waits for."""
        where, now = self.where, self.bot.clock.now()
        found: dialogs.Dialog | None = self.bot.read(
            lambda db: dialogs.find(db, where["platform"], where["chat"], where["person"], now)
        )
        return found


def made(bot: Core, brand: str = "acme") -> list[Poll]:
    """Return the polls there are, newest first."""
    found: list[Poll] = bot.read(lambda db: polls.of_brand(db, brand))
    return found


async def to_summary(maker: Maker) -> None:
    """Answer everything once."""
    await maker.begin()
    await maker.write("Which next?", "Recipes\nLive Q&A\nTours")
    await maker.press("kind:single", "visibility:open", "close:never")
