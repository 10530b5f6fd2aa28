"""Links by which people pass brand posts on, and who followed them today."""

from datetime import datetime

from sqlalchemy import BigInteger, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field, SQLModel


class Share(SQLModel, table=True):
    """That somebody passed a post on: once for each person, post and day."""

    __tablename__ = "shares"
    __table_args__ = (UniqueConstraint("account", "post", "day"),)
    code: str = Field(primary_key=True)
    """What the personal link ends with; the ledger's line is `share:<code>`."""
    brand: str
    account: int = Field(sa_type=BigInteger)
    post: str
    """The line of what was passed on; empty where that is not known."""
    day: str
    """The brand's own day, `2026-11-24`."""
    url: str = Field(default="", sa_type=Text)
    """Where the link leads; empty where nobody was given one."""


class VisitorKey(SQLModel, table=True):
    """What a brand's visitors of today are hashed with; nobody can reckon it again tomorrow."""

    __tablename__ = "visitor_keys"
    __table_args__ = ({"sqlite_with_rowid": False},)
    brand: str = Field(primary_key=True)
    until: datetime = Field(primary_key=True)
    """The end of the brand's day."""
    key: bytes = Field(sa_type=LargeBinary)


class Visitor(SQLModel, table=True):
    """That somebody followed a link today: a hash of who and which, without either."""

    __tablename__ = "visitors"
    __table_args__ = ({"sqlite_with_rowid": False},)
    hash: str = Field(primary_key=True)
    until: datetime = Field(index=True)
