"""`/link/<brand>`: where the link in a shop's mail leads, by which a customer and a person in a chat become one."""

import base64
import hmac
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, request_response

from bot.orders import Shop
from bot.pages import Safe, framed, post_form, wished
from chat.brands import Brand
from chat.errors import Unavailable
from chat.i18n import Words
from chat.ports import Clock
from chat.storable import storable
from handlers import orders
from handlers.routing import Context, Means
from storage import links
from storage.writer import Writer

PATH = "/link/{brand}"
LONGEST = 400


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
        return Route(PATH, Safe(request_response(self._answer), forms="'self'"), methods=["GET", "POST"])

    async def _answer(self, request: Request) -> Response:
        brand, customer = self._asked(request)
        say = wished(request, brand.language if brand else None)
        if brand is None:
            return _page(say, say("orders-link-wrong"), status=404)
        if request.method != "POST":
            button = post_form(f"?{request.url.query}", say("orders-link-button"), {})
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


def _page(say: Words, text: str, below: str = "", status: int = 200) -> Response:
    return framed("door", status, below, lang=say.language, title=say("orders-link-title"), text=text)
