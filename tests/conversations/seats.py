"""Somebody at a wire: what they do is the same on every platform, how it gets to the bot is the wire's own."""

import asyncio
import itertools
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from tests.conversations.place import Place
from tests.conversations.said import Attached, Card, Said, find, has_all

WITHIN_S = 30.0
_people = itertools.count(1)


class Wire(ABC):
    """One platform with a brand on it: a team's chat, and a chat of its audience."""

    name: str
    has_forms = False
    """The platform shows forms; elsewhere the bot asks in words."""

    def __init__(self, place: Place, brand: str, team: str, audience: str) -> None:
        self.place, self.brand, self.team, self.audience = place, brand, team, audience

    @abstractmethod
    def id_of(self, number: int) -> str:
        """Return a person's id on the platform."""

    @abstractmethod
    async def write(
        self, seat: "Seat", chat: str, text: str, *, below: str = "", file: Attached | None = None, **more: Any
    ) -> str:
        """Let somebody write into a chat, or give a command there; return the message's id.

        Args:
            below: the message that they reply to.
            file: what they send with it.
        """

    @abstractmethod
    async def edit(self, seat: "Seat", chat: str, message: str, text: str) -> None:
        """Let somebody change what they wrote."""

    @abstractmethod
    async def react(self, seat: "Seat", chat: str, message: str) -> None:
        """Let somebody put an emoji on a message."""

    async def answer(self, seat: "Seat", asked: Said, text: str, file: Attached | None = None) -> str:
        """Let somebody answer what the bot asks in words."""
        return await self.write(seat, asked.chat, text, file=file)

    @abstractmethod
    async def press(self, seat: "Seat", data: str, where: Said | Card) -> None:
        """Let somebody press a button."""

    @abstractmethod
    async def join(self, seat: "Seat", chat: str) -> None:
        """Let somebody come into a chat."""

    @abstractmethod
    def private(self, seat: "Seat") -> str:
        """Return the chat between a person and the bot."""

    @abstractmethod
    def messages(self, chat: str) -> list[Said]:
        """Return what the bot said in a chat, oldest first."""

    @abstractmethod
    def whispered(self, seat: "Seat") -> list[Said]:
        """Return what a person was told outside all chats, oldest first."""

    @abstractmethod
    async def document(self, said: Said) -> bytes:
        """Return the file that came with a message."""

    @abstractmethod
    def find_card(self, question: str, chat: str) -> Card | None:
        """Return how the newest poll with this question stands in a chat."""

    async def vote(self, seat: "Seat", card: Card, option: str) -> None:
        """Let somebody press an option."""
        await self.press(seat, find(option, card.buttons), card)

    async def fill(self, seat: "Seat", form: Said, values: Mapping[str, Any]) -> None:
        """Let somebody send a form."""
        raise NotImplementedError(f"{self.name} has no forms: {form.text}")

    async def greet(self, seat: "Seat") -> None:
        """Let somebody open their private chat with the bot."""
        await seat.writes("/start")
        await seat.told("assistant")

    async def seat(self, name: str, *, chat: str = "") -> "Seat":
        """Let somebody new come into a chat, the audience's unless another is named."""
        seat = Seat(self, self.id_of(next(_people)), name, chat or self.audience)
        await self.join(seat, seat.chat)
        return seat

    async def card(self, question: str, option: str = "") -> Card:
        """Wait for a poll in the audience's chat, in which one can vote for the option, if one is named."""
        async with asyncio.timeout(WITHIN_S):
            while True:
                card = self.find_card(question, self.audience)
                if card is not None and _has(card, option):
                    return card
                await asyncio.sleep(0.01)

    async def shows(self, question: str, numbers: Mapping[str, int] | None, *fragments: str) -> Card:
        """Wait until the card in the audience's chat shows these numbers (options without votes may be left out)."""
        card = await self.card(question)
        try:
            async with asyncio.timeout(WITHIN_S):
                while not (_same(card.numbers, numbers) and has_all(card.text, fragments)):
                    await asyncio.sleep(0.01)
                    card = await self.card(question)
        except TimeoutError:
            raise AssertionError(f"{self.name} shows {card}, not {numbers} and {fragments}") from None
        return card


class Seat:
    """Somebody who sits at a wire."""

    def __init__(self, wire: Wire, person: str, name: str, chat: str) -> None:
        self.wire, self.person, self.name, self.chat = wire, person, name, chat
        self.chosen: dict[str, list[int]] = {}
        """What they chose in Telegram's own polls, which tell a whole choice."""
        self._known: set[str] = set()

    async def says(self, text: str, **more: Any) -> str:
        """Write, or give a command, in the chat where they sit; return the message's id."""
        self.forget()
        return await self.wire.write(self, self.chat, text, **more)

    async def writes(self, text: str, **more: Any) -> str:
        """Write to the bot in private; return the message's id."""
        self.forget()
        return await self.wire.write(self, self.wire.private(self), text, **more)

    async def presses(self, label: str, where: Said | Card) -> None:
        """Press the button whose label has this in it."""
        self.forget()
        await self.wire.press(self, find(label, where.buttons), where)

    async def votes(self, question: str, *options: str) -> None:
        """Press options in the audience's chat, one after the other; what was chosen is taken back by it."""
        self.forget()
        for option in options:
            await self.wire.vote(self, await self.wire.card(question, option), option)

    async def fills(self, form: Said, **values: Any) -> None:
        """Send a form."""
        self.forget()
        await self.wire.fill(self, form, values)

    async def answers(self, asked: Said, **value: str) -> None:
        """Answer the one thing that the bot asks for: in its form, else in words."""
        if asked.form:
            await self.fills(asked, **value)
        else:
            self.forget()
            (text,) = value.values()
            await self.wire.answer(self, asked, text)

    def heard(self) -> list[Said]:
        """Return all that they can have heard, oldest first in each place."""
        chats = dict.fromkeys((self.chat, self.wire.private(self)))
        return [each for chat in chats for each in self.wire.messages(chat)] + self.wire.whispered(self)

    def forget(self) -> None:
        """Listen only to what comes from now on."""
        self._known = {each.id for each in self.heard()}

    async def told(self, *fragments: str) -> Said:
        """Wait until they are told this, since they did something the last time."""
        try:
            async with asyncio.timeout(WITHIN_S):
                while True:
                    new = [each for each in self.heard() if each.id not in self._known]
                    for said in reversed(new):
                        if has_all(said.text, fragments):
                            return said
                    await asyncio.sleep(0.01)
        except TimeoutError:
            told = [each.text for each in self.heard() if each.id not in self._known]
            raise AssertionError(f"{self.name} at {self.wire.name} heard {told}, not {fragments}") from None


def _has(card: Card, option: str) -> bool:
    own = card.native["options"] if card.native else []
    return not option or any(option in label for label in (*card.buttons, *(each["text"] for each in own)))


def _same(shown: Mapping[str, int] | None, wanted: Mapping[str, int] | None) -> bool:
    if shown is None or wanted is None:
        return shown is wanted
    return {key: votes for key, votes in shown.items() if votes} == {key: each for key, each in wanted.items() if each}
