"""Learn the intent classifiers from labelled messages: logistic regressions over four languages at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from insight.listening.intent_cues import LANGUAGES, LEXICA
from insight.listening.intent_features import LABELS, features, names
from insight.listening.intent_weights import Floats, Weights, of_shares, products

BUILT_IN = "intent.npz"
BLENDED = "intent-embeddings.npz"
"""The names of the files of weights, for a text alone and for a text with its embedding."""

Embed = Callable[[Sequence[str]], npt.NDArray[np.float32]]

_FOLDS = 5
_STEPS = 60
_PENALTY = 1.0
_DATA = 2.0
"""What a message of the data counts beside one of our phrases."""
_BARS = np.linspace(-1, 1, 21)


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
    """Return the weights learned from labelled messages, each label's bar chosen on messages not learned from."""
    seen = [features(each.text, each.language) for each in read]
    truth = np.array([each.labels for each in read], dtype=np.float64)
    weights = np.array([1.0 if each.own else _DATA for each in read])
    middle = np.zeros(0) if vectors is None else vectors.mean(axis=0)
    around = None if vectors is None else vectors - middle
    alike = products(seen, around)
    learned = of_shares(fit(alike, truth, weights), seen, around)
    bars = _bars(read, alike, truth, weights)
    learned.cues[:, names().index("always")] -= bars + learned.vector @ middle
    return learned


def folds(read: Sequence[Example]) -> npt.NDArray[np.int64]:
    """Return the part in which each message is set aside, -1 for our phrases; labels and languages spread evenly."""
    parts = np.full(len(read), -1)
    groups: dict[tuple[str, tuple[bool, ...]], int] = {}
    for at, each in enumerate(read):
        if not each.own:
            group = (each.language, each.labels)
            parts[at] = groups[group] = (groups.get(group, -1) + 1) % _FOLDS
    return parts


def set_aside(parts: npt.NDArray[np.int64], alike: Floats, truth: Floats, weights: Floats) -> Floats:
    """Return the scores of each message of the data, learned from all parts but its own; 0 for our phrases."""
    alike = alike.astype(np.float32)  # half the time, and a bar needs no more
    scores = np.zeros_like(truth)
    for part in range(_FOLDS):
        kept, aside = np.flatnonzero(parts != part), np.flatnonzero(parts == part)
        shares = fit(alike[np.ix_(kept, kept)], truth[kept], weights[kept])
        scores[aside] = alike[np.ix_(aside, kept)] @ shares
    return scores


def f1(truth: npt.NDArray[np.bool_], given: npt.NDArray[np.bool_]) -> float:
    """Return the harmonic mean of precision and recall, 0..1."""
    return float(2 * (truth & given).sum() / max(truth.sum() + given.sum(), 1))


def _bars(read: Sequence[Example], alike: Floats, truth: Floats, weights: Floats) -> Floats:
    parts = folds(read)
    scores = set_aside(parts, alike, truth, weights)
    places = [
        np.array([part >= 0 and each.language == language for each, part in zip(read, parts, strict=True)])
        for language in LANGUAGES
    ]
    bars = []
    for label in range(len(LABELS)):
        means = [
            np.mean([f1(truth[place, label] > 0, scores[place, label] > bar) for place in places]) for bar in _BARS
        ]
        smooth = np.convolve(means, np.ones(5) / 5, "valid")
        bars.append(_BARS[2 + int(np.argmax(smooth))])
    return np.array(bars)


def fit(alike: Floats, truth: Floats, weights: Floats, penalty: float = _PENALTY) -> Floats:
    """Return the examples' shares in a logistic regression's weights, shape (n, labels).

    The Hessian's upper bound is inverted once for all labels and steps (Böhning and Lindsay 1988): nothing is random.
    """
    truth, weights = truth.astype(alike.dtype), weights.astype(alike.dtype)
    bound = np.linalg.inv(penalty * np.eye(len(truth), dtype=alike.dtype) + alike * (weights[:, None] / 4))
    shares = ahead = np.zeros_like(truth)
    for step in range(_STEPS):
        chances = 1 / (1 + np.exp(-(alike @ ahead)))
        moved = ahead + bound @ (weights[:, None] * (truth - chances) - penalty * ahead)
        shares, ahead = moved, moved + step / (step + 3) * (moved - shares)
    return shares
