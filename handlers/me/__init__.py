"""`/me`: what people see and decide about themselves: votes, questions, data, language, peace, links, and erasing."""

from handlers.me import erasing, exporting, language, linking, page, quiet, seeing
from handlers.routing import Router

__all__ = ["router"]

router = Router.of(
    erasing.router,
    exporting.router,
    language.router,
    linking.router,
    page.router,
    quiet.router,
    seeing.router,
)
