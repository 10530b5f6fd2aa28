"""The composition root: makes the running bot out of its settings; the one module that knows every other."""

import asyncio
import gc
import logging
import os
import secrets
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Route

from bot import probes, web
from bot.customer_links import CustomerLinks
from bot.delivery import Delivery
from bot.groundwork import configure, means, open_database
from bot.inquiries import inquire
from bot.invitations import invitations_route
from bot.metrics import Metrics
from bot.orders import OrderHook, shops
from bot.pages import Doors, Readings
from bot.scheduler import Scheduler
from bot.settings import Settings, chats
from bot.shares import shares_route
from bot.views import Views
from bot.visits import visits_route
from chat import i18n
from chat.events import Event, Vote
from chat.ports import Classifier, Clock, Intake, Outcome, Platform, SystemClock
from handlers import AUDIENCE_COMMANDS, COMMANDS, SLACK_COMMANDS, replies, router
from handlers.dispatcher import Dispatcher
from handlers.routing import Means
from insight import listening
from storage.database import Database
from storage.writer import Writer

log = logging.getLogger(__name__)


@dataclass(slots=True)
class App:
    """A running bot."""

    settings: Settings
    database: Database
    writer: Writer
    dispatcher: Dispatcher
    clock: Clock
    metrics: Metrics
    platforms: dict[str, Platform]
    web: Starlette
    last_events: dict[str, datetime] = field(default_factory=dict)
    """When the last event of each platform came in."""


@asynccontextmanager
async def running(
    settings: Settings, clock: Clock | None = None, classifier: Classifier | None = None
) -> AsyncIterator[App]:
    """Run everything but the HTTP server, which the caller serves `App.web` with.

    What opens is closed in the order intake, ticks, delivery, platforms, database.

    Args:
        settings: what to run.
        clock: the time; the machine's by default.
        classifier: reads what people write; the best that is installed by default.
    """
    clock = clock or SystemClock()
    metrics = Metrics()
    async with AsyncExitStack() as stack:
        database = open_database(settings)
        stack.callback(database.close)
        writer = Writer(database, lambda size, seconds: _observe_batch(metrics, size, seconds))
        stack.push_async_callback(writer.close)
        await writer.write(lambda db: configure(db, settings, clock.now()))
        given = replace(means(settings), classifier=classifier or await asyncio.to_thread(_ears))
        await asyncio.to_thread(replies.warm, settings.brands, clock.now())
        app = _assemble(settings, database, writer, clock, metrics, given)
        await _start(app, stack)
        yield app


async def serve(app: App, listener: socket.socket) -> int:
    """Serve the web application until a signal comes or the writer dies; return the process's exit code."""
    i18n.load()
    gc.collect()
    gc.freeze()  # the collector need not look again and again at what stays as long as the process
    died = app.writer.died
    await web.serve(app.web, listener, died)
    if not died.done():
        return 0
    log.critical("the writer died, so nothing can be kept", exc_info=died.exception())
    return 1


async def unreachable(settings: Settings) -> list[str]:
    """Ask the platforms about each configured chat; nothing is started, and no event taken from a running bot.

    Returns:
        One sentence for each chat that cannot be written to, with its key.
    """
    outside = _outside(settings, SystemClock(), Metrics())
    asked = [(key, chat) for key, chat in chats(settings) if chat.platform in outside]
    words = [(key, chat, await outside[chat.platform].reach(chat.id)) for key, chat in asked]
    return [f"{key} has {chat}, which cannot be written to: {word}" for key, chat, word in words if word is not None]


def _ears() -> Classifier:
    """Return the classifier, ready; slow, so call it in a thread."""
    listening.warm()
    return listening.classifier()


def _assemble(  # all that the others are made of
    settings: Settings, database: Database, writer: Writer, clock: Clock, metrics: Metrics, given: Means
) -> App:
    last_events: dict[str, datetime] = {}

    def heard(event: Event, outcome: Outcome) -> None:
        metrics.events.labels(event.platform, type(event).__name__.lower(), outcome.kind).inc()
        last_events[event.platform] = clock.now()
        if isinstance(event, Vote) and event.native and outcome.kind == "refused":
            metrics.late_native_votes.inc()

    dispatcher = Dispatcher(router, writer, database, settings.brands, clock, means=given, heard=heard)
    app = App(settings, database, writer, dispatcher, clock, metrics, {}, Starlette(), last_events)
    app.platforms = _platforms(app)
    routes = [route for platform in app.platforms.values() for route in platform.routes()]
    routes.append(_doors(app))
    routes += [visits_route(writer, database, clock), invitations_route(database, settings.brands, app.platforms.get)]
    routes.append(shares_route(writer, database, clock, settings.brands))
    routes += _of_orders(app, given)
    app.web = web.build(routes, lambda: probes.readiness(app), lambda: probes.render_metrics(app))
    return app


