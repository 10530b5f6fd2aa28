"""Refuse every socket that leaves this machine, for the whole test session."""

import ipaddress
import sys
from collections.abc import Iterator

import pytest

refused: list[str] = []
"""Every refused host, so that a library that swallows the error still fails its test."""


class StrangerRefusedError(RuntimeError):
    """A test spoke to a host other than loopback; no `OSError`, lest a retry hides it."""


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine, by address or by the one name that needs no resolver."""
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host == "localhost"


def is_name(host: str) -> bool:
    """Tell whether a host must be resolved: an address is looked up without a word on the wire."""
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return bool(host) and host != "localhost"
    return False


def _refuse(host: str) -> None:
    refused.append(host)
    raise StrangerRefusedError(f"Tests talk to loopback only, not to {host!r}.")


def _guard(event: str, args: tuple[object, ...]) -> None:
    # An audit hook sees what asyncio's and the libraries' sockets do below every Python patch.
    # Unix sockets have a path for an address, not a tuple; libpq and uvloop are C and pass unseen.
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        address = args[1]
        if isinstance(address, tuple) and isinstance(address[0], str) and not is_loopback(address[0]):
            _refuse(address[0])
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = args[0].decode() if isinstance(args[0], bytes) else args[0]
        if isinstance(host, str) and is_name(host):
            _refuse(host)


def pytest_configure() -> None:
    """Hang up the guard before the first test module is imported; it stays until the process ends."""
    sys.addaudithook(_guard)


@pytest.fixture(autouse=True)
def _no_strangers() -> Iterator[None]:
    refused.clear()
    yield
    assert not refused, f"This test tried to reach {refused}."
