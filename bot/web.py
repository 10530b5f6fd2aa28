"""The HTTP server's routes: the platforms' own, and what operators look at."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.metrics import CONTENT_TYPE

Probe = Callable[[], Mapping[str, Any]]
"""Returns a JSON object whose `ok` says whether all is well; may block."""


def build(platform_routes: Sequence[BaseRoute], ready: Probe, metrics: Callable[[], bytes]) -> Starlette:
    """Return the web application.

    Args:
        platform_routes: `/slack/events`, `/telegram`, `/play` and what belongs to them.
        ready: whether database and platforms work.
        metrics: renders the metrics.
    """

    async def healthz(_request: Request) -> Response:
        return PlainTextResponse("ok")

    async def readyz(_request: Request) -> Response:
        state = await asyncio.to_thread(ready)
        return JSONResponse(state, status_code=200 if state["ok"] else 503)

    async def show_metrics(_request: Request) -> Response:
        return Response(await asyncio.to_thread(metrics), media_type=CONTENT_TYPE)

    own = [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", show_metrics)]
    return Starlette(routes=[*platform_routes, *own])
