"""What the intent classifiers have learned, small enough to be shipped: whole numbers and one scale a label."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from insight.listening import saving
from insight.listening.intent_features import BUCKETS, LABELS, Features, names

Floats = npt.NDArray[np.float64]

PAIR = 0.25
"""What two cues that are seen together count beside one cue."""
GRAM = 1.5
"""What all words and pieces of a text count together beside one cue."""
VECTOR = 4.0
"""What an embedding counts beside one cue; embeddings of any two texts differ little."""


def gram_value(seen: Features) -> float:
    """Return what one bucket of a text counts."""
    return GRAM / float(np.sqrt(len(seen.grams) + 1))


@dataclass(frozen=True)
class Weights:
    """The weights of all labels; a label is given where its score is above 0."""

    cues: Floats
    """Shape (labels, cues)."""
    pairs: Floats
    """Shape (labels, cues, cues), nothing but 0 on the diagonal and below."""
    grams: Floats
    """Shape (labels, buckets)."""
    vector: Floats
    """Shape (labels, dimensions of an embedding), of no dimension where none is used."""

    def scores(self, seen: Sequence[Features], vectors: Floats | None) -> Floats:
        """Return each text's scores of all labels, shape (texts, labels)."""
        if not seen:
            return np.zeros((0, len(LABELS)))
        marks = _marks(seen)
        scores: Floats = ((marks @ self._squares).reshape(len(seen), len(LABELS), -1) * marks[:, None]).sum(axis=2)
        counts = np.array([len(text.grams) for text in seen])
        rows = self._gram_rows.take(np.concatenate([text.grams for text in seen]), axis=0)
        scores += np.add.reduceat(rows, np.cumsum(counts) - counts) * (GRAM / np.sqrt(counts + 1))[:, None]
        if vectors is not None:
            scores += vectors @ self.vector.T
        return scores

    @cached_property
    def _squares(self) -> Floats:
        """Return the weights of cues and pairs, those of a cue alone on the diagonal, for one multiplication."""
        squares = self.pairs + np.eye(len(names())) * self.cues[:, None]
        return np.ascontiguousarray(squares.transpose(1, 0, 2).reshape(len(names()), -1))

    @cached_property
    def _gram_rows(self) -> Floats:
        return np.ascontiguousarray(self.grams.T)

    def save(self, path: Path) -> None:
        """Write the weights, rounded to bytes; the same weights are the same bytes."""
        packed: dict[str, npt.NDArray[np.generic]] = {"names": _fingerprint()}
        for name, values, kind in (
            ("cues", self.cues, np.int16),
            ("pairs", self.pairs.reshape(len(LABELS), -1), np.int8),
            ("grams", self.grams, np.int8),
            ("vector", self.vector, np.int16),
        ):
            most = np.iinfo(kind).max
            scale = np.float32(1) * np.abs(values).max(axis=1, initial=1e-9) / most
            packed[name] = np.rint(values / scale[:, None]).astype(kind)
            packed[f"{name}_scale"] = scale.astype(np.float32)
        saving.save(path, **packed)


def _fingerprint() -> npt.NDArray[np.uint32]:
    """Return what tells the cues' names and order from others, without the names."""
    return np.array([crc32("\n".join(names()).encode())], np.uint32)


def load(path: Path) -> Weights:
    """Read weights; ValueError where they were trained with other cues than today's."""
    with np.load(path, allow_pickle=False) as packed:
        if not np.array_equal(packed["names"], _fingerprint()):
            raise ValueError(f"{path.name} was trained with other cues: train it again")
        cues, pairs, grams, vector = (
            packed[name] * packed[f"{name}_scale"].astype(np.float64)[:, None]
            for name in ("cues", "pairs", "grams", "vector")
        )
    n = len(names())
    return Weights(cues, pairs.reshape(len(LABELS), n, n), grams, vector)


def of_shares(shares: Floats, seen: Sequence[Features], vectors: Floats | None) -> Weights:
    """Return the weights that a mixture of examples makes; `shares` has the shape (examples, labels)."""
    n = len(names())
    cues, pairs = np.zeros((len(LABELS), n)), np.zeros((len(LABELS), n, n))
    grams = np.zeros((len(LABELS), BUCKETS))
    for share, text in zip(shares, seen, strict=True):
        at = np.array(text.cues)
        cues[:, at] += share[:, None]
        pairs[:, at[:, None], at] += PAIR**2 * share[:, None, None]
        grams[:, text.grams] += gram_value(text) * share[:, None]
    vector = np.zeros((len(LABELS), 0)) if vectors is None else VECTOR**2 * (shares.T @ vectors)
    return Weights(cues, np.triu(pairs, 1), grams, vector)


def products(seen: Sequence[Features], vectors: Floats | None) -> Floats:
    """Return all products of the examples' features, shape (examples, examples)."""
    marks = _marks(seen)
    common = marks @ marks.T
    total = common + PAIR**2 * common * (common - 1) / 2
    total += _gram_products(seen)
    return total if vectors is None else total + VECTOR**2 * (vectors @ vectors.T)


def _marks(seen: Sequence[Features]) -> Floats:
    """Return 1 for each cue that a text has, shape (texts, cues)."""
    marks = np.zeros((len(seen), len(names())))
    for row, text in zip(marks, seen, strict=True):
        row[text.cues] = 1
    return marks


def _gram_products(seen: Sequence[Features]) -> Floats:
    total = np.zeros((len(seen), len(seen)))
    values = np.array([gram_value(text) for text in seen])
    holders = np.repeat(np.arange(len(seen)), [len(text.grams) for text in seen])
    buckets = np.concatenate([text.grams for text in seen])
    order = np.argsort(buckets, kind="stable")
    cuts = np.flatnonzero(np.diff(buckets[order])) + 1
    for texts in np.split(holders[order], cuts):
        value = values[texts]
        total[texts[:, None], texts] += value[:, None] * value
    return total
