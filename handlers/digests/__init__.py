"""The weekly digest: exactly one for each brand and ISO week, and worked off where it stands."""

from handlers.digests import weekly, working_off
from handlers.digests.weekly import next_due, plan, plan_of, post, standing
from handlers.digests.working_off import has_stale, refresh
from handlers.digests.writing import Facts, gather, write
from handlers.routing import Router

__all__ = [
    "Facts",
    "gather",
    "has_stale",
    "next_due",
    "plan",
    "plan_of",
    "post",
    "refresh",
    "router",
    "standing",
    "write",
]

router = Router.of(weekly.router, working_off.router)
