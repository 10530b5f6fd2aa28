"""Make all weights from labelled texts: what `rapport train` does."""

from collections.abc import Callable
from pathlib import Path

from insight.listening import embeddings, fitting, fitting_head, intent
from insight.listening.builtin import WEIGHTS

SENTIMENT, INTENT = "umsab", "intent"
"""Folders of the data."""


def train(data: Path, out: Path = WEIGHTS, tell: Callable[[str], object] = print) -> None:
    """Write the weights; the same bytes for the same data. The extra's only where it is installed.

    Args:
        data: a folder with `umsab/LANGUAGE.PART.tsv` and `intent/LANGUAGE.tsv`.
        tell: told what is done.

    Raises:
        FileNotFoundError: a file of the data is missing.
    """
    texts = fitting.labelled(data / SENTIMENT, ["train", "val"])
    tell(f"sentiment: {len(texts):,} texts")
    fitting.train(texts, out)
    tell("intent")
    intent.train(data / INTENT, out, embeddings.embedded if embeddings.is_installed() else None)
    if embeddings.is_installed():
        tell("sentiment with embeddings: some minutes")
        fitting_head.train(texts, out)
