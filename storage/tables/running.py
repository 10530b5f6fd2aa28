"""What the bot itself has to remember."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, LargeBinary
from sqlmodel import Field, SQLModel

from storage.tables.ground import Json, JsonOrNull, counted_id


class Digest(SQLModel, table=True):
    """One brand's digest of one ISO week, month or quarter: exactly one."""

    __tablename__ = "digests"
    brand: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    """`2026-W46`, `2026-10` or `2026-Q3`."""
    letter: int = Field(sa_type=BigInteger)
    late: bool = False
    put_at: datetime
    figures: dict[str, Any] | None = Field(default=None, sa_type=JsonOrNull)
    """The scorecard as it was then, in the form of `rapport ror --json`; None: posted before figures were kept."""
    posted: dict[str, Any] | None = Field(default=None, sa_type=JsonOrNull)
    """What stands in the team's chat, line by line (`storage.posted`); None: it did not arrive yet."""
    words_from: datetime | None = None
    """When the oldest of the audience's words in it were written; None: there are none."""


class DigestQuery(SQLModel, table=True):
    """A query that a posted digest carries until it is dealt with, or until the next digest does."""

    __tablename__ = "digest_queries"
    __table_args__ = ({"sqlite_with_rowid": False},)
    brand: str = Field(primary_key=True)
    week: str = Field(primary_key=True)
    episode: int = Field(sa_type=BigInteger, primary_key=True)
    shown: int
    """The revision of the episode that the digest shows."""


class Schedule(SQLModel, table=True):
    """When a brand's next digest is due; the database is the schedule."""

    __tablename__ = "schedules"
    brand: str = Field(primary_key=True)
    plan: str
    """Weekday, time and zone that `next_at` was reckoned from."""
    next_at: datetime


class WebchatMessage(SQLModel, table=True):
    """What stands in the playground's chats."""

    __tablename__ = "webchat_messages"
    id: int | None = counted_id()
    chat: str = Field(index=True)
    person: str | None = None
    """None where the bot speaks."""
    name: str = ""
    reply_to: int | None = Field(default=None, sa_type=BigInteger)
    content: dict[str, Any] = Field(sa_type=Json)
    """The message as JSON (`chat.messages.Message`)."""
    letter: int | None = Field(default=None, sa_type=BigInteger, unique=True)
    client: str | None = Field(default=None, unique=True)
    """The page's own id of a message that a person sent, so that sending it twice adds it once."""
    picture: bytes | None = Field(default=None, sa_type=LargeBinary)
    document: bytes | None = Field(default=None, sa_type=LargeBinary)
    document_name: str | None = None
    deleted: bool = False
    change: int = Field(sa_type=BigInteger, index=True)
    """Grows with every change of any message: what a page that was away has to catch up with."""
    at: datetime


class Process(SQLModel, table=True):
    """A running `rapport run`."""

    __tablename__ = "processes"
    id: str = Field(primary_key=True)
    beat_at: datetime
