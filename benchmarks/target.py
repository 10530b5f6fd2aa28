"""A bot under load, and what came of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from benchmarks.load import CONNECTIONS, Measured, load
from benchmarks.report import table
from benchmarks.requests import numbers
from benchmarks.stage import Process

WARM_UP_S = 1.0
AT_MOST_PER_S = 14_000
"""How many requests are made ready for each second of load, where no other number is given."""


@dataclass(slots=True)
class Target:
    """What is loaded with which requests."""

    name: str
    process: Process
    requests: Callable[[list[int]], list[bytes]]
    """Makes the requests of these votes."""
    most_per_s: int = AT_MOST_PER_S
    rounds: list[Measured] = field(default_factory=list)

    async def load(self, seconds: float, connections: int) -> Measured:
        """Load it once."""
        requests = self.requests(numbers(int(self.most_per_s * seconds)))
        before = self.process.cpu_s()
        measured = await load(self.process.port, requests, seconds, connections)
        measured.cpu_s = self.process.cpu_s() - before
        return measured

    def middle(self, figure: Callable[[Measured], float]) -> float:
        """Return the median of a figure over the rounds."""
        return median(figure(each) for each in self.rounds)

    def p50_ms(self) -> float:
        """Return the median of the rounds' median latencies."""
        return self.middle(lambda each: each.percentile_ms(50))

    def p99_ms(self) -> float:
        """Return the median of the rounds' 99th percentiles."""
        return self.middle(lambda each: each.percentile_ms(99))

    def times(self, other: "Target") -> float:
        """Return how many times as fast it is as another, round by round, so that both saw the same noise."""
        return median(mine.per_s / its.per_s for mine, its in zip(self.rounds, other.rounds, strict=True))

    def row(self) -> tuple[str, ...]:
        """Return what was measured as a row of `show`."""
        rates = [each.per_s for each in self.rounds]
        return (
            self.name,
            f"{median(rates):,.0f}",
            f"{min(rates):,.0f}-{max(rates):,.0f}",
            f"{self.p50_ms():.2f}",
            f"{self.p99_ms():.1f}",
            f"{self.middle(lambda each: each.cpu_ms):.3f}",
            str(sum(each.failed for each in self.rounds)),
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """How long is measured, and how much."""

    rounds: int
    seconds: float
    """Of one load."""
    lines: int = 10_000_000
    """Of the ledger that is rolled up."""


async def measure(targets: Sequence[Target], plan: Plan, connections: int = CONNECTIONS) -> None:
    """Warm all up, then in each round load one after the other."""
    for target in targets:
        warm = await target.load(min(WARM_UP_S, plan.seconds), connections)
        if not warm.acknowledged:
            raise RuntimeError(f"{target.name} answers no vote with 200.")
    for _ in range(plan.rounds):
        for target in targets:
            target.rounds.append(await target.load(plan.seconds, connections))


def show(title: str, targets: Sequence[Target]) -> None:
    """Print what was measured."""
    heads = ("", "votes/s", "slowest-fastest", "p50 ms", "p99 ms", "CPU ms", "errors")
    table(title, heads, [target.row() for target in targets])
