"""Shares with their links, and today's visitors."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "shares",
        sa.Column("code", sqlmodel.AutoString(), nullable=False),
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("post", sqlmodel.AutoString(), nullable=False),
        sa.Column("day", sqlmodel.AutoString(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_shares")),
        sa.UniqueConstraint("account", "post", "day", name=op.f("uq_shares_account_post_day")),
    )
    op.create_table(
        "visitor_keys",
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("until", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("brand", "until", name=op.f("pk_visitor_keys")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "visitors",
        sa.Column("hash", sqlmodel.AutoString(), nullable=False),
        sa.Column("until", sqlmodel.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_visitors")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("visitors", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visitors_until"), ["until"], unique=False)


def downgrade() -> None:
    """Take the schema back."""
    op.drop_table("visitors")
    op.drop_table("visitor_keys")
    op.drop_table("shares")
