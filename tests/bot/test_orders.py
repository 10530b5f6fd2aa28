"""Orders that shops tell of, from their signed requests to the scorecard, and customers who say that it is them."""

import base64
import hmac
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from starlette.applications import Starlette

from bot.customer_links import CustomerLinks, signature
from bot.orders import BODY_BYTES, OrderHook, shops
from chat.events import Command, Press
from chat.events import Message as TextMessage
from chat.messages import Message
from chat.ports import Outcome
from handlers import orders
from storage import audience
from tests.support.core import ACME, BALLOT_KEY, ZEST, Core, core

OLD, NEW, ZESTS = ("whsec_" + base64.b64encode(bytes([number]) * 24).decode() for number in range(3))
ORDER: dict[str, Any] = {
    "brand": "acme",
    "order": "1001",
    "customer": "ann@example.org",
    "amount": "12.50",
    "currency": "EUR",
    "at": "2026-11-02T10:00:00Z",
}


@pytest.fixture
async def bot(migrated_url: str) -> AsyncIterator[Core]:
    """A core with two brands."""
    async with core(migrated_url, ACME, ZEST) as opened:
        yield opened


def web(bot: Core, secret: str = f"{OLD} {NEW} zest:{ZESTS}") -> httpx.AsyncClient:
    """Return a browser and shop of the bot's."""
    known, brands = shops(SecretStr(secret) if secret else None), bot.brands
    hook = OrderHook(known, BALLOT_KEY, brands, bot.dispatcher, lambda: None)
    page = CustomerLinks(known, brands, bot.means, bot.writer, bot.clock)
    app = Starlette(routes=[hook.route(), page.route()])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot")


def signed(body: str | bytes, *, secret: str = NEW, id_: str = "msg_1", late: int = 0) -> dict[str, str]:
    """Return the headers of a shop's request, as the standard has them, signed so many seconds ago."""
    stamp = str(int(time.time()) - late)
    sent = body if isinstance(body, bytes) else body.encode()
    key = base64.b64decode(secret.removeprefix("whsec_"))
    given = base64.b64encode(hmac.digest(key, f"{id_}.{stamp}.".encode() + sent, "sha256")).decode()
    return {"webhook-id": id_, "webhook-timestamp": stamp, "webhook-signature": f"v1a,x bad v1,{given}"}


async def tell(
    bot: Core, order: str | bytes | dict[str, Any] = ORDER, *, web_: httpx.AsyncClient | None = None, **more: Any
) -> httpx.Response:
    """Let a shop tell of an order."""
    body = json.dumps(order) if isinstance(order, dict) else order
    async with web_ or web(bot) as client:
        return await client.post("/hooks/orders", content=body, headers=signed(body, **more))


async def test_an_order_is_a_purchase_once(bot: Core) -> None:
    """Told again, by the same message or another, under the old secret or the new one; no customer's name is kept."""
    again: list[dict[str, Any]] = [{}, {}, {"secret": OLD}, {"id_": "msg_2"}]
    for more in again:
        assert (await tell(bot, **more)).status_code == 202
    (line,) = bot.lines("purchase")
    person = orders.pseudonym(BALLOT_KEY, "acme", "ann@example.org")
    assert (line.id, line.person, line.at.hour, dict(line.data)) == (
        "order:1001",
        person,
        10,
        {"amount": "12.50", "currency": "EUR"},
    )
    assert "ann" not in repr(line)


async def test_two_shops_count_their_messages_for_themselves(bot: Core) -> None:
    """What one brand's shop tells is no repeat of what another's told under the same message id."""
    assert (await tell(bot)).status_code == 202
    assert (await tell(bot, ORDER | {"brand": "zest"}, secret=ZESTS)).status_code == 202
    assert [len(bot.lines("purchase", brand)) for brand in ("acme", "zest")] == [1, 1]


async def test_what_is_left_out_is_sensible(bot: Core) -> None:
    """Without a number the message's own, without a time the message's; under `data` too; a number is no float."""
    told = {"type": "order.paid", "data": {"customer": 7, "amount": 0.1, "currency": "EUR"}}
    body = json.dumps(told)
    assert (await tell(bot, body, secret=ZESTS, id_="msg_9")).status_code == 202
    (line,) = bot.lines("purchase", "zest")
    assert (line.id, line.data["amount"]) == ("order:msg_9", "0.1")


