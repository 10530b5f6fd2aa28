"""Measure Rapport beside bots that do nothing and naive ones: `python -m benchmarks`, or `make bench`."""

import argparse
from collections.abc import Awaitable, Callable, Sequence

import uvloop

from benchmarks import alone, compare, footprint, queries, rapport, report, rollups, scorecard
from benchmarks.crash import crash
from benchmarks.crowd import crowd
from benchmarks.rapport import Rapport
from benchmarks.report import Goal
from benchmarks.rollup_world import Size
from benchmarks.stage import ENGINES, Stage, stage
from benchmarks.target import Plan

Bots = dict[str, Rapport]
Part = Callable[[Stage, Bots, Plan], Awaitable[list[Goal]]]


async def _slack(stage_: Stage, bots: Bots, plan: Plan) -> list[Goal]:
    return await (await compare.slack(stage_, bots)).run(plan)


async def _telegram(stage_: Stage, bots: Bots, plan: Plan) -> list[Goal]:
    return await (await compare.telegram(stage_, bots)).run(plan)


async def _rollups(stage_: Stage, bots: Bots, plan: Plan) -> list[Goal]:
    return await rollups.goals(stage_, [*bots], Size(plan.lines, max(plan.lines // 10, 1)))


PARTS: dict[str, Part] = {
    "footprint": lambda _stage, bots, _plan: footprint.goals(bots),
    "scorecard": lambda _stage, _bots, _plan: scorecard.goals(),
    "rollups": _rollups,
    "slack": _slack,
    "telegram": _telegram,
    "single": lambda _stage, bots, plan: alone.unloaded(bots, plan),
    "poll": lambda _stage, bots, plan: alone.full_poll(bots, plan),
    "queries": queries.listen,
    "crowd": lambda stage_, bots, _plan: crowd(stage_, bots),
    "crash": lambda _stage, bots, _plan: crash(bots),
}
"""In the order in which they run; idle memory comes before any vote, the kill comes last."""


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help=f"what to measure: {', '.join(PARTS)}")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES), help="which databases")
    parser.add_argument("--rounds", type=int, default=3, help="medians of so many rounds")
    parser.add_argument("--seconds", type=float, default=3.0, help="of load for each bot in each round")
    parser.add_argument("--lines", type=int, default=Size().lines, help="of the ledger that is rolled up")
    return parser.parse_args(given)


async def bench(parts: Sequence[str], engines: Sequence[str], plan: Plan) -> list[Goal]:
    """Measure, print as it goes, and return what came of the goals."""
    found: list[Goal] = []
    async with stage() as set_up:
        print(f"Medians of {plan.rounds} rounds of {plan.seconds:g} s. Compare ratios inside one run.")
        print(f"This disk makes 4 kB durable in {footprint.fsync_ms(set_up.folder):.2f} ms (fdatasync).")
        bots = {engine: await rapport.start(set_up, engine) for engine in engines}
        for name, part in PARTS.items():
            if name in parts:
                found += await part(set_up, bots, plan)
        for bot in bots.values():
            bot.database.close()
    report.goals(found)
    return found


def main() -> None:
    """Measure what was asked for; a goal that is missed is printed, not an error."""
    given = arguments()
    uvloop.run(bench(given.parts or list(PARTS), given.engines, Plan(given.rounds, given.seconds, given.lines)))


if __name__ == "__main__":
    main()
