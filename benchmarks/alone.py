"""Rapport alone: one vote at a time, and a poll that is full already."""

from benchmarks import rapport
from benchmarks.rapport import Rapport
from benchmarks.report import Goal
from benchmarks.requests import slack_votes, telegram_presses
from benchmarks.stage import ENGINES
from benchmarks.target import Plan, Target, measure, show

SINGLE_MS = 2.0
SINGLE_AT_MOST_PER_S = 3_000
VOTES = 100_000
TIMES_EMPTY = 0.9


async def unloaded(bots: dict[str, Rapport], plan: Plan) -> list[Goal]:
    """Measure one vote at a time."""
    targets = [target for engine, bot in bots.items() for target in _single(ENGINES[engine], bot)]
    await measure(targets, plan, connections=1)
    show("One connection, one vote after the other", targets)
    return [Goal(f"{each.name}: unloaded vote, p50", each.p50_ms(), SINGLE_MS, "ms", least=False) for each in targets]


def _single(where: str, bot: Rapport) -> list[Target]:
    process, poll = bot.process, bot.poll.id
    return [
        Target(f"Slack, {where}", process, lambda votes: slack_votes(votes, poll, ""), SINGLE_AT_MOST_PER_S),
        Target(f"Telegram, {where}", process, lambda votes: telegram_presses(votes, poll), SINGLE_AT_MOST_PER_S),
    ]


async def full_poll(bots: dict[str, Rapport], plan: Plan) -> list[Goal]:
    """Measure a poll with 100,000 votes beside an empty one."""
    pairs = {ENGINES[engine]: _pair(ENGINES[engine], bot) for engine, bot in bots.items()}
    targets = [target for pair in pairs.values() for target in pair]
    await measure(targets, plan)
    show("A poll with 100,000 votes beside an empty one", targets)
    return [
        Goal(f"{where}: full poll, times the empty one", full.times(empty), TIMES_EMPTY)
        for where, (empty, full) in pairs.items()
    ]


def _pair(where: str, bot: Rapport) -> tuple[Target, Target]:
    empty, full = rapport.create_poll(bot.database), rapport.create_poll(bot.database)
    rapport.fill(bot.database, full, VOTES)

    def target(name: str, poll: str) -> Target:
        return Target(f"Slack, {where}: {name}", bot.process, lambda votes: slack_votes(votes, poll, ""))

    return target("empty poll", empty.id), target("full poll", full.id)
