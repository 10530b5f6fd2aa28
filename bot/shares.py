"""The links by which people pass posts on: where they lead, and how many followed them."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from ipaddress import ip_address

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.visits import MOST_CHARACTERS, is_person
from chat.brands import Brand
from chat.errors import Unavailable
from chat.ports import Clock
from chat.storable import storable
from insight.weeks import day_start
from storage import shares
from storage.database import Database
from storage.shares import Share
from storage.writer import Writer

PATH = "/s/{code}"
_ON = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


def shares_route(writer: Writer, database: Database, clock: Clock, brands: Mapping[str, Brand]) -> Route:
    """Return the route; previews and robots are led on too, but do not count."""

    async def follow(request: Request) -> Response:
        code = storable(str(request.path_params["code"]))[:MOST_CHARACTERS]
        share = await asyncio.to_thread(database.read, lambda db: shares.of_code(db, code))
        if share is None or not share.url or share.brand not in brands:
            return PlainTextResponse("This link leads nowhere any more.", 404)
        if is_person(request):
            try:
                await count(share, visitor_of(request))
            except Unavailable:
                return PlainTextResponse("That takes a moment. Please try again.", 503, {"Retry-After": "1"})
        return RedirectResponse(share.url, 302, _ON)

    async def count(share: Share, visitor: str) -> None:
        now = clock.now()
        until = end_of_day(brands[share.brand], now)
        # Whoever asks again and again keeps nobody from voting.
        known = await asyncio.to_thread(database.read, lambda db: shares.has_visited(db, share, visitor, until))
        if not known:
            await writer.write(lambda db: shares.visit(db, share, visitor, now, until))

    return Route(PATH, follow, methods=["GET"])


def end_of_day(brand: Brand, now: datetime) -> datetime:
    """Return the end of the brand's day, aware UTC."""
    return day_start(now.astimezone(brand.zone).date() + timedelta(days=1), brand.zone)


def visitor_of(request: Request) -> str:
    """Return what tells visitors apart: address and browser.

    Behind a proxy of one's own the address is the one that it tells, the last of the list; what others claim counts
    for nothing.
    """
    address = request.client.host if request.client else ""
    told = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    return f"{told if told and _is_ours(address) else address}\0{request.headers.get('user-agent', '')}"


def _is_ours(address: str) -> bool:
    try:
        return ip_address(address).is_private
    except ValueError:
        return False
