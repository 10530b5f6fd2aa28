"""Who told whom, how many people the platforms count, and reactions that name nobody."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, Index
from sqlmodel import Field, SQLModel


class ReferralCode(SQLModel, table=True):
    """A member's personal code, by which they bring others."""

    __tablename__ = "referral_codes"
    code: str = Field(primary_key=True)
    brand: str
    account: int = Field(sa_type=BigInteger, unique=True)
    named: bool = False
    """Newcomers who are asked who told them may see the member's name."""
    link: str | None = Field(default=None, unique=True)
    """The platform's invite link that the bot made for the member."""
    link_chat: str | None = None
    made_at: datetime


class Referral(SQLModel, table=True):
    """How somebody came to a brand; a row an account, made when they join or say who told them."""

    __tablename__ = "referrals"
    __table_args__ = (Index(None, "referrer_platform", "referrer_person"),)
    account: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    brand: str
    line: str | None = None
    """The ledger line by which they joined; None where they have not."""
    joined_at: datetime | None = None
    inside: bool = False
    """They joined and have not left since."""
    referrer_platform: str | None = None
    referrer_person: str | None = None
    how: str | None = None
    """How it is known: `link`, `added`, `start`, `code` or `asked`; `unknown`: asked, they named nobody."""
    told_at: datetime | None = None
    ask_at: datetime | None = Field(default=None, index=True)
    """When they shall be asked who told them."""
    asked_at: datetime | None = None


class MemberCount(SQLModel, table=True):
    """How many people a platform said a chat has, once a local day."""

    __tablename__ = "member_counts"
    __table_args__ = (Index(None, "brand", "day"),)
    platform: str = Field(primary_key=True)
    chat: str = Field(primary_key=True)
    day: str = Field(primary_key=True)
    """The local day, `2026-11-02`."""
    brand: str
    members: int
    known: int
    """How many accounts of the audience the ledger then knew to be inside, on this platform."""
    team: int
    """How many accounts of the team were known, on this platform."""
    at: datetime


class CountTurn(SQLModel, table=True):
    """When a chat's people are counted next."""

    __tablename__ = "count_turns"
    platform: str = Field(primary_key=True)
    chat: str = Field(primary_key=True)
    next_at: datetime
    failures: int = 0


class ReactionTotal(SQLModel, table=True):
    """How many reactions a post has where the platform tells of nobody's."""

    __tablename__ = "reaction_totals"
    __table_args__ = (Index(None, "brand", "line"),)
    platform: str = Field(primary_key=True)
    chat: str = Field(primary_key=True)
    message: str = Field(primary_key=True)
    brand: str
    line: str
    """The post's line in the ledger."""
    total: int
    at: datetime
