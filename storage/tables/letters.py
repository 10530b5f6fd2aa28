"""What comes in and what goes out."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.ground import Json, counted_id


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
    id: int | None = counted_id()
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
    id: int | None = counted_id()
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
    even_at: datetime | None = None
    """When the chat has rested enough for what was sent; before that only new messages leave, a burst ahead at most."""


class Rate(SQLModel, table=True):
    """The calls a bot account may still make, shared by all processes."""

    __tablename__ = "rates"
    account: str = Field(primary_key=True)
    free_at: datetime
    """When the next call that nobody has taken yet may be made."""
