"""How the extra's weights over embeddings come from labelled texts."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from insight.listening.embeddings import FILE, SIZE, embedded
from insight.listening.fitting import Labelled
from insight.listening.saving import save
from insight.listening.sentiment import VALUES
from insight.listening.solver import Floats, Ints, fit
from insight.listening.text import LANGUAGES

TRUST = 0.4
"""Chosen by cross-validation."""
OWN_WEIGH = 0.5
"""The scale of what a language has for itself beside what all share (Daumé 2007)."""
STEP = 1 / 256
"""Rounded so coarsely, differences of the last digit between machines vanish."""


def train(texts: Sequence[Labelled], out: Path) -> None:
    """Write the weights over embeddings that the texts give."""
    weights = fitted(
        embedded([each.text for each in texts]),
        np.array([LANGUAGES.index(each.language) for each in texts]),
        np.array([VALUES.index(each.value) for each in texts]),
    )
    out.mkdir(parents=True, exist_ok=True)
    save(out / FILE, weights=np.round(weights / STEP).astype(np.int16), step=STEP)


def fitted(vectors: Floats, languages: Ints, classes: Ints) -> Floats:
    """Return each language's weights, the last of them for 1: (languages, 385, 3)."""
    middle, spread = vectors.mean(axis=0), vectors.std(axis=0) * SIZE**0.5
    figures = np.concatenate([(vectors - middle) / spread, np.ones((len(vectors), 1))], axis=1)
    blocks = fit(_Blocks(figures, languages), classes, TRUST).reshape(len(LANGUAGES) + 1, SIZE + 1, 3)
    joint = blocks[0] + OWN_WEIGH * blocks[1:]
    joint[:, :SIZE] /= spread[:, None]
    joint[:, SIZE] -= np.einsum("s,lsc->lc", middle, joint[:, :SIZE])
    return np.asarray(joint)


class _Blocks:
    """Dense rows over a block of columns that all languages share and, beside it, one for each."""

    def __init__(self, figures: Floats, languages: Ints) -> None:
        self._groups = [(np.flatnonzero(languages == row), figures[languages == row]) for row in range(len(LANGUAGES))]
        self._rows, self._size = figures.shape
        self.width = (len(LANGUAGES) + 1) * self._size

    def times(self, weights: Floats) -> Floats:
        """Return each row's product with weights (classes, width): (classes, rows)."""
        blocks = weights.reshape(3, -1, self._size)
        found = np.zeros((3, self._rows))
        for place, (rows, figures) in enumerate(self._groups, start=1):
            found[:, rows] = (blocks[:, 0] + OWN_WEIGH * blocks[:, place]) @ figures.T
        return found

    def gathered(self, shares: Floats) -> Floats:
        """Return what (classes, rows) come to for each column: (classes, width)."""
        own = np.stack([shares[:, rows] @ figures for rows, figures in self._groups], axis=1)
        return np.concatenate([own.sum(axis=1, keepdims=True), OWN_WEIGH * own], axis=1).reshape(3, self.width)
