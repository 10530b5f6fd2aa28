"""The whole bot but its HTTP server: what opens, what is refused, what it tells of itself, how it ends."""

import asyncio
import socket
import subprocess
import sys
import textwrap
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import app as composition
from bot.app import App, running, serve
from bot.delivery import Delivery
from bot.groundwork import open_database
from bot.probes import readiness, render_metrics
from bot.scheduler import Scheduler
from bot.settings import Settings, SettingsError, load
from chat.errors import Permanent
from chat.events import Message, Vote
from storage.database import Database
from storage.writer import Writer
from tests.support.platform import FakePlatform
from tests.support.waiting import until

CONFIG = """
[database]
url = "{url}"
[webchat]
[brands.acme]
name = "Acme"
zone = "Europe/Riga"
team = "webchat:team"
audiences = ["webchat:square"]
"""


class Now:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return this moment."""
        return datetime.now(UTC)


def settings_of(folder: Path, url: str) -> Settings:
    """Return the settings of a bot with this database and the playground."""
    (folder / "config.toml").write_text(CONFIG.format(url=url))
    return load(None, {}, folder)


def platforms(monkeypatch: pytest.MonkeyPatch, *fakes: FakePlatform) -> None:
    """Let the app have these platforms."""
    monkeypatch.setattr(composition, "_platforms", lambda _app: {each.name: each for each in fakes})


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> FakePlatform:
    """Return the app's only platform."""
    fake = FakePlatform(Now(), "webchat", "webchat")
    platforms(monkeypatch, fake)
    return fake


@pytest.fixture
async def app(slack: FakePlatform, sqlite_url: str, tmp_path: Path) -> AsyncIterator[App]:
    """Return a running bot."""
    async with running(settings_of(tmp_path, sqlite_url)) as opened:
        await until(lambda: readiness(opened)["database"]["ok"])
        yield opened


def note_calls(monkeypatch: pytest.MonkeyPatch, steps: list[str], kind: type[Any], name: str) -> None:
    """Let each call of a method leave its name behind."""
    original = getattr(kind, name)

    def noted(self: Any, *args: Any) -> Any:  # noqa: ANN401  # whatever the method is
        steps.append(f"{kind.__name__}.{name}")
        return original(self, *args)

    monkeypatch.setattr(kind, name, noted)


async def test_what_opens_is_closed_in_order(monkeypatch: pytest.MonkeyPatch, sqlite_url: str, tmp_path: Path) -> None:
    """Intake, ticks, delivery, platforms, database."""
    steps: list[str] = []
    platforms(monkeypatch, *(FakePlatform(Now(), name, name, steps=steps) for name in ("slack", "webchat")))
    for kind, name in ((Delivery, "start"), (Delivery, "stop"), (Scheduler, "start"), (Scheduler, "stop")):
        note_calls(monkeypatch, steps, kind, name)
    note_calls(monkeypatch, steps, Writer, "close")
    note_calls(monkeypatch, steps, Database, "close")
    async with running(settings_of(tmp_path, sqlite_url)):
        assert steps == ["open", "open", "Delivery.start", "Scheduler.start"]
        steps.clear()
    intake, closed = ["stop_intake"] * 2, ["close"] * 2
    assert steps == [*intake, "Scheduler.stop", "Delivery.stop", *closed, "Writer.close", "Database.close"]


async def test_a_platform_that_cannot_open_leaves_nothing_open(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str, tmp_path: Path
) -> None:
    """Its sentence comes through, and what had been opened before is closed."""

    async def refuse(_intake: object) -> None:
        raise Permanent("set SLACK_BOT_TOKEN anew")

    good, bad = FakePlatform(Now(), "webchat"), FakePlatform(Now(), "slack")
    platforms(monkeypatch, good, bad)
    monkeypatch.setattr(FakePlatform, "open", lambda self, intake: refuse(intake) if self is bad else _done())
    with pytest.raises(Permanent, match="SLACK_BOT_TOKEN"):
        await running(settings_of(tmp_path, sqlite_url)).__aenter__()
    assert "close" in good.steps


async def _done() -> None:
    pass


