"""Queries of the audience, what is done about them, and what was learnt from them."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Text, text
from sqlmodel import Field, SQLModel

from storage.tables.ground import Json, counted_id

UNSEEN = "NOT relayed"
WAITS = "state = 'waiting'"
NEVER_AGAIN = {"sqlite_autoincrement": True}
"""An id is given once: the buttons of a query that was erased must not act on another."""


class Episode(SQLModel, table=True):
    """What one person asks in one chat until it is answered, and its card in the team's chat."""

    __tablename__ = "episodes"
    __table_args__ = (
        Index(None, "brand", "state", "opened_at"),
        Index(None, "account", "opened_at"),
        # Two messages of one person may come at once, in two processes: they wait once.
        Index(
            "ix_episodes_waiting_here",
            "account",
            "platform",
            "chat",
            "brand",
            unique=True,
            sqlite_where=text(WAITS),
            postgresql_where=text(WAITS),
        ),
        # Delivery asks every second which cards no longer show how things stand; nearly all do.
        Index(
            "ix_episodes_stale",
            "id",
            sqlite_where=text("shown <> revision"),
            postgresql_where=text("shown <> revision"),
        ),
        # The clock asks every two seconds whose time has come; of all that is closed there is nothing to look at.
        Index(
            "ix_episodes_alarm",
            "alarm_at",
            sqlite_where=text("state = 'waiting' AND alarm_at IS NOT NULL"),
            postgresql_where=text("state = 'waiting' AND alarm_at IS NOT NULL"),
        ),
        Index(
            "ix_episodes_snoozed",
            "snoozed_until",
            sqlite_where=text("snoozed_until IS NOT NULL"),
            postgresql_where=text("snoozed_until IS NOT NULL"),
        ),
        NEVER_AGAIN,
    )
    id: int | None = counted_id()
    brand: str
    platform: str
    chat: str
    """Where it was asked."""
    account: int = Field(sa_type=BigInteger)
    """The account that asked; whom it stands for may change by linking."""
    state: str
    """`waiting`, `answered`, `resolved`, `dismissed` (no query after all), `withdrawn` (deleted by its author) or
    `told` (a private message that asks nothing)."""
    opened_at: datetime
    heard_at: datetime
    """When its latest message was written."""
    reply_chat: str
    reply_thread: str | None = None
    reply_to: str | None = None
    """Where an answer goes: the chat, its thread or topic, and the message that it answers."""
    language: str
    urgent: bool = False
    due_at: datetime | None = Field(default=None)
    """When the first answer is due, in work time."""
    due_by: str | None = None
    """The version of the work hours that it was reckoned by."""
    skipped: list[dict[str, Any]] | None = Field(default=None, sa_type=Json)
    """What the deadline passes over."""
    alarm: int = 0
    """0: none was given, 1: the warning, 2: the alert that it is overdue."""
    alarm_at: datetime | None = None
    """When the next of them is to be given; None: there is none to come."""
    claimant: int | None = Field(default=None, sa_type=BigInteger)
    snoozed_until: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    closer: int | None = Field(default=None, sa_type=BigInteger)
    """The account that answered, resolved or dismissed it last."""
    automatic: int | None = Field(default=None, sa_type=BigInteger)
    """The saved answer that was sent by itself, while nobody has said that it is not it."""
    suggested: list[int] | None = Field(default=None, sa_type=Json)
    """The saved answers that may fit, best first."""
    trouble: str | None = Field(default=None, sa_type=Text)
    """Why the last answer could not be brought."""
    revision: int = 0
    shown: int = 0
    """The revision that the card shows."""
    card: str | None = None
    """The platform's id of the card; None until it is posted."""


class EpisodeMessage(SQLModel, table=True):
    """A message of an episode."""

    __tablename__ = "episode_messages"
    __table_args__ = (
        # Delivery asks every second what the team does not see yet.
        Index("ix_episode_messages_unseen", "at", sqlite_where=text(UNSEEN), postgresql_where=text(UNSEEN)),
        {"sqlite_with_rowid": False},
    )
    brand: str = Field(primary_key=True)
    line: str = Field(primary_key=True)
    """Its line in the ledger."""
    episode: int = Field(sa_type=BigInteger, foreign_key="episodes.id", index=True)
    query: bool
    at: datetime
    files: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)
    relayed: bool = False
    """It stands in the card or was passed on below it."""


