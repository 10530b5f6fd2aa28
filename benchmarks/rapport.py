"""Rapport itself, run by its own command, with polls on Slack and Telegram."""

import asyncio
import base64
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.requests import OPTIONS, QUESTION, WEBHOOK_SECRET
from benchmarks.stage import Process, Stage, free_port
from chat.brands import Brand
from chat.polls import Spec
from handlers.polls import making
from handlers.routing import Context
from storage import poll_posts, schema, votes
from storage.database import Database, Session
from storage.people import ACCOUNTS
from storage.poll_posts import Post
from storage.polls import Poll
from storage.votes import Cast
from tests.support.slack_payloads import CHANNEL, TEAM_CHANNEL
from tests.support.slack_server import BOT_TOKEN, SIGNING_SECRET
from tests.support.telegram_payloads import CHANNEL as TELEGRAM_CHANNEL
from tests.support.telegram_payloads import SUPERGROUP
from tests.support.telegram_server import TOKEN

COMMAND = (str(Path(sys.executable).with_name("rapport")),)
BRAND = "acme"
POSTED_WITHIN_S = 30
PORTION = 5_000

CONFIG = """
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
[brands.{brand}]
name = "Acme"
zone = "Europe/Berlin"
team = "slack:{team}"
audiences = ["slack:{audience}", "telegram:{group}", "telegram:{channel}"]
"""


@dataclass(frozen=True, slots=True)
class Rapport:
    """A running Rapport, its database, and a poll in it."""

    process: Process
    database: Database
    poll: Poll
    native: str
    """Telegram's id of its own poll in the group."""


async def start(
    stage: Stage,
    engine: str,
    name: str = "rapport",
    *,
    command: tuple[str, ...] = COMMAND,
    environment: Mapping[str, str] | None = None,
) -> Rapport:
    """Start Rapport on an empty database, let it post a poll, and return both; the environment wins over its file."""
    name, port = f"{name}-{engine}", free_port()
    url = stage.database(engine, name)
    database = Database(url)
    schema.migrate(database)
    stage.telegram.chats.kinds[str(TELEGRAM_CHANNEL["id"])] = "channel"
    config = stage.folder / f"{name}.toml"
    config.write_text(_config(stage, url, port))
    process = await stage.start(
        name, port, *command, "run", "--config", str(config), **_secrets(), **(environment or {})
    )
    poll = create_poll(database)
    posts = await _posted(database, poll)
    return Rapport(process, database, poll, next(post.native for post in posts if post.native))


def _config(stage: Stage, url: str, port: int) -> str:
    return CONFIG.format(
        database=url,
        port=port,
        slack=stage.slack.url,
        telegram=stage.telegram.url,
        brand=BRAND,
        team=TEAM_CHANNEL,
        audience=CHANNEL,
        group=SUPERGROUP["id"],
        channel=TELEGRAM_CHANNEL["id"],
    )


def _secrets() -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": WEBHOOK_SECRET,
        "RAPPORT_SECRET": base64.b64encode(secrets.token_bytes(32)).decode(),
    }


def create_poll(database: Database) -> Poll:
    """Create a poll for all chats of the brand."""
    brand = Brand(key=BRAND, name="Acme", zone=ZoneInfo("Europe/Berlin"))
    with database.transaction() as db:
        ctx = Context(db, datetime.now(UTC), {BRAND: brand})
        return making.create(ctx, BRAND, Spec(question=QUESTION, options=tuple(OPTIONS)))


async def _posted(database: Database, poll: Poll) -> list[Post]:
    async with asyncio.timeout(POSTED_WITHIN_S):
        while True:
            posts = database.read(lambda db: poll_posts.of_poll(db, poll.id))
            if all(post.message for post in posts):
                return posts
            await asyncio.sleep(0.2)


def fill(database: Database, poll: Poll, votes: int) -> None:
    """Let so many people of Slack have voted in a poll."""
    for start_ in range(0, votes, PORTION):
        persons = [f"UFILL{number:08}" for number in range(start_, min(start_ + PORTION, votes))]
        with database.transaction() as db:
            _fill(db, poll, persons)


def _fill(db: Session, poll: Poll, persons: list[str]) -> None:
    now = datetime.now(UTC)
    met = {"brand": poll.brand, "platform": "slack", "name": "", "team": False, "manager": False, "reachable": True}
    db.execute(ACCOUNTS.insert(), [met | {"person": person, "seen_at": now} for person in persons])
    known = votes.standing(db, poll, "slack", persons)
    casts = [
        Cast(poll=poll.id, account=known[each].account, before=[], after=[i % len(OPTIONS)], at=now, order=i)
        for i, each in enumerate(persons)
    ]
    votes.record(db, casts, 0)
