"""What the page reads: itself, how things stand, and what changes."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.pages.safety import STATIC as SHARED
from bot.platforms.webchat.asking import MOST_DIGITS, RefusedError, picture_type
from bot.platforms.webchat.board import Board
from bot.platforms.webchat.showing import JsonResponse, brand_json, said_json
from chat.brands import Brand
from storage import webchat
from storage.database import Session
from storage.webchat import Resident, Said

STATIC = Path(__file__).parent / "static"
LATEST = 50
PEEK_S = 1.0
"""How often a waiting page's stream looks by itself, for what another process wrote."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reports:
    """What the manager's view shows of a brand."""

    readings: Sequence[BaseRoute]
    """Answer what the scorecard's page asks for, under `/play/api`."""
    inbox: Callable[[str, str, str, str], Awaitable[list[dict[str, Any]]]]
    """Lists queries by (brand, filter, search, person of the team); may raise."""


class Pages:
    """Answers the page's GETs."""

    def __init__(self, board: Board, reports: Reports, commands: tuple[str, ...]) -> None:
        self._board = board
        self._reports = reports
        self._commands = commands

    def routes(self) -> list[BaseRoute]:
        """Return the routes."""
        return [
            Route("/play", self.page),
            Mount("/play/static", StaticFiles(directory=STATIC)),
            Route("/play/api/state", self.state),
            Route("/play/api/votes", self.votes),
            Mount("/play/shared", StaticFiles(directory=SHARED)),
            *self._reports.readings,
            Route("/play/api/inbox", self.inbox),
            Route("/play/events", self.events),
            Route("/play/picture/{message:int}.png", self.picture),
            Route("/play/file/{message:int}", self.file),
        ]

    async def page(self, _request: Request) -> Response:
        """Return the page."""
        return FileResponse(STATIC / "index.html")

    async def state(self, _request: Request) -> Response:
        """Tell how everything stands: brands, their people, and each chat's latest messages."""
        places = list(self._board.places.values())
        change, people, messages = await self._board.read(_standing, list(self._board.brands), list(self._board.places))
        brands = [
            brand_json(brand, [each for each in places if each.brand.key == key], people[key], self._commands)
            for key, brand in self._board.brands.items()
        ]
        shown = {chat: [said_json(each) for each in said] for chat, said in messages.items()}
        return JsonResponse({"brands": brands, "messages": shown, "change": change})

    async def votes(self, request: Request) -> Response:
        """Tell what a person chose, by poll."""
        try:
            brand = self._brand(request)
        except RefusedError as error:
            return JsonResponse({"error": error.sentence}, error.status)
        chosen = await self._board.read(webchat.choices, brand.key, request.query_params.get("person", ""))
        return JsonResponse({"votes": chosen})

    async def inbox(self, request: Request) -> Response:
        """Tell who waits for an answer."""
        asked = [request.query_params.get(name, "") for name in ("filter", "search", "person")]
        try:
            return JsonResponse({"entries": await self._reports.inbox(self._brand(request).key, *asked)})
        except RefusedError as error:
            return JsonResponse({"error": error.sentence}, error.status)
        except Exception:
            log.exception("the playground's inbox could not be read")
            return JsonResponse({"error": "The inbox could not be read; the log says why."}, 503)

    async def events(self, request: Request) -> Response:
        """Stream every message that is new or changed, from the last change that the page knows of."""
        if self._board.closed:
            return JsonResponse({"error": "The playground is closing."}, 503, {"Retry-After": "1"})
        known = request.headers.get("last-event-id") or request.query_params.get("since", "")
        known_change = known.isascii() and known.isdigit() and len(known) <= MOST_DIGITS
        change = int(known) if known_change else await self._board.read(webchat.last_change)
        return EventSourceResponse(self._changes(change))

    async def picture(self, request: Request) -> Response:
        """Return a message's picture."""
        message = request.path_params["message"]
        drawn = await self._board.read(webchat.picture, message) if message < 10**MOST_DIGITS else None
        if drawn is None:
            return JsonResponse({"error": "There is no such picture."}, 404)
        # Nothing else than what it is: a picture of ours, or one that somebody sent.
        return Response(drawn, media_type=picture_type(drawn) or "application/octet-stream")

    async def file(self, request: Request) -> Response:
        """Return a message's file, to be saved."""
        message = request.path_params["message"]
        found = await self._board.read(webchat.document, message) if message < 10**MOST_DIGITS else None
        if found is None:
            return JsonResponse({"error": "There is no such file."}, 404)
        name, content = found
        saved = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
        return Response(content, media_type="application/octet-stream", headers=saved)

    async def _changes(self, change: int) -> AsyncIterator[ServerSentEvent]:
        yield ServerSentEvent(comment="welcome", retry=1_000)
        if change > await self._board.read(webchat.last_change):
            # Another database than the page's: nothing that it shows is true any more.
            yield ServerSentEvent("", event="anew")
        while not self._board.closed:
            news = self._board.news
            said = await self._board.read(webchat.since, change)
            for each in said:
                change = each.change
                yield ServerSentEvent(orjson.dumps(said_json(each)).decode(), id=str(change))
            if not said:
                with suppress(TimeoutError):
                    await asyncio.wait_for(news.wait(), PEEK_S)

    def _brand(self, request: Request) -> Brand:
        brand = self._board.brands.get(request.query_params.get("brand", ""))
        if brand is None:
            raise RefusedError("There is no such brand.")
        return brand


def _standing(
    db: Session, brands: list[str], chats: list[str]
) -> tuple[int, dict[str, list[Resident]], dict[str, list[Said]]]:
    # The change comes first: what is written meanwhile is shown now and streamed again.
    change = webchat.last_change(db)
    people = {brand: webchat.people(db, brand) for brand in brands}
    everywhere = [*chats, *webchat.private_chats(db, brands)]
    return change, people, {chat: webchat.latest(db, chat, LATEST) for chat in everywhere}