@pytest.mark.parametrize(
    ("order", "more", "status", "says"),
    [
        pytest.param(ORDER, {"secret": "whsec_" + "B" * 32}, 401, "signature", id="unknown secret"),
        pytest.param(ORDER, {"late": 301}, 401, "5 minutes", id="too old"),
        pytest.param(ORDER, {"late": -330}, 401, "5 minutes", id="too early"),
        pytest.param("{", {}, 400, "not JSON", id="no json"),
        pytest.param(json.dumps(ORDER).replace("ann", "café").encode("latin-1"), {}, 400, "UTF-8", id="no utf-8"),
        pytest.param(b"\xff", {"secret": "whsec_" + "B" * 32}, 401, "signature", id="no utf-8 by nobody"),
        pytest.param("[]", {}, 400, "JSON object", id="a list"),
        pytest.param(ORDER | {"brand": "nobody"}, {}, 400, "acme, zest", id="unknown brand"),
        pytest.param(ORDER, {"secret": ZESTS}, 400, "zest", id="another's brand"),
        pytest.param({**ORDER, "customer": " "}, {}, 400, "customer", id="nobody bought"),
        pytest.param(ORDER | {"amount": "-1"}, {}, 400, "positive", id="a refund"),
        pytest.param(ORDER | {"amount": "1.505"}, {}, 400, "decimals", id="half a cent"),
        pytest.param(ORDER | {"currency": "XXX"}, {}, 400, "4217", id="no money"),
        pytest.param(ORDER | {"at": "yesterday"}, {}, 400, "2026-11-02", id="no time"),
        pytest.param(ORDER | {"order": "x" * 201}, {}, 400, "200", id="a long number"),
        pytest.param({**ORDER, "order": None}, {}, 400, "order", id="no number"),
        pytest.param("x" * (BODY_BYTES + 1), {}, 413, "64 kB", id="too large"),
    ],
)
async def test_what_is_wrong_is_refused_with_a_sentence(
    bot: Core, order: str | bytes | dict[str, Any], more: dict[str, Any], status: int, says: str
) -> None:
    """Nothing is stored of it."""
    answer = await tell(bot, order, **more)
    assert (answer.status_code, says in answer.text) == (status, True), answer.text
    assert bot.lines("purchase") == []


async def test_headers_that_are_no_signature(bot: Core) -> None:
    """Missing, doubled or strange: the answer is 401, never a fault; without a secret nothing is here."""
    right = signed(body := json.dumps(ORDER))
    wrong: list[Any] = [{key: value for key, value in right.items() if key != left} for left in right]
    wrong += [[*right.items(), ("webhook-id", "msg_1")], right | {"webhook-timestamp": "nan"}]
    wrong += [right | {"webhook-signature": given} for given in ("", "v1,", "v1,é", "v2,abcd", "v1")]
    async with web(bot) as client:
        for headers in wrong:
            raw = httpx.Headers(headers, encoding="latin-1")
            assert (await client.post("/hooks/orders", content=body, headers=raw)).status_code == 401
        assert (await client.get("/hooks/orders")).status_code == 405
    assert (await tell(bot, web_=web(bot, ""))).status_code == 404


async def says_me(bot: Core, text: str) -> Outcome:
    """Let somebody whom Acme knows write /me in private."""
    where = {"chat": "D-1", "private": True, "answerable": True}
    return await bot.happens(Command, person="U1", command="me", text=text, **where)


async def test_a_customer_says_that_it_is_them(bot: Core) -> None:
    """The link in the shop's mail leads to a code, which makes one person of both, once; erased, nothing is left."""
    await tell(bot)
    await bot.happens(TextMessage, message="1", text="Hello!")
    customer = "ann@example.org"
    link = f"/link/acme?customer={customer}&sig={signature(NEW, 'acme', customer)}"
    async with web(bot) as client:
        seen = await client.get(link, headers={"Accept-Language": "de-AT,de;q=0.9"})
        assert ("Ja, das bin ich" in seen.text, "/me link" in seen.text) == (True, False)
        code = (await client.post(link)).text.partition("/me link ")[2][:9]
        outcome = await says_me(bot, f"link {code}")
        assert isinstance(outcome.answer, Message)
        assert "Acme" in outcome.answer.text
        # Whoever is looked for by their votes or waits for a message is the person in the chat.
        assert bot.read(lambda db: audience.counts(db, "acme")) == {"slack": 1}
        assert "/me link" not in (await client.post(link)).text
        for wrong in (link + "0", link.replace("acme", "zest"), link.replace("ann", "bob"), "/link/acme", "/link/x"):
            assert (await client.get(wrong)).status_code == 404
    (line,) = bot.lines("link")
    assert {line.person, line.data["to"]["person"]} == {"U1", orders.pseudonym(BALLOT_KEY, "acme", customer)}
    data = await says_me(bot, "data")
    assert isinstance(data.answer, Message)
    assert "one purchase" in data.answer.text
    await says_me(bot, "erase")
    yes = f"me-erase-yes:{int(bot.clock.now().timestamp())}"
    await bot.happens(Press, person="U1", chat="D-1", private=True, answerable=True, data=yes)
    assert bot.lines("purchase") == bot.lines("link") == []
