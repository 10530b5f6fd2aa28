"""What can go wrong between a bot and the Bot API."""

from dataclasses import dataclass
from typing import Any

import orjson


@dataclass(frozen=True, slots=True)
class Failure:
    """One wrong answer."""

    status: int = 200
    body: bytes = b""
    executed: bool = False
    """The call is carried out, and its answer is this one."""
    reset: bool = False
    """The connection is torn down instead of an answer."""
    cut_after: int | None = None
    """So many bytes of the right answer come, then the connection ends."""
    delay_s: float = 0.0
    """The right answer comes so many seconds late."""


def refusal(code: int, description: str, **parameters: Any) -> Failure:
    """Refuse the call, as Telegram words it."""
    said = {"ok": False, "error_code": code, "description": description}
    return Failure(code, orjson.dumps({**said, "parameters": parameters} if parameters else said))


def flood(seconds: int) -> Failure:
    """Ask to wait."""
    return refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def html(status: int = 502, *, executed: bool = False) -> Failure:
    """Answer with a proxy's page."""
    return Failure(status, b"<html><body>nginx</body></html>", executed=executed)


def result(value: object, *, executed: bool = True) -> Failure:
    """Answer "ok" with something unexpected."""
    return Failure(200, orjson.dumps({"ok": True, "result": value}), executed=executed)


RESET = Failure(reset=True)
RESET_AFTER_EXECUTING = Failure(reset=True, executed=True)
TRUNCATED = Failure(executed=True, cut_after=20)
UNAUTHORIZED = refusal(401, "Unauthorized")
BLOCKED = refusal(403, "Forbidden: bot was blocked by the user")


def slow(seconds: float) -> Failure:
    """Answer rightly, but late."""
    return Failure(executed=True, delay_s=seconds)
