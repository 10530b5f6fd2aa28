"""Every table. Times are aware UTC; chats and people carry their platform's own ids as text (64 bits and more)."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, LargeBinary, MetaData, String, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    }
).naming_convention

Json = JSON().with_variant(JSONB(), "postgresql")
# SQLite counts rows by itself only under INTEGER PRIMARY KEY.
BigId = BigInteger().with_variant(Integer(), "sqlite")


def _id() -> Any:  # noqa: ANN401  # SQLModel's Field is untyped
    return Field(default=None, sa_column=Column(BigId, primary_key=True, autoincrement=True))


class Chat(SQLModel, table=True):
    """A configured chat and the id it has today."""

    __tablename__ = "chats"
    __table_args__ = (UniqueConstraint("platform", "chat"),)
    platform: str = Field(primary_key=True, sa_type=String)
    configured: str = Field(primary_key=True)
    """The id in the configuration; it stays when a Telegram group becomes a supergroup."""
    chat: str
    brand: str
    role: str
    """`team` or `audience`."""


class Stray(SQLModel, table=True):
    """A chat that was heard and is no brand's."""

    __tablename__ = "strays"
    platform: str = Field(primary_key=True)
    chat: str = Field(primary_key=True)
    heard_at: datetime


class Account(SQLModel, table=True):
    """One person's account on one platform, as one brand knows it."""

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("brand", "platform", "person"), Index(None, "platform", "person"))
    id: int | None = _id()
    brand: str
    platform: str
    person: str
    name: str = ""
    language: str | None = None
    team: bool = False
    manager: bool = False
    reachable: bool = True
    seen_at: datetime


class Poll(SQLModel, table=True):
    """A poll, one for all chats of all networks."""

    __tablename__ = "polls"
    id: str = Field(primary_key=True)
    brand: str = Field(index=True)
    question: str
    options: list[str] = Field(sa_type=Json)
    created_at: datetime
    closed_at: datetime | None = None


class Vote(SQLModel, table=True):
    """What one account chose. An empty choice was taken back; it stays, so that an older vote cannot come after it."""

    __tablename__ = "votes"
    __table_args__ = ({"sqlite_with_rowid": False},)
    poll: str = Field(primary_key=True, foreign_key="polls.id")
    account: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    options: list[int] = Field(sa_type=Json)
    at: datetime
    source_order: int = Field(sa_type=BigInteger)
    version: int
    """Grows with every change, so that whoever reckoned with an older one notices."""


class Tally(SQLModel, table=True):
    """Votes of an option, in as many parts as there are writers; option -1 counts the voters."""

    __tablename__ = "tallies"
    __table_args__ = ({"sqlite_with_rowid": False},)
    poll: str = Field(primary_key=True, foreign_key="polls.id")
    option: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    slot: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    votes: int


class PollPost(SQLModel, table=True):
    """A message in which a poll stands."""

    __tablename__ = "poll_posts"
    __table_args__ = (Index(None, "platform", "chat", "message"), UniqueConstraint("platform", "native"))
    id: int | None = _id()
    poll: str = Field(foreign_key="polls.id", index=True)
    platform: str
    chat: str
    letter: int = Field(sa_type=BigInteger, index=True)
    bare: bool = False
    """The tally under a native poll, without buttons."""
    message: str | None = None
    """None until it is posted."""
    native: str | None = None
    """The platform's own poll in it; its bars are its own."""
    shown: str = ""
    """What it shows, `state:votes,votes,...`; it is edited when that is no longer true."""


class LedgerLine(SQLModel, table=True):
    """One event line (ROR.md): what the audience and the team did. Append-only, erasure apart."""

    __tablename__ = "ledger"
    __table_args__ = (
        UniqueConstraint("brand", "line"),
        Index(None, "brand", "at"),
        Index(None, "brand", "kind", "ref"),
    )
    id: int | None = _id()
    brand: str
    line: str
    """The line's id, unique in the brand; an import from a named source carries the source before it."""
    platform: str
    chat: str
    person: str | None = None
    team: bool = False
    kind: str
    at: datetime
    ref: str | None = None
    data: dict[str, Any] | None = Field(default=None, sa_type=Json)
    import_id: int | None = Field(default=None, sa_type=BigInteger)


