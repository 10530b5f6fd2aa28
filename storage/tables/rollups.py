"""What days come to, made of the ledger, and which of them have to be made anew."""

from typing import Any

from sqlalchemy import BigInteger, LargeBinary
from sqlmodel import Field, SQLModel

from storage.tables.ground import Json


class RollupMark(SQLModel, table=True):
    """A quarter of an hour in which the ledger changed; written in the transaction of the change (`storage.marks`)."""

    __tablename__ = "rollup_marks"
    __table_args__ = ({"sqlite_with_rowid": False},)
    brand: str = Field(primary_key=True)
    platform: str = Field(primary_key=True)
    quarter: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    """Quarters of an hour since 1970, UTC."""
    import_id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    """The import whose lines changed; 0: none. Marks of an unfinished one wait for it."""
    lane: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    """On PostgreSQL the connection, so that none waits for another's mark; on SQLite 0."""
    stamp: int = Field(sa_type=BigInteger)
    """Another one at each change, so that only a mark that is unchanged is taken off."""


class RollupTeam(SQLModel, table=True):
    """An account that may be of the team: so it is where a line that counts says so (`storage.marks`)."""

    __tablename__ = "rollup_team"
    __table_args__ = ({"sqlite_with_rowid": False},)
    brand: str = Field(primary_key=True)
    platform: str = Field(primary_key=True)
    person: str = Field(primary_key=True)


class RollupNumber(SQLModel, table=True):
    """The number that stands for an account in a brand's rollups."""

    __tablename__ = "rollup_numbers"
    __table_args__ = ({"sqlite_with_rowid": False},)
    brand: str = Field(primary_key=True)
    platform: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    number: int = Field(sa_type=BigInteger)


class RollupBrand(SQLModel, table=True):
    """A brand whose rollups can be read."""

    __tablename__ = "rollup_brands"
    brand: str = Field(primary_key=True)
    version: int = Field(sa_type=BigInteger)
    """Grows with every change, so that who changed them meanwhile is noticed."""
    zone: str
    """The zone whose local days they are of; empty as long as they are being made."""
    format: int
    numbers: int = Field(sa_type=BigInteger)
    """The highest number given to an account."""
    linked: list[Any] = Field(sa_type=Json)
    """Who was known to be one person: [account, person], by number."""
    team: list[int] = Field(sa_type=Json)
    """Who was known to be of the team, by number."""


class RollupDay(SQLModel, table=True):
    """One local day of a brand on one platform (`insight.rollup.sheets`)."""

    __tablename__ = "rollup_days"
    brand: str = Field(primary_key=True)
    day: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    """Days since the year 1, `date.toordinal`."""
    platform: str = Field(primary_key=True)
    sheet: bytes = Field(sa_type=LargeBinary)
    sales: bytes | None = Field(default=None, sa_type=LargeBinary)


class RollupState(SQLModel, table=True):
    """What all days before one come to (`insight.rollup.state`)."""

    __tablename__ = "rollup_states"
    brand: str = Field(primary_key=True)
    day: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    state: bytes = Field(sa_type=LargeBinary)