def age(url: str) -> None:
    """Let a database say that its schema is of another version."""
    database = Database(url)
    database.write(lambda db: db.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '0000'"))
    database.close()


def test_an_outdated_schema_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    """The sentence says what mends it."""
    age(sqlite_url)
    with pytest.raises(SettingsError, match="run `rapport migrate`"):
        open_database(settings_of(tmp_path, sqlite_url))


def test_only_an_empty_sqlite_file_is_migrated_unasked(database_url: str, tmp_path: Path) -> None:
    """A PostgreSQL database is shared, so that its operator says when it changes."""
    settings = settings_of(tmp_path, database_url)
    if database_url.startswith("sqlite"):
        open_database(settings).close()
        return
    with pytest.raises(SettingsError, match="run `rapport migrate`"):
        open_database(settings)


def test_the_embedded_default_migrates_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With nothing configured there is nothing to be done by hand, the first time and every other."""
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        open_database(load(None, {}, tmp_path)).close()
    assert (tmp_path / "rapport.db").exists()


async def test_readiness_of_a_bot_that_is_well(app: App) -> None:
    """It is ready, and tells how long ago each platform was heard of."""
    state = readiness(app)
    assert state["ok"] is True
    assert state["platforms"]["webchat"] == {"ok": True, "word": "", "last_event_age_s": None}
    fields: dict[str, Any] = {
        "account": "webchat",
        "id": "1",
        "platform": "webchat",
        "at": app.clock.now(),
        "chat": "square",
    }
    await app.dispatcher.offer(Message(**fields, person="ann", message="m1", text="hello"))
    assert 0 <= readiness(app)["platforms"]["webchat"]["last_event_age_s"] < 5


async def test_readiness_of_a_bot_whose_platform_is_away(app: App, slack: FakePlatform) -> None:
    """It is not ready, and says which platform it is."""
    slack.well = False
    state = readiness(app)
    assert (state["ok"], state["platforms"]["webchat"]["word"]) == (False, "it is away")


async def test_readiness_of_a_bot_whose_database_is_away(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not ready, and the probe itself does not fail; metrics are there all the more."""

    def fail(*_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(app.database, "read", fail)
        state = readiness(app)
        assert (state["ok"], state["database"]["word"]) == (False, "the database does not answer: ConnectionError")
        assert b"rapport_queue_depth" in render_metrics(app)


async def test_readiness_of_a_bot_that_cannot_write(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk can still be read: the heartbeat tells."""
    later = app.clock.now() + timedelta(minutes=1)
    monkeypatch.setattr(app.clock, "now", lambda: later)
    state = readiness(app)
    assert (state["ok"], state["database"]["word"]) == (False, "the database takes no writes")


async def test_metrics_tell_what_happened(app: App) -> None:
    """Events by outcome, letters by state; a state that empties goes back to zero."""
    fields: dict[str, Any] = {
        "account": "webchat",
        "id": "1",
        "platform": "webchat",
        "at": app.clock.now(),
        "chat": "square",
    }
    await app.dispatcher.offer(Vote(**fields, person="ann", native="unheard-of", options=(0,)))
    app.metrics.letters.labels("queued").set(7)
    text = render_metrics(app).decode()
    assert 'rapport_events_total{kind="vote",outcome="deferred",platform="webchat"} 1.0' in text
    assert 'rapport_outbox_letters{state="queued"} 0.0' in text
    assert "rapport_inbox_waiting 1.0" in text
    assert 'rapport_last_event_age_seconds{platform="webchat"}' in text


@asynccontextmanager
async def serving(app: App) -> AsyncIterator[asyncio.Task[int]]:
    """Serve the bot as `rapport run` does."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        task = asyncio.create_task(serve(app, listener))
        await asyncio.sleep(0.05)
        yield task


async def test_without_its_writer_the_bot_ends(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be kept any more, so serving ends with an exit code other than zero; closing does not hang."""
    async with serving(app) as task:
        monkeypatch.setattr(app.metrics.batch_events, "observe", _explode)
        app.writer.write(lambda _db: None).add_done_callback(lambda done: done.exception())
        assert await asyncio.wait_for(task, 30) == 1
    assert readiness(app)["database"]["word"] == "the writer has stopped"


def _explode(*_: object) -> None:
    raise MemoryError


BROKEN = """
    import asyncio, os, pathlib
    from bot.app import running, serve
    from bot.settings import load
    from bot.web import listen

    def explode(*_):
        raise MemoryError

    async def main():
        settings = load(None, {"RAPPORT_WEB__PORT": "0"}, pathlib.Path.cwd())
        with listen(settings.web) as listener:
            async with running(settings) as app:
                app.metrics.batch_events.observe = explode  # the writer thread dies of its next batch
                return await serve(app, listener)

    os._exit(asyncio.run(main()) + 40)
"""


def test_a_process_without_its_writer_exits(tmp_path: Path) -> None:
    """A supervisor sees it by the exit code, within seconds."""
    script = [sys.executable, "-c", textwrap.dedent(BROKEN)]
    ended = subprocess.run(
        script,
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert ended.returncode == 41, ended.stderr
    assert "the writer died" in ended.stderr
