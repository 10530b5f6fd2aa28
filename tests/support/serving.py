"""Serve an ASGI app over real HTTP on loopback."""

import asyncio
import secrets
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import uvicorn
from starlette.types import ASGIApp


@asynccontextmanager
async def serve(app: ASGIApp, port: int = 0) -> AsyncIterator[int]:
    """Serve until the block is left; give the port, any free one unless it is named."""
    with socket.create_server(("127.0.0.1", port)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off", proxy_headers=False))
        # serve() would take the signals of the whole test session.
        serving = asyncio.create_task(server._serve(sockets=[listener]))
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            await serving


def free_port() -> int:
    """Find a port of loopback below those that systems give away by themselves, so that it stays free for a while."""
    while True:
        port = 20_000 + secrets.randbelow(10_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
