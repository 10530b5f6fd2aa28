"""One brand on all wires: one poll, one tally, and one vote for each person who linked their accounts."""

import json
import re

import pytest

from tests.conversations.place import BRANDS, Place
from tests.conversations.seats import Seat, Wire
from tests.support.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="module")

WORLD = {
    "slack": ("world", "C0WORLDTEAM", "C0WORLD"),
    "telegram": ("world", "-1002000000001", "-1002000000002"),
    "webchat": ("world", "world", "world"),
}


@pytest.fixture(scope="module")
def chats() -> dict[str, tuple[str, str, str]]:
    """Return one brand's chats on the three wires; its team is in Slack."""
    return WORLD


@pytest.fixture(scope="module")
def config() -> str:
    """Return the brand as `config.toml` has it."""
    audiences = json.dumps([f"{wire}:{audience}" for wire, (_, _, audience) in WORLD.items()])
    return BRANDS.format(key="world", name="World", team="slack:C0WORLDTEAM", audiences=audiences)


async def code_of(seat: Seat) -> str:
    """Ask for a code by which accounts are linked."""
    await seat.says("/me link")
    told = await seat.told("/me link ")
    found = re.search(r"/me link \w{4}-\w{4}", told.text)
    assert found
    return found[0]


async def test_who_links_accounts_has_one_vote_over_all_wires(place: Place, wires: dict[str, Wire]) -> None:
    """Three people vote; when they turn out to be one, one vote is left, and any of their accounts changes it."""
    mia = await wires["slack"].seat("Mia", chat=WORLD["slack"][1])
    await mia.says('/poll "One vote?" "Recipes" "Tours" limit 2 add')
    await mia.told("is on its way to 3 chats")
    ana, anna, anne = [await wires[name].seat(name.title()) for name in WORLD]
    for each, option in ((ana, "Recipes"), (anna, "Tours"), (anne, "Tours")):
        await each.votes("One vote?", option)
    for wire in wires.values():
        await wire.shows("One vote?", {"Recipes": 1, "Tours": 2}, "3 people voted")

    await wires["telegram"].greet(anna)
    for other in (anna, anne):
        code = await code_of(ana)
        await other.says(code)
        await other.told("Slack account and this one are one person now")
    await until(lambda: place.results("world", "One vote?")["voters"] == 1)
    for wire in wires.values():
        await wire.shows("One vote?", votes(place), "1 person voted")
    await anne.votes("One vote?", *(option for option, count in votes(place).items() if count))
    for wire in wires.values():
        await wire.shows("One vote?", {}, "No votes yet")


def votes(place: Place) -> dict[str, int]:
    """Return the tally."""
    return {each["text"]: each["votes"] for each in place.results("world", "One vote?")["options"]}
