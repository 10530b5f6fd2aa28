"""What operators look at, and the port it is served on."""

import socket
from typing import Any

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot import web
from bot.settings import SettingsError, WebSettings


async def ask(path: str, state: dict[str, Any] | None = None, method: str = "GET") -> httpx.Response:
    """Ask an application that has one platform's route."""
    routes = [Route("/telegram", lambda _request: PlainTextResponse("heard"), methods=["POST"])]
    app = web.build(routes, lambda: state or {"ok": True}, lambda: b"rapport_events_total 1\n")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot.example.org") as client:
        return await client.request(method, path)


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        pytest.param("/healthz", "GET", 200, id="the process answers"),
        pytest.param("/healthz", "HEAD", 200, id="a probe that wants no body"),
        pytest.param("/metrics", "GET", 200, id="metrics"),
        pytest.param("/telegram", "POST", 200, id="a platform's route"),
        pytest.param("/telegram", "GET", 405, id="a platform's route, looked at"),
        pytest.param("/metrics", "POST", 405, id="metrics are not written"),
        pytest.param("/", "GET", 404, id="nothing else"),
    ],
)
async def test_what_is_served(path: str, method: str, status: int) -> None:
    """There is what there should be, and nothing more."""
    assert (await ask(path, method=method)).status_code == status


async def test_metrics_are_prometheus_text() -> None:
    """They carry the content type that Prometheus asks for."""
    answer = await ask("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert answer.content == b"rapport_events_total 1\n"


@pytest.mark.parametrize(("ok", "status"), [pytest.param(True, 200, id="well"), pytest.param(False, 503, id="not")])
async def test_readiness_is_a_status_and_a_reason(ok: bool, status: int) -> None:
    """A load balancer reads the status, a person the JSON."""
    state = {"ok": ok, "database": {"ok": ok, "word": "" if ok else "it is away"}}
    answer = await ask("/readyz", state)
    assert (answer.status_code, answer.json()) == (status, state)


def test_a_port_that_is_taken() -> None:
    """It is told in a sentence that names the mend."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"port {port} of 127\.0\.0\.1 cannot be taken .* set web\.port"):
            web.listen(WebSettings(port=port))


@pytest.mark.parametrize(
    ("host", "address"),
    [pytest.param("127.0.0.1", "http://127.0.0.1:{}", id="IPv4"), pytest.param("::1", "http://[::1]:{}", id="IPv6")],
)
def test_where_it_answers(host: str, address: str) -> None:
    """The address can be put into a browser."""
    try:
        listener = web.listen(WebSettings(host=host, port=0))
    except SettingsError:
        pytest.skip("this machine has no IPv6")
    with listener:
        assert web.address_of(listener) == address.format(listener.getsockname()[1])
