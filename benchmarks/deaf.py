"""Rapport with a classifier that hears nothing, to see what listening costs: `python -m benchmarks.deaf run ...`."""

from collections.abc import Sequence

from bot.__main__ import main
from chat.ports import Judgement
from insight import listening

NOTHING = Judgement("en", 0, 1.0, query=False, recommends=False, thanks=False)


class Deaf:
    """Takes no time."""

    def classify(self, texts: Sequence[str], hints: Sequence[str | None]) -> list[Judgement]:
        """Judge nothing; see `chat.ports.Classifier`."""
        return [NOTHING] * len(texts)


if __name__ == "__main__":
    setattr(listening, "classifier", Deaf)  # noqa: B010  # it is none that rapport would choose
    main()
