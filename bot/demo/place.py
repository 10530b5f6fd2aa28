"""Where a demo takes place: settings, a port and a database of its own."""

import socket
from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path

from bot.groundwork import has_pulse
from bot.settings import DatabaseSettings, Settings, SettingsError, WebSettings, load
from bot.web import listen
from chat.ports import SystemClock
from storage import schema
from storage.database import Database, complaint

FOLDER = Path(__file__).parent
NAME = "rapport-demo"
PORTS_TRIED = 20
LAST_PORT = 65_535
OWN_VARIABLES = ("RAPPORT_WEB__PORT", "RAPPORT_SECRET")
"""What holds for a demo of the environment: nothing that could name a real bot's database or chats."""


def settings_of(environ: Mapping[str, str], port: int | None) -> Settings:
    """Return the settings of the brand that is made up."""
    own = {name: environ[name] for name in OWN_VARIABLES if name in environ}
    # Its own folder, so that no config.toml and no .env of a real bot is read.
    settings = load(FOLDER / "demo.toml", own, FOLDER)
    return settings if port is None else replace(settings, web=WebSettings(port=port))


def take_port(wanted: WebSettings) -> socket.socket:
    """Take the port, or the next one that is free."""
    ports = range(wanted.port, min(wanted.port + PORTS_TRIED, LAST_PORT + 1))
    for port in ports[:-1]:
        try:
            return listen(WebSettings(port=port))
        except SettingsError:
            continue
    return listen(WebSettings(port=ports[-1]))


def new_database(settings: Settings) -> Settings:
    """Return the settings with a database that is new; the one of a demo that runs is left alone."""
    names = (f"{NAME}.db" if number == 1 else f"{NAME}-{number}.db" for number in count(1))
    name = next(name for name in names if not _is_in_use(name))
    for ending in ("", "-wal", "-shm"):
        Path(name + ending).unlink(missing_ok=True)
    made = replace(settings, database=DatabaseSettings(url=f"sqlite:///{name}"))
    database = Database(made.database.url)
    schema.migrate(database)
    database.close()
    return made


def _is_in_use(name: str) -> bool:
    """Tell whether another demo has the database."""
    if not Path(name).exists():
        return False
    database = Database(f"sqlite:///{name}")
    try:
        return has_pulse(database, SystemClock().now())
    except Exception as error:
        if complaint(error) is None:
            raise
        return False  # of another version, or no database at all
    finally:
        database.close()
