"""The Socket Mode connection, and what keeps it.

slack_sdk's own client connects again only at its next ping, uses an address twice that is good for once, and gives up
silently on some answers. So its reconnecting is switched off, and each connection is a client of its own.
"""

import asyncio
import logging
import random
import time
from contextlib import suppress
from typing import Any, Protocol

from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack.calls import Refused, ask
from chat.errors import DeliveryError, Permanent, Temporary

log = logging.getLogger(__name__)
sdk_log = logging.getLogger(f"{__name__}.sdk")
# It writes the address of the connection, which carries a ticket.
sdk_log.setLevel(logging.CRITICAL + 1)

CONNECT_WITHIN_S = 5
CLOSE_WITHIN_S = 2
LOOK_EVERY_S = 0.2
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 30
APP_TOKEN = "Slack does not accept SLACK_APP_TOKEN: make an app-level token with connections:write and set it."  # noqa: S105


class Receiver(Protocol):
    """Takes a payload and returns what to acknowledge it with."""

    async def __call__(self, body: dict[str, Any]) -> BoltResponse:
        """Take the payload in."""


class _Client(SocketModeClient):
    """One connection; when it is lost, it only says so."""

    lost: asyncio.Event

    async def connect_to_new_endpoint(self, force: bool = False) -> None:  # noqa: FBT001, FBT002  # slack_sdk's own
        self.lost.set()


class Link:
    """Keeps one connection open and hands in what comes over it."""

    def __init__(self, web: AsyncWebClient, app_token: str, receive: Receiver) -> None:
        self._web = web
        self._app_token = app_token
        self._receive = receive
        self._client: _Client | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._in_flight = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._paused = False
        self._asked_s: float | None = None
        self.word = "The connection is not open yet."
        """What keeps it from being connected; empty while it is."""

    async def start(self) -> None:
        """Connect, and keep connected from then on, even where the first attempt fails.

        Raises:
            Permanent: Slack does not accept the app token.
        """
        try:
            await self._connect()
        except Temporary as error:
            self._failed(error)
        self._keeper = asyncio.create_task(self._keep())

    async def _keep(self) -> None:
        failures = 1 if self.word else 0
        while True:
            if failures:
                await asyncio.sleep(self._asked_s or backoff(failures))
            else:
                await self._watch()
            try:
                await self._connect()
                failures = 0
            except DeliveryError as error:
                self._failed(error)
                failures += 1
            except Exception:  # whatever it is, a process that looks alive must not stay deaf
                log.exception("the connection to Slack failed")
                self.word, failures = "The connection failed; see the log.", failures + 1

    def _failed(self, error: DeliveryError) -> None:
        self.word = str(error)
        self._asked_s = error.retry_after if isinstance(error, Temporary) else None
        log.warning("not connected to Slack: %s", error)

    async def _watch(self) -> None:
        """Wait until the connection is lost, or Slack says that it soon will be."""
        client = self._client
        while client and not client.lost.is_set() and await client.is_connected():
            with suppress(TimeoutError):
                await asyncio.wait_for(client.lost.wait(), LOOK_EVERY_S)
        if client and not await client.is_connected():
            self.word = "The connection was lost."
            log.warning("not connected to Slack: %s", self.word)

    async def _connect(self) -> None:
        """Open a new connection, and only then close the old one, which may still have to acknowledge something."""
        url = await self._address()
        client = _Client(self._app_token, logger=sdk_log, web_client=self._web, ping_interval=10)
        client.lost, client.proxy, client.wss_uri = asyncio.Event(), self._web.proxy, url
        client.socket_mode_request_listeners.append(self._handle)
        try:
            async with asyncio.timeout(CONNECT_WITHIN_S):
                await client.connect()  # type: ignore[no-untyped-call]
        except BaseException as error:
            await _close(client)
            if isinstance(error, TimeoutError):
                raise Temporary("Slack's socket cannot be reached.") from None
            raise
        old, self._client, self.word = self._client, client, ""
        log.info("connected to Slack")
        if old:
            await _close(old)

    async def _address(self) -> str:
        try:
            answer = await ask(self._web.apps_connections_open(app_token=self._app_token))
        except Refused as refused:
            raise Permanent(APP_TOKEN if "auth" in refused.word or "token" in refused.word else str(refused)) from None
        if not isinstance(answer.get("url"), str):
            raise Temporary("Slack's answer was not understood.")
        return str(answer["url"])

    async def _handle(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        if self._paused:
            return
        self._in_flight += 1
        self._idle.clear()
        try:
            answer = await self._receive(request.payload)
            await send_async_response(client, request, answer, time.time())
        finally:
            self._in_flight -= 1
            if not self._in_flight:
                self._idle.set()

    async def pause(self, within_s: float = 5) -> None:
        """Take nothing more in, and finish what came; Slack sends the rest again to whoever connects next."""
        self._paused = True
        if self._keeper:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), within_s)
        self.word = "The connection is closed."
        if self._client:
            await _close(self._client)
            self._client = None


def backoff(failures: int) -> float:
    """Return the seconds to wait after so many failures in a row, no two processes in step."""
    longest = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(failures - 1, 10))
    return longest * random.uniform(0.5, 1)  # noqa: S311  # no secret


async def _close(client: SocketModeClient) -> None:
    try:
        async with asyncio.timeout(CLOSE_WITHIN_S):
            await client.close()  # type: ignore[no-untyped-call]
    except TimeoutError:
        # The other side is dead and does not say goodbye.
        await client.aiohttp_client_session.close()
    tasks = (client.message_processor, client.current_session_monitor, client.message_receiver)
    running = [task for task in tasks if task]
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
