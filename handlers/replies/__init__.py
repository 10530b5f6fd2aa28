"""Replies and follow-ups: every query is seen, owned, and answered in place."""

from handlers.replies import acting, answering, asks, cards, catching_up, correcting, inbox, replying, talk
from handlers.replies.cards import has_stale, refresh
from handlers.routing import Router

__all__ = ["has_stale", "refresh", "router"]

router = Router.of(
    acting.router,
    answering.router,
    asks.router,
    cards.router,
    catching_up.router,
    correcting.router,
    inbox.router,
    replying.router,
    talk.router,
)
