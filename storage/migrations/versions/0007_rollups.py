"""Rollups of days, and triggers by which every change and deletion of a line marks its day."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# What hangs by a line that is gone, or what it was about, is another's from then on.
HANGING = "('message', 'answer', 'reaction', 'click')"

# Whole quarters of an hour since 1970; SQLite divides towards 0, so that what is before has to be brought behind it.
SQLITE_QUARTER = "(unixepoch(substr({at}, 1, 19)) + 90000000000) / 900 - 100000000"
SQLITE_AGAIN = "ON CONFLICT (brand, platform, quarter, import_id, lane) DO UPDATE SET stamp = random()"
SQLITE_OLD, SQLITE_NEW = (
    f"""
INSERT INTO rollup_marks (brand, platform, quarter, import_id, lane, stamp)
VALUES ({row}.brand, {row}.platform, {SQLITE_QUARTER.format(at=f"{row}.at")}, coalesce({row}.import_id, 0), 0, random())
{SQLITE_AGAIN};
"""
    for row in ("OLD", "NEW")
)
SQLITE_TEAM = """
INSERT INTO rollup_team (brand, platform, person)
SELECT NEW.brand, NEW.platform, NEW.person WHERE NEW.team AND NEW.person IS NOT NULL
ON CONFLICT DO NOTHING;
"""
SQLITE_HANGING = f"""
INSERT INTO rollup_marks (brand, platform, quarter, import_id, lane, stamp)
SELECT brand, platform, {SQLITE_QUARTER.format(at="at")}, coalesce(import_id, 0), 0, random() FROM ledger
WHERE brand = OLD.brand AND (kind IN {HANGING} AND ref = OLD.line OR line = OLD.ref)
{SQLITE_AGAIN};
"""
COUNTED = ("brand", "line", "platform", "chat", "person", "team", "kind", "at", "ref", "data", "import_id")
SQLITE = {
    "rollup_change": (f"UPDATE OF {', '.join(COUNTED)}", SQLITE_OLD + SQLITE_NEW + SQLITE_TEAM),
    "rollup_gone": ("DELETE", SQLITE_OLD + SQLITE_HANGING),
}

MARK = """
INSERT INTO rollup_marks (brand, platform, quarter, import_id, lane, stamp)
SELECT brand, platform, quarter, import_id, pg_backend_pid(), (random() * 4e18)::bigint
FROM (
    SELECT DISTINCT brand, platform, floor(extract(epoch FROM at) / 900)::bigint AS quarter,
    coalesce(import_id, 0) AS import_id FROM ({rows}) AS lines ORDER BY brand, platform, quarter, import_id
) AS changed
ON CONFLICT (brand, platform, quarter, import_id, lane) DO UPDATE SET stamp = excluded.stamp;
"""
TEAM = """
INSERT INTO rollup_team (brand, platform, person)
SELECT DISTINCT brand, platform, person FROM after_ WHERE team AND person IS NOT NULL
ON CONFLICT DO NOTHING;
"""
IS_CHANGED = " OR ".join(f"before_.{name} IS DISTINCT FROM after_.{name}" for name in COUNTED)
CHANGED = " UNION ALL ".join(
    f"SELECT {one}.* FROM before_ JOIN after_ ON after_.id = before_.id WHERE {IS_CHANGED}"
    for one in ("before_", "after_")
)
HANGING_ROWS = f"""
SELECT * FROM before_ UNION ALL SELECT hanging.* FROM ledger AS hanging JOIN before_
ON hanging.brand = before_.brand AND hanging.kind IN {HANGING} AND hanging.ref = before_.line
UNION ALL SELECT meant.* FROM ledger AS meant JOIN before_ ON meant.brand = before_.brand AND meant.line = before_.ref
"""
POSTGRESQL = {
    "rollup_change": ("UPDATE", "OLD TABLE AS before_ NEW TABLE AS after_", MARK.format(rows=CHANGED) + TEAM),
    "rollup_gone": ("DELETE", "OLD TABLE AS before_", MARK.format(rows=HANGING_ROWS)),
}

KNOWN_TEAM = """
INSERT INTO rollup_team (brand, platform, person)
SELECT DISTINCT brand, platform, person FROM ledger WHERE team AND person IS NOT NULL
"""


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "rollup_marks",
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("platform", sqlmodel.AutoString(), nullable=False),
        sa.Column("quarter", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("import_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("lane", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("brand", "platform", "quarter", "import_id", "lane", name=op.f("pk_rollup_marks")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rollup_team",
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("platform", sqlmodel.AutoString(), nullable=False),
        sa.Column("person", sqlmodel.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("brand", "platform", "person", name=op.f("pk_rollup_team")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rollup_numbers",
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("platform", sqlmodel.AutoString(), nullable=False),
        sa.Column("person", sqlmodel.AutoString(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("brand", "platform", "person", name=op.f("pk_rollup_numbers")),
        sqlite_with_rowid=False,
    )
    numbers = sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql")
    op.create_table(
        "rollup_brands",
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("zone", sqlmodel.AutoString(), nullable=False),
        sa.Column("format", sa.Integer(), nullable=False),
        sa.Column("numbers", sa.BigInteger(), nullable=False),
        sa.Column("linked", numbers, nullable=False),
        sa.Column("team", numbers, nullable=False),
        sa.PrimaryKeyConstraint("brand", name=op.f("pk_rollup_brands")),
    )
    op.create_table(
        "rollup_days",
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("platform", sqlmodel.AutoString(), nullable=False),
        sa.Column("sheet", sa.LargeBinary(), nullable=False),
        sa.Column("sales", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("brand", "day", "platform", name=op.f("pk_rollup_days")),
    )
    op.create_table(
        "rollup_states",
        sa.Column("brand", sqlmodel.AutoString(), nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("brand", "day", name=op.f("pk_rollup_states")),
    )
    op.execute(KNOWN_TEAM)
    if op.get_bind().dialect.name == "sqlite":
        for name, (when, body) in SQLITE.items():
            op.execute(f"CREATE TRIGGER {name} AFTER {when} ON ledger BEGIN {body} END")
    else:
        for name, (when, tables, body) in POSTGRESQL.items():
            op.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN {body} RETURN NULL; END$$"
            )
            op.execute(
                f"CREATE TRIGGER {name} AFTER {when} ON ledger REFERENCING {tables} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
            )


def downgrade() -> None:
    """Take the schema back."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for name in SQLITE:
        op.execute(f"DROP TRIGGER {name}" + ("" if is_sqlite else " ON ledger"))
        if not is_sqlite:
            op.execute(f"DROP FUNCTION {name}()")
    for table in ("states", "days", "brands", "numbers", "team", "marks"):
        op.drop_table(f"rollup_{table}")
