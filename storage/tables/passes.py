"""Who may look at a brand's page."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class Pass(SQLModel, table=True):
    """A one-time link to a brand's page, or the session that it was exchanged for; used ones are gone."""

    __tablename__ = "passes"
    digest: str = Field(primary_key=True)
    """SHA-256 of what only its holder has, hexadecimal."""
    kind: str
    """`link` or `session`."""
    account: int = Field(sa_type=BigInteger, index=True)
    """Of the person, as the brand knows them: no other brand's page opens for it."""
    until: datetime = Field(index=True)
