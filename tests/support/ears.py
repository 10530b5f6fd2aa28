"""A classifier that hears what a text says of itself."""

from collections.abc import Sequence

from chat.i18n import language_of
from chat.ports import Judgement


class Ears:
    """Takes a question mark for a query, `:)` and `:(` for moods, `!!` for a recommendation, `thanks` for thanks."""

    def classify(self, texts: Sequence[str], hints: Sequence[str | None]) -> list[Judgement]:
        """Judge texts; see `chat.ports.Classifier`."""
        return [_judged(text, hint) for text, hint in zip(texts, hints, strict=True)]


def _judged(text: str, hint: str | None) -> Judgement:
    sentiment = (":)" in text) - (":(" in text)
    return Judgement(
        language=language_of(hint),
        sentiment=sentiment,
        confidence=0.9 if sentiment else 0.4,
        query="?" in text,
        recommends="!!" in text,
        thanks="thanks" in text.lower() and "?" not in text,
        topics=tuple(word.strip("?!.,").lower() for word in text.split() if word.istitle()),
    )
