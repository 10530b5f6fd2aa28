"""The tally is what a recount of the votes says, whatever happens and whoever votes at the same time."""

import asyncio
import json
import random
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from chat.address import Address
from chat.errors import Unavailable
from chat.events import Vote
from chat.polls import Rules, Spec
from chat.ports import Outcome
from handlers import polls
from handlers.routing import Context
from storage import links, people, votes
from storage.polls import Poll
from tests.support.core import Core, core, event

VOTES = st.tuples(
    st.sampled_from(["U1", "U2", "U3"]),
    st.sampled_from([(0,), (1,), (2,), ()]),
    st.booleans(),
    st.integers(1, 12),
    st.sampled_from(["slack", "telegram"]),
)


Given = tuple[str, tuple[int, ...], bool, int, str]


def recount(bot: Core, poll: Poll) -> tuple[list[int], int]:
    """Count the rows of the votes."""
    rows = bot.read(
        lambda db: db.execute(text("SELECT options FROM votes WHERE poll = :poll"), {"poll": poll.id}).all()
    )
    chosen = [row.options if isinstance(row.options, list) else json.loads(row.options) for row in rows]
    return tally(poll, chosen)


def tally(poll: Poll, chosen: list[list[int]]) -> tuple[list[int], int]:
    """Count choices; of a ranked poll first places."""
    places = 1 if poll.rules.kind == "ranked" else None
    counted = Counter(option for options in chosen for option in options[:places])
    return [counted[option] for option in range(len(poll.options))], sum(map(bool, chosen))


def reckon(poll: Poll, cast: list[Given]) -> list[list[int]]:
    """Say what stands after these votes, in the plainest way there is."""
    standing: dict[tuple[str, str], tuple[list[int], int]] = {}
    for person, named, toggle, order, platform in cast:
        before, last = standing.get((platform, person), ([], 0))
        options = list(named)
        if toggle and named and poll.rules.kind != "single":
            options = [each for each in before if each not in named] + [each for each in named if each not in before]
        elif toggle and options == before:
            options = []
        if order >= last:
            standing[platform, person] = (options, order)
    return [options for options, _ in standing.values()]


async def take(bot: Core, poll: Poll, batches: list[list[Given]]) -> None:
    """Let votes happen, each batch at once."""
    for batch in batches:
        given_ = [
            event(Vote, poll=poll.id, options=options, toggle=toggle, order=order, platform=platform, person=who)
            for who, options, toggle, order, platform in batch
        ]
        await asyncio.gather(*map(bot.dispatcher.offer, given_))


@given(batches=st.lists(st.lists(VOTES, max_size=8), max_size=4), kind=st.sampled_from(["single", "multi", "ranked"]))
@settings(max_examples=60)
def test_any_votes_in_any_batches(migrated_file: Path, batches: list[list[Given]], kind: str) -> None:
    """Sets of any votes leave the tally that taking them one by one in one's head gives, and so does a recount."""

    async def run(url: str) -> None:
        async with core(url) as bot:
            spec = Spec(question="?", options=("a", "b", "c"), rules=Rules.of({"kind": kind}))
            poll = await bot.do(lambda ctx: polls.create(ctx, "acme", spec))
            await take(bot, poll, batches)
            expected = reckon(poll, [vote for batch in batches for vote in batch])
            assert bot.results(poll) == recount(bot, poll) == tally(poll, expected)
            orders = Counter(tuple(each) for each in expected if each and kind == "ranked")
            assert bot.read(lambda db: votes.rankings(db, poll)) == orders

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
            cast = [
                event(Vote, poll=poll.id, options=(dice.randrange(3),), person=f"U{i % 5}", order=0) for i in range(10)
            ]
            found += await settled(
                *(bot.dispatcher.offer(each) for bot, each in zip([here, there] * 5, cast, strict=True))
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


async def test_linking_while_people_vote(postgresql_url: str) -> None:
    """Two accounts become one person's while both vote through another process: one vote stays, and the tally knows."""
    async with core(postgresql_url) as here, core(postgresql_url) as there:
        poll = await here.poll("a", "b")
        await here.vote(poll, 0, person="first")
        await here.vote(poll, 1, person="second")
        kept, gone = (
            here.read(lambda db, each=each: people.find(db, "acme", Address("slack", each))).id
            for each in ("first", "second")
        )
        other = await here.poll("a", "b", question="And then?")
        offers = [
            there.dispatcher.offer(event(Vote, poll=each.id, options=(i % 2,), person=("first", "second")[i // 2 % 2]))
            for i in range(60)
            for each in (poll, other)
        ]
        await asyncio.wait(offers, return_when=asyncio.FIRST_COMPLETED)

        def link(ctx: Context) -> None:
            votes.merge_accounts(ctx.db, "acme", kept, gone, ctx.slot)
            links.link(ctx.db, kept, gone)

        await here.do(link)
        assert set(await settled(*offers)) == {"done"}
        for each in (poll, other):
            assert here.results(each) == recount(here, each)
            assert here.results(each)[1] == 1
