"""Replies and follow-ups: every query is seen, owned, and answered in place."""

from handlers.replies import (
    acting,
    alerting,
    answering,
    cards,
    correcting,
    promising,
    replying,
    satisfying,
    snoozing,
    talk,
)
from handlers.replies.cards import has_stale, refresh
from handlers.routing import Router

__all__ = ["has_stale", "refresh", "router"]

router = Router.of(
    acting.router,
    alerting.router,
    answering.router,
    cards.router,
    correcting.router,
    promising.router,
    replying.router,
    satisfying.router,
    snoozing.router,
    talk.router,
)
