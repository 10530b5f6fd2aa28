"""What every page of the bot forbids browsers, and what is no page of the bot's own."""

from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

STATIC = Path(__file__).parent / "static"
"""Scripts and styles that the playground and the brands' pages share."""

# Nothing inline and nothing from elsewhere: a hostile text that became HTML could still do nothing.
POLICY = "default-src 'self'; base-uri 'none'; object-src 'none'; form-action {forms}; frame-ancestors 'none'"


class Safe:
    """Adds to every answer the headers that keep its page to itself.

    Args:
        app: what answers.
        forms: whither forms may be sent: `'none'` or `'self'`.
        cache: what is said about keeping where an answer says nothing.
    """

    def __init__(self, app: ASGIApp, forms: str = "'none'", cache: str = "no-cache") -> None:
        self._app = app
        self._cache = cache
        self._added = {
            "Content-Security-Policy": POLICY.format(forms=forms),
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._added)
                headers.setdefault("Cache-Control", self._cache)
            await send(message)

        await self._app(scope, receive, send_with_headers)


def is_same_origin(headers: Headers) -> bool:
    """Tell whether a request comes from a page of this server, or from no page at all."""
    # Where no referrer is to be told, browsers tell no origin of a form either, but this.
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is None or origin.lower() in {
        f"http://{headers['host']}".lower(),
        f"https://{headers['host']}".lower(),
    }
