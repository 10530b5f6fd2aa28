"""Replies and follow-ups: every query is seen, owned, and answered in place."""

from handlers.replies import (
    acknowledging,
    acting,
    answering,
    automatic,
    cards,
    correcting,
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
    automatic.router,
    cards.router,
    correcting.router,
    library.router,
    offering.router,
    replying.router,
    talk.router,
)
