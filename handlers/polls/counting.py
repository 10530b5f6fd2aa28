"""Counting open anonymous polls, in steps of several people."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from chat.brands import Brand
from chat.events import Tick
from handlers.polls import secret
from handlers.routing import Context, Due, Router
from storage import ballots, polls
from storage.ballots import Urn
from storage.database import Session

router = Router()


@router.watching
def watch(db: Session, _now: datetime, brands: Mapping[str, Brand]) -> Iterable[Due]:
    """Look for polls in which enough people have voted since the last count."""
    for poll, at in ballots.due(db):
        if poll.brand in brands:
            yield Due(tick="count", brand=poll.brand, subject=poll.id, at=at)


@router.on(Tick, "count")
def on_count(ctx: Context, event: Tick) -> None:
    """Count a poll anew, and show the count before; one that could not be counted at its close, for the last time."""
    poll = polls.to_change(ctx.db, event.subject)
    if poll is None or poll.key is None:
        return
    urn = Urn.of(poll, ctx.means.ballot_key)
    if poll.closed_at:
        secret.fold(ctx, poll)
    elif urn is None:
        secret.tell_locked()
    elif ballots.count_anew(ctx.db, poll, urn, ctx.now):
        ctx.said = True
