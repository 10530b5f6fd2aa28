"""The personal links of notes: where they lead, and that somebody came."""

import asyncio
import re

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from chat.errors import Unavailable
from chat.ports import Clock
from chat.storable import storable
from storage import made
from storage.database import Database
from storage.writer import Writer

PATH = "/m/{code}"
MOST_CHARACTERS = 64
_ROBOTS = re.compile(
    r"bot|crawl|spider|preview|slack|telegram|facebookexternal|whatsapp|discord|curl|wget|http|python|java/|headless",
    re.IGNORECASE,
)


def visits_route(writer: Writer, database: Database, clock: Clock) -> Route:
    """Return the route; previews and robots are led on too, but do not count as people."""

    async def visit(request: Request) -> Response:
        code = storable(str(request.path_params["code"]))[:MOST_CHARACTERS]
        link = await asyncio.to_thread(database.read, lambda db: made.link_of(db, code))
        if link is None:
            return PlainTextResponse("This link leads nowhere any more.", 404)
        url, known = link
        try:
            if not known and is_person(request):  # whoever asks again and again keeps nobody from voting
                await writer.write(lambda db: made.visit(db, code, clock.now()))
        except Unavailable:
            return PlainTextResponse("That takes a moment. Please try again.", 503, {"Retry-After": "1"})
        # Nobody on the way may remember it: a second visit has to come here again.
        return RedirectResponse(url, 302, {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})

    return Route(PATH, visit, methods=["GET"])


def is_person(request: Request) -> bool:
    """Tell whether a person follows a link: no preview, no robot, nobody's browser looking ahead."""
    purpose = " ".join(request.headers.get(name, "") for name in ("sec-purpose", "purpose", "x-moz"))
    agent = request.headers.get("user-agent", "")
    return request.method == "GET" and "prefetch" not in purpose and bool(agent) and not _ROBOTS.search(agent)