class MessageText(SQLModel, table=True):
    """A message's text, a row a version; kept apart so that it can be forgotten while the numbers stay."""

    __tablename__ = "texts"
    ledger: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    text: str = Field(sa_type=Text)
    at: datetime


class Import(SQLModel, table=True):
    """One file of history; its lines count once it is complete."""

    __tablename__ = "imports"
    __table_args__ = (UniqueConstraint("source", "sha256"),)
    id: int | None = _id()
    source: str
    sha256: str
    started_at: datetime
    completed_at: datetime | None = None


class Receipt(SQLModel, table=True):
    """An event that was accepted; kept for 7 days so that a repeat is known."""

    __tablename__ = "receipts"
    __table_args__ = ({"sqlite_with_rowid": False},)
    account: str = Field(primary_key=True)
    event: str = Field(primary_key=True)
    at: datetime = Field(index=True)


class InboxEntry(SQLModel, table=True):
    """An accepted event whose handler failed, or which could not be understood."""

    __tablename__ = "inbox"
    __table_args__ = (UniqueConstraint("account", "event"),)
    id: int | None = _id()
    account: str
    event: str
    payload: dict[str, Any] | None = Field(default=None, sa_type=Json)
    raw: bytes | None = Field(default=None, sa_type=LargeBinary)
    attempts: int = 0
    next_at: datetime | None = Field(default=None, index=True)
    """When it is tried again; None = dead."""
    until: datetime | None = None
    """How long it is tried, where not by the number of attempts."""
    error: str = Field(sa_type=Text)
    created_at: datetime


class Letter(SQLModel, table=True):
    """Something to say on a platform (DECISIONS: queued, claimed, calling, sent, unknown, failed)."""

    __tablename__ = "letters"
    __table_args__ = (Index(None, "state", "platform", "chat", "id"),)
    id: int | None = _id()
    platform: str
    chat: str
    thread: str | None = None
    kind: str
    """Which feature wrote it: its texts are drawn and its receipt is heard there."""
    action: str = "post"
    target: str | None = None
    reply_to: str | None = None
    key: str | None = Field(default=None, unique=True)
    """Two letters of one key are one letter."""
    brand: str
    payload: dict[str, Any] = Field(sa_type=Json)
    urgent: bool = False
    state: str = "queued"
    attempts: int = 0
    created_at: datetime
    called_at: datetime | None = None
    message: str | None = None
    error: str | None = Field(default=None, sa_type=Text)


class Lane(SQLModel, table=True):
    """A chat with letters, and the process that may send them now."""

    __tablename__ = "lanes"
    platform: str = Field(primary_key=True)
    chat: str = Field(primary_key=True)
    owner: str | None = None
    lease_until: datetime | None = None
    not_before: datetime | None = None


class Rate(SQLModel, table=True):
    """The calls a bot account may still make, shared by all processes."""

    __tablename__ = "rates"
    account: str = Field(primary_key=True)
    free_at: datetime
    """When the next call that nobody has taken yet may be made."""


class Digest(SQLModel, table=True):
    """One brand's digest of one ISO week: exactly one."""

    __tablename__ = "digests"
    brand: str = Field(primary_key=True)
    week: str = Field(primary_key=True)
    letter: int = Field(sa_type=BigInteger)
    late: bool = False
    put_at: datetime


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
    id: int | None = _id()
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
    deleted: bool = False
    change: int = Field(sa_type=BigInteger, index=True)
    """Grows with every change of any message: what a page that was away has to catch up with."""
    at: datetime


class Process(SQLModel, table=True):
    """A running `rapport run`."""

    __tablename__ = "processes"
    id: str = Field(primary_key=True)
    beat_at: datetime


METADATA = SQLModel.metadata
TABLES = METADATA.tables
"""Every table by its name, for statements that are built once."""
