"""Conversations with `rapport run`, `check`, `migrate` and `slack-manifest`."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from chat.address import Address
from insight import listening
from storage import people
from storage.database import Database
from tests.support.command import COMMAND, Folder
from tests.support.slack_server import BOT_TOKEN, SIGNING_SECRET, SlackServer, refused

EMBEDDED = '[webchat]\n[web]\nport = 0\n[brands.demo]\nzone = "UTC"\nteam = "webchat:t"\naudiences = ["webchat:a"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Give a folder whose server takes any free port."""
    made = Folder(tmp_path)
    made.configure(EMBEDDED)
    return made


@contextmanager
def running(folder: Folder) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Start `rapport run`; give the process and its address."""
    command = [*COMMAND, "run"]
    bot = subprocess.Popen(
        command, cwd=folder.path, env=dict(os.environ), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert bot.stdout is not None
    try:
        with bot.stdout:
            yield bot, bot.stdout.readline().split()[3].rstrip(",")
    finally:
        bot.kill()
        bot.communicate()


def wait_for(address: str, word: str) -> None:
    """Ask over HTTP until the answer has the word."""
    deadline = time.monotonic() + 40
    answer = ""
    while word not in answer:
        assert time.monotonic() < deadline, answer
        # An answer that is no 200 is an error to urlopen.
        with contextlib.suppress(HTTPError), urlopen(address, timeout=10) as answered:  # noqa: S310  # loopback
            answer = answered.read().decode()
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_runs_until_a_signal_comes(folder: Folder, number: signal.Signals) -> None:
    """It answers at the address that it printed, delivers what a command wrote, and ends in order."""
    with running(folder) as (bot, address):
        wait_for(f"{address}/readyz", '"ok":true')
        made = folder.here("poll", "create", "--brand", "demo", "--question", "Q", "--option", "A", "--option", "B")
        assert (made.code, made.err) == (0, "")
        wait_for(f"{address}/play/api/state", made.out.split()[1])
        bot.send_signal(number)
        assert bot.wait(40) == 0
    # It said that it left, so that nobody waits for it.
    assert folder.here("poll", "close", made.out.split()[1]).err == "queued: start `rapport run`\n"


def test_a_port_in_use_is_told(folder: Folder) -> None:
    """Before anything else has begun."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        folder.configure(EMBEDDED.replace("port = 0", f"port = {port}"))
        done = folder.rapport("run")
    assert done.code == 2
    assert done.err == (
        f"port {port} of 127.0.0.1 cannot be taken (Address already in use): stop what uses it, or set web.port.\n"
    )


def test_an_outdated_schema_is_told(folder: Folder) -> None:
    """Neither `run` nor `check` changes a schema that is somebody's."""
    url = f"sqlite:///{folder.path / 'own.db'}"
    folder.configure(f'[database]\nurl = "{url}"\n{EMBEDDED}')
    assert folder.here("migrate").out == "The schema is up to date now.\n"
    assert folder.here("migrate").out == "The schema was up to date already.\n"
    assert folder.here("check").code == 0
    database = Database(url)
    database.write(lambda db: db.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '0000'"))
    database.close()
    told = "The database's schema is not up to date: run `rapport migrate`, then start again.\n"
    assert [folder.rapport("run").err, folder.here("check").err] == [told, told]


def test_a_database_of_a_newer_version_is_told(folder: Folder) -> None:
    """There is no way back."""
    folder.here("migrate")
    database = Database(f"sqlite:///{folder.path / 'rapport.db'}")
    database.write(lambda db: db.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    done = folder.here("migrate")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "did a newer Rapport make it?" in done.err


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        pytest.param("postgresql+psycopg://u:hush@127.0.0.1:1/x", "The database cannot be used (", id="nobody there"),
        pytest.param("postgresql+psycopg://u:hush@h:port/x", "database.url is no address", id="no port"),
        pytest.param("sqlite:///nowhere/x.db", "The database cannot be used (unable to open", id="no folder"),
        pytest.param("sqlite:///config.toml", "The database cannot be used (file is not a database", id="no database"),
    ],
)
def test_a_database_that_cannot_be_used_is_told(folder: Folder, url: str, sentence: str) -> None:
    """In one sentence, without its password."""
    folder.configure(f'[database]\nurl = "{url}"\n{EMBEDDED}')
    done = folder.here("migrate")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert done.err.startswith(sentence)
    assert "hush" not in done.err


