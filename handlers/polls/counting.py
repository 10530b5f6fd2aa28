"""Counting open anonymous polls, in steps of several people."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from chat.brands import Brand
from chat.events import Tick
from handlers.polls import secret
from handlers.routing import Context, Due, Reading, Router
from storage import ballots, polls
from storage.ballots import Count, Urn
from storage.database import Session

router = Router()


@router.watching
def watch(db: Session, _now: datetime, brands: Mapping[str, Brand]) -> Iterable[Due]:
    """Look for polls in which enough people have voted since the last count."""
    for poll, brand, at in ballots.due(db):
        if brand in brands:
            yield Due(tick="count", brand=brand, subject=poll, at=at)


def _prepare(read: Reading, event: Tick) -> Count | None:
    """Count the ballots; votes need not wait for that."""
    poll = polls.find(read.db, event.subject)
    urn = Urn.of(poll, read.means.ballot_key) if poll and poll.closed_at is None else None
    return urn.count(read.db) if urn else None


@router.on(Tick, "count", prepare=_prepare)
def on_count(ctx: Context, event: Tick, count: Count | None) -> None:
    """Keep a new count, and show the one before; fold a poll that could not be folded at its close."""
    poll = polls.to_change(ctx.db, event.subject)
    if poll is None or poll.key is None:
        return
    urn = Urn.of(poll, ctx.means.ballot_key)
    if poll.closed_at:
        secret.fold(ctx, poll)
    elif urn is None:
        secret.tell_locked()
    elif count and ballots.move_on(ctx.db, poll, urn, count, ctx.now):
        ctx.said = True
