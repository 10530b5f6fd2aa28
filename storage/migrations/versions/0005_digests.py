"""Digests of months and quarters, and what was posted kept as it was posted."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    kept = sa.JSON(none_as_null=True).with_variant(
        postgresql.JSONB(none_as_null=True, astext_type=Text()), "postgresql"
    )
    op.execute("ALTER TABLE digests RENAME COLUMN week TO period")
    op.add_column("digests", sa.Column("figures", kept, nullable=True))
    op.add_column("digests", sa.Column("posted", kept, nullable=True))
    op.add_column("digests", sa.Column("words_from", sqlmodel.UTCDateTime(), nullable=True))


def downgrade() -> None:
    """Take the schema back."""
    op.drop_column("digests", "words_from")
    op.drop_column("digests", "posted")
    op.drop_column("digests", "figures")
    op.execute("ALTER TABLE digests RENAME COLUMN period TO week")
