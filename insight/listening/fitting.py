"""How the weights of the sentiment come from labelled texts: `rapport train`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from insight.listening.saving import save
from insight.listening.sentiment import BITS, FIGURES, FILE, VALUES, Features, features
from insight.listening.solver import Floats, Ints, Sparse, fit
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
    save(out / FILE, table=table, steps=steps, figures=figures, figure_step=FIGURE_STEP)


def _fitted(texts: Sequence[Labelled]) -> Floats:
    found = [features(each.text, each.language) for each in texts]
    classes = np.array([VALUES.index(each.value) for each in texts])
    scales = np.concatenate([evidence(found, classes), np.full(FIGURES, FIGURES_WEIGH)])
    used, design = packed(found, scales)
    weights = np.zeros((COLUMNS + FIGURES, 3))
    weights[used] = fit(design, classes, TRUST) * scales[used, None]
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


def packed(found: Sequence[Features], scales: Floats) -> tuple[Ints, Sparse]:
    """Return the columns that occur, and the scaled rows over those alone."""
    figures = range(COLUMNS, COLUMNS + FIGURES)
    columns = np.fromiter(chain.from_iterable(chain(each.columns, figures) for each in found), np.int64)
    values = np.fromiter(chain.from_iterable(chain(each.values, each.figures) for each in found), np.float64)
    used, places = np.unique(columns, return_inverse=True)
    sizes = np.array([len(each.columns) + FIGURES for each in found])
    return used, Sparse(places, values * scales[columns], sizes)
