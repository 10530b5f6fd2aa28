"""Reactions of which the platform tells only how many there are, as in channels."""

from chat.events import ReactionTotal
from handlers import presence
from handlers.routing import Context, Router
from storage import counts, ledger, poll_posts, polls
from storage.counts import Total

router = Router()


@router.on(ReactionTotal)
def on_total(ctx: Context, event: ReactionTotal) -> None:
    """Keep how many reactions a message has; they are nobody's, so that they have no lines."""
    found = presence.brand_of(ctx, event)
    if found is None or found[1] != presence.AUDIENCE:
        return
    poll = poll_posts.poll_in(ctx.db, event.platform, event.chat, event.target)
    line = polls.line_of(poll) if poll else ledger.line_id(event.platform, event.chat, event.target)
    total = Total(event.platform, event.chat, event.target, found[0], line, event.total, event.at)
    counts.put_total(ctx.db, total)
