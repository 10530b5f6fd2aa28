"""Where the labelled texts lie, and what is asked of a classifier on them."""

from collections.abc import Sequence
from pathlib import Path

import pytest

DATA = Path(__file__).parents[3].parent / "shared" / "data"
NEEDS_DATA = pytest.mark.skipif(
    not DATA.is_dir(), reason="the labelled texts lie beside the project, in ../shared/data, and are not here"
)


def macro_f1(truth: Sequence[int], guessed: Sequence[int]) -> float:
    """Give the mean of the three classes' F1, 0 to 100."""
    pairs = [*zip(truth, guessed, strict=True)]
    scores = []
    for value in (-1, 0, 1):
        both = sum(pair == (value, value) for pair in pairs)
        scores.append(200 * both / max(1, sum(value in pair for pair in pairs) + both))
    return sum(scores) / len(scores)
