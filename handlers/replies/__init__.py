"""Replies and follow-ups: every query is seen, owned, and answered in place."""

from handlers.replies import (
    acknowledging,
    acting,
    alerting,
    answering,
    asks,
    automatic,
    cards,
    catching_up,
    correcting,
    inbox,
    judging,
    library,
    offering,
    previewing,
    promising,
    replying,
    satisfying,
    snoozing,
    talk,
)
from handlers.replies.cards import has_stale, refresh
from handlers.replies.deadlines import warm
from handlers.routing import Router

__all__ = ["has_stale", "refresh", "router", "warm"]

router = Router.of(
    acknowledging.router,
    acting.router,
    alerting.router,
    answering.router,
    asks.router,
    automatic.router,
    cards.router,
    catching_up.router,
    correcting.router,
    inbox.router,
    judging.router,
    library.router,
    offering.router,
    previewing.router,
    promising.router,
    replying.router,
    satisfying.router,
    snoozing.router,
    talk.router,
)
