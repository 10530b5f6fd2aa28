"""Orders that shops tell of: `POST /hooks/orders`, signed as Standard Webhooks say (standardwebhooks.com)."""

import asyncio
import base64
import hmac
import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic import SecretStr
from standardwebhooks.webhooks import Webhook, WebhookVerificationError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.bodies import body_of
from chat.errors import Busy, RapportError, Unavailable
from chat.events import Ordered
from chat.lines import Line, LineError, parse
from chat.ports import ANSWER_WITHIN_S, Intake
from handlers import orders

PATH = "/hooks/orders"
BODY_BYTES = 64 * 1024
LONGEST_ID = 200
NEEDED = ("webhook-id", "webhook-timestamp", "webhook-signature")
_SIGNATURE = re.compile(r"v1,[A-Za-z0-9+/]+={0,2}")


@dataclass(frozen=True, slots=True)
class Shop:
    """Who may tell of orders."""

    secret: SecretStr
    brand: str | None
    """The only brand it is for; None: all."""

    def may_speak_for(self, brand: str) -> bool:
        """Tell whether it may tell of this brand's orders."""
        return self.brand in {None, brand}


class RefusedError(RapportError):
    """A request that is answered with a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class _Verifier(Webhook):
    """Verifies bodies byte by byte, each written as the character of its number: the library takes UTF-8 alone."""

    def sign(self, msg_id: str, timestamp: datetime, data: str) -> str:
        """Return the signature of such a body."""
        signed = f"{msg_id}.{math.floor(timestamp.timestamp())}.".encode() + data.encode("latin-1")
        return f"v1,{base64.b64encode(hmac.digest(self._whsecret, signed, 'sha256')).decode()}"


def shops(secret: SecretStr | None) -> list[Shop]:
    """Return who may tell of orders, as `ORDERS_WEBHOOK_SECRET` says."""
    given = secret.get_secret_value().split() if secret else []
    pairs = (one.rpartition(":") for one in given)
    return [Shop(SecretStr(key), brand or None) for brand, _, key in pairs]


class OrderHook:
    """Takes one order a request, and says 202 when it is durable.

    Args:
        known: whose signatures are known; several of a shop while it changes its secret.
        key: makes pseudonyms of customers.
        brands: the keys of the configured brands.
        intake: where orders go.
        on_rejected: called for each request whose signature is not known.
    """

    def __init__(
        self, known: list[Shop], key: bytes, brands: Iterable[str], intake: Intake, on_rejected: Callable[[], None]
    ) -> None:
        self._known = known
        self._key = key
        self._brands = list(brands)
        self._intake = intake
        self._on_rejected = on_rejected

    def route(self) -> Route:
        """Return the route; other methods than POST get 405."""
        return Route(PATH, self._answer, methods=["POST"])

    async def _answer(self, request: Request) -> Response:
        try:
            body = await _body(request)
            return await self._take(self._order(request, body))
        except RefusedError as error:
            return PlainTextResponse(f"{error}\n", error.status)

    def _order(self, request: Request, body: bytes) -> Ordered:
        signers = self._signers(request, body)
        told = _told(body)
        brand = self._brand(signers, told)
        line = _line(request, told, brand)
        return Ordered(
            account=f"orders:{brand}",  # a message's id is its shop's own: two shops may give the same
            id=request.headers["webhook-id"],
            platform=line.platform,
            at=line.at,
            chat=line.chat,
            person=orders.pseudonym(self._key, brand, line.person or ""),
            brand=brand,
            number=line.id,
            amount=line.data["amount"],
            currency=line.data["currency"],
        )

    def _signers(self, request: Request, body: bytes) -> list[Shop]:
        if not self._known:
            raise RefusedError(404, "No orders are taken here: set ORDERS_WEBHOOK_SECRET.")
        found = [shop for shop in self._known if _is_signed(shop, request, body)]
        if not found:
            self._on_rejected()
            raise RefusedError(401, "The signature is missing, wrong, or more than 5 minutes old or early.")
        return found

    def _brand(self, signers: list[Shop], told: Mapping[str, Any]) -> str:
        allowed = [brand for brand in self._brands if any(shop.may_speak_for(brand) for shop in signers)]
        if told.get("brand") is None and len(allowed) == 1:
            return allowed[0]
        if told.get("brand") in allowed:
            return str(told["brand"])
        raise RefusedError(400, f'"brand" must be one of: {", ".join(allowed) or "none; this secret is for no brand"}.')

    async def _take(self, order: Ordered) -> Response:
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                await asyncio.shield(self._intake.offer(order))
        except (Busy, Unavailable, TimeoutError):
            return PlainTextResponse("That takes a moment: send it again.\n", 503, {"Retry-After": "1"})
        return Response(status_code=202)


async def _body(request: Request) -> bytes:
    try:
        body = await body_of(request, BODY_BYTES)
    except ClientDisconnect:
        raise RefusedError(400, "The order ended too soon.") from None
    if body is None:
        raise RefusedError(413, f"An order has at most {BODY_BYTES // 1024} kB.")
    return body


def _is_signed(shop: Shop, request: Request, body: bytes) -> bool:
    given = {name: request.headers.getlist(name) for name in NEEDED}
    if any(len(values) != 1 for values in given.values()) or len(given["webhook-id"][0]) > LONGEST_ID:
        return False
    headers = {name: values[0] for name, values in given.items()}
    # The library gives up at the first part that is not as it should be, though a right one may follow.
    parts = [part for part in headers["webhook-signature"].split() if _SIGNATURE.fullmatch(part)]
    try:
        if not math.isfinite(float(headers["webhook-timestamp"])):
            return False
        verifier = _Verifier(shop.secret.get_secret_value())
        verifier.verify(body.decode("latin-1"), headers | {"webhook-signature": " ".join(parts)}, json_parse=False)
    except (WebhookVerificationError, ValueError):
        return False
    return True


def _told(body: bytes) -> Mapping[str, Any]:
    """Read the order; numbers stay as they are written, since money is no float."""
    try:
        given = json.loads(body.decode("utf-8-sig"), parse_float=str, parse_int=str)
    except UnicodeDecodeError:
        raise RefusedError(400, "This is not UTF-8: write the order so.") from None
    except (ValueError, RecursionError):
        raise RefusedError(400, "This is not JSON.") from None
    told = given.get("data", given) if isinstance(given, dict) else None
    if not isinstance(told, dict):
        raise RefusedError(400, 'An order is a JSON object, or stands in one under "data".')
    return told


def _line(request: Request, told: Mapping[str, Any], brand: str) -> Line:
    at = datetime.fromtimestamp(int(float(request.headers["webhook-timestamp"])), UTC)
    given = {
        "id": told.get("order", request.headers["webhook-id"]),
        "person": told.get("customer"),
        "at": told.get("at", at.isoformat()),
        "amount": told.get("amount"),
        "currency": told.get("currency"),
    }
    if not isinstance(given["id"], str) or len(given["id"]) > LONGEST_ID:
        raise RefusedError(400, f'"order" must be a text of at most {LONGEST_ID} characters.')
    if not isinstance(given["person"], str) or not given["person"].strip():
        raise RefusedError(400, '"customer" is missing: it must be your own id of the customer.')
    fixed = {"brand": brand, "platform": "webchat", "chat": orders.CHAT, "team": False, "kind": "purchase"}
    try:
        return parse(json.dumps(given | fixed))
    except LineError as error:
        raise RefusedError(400, str(error)) from None
