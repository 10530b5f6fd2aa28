"""A Bot API server on loopback: real HTTP, a memory of all calls, failures on demand."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import aiohttp
import orjson
from aiohttp import web

from tests.support.telegram_chats import Chats, RefusedError
from tests.support.telegram_failures import Failure, refusal
from tests.support.telegram_limits import check_callback_answer
from tests.support.telegram_payloads import BOT, BOT_ID, Json, poll_answer

TOKEN = f"{BOT_ID}:AAfakefakefakefakefakefakefakefakefa"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
OTHER_READER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete it first"


@dataclass(frozen=True, slots=True)
class Call:
    """One call that came in, refused ones too."""

    method: str
    params: Json
    files: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """The files' names, by parameter."""


@dataclass(slots=True)
class _Trouble:
    method: str
    failure: Failure
    times: int
    chat: str | None


class TelegramServer:
    """The Bot API for one bot; `async with TelegramServer() as server` opens it at `server.url`."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.url = ""
        self.me: Json = dict(BOT)
        self.calls: list[Call] = []
        self.chats = Chats()
        self.webhook: Json = {}
        """The parameters of `setWebhook`; empty while there is none."""
        self.answers: list[Json] = []
        """The parameters of each `answerCallbackQuery`, be it a call or the webhook's reply."""
        self.menus: dict[tuple[int | None, str | None], list[str]] = {}
        """Names of the commands by (chat, language); None is everywhere, and every other language."""
        self.queue: list[Any] = []
        """Updates not yet confirmed."""
        self.patience_s = 50.0
        """The longest that `getUpdates` waits."""
        self._update = 100_000
        self._troubles: list[_Trouble] = []
        self._arrival = asyncio.Event()
        self._waiting: asyncio.Future[None] | None = None
        self._runner: web.AppRunner | None = None
        self._client: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Listen on a free port of loopback."""
        app = web.Application(client_max_size=50_000_000)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/documents/{file}.bin", self._give_out)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        self._client = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop listening."""
        if self._client and self._runner:
            await self._client.close()
            await self._runner.cleanup()

    def called(self, method: str) -> list[Json]:
        """Return the parameters of all calls of this method, in order."""
        return [call.params for call in self.calls if call.method == method]

    def fail(self, method: str, failure: Failure, *, times: int = 1, chat: str | None = None) -> None:
        """Answer the next calls of this method (to this chat) so."""
        self._troubles.append(_Trouble(method, failure, times, chat))

    def heal(self) -> None:
        """Fail no more."""
        self._troubles.clear()

    def update(self, **content: Any) -> Json:
        """Return an update with the next id, such as `update(message=...)`."""
        self._update += 1
        return {"update_id": self._update, **content}

    async def say(self, **content: Any) -> Json:
        """Let something happen: queue the update, or send it to the webhook where there is one; return the update."""
        update = self.update(**content)
        if self.webhook:
            await self.send_update(update)
        else:
            self.put(update)
        return update

    def put(self, *updates: object) -> None:
        """Queue updates as they are for `getUpdates`."""
        self.queue.extend(updates)
        self._arrival.set()

    async def send_update(self, update: object, to: str | None = None) -> tuple[int, Any]:
        """Post an update to the webhook with its secret.

        Args:
            to: another address than the one of `setWebhook`.

        Returns:
            The status, and the JSON of the answer (None where it is empty).
        """
        if self._client is None:
            raise RuntimeError("the server is not open")
        headers = {SECRET_HEADER: self.webhook["secret_token"]}
        async with self._client.post(to or self.webhook["url"], json=update, headers=headers) as answer:
            body = await answer.read()
        said = orjson.loads(body) if body else None
        if said:
            # A refusal would stay unnoticed, as it does in Telegram, so it is raised here.
            await self._answer({key: value for key, value in said.items() if key != "method"})
        return answer.status, said

    async def vote(self, poll: str, *options: int, voter: Json | None = None) -> None:
        """Let somebody vote in a native poll, or take the vote back without options."""
        await self.say(poll_answer=poll_answer(poll, *options, voter=voter))

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        call = await _call_of(request)
        self.calls.append(call)
        if request.match_info["token"] != self.token:
            return _respond(refusal(401, "Unauthorized"))
        trouble = self._trouble(call)
        if trouble is None:
            return await self._carried_out(call)
        answer = await self._carried_out(call) if trouble.executed else _respond(trouble)
        await asyncio.sleep(trouble.delay_s)
        if trouble.reset and request.transport:
            request.transport.abort()
        if trouble.cut_after is not None:
            return await _truncated(request, answer, trouble.cut_after)
        return answer if trouble.delay_s or not trouble.executed else _respond(trouble)

    async def _give_out(self, request: web.Request) -> web.StreamResponse:
        file = request.match_info["file"]
        if request.match_info["token"] != self.token or file not in self.chats.files:
            return web.Response(status=404)
        trouble = self._trouble(Call("file", {}))
        if trouble is None:
            return web.Response(body=self.chats.files[file])
        await asyncio.sleep(trouble.delay_s)
        return web.Response(body=self.chats.files[file]) if trouble.executed else _respond(trouble)

    def _trouble(self, call: Call) -> Failure | None:
        for each in self._troubles:
            if each.method == call.method and each.times and each.chat in {None, str(call.params.get("chat_id"))}:
                each.times -= 1
                return each.failure
        return None

    async def _carried_out(self, call: Call) -> web.Response:
        methods: dict[str, Callable[[Json], Awaitable[Any]]] = {
            "getMe": self._get_me,
            "getUpdates": self._get_updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "answerCallbackQuery": self._answer,
            "setMyCommands": self._set_commands,
        }
        try:
            own = methods.get(call.method)
            result = await own(call.params) if own else self.chats.carry_out(call.method, {**call.params, **call.names})
        except RefusedError as error:
            return _respond(error.failure)
        return web.json_response({"ok": True, "result": result})

    async def _get_me(self, params: Json) -> Json:
        return self.me

    async def _set_webhook(self, params: Json) -> bool:
        self.webhook = params
        return True

    async def _delete_webhook(self, params: Json) -> bool:
        self.webhook = {}
        return True

    async def _answer(self, params: Json) -> bool:
        check_callback_answer(params)
        self.answers.append(params)
        return True

    async def _set_commands(self, params: Json) -> bool:
        where = params.get("scope", {}).get("chat_id"), params.get("language_code")
        self.menus[where] = [each["command"] for each in params["commands"]]
        return True

    async def _get_updates(self, params: Json) -> list[Any]:
        if self.webhook:
            raise RefusedError(refusal(409, WEBHOOK_SET))
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(RefusedError(refusal(409, OTHER_READER)))
        self._confirm(params.get("offset", 0))
        if not self.queue:
            await self._wait(min(params.get("timeout", 0), self.patience_s))
        return self.queue[: params.get("limit", 100)]

    def _confirm(self, offset: int) -> None:
        # All before the first unconfirmed one is forgotten, however strange it is.
        ids = [each.get("update_id") if isinstance(each, dict) else None for each in self.queue]
        confirmed = [i for i, id_ in enumerate(ids) if isinstance(id_, int) and id_ < offset]
        del self.queue[: confirmed[-1] + 1 if confirmed else 0]

    async def _wait(self, seconds: float) -> None:
        self._arrival.clear()
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        arrival = asyncio.ensure_future(self._arrival.wait())
        try:
            await asyncio.wait({arrival, waiting}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            arrival.cancel()
        if waiting.done():
            waiting.result()
        waiting.cancel()


async def _call_of(request: web.Request) -> Call:
    method = request.match_info["method"]
    if request.content_type == "application/json":
        return Call(method, orjson.loads(await request.read()))
    fields = await request.post()
    sent = {name: value for name, value in fields.items() if isinstance(value, web.FileField)}
    files = {name: value.file.read() for name, value in sent.items()}
    names = {name: value.filename for name, value in sent.items()}
    texts = {name: value for name, value in fields.items() if isinstance(value, str)}
    params = {name: value if name == "caption" else _json(value) for name, value in texts.items()}
    return Call(method, params, files, names)


def _json(value: str) -> Any:  # noqa: ANN401  # JSON
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        return value


def _respond(failure: Failure) -> web.Response:
    return web.Response(status=failure.status, body=failure.body, content_type="application/json")


async def _truncated(request: web.Request, answer: web.Response, after: int) -> web.StreamResponse:
    body = bytes(answer.body) if isinstance(answer.body, bytes | bytearray) else b""
    partial = web.StreamResponse(headers={"Content-Length": str(len(body)), "Content-Type": "application/json"})
    await partial.prepare(request)
    await partial.write(body[:after])
    if request.transport:
        request.transport.close()
    return partial
