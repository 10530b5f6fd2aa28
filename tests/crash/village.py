"""Slack on loopback, a database, and processes of the bot that are started and killed."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bot.groundwork import configure
from bot.settings import Settings, load
from chat.polls import Spec
from chat.ports import SystemClock
from handlers.polls import making
from handlers.routing import Context
from storage.database import Database
from storage.polls import Poll
from tests.support.serving import free_port
from tests.support.slack_server import BOT_TOKEN, SIGNING_SECRET, SlackServer

CONFIG = """
[database]
url = "{database}"
[web]
port = {port}
[slack]
mode = "http"
api_url = "{slack}"
"""
BRAND = """
[brands.{key}]
zone = "Europe/Riga"
team = "slack:{team}"
audiences = {audiences}
"""
START_S = 30.0


class Village:
    """A folder with the bot's settings, and the processes that run there."""

    def __init__(self, folder: Path, slack: SlackServer, database: str, brands: dict[str, list[str]]) -> None:
        self.slack = slack
        self._folder = folder
        self.port = free_port()
        config = CONFIG.format(database=database, port=self.port, slack=slack.url)
        for key, chats in brands.items():
            config += BRAND.format(key=key, team=f"CTEAM{key}", audiences=[f"slack:{chat}" for chat in chats])
        (folder / "config.toml").write_text(config)
        secrets = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_SIGNING_SECRET": SIGNING_SECRET}
        secrets["RAPPORT_SECRET"] = "A" * 43 + "="
        self._environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path.cwd()), **secrets}
        self.settings: Settings = load(None, self._environment, folder)
        self.database = Database(database)
        self.database.write(lambda db: configure(db, self.settings, SystemClock().now()))
        self._processes: list[asyncio.subprocess.Process] = []

    async def start(self, *command: str, port: int | None = None) -> asyncio.subprocess.Process:
        """Start a process, `rapport run` unless it is another; wait for it only where it has the village's port."""
        environment = self._environment | ({} if port is None else {"RAPPORT_WEB__PORT": str(port)})
        command = command or ("-m", "bot", "run")
        with (self._folder / "said.log").open("ab") as said:
            process = await asyncio.create_subprocess_exec(
                sys.executable, *command, cwd=self._folder, env=environment, stdout=said, stderr=said
            )
        self._processes.append(process)
        if port is None:
            async with asyncio.timeout(START_S):
                while not await self._answers():
                    assert process.returncode is None, self.said
                    await asyncio.sleep(0.02)
        return process

    async def ahead(self, seconds: float, port: int | None = None) -> asyncio.subprocess.Process:
        """Start the bot with its clock ahead, and let Slack's go with it."""
        self.set_clock(seconds)
        return await self.start("-m", "tests.crash.bot", str(seconds), port=port)

    def set_clock(self, ahead_s: float) -> None:
        """Set Slack's clock: the bot looks for its posts from the moment of the call on."""
        self.slack.workspace._ticks = int((time.time() + ahead_s) * 1_000_000)

    async def _answers(self) -> bool:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            return False
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: bot.example.org\r\nConnection: close\r\n\r\n")
        # The port is taken long before anybody answers there.
        answer = await reader.read()
        writer.close()
        return answer.startswith(b"HTTP/1.1 200")

    @property
    def said(self) -> str:
        """What all processes said."""
        return (self._folder / "said.log").read_text()

    def create_poll(self, brand: str = "acme") -> Poll:
        """Create a poll, as the command line does."""

        def create(db: object) -> Poll:
            ctx = Context(db, SystemClock().now(), self.settings.brands)  # type: ignore[arg-type]
            return making.create(ctx, brand, Spec(question="Which next?", options=("Recipes", "Live")))

        return self.database.write(create)

    def texts(self, chat: str) -> list[str]:
        """Return what stands in a chat."""
        return [message["text"] for message in self.slack.workspace.messages.get(chat, [])]

    async def end(self) -> None:
        """Kill what still runs."""
        for process in self._processes:
            await kill(process)
        self.database.close()


async def kill(process: asyncio.subprocess.Process) -> None:
    """Kill a process as a power cut does."""
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGKILL)
    await process.wait()


@asynccontextmanager
async def village(folder: Path, database: str, brands: dict[str, list[str]]) -> AsyncIterator[Village]:
    """Build a village; each brand has its audience chats, and its team the chat `CTEAM<key>`."""
    async with SlackServer() as slack:
        made = Village(folder, slack, database, brands)
        made.set_clock(0)
        try:
            yield made
        finally:
            await made.end()
