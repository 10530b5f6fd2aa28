"""Listening to what was written before there was a classifier; it counts from then on, and opens nothing."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from chat.brands import Brand
from chat.events import Tick
from handlers.replies.heard import Heard
from handlers.routing import Context, Due, Reading, Router
from storage import listening
from storage.database import Session
from storage.listening import Unheard

router = Router()

TICK = "unheard"
PORTION = 200

Facts = list[tuple[Unheard, dict[str, Any], dict[str, Any]]]


@router.watching
def due(db: Session, now: datetime, brands: Mapping[str, Brand]) -> Iterable[Due]:
    """Return the next portion, known by its first message."""
    first = listening.first(db)
    if first is not None:
        yield Due(tick=TICK, brand=first[1], subject=str(first[0]), at=now.replace(second=0, microsecond=0))


def _prepare(read: Reading, event: Tick) -> Facts:
    if read.means.classifier is None:
        return []
    waiting = listening.portion(read.db, PORTION)
    brand = read.brands.get(event.brand)
    hints = [brand.language if brand else None] * len(waiting)
    judged = read.means.classifier.classify([each.text for each in waiting], hints)
    found: Facts = []
    for each, judgement in zip(waiting, judged, strict=True):
        heard = Heard(judgement) if each.text.strip() else Heard()
        found.append((each, heard.verdict, heard.beside or {}))
    return found


@router.on(Tick, TICK, prepare=_prepare)
def on_due(ctx: Context, event: Tick, facts: Facts) -> None:
    """Keep what was heard."""
    listening.hear(ctx.db, facts)
