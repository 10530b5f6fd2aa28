"""Replies and follow-ups: every query is seen, owned, and answered in place."""

from handlers.replies import (
    acknowledging,
    acting,
    answering,
    asks,
    automatic,
    cards,
    catching_up,
    correcting,
    inbox,
    library,
    offering,
    replying,
    talk,
)
from handlers.replies.cards import has_stale, refresh
from handlers.routing import Router

__all__ = ["has_stale", "refresh", "router"]

router = Router.of(
    acknowledging.router,
    acting.router,
    answering.router,
    asks.router,
    automatic.router,
    cards.router,
    catching_up.router,
    correcting.router,
    inbox.router,
    library.router,
    offering.router,
    replying.router,
    talk.router,
)
