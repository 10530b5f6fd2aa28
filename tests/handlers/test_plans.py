"""Polls that are posted later, again and again: each run once, by whichever process."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chat.i18n import words
from handlers.polls import plans
from storage import plans as stored
from storage import polls
from tests.support.clock import NOON, HandClock
from tests.support.core import ACME, TEAM, Core, core
from tests.support.planning import MONDAY, MONDAY_NINE, SPEC, at_time, next_run, plan, runs
from tests.support.ticking import dues, strike, strike_all


async def test_a_planned_poll_is_posted_when_its_time_comes(acme: Core) -> None:
    """Not before, into all chats, once; then the plan is done."""
    made = await plan(acme, at=NOON + timedelta(hours=6))
    assert await at_time(acme, NOON + timedelta(hours=5, minutes=59)) == 0
    assert await at_time(acme, NOON + timedelta(hours=6)) == 1
    (run,) = runs(acme, made)
    assert (run.question, run.plan, run.created_at) == ("Which next?", made.id, NOON + timedelta(hours=6))
    assert len(acme.letters("poll")) == 3
    assert next_run(acme, made) is None
    assert acme.read(lambda db: stored.of_brand(db, "acme")) == []


async def test_a_recurring_poll_is_posted_again_and_again(acme: Core) -> None:
    """Each Monday at nine there is another poll, and the list knows the next one."""
    made = await plan(acme, rule=MONDAY)
    assert made.next_at == MONDAY_NINE
    for week in range(3):
        assert await at_time(acme, MONDAY_NINE + timedelta(weeks=week)) == 1
        (listed,) = acme.read(lambda db: stored.of_brand(db, "acme"))
        assert listed.next_at == MONDAY_NINE + timedelta(weeks=week + 1)
    assert [run.created_at for run in runs(acme, made)] == [MONDAY_NINE + timedelta(weeks=week) for week in range(3)]


@pytest.mark.parametrize(
    ("rule", "start", "hours"),
    [
        pytest.param("every day 09:00 Europe/Riga", "2026-03-28T00:00Z", [7, 30, 54], id="spring in the north"),
        pytest.param("every day 09:00 Europe/Riga", "2026-10-24T00:00Z", [6, 31, 55], id="autumn in the north"),
        pytest.param("every day 02:30 Europe/Berlin", "2026-10-24T00:00Z", [0.5, 24.5, 49.5], id="twice, north"),
        pytest.param("every day 02:30 Australia/Sydney", "2026-10-02T00:00Z", [16.5, 40, 63.5], id="skipped, south"),
        pytest.param("every day 02:30 Australia/Sydney", "2026-04-03T00:00Z", [15.5, 39.5, 64.5], id="twice, south"),
    ],
)  # fmt: skip
async def test_wall_clocks_decide_when_they_change(
    migrated_url: str, rule: str, start: str, hours: list[float]
) -> None:
    """Nine stays nine in both hemispheres, and no hour is posted twice or left out."""
    begin = datetime.fromisoformat(start)
    async with core(migrated_url, clock=HandClock(begin)) as bot:
        made = await plan(bot, rule=rule)
        for quarter in range(1, 73 * 4):
            await at_time(bot, begin + timedelta(minutes=15 * quarter))
        assert [run.created_at - begin for run in runs(bot, made)] == [timedelta(hours=each) for each in hours]


async def test_two_processes_post_a_run_once(migrated_url: str) -> None:
    """Whoever is quicker posts it; the other finds that the time is not the plan's any more."""
    async with core(migrated_url) as here, core(migrated_url) as there:
        made = await plan(here, rule=MONDAY)
        here.clock.time = there.clock.time = MONDAY_NINE
        found = dues(here, plans.PLAN)
        # Under another id it is no repeat for the writer either.
        same = [replace(found[0], subject=f"0{made.id}"), *found]
        await asyncio.gather(*(strike(bot, due) for bot in (here, there) for due in same))
        assert len(runs(here, made)) == 1
        assert next_run(here, made) == MONDAY_NINE + timedelta(weeks=1)


async def test_a_deleted_plan_posts_nothing_more(acme: Core) -> None:
    """Complaint 6: neither later nor where its tick is under way already; polls that it posted stay as they are."""
    made = await plan(acme, rule=MONDAY)
    await at_time(acme, MONDAY_NINE)
    acme.clock.time = MONDAY_NINE + timedelta(weeks=1)
    under_way = dues(acme, plans.PLAN)
    assert await acme.do(lambda ctx: plans.delete(ctx, made))
    assert not await acme.do(lambda ctx: plans.delete(ctx, made))
    await strike(acme, *under_way)
    assert await at_time(acme, MONDAY_NINE + timedelta(weeks=9)) == 0
    (run,) = runs(acme, made)
    assert run.state == "open"
    assert acme.read(lambda db: stored.of_brand(db, "acme")) == []


