"""Telegram's webhook: `POST /telegram`, answered only when what came is durable."""

import hmac
from collections.abc import Callable

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.bodies import body_of
from bot.platforms.telegram.reading import Offered, Reader
from bot.platforms.telegram.toasts import Link, callback_answer
from chat.errors import Busy
from chat.ports import ANSWER_WITHIN_S

PATH = "/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # the header's name
BODY_BYTES = 1_000_000


class Webhook:
    """Takes one update a request.

    Args:
        secret: what Telegram was told to send along.
        reader: the present reader; None while no events are taken.
        link: makes the address of the private chat with the bot.
        on_rejected: called for every request that does not know the secret.
    """

    def __init__(
        self, secret: str, reader: Callable[[], Reader | None], link: Link, on_rejected: Callable[[], None]
    ) -> None:
        self._secret = secret.encode()
        self._reader = reader
        self._link = link
        self._on_rejected = on_rejected

    def route(self) -> Route:
        """Return the route to mount; other methods than POST get 405."""
        return Route(PATH, self._answer, methods=["POST"])

    async def _answer(self, request: Request) -> Response:
        if not self._knows_secret(request):
            self._on_rejected()
            return Response(status_code=403)
        try:
            body = await body_of(request, BODY_BYTES)
            if body is None:
                return Response(status_code=413)
            update = orjson.loads(body)
        except (ClientDisconnect, orjson.JSONDecodeError):
            return Response(status_code=400)
        if not isinstance(update, dict):
            return Response(status_code=400)
        reader = self._reader()
        return _later() if reader is None else await self._handled(reader, update, body)

    async def _handled(self, reader: Reader, update: dict[str, object], body: bytes) -> Response:
        try:
            offered = reader.offer(update, body)
        except Busy:
            return _later()
        return _said(offered, self._link) if await offered.settle(ANSWER_WITHIN_S) else _later()

    def _knows_secret(self, request: Request) -> bool:
        given = request.headers.getlist(SECRET_HEADER)
        # Never with an empty secret, which anybody knows.
        return len(given) == 1 and self._secret != b"" and hmac.compare_digest(given[0].encode("latin-1"), self._secret)


def _said(offered: Offered, link: Link) -> Response:
    """Acknowledge; a pressed button is answered in the same breath, or its phone would show a spinner."""
    if offered.query is None:
        return Response()
    answer = {"method": "answerCallbackQuery", "callback_query_id": offered.query}
    return Response(orjson.dumps(answer | callback_answer(offered, link)), media_type="application/json")


def _later() -> Response:
    """Ask Telegram to send the update again."""
    return Response(status_code=503, headers={"Retry-After": "1"})
