"""Bots that do nothing: what the libraries themselves cost, set up as their documentation says."""

import re
from typing import Any

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

from tests.support.slack_server import BOT_TOKEN, SIGNING_SECRET
from tests.support.telegram_server import TOKEN


def bolt(api_url: str) -> AsyncApp:
    """Return a Bolt app with its defaults.

    Args:
        api_url: of a Slack that says who the token's bot is.
    """
    client = AsyncWebClient(BOT_TOKEN, base_url=api_url)
    client.proxy = None  # the fake is on loopback
    return AsyncApp(signing_secret=SIGNING_SECRET, client=client)


def ptb(api_url: str) -> "Application[Any, Any, Any, Any, Any, Any]":
    """Return a python-telegram-bot application with its defaults, for a web server of one's own."""
    return Application.builder().token(TOKEN).base_url(f"{api_url}/bot").updater(None).build()


def slack_web(app: AsyncApp) -> Starlette:
    """Return a Bolt app behind Starlette."""
    handler = AsyncSlackRequestHandler(app)

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    return Starlette(routes=[Route("/slack/events", events, methods=["POST"])])


def telegram_web(application: "Application[Any, Any, Any, Any, Any, Any]") -> Starlette:
    """Return a python-telegram-bot application behind Starlette; it answers when the update is processed."""

    async def webhook(request: Request) -> Response:
        update = Update.de_json(await request.json(), application.bot)
        await application.process_update(update)
        return Response()

    return Starlette(routes=[Route("/telegram", webhook, methods=["POST"])])


async def noop_bolt(api_url: str, _database: str) -> Starlette:
    """Return a Slack bot that acknowledges presses."""
    app = bolt(api_url)

    @app.action(re.compile("vote"))
    async def on_vote(ack: AsyncAck) -> None:
        await ack()

    return slack_web(app)


async def noop_ptb(api_url: str, _database: str) -> Starlette:
    """Return a Telegram bot that hears presses."""
    application = ptb(api_url)

    async def on_press(_update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        pass

    application.add_handler(CallbackQueryHandler(on_press))
    await application.initialize()
    return telegram_web(application)
