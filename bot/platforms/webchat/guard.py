"""The playground is for this machine alone, whatever address the server listens on."""

from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.pages.safety import Safe

OWN_NAMES = {"localhost", "127.0.0.1"}
FORWARDED = {"forwarded", "via", "x-real-ip"}
"""Headers (and all that begin with `x-forwarded`) by which a proxy tells that it speaks for somebody else."""


class Guard:
    """Lets only this machine's own browser through; to everybody else there is nothing here."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = Safe(app)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 404."""
        if is_own(scope):
            await self._app(scope, receive, send)
        else:
            await PlainTextResponse("Not Found", status_code=404)(scope, receive, send)


def is_own(scope: Scope) -> bool:
    """Tell whether a request comes from this machine, to a name of this machine, through nobody."""
    headers = Headers(scope=scope)
    if any(name in FORWARDED or name.startswith("x-forwarded") for name in headers):
        return False
    # The name too: a page elsewhere may have had its own name resolved to this machine (DNS rebinding).
    return _is_loopback(scope) and _host(headers) in OWN_NAMES


def _is_loopback(scope: Scope) -> bool:
    peer = scope.get("client")
    try:
        address = ip_address(peer[0]) if peer else None
    except ValueError:
        return False
    return address is not None and (getattr(address, "ipv4_mapped", None) or address).is_loopback


def _host(headers: Headers) -> str:
    name, colon, port = headers.get("host", "").partition(":")
    return name.lower() if not colon or port.isdigit() else ""
