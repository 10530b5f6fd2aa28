"""What Rapport takes while it does nothing, and how quick the disk under it is."""

import asyncio
import os
import subprocess
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.rapport import COMMAND, Rapport
from benchmarks.report import Goal
from benchmarks.stage import ENGINES

MEMORY_MB = 150.0
HELP_S = 0.3
HELP_TIMES = 5
FSYNC_TIMES = 50
BLOCK = b"\0" * 4_096


def fsync_ms(folder: Path) -> float:
    """Return how long the disk takes to make 4 kB appended to a file durable, in ms: the median of 50 times."""
    times = []
    path = folder / "fsync"
    with path.open("wb", buffering=0) as file:
        for _ in range(FSYNC_TIMES):
            began = perf_counter()
            file.write(BLOCK)
            os.fdatasync(file.fileno())
            times.append(perf_counter() - began)
    path.unlink()
    return 1_000 * median(times)


def help_s() -> float:
    """Return the seconds that `rapport --help` takes: the median of 5 times, after one that compiles."""
    return median([_run_help() for _ in range(HELP_TIMES + 1)][1:])


def _run_help() -> float:
    began = perf_counter()
    subprocess.run([*COMMAND, "--help"], check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - began


async def goals(bots: dict[str, Rapport]) -> list[Goal]:
    """Hold the memory of the bots, before anybody votes, and the time of `rapport --help` against their goals."""
    memory = [
        Goal(
            f"{ENGINES[engine]}: memory of an idle `rapport run`", bot.process.memory_mb(), MEMORY_MB, "MB", least=False
        )
        for engine, bot in bots.items()
    ]
    return [*memory, Goal("`rapport --help`", await asyncio.to_thread(help_s), HELP_S, "s", least=False)]
