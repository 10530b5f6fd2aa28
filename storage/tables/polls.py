"""Polls, votes, and the messages that they stand in."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index, LargeBinary, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.tables.ground import Json, counted_id


class Poll(SQLModel, table=True):
    """A poll, one for all chats of all networks."""

    __tablename__ = "polls"
    id: str = Field(primary_key=True)
    brand: str = Field(index=True)
    question: str
    options: list[str] = Field(sa_type=Json)
    """All there ever were; a place in this list is an option's id for good."""
    created_at: datetime
    closed_at: datetime | None = Field(default=None, index=True)
    rules: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    """`chat.polls.Rules` as JSON."""
    hidden: list[int] = Field(default_factory=list, sa_type=Json)
    """Ids of the options that are not to be seen: taken out, or not yet allowed. Their votes wait with them."""
    revision: int = 0
    """Grows with every change of what is asked, so that its messages are brought up to date."""
    creator: str | None = None
    """Who made it, `platform:id`; None: the command line or a plan."""
    plan: int | None = Field(default=None, sa_type=BigInteger, index=True)
    """The plan that it is a run of."""
    closes_at: datetime | None = Field(default=None, index=True)
    remind_at: datetime | None = Field(default=None, index=True)
    """When those who have not voted are reminded; None: not, or done."""
    reminded: int = Field(default=0, sa_type=BigInteger)
    """The account up to which reminders were put."""
    deleted_at: datetime | None = None
    key: bytes | None = Field(default=None, sa_type=LargeBinary)
    """An anonymous poll's own key, sealed by one that is not in the database; deleted at the close."""
    batches: dict[str, Any] | None = Field(default=None, sa_type=Json)
    """An anonymous poll's counts, taken in steps of several people (`storage.ballots`)."""


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
    chat: str = ""
    """Where it was cast."""


class Tally(SQLModel, table=True):
    """Votes of an option, in as many parts as there are writers.

    Option -1 counts the voters, -2 the changes of a ranked poll, whose options count first places only.
    """

    __tablename__ = "tallies"
    __table_args__ = ({"sqlite_with_rowid": False},)
    poll: str = Field(primary_key=True, foreign_key="polls.id")
    option: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    slot: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    votes: int


class Ranking(SQLModel, table=True):
    """How many people of a ranked poll put its options in this order."""

    __tablename__ = "rankings"
    __table_args__ = ({"sqlite_with_rowid": False},)
    poll: str = Field(primary_key=True, foreign_key="polls.id")
    ranking: str = Field(primary_key=True)
    """Ids of options, the best first, with commas."""
    slot: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    votes: int


class Ballot(SQLModel, table=True):
    """A vote in an anonymous poll: nothing here, nor its place or time, tells whose it is."""

    __tablename__ = "ballots"
    __table_args__ = ({"sqlite_with_rowid": False},)
    poll: str = Field(primary_key=True, foreign_key="polls.id")
    hash: bytes = Field(primary_key=True, sa_type=LargeBinary)
    """Of the voter, under the poll's own key."""
    sealed: bytes = Field(sa_type=LargeBinary)
    """What was chosen, encrypted under that key too."""


class Participation(SQLModel, table=True):
    """That somebody voted in an anonymous poll, and where, but neither when nor what."""

    __tablename__ = "participations"
    __table_args__ = ({"sqlite_with_rowid": False},)
    poll: str = Field(primary_key=True, foreign_key="polls.id")
    account: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    chat: str


class Addition(SQLModel, table=True):
    """An option that a voter added."""

    __tablename__ = "additions"
    __table_args__ = ({"sqlite_with_rowid": False},)
    poll: str = Field(primary_key=True, foreign_key="polls.id")
    option: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    account: int = Field(sa_type=BigInteger)
    pending: bool = False
    """The team has not yet said whether it may stay."""


class Reason(SQLModel, table=True):
    """Why somebody voted as they did, in their own words; an anonymous poll's has neither account nor time."""

    __tablename__ = "reasons"
    __table_args__ = ({"sqlite_with_rowid": False},)
    id: str = Field(primary_key=True)
    """Tells nothing, nor does its place among the others."""
    poll: str = Field(foreign_key="polls.id", index=True)
    account: int | None = Field(default=None, sa_type=BigInteger)
    text: str = Field(sa_type=Text)
    at: datetime | None = None


class PollPlan(SQLModel, table=True):
    """A poll that is posted later, once or again and again; each run is a poll of its own."""

    __tablename__ = "poll_plans"
    id: int | None = counted_id()
    brand: str = Field(index=True)
    spec: dict[str, Any] = Field(sa_type=Json)
    """`chat.polls.Spec` as JSON."""
    rule: str | None = None
    """How it recurs (`insight.recurring`); None: once."""
    creator: str | None = None
    created_at: datetime
    next_at: datetime | None = Field(default=None, index=True)
    """None: no run is to come."""
    deleted_at: datetime | None = None


class Wish(SQLModel, table=True):
    """Somebody who wants to be told when what they voted for is there."""

    __tablename__ = "wishes"
    __table_args__ = ({"sqlite_with_rowid": False},)
    poll: str = Field(primary_key=True, foreign_key="polls.id")
    account: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))


class MadeNote(SQLModel, table=True):
    """A note to one voter that an option of a poll was made, and whether they came to see it."""

    __tablename__ = "made_notes"
    __table_args__ = (
        UniqueConstraint("poll", "option", "account"),
        # Every two seconds somebody asks which ones wait, and nearly all have been told.
        Index(
            "ix_made_notes_waiting",
            "made_at",
            sqlite_where=text("told_at IS NULL"),
            postgresql_where=text("told_at IS NULL"),
        ),
    )
    code: str = Field(primary_key=True)
    """What the personal link ends with."""
    poll: str = Field(foreign_key="polls.id")
    option: int
    account: int = Field(sa_type=BigInteger)
    url: str = Field(sa_type=Text)
    made_at: datetime
    told_at: datetime | None = Field(default=None)
    """When the note was put; None: its person must not be disturbed yet."""
    visited_at: datetime | None = None


class PollPost(SQLModel, table=True):
    """A message in which a poll stands."""

    __tablename__ = "poll_posts"
    __table_args__ = (Index(None, "platform", "chat", "message"), UniqueConstraint("platform", "native"))
    id: int | None = counted_id()
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
    order: list[int] | None = Field(default=None, sa_type=Json)
    """Ids of the native poll's options, in its order."""
    shown: str = ""
    """What it shows (`votes.Results.state`); it is edited when that is no longer true."""
