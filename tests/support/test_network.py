"""The guard at the door of the network."""

import socket

import pytest

from tests.support import network


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        pytest.param("127.0.0.1", True, id="the usual address"),
        pytest.param("127.8.9.1", True, id="all of 127/8"),
        pytest.param("::1", True, id="IPv6"),
        pytest.param("localhost", True, id="by name"),
        pytest.param("192.0.2.1", False, id="another address"),
        pytest.param("2001:db8::1", False, id="another IPv6 address"),
        pytest.param("slack.com", False, id="another name"),
    ],
)
def test_only_this_machine_is_loopback(host: str, loopback: bool) -> None:
    """Loopback is told from every other host."""
    assert network.is_loopback(host) == loopback


def test_a_stranger_is_refused() -> None:
    """A connection to another host is refused before a packet leaves."""
    with socket.socket() as connection, pytest.raises(network.StrangerRefusedError):
        connection.connect(("192.0.2.1", 443))
    assert network.refused.pop() == "192.0.2.1"


def test_a_name_is_not_looked_up() -> None:
    """A name is refused before a resolver hears of it."""
    with pytest.raises(network.StrangerRefusedError):
        socket.getaddrinfo("slack.com", 443)
    assert network.refused.pop() == "slack.com"


def test_loopback_answers() -> None:
    """A server on this machine can be spoken to."""
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as connection:
        assert connection.getpeername() == server.getsockname()
