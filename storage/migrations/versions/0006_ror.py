"""What opening a figure needs: who is of the team without reading the whole ledger, and where workspaces are."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "workspaces",
        sa.Column("platform", sqlmodel.AutoString(), nullable=False),
        sa.Column("home", sqlmodel.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("platform", name=op.f("pk_workspaces")),
    )
    op.create_index(
        "ix_ledger_team",
        "ledger",
        ["brand", "platform", "person"],
        unique=False,
        sqlite_where=sa.text("team"),
        postgresql_where=sa.text("team"),
    )


def downgrade() -> None:
    """Take the schema back."""
    op.drop_index("ix_ledger_team", table_name="ledger", sqlite_where=sa.text("team"), postgresql_where=sa.text("team"))
    op.drop_table("workspaces")
