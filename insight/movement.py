"""What moved a scorecard, and which measure tells most of a part: what a sentence about a time is made from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from insight.rules import PARTS, Rules
from insight.scorecard import Measure, Scorecard

MOST_MOVERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Mover:
    """A measure that changed."""

    part: str
    name: str
    value: float
    previous: float
    step: float
    """The change in targets: 0.5 is half of what scores 100."""

    @property
    def is_up(self) -> bool:
        """Whether it rose."""
        return self.step > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """How the index went, and with it which measures."""

    index: float | None
    previous: float | None
    """The index of the week before; None where there was none, or where the time is no week."""
    clear: tuple[Mover, ...]
    """The measures that changed clearly, those first that moved most; of a time with an index both ways."""

    @property
    def step(self) -> float | None:
        """Return by how much the index changed."""
        return None if self.index is None or self.previous is None else self.index - self.previous

    def of_direction(self, *, up: bool) -> tuple[Mover, ...]:
        """Return those that rose, or those that fell, at most `MOST_MOVERS`."""
        return tuple(mover for mover in self.clear if mover.is_up is up)[:MOST_MOVERS]


def movement(card: Scorecard, previous: float | None, rules: Rules) -> Movement:
    """Find what moved.

    Args:
        card: of any time.
        previous: the index of the time before.
        rules: how much of each measure is enough, and its target.
    """
    movers = [mover for part, names in PARTS.items() for mover in _movers(part, names, card, rules)]
    clear = tuple(sorted(movers, key=lambda mover: -abs(mover.step)))
    return Movement(index=card.index, previous=previous, clear=clear)


def telling(part: str, card: Scorecard, rules: Rules) -> str | None:
    """Name the measure that tells most of a part: the clearest change, else the first with enough data.

    None where no measure of the part has any value.
    """
    names = PARTS[part]
    if movers := sorted(_movers(part, names, card, rules), key=lambda mover: -abs(mover.step)):
        return movers[0].name
    measures = card.parts[part].measures
    scored = [name for name in names if name in rules.targets]
    enough = [name for name in scored if measures[name].value is not None and measures[name].n >= rules.enough(name)]
    known = [name for name in (*scored, *names) if measures[name].value is not None]
    return next(iter((*enough, *known)), None)


def _movers(part: str, names: tuple[str, ...], card: Scorecard, rules: Rules) -> Iterator[Mover]:
    measures: Mapping[str, Measure] = card.parts[part].measures
    for name in names:
        it, target = measures[name], rules.targets.get(name)
        is_known = it.change == "clear" and it.n >= rules.enough(name) and target is not None
        if is_known and it.value is not None and it.previous is not None and target is not None:
            step = (it.value - it.previous) / target
            yield Mover(part=part, name=name, value=it.value, previous=it.previous, step=step)
