"""The HTTP server: its port, and its routes, the platforms' own and what operators look at."""

import asyncio
import signal
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.metrics import CONTENT_TYPE
from bot.settings import SettingsError, WebSettings

GRACE_S = 5
"""How long requests under way may take when the server stops."""

SIGNALS = (signal.SIGINT, signal.SIGTERM)

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


def listen(settings: WebSettings) -> socket.socket:
    """Take the port, before anything else is begun that would be in vain without it.

    Raises:
        SettingsError: it cannot be taken.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (")[0]
        where = f"port {settings.port} of {settings.host}"
        raise SettingsError([f"{where} cannot be taken ({reason}): stop what uses it, or set web.port."]) from None


def address_of(listener: socket.socket) -> str:
    """Return where the server answers, `http://127.0.0.1:8080`."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        # uvicorn would raise the signal once more at the end, before anything else that runs is closed.
        yield


async def serve(application: Starlette, listener: socket.socket, until: "asyncio.Future[None]") -> None:
    """Serve until SIGINT or SIGTERM comes, or `until` is done."""
    config = uvicorn.Config(
        application,
        log_config=None,
        access_log=False,
        lifespan="off",
        proxy_headers=False,  # the playground goes by who really asks
        server_header=False,
        timeout_graceful_shutdown=GRACE_S,
    )
    server, loop = _Server(config), asyncio.get_running_loop()
    until.add_done_callback(lambda _done: setattr(server, "should_exit", True))
    for number in SIGNALS:
        loop.add_signal_handler(number, server.handle_exit, number, None)
    try:
        await server.serve(sockets=[listener])
    finally:
        for number in SIGNALS:
            loop.remove_signal_handler(number)
