"""`/link/<brand>`: where the link in a shop's mail leads, by which a customer and a person in a chat become one."""

import base64
import hmac
from collections.abc import Mapping
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.orders import Shop
from chat.brands import Brand
from chat.errors import Unavailable
from chat.i18n import Words, language_of, words
from chat.ports import Clock
from chat.storable import storable
from handlers import orders
from handlers.routing import Context, Means
from storage import links
from storage.writer import Writer

PATH = "/link/{brand}"
LONGEST = 400
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
PAGE = """<!doctype html>
<html lang="{language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>{title}</title>
<style>
body {{ font: 1.1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 12vh auto; padding: 0 1.2rem }}
h1 {{ font-size: 1.4rem }}
code {{ display: block; font-size: 1.3rem; padding: .8rem; border: 1px solid; border-radius: .5rem }}
button {{ font: inherit; padding: .6rem 1.2rem; border-radius: .5rem; border: 1px solid; cursor: pointer }}
</style>
<main><h1>{title}</h1><p>{text}</p>{more}</main></html>
"""


def signature(secret: str, brand: str, customer: str) -> str:
    """Return what a shop puts behind a link: HMAC-SHA256 of `brand.customer` under its secret, in hexadecimal."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return hmac.new(key, f"{brand}.{customer}".encode(), "sha256").hexdigest()


class CustomerLinks:
    """Shows who opens a signed link a button, and who presses it a code for the bot: previews press nothing.

    Args:
        known: whose signatures are known.
        brands: by key.
        means: has the key of pseudonyms.
        writer: keeps the codes.
        clock: the time.
    """

    def __init__(
        self, known: list[Shop], brands: Mapping[str, Brand], means: Means, writer: Writer, clock: Clock
    ) -> None:
        self._known = known
        self._brands = brands
        self._means = means
        self._writer = writer
        self._clock = clock

    def route(self) -> Route:
        """Return the route."""
        return Route(PATH, self._answer, methods=["GET", "POST"])

    async def _answer(self, request: Request) -> Response:
        brand, customer = self._asked(request)
        say = _words(request, brand)
        if brand is None:
            return _page(say, say("orders-link-wrong"), status=404)
        if request.method != "POST":
            button = f"<form method=post><button>{escape(say('orders-link-button'))}</button></form>"
            return _page(say, say("orders-link-text", brand=brand.name), button)
        person = orders.pseudonym(self._means.customer_key, brand.key, customer)
        try:
            code = await self._writer.write(
                lambda db: orders.code_for(
                    Context(db, self._clock.now(), self._brands, means=self._means), brand.key, person
                )
            )
        except Unavailable:
            return _page(say, say("orders-link-later"), status=503)
        if code is None:
            return _page(say, say("orders-link-taken"))
        minutes = int(links.VALID.total_seconds() // 60)
        return _page(say, say("orders-link-code", minutes=minutes), f"<code>/me link {code}</code>")

    def _asked(self, request: Request) -> tuple[Brand | None, str]:
        """Return the brand and the customer; no brand where the link was made by nobody who may."""
        brand = self._brands.get(request.path_params["brand"])
        customer = storable(request.query_params.get("customer", ""))
        given = request.query_params.get("sig", "")
        if brand is None or not customer.strip() or len(customer) > LONGEST or not given.isascii():
            return None, ""
        right = any(
            shop.may_speak_for(brand.key)
            and hmac.compare_digest(signature(shop.secret.get_secret_value(), brand.key, customer), given)
            for shop in self._known
        )
        return (brand, customer) if right else (None, "")


def _words(request: Request, brand: Brand | None) -> Words:
    wishes = [each.partition(";")[0].strip() for each in request.headers.get("accept-language", "").split(",")]
    return words(language_of(*wishes, brand.language if brand else None))


def _page(say: Words, text: str, more: str = "", status: int = 200) -> Response:
    title = escape(say("orders-link-title"))
    return HTMLResponse(
        PAGE.format(language=say.language, title=title, text=escape(text), more=more), status, headers=HEADERS
    )
