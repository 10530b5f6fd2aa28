"""2,000 people vote at once, each vote is sent twice, and the process is killed in the middle and started again."""

import asyncio
from collections.abc import Sequence

from benchmarks import rapport
from benchmarks.load import Measured, load
from benchmarks.rapport import Rapport
from benchmarks.report import Goal, table
from benchmarks.requests import numbers, option_of, telegram_presses, telegram_voter
from benchmarks.stage import ENGINES
from storage import votes
from storage.polls import Poll

PEOPLE = 2_000
AT_ONCE = 400
KILLED_AFTER = 1_000
"""Acknowledgements, of 4,000 that there could be."""

WITHIN_S = 60.0


async def crash(bots: dict[str, Rapport]) -> list[Goal]:
    """Kill each bot in the middle of a crowd of votes, and tell what became of them."""
    rows, found = [], []
    for engine, bot in bots.items():
        acknowledged, lost, wrong = await _crash(bot)
        rows.append((ENGINES[engine], f"{acknowledged:,}", str(lost), str(wrong)))
        found.append(Goal(f"{ENGINES[engine]}: acknowledged votes lost by kill -9", lost, 0, "", least=False))
        found.append(Goal(f"{ENGINES[engine]}: votes missing or counted twice", wrong, 0, "", least=False))
    heads = ("", "acknowledged before", "lost", "missing or twice at the end")
    table(
        "2,000 people vote at once, each vote is sent twice, kill -9 in the middle, restart, all sent again",
        heads,
        rows,
    )
    return found


async def _crash(bot: Rapport) -> tuple[int, int, int]:
    """Return how many people's votes were acknowledged before the kill, how many of them were lost, how many wrong."""
    poll = rapport.create_poll(bot.database)
    people = [number for number in numbers(2 * PEOPLE) if number % 2 == 0]
    presses = telegram_presses(people, poll.id)
    twice = [press for press in presses for _ in range(2)]
    first = Measured()
    voting = asyncio.create_task(load(bot.process.port, twice, WITHIN_S, AT_ONCE, first))
    while len(first.acknowledged) < KILLED_AFTER and not voting.done():  # noqa: ASYNC110  # the load has no event
        await asyncio.sleep(0.001)
    await bot.process.kill()
    await voting
    await bot.process.start()
    heard = set(first.acknowledged)
    sure = [number for number, press in zip(people, presses, strict=True) if press in heard]
    lost = len(sure) - _right(bot, poll, sure)
    await load(bot.process.port, twice, WITHIN_S, AT_ONCE)
    return len(sure), lost, _wrong(bot, poll, people)


def _right(bot: Rapport, poll: Poll, people: Sequence[int]) -> int:
    """Count the people whose vote stands as they cast it."""
    wanted = {telegram_voter(number): [option_of(number)] for number in people}
    standing = bot.database.read(lambda db: votes.standing(db, poll, "telegram", list(wanted)))
    return sum(person in standing and standing[person].options == options for person, options in wanted.items())


def _wrong(bot: Rapport, poll: Poll, people: Sequence[int]) -> int:
    """Count the votes that do not stand as they were cast, and those by which the tally is off."""
    results = bot.database.read(lambda db: votes.results(db, poll))
    off = abs(sum(results.votes) - len(people)) + abs(results.voters - len(people))
    return len(people) - _right(bot, poll, people) + off
