"""The classifier that needs nothing but what is installed with Rapport: weights of its own, numpy and py3langid."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from chat.ports import UNSURE, Judgement
from insight.listening.intent import Intent
from insight.listening.language import identify
from insight.listening.sentiment import VALUES, Sentiment
from insight.listening.solver import Floats
from insight.listening.text import bare
from insight.listening.topics import terms

WEIGHTS = Path(__file__).with_name("weights")


class BuiltIn:
    """Hashed n-grams, lexica and signs: under a millisecond a text, offline."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self.sentiment = Sentiment(folder)
        self.intent = Intent(folder)

    def classify(self, texts: Sequence[str], hints: Sequence[str | None]) -> list[Judgement]:
        """Judge each text; its hint is the language that its author or brand is known to use."""
        languages = [identify(text, hint) for text, hint in zip(texts, hints, strict=True)]
        return judgements(
            texts, languages, self.sentiment.probabilities(texts, languages), self.intent.classify(texts, languages)
        )


def judgements(
    texts: Sequence[str], languages: Sequence[str], feelings: Floats, intents: Sequence[tuple[bool, bool, bool]]
) -> list[Judgement]:
    """Put together what was found; a text with nothing to read is surely neutral and means nothing."""
    return [
        _judgement(text, language, feeling, intent)
        for text, language, feeling, intent in zip(texts, languages, feelings, intents, strict=True)
    ]


def _judgement(text: str, language: str, feeling: Floats, intent: tuple[bool, bool, bool]) -> Judgement:
    if not bare(text):
        return Judgement(language, 0, 1.0, query=False, recommends=False, thanks=False)
    value, confidence = verdict(feeling)
    query, recommends, thanks = intent
    return Judgement(language, value, confidence, query, recommends, thanks, terms(text, language))


def verdict(feeling: Floats) -> tuple[int, float]:
    """Return -1, 0 or 1 and how likely the likeliest of them is, 0..1; what is below `UNSURE` counts as 0."""
    likeliest = int(np.argmax(feeling))
    confidence = round(float(feeling[likeliest]), 3)
    return (VALUES[likeliest] if confidence >= UNSURE else 0), confidence
