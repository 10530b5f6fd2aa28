"""How people feel about what they write: hashed n-grams, lexica and signs, weighed for each language."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from insight.listening.lexica import opinions
from insight.listening.signs import shown
from insight.listening.solver import Floats, probabilities
from insight.listening.text import LANGUAGES, hashes, plain, shortened, words

BITS = 15
"""Of a hash: 2^15 columns for each language."""
FIGURES = 48
"""Of lexica and signs, the last being always 1."""
VALUES = (-1, 0, 1)
"""What the three classes are worth."""
FILE = "sentiment.npz"


@dataclass(frozen=True, slots=True)
class Features:
    """What is weighed of one text."""

    columns: list[int]
    """Hashes of its n-grams, each once."""
    values: list[float]
    """The root of each one's share."""
    figures: list[float]


def features(text: str, language: str) -> Features:
    """Return what is weighed of a text in one of the four languages."""
    read = plain(text)
    lower = read.lower()
    pieces = words(shortened(lower, 2))
    counted = Counter(hashes(words(shortened(lower, 3)), BITS))
    whole = counted.total()
    roots = {count: (count / whole) ** 0.5 for count in set(counted.values())}
    return Features(
        list(counted),
        [roots[count] for count in counted.values()],
        [*opinions(pieces, language), *shown(read, pieces, language), 1.0],
    )


class Sentiment:
    """The trained weights."""

    def __init__(self, folder: Path) -> None:
        with np.load(folder / FILE, allow_pickle=False) as file:
            self._table = file["table"]
            self._steps = file["steps"]
            self._figures = file["figures"].astype(np.float64) * file["figure_step"]

    def probabilities(self, texts: Sequence[str], languages: Sequence[str]) -> Floats:
        """Return how likely each text is negative, neutral and positive: (texts, 3)."""
        scores = [self._scores(text, language) for text, language in zip(texts, languages, strict=True)]
        return probabilities(np.array(scores).reshape(-1, 3))

    def _scores(self, text: str, language: str) -> Floats:
        row, found = LANGUAGES.index(language), features(text, language)
        scores = np.array(found.figures) @ self._figures[row]
        if found.columns:
            scores = scores + np.array(found.values) @ self._table[row, found.columns] * self._steps[row]
        return np.asarray(scores)
