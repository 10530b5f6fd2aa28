"""Personal codes, who told whom, the platforms' member counts, reactions that name nobody."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOVES = "kind IN ('join', 'leave')"


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "referral_codes",
        sa.Column("code", sqlmodel.AutoString(), nullable=False),
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("link", sqlmodel.AutoString(), nullable=True),
        sa.Column("link_chat", sqlmodel.AutoString(), nullable=True),
        sa.Column("made_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_referral_codes")),
        sa.UniqueConstraint("account", name=op.f("uq_referral_codes_account")),
        sa.UniqueConstraint("link", name=op.f("uq_referral_codes_link")),
    )
    op.create_table(
        "referrals",
        sa.Column("account", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("line", sqlmodel.AutoString(), nullable=True),
        sa.Column("joined_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("inside", sa.Boolean(), nullable=False),
        sa.Column("referrer_platform", sqlmodel.AutoString(), nullable=True),
        sa.Column("referrer_person", sqlmodel.AutoString(), nullable=True),
        sa.Column("how", sqlmodel.AutoString(), nullable=True),
        sa.Column("told_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("ask_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("asked_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_referrals")),
    )
    with op.batch_alter_table("referrals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referrals_ask_at"), ["ask_at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_referrals_referrer_platform_referrer_person"),
            ["referrer_platform", "referrer_person"],
            unique=False,
        )

    op.create_table(
        "member_counts",
        sa.Column("platform", sqlmodel.AutoString(), nullable=False),
        sa.Column("chat", sqlmodel.AutoString(), nullable=False),
        sa.Column("day", sqlmodel.AutoString(), nullable=False),
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("team", sa.Integer(), nullable=False),
        sa.Column("at", sqlmodel.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "chat", "day", name=op.f("pk_member_counts")),
    )
    with op.batch_alter_table("member_counts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_member_counts_brand_day"), ["brand", "day"], unique=False)

    op.create_table(
        "count_turns",
        sa.Column("platform", sqlmodel.AutoString(), nullable=False),
        sa.Column("chat", sqlmodel.AutoString(), nullable=False),
        sa.Column("next_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "chat", name=op.f("pk_count_turns")),
    )
    op.create_table(
        "reaction_totals",
        sa.Column("platform", sqlmodel.AutoString(), nullable=False),
        sa.Column("chat", sqlmodel.AutoString(), nullable=False),
        sa.Column("message", sqlmodel.AutoString(), nullable=False),
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("line", sqlmodel.AutoString(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("at", sqlmodel.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "chat", "message", name=op.f("pk_reaction_totals")),
    )
    with op.batch_alter_table("reaction_totals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reaction_totals_brand_line"), ["brand", "line"], unique=False)

    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.create_index(
            "ix_ledger_moves",
            ["brand", "platform", "person"],
            unique=False,
            sqlite_where=sa.text(MOVES),
            postgresql_where=sa.text(MOVES),
        )


def downgrade() -> None:
    """Bring the schema back."""
    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.drop_index("ix_ledger_moves", sqlite_where=sa.text(MOVES), postgresql_where=sa.text(MOVES))

    op.drop_table("reaction_totals")
    op.drop_table("count_turns")
    op.drop_table("member_counts")
    op.drop_table("referrals")
    op.drop_table("referral_codes")
