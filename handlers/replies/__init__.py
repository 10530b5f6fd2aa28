"""Replies and follow-ups: every query is seen, owned, and answered in place."""

from handlers.replies import acting, answering, cards, catching_up, correcting, replying, talk
from handlers.replies.cards import has_stale, refresh
from handlers.routing import Router

__all__ = ["has_stale", "refresh", "router"]

router = Router.of(
    acting.router,
    answering.router,
    cards.router,
    catching_up.router,
    correcting.router,
    replying.router,
    talk.router,
)