def _of_orders(app: App, given: Means) -> list[Route]:
    """Return where shops tell of orders, and where their customers show who they are."""
    known, brands = shops(app.settings.secrets.orders_webhook_secret), app.settings.brands
    rejected = app.metrics.orders_signature_rejected.inc
    hook = OrderHook(known, given.customer_key, brands, app.dispatcher, rejected)
    return [hook.route(), CustomerLinks(known, brands, given, app.writer, app.clock).route()]


def _platforms(app: App) -> dict[str, Platform]:
    """Make the platforms that are on."""
    return _outside(app.settings, app.clock, app.metrics) | (
        {"webchat": _webchat(app)} if "webchat" in app.settings.platforms else {}
    )


def _outside(settings: Settings, clock: Clock, metrics: Metrics) -> dict[str, Platform]:
    """Make those that are not Rapport's own; each library is imported only where it is needed."""
    makers = {"slack": _slack, "telegram": _telegram}
    return {name: make(settings, clock, metrics) for name, make in makers.items() if name in settings.platforms}


def _slack(settings: Settings, clock: Clock, metrics: Metrics) -> Platform:
    from bot.platforms.slack import Slack

    table, given = settings.slack, settings.secrets
    return Slack(
        bot_token=_open(given.slack_bot_token),
        app_token=_open(given.slack_app_token),
        signing_secret=_open(given.slack_signing_secret),
        api_url=table.api_url,
        mode="http" if table.mode == "http" else "socket",
        clock=clock,
        commands=SLACK_COMMANDS,
        on_rejected=metrics.slack_signature_rejected.inc,
        language=next((brand.language for brand in settings.brands.values()), "en"),
    )


def _telegram(settings: Settings, clock: Clock, metrics: Metrics) -> Platform:
    from bot.platforms.telegram import Menus, Telegram

    table, given, brands = settings.telegram, settings.secrets, settings.brands.values()
    teams = dict.fromkeys(chat for brand in brands for chat in (brand.team, *brand.managers) if chat)
    return Telegram(
        token=_open(given.telegram_bot_token),
        mode="webhook" if table.mode == "webhook" else "polling",
        clock=clock,
        menus=Menus(AUDIENCE_COMMANDS, COMMANDS, tuple(chat.id for chat in teams if chat.platform == "telegram")),
        on_rejected=metrics.telegram_secret_rejected.inc,
        language=next((brand.language for brand in brands), "en"),
        api_url=table.api_url,
        public_url=settings.web.public_url or "",
        webhook_secret=_open(given.telegram_webhook_secret),
    )


def _webchat(app: App) -> Platform:
    from bot.platforms.webchat import Reports, Webchat

    views = Views(app.database, app.settings.brands, app.clock)
    readings = Readings(app.database, app.clock, views.admit)
    return Webchat(
        writer=app.writer,
        database=app.database,
        brands=app.settings.brands,
        clock=app.clock,
        reports=Reports(readings.routes("/play/api"), views.inbox),
        commands=COMMANDS,
    )


def _doors(app: App) -> BaseRoute:
    """Make the brands' pages."""
    url = app.settings.web.public_url or ""
    return Doors(
        writer=app.writer,
        database=app.database,
        brands=app.settings.brands,
        clock=app.clock,
        is_secure=url.startswith("https:"),
    ).route()


def _open(secret: Any) -> str:  # noqa: ANN401  # pydantic's SecretStr or None
    return secret.get_secret_value() if secret is not None else ""


async def _start(app: App, stack: AsyncExitStack) -> None:
    process = f"{os.getpid()}-{secrets.token_hex(4)}"
    delivery = Delivery(
        app.platforms,
        router,
        app.writer,
        app.database,
        app.settings.brands,
        app.clock,
        owner=process,
        observe=lambda platform, outcome: app.metrics.deliveries.labels(platform, outcome).inc(),
    )
    app.dispatcher.wake = delivery.wake
    app.dispatcher.inquire = partial(inquire, app.platforms)
    scheduler = Scheduler(app.dispatcher, app.writer, app.database, app.clock, process=process, features=router)
    intake: Intake = app.dispatcher
    for platform in app.platforms.values():
        stack.push_async_callback(platform.close)
        await platform.open(intake)
    delivery.start()
    stack.push_async_callback(delivery.stop)
    scheduler.start()
    stack.push_async_callback(scheduler.stop)
    for platform in app.platforms.values():
        stack.push_async_callback(platform.stop_intake)


def _observe_batch(metrics: Metrics, size: int, seconds: float) -> None:
    metrics.batch_events.observe(size)
    metrics.commit_seconds.observe(seconds)
