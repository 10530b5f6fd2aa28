"""What a message wants: an answer (`query`), others to come (`recommends`), or only to be kind (`thanks`)."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from insight.listening.intent_features import LABELS, features
from insight.listening.intent_training import BLENDED, BUILT_IN, train
from insight.listening.intent_weights import Weights, load

__all__ = ["LABELS", "WEIGHTS", "Intent", "train"]

WEIGHTS = Path(__file__).parent / "weights"


class Intent:
    """Classifies messages; one may serve several threads, the weights are read when they are first needed."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        self._folder = weights

    @cached_property
    def _built_in(self) -> Weights:
        return load(self._folder / BUILT_IN)

    @cached_property
    def _blended(self) -> Weights:
        return load(self._folder / BLENDED)

    def classify(
        self, texts: Sequence[str], languages: Sequence[str], vectors: npt.NDArray[np.floating] | None = None
    ) -> list[tuple[bool, bool, bool]]:
        """Return (query, recommends, thanks) of each text; query and thanks are never both true.

        Args:
            texts: Messages of any length; of a long one only the beginning is read.
            languages: Each text's language, as "en"; one that is not built in is read as English.
            vectors: The texts' embeddings, shape (texts, dimensions); with them more is understood.
        """
        seen = [features(text, language) for text, language in zip(texts, languages, strict=True)]
        weights = self._built_in if vectors is None else self._blended
        scores = weights.scores(seen, None if vectors is None else np.asarray(vectors, dtype=np.float64))
        return [
            (query > 0 and query > thanks, recommends > 0, thanks > 0 and thanks >= query)
            for query, recommends, thanks in scores.tolist()
        ]
