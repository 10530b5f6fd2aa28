"""Polls of all kinds, plans, anonymous ballots, linked accounts."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


# A column with a default is added in place; copied tables would lose their WITHOUT ROWID.
def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "dialogs",
        sa.Column("platform", sqlmodel.AutoString(), nullable=False),
        sa.Column("chat", sqlmodel.AutoString(), nullable=False),
        sa.Column("person", sqlmodel.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.AutoString(), nullable=False),
        sa.Column("state", sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"), nullable=False),
        sa.Column("at", sqlmodel.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "chat", "person", name=op.f("pk_dialogs")),
    )
    op.create_table(
        "link_codes",
        sa.Column("digest", sqlmodel.AutoString(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("until", sqlmodel.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_link_codes")),
    )
    op.create_table(
        "poll_plans",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("spec", sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"), nullable=False),
        sa.Column("rule", sqlmodel.AutoString(), nullable=True),
        sa.Column("creator", sqlmodel.AutoString(), nullable=True),
        sa.Column("created_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("next_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("deleted_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_plans")),
    )
    with op.batch_alter_table("poll_plans", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poll_plans_brand"), ["brand"], unique=False)
        batch_op.create_index(batch_op.f("ix_poll_plans_next_at"), ["next_at"], unique=False)

    op.create_table(
        "additions",
        sa.Column("poll", sqlmodel.AutoString(), nullable=False),
        sa.Column("option", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("pending", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["poll"], ["polls.id"], name=op.f("fk_additions_poll_polls")),
        sa.PrimaryKeyConstraint("poll", "option", name=op.f("pk_additions")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ballots",
        sa.Column("poll", sqlmodel.AutoString(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["poll"], ["polls.id"], name=op.f("fk_ballots_poll_polls")),
        sa.PrimaryKeyConstraint("poll", "hash", name=op.f("pk_ballots")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "made_notes",
        sa.Column("code", sqlmodel.AutoString(), nullable=False),
        sa.Column("poll", sqlmodel.AutoString(), nullable=False),
        sa.Column("option", sa.Integer(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("made_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("told_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("visited_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["poll"], ["polls.id"], name=op.f("fk_made_notes_poll_polls")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_made_notes")),
        sa.UniqueConstraint("poll", "option", "account", name=op.f("uq_made_notes_poll_option_account")),
    )
    with op.batch_alter_table("made_notes", schema=None) as batch_op:
        batch_op.create_index(
            "ix_made_notes_waiting",
            ["made_at"],
            unique=False,
            sqlite_where=sa.text("told_at IS NULL"),
            postgresql_where=sa.text("told_at IS NULL"),
        )

    op.create_table(
        "participations",
        sa.Column("poll", sqlmodel.AutoString(), nullable=False),
        sa.Column("account", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat", sqlmodel.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["poll"], ["polls.id"], name=op.f("fk_participations_poll_polls")),
        sa.PrimaryKeyConstraint("poll", "account", name=op.f("pk_participations")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rankings",
        sa.Column("poll", sqlmodel.AutoString(), nullable=False),
        sa.Column("ranking", sqlmodel.AutoString(), nullable=False),
        sa.Column("slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["poll"], ["polls.id"], name=op.f("fk_rankings_poll_polls")),
        sa.PrimaryKeyConstraint("poll", "ranking", "slot", name=op.f("pk_rankings")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reasons",
        sa.Column("id", sqlmodel.AutoString(), nullable=False),
        sa.Column("poll", sqlmodel.AutoString(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sqlmodel.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["poll"], ["polls.id"], name=op.f("fk_reasons_poll_polls")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reasons")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("reasons", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reasons_poll"), ["poll"], unique=False)

    op.create_table(
        "wishes",
        sa.Column("poll", sqlmodel.AutoString(), nullable=False),
        sa.Column("account", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["poll"], ["polls.id"], name=op.f("fk_wishes_poll_polls")),
        sa.PrimaryKeyConstraint("poll", "account", name=op.f("pk_wishes")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("opened", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("away", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("quiet", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("disturbed_at", sqlmodel.UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("one", sa.BigInteger(), nullable=True))
        batch_op.create_index(batch_op.f("ix_accounts_one"), ["one"], unique=False)

    with op.batch_alter_table("poll_posts", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "order", sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"), nullable=True
            )
        )

    with op.batch_alter_table("polls", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "rules",
                sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"),
                nullable=False,
                server_default="{}",
            )
        )
        batch_op.add_column(
            sa.Column(
                "hidden",
                sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"),
                nullable=False,
                server_default="[]",
            )
        )
        batch_op.add_column(sa.Column("revision", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("creator", sqlmodel.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("plan", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("closes_at", sqlmodel.UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("remind_at", sqlmodel.UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("reminded", sa.BigInteger(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("deleted_at", sqlmodel.UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("key", sa.LargeBinary(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "batches", sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"), nullable=True
            )
        )
        batch_op.create_index(batch_op.f("ix_polls_closed_at"), ["closed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_polls_closes_at"), ["closes_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_polls_plan"), ["plan"], unique=False)
        batch_op.create_index(batch_op.f("ix_polls_remind_at"), ["remind_at"], unique=False)

    with op.batch_alter_table("webchat_messages", schema=None) as batch_op:
        batch_op.add_column(sa.Column("document", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("document_name", sqlmodel.AutoString(), nullable=True))

    with op.batch_alter_table("votes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("chat", sqlmodel.AutoString(), nullable=False, server_default=""))


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("webchat_messages", schema=None) as batch_op:
        batch_op.drop_column("document_name")
        batch_op.drop_column("document")

    with op.batch_alter_table("votes", schema=None) as batch_op:
        batch_op.drop_column("chat")

    with op.batch_alter_table("polls", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_polls_remind_at"))
        batch_op.drop_index(batch_op.f("ix_polls_plan"))
        batch_op.drop_index(batch_op.f("ix_polls_closes_at"))
        batch_op.drop_index(batch_op.f("ix_polls_closed_at"))
        batch_op.drop_column("batches")
        batch_op.drop_column("key")
        batch_op.drop_column("deleted_at")
        batch_op.drop_column("reminded")
        batch_op.drop_column("remind_at")
        batch_op.drop_column("closes_at")
        batch_op.drop_column("plan")
        batch_op.drop_column("creator")
        batch_op.drop_column("revision")
        batch_op.drop_column("hidden")
        batch_op.drop_column("rules")

    with op.batch_alter_table("poll_posts", schema=None) as batch_op:
        batch_op.drop_column("order")

    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_accounts_one"))
        batch_op.drop_column("one")
        batch_op.drop_column("disturbed_at")
        batch_op.drop_column("quiet")
        batch_op.drop_column("away")
        batch_op.drop_column("opened")

    op.drop_table("wishes")
    with op.batch_alter_table("reasons", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reasons_poll"))

    op.drop_table("reasons")
    op.drop_table("rankings")
    op.drop_table("participations")
    with op.batch_alter_table("made_notes", schema=None) as batch_op:
        batch_op.drop_index("ix_made_notes_waiting")

    op.drop_table("made_notes")
    op.drop_table("ballots")
    op.drop_table("additions")
    with op.batch_alter_table("poll_plans", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poll_plans_next_at"))
        batch_op.drop_index(batch_op.f("ix_poll_plans_brand"))

    op.drop_table("poll_plans")
    op.drop_table("link_codes")
    op.drop_table("dialogs")