class Reply(SQLModel, table=True):
    """What the team writes to a person."""

    __tablename__ = "replies"
    __table_args__ = (Index(None, "platform", "chat", "message"), Index(None, "source"), NEVER_AGAIN)
    id: int | None = counted_id()
    episode: int = Field(sa_type=BigInteger, foreign_key="episodes.id", index=True)
    author: int | None = Field(default=None, sa_type=BigInteger)
    """The account that wrote it; None: it is automatic."""
    name: str = ""
    """Whom it is signed with."""
    text: str = Field(sa_type=Text)
    files: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)
    state: str
    """`draft`, `queued`, `sent` or `failed`."""
    made_at: datetime
    source: str | None = None
    """The team's own message that it was taken from, as the ledger writes it; its edits follow."""
    saved: int | None = Field(default=None, sa_type=BigInteger)
    """The saved answer that it is."""
    platform: str = ""
    chat: str = ""
    message: str | None = None
    """Where it stands."""
    line: str | None = None
    """Its line in the ledger."""


class Correction(SQLModel, table=True):
    """Where somebody of the team judged a message otherwise than the classifier."""

    __tablename__ = "corrections"
    __table_args__ = (Index(None, "brand", "at"), Index(None, "brand", "line"))
    id: int | None = counted_id()
    brand: str
    line: str
    what: str
    """`query`, `sentiment` or `recommends`."""
    was: str
    became: str
    account: int = Field(sa_type=BigInteger)
    at: datetime


class Promise(SQLModel, table=True):
    """What the team said it would do until when."""

    __tablename__ = "promises"
    __table_args__ = (
        Index(None, "brand", "due_at"),
        Index(
            "ix_promises_look",
            "look_at",
            sqlite_where=text("look_at IS NOT NULL"),
            postgresql_where=text("look_at IS NOT NULL"),
        ),
        NEVER_AGAIN,
    )
    id: int | None = counted_id()
    brand: str
    episode: int = Field(sa_type=BigInteger, foreign_key="episodes.id", index=True)
    account: int = Field(sa_type=BigInteger)
    text: str = Field(sa_type=Text)
    made_at: datetime
    due_at: datetime
    state: str = "open"
    """`open`, `kept`, `broken` or `dropped` (by a newer one, or because there is nothing to answer any more)."""
    settled_at: datetime | None = None
    look_at: datetime | None = None
    """When the clock looks at it next: when it is due, or by day to tell that it was broken; None: no more."""


class SavedAnswer(SQLModel, table=True):
    """A good answer that is kept for the next time."""

    __tablename__ = "saved_answers"
    id: int | None = counted_id()
    brand: str = Field(index=True)
    question: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    language: str
    automatic: bool = False
    """It is sent at once where it surely fits."""
    account: int | None = Field(default=None, sa_type=BigInteger)
    saved_at: datetime
    uses: int = 0
    episode: int | None = Field(default=None, sa_type=BigInteger, index=True)
    """Whose question it was when the words are a person's own; they go with the person, and with age."""


class Alert(SQLModel, table=True):
    """A message that warns of a deadline; the same one then tells that it has passed, and what came of it."""

    __tablename__ = "alerts"
    __table_args__ = (
        # The clock asks every two seconds which of them are out of date.
        Index(
            "ix_alerts_running",
            "episode",
            sqlite_where=text("stage <> 'over'"),
            postgresql_where=text("stage <> 'over'"),
        ),
    )
    episode: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="episodes.id")
    platform: str = Field(primary_key=True)
    chat: str = Field(primary_key=True)
    message: str | None = None
    stage: str = ""
    """What it shows: `warning`, `overdue`, or `over`, what came of it."""


class Satisfaction(SQLModel, table=True):
    """How somebody found an answer, where they were asked."""

    __tablename__ = "satisfactions"
    __table_args__ = (Index(None, "account", "asked_at"), Index(None, "brand", "asked_at"))
    episode: int = Field(sa_type=BigInteger, primary_key=True, foreign_key="episodes.id")
    brand: str
    account: int = Field(sa_type=BigInteger)
    asked_at: datetime
    score: int | None = None
    """1 to 5."""
    scored_at: datetime | None = None
