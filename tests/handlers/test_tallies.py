"""The tally is what a recount of the votes says, whatever happens and whoever votes at the same time."""

import asyncio
import random
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from chat.errors import Unavailable
from chat.events import Vote
from chat.ports import Outcome
from handlers import polls
from storage.polls import Poll
from tests.support.core import Core, core, event

VOTES = st.tuples(
    st.sampled_from(["U1", "U2", "U3"]),
    st.sampled_from([(0,), (1,), (2,), ()]),
    st.booleans(),
    st.integers(1, 12),
    st.sampled_from(["slack", "telegram"]),
)


def recount(bot: Core, poll: Poll) -> tuple[list[int], int]:
    """Count the rows of the votes."""
    rows = bot.read(
        lambda db: db.execute(text("SELECT options FROM votes WHERE poll = :poll"), {"poll": poll.id}).all()
    )
    chosen = [str(row.options).strip("[]") for row in rows]
    counted = Counter(int(each) for each in chosen if each)
    return [counted[option] for option in range(len(poll.options))], sum(counted.values())


def reckon(cast: list[tuple[str, tuple[int, ...], bool, int, str]]) -> tuple[list[int], int]:
    """Say how a poll stands after these votes, in the plainest way there is."""
    standing: dict[tuple[str, str], tuple[tuple[int, ...], int]] = {}
    for person, options, toggle, order, platform in cast:
        before, last = standing.get((platform, person), ((), 0))
        if order >= last:
            standing[platform, person] = (() if toggle and before == options else options, order)
    counted = Counter(option for options, _ in standing.values() for option in options)
    return [counted[option] for option in range(3)], sum(counted.values())


@given(batches=st.lists(st.lists(VOTES, max_size=8), max_size=4))
@settings(max_examples=40)
def test_any_votes_in_any_batches(
    migrated_file: Path, batches: list[list[tuple[str, tuple[int, ...], bool, int, str]]]
) -> None:
    """Sets of any votes leave the tally that taking them one by one in one's head gives, and so does a recount."""

    async def run(url: str) -> None:
        async with core(url) as bot:
            poll = await bot.poll("a", "b", "c")
            for batch in batches:
                votes = [
                    event(
                        Vote, poll=poll.id, options=options, toggle=toggle, order=order, platform=platform, person=who
                    )
                    for who, options, toggle, order, platform in batch
                ]
                await asyncio.gather(*map(bot.dispatcher.offer, votes))
            expected = reckon([vote for batch in batches for vote in batch])
            assert bot.results(poll) == recount(bot, poll) == expected

    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(migrated_file, f"{folder}/votes.db")
        asyncio.run(run(f"sqlite:///{folder}/votes.db"))


async def settled(*offers: "asyncio.Future[Outcome]") -> Counter[str]:
    """Return how many outcomes of each kind there were; what is not durable is sent again by its platform."""
    found = await asyncio.gather(*offers, return_exceptions=True)
    strange = [each for each in found if not isinstance(each, Outcome | Unavailable)]
    assert strange == []
    return Counter(each.kind if isinstance(each, Outcome) else "unavailable" for each in found)


async def test_two_processes_at_one_poll(postgresql_url: str) -> None:
    """The same few people voting through two processes at once leave no vote counted twice or lost."""
    dice = random.Random(7)
    async with core(postgresql_url) as here, core(postgresql_url) as there:
        poll = await here.poll("a", "b", "c")
        found: Counter[str] = Counter()
        for _ in range(20):
            votes = [
                event(Vote, poll=poll.id, options=(dice.randrange(3),), person=f"U{i % 5}", order=0) for i in range(10)
            ]
            found += await settled(
                *(bot.dispatcher.offer(each) for bot, each in zip([here, there] * 5, votes, strict=True))
            )
            assert here.results(poll) == recount(here, poll)
        assert found["done"] > 150
        assert len(here.lines("vote")) == found["done"]


async def test_closing_while_people_vote(postgresql_url: str) -> None:
    """Whoever closes, and however many vote through another process: what was told to count counts, no more."""
    async with core(postgresql_url) as here, core(postgresql_url) as there:
        poll = await here.poll("a", "b")
        offers = [there.dispatcher.offer(event(Vote, poll=poll.id, options=(0,), person=f"U{i}")) for i in range(300)]
        await asyncio.wait(offers, return_when=asyncio.FIRST_COMPLETED)
        assert await here.do(lambda ctx: polls.close(ctx, poll))
        at_close = here.results(poll)
        found = await settled(*offers)
        assert set(found) <= {"done", "refused"}
        assert here.results(poll) == recount(here, poll) == at_close == ([found["done"], 0], found["done"])
        assert not await there.do(lambda ctx: polls.close(ctx, poll))


@pytest.mark.parametrize("closers", [8])
async def test_one_of_many_closes(acme: Core, closers: int) -> None:
    """Closing is one change of state: one is told that it closed the poll, the others that it was closed before."""
    poll = await acme.poll()
    closed = await asyncio.gather(*(acme.do(lambda ctx: polls.close(ctx, poll)) for _ in range(closers)))
    assert sorted(closed) == [False] * (closers - 1) + [True]
