"""`rapport demo`, `run`, `check`, `migrate` and `slack-manifest`."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from bot.cli.common import ConfigFile, RefusedError, print_json, settings_of

if TYPE_CHECKING:
    from bot.settings import Settings


def demo(
    once: Annotated[bool, typer.Option("--once", help="End when all is shown, and serve nothing.")] = False,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="The playground's port.")] = None,
    seed: Annotated[int, typer.Option(help="Another number makes another history.")] = 1,
) -> None:
    """Show the whole job with a made-up brand and no account."""
    from bot.demo import play

    raise typer.Exit(_run(lambda: play(once=once, port=port, seed=seed)))


def run(config: ConfigFile = None) -> None:
    """Run the bot until SIGINT or SIGTERM."""
    from bot import log
    from bot.settings import require_secrets, with_secret

    settings = settings_of(config)
    require_secrets(settings)
    settings = with_secret(settings, Path.cwd())
    log.configure(settings.secrets.values())
    raise typer.Exit(_run(lambda: _serve(settings)))


def check(config: ConfigFile = None) -> None:
    """Say what is wrong with settings, database and chats."""
    from bot.app import unreachable
    from bot.groundwork import open_database
    from bot.settings import require_secrets
    from insight import listening
    from storage import people

    settings = settings_of(config)
    require_secrets(settings)
    database = open_database(settings)
    strays = database.read(people.strays)
    database.close()
    if problems := asyncio.run(unreachable(settings)):
        raise RefusedError(*problems)
    brands, platforms = ", ".join(settings.brands) or "none", ", ".join(sorted(settings.platforms)) or "none"
    typer.echo(f"All is well. Brands: {brands}. Platforms: {platforms}. Classifier: {listening.active()}.")
    if strays:
        typer.echo(f"Heard in chats that no brand has, and ignored: {', '.join(map(str, strays))}.")


def migrate(config: ConfigFile = None) -> None:
    """Bring the database's schema up to date."""
    from storage import schema
    from storage.database import Database

    database = Database(settings_of(config).database.url)
    try:
        changed = schema.migrate(database)
    finally:
        database.close()
    typer.echo("The schema is up to date now." if changed else "The schema was up to date already.")


def slack_manifest(config: ConfigFile = None) -> None:
    """Print the manifest to make the Slack app from."""
    from bot.platforms.slack import manifest
    from handlers import SLACK_COMMANDS

    settings = settings_of(config)
    by_http = settings.slack.mode == "http"
    if by_http and settings.web.public_url is None:
        raise RefusedError(
            'web.public_url is missing: slack.mode = "http" needs it, such as "https://bot.example.org".'
        )
    print_json(manifest(SLACK_COMMANDS, settings.web.public_url, "http" if by_http else "socket"))


async def _serve(settings: "Settings") -> int:
    from bot.app import running, serve
    from bot.web import address_of, listen

    with listen(settings.web) as listener:
        async with running(settings) as app:
            address = address_of(listener)
            playground = f", the playground at {address}/play" if "webchat" in settings.platforms else ""
            typer.echo(f"Rapport serves at {address}{playground}")
            return await serve(app, listener)


def _run(work: Callable[[], Coroutine[Any, Any, int]]) -> int:
    """Run an event loop; a SIGTERM that comes before or after serving ends it in order, too."""
    import uvloop

    async def until_terminated() -> int:
        task = asyncio.ensure_future(work())
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        try:
            return await task
        except asyncio.CancelledError:
            if cast("asyncio.Task[int]", asyncio.current_task()).cancelling():
                raise  # by Ctrl-C, not by SIGTERM
            return 0

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(until_terminated())
