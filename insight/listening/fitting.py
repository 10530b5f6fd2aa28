"""How the weights of the sentiment come from labelled texts: `rapport train`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from insight.listening.embeddings import FILE as HEAD_FILE
from insight.listening.embeddings import SIZE, embedded
from insight.listening.sentiment import BITS, FIGURES, FILE, VALUES, Features, features
from insight.listening.solver import Floats, Ints, Rows, fit
from insight.listening.text import LANGUAGES

COLUMNS = 1 << BITS
TRUST = 1.0
"""Chosen by cross-validation, as all numbers here."""
FIGURES_WEIGH = 0.5
"""The scale of lexica and signs beside n-grams."""
EVIDENCE = 0.5
"""The power of an n-gram's log-count ratio by which it is scaled (Wang & Manning 2012)."""
MOST = 127
"""Of an int8."""
FIGURE_STEP = 1 / 1_024
HEAD_TRUST = 1.0
OWN_WEIGH = 0.5
"""The scale of what a language has for itself beside what all share (Daumé 2007)."""
HEAD_STEP = 1 / 256


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with how it is meant."""

    language: str
    value: int
    text: str


def labelled(folder: Path, parts: Sequence[str]) -> list[Labelled]:
    """Read `LANGUAGE.PART.tsv`: a value, a tab, a text in each line."""
    return [
        Labelled(language, int(value), text)
        for part in parts
        for language in LANGUAGES
        for value, text in _lines(folder / f"{language}.{part}.tsv")
    ]


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        value, tab, text = line.partition("\t")
        if tab:
            yield value, text


def train(texts: Sequence[Labelled], out: Path) -> None:
    """Write the weights that the texts give; the same bytes for the same texts."""
    table = np.zeros((len(LANGUAGES), COLUMNS, 3), np.int8)
    figures = np.zeros((len(LANGUAGES), FIGURES, 3), np.int16)
    steps = np.zeros((len(LANGUAGES), 3))
    for row, language in enumerate(LANGUAGES):
        weights = _fitted([each for each in texts if each.language == language])
        # Rounded so coarsely, differences of the last digit between machines vanish.
        steps[row] = np.round(np.abs(weights[:COLUMNS]).max(axis=0) / MOST, 5) + 1e-5
        table[row] = np.round(weights[:COLUMNS] / steps[row])
        figures[row] = np.round(weights[COLUMNS:] / FIGURE_STEP)
    out.mkdir(parents=True, exist_ok=True)
    np.savez(out / FILE, table=table, steps=steps, figures=figures, figure_step=FIGURE_STEP)


def _fitted(texts: Sequence[Labelled]) -> Floats:
    found = [features(each.text, each.language) for each in texts]
    classes = np.array([VALUES.index(each.value) for each in texts])
    scales = np.concatenate([evidence(found, classes), np.full(FIGURES, FIGURES_WEIGH)])
    used, rows = packed(found, scales)
    weights = np.zeros((COLUMNS + FIGURES, 3))
    weights[used] = fit(rows, classes, TRUST) * scales[used, None]
    return weights


def evidence(found: Sequence[Features], classes: Ints) -> Floats:
    """Return how strongly each column speaks for or against any class: its scale."""
    lists = [np.array(each.columns, np.int64) for each in found]
    counts = np.stack(
        [
            np.bincount(np.concatenate([lists[row] for row in np.flatnonzero(classes == place)]), minlength=COLUMNS)
            for place in range(3)
        ]
    )
    those, others = counts + 1.0, counts.sum(axis=0) - counts + 1.0
    ratios = np.log(those / those.sum(axis=1, keepdims=True)) - np.log(others / others.sum(axis=1, keepdims=True))
    return np.asarray(np.abs(ratios).max(axis=0) ** EVIDENCE)


def packed(found: Sequence[Features], scales: Floats) -> tuple[Ints, Rows]:
    """Return the columns that occur, and the scaled rows over those alone."""
    sizes = [len(each.columns) + FIGURES for each in found]
    figures = range(COLUMNS, COLUMNS + FIGURES)
    columns = np.fromiter(chain.from_iterable(chain(each.columns, figures) for each in found), np.int64)
    values = np.fromiter(chain.from_iterable(chain(each.values, each.figures) for each in found), np.float64)
    used, places = np.unique(columns, return_inverse=True)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    return used, Rows(places.astype(np.int64), values * scales[columns], starts.astype(np.int64), len(used))


def train_head(texts: Sequence[Labelled], out: Path) -> None:
    """Write the weights over embeddings: some for all languages and, beside them, some for each."""
    languages = [LANGUAGES.index(each.language) for each in texts]
    vectors = embedded([each.text for each in texts])
    middle, spread = vectors.mean(axis=0), vectors.std(axis=0) * SIZE**0.5
    figures = np.concatenate([(vectors - middle) / spread, np.ones((len(vectors), 1))], axis=1)
    rows = _shared_and_own(figures, languages)
    weights = fit(rows, np.array([VALUES.index(each.value) for each in texts]), HEAD_TRUST)
    blocks = weights.reshape(len(LANGUAGES) + 1, SIZE + 1, 3)
    joint = blocks[:1] + OWN_WEIGH * blocks[1:]
    joint[:, :SIZE] /= spread[None, :, None]
    joint[:, SIZE] -= np.einsum("s,lsc->lc", middle, joint[:, :SIZE])
    out.mkdir(parents=True, exist_ok=True)
    np.savez(out / HEAD_FILE, weights=np.round(joint / HEAD_STEP).astype(np.int16), step=HEAD_STEP)


def _shared_and_own(figures: Floats, languages: Sequence[int]) -> Rows:
    """Return rows with the figures twice: in a block that all languages share, and in their language's own."""
    count, width = figures.shape
    columns = np.arange(width)[None, :] + np.zeros((count, 1), np.int64)
    own = columns + (np.array(languages) + 1)[:, None] * width
    return Rows(
        np.concatenate([columns, own], axis=1).ravel(),
        np.concatenate([figures, figures * OWN_WEIGH], axis=1).ravel(),
        np.arange(count) * 2 * width,
        (len(LANGUAGES) + 1) * width,
    )
