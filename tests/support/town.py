"""A town for one bot: Slack, Telegram and webchat on loopback, and `rapport` as real processes."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.support import slack_payloads
from tests.support.command import Folder
from tests.support.serving import free_port
from tests.support.slack_payloads import CHANNEL, TEAM_CHANNEL, form
from tests.support.slack_server import BOT_TOKEN, SIGNING_SECRET, SlackServer, sign
from tests.support.telegram_payloads import SUPERGROUP
from tests.support.telegram_server import TOKEN, TelegramServer

Json = dict[str, Any]
NETWORKS = """
[database]
url = "{database}"
[web]
port = {port}
public_url = "http://127.0.0.1:{port}"
[slack]
mode = "http"
api_url = "{slack}"
[telegram]
mode = "webhook"
api_url = "{telegram}"
[webchat]
enabled = true
"""
"""A bot that is on all networks, and has no brand yet."""

ACME = """
[brands.acme]
name = "Acme"
zone = "Europe/Riga"
team = "slack:{team}"
managers = ["telegram:4242"]
audiences = ["slack:{channel}", "telegram:{group}", "webchat:square"]
"""


class Town:
    """What a test drives: the fakes, the folder that `rapport` works in, and its web address."""

    def __init__(self, folder: Path, slack: SlackServer, telegram: TelegramServer, database: str) -> None:
        self.folder, self.slack, self.telegram = folder, slack, telegram
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        config = (NETWORKS + ACME).format(
            database=database, port=self.port, slack=slack.url, telegram=telegram.url, team=TEAM_CHANNEL,
            channel=CHANNEL, group=SUPERGROUP["id"],
        )  # fmt: skip
        (folder / "config.toml").write_text(config, encoding="utf-8")
        secrets = {
            "SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_SIGNING_SECRET": SIGNING_SECRET, "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_WEBHOOK_SECRET": "hook-secret", "RAPPORT_SECRET": "A" * 43 + "=",
        }  # fmt: skip
        self._environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path.cwd()), **secrets}

    async def start(self, *words: str) -> asyncio.subprocess.Process:
        """Start `rapport` with these words."""
        pipe = asyncio.subprocess.PIPE
        command = (sys.executable, "-m", "bot", *words)
        return await asyncio.create_subprocess_exec(
            *command, cwd=self.folder, env=self._environment, stdout=pipe, stderr=pipe
        )

    async def rapport(self, *words: str, code: int = 0) -> str:
        """Run a command to its end; return what it printed."""
        process = await self.start(*words)
        out, err = await process.communicate()
        assert process.returncode == code, err.decode()
        return out.decode()

    def here(self, *words: str) -> str:
        """Run a command in this process, which is quicker; return what it printed."""
        with pytest.MonkeyPatch.context() as patch:
            for name, value in self._environment.items():
                patch.setenv(name, value)
            done = Folder(self.folder).here(*words)
        assert done.code == 0, done.err
        return done.out

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """Run the bot until the block is left; it must end in order."""
        process = await self.start("run")
        try:
            await self._ready(process)
            yield process
        finally:
            with suppress(ProcessLookupError):
                process.terminate()
            await process.communicate()

    async def _ready(self, process: asyncio.subprocess.Process) -> None:
        async with aiohttp.ClientSession() as web, asyncio.timeout(50):
            while process.returncode is None:
                with suppress(aiohttp.ClientError):
                    async with web.get(f"{self.url}/readyz") as answer:
                        if answer.status == 200:  # OK
                            return
                await asyncio.sleep(0.05)
        out, err = await process.communicate()
        raise AssertionError(out.decode() + err.decode())

    async def from_slack(self, body: Json) -> tuple[int, str]:
        """Send a command or an interaction, signed, as Slack does."""
        raw = form(body)
        headers = {"Content-Type": "application/x-www-form-urlencoded", **sign(SIGNING_SECRET, raw)}
        return await self._post("/slack/events", raw, headers)

    async def tell_slack(self, event: Json) -> tuple[int, str]:
        """Send an event, signed, as Slack does."""
        raw = json.dumps(slack_payloads.envelope(event)).encode()
        return await self._post("/slack/events", raw, {"Content-Type": "application/json", **sign(SIGNING_SECRET, raw)})

    async def from_webchat(self, act: str, body: Json) -> tuple[int, str]:
        """Do something in the playground, as its page does."""
        return await self._post(f"/play/api/{act}", json.dumps(body).encode(), {"Content-Type": "application/json"})

    async def _post(self, path: str, raw: bytes, headers: dict[str, str]) -> tuple[int, str]:
        async with aiohttp.ClientSession() as web, web.post(self.url + path, data=raw, headers=headers) as answer:
            return answer.status, await answer.text()


@asynccontextmanager
async def town(folder: Path, database: str) -> AsyncIterator[Town]:
    """Build a town around a database."""
    async with SlackServer() as slack, TelegramServer() as telegram:
        yield Town(folder, slack, telegram, database)
