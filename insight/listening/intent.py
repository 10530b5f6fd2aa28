"""What people want who write: a placeholder until the intent classifiers are merged."""

from collections.abc import Sequence
from pathlib import Path


class Intent:
    """Finds no intent."""

    def classify(self, texts: Sequence[str], languages: Sequence[str]) -> list[tuple[bool, bool, bool]]:
        """Tell of each text whether it is a query, recommends and thanks."""
        return [(False, False, False) for _ in texts]


def train(data: Path, out: Path) -> None:
    """Train nothing."""
