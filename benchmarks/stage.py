"""What stands around the bots while they are measured: fake platforms, databases, one process for each bot."""

import asyncio
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import cast

from tests.support.databases import PostgresServer
from tests.support.postgres import postgres_url
from tests.support.slack_server import SlackServer
from tests.support.telegram_server import TelegramServer

ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
START_S = 60.0
STOP_S = 15.0
ROOT = Path(__file__).parent.parent


@dataclass(slots=True)
class Process:
    """A bot's process."""

    command: list[str]
    port: int
    folder: Path
    environment: dict[str, str] = field(default_factory=dict, repr=False)
    process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it, and wait until it takes connections.

        Raises:
            RuntimeError: it does not; the message is what it said.
        """
        said = self.folder / "said.log"
        with said.open("ab") as out:
            self.process = await asyncio.create_subprocess_exec(
                *self.command, cwd=self.folder, env=self.environment, stdout=out, stderr=out
            )
        until = perf_counter() + START_S
        while not await _answers(self.port):
            if self.process.returncode is not None or perf_counter() > until:
                await self.stop()
                raise RuntimeError(f"{' '.join(self.command)} did not start:\n{said.read_text()[-4_000:]}")
            await asyncio.sleep(0.05)

    async def stop(self) -> None:
        """End it, at first politely."""
        process, self.process = self.process, None
        if process is None or process.returncode is not None:
            return
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOP_S)
        except TimeoutError:
            process.kill()
            await process.wait()

    async def kill(self) -> None:
        """End it as a power cut would, but for what the system has in its caches."""
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            await process.wait()

    def memory_mb(self) -> float:
        """Return what it has in memory, in MB of 10^6 bytes."""
        kib = next(int(line.split()[1]) for line in self._proc("status").splitlines() if line.startswith("VmRSS"))
        return kib * 1_024 / 1e6

    def cpu_s(self) -> float:
        """Return the seconds for which it has worked until now, all threads together."""
        user, system = self._proc("stat").rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def _proc(self, what: str) -> str:
        return Path(f"/proc/{self.process.pid if self.process else 0}/{what}").read_text()


class Stage:
    """Fake platforms, and a place for databases and processes; all is thrown away at the end."""

    def __init__(self, folder: Path, slack: SlackServer, telegram: TelegramServer, exits: AsyncExitStack) -> None:
        self.folder = folder
        self.slack = slack
        self.telegram = telegram
        self.response_url = ""
        self._exits = exits
        self._postgres: PostgresServer | None = None

    def database(self, engine: str, name: str) -> str:
        """Return the address of an empty database.

        Args:
            engine: `sqlite` or `postgresql`.
        """
        if engine == "sqlite":
            return f"sqlite:///{self.folder / name}.db"
        if self._postgres is None:
            self._postgres = PostgresServer(self._exits.enter_context(postgres_url(durable=True)))
        return self._exits.enter_context(self._postgres.database())

    async def start(self, name: str, port: int, *command: str, **environment: str) -> Process:
        """Start a bot in a folder of its own; it ends with the stage."""
        folder = self.folder / name
        folder.mkdir()
        known = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
        started = Process(list(command), port, folder, {**known, "PYTHONPATH": str(ROOT), **environment})
        self._exits.push_async_callback(started.stop)
        await started.start()
        return started

    async def rival(self, kind: str, engine: str = "") -> Process:
        """Start one of the bots to compare with."""
        name, port = f"{kind}-{engine}", free_port()
        api = self.telegram.url if kind in {"noop-ptb", "naive-telegram"} else self.slack.url
        database = self.database(engine, name) if engine else ""
        return await self.start(name, port, sys.executable, "-m", "benchmarks.rival", kind, str(port), api, database)


@asynccontextmanager
async def stage() -> AsyncIterator[Stage]:
    """Set the stage; strike it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="rapport-bench-"))
    try:
        async with AsyncExitStack() as exits:
            slack = await exits.enter_async_context(SlackServer())
            telegram = await exits.enter_async_context(TelegramServer())
            made = Stage(folder, slack, telegram, exits)
            made.response_url = await exits.enter_async_context(_sink())
            yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Sink(asyncio.Protocol):
    """Takes what voters are told by `response_url`."""

    def __init__(self) -> None:
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's own are no subclass

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, end, body = self._buffer.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
        if end and len(body) >= length:
            self._buffer = b""
            self._transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")


@asynccontextmanager
async def _sink() -> AsyncIterator[str]:
    server = await asyncio.get_running_loop().create_server(_Sink, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/actions/T0FAKE/1/bench"


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


async def _answers(port: int) -> bool:
    """Tell whether a server there answers; one that only listens may not be ready."""
    try:
        async with asyncio.timeout(START_S):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"GET /healthz HTTP/1.1\r\nHost: bot.example.org\r\nConnection: close\r\n\r\n")
            answer = await reader.read(4)
            writer.close()
    except OSError:
        return False
    return answer == b"HTTP"
