"""Nobody but this machine's own browser, and none of its other pages, gets anything."""

import httpx
import pytest

from tests.bot.platforms.webchat.playground import Playground

STRANGERS = [
    pytest.param("203.0.113.5", "localhost:8080", {}, id="another machine"),
    pytest.param("10.0.0.7", "localhost", {}, id="the local network"),
    pytest.param("", "localhost", {}, id="no peer"),
    pytest.param("127.0.0.1", "rapport.example", {}, id="another name"),
    pytest.param("127.0.0.1", "localhost.evil.example", {}, id="a name that begins alike"),
    pytest.param("127.0.0.1", "localhost:80@evil.example", {}, id="a port that is none"),
    pytest.param("127.0.0.1", "0.0.0.0:8080", {}, id="the address of all interfaces"),
    pytest.param("127.0.0.1", "localhost", {"Forwarded": "for=203.0.113.5"}, id="forwarded"),
    pytest.param("127.0.0.1", "localhost", {"X-Forwarded-For": "127.0.0.1"}, id="forwarded for"),
    pytest.param("127.0.0.1", "localhost", {"X-Forwarded-Host": "a.example"}, id="forwarded host"),
    pytest.param("127.0.0.1", "localhost", {"X-Real-IP": "203.0.113.5"}, id="real ip"),
    pytest.param("127.0.0.1", "localhost", {"Via": "1.1 proxy"}, id="via"),
]
PATHS = ["/play", "/play/", "/play/static/app.js", "/play/api/state", "/play/events", "/play/picture/1.png", "/play/no"]


@pytest.mark.parametrize(("peer", "host", "headers"), STRANGERS)
async def test_to_strangers_there_is_nothing(
    playground: Playground, peer: str, host: str, headers: dict[str, str]
) -> None:
    """Every path and method under /play answers a stranger as a path that does not exist."""
    transport = httpx.ASGITransport(playground.app, client=(peer, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        nothing = await client.get("/nothing", headers=headers | {"Host": host})
        for path in PATHS:
            for method in ("GET", "POST", "DELETE"):
                answer = await client.request(method, path, headers=headers | {"Host": host})
                assert (answer.status_code, answer.text) == (404, nothing.text)
                assert "content-security-policy" not in answer.headers


@pytest.mark.parametrize(
    ("peer", "host"),
    [
        pytest.param("127.0.0.1", "localhost", id="name"),
        pytest.param("127.0.0.1", "LOCALHOST:8080", id="capitals and a port"),
        pytest.param("127.0.0.1", "127.0.0.1:1", id="address"),
        pytest.param("127.8.8.8", "localhost", id="another loopback address"),
        pytest.param("::1", "localhost", id="IPv6"),
        pytest.param("::ffff:127.0.0.1", "localhost", id="mapped"),
    ],
)
async def test_this_machine_gets_the_page(playground: Playground, peer: str, host: str) -> None:
    """The machine's own browser gets the page, by either name and any port."""
    async with playground.client(peer, "localhost") as client:
        answer = await client.get("/play", headers={"Host": host})
    assert answer.status_code == 200
    assert '<html lang="en">' in answer.text


@pytest.mark.parametrize("path", ["/play", "/play/static/app.js", "/play/api/state"])
async def test_every_answer_forbids_what_the_page_does_not_need(playground: Playground, path: str) -> None:
    """No inline script, no guessing of types, no address told elsewhere, no frame."""
    async with playground.client() as client:
        headers = (await client.get(path)).headers
    assert headers["content-security-policy"].startswith("default-src 'self';")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


async def test_the_page_has_nothing_inline(playground: Playground) -> None:
    """The page keeps its own policy: no inline script, style or handler, nothing from elsewhere."""
    async with playground.client() as client:
        page = (await client.get("/play")).text
    assert "<style" not in page
    assert "style=" not in page
    assert " on" not in page.replace(" one", "")
    assert page.count("<script") == page.count('<script type="module" src="/play/static/')
    assert "//" not in page.replace("<!--", "")


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        pytest.param({"Origin": "https://evil.example"}, b"{}", 403, id="another site's page"),
        pytest.param({"Origin": "http://localhost:9999"}, b"{}", 403, id="another port's page"),
        pytest.param({"Origin": "null"}, b"{}", 403, id="a page of no origin"),
        pytest.param({"Content-Type": "text/plain"}, b"{}", 415, id="a form's type"),
        pytest.param({"Content-Type": "application/jsonp"}, b"{}", 415, id="a type that begins alike"),
        pytest.param({}, b" " * (64 * 1024 + 1), 413, id="too large"),
        pytest.param({}, b"{", 400, id="half an object"),
        pytest.param({}, b"", 400, id="nothing"),
        pytest.param({}, b"[]", 400, id="a list"),
        pytest.param({}, b"\xff{}", 400, id="no UTF-8"),
        pytest.param({}, b'{"chat": "\\ud800"}', 400, id="half a character"),
        pytest.param({}, b"[" * 5000, 400, id="nested too deep"),
    ],
)
async def test_a_post_must_be_the_pages_own_json(
    playground: Playground, headers: dict[str, str], body: bytes, status: int
) -> None:
    """What another site's page can send, and what is no JSON object, is refused with a sentence."""
    usual = {"Content-Type": "application/json", "Origin": "http://localhost:8080"}
    async with playground.client() as client:
        answer = await client.post("/play/api/message", content=body, headers=usual | headers)
    assert answer.status_code == status
    assert answer.json()["error"].endswith(".")
    assert playground.intake.events == []
