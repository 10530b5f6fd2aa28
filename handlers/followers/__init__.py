"""How many people follow: counted by the platforms once a day; and reactions that name nobody."""

from handlers.followers import applauding, counting
from handlers.routing import Router

__all__ = ["router"]

router = Router.of(applauding.router, counting.router)
