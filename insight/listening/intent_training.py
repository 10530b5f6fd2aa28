"""Learn the intent classifiers from labelled messages: logistic regressions over four languages at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from insight.listening.intent_cues import LANGUAGES, LEXICA
from insight.listening.intent_features import LABELS, features, names
from insight.listening.intent_weights import Floats, Weights, of_shares, products

BUILT_IN = "intent.npz"
BLENDED = "intent-embeddings.npz"
"""The names of the files of weights, for a text alone and for a text with its embedding."""

Embed = Callable[[Sequence[str]], npt.NDArray[np.floating[Any]]]

_STEPS = 60
_PENALTY = 1.0
_DATA = 2.0
"""What a message of the data counts beside one of our phrases."""
_HEAD_START = np.array([0.4, 0.2, 0.2])
"""Added to each label's score. The cues fit messages that their author has seen better than any others, whose are
lower: chosen on 100 messages that were in no data, worth 5 points of F1 there; cross-validation would choose 0."""


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled message."""

    language: str
    text: str
    labels: tuple[bool, ...]
    """One of each of `LABELS`."""
    own: bool
    """Whether it is one of our phrases and none of the data."""


def examples(data: Path | None) -> list[Example]:
    """Read our phrases of all languages, and the data's messages after them."""
    read = [each for language in LANGUAGES for each in _phrases(language)]
    if data is not None:
        read += [each for language in LANGUAGES for each in _messages(data / f"{language}.tsv", language)]
    return read


def _phrases(language: str) -> list[Example]:
    labels: tuple[bool, ...] = ()
    read = []
    for line in (LEXICA / f"phrases.{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            named = line.strip("[]").split()
            labels = tuple(label in named for label in LABELS)
        elif line and not line.startswith("# "):
            read.append(Example(language, line, labels, own=True))
    return read


def _messages(path: Path, language: str) -> list[Example]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [Example(language, row[-1], tuple(value == "1" for value in row[:-1]), own=False) for row in rows]


def train(data: Path, out: Path, embed: Embed | None = None) -> None:
    """Write the weights, and with `embed` those for texts with embeddings too; the same data make the same bytes.

    Args:
        data: The folder of the labelled messages, one TSV file a language.
        out: The folder to write to.
        embed: Gives the embeddings of texts, shape (texts, dimensions).
    """
    read = examples(data)
    learn(read, None).save(out / BUILT_IN)
    if embed is not None:
        vectors = np.asarray(embed([each.text for each in read]), dtype=np.float64)
        learn(read, vectors).save(out / BLENDED)


def learn(read: Sequence[Example], vectors: Floats | None) -> Weights:
    """Return the weights learned from labelled messages.

    A label is given where its score is above 0.
    """
    seen = [features(each.text, each.language) for each in read]
    truth = np.array([each.labels for each in read], dtype=np.float64)
    weights = np.array([1.0 if each.own else _DATA for each in read])
    middle = np.zeros(0) if vectors is None else vectors.mean(axis=0)
    around = None if vectors is None else vectors - middle
    alike = products(seen, around)
    learned = of_shares(fit(alike, truth, weights), seen, around)
    learned.cues[:, names().index("always")] += _HEAD_START - learned.vector @ middle
    return learned


def fit(alike: Floats, truth: Floats, weights: Floats, penalty: float = _PENALTY) -> Floats:
    """Return the examples' shares in a logistic regression's weights, shape (n, labels).

    The Hessian's upper bound is inverted once for all labels and steps (Böhning and Lindsay 1988): nothing is random.
    """
    known, wanted, worth = (values.astype(np.float32) for values in (alike, truth, weights[:, None]))
    bound = np.linalg.inv(penalty * np.eye(len(truth), dtype=np.float32) + known * (worth / 4))
    shares = ahead = np.zeros_like(wanted)
    for step in range(_STEPS):
        chances = 1 / (1 + np.exp(-(known @ ahead)))
        moved = ahead + bound @ (worth * (wanted - chances) - np.float32(penalty) * ahead)
        shares, ahead = moved, moved + np.float32(step / (step + 3)) * (moved - shares)
    return shares.astype(np.float64)
