"""Which messages of a Telegram export pass a post of the brand's on, as far as an export tells it.

It tells from whom a message was forwarded, in older exports by a name alone, and never which message it was.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime

from handlers.imports.entries import Place, Wrong, maybe
from handlers.imports.scribe import Scribe
from handlers.imports.telegram_fields import PLATFORM, Raw, bare_id, words_of

Posts = Mapping[tuple[str, int], list[str]]
"""The messages of one chat by who speaks and the hash of the words."""


class Forwards:
    """Follows one reading of an export.

    Args:
        places: the chats that are read.
        posts: what chats said there in their own names, by the places' ids.
        names: the ids of all people and chats of the export that have a name.
    """

    def __init__(self, places: Iterable[Place], posts: Mapping[str, Posts], names: Mapping[str, set[str]]) -> None:
        self._names = names
        self._lines: dict[tuple[str, str, int], dict[str, list[str]]] = defaultdict(dict)
        for place in places:
            scribe = Scribe(PLATFORM, place)
            for (speaker, words), messages in posts[place.id].items():
                self._lines[place.brand, speaker, words][place.id] = [scribe.line_of(each) for each in messages]
        self._passed: set[tuple[str, date, str, str]] = set()

    def passed(self, raw: Raw, place: Place) -> tuple[str, str | None] | None:
        """Return (what tells the post from others, its line) of what a message passes on.

        Returns:
            The line is None where it cannot be told; all is None where it is no post of the brand's.
        """
        speaker = self._speaker(raw)
        if speaker not in place.voices:
            return None
        found = self._lines.get((place.brand, speaker, hash(words_of(raw))), {})
        # A channel's post stands in its group once more.
        lines = found.get(speaker) or [line for each in found.values() for line in each]
        return (lines[0], lines[0]) if len(lines) == 1 else (speaker, None)

    def is_again(self, place: Place, at: datetime, person: str, post: str) -> bool:
        """Tell whether this person passed this on before on the brand's day, and note that they did."""
        key = (place.brand, at.astimezone(place.zone).date(), person, post)
        again = key in self._passed
        self._passed.add(key)
        return again

    def _speaker(self, raw: Raw) -> str:
        with suppress(Wrong):
            if raw.get("forwarded_from_id") is not None:
                return bare_id(raw["forwarded_from_id"])
            named = self._names.get(maybe(raw, "forwarded_from", str) or "", set())
            return next(iter(named)) if len(named) == 1 else ""
        return ""
