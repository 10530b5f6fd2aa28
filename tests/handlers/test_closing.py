"""Polls that close by themselves, once, however late."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from handlers.polls import making, plans
from storage import polls
from tests.support.clock import NOON, HandClock
from tests.support.core import Core, core
from tests.support.planning import SPEC
from tests.support.ticking import dues, strike, strike_all


async def test_a_poll_closes_when_its_time_comes(acme: Core) -> None:
    """Not before; a vote afterwards is refused, and its messages are brought up to date."""
    poll = await acme.do(lambda ctx: making.create(ctx, "acme", replace(SPEC, open_for_s=3600)))
    await acme.vote(poll, 0)
    acme.clock.forward(timedelta(minutes=59))
    assert await strike_all(acme, plans.CLOSE) == 0
    acme.clock.forward(timedelta(minutes=1))
    assert await strike_all(acme, plans.CLOSE) == 1
    assert (await acme.vote(poll, 1, person="U2")).kind == "refused"
    assert acme.results(poll) == ([1, 0], 1)


async def test_a_poll_closes_late_where_nobody_was_awake(migrated_url: str, acme: Core) -> None:
    """Two processes that start long after its end close it once."""
    poll = await acme.do(lambda ctx: making.create(ctx, "acme", replace(SPEC, open_for_s=3600)))
    later = NOON + timedelta(days=9)
    async with core(migrated_url, clock=HandClock(later)) as here, core(migrated_url, clock=HandClock(later)) as there:
        found = dues(here, plans.CLOSE)
        assert [due.subject for due in found] == [poll.id]
        await asyncio.gather(*(strike(bot, *found) for bot in (here, there)))
        closed = here.read(lambda db: polls.find(db, poll.id))
        assert (closed.state, closed.closed_at) == ("closed", later)
        assert dues(there, plans.CLOSE) == []


async def test_a_poll_that_was_prolonged_stays_open(acme: Core) -> None:
    """A tick that was under way when the end moved finds nothing to do."""
    poll = await acme.do(lambda ctx: making.create(ctx, "acme", replace(SPEC, open_for_s=3600)))
    acme.clock.forward(timedelta(hours=1))
    found = dues(acme, plans.CLOSE)
    longer = replace(poll, closes_at=NOON + timedelta(hours=2))
    await acme.do(lambda ctx: polls.change(ctx.db, poll, longer))
    await strike(acme, *found)
    assert acme.read(lambda db: polls.find(db, poll.id)).state == "open"
