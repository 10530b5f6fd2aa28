"""Digests as the command line prints them: as posted, or as they would be now, and what became of the figures."""

from collections.abc import Mapping
from typing import Any

from chat.brands import Brand
from chat.i18n import Words, words
from handlers.digests import comparing
from handlers.digests.details import details, drawn
from handlers.digests.gathering import Facts
from handlers.digests.writing import write
from storage import digest_facts, posted
from storage.database import Session
from storage.digests import Digest


def printed(db: Session, brand: Brand, facts: Facts) -> str:
    """Return a whole digest as it would be posted now."""
    head = write(brand, facts, brand.language)
    say = words(brand.language)
    below = posted.text_of(drawn(db, brand.key, details(brand, facts, brand.language), say))
    return f"{head.title}\n{head.text}\n\n{below}"


def compared(db: Session, kept: Digest, now: Mapping[str, Any], say: Words) -> list[str]:
    """Return the table of a posted digest's figures that are others now, and what happened since."""
    title = [say("digest-now-title")]
    if kept.figures is None:
        return [*title, say("digest-now-old")]
    found = comparing.lines(kept.figures, now, say)
    if not found:
        return [*title, say("digest-now-same")]
    since = digest_facts.since(db, kept.brand, kept.put_at)
    why = say("digest-now-why", corrections=since.corrections, imports=since.imports, erasures=since.erasures)
    return [*title, *found, why]
