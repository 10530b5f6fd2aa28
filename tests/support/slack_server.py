"""Slack on loopback: Web API, uploads, `response_url`, `apps.connections.open` and the Socket Mode connection.

async with SlackServer() as slack:
    slack.plan("chat.postMessage", rate_limited(2), lost())
    ...                                         # a bot that has `slack.url` for its api_url
    acknowledged = await slack.send_event(message("hello"))
    assert slack.calls_of("chat.postMessage")[0]["channel"] == "C1"
"""

import asyncio
import hashlib
import hmac
import json
import socket
import struct
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Self

from aiohttp import WSMsgType, web

from tests.support.slack_payloads import envelope
from tests.support.slack_workspace import APP, Workspace

BOT_TOKEN, APP_TOKEN, SIGNING_SECRET = "xoxb-fake-bot", "xapp-1-A0FAKE-fake-app", "fake-signing-secret"


class Call(NamedTuple):
    """One call of the Web API."""

    method: str
    payload: dict[str, Any]
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What goes wrong with one call."""

    how: Literal["answer", "cut", "reset"] = "answer"
    executed: bool = False
    status: int = 200
    body: str | None = None
    """None: the call's own answer."""
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    after_s: float = 0


def refused(error: str, **more: Any) -> Trouble:
    """Return a 200 that says no."""
    return Trouble(body=json.dumps({"ok": False, "error": error, **more}))


def rate_limited(retry_after: int) -> Trouble:
    """Return a 429."""
    body = json.dumps({"ok": False, "error": "ratelimited"})
    return Trouble(status=429, body=body, headers={"Retry-After": str(retry_after)})


def broken(status: int = 500, *, executed: bool = False) -> Trouble:
    """Return an HTML page, as a proxy or a failing server sends it."""
    return Trouble(status=status, body="<html>Oops</html>", content_type="text/html", executed=executed)


def lost() -> Trouble:
    """Return a reset after the call was carried out."""
    return Trouble(how="reset", executed=True)


def truncated() -> Trouble:
    """Return half an answer to a call that was carried out."""
    return Trouble(how="cut", executed=True)


def slow(seconds: float) -> Trouble:
    """Return an answer that takes its time."""
    return Trouble(after_s=seconds, executed=True)


def sign(secret: str, body: bytes, at: float | None = None) -> dict[str, str]:
    """Return the headers with which Slack signs a request.

    Args:
        at: Unix time of the request; None: now.
    """
    stamp = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


