"""The weekly digest: when it is due, exactly once, late or not, and what it says."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chat.brands import Brand, DigestPlan
from chat.events import Tick
from chat.i18n import words
from chat.ports import Outcome
from handlers import digests, polls
from insight.weeks import Week
from storage import digests as stored
from tests.support.clock import HandClock
from tests.support.core import ACME, TEAM, Core, core

MONDAY_NINE = datetime(2026, 11, 9, 8, tzinfo=UTC)
"""The next 09:00 of a Monday in Berlin after the tests' noon, of 2026-W46."""


def tick(due: datetime, *, late: bool = False, brand: str = "acme") -> Tick:
    """Return the tick of a due digest, the same for the same time."""
    return Tick(
        account="clock", id=f"digest:{brand}@{due.isoformat()}", platform="clock",
        at=due, tick="digest", brand=brand, due=due, late=late,
    )  # fmt: skip


def planned(bot: Core, brand: str = "acme") -> datetime:
    """Return when the next digest is due."""
    found = bot.read(lambda db: stored.scheduled(db, brand))
    due: datetime = found[1]
    return due


async def strike(bot: Core, due: datetime, **more: Any) -> Outcome:
    """Let a due time come."""
    bot.clock.time = max(bot.clock.time, due)
    return await bot.dispatcher.offer(tick(due, **more))


@pytest.mark.parametrize(
    ("zone", "after", "due"),
    [
        ("Europe/Berlin", "2026-03-23T07:00Z", "2026-03-23T08:00Z"),
        ("Europe/Berlin", "2026-03-23T08:00Z", "2026-03-30T07:00Z"),
        ("Europe/Berlin", "2026-10-19T07:00Z", "2026-10-26T08:00Z"),
        ("Australia/Sydney", "2026-03-30T00:00Z", "2026-04-05T23:00Z"),
        ("Australia/Sydney", "2026-09-27T23:00Z", "2026-10-04T22:00Z"),
        ("America/Santiago", "2026-03-30T12:00Z", "2026-04-06T13:00Z"),
        ("America/Santiago", "2026-08-31T13:00Z", "2026-09-07T12:00Z"),
    ],
)
def test_nine_stays_nine_when_the_clocks_change(zone: str, after: str, due: str) -> None:
    """Monday at nine is meant by the wall clock, in both hemispheres, forward and back."""
    brand = replace(ACME, zone=ZoneInfo(zone))
    assert digests.next_due(brand, datetime.fromisoformat(after)) == datetime.fromisoformat(due)


@pytest.mark.parametrize(
    ("zone", "weekday", "at", "after", "due"),
    [
        ("Europe/Berlin", 6, time(2, 30), "2026-03-23T00:00Z", "2026-03-29T01:00Z"),
        ("Europe/Berlin", 6, time(2, 30), "2026-10-19T00:00Z", "2026-10-25T00:30Z"),
        ("Australia/Sydney", 6, time(2, 30), "2026-09-28T00:00Z", "2026-10-03T16:00Z"),
        ("Australia/Sydney", 6, time(2, 30), "2026-03-30T00:00Z", "2026-04-04T15:30Z"),
        ("America/Santiago", 6, time(0, 30), "2026-09-01T00:00Z", "2026-09-06T04:00Z"),
        ("America/Santiago", 5, time(23, 30), "2026-03-30T00:00Z", "2026-04-05T02:30Z"),
    ],
)
def test_an_hour_that_is_skipped_or_comes_twice(zone: str, weekday: int, at: time, after: str, due: str) -> None:
    """A skipped time is due when the clocks jump, one that comes twice the first time only."""
    brand = replace(ACME, zone=ZoneInfo(zone), digest=DigestPlan(weekday=weekday, at=at))
    found = digests.next_due(brand, datetime.fromisoformat(after))
    assert found == datetime.fromisoformat(due)
    assert digests.next_due(brand, found) - found > timedelta(days=6)


async def test_it_is_posted_once_and_planned_anew(acme: Core) -> None:
    """The letter, the week and the next due time are one commit; the same tick again is a repeat."""
    assert planned(acme) == MONDAY_NINE
    assert [(await strike(acme, MONDAY_NINE)).kind for _ in range(3)] == ["done", "repeat", "repeat"]
    (letter,) = acme.letters()
    assert (letter.kind, letter.platform, letter.chat) == ("digest", "slack", TEAM)
    assert letter.payload["message"]["title"] == "Acme: week 45"
    assert len(letter.payload["message"]["chart"]["figures"]) > 1
    found = acme.read(lambda db: stored.find(db, "acme", "2026-W45"))
    assert (found.letter, found.late, found.put_at) == (letter.id, False, MONDAY_NINE)
    assert planned(acme) == MONDAY_NINE + timedelta(weeks=1)
    assert acme.read(lambda db: digests.standing(db, "acme", Week(2026, 45))) == "queued"
    assert acme.read(lambda db: digests.standing(db, "acme", Week(2026, 44))) == ""


async def test_two_processes_post_it_once(migrated_url: str) -> None:
    """Eight ticks at once through two processes, under whatever ids, put one letter."""
    async with core(migrated_url) as here, core(migrated_url) as there:
        for bot in (here, there):
            bot.clock.time = MONDAY_NINE
        same = tick(MONDAY_NINE)
        ticks = [same, same, replace(same, id="anew+1"), replace(same, id="anew+2")]
        found = await asyncio.gather(*(bot.dispatcher.offer(each) for each in ticks for bot in (here, there)))
        assert sorted(each.kind for each in found) == ["done"] * 3 + ["repeat"] * 5
        assert len(here.letters()) == 1
        assert planned(here) == MONDAY_NINE + timedelta(weeks=1)


