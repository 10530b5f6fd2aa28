"""What a conversation about queries needs on every wire: cards in the team's chat, and answers with a Send button."""

import asyncio
from typing import Any

from tests.conversations.said import Attached, Said, has_all
from tests.conversations.seats import WITHIN_S, Seat, Wire

MANUAL = Attached("manual.pdf", b"%PDF-1.7 how it works")
PHOTO = Attached("leak.png", b"\x89PNG it drips", "image/png")


async def said_in(wire: Wire, chat: str, *fragments: str, below: str | None = None, card: bool = False) -> Said:
    """Wait until the bot has said this in a chat, under a message where one is named."""

    def find() -> Said | None:
        shown = (each for each in reversed(wire.messages(chat)) if has_all(each.text, fragments))
        shown = (each for each in shown if _is_card(each) or not card)
        return next((each for each in shown if below in {None, each.below}), None)

    try:
        async with asyncio.timeout(WITHIN_S):
            while True:
                if said := find():
                    return said
                await asyncio.sleep(0.01)
    except TimeoutError:
        said_there = [(each.text, each.below) for each in wire.messages(chat)[-6:]]
        raise AssertionError(f"in {chat} of {wire.name} stands {said_there}, not {fragments} below {below}") from None


async def card_of(wire: Wire, *fragments: str) -> Said:
    """Wait for the card of a query in the team's chat."""
    return await said_in(wire, wire.team, *fragments, card=True)


async def reply(seat: Seat, card: Said, text: str, file: Attached | None = None) -> None:
    """Answer a query as the wire lets one: in a form, or in words that wait for their Send button."""
    wire: Any = seat.wire
    await seat.presses("Reply" if "Reply" in card.buttons else "Write again", card)
    if wire.has_forms:
        form = await seat.told("Your answer goes there")
        await seat.fills(form, text=text, **({"files": [wire.attach(file)]} if file else {}))
        await seat.told("On its way")
        return
    asked = await seat.told("Write your answer")
    seat.forget()
    await wire.answer(seat, asked, text, file)
    preview = await seat.told("To ", text)
    await seat.presses("Send", preview)
    await seat.told("On its way")


def _is_card(said: Said) -> bool:
    return any(data.startswith(("query-mood:", "query-is:")) for data in said.buttons.values())
