"""One poll, all chats of all networks, one tally."""

from handlers.polls import cards, creating, voting
from handlers.polls.cards import has_stale, refresh
from handlers.polls.creating import close, create, listed, results_json
from handlers.routing import Router

__all__ = ["close", "create", "has_stale", "listed", "refresh", "results_json", "router"]

router = Router.of(cards.router, creating.router, voting.router)
