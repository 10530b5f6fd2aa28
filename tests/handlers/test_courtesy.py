"""Private messages that nobody asked for: seldom, by day, and never to who does not want them."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chat.address import Address
from chat.messages import Message
from handlers import courtesy
from handlers.courtesy import COOLDOWN
from storage.outbox import Draft, Letter
from storage.people import Account
from tests.support.acquaintance import account, link, met
from tests.support.clock import NOON, HandClock
from tests.support.core import ACME, Core, core


def draft(about: str = "news") -> Draft:
    """Return a letter; where it goes is not the feature's business."""
    return Draft(to=Address("", ""), kind="note", brand="acme", message=Message(text=about), key=None)


async def write(bot: Core, to: Account, about: str = "news") -> bool:
    """Write to somebody unasked."""
    person = account(bot, to).standing_for
    return bool(await bot.do(lambda ctx: courtesy.write_all_unasked(ctx, {person: draft(about)})))


def written(bot: Core) -> list[tuple[str, str]]:
    """Return where letters go."""
    return [(letter.platform, letter.chat) for letter in bot.letters()]


@pytest.mark.parametrize(
    ("platform", "state", "may"),
    [
        pytest.param("slack", {}, True, id="Slack"),
        pytest.param("webchat", {}, True, id="webchat"),
        pytest.param("telegram", {}, False, id="Telegram, where a bot may not write first"),
        pytest.param("telegram", {"opened": True}, True, id="Telegram, opened"),
        pytest.param("telegram", {"opened": True, "reachable": False}, False, id="Telegram, blocked since"),
        pytest.param("slack", {"away": True}, False, id="left"),
        pytest.param("slack", {"quiet": True}, False, id="wants peace"),
        pytest.param("slack", {"disturbed_at": NOON - COOLDOWN + timedelta(seconds=1)}, False, id="was written to"),
        pytest.param("slack", {"disturbed_at": NOON - COOLDOWN}, True, id="was written to long ago"),
    ],
)
async def test_who_is_written_to(acme: Core, platform: str, state: dict[str, Any], may: bool) -> None:
    """Only who can be, wants it, and was not lately."""
    somebody = await met(acme, "U1", platform, **state)
    assert await write(acme, somebody) is may
    assert written(acme) == ([(platform, "U1")] if may else [])
    assert account(acme, somebody).disturbed_at == (NOON if may else state.get("disturbed_at"))


@pytest.mark.parametrize(
    ("zone", "now", "may"),
    [
        pytest.param("Europe/Berlin", "2026-03-28T08:00Z", True, id="nine, before the clocks change"),
        pytest.param("Europe/Berlin", "2026-03-29T07:00Z", True, id="nine, after it"),
        pytest.param("Europe/Berlin", "2026-03-29T19:00Z", False, id="21:00, after it"),
        pytest.param("Europe/Berlin", "2026-10-25T07:30Z", False, id="half past eight in autumn"),
        pytest.param("Australia/Sydney", "2026-10-03T22:00Z", True, id="nine in the south's spring"),
        pytest.param("Australia/Sydney", "2026-04-04T22:30Z", False, id="half past eight in the south's autumn"),
    ],
)
async def test_nobody_is_woken(migrated_url: str, zone: str, now: str, may: bool) -> None:
    """The day is 9:00 to 21:00 by the brand's clocks."""
    brand, clock = replace(ACME, zone=ZoneInfo(zone)), HandClock(datetime.fromisoformat(now))
    async with core(migrated_url, brand, clock=clock) as bot:
        assert await write(bot, await met(bot, "U1")) is may


async def test_one_limit_holds_for_everything(acme: Core) -> None:
    """Whatever it is about, three days lie between two messages to a person."""
    somebody = await met(acme, "U1")
    found = []
    for hours in (0, 24, 47, 1, 72):
        acme.clock.forward(timedelta(hours=hours))
        found.append(await write(acme, somebody, f"after {hours}"))
    assert found == [True, False, False, True, True]


async def test_a_linked_person_is_one(acme: Core) -> None:
    """They are written to where they were seen last, and left in peace everywhere."""
    here = await met(acme, "U1", seen_at=NOON - timedelta(days=9))
    there = await met(acme, "7", "telegram", opened=True, seen_at=NOON - timedelta(days=1))
    lately = await met(acme, "8", "telegram", seen_at=NOON)
    await link(acme, here, there)
    await link(acme, here, lately)
    assert await write(acme, here)
    assert written(acme) == [("telegram", "7")]
    assert not any([await write(acme, each) for each in (here, there, lately)])
    assert [account(acme, each).disturbed_at for each in (here, there, lately)] == [NOON] * 3


@pytest.mark.parametrize("state", [{"quiet": True}, {"disturbed_at": NOON}], ids=["wants peace", "was written to"])
async def test_one_account_speaks_for_all(acme: Core, state: dict[str, Any]) -> None:
    """What one of a person's accounts wants or got holds for the others."""
    here, there = await met(acme, "U1"), await met(acme, "7", "telegram")
    await link(acme, here, there)
    await met(acme, "7", "telegram", **state)
    assert not await write(acme, here)


async def test_two_processes_write_once(migrated_url: str) -> None:
    """At the same moment, about two things: one of them has to wait."""
    async with core(migrated_url) as here, core(migrated_url) as there:
        somebody = await met(here, "U1")
        found = await asyncio.gather(*(write(bot, somebody, about) for bot in (here, there) for about in ("a", "b")))
        assert sorted(found) == [False, False, False, True]
        assert len(here.letters()) == 1


async def test_many_are_written_to_at_once(acme: Core) -> None:
    """Each gets their own letter; those who may not be written to get none."""
    people = [await met(acme, f"U{number}", quiet=number == 2) for number in range(4)]
    drafts = {each.id: draft(each.person) for each in people}
    told = await acme.do(lambda ctx: courtesy.write_all_unasked(ctx, drafts))
    assert told == {each.id for each in people} - {people[2].id}
    assert written(acme) == [("slack", "U0"), ("slack", "U1"), ("slack", "U3")]
    assert await acme.do(lambda ctx: courtesy.write_all_unasked(ctx, {})) == set()


async def test_an_unknown_brand_writes_to_nobody(acme: Core) -> None:
    """Its zone is not known, so its nights are not either."""
    somebody = await met(acme, "U1")
    strange = replace(draft(), brand="zest")
    assert not await acme.do(lambda ctx: courtesy.write_all_unasked(ctx, {somebody.id: strange}))


def unwelcome(bot: Core, letter: Letter, sent_at: datetime) -> bool:
    """Tell whether a letter is sent no more at this moment."""
    found: bool = bot.read(lambda db: courtesy.is_unwelcome(db, replace(letter, called_at=sent_at)))
    return found


async def test_a_letter_that_waits_until_night_is_not_sent(acme: Core) -> None:
    """Where the queue lags, and where the person says stop meanwhile."""
    await write(acme, await met(acme, "U1"))
    (letter,) = acme.letters()
    night = datetime(2026, 11, 4, 20, tzinfo=UTC)
    assert [unwelcome(acme, letter, night + timedelta(minutes=by)) for by in (-1, 0, 13 * 60)] == [False, True, True]
    await met(acme, "U1", quiet=True)
    assert unwelcome(acme, letter, NOON)