def test_a_database_that_others_hold_is_waited_for_and_told(folder: Folder) -> None:
    """After a few seconds the command gives up."""
    folder.here("migrate")
    holder = Database(f"sqlite:///{folder.path / 'rapport.db'}")
    with holder.transaction() as db:
        db.connection()
        done = folder.here("poll", "create", "--brand", "demo", "--question", "Q", "--option", "A", "--option", "B")
    holder.close()
    assert (done.code, done.out) == (2, "")
    assert done.err == "The database is busy: another process holds it. Try again in a moment.\n"


async def test_check_asks_about_every_chat(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each that cannot be written to is named with its key; nothing but questions is asked."""
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SIGNING_SECRET)
    async with SlackServer() as slack:
        folder.configure(
            f'[slack]\nmode = "http"\napi_url = "{slack.url}"\n[brands.acme]\nzone = "UTC"\n'
            'team = "slack:C1"\naudiences = ["slack:C2"]\n'
        )
        fine = f"All is well. Brands: acme. Platforms: slack. Classifier: {listening.active()}.\n"
        assert (await asyncio.to_thread(folder.rapport, "check")).out == fine
        slack.plan("conversations.info", refused("channel_not_found"))
        done = await asyncio.to_thread(folder.here, "check")
        assert {call.method for call in slack.calls} == {"conversations.info"}
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith("brands.acme.team has slack:C1, which cannot be written to: ")


def test_wrong_settings_are_told_one_by_one(folder: Folder) -> None:
    """A sentence for each mistake."""
    folder.configure('[web]\nprot = 80\n[slack]\n[brands.acme]\nteam = "slack:C1"\n')
    done = folder.here("check")
    assert done.code == 2
    assert [line.partition(" ")[0] for line in done.err.splitlines()] == ["web.prot", "brands.acme.zone"]
    folder.configure('[slack]\n[brands.acme]\nzone = "UTC"\n')
    missing = folder.here("run").err.splitlines()
    assert [line.partition(" ")[0] for line in missing] == ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]


def test_the_manifest_is_for_the_configured_mode(folder: Folder) -> None:
    """By default for Socket Mode; over HTTP it needs an address."""
    assert json.loads(folder.here("slack-manifest").out)["settings"]["socket_mode_enabled"] is True
    folder.configure('[slack]\nmode = "http"\n[web]\npublic_url = "https://bot.example.org"\n')
    command = json.loads(folder.here("slack-manifest").out)["features"]["slash_commands"][0]
    assert command["url"] == "https://bot.example.org/slack/events"
    folder.configure('[slack]\nmode = "http"\n')
    assert folder.here("slack-manifest").err.startswith("web.public_url is missing: ")


def test_help_names_every_command(folder: Folder) -> None:
    """In a process of its own, as people ask for it; and an option nobody knows is told, not traced."""
    out = folder.rapport("--help").out
    for command in ("demo", "run", "check", "migrate", "slack-manifest", "poll", "ror", "digest", "import", "export"):
        assert f"\n  {command} " in out
    done = folder.rapport("ror", "--brand", "demo", "--since", "2026-11-02")
    assert done.code == 2
    assert "No such option: --since" in done.err
    assert "Traceback" not in done.err


def test_chats_that_no_brand_has_are_named(folder: Folder) -> None:
    """So that an operator finds the id to put into the configuration."""
    folder.here("migrate")
    database = Database(f"sqlite:///{folder.path / 'rapport.db'}")
    database.write(lambda db: people.note_stray(db, Address("slack", "C0LOST"), datetime.now(UTC)))
    database.close()
    assert "slack:C0LOST" in folder.here("check").out
