"""One poll, all chats of all networks, one tally."""

from handlers.polls import (
    adding,
    commanding,
    comparing,
    composing,
    counting,
    deciding,
    editing,
    exports,
    home,
    listing,
    milestones,
    missing,
    plans,
    posts,
    reasons,
    reminding,
    results,
    voters,
    voting,
)
from handlers.polls.making import close, create, listed, results_json
from handlers.polls.posts import has_stale, refresh
from handlers.routing import Router

__all__ = ["close", "create", "has_stale", "listed", "refresh", "results_json", "router"]

router = Router.of(
    adding.router,
    commanding.router,
    comparing.router,
    composing.router,
    counting.router,
    deciding.router,
    editing.router,
    exports.router,
    home.router,
    listing.router,
    milestones.router,
    missing.router,
    plans.router,
    posts.router,
    reasons.router,
    reminding.router,
    results.router,
    voters.router,
    voting.router,
)
