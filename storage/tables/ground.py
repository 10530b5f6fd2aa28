"""What all tables stand on."""

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Integer, MetaData
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
# Where nothing is JSON's null by the one above, it is NULL here, which can be asked for.
JsonOrNull = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
# SQLite counts rows by itself only under INTEGER PRIMARY KEY.
BigId = BigInteger().with_variant(Integer(), "sqlite")


def counted_id() -> Any:  # noqa: ANN401  # SQLModel's Field is untyped
    """Return the field of an id that the database counts."""
    return Field(default=None, sa_column=Column(BigId, primary_key=True, autoincrement=True))
