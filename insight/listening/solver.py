"""Multinomial logistic regression, deterministic: L-BFGS in plain numpy, without BLAS where it can be."""

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MEMORY = 10
"""Pairs of steps that L-BFGS remembers (Nocedal 1980)."""
ENOUGH = 1e-2
"""The largest slope at which the search ends; going on moves no weight by a tenth of a step of its int8."""
MOST_STEPS = 300
SUFFICIENT = 1e-4
SHORTEST = 1e-10


class Design(Protocol):
    """What texts are made of: a matrix of rows, the texts, and columns, their features."""

    width: int
    """Columns."""

    def times(self, weights: Floats) -> Floats:
        """Return each row's product with weights (classes, width): (classes, rows)."""

    def gathered(self, shares: Floats) -> Floats:
        """Return what (classes, rows) come to for each column: (classes, width)."""


class Sparse:
    """Rows of which only the values that are not zero are kept; no row and no column is empty."""

    def __init__(self, columns: Ints, values: Floats, sizes: Ints) -> None:
        """Args: the columns and values of row after row, and how many each row has."""
        self._columns, self._values = columns, values
        self._starts = _starts(sizes)
        by_column = np.argsort(columns, kind="stable")
        self._rows = np.repeat(np.arange(len(sizes)), sizes)[by_column]
        self._turned = values[by_column]
        self._turned_starts = _starts(np.bincount(columns))
        self.width = len(self._turned_starts)

    def times(self, weights: Floats) -> Floats:
        """Return each row's product with weights (classes, width): (classes, rows)."""
        return np.stack([np.add.reduceat(each.take(self._columns) * self._values, self._starts) for each in weights])

    def gathered(self, shares: Floats) -> Floats:
        """Return what (classes, rows) come to for each column: (classes, width)."""
        return np.stack([np.add.reduceat(each.take(self._rows) * self._turned, self._turned_starts) for each in shares])


def _starts(sizes: Ints) -> Ints:
    return np.cumsum(sizes) - sizes


def probabilities(scores: Floats) -> Floats:
    """Return what each row's scores are worth between 0 and 1, together 1."""
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True))


def fit(design: Design, classes: Ints, trust: float) -> Floats:
    """Return the weights (width, 3) that fit the rows' classes best.

    Args:
        classes: 0, 1 or 2 for each row.
        trust: the weight of the rows against that of small weights: sklearn's C.
    """
    truth = np.eye(3)[classes].T

    def cost(flat: Floats) -> tuple[float, Floats]:
        guessed = probabilities(design.times(flat.reshape(3, design.width)).T).T
        surprise = -np.log(np.maximum((guessed * truth).sum(axis=0), 1e-300)).sum()
        slope = design.gathered(guessed - truth).ravel() * trust + flat
        return float(trust * surprise + 0.5 * (flat * flat).sum()), slope

    return minimum(cost, np.zeros(design.width * 3)).reshape(3, design.width).T


def minimum(cost: Callable[[Floats], tuple[float, Floats]], start: Floats) -> Floats:
    """Return where a convex cost, given with its slope, is least."""
    here, (value, slope) = start, cost(start)
    steps: list[tuple[Floats, Floats, float]] = []
    for _ in range(MOST_STEPS):
        if np.abs(slope).max() < ENOUGH:
            break
        way = _downhill(slope, steps)
        length, there, new_value, new_slope = _along(cost, here, way, value, slope)
        if length < SHORTEST:
            break
        moved, turned = there - here, new_slope - slope
        bend = float((moved * turned).sum())
        if bend > 0:
            steps = [*steps[1 - MEMORY :], (moved, turned, 1.0 / bend)]
        here, value, slope = there, new_value, new_slope
    return here


def _downhill(slope: Floats, steps: list[tuple[Floats, Floats, float]]) -> Floats:
    """Return the way that the remembered steps make of the slope: L-BFGS's two loops."""
    way, shares = -slope, []
    for moved, turned, inverse in reversed(steps):
        share = inverse * float((moved * way).sum())
        shares.append(share)
        way = way - share * turned
    if steps:
        moved, turned, inverse = steps[-1]
        way = way / (inverse * float((turned * turned).sum()))
    else:
        way = way / max(1.0, float(np.sqrt((slope * slope).sum())))
    for (moved, turned, inverse), share in zip(steps, reversed(shares), strict=True):
        way = way + moved * (share - inverse * float((turned * way).sum()))
    return way


def _along(
    cost: Callable[[Floats], tuple[float, Floats]], here: Floats, way: Floats, value: float, slope: Floats
) -> tuple[float, Floats, float, Floats]:
    """Halve the step until it gains enough."""
    falls, length = float((slope * way).sum()), 1.0
    while True:
        there = here + length * way
        new_value, new_slope = cost(there)
        if new_value <= value + SUFFICIENT * length * falls or length < SHORTEST:
            return length, there, new_value, new_slope
        length /= 2
