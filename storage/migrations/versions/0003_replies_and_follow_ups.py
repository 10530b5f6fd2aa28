"""Classified messages, queries with their episodes, replies, promises, saved answers."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "corrections",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("line", sqlmodel.AutoString(), nullable=False),
        sa.Column("what", sqlmodel.AutoString(), nullable=False),
        sa.Column("was", sqlmodel.AutoString(), nullable=False),
        sa.Column("became", sqlmodel.AutoString(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("at", sqlmodel.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    with op.batch_alter_table("corrections", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_corrections_brand_at"), ["brand", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_corrections_brand_line"), ["brand", "line"], unique=False)

    op.create_table(
        "digest_queries",
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("week", sqlmodel.AutoString(), nullable=False),
        sa.Column("episode", sa.BigInteger(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("brand", "week", "episode", name=op.f("pk_digest_queries")),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "episodes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("platform", sqlmodel.AutoString(), nullable=False),
        sa.Column("chat", sqlmodel.AutoString(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("state", sqlmodel.AutoString(), nullable=False),
        sa.Column("opened_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("heard_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("reply_chat", sqlmodel.AutoString(), nullable=False),
        sa.Column("reply_thread", sqlmodel.AutoString(), nullable=True),
        sa.Column("reply_to", sqlmodel.AutoString(), nullable=True),
        sa.Column("language", sqlmodel.AutoString(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("due_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("due_by", sqlmodel.AutoString(), nullable=True),
        sa.Column("skipped", sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"), nullable=True),
        sa.Column("alarm", sa.Integer(), nullable=False),
        sa.Column("alarm_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("claimant", sa.BigInteger(), nullable=True),
        sa.Column("snoozed_until", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("answered_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("closed_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("closer", sa.BigInteger(), nullable=True),
        sa.Column("automatic", sa.BigInteger(), nullable=True),
        sa.Column(
            "suggested", sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"), nullable=True
        ),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("card", sqlmodel.AutoString(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episodes")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("episodes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_episodes_account_opened_at"), ["account", "opened_at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_episodes_brand_state_opened_at"), ["brand", "state", "opened_at"], unique=False
        )
        batch_op.create_index(
            "ix_episodes_waiting_here",
            ["account", "platform", "chat", "brand"],
            unique=True,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.create_index(
            "ix_episodes_stale",
            ["id"],
            unique=False,
            sqlite_where=sa.text("shown <> revision"),
            postgresql_where=sa.text("shown <> revision"),
        )
        batch_op.create_index(
            "ix_episodes_alarm",
            ["alarm_at"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting' AND alarm_at IS NOT NULL"),
            postgresql_where=sa.text("state = 'waiting' AND alarm_at IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_episodes_snoozed",
            ["snoozed_until"],
            unique=False,
            sqlite_where=sa.text("snoozed_until IS NOT NULL"),
            postgresql_where=sa.text("snoozed_until IS NOT NULL"),
        )

    op.create_table(
        "saved_answers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sqlmodel.AutoString(), nullable=False),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=True),
        sa.Column("saved_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("episode", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_answers")),
    )
    with op.batch_alter_table("saved_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_saved_answers_brand"), ["brand"], unique=False)
        batch_op.create_index(batch_op.f("ix_saved_answers_episode"), ["episode"], unique=False)

    op.create_table(
        "alerts",
        sa.Column("episode", sa.BigInteger(), nullable=False),
        sa.Column("platform", sqlmodel.AutoString(), nullable=False),
        sa.Column("chat", sqlmodel.AutoString(), nullable=False),
        sa.Column("message", sqlmodel.AutoString(), nullable=True),
        sa.Column("stage", sqlmodel.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["episode"], ["episodes.id"], name=op.f("fk_alerts_episode_episodes")),
        sa.PrimaryKeyConstraint("episode", "platform", "chat", name=op.f("pk_alerts")),
    )
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.create_index(
            "ix_alerts_running",
            ["episode"],
            unique=False,
            sqlite_where=sa.text("stage <> 'over'"),
            postgresql_where=sa.text("stage <> 'over'"),
        )

    op.create_table(
        "episode_messages",
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("line", sqlmodel.AutoString(), nullable=False),
        sa.Column("episode", sa.BigInteger(), nullable=False),
        sa.Column("query", sa.Boolean(), nullable=False),
        sa.Column("at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("files", sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"), nullable=False),
        sa.Column("relayed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["episode"], ["episodes.id"], name=op.f("fk_episode_messages_episode_episodes")),
        sa.PrimaryKeyConstraint("brand", "line", name=op.f("pk_episode_messages")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("episode_messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_episode_messages_episode"), ["episode"], unique=False)
        batch_op.create_index(
            "ix_episode_messages_unseen",
            ["at"],
            unique=False,
            sqlite_where=sa.text("NOT relayed"),
            postgresql_where=sa.text("NOT relayed"),
        )

    op.create_table(
        "promises",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("episode", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("due_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("state", sqlmodel.AutoString(), nullable=False),
        sa.Column("settled_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("look_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["episode"], ["episodes.id"], name=op.f("fk_promises_episode_episodes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promises")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("promises", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_promises_brand_due_at"), ["brand", "due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_promises_episode"), ["episode"], unique=False)
        batch_op.create_index(
            "ix_promises_look",
            ["look_at"],
            unique=False,
            sqlite_where=sa.text("look_at IS NOT NULL"),
            postgresql_where=sa.text("look_at IS NOT NULL"),
        )

    op.create_table(
        "replies",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("episode", sa.BigInteger(), nullable=False),
        sa.Column("author", sa.BigInteger(), nullable=True),
        sa.Column("name", sqlmodel.AutoString(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("files", sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"), nullable=False),
        sa.Column("state", sqlmodel.AutoString(), nullable=False),
        sa.Column("made_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("source", sqlmodel.AutoString(), nullable=True),
        sa.Column("saved", sa.BigInteger(), nullable=True),
        sa.Column("platform", sqlmodel.AutoString(), nullable=False),
        sa.Column("chat", sqlmodel.AutoString(), nullable=False),
        sa.Column("message", sqlmodel.AutoString(), nullable=True),
        sa.Column("line", sqlmodel.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(["episode"], ["episodes.id"], name=op.f("fk_replies_episode_episodes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replies")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("replies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_replies_episode"), ["episode"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_replies_platform_chat_message"), ["platform", "chat", "message"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_replies_source"), ["source"], unique=False)

    op.create_table(
        "satisfactions",
        sa.Column("episode", sa.BigInteger(), nullable=False),
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("scored_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["episode"], ["episodes.id"], name=op.f("fk_satisfactions_episode_episodes")),
        sa.PrimaryKeyConstraint("episode", name=op.f("pk_satisfactions")),
    )
    with op.batch_alter_table("satisfactions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_satisfactions_account_asked_at"), ["account", "asked_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_satisfactions_brand_asked_at"), ["brand", "asked_at"], unique=False)

    op.create_table(
        "erasures",
        sa.Column("digest", sqlmodel.AutoString(), nullable=False),
        sa.Column("at", sqlmodel.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_erasures")),
    )
    with op.batch_alter_table("texts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_texts_at"), ["at"], unique=False)

    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("speaks", sqlmodel.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("signature", sqlmodel.AutoString(), nullable=True))

    with op.batch_alter_table("lanes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("even_at", sqlmodel.UTCDateTime(), nullable=True))

    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "heard",
                sa.JSON(none_as_null=True).with_variant(
                    postgresql.JSONB(none_as_null=True, astext_type=Text()), "postgresql"
                ),
                nullable=True,
            )
        )
        batch_op.create_index(
            "ix_ledger_unheard",
            ["id"],
            unique=False,
            sqlite_where=sa.text("kind = 'message' AND heard IS NULL AND NOT team"),
            postgresql_where=sa.text("kind = 'message' AND heard IS NULL AND NOT team"),
        )


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_ledger_unheard",
            sqlite_where=sa.text("kind = 'message' AND heard IS NULL AND NOT team"),
            postgresql_where=sa.text("kind = 'message' AND heard IS NULL AND NOT team"),
        )
        batch_op.drop_column("heard")

    with op.batch_alter_table("lanes", schema=None) as batch_op:
        batch_op.drop_column("even_at")

    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.drop_column("signature")
        batch_op.drop_column("speaks")

    with op.batch_alter_table("texts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_texts_at"))

    op.drop_table("erasures")

    with op.batch_alter_table("satisfactions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_satisfactions_brand_asked_at"))
        batch_op.drop_index(batch_op.f("ix_satisfactions_account_asked_at"))

    op.drop_table("satisfactions")
    with op.batch_alter_table("replies", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_replies_source"))
        batch_op.drop_index(batch_op.f("ix_replies_platform_chat_message"))
        batch_op.drop_index(batch_op.f("ix_replies_episode"))

    op.drop_table("replies")
    with op.batch_alter_table("promises", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_promises_look",
            sqlite_where=sa.text("look_at IS NOT NULL"),
            postgresql_where=sa.text("look_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_promises_episode"))
        batch_op.drop_index(batch_op.f("ix_promises_brand_due_at"))

    op.drop_table("promises")
    with op.batch_alter_table("episode_messages", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_episode_messages_unseen",
            sqlite_where=sa.text("NOT relayed"),
            postgresql_where=sa.text("NOT relayed"),
        )
        batch_op.drop_index(batch_op.f("ix_episode_messages_episode"))

    op.drop_table("episode_messages")
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_alerts_running",
            sqlite_where=sa.text("stage <> 'over'"),
            postgresql_where=sa.text("stage <> 'over'"),
        )

    op.drop_table("alerts")
    with op.batch_alter_table("saved_answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_saved_answers_episode"))
        batch_op.drop_index(batch_op.f("ix_saved_answers_brand"))

    op.drop_table("saved_answers")
    with op.batch_alter_table("episodes", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_episodes_snoozed",
            sqlite_where=sa.text("snoozed_until IS NOT NULL"),
            postgresql_where=sa.text("snoozed_until IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_episodes_alarm",
            sqlite_where=sa.text("state = 'waiting' AND alarm_at IS NOT NULL"),
            postgresql_where=sa.text("state = 'waiting' AND alarm_at IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_episodes_stale",
            sqlite_where=sa.text("shown <> revision"),
            postgresql_where=sa.text("shown <> revision"),
        )
        batch_op.drop_index(
            "ix_episodes_waiting_here",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.drop_index(batch_op.f("ix_episodes_brand_state_opened_at"))
        batch_op.drop_index(batch_op.f("ix_episodes_account_opened_at"))

    op.drop_table("episodes")
    with op.batch_alter_table("corrections", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_corrections_brand_line"))
        batch_op.drop_index(batch_op.f("ix_corrections_brand_at"))

    op.drop_table("digest_queries")
    op.drop_table("corrections")