class SlackServer:
    """Slack as one bot sees it. `calls` and `told` remember; `plan` makes things go wrong."""

    def __init__(self, *, scopes: set[str] | None = None) -> None:
        self.calls: list[Call] = []
        self.told: list[dict[str, Any]] = []
        """What was posted to a `response_url`."""
        self.downloads: list[str] = []
        """What each download of a file was authorized by."""
        self.acks: dict[str, dict[str, Any]] = {}
        self.connections: list[web.WebSocketResponse] = []
        self._scopes = scopes
        self._troubles: defaultdict[str, deque[Trouble]] = defaultdict(deque)
        self._tickets: set[str] = set()
        self._sent = 0
        self._changed = asyncio.Condition()
        self.port = 0

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=20_000_000)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/upload/{file}", self._upload)
        app.router.add_get("/files-pri/{file}", self._download)
        app.router.add_post("/respond/{name}", self._respond)
        app.router.add_get("/socket/{ticket}", self._socket)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
        await self._runner.setup()
        await self.listen()
        self.workspace = Workspace(f"http://127.0.0.1:{self.port}", self._scopes)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def listen(self) -> None:
        """Take connections, on the same port as before."""
        self._site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await self._site.start()
        self.port = self._runner.addresses[0][1]

    async def vanish(self) -> None:
        """Refuse connections, and reset those there are."""
        await self._site.stop()
        for connection in self._runner.server.connections if self._runner.server else ():
            _reset(connection.transport)
        await asyncio.sleep(0.05)  # until the other side has noticed

    @property
    def url(self) -> str:
        """The bot's `api_url`."""
        return f"http://127.0.0.1:{self.port}/api/"

    @property
    def response_url(self) -> str:
        """An address to answer one person by."""
        return f"http://127.0.0.1:{self.port}/respond/{self._sent}"

    def plan(self, method: str, *troubles: Trouble) -> None:
        """Let the next calls of a method (or `respond`, or `upload`) go wrong."""
        self._troubles[method].extend(troubles)

    def calls_of(self, method: str) -> list[dict[str, Any]]:
        """Return the payloads of a method's calls."""
        return [call.payload for call in self.calls if call.method == method]

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        call = Call(method, await _payload(request), request.headers.get("Authorization", "").removeprefix("Bearer "))
        self.calls.append(call)
        return await self._answer(request, method, lambda: self._carry_out(call))

    def _carry_out(self, call: Call) -> dict[str, Any]:
        if call.token != (APP_TOKEN if call.method == "apps.connections.open" else BOT_TOKEN):
            return {"ok": False, "error": "invalid_auth"}
        if call.method == "apps.connections.open":
            ticket = f"ticket{len(self.calls)}"
            self._tickets.add(ticket)
            return {"ok": True, "url": f"ws://127.0.0.1:{self.port}/socket/{ticket}"}
        return self.workspace.call(call.method, call.payload)

    async def _answer(
        self, request: web.Request, method: str, act: Callable[[], dict[str, Any] | str]
    ) -> web.StreamResponse:
        waiting = self._troubles[method]
        trouble = waiting.popleft() if waiting else Trouble(executed=True)
        result = act() if trouble.executed else {}
        body = trouble.body or (result if isinstance(result, str) else json.dumps(result))
        await asyncio.sleep(trouble.after_s)
        if trouble.how == "reset":
            _reset(request.transport)
        kind = "text/plain" if isinstance(result, str) else trouble.content_type
        headers = {**trouble.headers, "Content-Type": kind}
        if trouble.how == "answer":
            return web.Response(text=body, status=trouble.status, headers=headers)
        response = web.StreamResponse(headers={**headers, "Content-Length": str(len(body.encode()))})
        await response.prepare(request)
        await response.write(body.encode()[: len(body) // 2])
        _reset(request.transport)
        return response

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        content = await request.read()

        def keep() -> str:
            self.workspace.files[request.match_info["file"]]["content"] = content
            return f"OK - {len(content)}"

        return await self._answer(request, "upload", keep)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """Give a file out to whoever may read it, and to others the page to sign in."""
        self.downloads.append(request.headers.get("Authorization", ""))
        may = self._scopes is None or "files:read" in self._scopes
        if not may or self.downloads[-1] != f"Bearer {BOT_TOKEN}":
            return web.Response(text="<html>Sign in to Slack</html>", content_type="text/html")
        trouble = self._troubles["download"].popleft() if self._troubles["download"] else Trouble()
        await asyncio.sleep(trouble.after_s)
        if trouble.status != 200:
            return web.Response(status=trouble.status, headers=trouble.headers)
        file = self.workspace.files[request.match_info["file"]]
        return web.Response(body=file["content"], content_type=file["mimetype"])

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        told = await request.json()

        def remember() -> dict[str, Any]:
            self.told.append(told)
            return {"ok": True}

        return await self._answer(request, "respond", remember)

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        ticket = request.match_info["ticket"]
        if ticket not in self._tickets:
            return web.Response(status=401)
        self._tickets.remove(ticket)  # each is good for once
        connection = web.WebSocketResponse()
        await connection.prepare(request)
        async with self._changed:
            self.connections.append(connection)
            self._changed.notify_all()
        await connection.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": APP}})
        try:
            async for message in connection:
                if message.type is WSMsgType.TEXT:
                    await self._acknowledged(json.loads(message.data))
        finally:
            self.connections.remove(connection)
        return connection

    async def _acknowledged(self, ack: dict[str, Any]) -> None:
        async with self._changed:
            self.acks[ack["envelope_id"]] = ack
            self._changed.notify_all()

    async def connected(self, within_s: float = 20) -> None:
        """Wait until a bot is connected."""
        async with asyncio.timeout(within_s), self._changed:
            await self._changed.wait_for(lambda: bool(self.connections))

    async def send(self, kind: str, payload: dict[str, Any], envelope_id: str = "", **outer: Any) -> str:
        """Send an envelope over the newest connection, and return its id."""
        self._sent += 1
        envelope_id = envelope_id or f"envelope{self._sent}"
        said = {"type": kind, "envelope_id": envelope_id, "payload": payload, "accepts_response_payload": True}
        await self.connections[-1].send_json({**said, **outer})
        return envelope_id

    async def acked(self, envelope_id: str, within_s: float = 20) -> dict[str, Any]:
        """Wait for an envelope's acknowledgement, and return what it says."""
        async with asyncio.timeout(within_s), self._changed:
            await self._changed.wait_for(lambda: envelope_id in self.acks)
        return self.acks[envelope_id]

    async def send_event(self, event: dict[str, Any], **outer: Any) -> dict[str, Any]:
        """Send an event over the socket, wait for its acknowledgement, and return that."""
        return await self.acked(await self.send("events_api", envelope(event, **outer)))

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Tell the bot to connect anew, as Slack does now and then."""
        await self.connections[-1].send_json({"type": "disconnect", "reason": reason})

    def kick(self) -> None:
        """Reset all Socket Mode connections."""
        for connection in self.connections:
            _reset(connection._req.transport if connection._req else None)


async def _payload(request: web.Request) -> dict[str, Any]:
    given: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        given.update(await request.json())
    else:
        given.update({name: value for name, value in (await request.post()).items() if isinstance(value, str)})
    return given


def _reset(transport: asyncio.Transport | None) -> None:
    if transport is not None:
        # Without this the connection would end as if all were well.
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
