"""The first schema."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "accounts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("platform", sqlmodel.AutoString(), nullable=False),
        sa.Column("person", sqlmodel.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.AutoString(), nullable=False),
        sa.Column("language", sqlmodel.AutoString(), nullable=True),
        sa.Column("team", sa.Boolean(), nullable=False),
        sa.Column("manager", sa.Boolean(), nullable=False),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("brand", "platform", "person", name=op.f("uq_accounts_brand_platform_person")),
    )
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accounts_platform_person"), ["platform", "person"], unique=False)

    op.create_table(
        "chats",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("configured", sqlmodel.AutoString(), nullable=False),
        sa.Column("chat", sqlmodel.AutoString(), nullable=False),
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("role", sqlmodel.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "configured", name=op.f("pk_chats")),
        sa.UniqueConstraint("platform", "chat", name=op.f("uq_chats_platform_chat")),
    )
    op.create_table(
        "digests",
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("week", sqlmodel.AutoString(), nullable=False),
        sa.Column("letter", sa.BigInteger(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("put_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("brand", "week", name=op.f("pk_digests")),
    )
    op.create_table(
        "imports",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("source", sqlmodel.AutoString(), nullable=False),
        sa.Column("sha256", sqlmodel.AutoString(), nullable=False),
        sa.Column("started_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("completed_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
        sa.UniqueConstraint("source", "sha256", name=op.f("uq_imports_source_sha256")),
    )
    op.create_table(
        "inbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("account", sqlmodel.AutoString(), nullable=False),
        sa.Column("event", sqlmodel.AutoString(), nullable=False),
        sa.Column("payload", sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"), nullable=True),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("until", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("created_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("account", "event", name=op.f("uq_inbox_account_event")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inbox_next_at"), ["next_at"], unique=False)

    op.create_table(
        "lanes",
        sa.Column("platform", sqlmodel.AutoString(), nullable=False),
        sa.Column("chat", sqlmodel.AutoString(), nullable=False),
        sa.Column("owner", sqlmodel.AutoString(), nullable=True),
        sa.Column("lease_until", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("not_before", sqlmodel.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("platform", "chat", name=op.f("pk_lanes")),
    )
    op.create_table(
        "ledger",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("line", sqlmodel.AutoString(), nullable=False),
        sa.Column("platform", sqlmodel.AutoString(), nullable=False),
        sa.Column("chat", sqlmodel.AutoString(), nullable=False),
        sa.Column("person", sqlmodel.AutoString(), nullable=True),
        sa.Column("team", sa.Boolean(), nullable=False),
        sa.Column("kind", sqlmodel.AutoString(), nullable=False),
        sa.Column("at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("ref", sqlmodel.AutoString(), nullable=True),
        sa.Column("data", sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"), nullable=True),
        sa.Column("import_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger")),
        sa.UniqueConstraint("brand", "line", name=op.f("uq_ledger_brand_line")),
    )
    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ledger_brand_at"), ["brand", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_ledger_brand_kind_ref"), ["brand", "kind", "ref"], unique=False)

    op.create_table(
        "letters",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("platform", sqlmodel.AutoString(), nullable=False),
        sa.Column("chat", sqlmodel.AutoString(), nullable=False),
        sa.Column("thread", sqlmodel.AutoString(), nullable=True),
        sa.Column("kind", sqlmodel.AutoString(), nullable=False),
        sa.Column("action", sqlmodel.AutoString(), nullable=False),
        sa.Column("target", sqlmodel.AutoString(), nullable=True),
        sa.Column("reply_to", sqlmodel.AutoString(), nullable=True),
        sa.Column("key", sqlmodel.AutoString(), nullable=True),
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column(
            "payload", sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"), nullable=False
        ),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("state", sqlmodel.AutoString(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("called_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("message", sqlmodel.AutoString(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint("key", name=op.f("uq_letters_key")),
    )
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_letters_state_platform_chat_id"), ["state", "platform", "chat", "id"], unique=False
        )

    op.create_table(
        "polls",
        sa.Column("id", sqlmodel.AutoString(), nullable=False),
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("question", sqlmodel.AutoString(), nullable=False),
        sa.Column(
            "options", sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"), nullable=False
        ),
        sa.Column("created_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("closed_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_polls")),
    )
    with op.batch_alter_table("polls", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_polls_brand"), ["brand"], unique=False)

    op.create_table(
        "processes",
        sa.Column("id", sqlmodel.AutoString(), nullable=False),
        sa.Column("beat_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_processes")),
    )
    op.create_table(
        "rates",
        sa.Column("account", sqlmodel.AutoString(), nullable=False),
        sa.Column("free_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_rates")),
    )
    op.create_table(
        "receipts",
        sa.Column("account", sqlmodel.AutoString(), nullable=False),
        sa.Column("event", sqlmodel.AutoString(), nullable=False),
        sa.Column("at", sqlmodel.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("account", "event", name=op.f("pk_receipts")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("receipts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_receipts_at"), ["at"], unique=False)

    op.create_table(
        "schedules",
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("plan", sqlmodel.AutoString(), nullable=False),
        sa.Column("next_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("brand", name=op.f("pk_schedules")),
    )
    op.create_table(
        "strays",
        sa.Column("platform", sqlmodel.AutoString(), nullable=False),
        sa.Column("chat", sqlmodel.AutoString(), nullable=False),
        sa.Column("heard_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "chat", name=op.f("pk_strays")),
    )
    op.create_table(
        "texts",
        sa.Column("ledger", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sqlmodel.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("ledger", "version", name=op.f("pk_texts")),
    )
    op.create_table(
        "webchat_messages",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("chat", sqlmodel.AutoString(), nullable=False),
        sa.Column("person", sqlmodel.AutoString(), nullable=True),
        sa.Column("name", sqlmodel.AutoString(), nullable=False),
        sa.Column("reply_to", sa.BigInteger(), nullable=True),
        sa.Column(
            "content", sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"), nullable=False
        ),
        sa.Column("letter", sa.BigInteger(), nullable=True),
        sa.Column("client", sqlmodel.AutoString(), nullable=True),
        sa.Column("picture", sa.LargeBinary(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("change", sa.BigInteger(), nullable=False),
        sa.Column("at", sqlmodel.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webchat_messages")),
        sa.UniqueConstraint("client", name=op.f("uq_webchat_messages_client")),
        sa.UniqueConstraint("letter", name=op.f("uq_webchat_messages_letter")),
    )
    with op.batch_alter_table("webchat_messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webchat_messages_change"), ["change"], unique=False)
        batch_op.create_index(batch_op.f("ix_webchat_messages_chat"), ["chat"], unique=False)

    op.create_table(
        "poll_posts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("poll", sqlmodel.AutoString(), nullable=False),
        sa.Column("platform", sqlmodel.AutoString(), nullable=False),
        sa.Column("chat", sqlmodel.AutoString(), nullable=False),
        sa.Column("letter", sa.BigInteger(), nullable=False),
        sa.Column("bare", sa.Boolean(), nullable=False),
        sa.Column("message", sqlmodel.AutoString(), nullable=True),
        sa.Column("native", sqlmodel.AutoString(), nullable=True),
        sa.Column("shown", sqlmodel.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["poll"], ["polls.id"], name=op.f("fk_poll_posts_poll_polls")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_posts")),
        sa.UniqueConstraint("platform", "native", name=op.f("uq_poll_posts_platform_native")),
    )
    with op.batch_alter_table("poll_posts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poll_posts_letter"), ["letter"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_poll_posts_platform_chat_message"), ["platform", "chat", "message"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_poll_posts_poll"), ["poll"], unique=False)

    op.create_table(
        "tallies",
        sa.Column("poll", sqlmodel.AutoString(), nullable=False),
        sa.Column("option", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["poll"], ["polls.id"], name=op.f("fk_tallies_poll_polls")),
        sa.PrimaryKeyConstraint("poll", "option", "slot", name=op.f("pk_tallies")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "votes",
        sa.Column("poll", sqlmodel.AutoString(), nullable=False),
        sa.Column("account", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "options", sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"), nullable=False
        ),
        sa.Column("at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("source_order", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["poll"], ["polls.id"], name=op.f("fk_votes_poll_polls")),
        sa.PrimaryKeyConstraint("poll", "account", name=op.f("pk_votes")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Take the schema back."""
    op.drop_table("votes")
    op.drop_table("tallies")
    with op.batch_alter_table("poll_posts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poll_posts_poll"))
        batch_op.drop_index(batch_op.f("ix_poll_posts_platform_chat_message"))
        batch_op.drop_index(batch_op.f("ix_poll_posts_letter"))

    op.drop_table("poll_posts")
    with op.batch_alter_table("webchat_messages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_webchat_messages_chat"))
        batch_op.drop_index(batch_op.f("ix_webchat_messages_change"))

    op.drop_table("webchat_messages")
    op.drop_table("texts")
    op.drop_table("strays")
    op.drop_table("schedules")
    with op.batch_alter_table("receipts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_receipts_at"))

    op.drop_table("receipts")
    op.drop_table("rates")
    op.drop_table("processes")
    with op.batch_alter_table("polls", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_polls_brand"))

    op.drop_table("polls")
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letters_state_platform_chat_id"))

    op.drop_table("letters")
    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ledger_brand_kind_ref"))
        batch_op.drop_index(batch_op.f("ix_ledger_brand_at"))

    op.drop_table("ledger")
    op.drop_table("lanes")
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inbox_next_at"))

    op.drop_table("inbox")
    op.drop_table("imports")
    op.drop_table("digests")
    op.drop_table("chats")
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_accounts_platform_person"))

    op.drop_table("accounts")
