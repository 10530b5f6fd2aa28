"""What happened to brands, and the files of history it came by."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.tables.ground import Json, JsonOrNull, counted_id

MOVES = "kind IN ('join', 'leave')"
OF_TEAM = "team"
UNHEARD = "kind = 'message' AND heard IS NULL AND NOT team"


class LedgerLine(SQLModel, table=True):
    """One event line (ROR.md): what the audience and the team did. Append-only, erasure apart."""

    __tablename__ = "ledger"
    __table_args__ = (
        UniqueConstraint("brand", "line"),
        Index(None, "brand", "at"),
        Index(None, "brand", "kind", "ref"),
        # Whether somebody is inside is asked at each join, so nothing else pays for it.
        Index("ix_ledger_moves", "brand", "platform", "person", sqlite_where=text(MOVES), postgresql_where=text(MOVES)),
        # Every two seconds somebody asks which messages were not listened to yet, and nearly all were.
        Index("ix_ledger_unheard", "id", sqlite_where=text(UNHEARD), postgresql_where=text(UNHEARD)),
        # Who is of the team is asked whenever a figure is opened; few lines are the team's.
        Index(
            "ix_ledger_team", "brand", "platform", "person", sqlite_where=text(OF_TEAM), postgresql_where=text(OF_TEAM)
        ),
    )
    id: int | None = counted_id()
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
    heard: dict[str, Any] | None = Field(default=None, sa_type=JsonOrNull)
    """What the classifier heard in a message beside what its line tells: language, confidence, thanks, topics. Empty
    where the line came with its own verdict; None: a message that was not listened to yet."""
    import_id: int | None = Field(default=None, sa_type=BigInteger)


class MessageText(SQLModel, table=True):
    """A message's text, a row a version; kept apart so that it can be forgotten while the numbers stay."""

    __tablename__ = "texts"
    ledger: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    text: str = Field(sa_type=Text)
    at: datetime = Field(index=True)


class Import(SQLModel, table=True):
    """One file of history; its lines count once it is complete."""

    __tablename__ = "imports"
    __table_args__ = (UniqueConstraint("source", "sha256"),)
    id: int | None = counted_id()
    source: str
    sha256: str
    started_at: datetime
    completed_at: datetime | None = None
