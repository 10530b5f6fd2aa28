"""The load: keep-alive connections that each send their next request when the last is answered."""

import asyncio
import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from time import perf_counter
from typing import cast

CONNECTIONS = 32
DRAIN_S = 30.0


@dataclass(slots=True)
class Measured:
    """What came of a load."""

    seconds: float = 0.0
    latencies_s: list[float] = field(default_factory=list)
    """Of the requests that were answered 200, in the order of their answers."""
    acknowledged: list[bytes] = field(default_factory=list)
    """These requests."""
    failed: int = 0
    """Requests that were answered otherwise, or not at all."""
    cpu_s: float = 0.0
    """What the bot's process worked for them, its database server's work left out."""

    @property
    def per_s(self) -> float:
        """Requests answered 200 a second."""
        return len(self.latencies_s) / self.seconds

    @property
    def cpu_ms(self) -> float:
        """The work of a request."""
        return 1_000 * self.cpu_s / max(len(self.acknowledged), 1)

    def percentile_ms(self, percent: int) -> float:
        """Return the latency in ms that so many percent of the answers do not exceed."""
        if len(self.latencies_s) < 2:
            return 1_000 * (self.latencies_s or [float("nan")])[0]
        return 1_000 * quantiles(self.latencies_s, n=100, method="inclusive")[percent - 1]


async def load(
    port: int,
    requests: Sequence[bytes],
    seconds: float,
    connections: int = CONNECTIONS,
    measured: Measured | None = None,
) -> Measured:
    """Send requests until they are used up or the time is over; what is under way then is waited for, not counted.

    Where nothing was acknowledged in time, the first answers that are late count, so that a slow bot has figures, too.

    Args:
        seconds: how long at most.
        measured: where to count, for whoever looks on; None: a new one.
    """
    loop = asyncio.get_running_loop()
    run = _Run(iter(requests), seconds, Measured() if measured is None else measured)
    made = [await loop.create_connection(lambda: _Connection(run), "127.0.0.1", port) for _ in range(connections)]
    lines = [line for _, line in made]
    gc.disable()
    try:
        run.begin()
        for line in lines:
            line.send()
        await asyncio.wait([line.ended for line in lines], timeout=DRAIN_S + seconds)
    finally:
        gc.enable()
        for line in lines:
            line.close()
    return run.measured


class _Run:
    """What the connections of one load share."""

    def __init__(self, requests: Iterator[bytes], seconds: float, measured: Measured) -> None:
        self._requests = requests
        self._seconds = seconds
        self.measured = measured
        self._began = 0.0

    def begin(self) -> None:
        """Start the clock."""
        self._began = perf_counter()

    def next(self, now: float) -> bytes | None:
        """Return the next request, or None where there is to be none any more."""
        return next(self._requests, None) if now < self._began + self._seconds else None

    def note(self, request: bytes, sent: float, now: float, *, ok: bool) -> None:
        """Count an answer, unless it came after the end and others did not."""
        if self.measured.acknowledged and now > self._began + self._seconds:
            return
        self.measured.seconds = now - self._began
        if ok:
            self.measured.latencies_s.append(now - sent)
            self.measured.acknowledged.append(request)
        else:
            self.measured.failed += 1


class _Connection(asyncio.Protocol):
    """One keep-alive connection."""

    def __init__(self, run: _Run) -> None:
        self._run = run
        self._buffer = b""
        self._request = b""
        self._sent = 0.0
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's own are no subclass

    def send(self) -> None:
        """Send the next request, or end."""
        now = perf_counter()
        request = self._run.next(now)
        if request is not None:
            self._request, self._sent = request, now
            self._transport.write(request)
        elif not self.ended.done():
            self.ended.set_result(None)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, end, body = self._buffer.partition(b"\r\n\r\n")
        if end and len(body) >= _length(head):
            self._buffer = b""
            self._run.note(self._request, self._sent, perf_counter(), ok=head.startswith(b"HTTP/1.1 200"))
            self.send()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.ended.done():
            self._run.note(self._request, self._sent, perf_counter(), ok=False)
            self.ended.set_result(None)

    def close(self) -> None:
        """Close the connection."""
        self._transport.abort()


def _length(head: bytes) -> int:
    _, found, rest = head.lower().partition(b"content-length:")
    return int(rest.partition(b"\r\n")[0]) if found else 0
