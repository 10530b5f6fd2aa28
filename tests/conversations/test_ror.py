"""The scorecard read in each chat: privately, by words and by buttons, down to the messages behind a number."""

import csv
import io

import pytest

from tests.conversations.place import Place
from tests.conversations.seats import Wire

DAYS = {"slack": "2024-04-01..2024-04-30"}
"""What is said in the fake Slack is stamped so."""

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_number_is_opened(place: Place, wire: Wire) -> None:
    """From the whole to what Ana said, and where; how it is reckoned, and a table; the audience sees none of it."""
    mia, ana = await wire.seat("Mia", chat=wire.team), await wire.seat("Ana")
    await ana.says("Where do I find the recipes?")
    await mia.told("asks on", "Where do I find the recipes?")
    place.clock.forward(days=2)
    await mia.says("/ror month slack telegram")
    await mia.told("cannot both hold")
    await mia.says(f"/ror {DAYS.get(wire.name, '3d')}")
    whole = await mia.told("Return on Relationship", "Active people", "Questions answered")
    await mia.presses("Care", whole)
    care = await mia.told("Care: ", "The share of questions that a human answered")
    await mia.presses("Questions answered", care)
    opened = await mia.told("Behind it: 1 entry, page 1 of 1", "Where do I find the recipes?", "still waits")
    await mia.presses("All figures", opened)
    await mia.presses("How is it reckoned?", await mia.told("Return on Relationship", "Active people"))
    await mia.told("How it is reckoned", "page 1 of 3")
    await mia.says("/ror csv 3d")
    rows = list(
        csv.DictReader(
            io.StringIO((await wire.document(await mia.told("Only you were sent this"))).decode("utf-8-sig"))
        )
    )
    assert {"active", "answered", "first_response"} <= {row["measure"] for row in rows}
    await ana.says("/ror")
    await ana.told("This is for the brand's team")
