"""What is heard in people's messages, before and outside the transaction in which they are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from chat.events import Command, Edited, Event, Message
from chat.ports import Judgement
from handlers import presence
from handlers.replies import deadlines
from handlers.routing import Reading
from insight.similar import Kept, Library, Match, library
from storage import saved_answers

FEW_WORDS = 5
"""A text of fewer words does not tell its language by itself."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard in one event."""

    judgement: Judgement | None = None
    """None where nothing was said, or nobody listens."""
    asked: bool = False
    """Somebody said that it is a question, and knows better."""
    matches: tuple[Match, ...] = ()
    """The saved answers that may fit what is asked, best first."""

    @property
    def asks(self) -> bool:
        """Tell whether an answer is expected."""
        return self.asked or (self.judgement is not None and self.judgement.query)

    @property
    def thanks(self) -> bool:
        """Tell whether no answer is needed."""
        return self.judgement is not None and self.judgement.thanks and not self.asked

    @property
    def verdict(self) -> dict[str, Any]:
        """Return what a message's line tells of it; nothing where it was not judged."""
        if self.judgement is None:
            return {"query": True} if self.asked else {}
        return {**self.judgement.verdict, "query": self.asks}

    @property
    def beside(self) -> dict[str, Any] | None:
        """Return what was heard beside what the line tells."""
        return self.judgement.beside if self.judgement else None


def listen(read: Reading, events: Sequence[Event]) -> list[Heard]:
    """Judge what people wrote, all of it in one go; see `Router.on`."""
    texts = [_text(event) for event in events]
    said = [number for number, text in enumerate(texts) if text.strip()]
    classifier = read.means.classifier
    deadlines.warm(read.brands, read.now)
    if not said or classifier is None:
        return [Heard()] * len(events)
    hints = [_hint(read, events[number], texts[number]) for number in said]
    judged = dict(zip(said, classifier.classify([texts[number] for number in said], hints), strict=True))
    found = _matches(read, events, judged)
    return [Heard(judged.get(number), matches=found.get(number, ())) for number in range(len(events))]


def _matches(read: Reading, events: Sequence[Event], judged: Mapping[int, Judgement]) -> dict[int, tuple[Match, ...]]:
    """Look up which saved answers may fit what the audience asks; a brand's are read once."""
    known = cache(lambda brand: library_of(read, brand))
    found: dict[int, tuple[Match, ...]] = {}
    for number, judgement in judged.items():
        place = presence.brand_of(read, events[number]) if judgement.query else None
        if place is not None and place[1] != presence.TEAM:
            found[number] = known(place[0]).nearest(_text(events[number]), judgement.language)
    return found


def library_of(read: Reading, brand: str) -> Library:
    """Return a brand's saved answers, ready for comparing."""
    kept = (Kept(each.id, each.question, each.text, each.language) for each in saved_answers.of_brand(read.db, brand))
    # Which of them were used more often must not make another library of them.
    return library(tuple(sorted(kept, key=lambda each: each.id)))


def _text(event: Event) -> str:
    return event.text if isinstance(event, Message | Edited | Command) else ""


def _hint(read: Reading, event: Event, text: str) -> str | None:
    if event.language or len(text.split(maxsplit=FEW_WORDS)) >= FEW_WORDS:
        return event.language
    found = presence.brand_of(read, event)
    brand = read.brands.get(found[0]) if found else None
    return brand.language if brand else None
