"""Who told whom: personal links and codes, joins with a known referrer, and one question to those who came unseen."""

from handlers.referrals import claiming, inviting, joining, wondering
from handlers.routing import Router

__all__ = ["router"]

router = Router.of(claiming.router, inviting.router, joining.router, wondering.router)
