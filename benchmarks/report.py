"""What is printed: tables of figures, and the goals they are held against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure beside what it should be."""

    name: str
    value: float
    bound: float
    unit: str = ""
    """Empty: a ratio."""
    least: bool = True
    """The bound is the least that will do; else the most."""

    @property
    def met(self) -> bool:
        """Tell whether the goal is reached."""
        return self.value >= self.bound if self.least else self.value <= self.bound

    def row(self) -> tuple[str, ...]:
        """Return it as a row of a table."""
        unit = f" {self.unit}" if self.unit else ""
        wanted = f"{'at least' if self.least else 'at most'} {self.bound:g}{unit}"
        return self.name, f"{self.value:.3g}{unit}", wanted, "pass" if self.met else "SHORT"


def table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table: its first column to the left, the others to the right."""
    lines = [heads, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    print(f"\n{title}")
    for number, line in enumerate(lines):
        first, *rest = (
            cell.rjust(width) if i else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        print("  " + "  ".join((first, *rest)).rstrip())
        if number == 0:
            print("  " + "  ".join("-" * width for width in widths))


def goals(found: Sequence[Goal]) -> None:
    """Print the goals, and how many are reached."""
    if found:
        table("Goals", ("", "measured", "goal", ""), [goal.row() for goal in found])
        print(f"\n{sum(goal.met for goal in found)} of {len(found)} goals are met.")
