"""Somebody whom no brand knows writes to the bot that several brands share."""

import pytest

from tests.conversations.seats import Seat, Wire

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize("name", ["slack", "telegram"])
async def test_a_stranger_is_asked_and_answered(wires: dict[str, Wire], name: str) -> None:
    """They choose a brand on another network, and its team reads what they wrote before."""
    number = {"slack": 901, "telegram": 902}[name]
    wire, west = wires[name], wires["webchat"]
    mia = await west.seat("Mia", chat=west.team)
    ana = Seat(wire, wire.id_of(number), "Ana", wire.private(Seat(wire, wire.id_of(number), "Ana", "")))
    mia.forget()
    await ana.writes(f"Where is my order {number}?")
    asked = await ana.told("Whom do you want to write to?")
    await ana.presses("West", asked)
    await ana.told("West")
    await mia.told(f"Where is my order {number}?")
