"""What is heard in people's messages, before and outside the transaction in which they are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chat.events import Command, Edited, Event, Message
from chat.ports import Judgement
from handlers import presence
from handlers.replies import deadlines
from handlers.routing import Reading

FEW_WORDS = 5
"""A text of fewer words does not tell its language by itself."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard in one event."""

    judgement: Judgement | None = None
    """None where nothing was said, or nobody listens."""

    @property
    def asks(self) -> bool:
        """Tell whether an answer is expected."""
        return self.judgement is not None and self.judgement.query

    @property
    def thanks(self) -> bool:
        """Tell whether no answer is needed."""
        return self.judgement is not None and self.judgement.thanks

    @property
    def verdict(self) -> dict[str, Any]:
        """Return what a message's line tells of it; nothing where it was not judged."""
        it = self.judgement
        return {"sentiment": it.sentiment, "recommends": it.recommends, "query": it.query} if it else {}

    @property
    def beside(self) -> dict[str, Any] | None:
        """Return what was heard beside what the line tells."""
        it = self.judgement
        if it is None:
            return None
        found: dict[str, Any] = {"language": it.language, "confidence": round(it.confidence, 4)}
        return found | ({"thanks": True} if it.thanks else {}) | ({"topics": list(it.topics)} if it.topics else {})


def listen(read: Reading, events: Sequence[Event]) -> list[Heard]:
    """Judge what people wrote, all of it in one go; see `Router.on`."""
    texts = [_text(event) for event in events]
    said = [number for number, text in enumerate(texts) if text.strip()]
    classifier = read.means.classifier
    if not said or classifier is None:
        return [Heard()] * len(events)
    deadlines.warm(read.brands, read.now)
    hints = [_hint(read, events[number], texts[number]) for number in said]
    judged = dict(zip(said, classifier.classify([texts[number] for number in said], hints), strict=True))
    return [Heard(judged.get(number)) for number in range(len(events))]


def _text(event: Event) -> str:
    return event.text if isinstance(event, Message | Edited | Command) else ""


def _hint(read: Reading, event: Event, text: str) -> str | None:
    if event.language or len(text.split(maxsplit=FEW_WORDS)) >= FEW_WORDS:
        return event.language
    found = presence.brand_of(read, event)
    brand = read.brands.get(found[0]) if found else None
    return brand.language if brand else None
