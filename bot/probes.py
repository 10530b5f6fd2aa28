"""What probes are told of a running bot: whether it is ready, and its metrics."""

import logging
from datetime import datetime
from typing import Any, Protocol

from bot.groundwork import has_pulse
from bot.metrics import Metrics
from chat.ports import Clock, Health, Platform
from storage import inbox, outbox
from storage.database import Database
from storage.writer import Writer

log = logging.getLogger(__name__)


class Running(Protocol):
    """What of a running bot is looked at."""

    database: Database
    writer: Writer
    clock: Clock
    metrics: Metrics
    platforms: dict[str, Platform]
    last_events: dict[str, datetime]


def readiness(app: Running) -> dict[str, Any]:
    """Return what `/readyz` shows: database, platforms, and the age of each platform's last event in seconds."""
    database = _database_health(app)
    platforms = {name: platform.health() for name, platform in app.platforms.items()}
    return {
        "ok": database.ok and all(health.ok for health in platforms.values()),
        "database": {"ok": database.ok, "word": database.word},
        "platforms": {
            name: {"ok": health.ok, "word": health.word, "last_event_age_s": _age(app, name)}
            for name, health in platforms.items()
        },
    }


def _database_health(app: Running) -> Health:
    if app.writer.died.done():
        return Health(ok=False, word="the writer has stopped")
    try:
        alive = has_pulse(app.database, app.clock.now())
    except Exception as error:  # noqa: BLE001  # a probe tells of any failure and has none of its own
        return Health(ok=False, word=f"the database does not answer: {type(error).__name__}")
    return Health(alive, "" if alive else "the database takes no writes")


def _age(app: Running, platform: str) -> float | None:
    last = app.last_events.get(platform)
    return (app.clock.now() - last).total_seconds() if last else None


def render_metrics(app: Running) -> bytes:
    """Return all metrics as of now."""
    app.metrics.queue_depth.set(app.writer.depth)
    try:
        _count_rows(app)
    except Exception:  # what the process itself knows is wanted all the more
        log.exception("the database does not answer")
    for name in app.platforms:
        age = _age(app, name)
        if age is not None:
            app.metrics.last_event_age_seconds.labels(name).set(age)
    return app.metrics.render()


def _count_rows(app: Running) -> None:
    waiting, dead = app.database.read(inbox.count)
    app.metrics.inbox_waiting.set(waiting)
    app.metrics.inbox_dead.set(dead)
    counts = app.database.read(outbox.states)
    for state in outbox.STATES:
        app.metrics.letters.labels(state).set(counts.get(state, 0))
