"""Naive bots: the same job as an ordinary good developer does it, a session and a commit for each vote.

They are spared what they would usually do on top: the press is not answered by a call of its own, the poll's message
is never edited, a repeated request is not recognised.
"""

import re
from datetime import UTC, datetime
from typing import Any

from slack_bolt.async_app import AsyncAck
from sqlalchemy import UniqueConstraint, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel import Field, SQLModel, select
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.applications import Starlette
from telegram import Update
from telegram.ext import CallbackQueryHandler, ContextTypes

from benchmarks.noop import bolt, ptb, slack_web, telegram_web


class Person(SQLModel, table=True):
    """Somebody who votes."""

    __tablename__ = "naive_people"
    __table_args__ = (UniqueConstraint("platform", "platform_id"),)
    id: int | None = Field(default=None, primary_key=True)
    platform: str
    platform_id: str
    name: str


class Ballot(SQLModel, table=True):
    """What a person chose in a poll."""

    __tablename__ = "naive_ballots"
    __table_args__ = (UniqueConstraint("poll", "person"),)
    id: int | None = Field(default=None, primary_key=True)
    poll: str
    person: int = Field(foreign_key="naive_people.id")
    option: int
    at: datetime


class Entry(SQLModel, table=True):
    """A row of the ledger."""

    __tablename__ = "naive_ledger"
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    poll: str = Field(index=True)
    person: int = Field(foreign_key="naive_people.id")
    option: int
    at: datetime


TABLES = [SQLModel.metadata.tables[name] for name in ("naive_people", "naive_ballots", "naive_ledger")]


async def open_database(url: str) -> AsyncEngine:
    """Return an engine for an empty database, its tables made; the pool is SQLAlchemy's own, which serves it best."""
    sqlite = url.startswith("sqlite")
    address = url.replace("sqlite:", "sqlite+aiosqlite:", 1)
    engine = create_async_engine(address, connect_args={"timeout": 30} if sqlite else {})
    if sqlite:
        event.listen(engine.sync_engine, "connect", _use_wal)
    async with engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all, tables=TABLES)
    return engine


def _use_wal(connection: Any, _record: object) -> None:  # noqa: ANN401  # the driver's
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.close()


async def vote(engine: AsyncEngine, platform: str, who: tuple[str, str], data: str) -> None:
    """Let a vote stand in place of the person's former one.

    Args:
        who: the platform's id of the person, and their name.
        data: the button's, `vote:<poll>:<option>`.
    """
    _, poll, option = data.split(":")
    now = datetime.now(UTC)
    async with AsyncSession(engine) as session:
        asked = select(Person).where(Person.platform == platform, Person.platform_id == who[0])
        person = (await session.exec(asked)).first()
        if person is None:
            person = Person(platform=platform, platform_id=who[0], name=who[1])
            session.add(person)
            await session.flush()
        assert person.id is not None
        standing = select(Ballot).where(Ballot.poll == poll, Ballot.person == person.id)
        ballot = (await session.exec(standing)).first()
        if ballot is None:
            ballot = Ballot(poll=poll, person=person.id, option=int(option), at=now)
        ballot.option, ballot.at = int(option), now
        session.add(ballot)
        session.add(Entry(kind="vote", poll=poll, person=person.id, option=int(option), at=now))
        await session.commit()


async def naive_slack(api_url: str, database: str) -> Starlette:
    """Return a Slack bot on Bolt that acknowledges a press after its commit."""
    engine = await open_database(database)
    app = bolt(api_url)

    @app.action(re.compile("vote"))
    async def on_vote(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await vote(engine, "slack", (body["user"]["id"], body["user"]["name"]), action["value"])
        await ack()

    return slack_web(app)


async def naive_telegram(api_url: str, database: str) -> Starlette:
    """Return a Telegram bot on python-telegram-bot that answers the webhook after its commit."""
    engine = await open_database(database)
    application = ptb(api_url)

    async def on_press(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        assert query is not None
        assert query.data is not None
        await vote(engine, "telegram", (str(query.from_user.id), query.from_user.full_name), query.data)

    application.add_handler(CallbackQueryHandler(on_press))
    await application.initialize()
    return telegram_web(application)
