"""One poll, all chats of all networks, one tally."""

from handlers.polls import cards, commanding, voting
from handlers.polls.cards import has_stale, refresh
from handlers.polls.making import close, create, listed, results_json
from handlers.routing import Router

__all__ = ["close", "create", "has_stale", "listed", "refresh", "results_json", "router"]

router = Router.of(cards.router, commanding.router, voting.router)