async def test_a_plan_and_its_runs_are_different_records(acme: Core) -> None:
    """Complaint 7: only what was posted can close; the template never does."""
    made = await plan(acme, rule=MONDAY, spec=replace(SPEC, open_for_s=3600))
    assert acme.read(lambda db: polls.of_brand(db, "acme")) == []
    await at_time(acme, MONDAY_NINE)
    acme.clock.forward(timedelta(hours=1))
    assert await strike_all(acme, plans.CLOSE) == 1
    assert runs(acme, made)[0].state == "closed"
    assert await at_time(acme, MONDAY_NINE + timedelta(weeks=1)) == 1
    assert [run.state for run in runs(acme, made)] == ["closed", "open"]


@pytest.mark.parametrize(
    ("open_for", "away", "posted"),
    [
        pytest.param(None, timedelta(weeks=3, days=2), 1, id="three missed: the last one, late"),
        pytest.param(timedelta(days=3), timedelta(weeks=3, days=2), 1, id="the last one would still be open"),
        pytest.param(timedelta(days=1), timedelta(weeks=3, days=2), 0, id="it would be closed by now"),
        pytest.param(timedelta(days=1), timedelta(hours=2), 1, id="a little late"),
    ],
)
async def test_a_missed_run_is_made_up_for_once(
    acme: Core, open_for: timedelta | None, away: timedelta, posted: int
) -> None:
    """Whatever was missed while nothing ran, there is one poll at most, and none that nobody could have voted in."""
    seconds = int(open_for.total_seconds()) if open_for else None
    made = await plan(acme, rule=MONDAY, spec=replace(SPEC, open_for_s=seconds))
    assert await at_time(acme, MONDAY_NINE + away) == 1
    assert len(runs(acme, made)) == posted
    assert next_run(acme, made) == MONDAY_NINE + timedelta(weeks=4 if away > timedelta(weeks=1) else 1)


async def test_steps_are_counted_from_the_first_run(acme: Core) -> None:
    """Every two weeks begins with the next Friday, and keeps step over a missed one."""
    made = await plan(acme, rule="every 2 weeks on Friday 12:00 UTC")
    first = datetime(2026, 11, 6, 12, tzinfo=UTC)
    assert made.next_at == first
    assert made.rule == "every 2 weeks on Friday 12:00 UTC since 2026-11-06"
    await at_time(acme, first + timedelta(days=17))
    assert next_run(acme, made) == first + timedelta(weeks=4)


async def test_a_first_run_may_be_chosen_for_a_rule(acme: Core) -> None:
    """Then the rule goes on from there."""
    made = await plan(acme, at=NOON + timedelta(hours=1), rule=MONDAY)
    await at_time(acme, NOON + timedelta(hours=1))
    assert (len(runs(acme, made)), next_run(acme, made)) == (1, MONDAY_NINE)


async def test_a_run_that_cannot_be_posted_is_told_to_the_team(migrated_url: str) -> None:
    """The chats are gone: one sentence for each run, and the plan goes on."""
    async with core(migrated_url) as bot:
        made = await plan(bot, rule=MONDAY)
    async with core(migrated_url, replace(ACME, audiences=()), clock=HandClock(MONDAY_NINE)) as bot:
        await strike_all(bot, plans.PLAN)
        (note,) = bot.letters()
        assert (note.kind, note.chat) == ("note", TEAM)
        assert bot.last_text() == words("en")(
            "plan-failed", question="Which next?", why=words("en")("poll-no-audience")
        )
        assert next_run(bot, made) == MONDAY_NINE + timedelta(weeks=1)
        await at_time(bot, MONDAY_NINE + timedelta(weeks=1))
        assert len(bot.letters()) == 2


async def test_a_plan_of_an_unknown_brand_waits(migrated_url: str) -> None:
    """Another process may know the brand; this one leaves the plan as it is."""
    async with core(migrated_url) as bot:
        made = await plan(bot, rule=MONDAY)
    zest = replace(ACME, key="zest", name="Zest")
    async with core(migrated_url, zest, clock=HandClock(MONDAY_NINE)) as bot:
        assert dues(bot, plans.PLAN) == []
        assert next_run(bot, made) == MONDAY_NINE
