"""Digests of weeks, months and quarters: each exactly once, kept as it was posted, and worked off where it stands."""

from handlers.digests import keeping, weekly, working_off
from handlers.digests.gathering import Facts, gather
from handlers.digests.keeping import reprinted
from handlers.digests.printing import compared, printed
from handlers.digests.weekly import next_due, plan, plan_of, post, spans_due, standing
from handlers.digests.working_off import has_stale, refresh
from handlers.digests.writing import write
from handlers.routing import Router

__all__ = [
    "Facts",
    "compared",
    "gather",
    "has_stale",
    "next_due",
    "plan",
    "plan_of",
    "post",
    "printed",
    "refresh",
    "reprinted",
    "router",
    "spans_due",
    "standing",
    "write",
]

router = Router.of(weekly.router, working_off.router, keeping.router)
