"""Chats, and people's accounts in them."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, String, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.ground import Json, counted_id


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
    id: int | None = counted_id()
    brand: str
    platform: str
    person: str
    name: str = ""
    language: str | None = None
    team: bool = False
    manager: bool = False
    reachable: bool = True
    opened: bool = False
    """The person has written to the bot in private, so that it may write to them on every platform."""
    away: bool = False
    """Left the audience chat they were last seen in, and has done nothing since."""
    quiet: bool = False
    """Wants no messages that they did not ask for."""
    disturbed_at: datetime | None = None
    """When the bot last wrote to them in private without being asked."""
    speaks: str | None = None
    """The language that the person chose; None: what the platform tells."""
    signature: str | None = None
    """The name that one of the team signs answers with; None: their own."""
    one: int | None = Field(default=None, sa_type=BigInteger, index=True)
    """The account that stands for this one and all linked with it; None: itself."""
    seen_at: datetime


class LinkCode(SQLModel, table=True):
    """A one-time code by which a person shows that two accounts are theirs."""

    __tablename__ = "link_codes"
    digest: str = Field(primary_key=True)
    """SHA-256 of the code, hexadecimal."""
    account: int = Field(sa_type=BigInteger)
    until: datetime


class Dialog(SQLModel, table=True):
    """What the bot is asking a person in a chat at the moment; the person's next message there is the answer."""

    __tablename__ = "dialogs"
    platform: str = Field(primary_key=True)
    chat: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    kind: str
    """Which feature asks."""
    state: dict[str, Any] = Field(sa_type=Json)
    at: datetime


class Erasure(SQLModel, table=True):
    """That somebody was erased, and when: what was under way of them then is not taken for somebody new."""

    __tablename__ = "erasures"
    digest: str = Field(primary_key=True)
    """Of platform and person, under a key that is not in the database; or a count's own, which tells of nobody."""
    at: datetime
