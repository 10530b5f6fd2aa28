"""Speak HTTP to the Bot API over one aiohttp session, ten times faster than python-telegram-bot's own transport.

Errors say what is known of the call, not which HTTP status came: whoever posts must know whether it may have arrived.
Their texts never hold the address, since the token is a part of it.
"""

from typing import Any

import aiohttp
import orjson
from telegram.error import NetworkError, TelegramError
from telegram.request import BaseRequest, RequestData

from bot.platforms.telegram.older import completed

CALL_TIMEOUT_S = 10.0
CONNECT_TIMEOUT_S = 5.0
OK = 200
ERRORS = 300
SERVER_ERRORS = 500
PIECE = 65_536


class NotSent(NetworkError):
    """Telegram surely did not carry out the call: it was not reached."""


class Lost(NetworkError):
    """Telegram may have carried out the call: its answer did not come, or cannot be read."""


class Refused(TelegramError):
    """Telegram did not carry out the call and said why (an answer of 4xx)."""

    def __init__(self, code: int, description: str, retry_after: float | None, new_chat: int | None) -> None:
        # Beside what this one knows, python-telegram-bot's own BadRequest is a NetworkError, and its RetryAfter warns
        # of a deprecation in its constructor.
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.retry_after = retry_after
        """Seconds to wait, exactly as Telegram said."""
        self.new_chat = new_chat


class AiohttpRequest(BaseRequest):
    """Requests over a shared session; open between `initialize` and `shutdown`."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds that a call may take."""
        return CALL_TIMEOUT_S

    @property
    def is_open(self) -> bool:
        """Whether calls can be made."""
        return self._session is not None

    async def initialize(self) -> None:
        """Open the session; a second time does nothing, since the bot knows this request twice."""
        if self._session is None:
            self._session = aiohttp.ClientSession()

    async def shutdown(self) -> None:
        """Close the session and its connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def call(self, url: str, parameters: dict[str, Any], timeout_s: float = CALL_TIMEOUT_S) -> Any:  # noqa: ANN401  # JSON
        """Make a call whose answer is wanted as it came, not as objects.

        Returns:
            The JSON of `result`.

        Raises:
            NotSent: it was surely not carried out.
            Lost: it may have been.
            Refused: Telegram said no.
        """
        code, payload = await self._exchange(url, orjson.dumps(parameters), timeout_s)
        return read(code, payload)

    async def load(self, url: str, most: int, timeout_s: float) -> tuple[int, bytes]:
        """Load a file; return the status and its content, of which more than `most` bytes are not read to the end.

        Raises:
            NotSent, Lost: it did not come.
        """
        if self._session is None:
            raise NotSent("The connection to Telegram is closed.")
        timeout, content = aiohttp.ClientTimeout(total=timeout_s, connect=CONNECT_TIMEOUT_S), bytearray()
        try:
            async with self._session.get(url, timeout=timeout, allow_redirects=False) as answer:
                async for piece in answer.content.iter_chunked(PIECE):
                    content += piece
                    if len(content) > most:
                        break
                return answer.status, bytes(content)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise Lost(f"A file did not come from Telegram ({type(error).__name__}).") from None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *args: object,
        **timeouts: object,
    ) -> tuple[int, bytes]:
        """Make a call of the library's, whose timeouts are not used; what is not a success raises, as in `call`."""
        body = _form(request_data) if request_data and request_data.contains_files else _json(request_data)
        code, payload = await self._exchange(url, body, CALL_TIMEOUT_S)
        read(code, payload)
        return OK, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Parse an answer that `do_request` found good."""
        answer: dict[str, Any] = orjson.loads(payload)
        # Completed always, since the library leaves no second try; other answers hold nothing that older servers omit.
        return completed(answer) if b'"poll"' in payload else answer

    async def _exchange(self, url: str, body: bytes | aiohttp.FormData, timeout_s: float) -> tuple[int, bytes]:
        if self._session is None:
            raise NotSent("The connection to Telegram is closed.")
        headers = {"Content-Type": "application/json"} if isinstance(body, bytes) else {}
        timeout = aiohttp.ClientTimeout(total=timeout_s, connect=CONNECT_TIMEOUT_S)
        try:
            async with self._session.post(
                url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL) as error:
            raise NotSent(f"Telegram cannot be reached ({type(error).__name__}).") from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Lost(f"Telegram's answer was lost ({type(error).__name__}).") from None


def read(code: int, payload: bytes) -> Any:  # noqa: ANN401  # JSON
    """Return `result` of an answer, or raise what its refusal means."""
    try:
        answer = orjson.loads(payload)
    except orjson.JSONDecodeError:
        answer = None
    if not isinstance(answer, dict) or "ok" not in answer:
        if ERRORS <= code < SERVER_ERRORS:
            # Such an answer comes from a proxy; above all a 403 of its own says nothing about the person.
            raise NotSent(f"Something before Telegram answered {code}.")
        raise Lost(f"Telegram answered {code} with something that cannot be read.")
    if answer["ok"] is True and code < ERRORS and "result" in answer:
        return answer["result"]
    raise _refusal(code, answer)


def _refusal(status: int, answer: dict[str, Any]) -> TelegramError:
    code = answer.get("error_code", status)
    description = str(answer.get("description", "")) or "without a reason"
    if not (isinstance(code, int) and ERRORS <= code < SERVER_ERRORS):
        return Lost(f"Telegram answered {code} {description}")
    about = answer.get("parameters")
    about = about if isinstance(about, dict) else {}
    return Refused(code, description, about.get("retry_after"), about.get("migrate_to_chat_id"))


def _json(data: RequestData | None) -> bytes:
    return orjson.dumps(data.parameters if data else {})


def _form(data: RequestData) -> aiohttp.FormData:
    # Telegram reads a file's name as it stands, in UTF-8; aiohttp would write `%C3%A9` for "é".
    form = aiohttp.FormData(data.json_parameters, quote_fields=False)
    for name, (filename, content, mimetype) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mimetype)
    return form
