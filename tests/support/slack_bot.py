"""A Slack platform under test: opened against the fake, and served over real HTTP."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any, Literal, NamedTuple

import aiohttp
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from bot.platforms.slack import Slack
from tests.support.intake import RecordingIntake
from tests.support.slack_payloads import form
from tests.support.slack_server import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, SlackServer, sign

FORM, JSON = "application/x-www-form-urlencoded", "application/json"


class ShiftedClock:
    """The machine's clock, ahead by so much."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        """Return this moment, aware UTC."""
        return datetime.now(UTC) + self.ahead


class Reply(NamedTuple):
    """What Slack was answered."""

    status: int
    text: str
    headers: Mapping[str, str]

    @property
    def json(self) -> dict[str, Any]:
        """The answer's JSON object."""
        read: dict[str, Any] = json.loads(self.text)
        return read


class Bot:
    """A platform with what is around it."""

    def __init__(self, server: SlackServer, mode: Literal["socket", "http"], **changed: str) -> None:
        self.server = server
        self.intake = RecordingIntake()
        self.clock = ShiftedClock()
        self.rejected = 0
        tokens = {"bot_token": BOT_TOKEN, "app_token": APP_TOKEN, "signing_secret": SIGNING_SECRET, **changed}
        self.platform = Slack(
            api_url=server.url,
            mode=mode,
            clock=self.clock,
            commands=("poll", "ror"),
            on_rejected=self._count_rejected,
            bot_token=tokens["bot_token"],
            app_token=tokens["app_token"],
            signing_secret=tokens["signing_secret"],
        )
        self.address = ""

    def _count_rejected(self) -> None:
        self.rejected += 1

    async def post(
        self, body: bytes, *, kind: str = JSON, headers: Mapping[str, str] | None = None, signed: bool = True
    ) -> Reply:
        """Post a body to `/slack/events`, signed now unless told otherwise."""
        given = {"Content-Type": kind, **(sign(SIGNING_SECRET, body) if signed else {}), **(headers or {})}
        return await self.request("POST", body, given)

    async def request(self, method: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Reply:
        """Make a raw request of `/slack/events`."""
        async with (
            aiohttp.ClientSession() as session,
            session.request(method, f"{self.address}/slack/events", data=BytesIO(body), headers=headers) as response,
        ):
            return Reply(response.status, await response.text(), response.headers)

    async def event(self, payload: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Reply:
        """Post an Events API payload."""
        return await self.post(json.dumps(payload).encode(), headers=headers)

    async def form(self, payload: dict[str, Any]) -> Reply:
        """Post a command or an interaction."""
        return await self.post(form(payload), kind=FORM)


@asynccontextmanager
async def running(server: SlackServer, mode: Literal["socket", "http"], **changed: str) -> AsyncIterator[Bot]:
    """Open a bot; in the mode `http` serve it, too."""
    bot = Bot(server, mode, **changed)
    await bot.platform.open(bot.intake)
    try:
        async with served(bot.platform.routes()) as bot.address:
            yield bot
    finally:
        await bot.platform.stop_intake()
        await bot.platform.close()


@asynccontextmanager
async def served(routes: list[Route]) -> AsyncIterator[str]:
    """Serve routes on loopback, and yield the address."""
    config = uvicorn.Config(Starlette(routes=routes), host="127.0.0.1", port=0, log_config=None, lifespan="off")
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    # Neither `serve` nor `shutdown`: both look only ten times a second whether it is the end.
    await server.startup()
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        for listening in server.servers:
            listening.close()
            await listening.wait_closed()