async def test_a_missed_one_is_posted_late_and_marked(migrated_url: str, acme: Core) -> None:
    """Of several missed weeks only the latest is posted, once, and says that it is late."""
    assert planned(acme) == MONDAY_NINE
    later = HandClock(MONDAY_NINE + timedelta(weeks=3, days=2))
    async with core(migrated_url, clock=later) as bot:
        assert planned(bot) == MONDAY_NINE
        await strike(bot, MONDAY_NINE, late=True)
        (letter,) = bot.letters()
        assert letter.payload["message"]["title"] == "Acme: week 48"
        assert words("en")("digest-late") in letter.payload["message"]["text"]
        assert bot.read(lambda db: stored.find(db, "acme", "2026-W48")).late
        assert bot.read(lambda db: stored.find(db, "acme", "2026-W45")) is None
        assert planned(bot) == MONDAY_NINE + timedelta(weeks=4)


def at(weekday: int, hour: int = 9) -> Brand:
    """Return the brand with another time for its digest."""
    return replace(ACME, digest=DigestPlan(weekday=weekday, at=time(hour)))


@pytest.mark.parametrize(
    ("first", "then", "posted", "due", "week"),
    [
        (at(0), at(0), True, MONDAY_NINE + timedelta(weeks=1), 46),
        (at(0), at(4), True, MONDAY_NINE + timedelta(days=4), 45),
        (at(4), at(0), False, MONDAY_NINE, 45),
        (at(0), at(0, 8), True, MONDAY_NINE + timedelta(weeks=1, hours=-1), 46),
        (at(0), replace(ACME, zone=ZoneInfo("Asia/Tokyo")), True, MONDAY_NINE + timedelta(weeks=1, hours=-8), 46),
    ],
    ids=["unchanged", "to a later day", "to an earlier day", "to an earlier hour", "to another zone"],
)
async def test_a_changed_plan_leaves_no_week_out(
    migrated_url: str, first: Brand, then: Brand, posted: bool, due: datetime, week: int
) -> None:
    """Whenever the time is changed each week has one digest: what was posted is not posted again, nothing is missed."""
    clock = HandClock(datetime(2026, 11, 8, 12, tzinfo=UTC))
    async with core(migrated_url, first, clock=clock) as bot:
        if posted:
            await strike(bot, MONDAY_NINE)
    clock.time = MONDAY_NINE + timedelta(days=2)
    async with core(migrated_url, then, clock=clock) as bot:
        assert planned(bot) == due
        before = len(bot.letters())
        await strike(bot, due)
        claimed = bot.read(lambda db: stored.find(db, "acme", f"2026-W{week}"))
        assert claimed is not None
        assert len(bot.letters()) == (1 if week == 45 else before + 1)


async def test_the_plan_moves_only_with_the_digest(migrated_url: str, acme: Core) -> None:
    """While it is not posted it stays due; a restart with the same plan changes nothing."""
    async with core(migrated_url, clock=HandClock(MONDAY_NINE + timedelta(days=1))) as bot:
        assert planned(bot) == MONDAY_NINE
        assert bot.read(lambda db: stored.due(db, bot.clock.now())) == [("acme", MONDAY_NINE)]


async def test_a_team_without_a_chat_has_no_digest(migrated_url: str) -> None:
    """Nothing is planned; where it was before, it is only planned on."""
    async with core(migrated_url, replace(ACME, team=None)) as bot:
        assert bot.read(lambda db: stored.scheduled(db, "acme")) is None
        assert (await strike(bot, MONDAY_NINE)).kind == "done"
        assert bot.letters() == []


async def test_a_tick_of_an_unknown_brand_is_nothing(acme: Core) -> None:
    """Another process may know a brand that this one does not; its plan stays as it is."""
    await acme.do(lambda ctx: stored.schedule(ctx.db, "zest", "plan", MONDAY_NINE))
    assert (await strike(acme, MONDAY_NINE, brand="zest")).kind == "done"
    assert acme.letters() == []
    assert planned(acme, "zest") == MONDAY_NINE


async def test_it_says_what_people_want(acme: Core) -> None:
    """The polls that were open in the week are in it, with what is ahead; ties and empty ones too."""
    old = await acme.poll(question="Long gone?")
    await acme.do(lambda ctx: polls.close(ctx, old))
    acme.clock.time = datetime(2026, 11, 13, 12, tzinfo=UTC)
    clear = await acme.poll("Recipes", "Live", question="Which next?")
    await acme.vote(clear, 0)
    acme.clock.forward(timedelta(minutes=1))
    tie = await acme.poll("A", "B", question="Who?")
    for person, option in (("U1", 0), ("U2", 1)):
        await acme.vote(tie, option, person=person)
    acme.clock.forward(timedelta(minutes=1))
    await acme.poll(question="Nobody?")
    acme.clock.time = datetime(2026, 11, 16, 0, tzinfo=UTC)
    await acme.poll(question="Too new?")
    due = MONDAY_NINE + timedelta(weeks=1)
    await strike(acme, due)
    assert acme.last_text().startswith("9 November to 15 November (Europe/Berlin)")
    text = "\n".join(acme.letters()[-1].payload["details"]["lines"])
    listed = text.partition("What people want\n")[2].partition("\n\nWhat to make next\n")[0].splitlines()
    assert listed == [
        "“Nobody?”: no votes yet",
        "“Who?”: A, B ahead, 2 votes",
        "“Which next?”: Recipes ahead, 1 vote",
    ]
