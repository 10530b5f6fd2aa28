"""What a command stands on as the running bot does: the database, the brands in it, what handlers are given."""

from datetime import datetime, timedelta

from bot.settings import Settings, SettingsError, key_of
from handlers import digests, presence
from handlers.routing import Means
from storage import digests as processes
from storage import people, schema
from storage.database import Database, Session

ALIVE = timedelta(seconds=15)
"""A process whose heartbeat is older is taken for dead."""


def open_database(settings: Settings) -> Database:
    """Return the database, its schema up to date.

    Raises:
        SettingsError: the schema is outdated and not ours to migrate unasked.
    """
    database = Database(settings.database.url)
    if settings.database.is_embedded or (database.is_sqlite and schema.is_new(database)):
        schema.migrate(database)
    elif not schema.is_current(database):
        database.close()
        raise SettingsError(["The database's schema is not up to date: run `rapport migrate`, then start again."])
    return database


def configure(db: Session, settings: Settings, now: datetime) -> None:
    """Bring chats, managers and digest plans in line with the settings."""
    for brand, manager in people.configure(db, settings.brands.values(), now):
        # The line wants a chat of the manager's own platform; the one with the bot is always there.
        chat = brand.team.id if brand.team and brand.team.platform == manager.platform else manager.id
        presence.join_team(db, brand.key, manager, chat, now)
    for brand in settings.brands.values():
        digests.plan(db, brand, now)


def means(settings: Settings) -> Means:
    """Return what of the settings handlers need beside the brands."""
    given = settings.secrets
    return Means(key_of(given, "ballots"), key_of(given, "customers"), settings.web.public_url)


def has_pulse(database: Database, now: datetime) -> bool:
    """Tell whether the heartbeat of a process was written lately."""
    return database.read(lambda db: processes.somebody_runs(db, now - ALIVE))
