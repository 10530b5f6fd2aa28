"""Slack on loopback, a database, and processes of the bot that are started and killed."""

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bot.app import configure
from bot.settings import Settings, load
from chat.ports import SystemClock
from handlers.polls import creating
from handlers.routing import Context
from storage.database import Database
from storage.polls import Poll
from tests.support.slack_server import BOT_TOKEN, SIGNING_SECRET, SlackServer
from tests.support.waiting import until

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
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
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
            await until(lambda: process.returncode is not None or self._answers(), START_S)
            assert process.returncode is None, self.said
        return process

    async def ahead(self, seconds: float, port: int | None = None) -> asyncio.subprocess.Process:
        """Start the bot with its clock ahead."""
        return await self.start("-m", "tests.crash.bot", str(seconds), port=port)

    def _answers(self) -> bool:
        with suppress(URLError, OSError), urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=1) as answer:
            return bool(answer.status == 200)
        return False

    @property
    def said(self) -> str:
        """What all processes said."""
        return (self._folder / "said.log").read_text()

    def create_poll(self, brand: str = "acme") -> Poll:
        """Create a poll, as the command line does."""

        def create(db: object) -> Poll:
            ctx = Context(db, SystemClock().now(), self.settings.brands)  # type: ignore[arg-type]
            return creating.create(ctx, brand, "Which next?", ["Recipes", "Live"])

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
        # The bot looks for its posts from the moment of the call on.
        slack.workspace._ticks = int(time.time() * 1_000_000)
        made = Village(folder, slack, database, brands)
        try:
            yield made
        finally:
            await made.end()
