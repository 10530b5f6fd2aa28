"""Rapport beside bots that do nothing and bots that do the same job naively, all under one load."""

from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.rapport import Rapport
from benchmarks.report import Goal
from benchmarks.requests import slack_votes, telegram_answers, telegram_presses
from benchmarks.stage import ENGINES, Stage
from benchmarks.target import Plan, Target, measure, show

NAIVE_AT_MOST_PER_S = 4_000
P99_MS = 100.0
TIMES_NOOP_BOLT, TIMES_NOOP_PTB = 0.9, 0.5
TIMES_NAIVE_SLACK = {"sqlite": 8.0, "postgresql": 8.0}
TIMES_NAIVE_TELEGRAM = {"sqlite": 8.0, "postgresql": 6.0}

Requests = Callable[[list[int]], list[bytes]]


@dataclass(slots=True)
class Comparison:
    """One platform's bots."""

    platform: str
    noop: Target
    times_noop: float
    """The least that Rapport should be of the bot that does nothing."""
    times_naive: dict[str, float]
    """The same for the naive bot, by engine."""
    ours: dict[str, Target] = field(default_factory=dict)
    naive: dict[str, Target] = field(default_factory=dict)
    others: list[Target] = field(default_factory=list)
    """Rapport at other work, for information."""

    async def run(self, plan: Plan) -> list[Goal]:
        """Measure and print; return what came of the goals."""
        pairs = [each for engine in self.ours for each in (self.ours[engine], self.naive[engine])]
        targets = [self.noop, *pairs, *self.others]
        await measure(targets, plan)
        show(f"{self.platform}: durable votes a second over 32 keep-alive connections", targets)
        return [goal for engine in self.ours for goal in self._goals(engine)]

    def _goals(self, engine: str) -> list[Goal]:
        ours, where = self.ours[engine], f"{self.platform}, {ENGINES[engine]}"
        return [
            Goal(f"{where}: times the naive bot", ours.times(self.naive[engine]), self.times_naive[engine]),
            Goal(f"{where}: times the {self.noop.name}", ours.times(self.noop), self.times_noop),
            Goal(f"{where}: p99", ours.p99_ms(), P99_MS, "ms", least=False),
        ]


async def slack(stage: Stage, bots: dict[str, Rapport]) -> Comparison:
    """Start what is compared over Slack's HTTP."""
    noop = await stage.rival("noop-bolt")
    found = Comparison("Slack", Target("no-op Bolt", noop, _presses("p")), TIMES_NOOP_BOLT, TIMES_NAIVE_SLACK)
    for engine, bot in bots.items():
        where, process = ENGINES[engine], bot.process
        rival = await stage.rival("naive-slack", engine)
        found.ours[engine] = Target(f"Rapport, {where}", process, _presses(bot.poll.id))
        found.naive[engine] = Target(f"naive Bolt bot, {where}", rival, _presses("p"), NAIVE_AT_MOST_PER_S)
        told = _presses(bot.poll.id, stage.response_url)
        found.others.append(Target(f"Rapport, {where}, each voter answered by response_url", process, told))
    return found


async def telegram(stage: Stage, bots: dict[str, Rapport]) -> Comparison:
    """Start what is compared over Telegram's webhook."""
    noop = await stage.rival("noop-ptb")
    requests = _callbacks("p")
    found = Comparison("Telegram", Target("no-op PTB", noop, requests), TIMES_NOOP_PTB, TIMES_NAIVE_TELEGRAM)
    for engine, bot in bots.items():
        where, process = ENGINES[engine], bot.process
        rival = await stage.rival("naive-telegram", engine)
        found.ours[engine] = Target(f"Rapport, {where}", process, _callbacks(bot.poll.id))
        found.naive[engine] = Target(f"naive PTB bot, {where}", rival, requests, NAIVE_AT_MOST_PER_S)
        found.others.append(Target(f"Rapport, {where}, votes in a native poll", process, _answers(bot.native)))
    return found


def _presses(poll: str, response_url: str = "") -> Requests:
    return lambda votes: slack_votes(votes, poll, response_url)


def _callbacks(poll: str) -> Requests:
    return lambda votes: telegram_presses(votes, poll)


def _answers(native: str) -> Requests:
    return lambda votes: telegram_answers(votes, native)
