"""Somebody invites and somebody comes, on every wire, through the real libraries."""

import re

import pytest

from storage import counts
from tests.conversations.place import Place
from tests.conversations.seats import Seat, Wire
from tests.conversations.telegram_wire import TelegramWire
from tests.support import telegram_payloads
from tests.support.telegram_payloads import BOT, BOT_ID
from tests.support.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="module")

COMMAND = {"slack": "/me invite", "telegram": "/invite", "webchat": "/invite"}


async def invitation(seat: Seat) -> tuple[str, str]:
    """Ask for one's link in private; return the code and what is said."""
    await seat.writes(COMMAND[seat.wire.name])
    told = await seat.told("Your personal link", "can write this to me instead")
    found = re.search(r"invite (\w{4}-\w{4})", told.text)
    assert found
    return found[1], told.text


def referrer(place: Place, wire: Wire, person: str) -> str | None:
    """Return who brought somebody, as the ledger has it."""
    joins = [line for line in place.exported(wire.brand) if line["kind"] == "join" and line["person"] == person]
    found: str | None = joins[0]["referrer"]
    return found


async def test_a_code_brings_whoever_gives_it(place: Place, wire: Wire) -> None:
    """The member gets it privately; whoever gives it is thanked, and the member sees that they came."""
    ann, ben = await wire.seat("Ann"), await wire.seat("Ben")
    code, text = await invitation(ann)
    assert "Nobody has come through you yet" in text
    await ben.writes(f"{COMMAND[wire.name]} {code}")
    await ben.told("I've noted who brought you here")
    assert referrer(place, wire, ben.person) == ann.person
    assert "One person came through you, one is still here" in (await invitation(ann))[1]
    if wire.name != "telegram":  # there the link is Telegram's own, or opens the bot
        async with place.web.get(f"{place.url}/i/{code.replace('-', '')}") as page:
            assert code.replace("-", "") in await page.text()


async def test_telegram_links_are_the_members_own(place: Place, wires: dict[str, Wire]) -> None:
    """Made by the bot under the member's code, with a QR code; who follows it was brought by the member."""
    wire = wires["telegram"]
    assert isinstance(wire, TelegramWire)
    chats = place.telegram.chats
    admin = telegram_payloads.member("administrator", BOT, can_invite_users=True)
    for chat in (wire.audience, "-1001000000003"):
        chats.members[chat, BOT_ID] = admin
    ann = await wire.seat("Ann")
    await ann.writes("/invite")
    told = await ann.told("https://t.me/+link")
    (made,) = chats.links.values()
    assert made["invite_link"] in told.text
    assert [each for each in chats.shown(ann.person) if "photo" in each]
    ben = Seat(wire, wire.id_of(900), "Ben", wire.audience)
    who = {"id": int(ben.person), "is_bot": False, "first_name": "Ben"}
    change = telegram_payloads.member_change(
        telegram_payloads.member("left", who), telegram_payloads.member("member", who),
        chat=wire._chat(ben, wire.audience), invite_link=made,
    )  # fmt: skip
    await wire._happens(ben, chat_member={**change, "date": wire._date()})
    await until(lambda: any(line["person"] == ben.person for line in place.exported(wire.brand)))
    assert referrer(place, wire, ben.person) == ann.person


async def test_the_clock_counts_members(place: Place, wires: dict[str, Wire]) -> None:
    """On Slack and Telegram, by their own calls, for each audience chat."""
    place.slack.workspace.counts["C0NORTH"] = 41
    place.telegram.chats.counts["-1001000000002"] = 42
    place.clock.forward(days=1)
    await place.tick()
    counted = {each["chat_id"] for each in place.telegram.called("getChatMemberCount")}
    assert counted == {-1001000000003, -1001000000002}
    found = place.app.database.read(
        lambda db: {
            (each.platform, each.chat): each.members
            for brand in ("north", "south", "west")
            for each in counts.in_days(db, brand, "2026-11-01", "2026-12-01")
        }
    )
    assert found == {
        ("slack", "C0NORTH"): 41, ("telegram", "-1001000000002"): 42, ("telegram", "-1001000000003"): 2,
    }  # fmt: skip
