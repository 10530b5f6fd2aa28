"""Load a made-up year into a ledger as fast as a database takes it, and measure how large it is."""

import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import psycopg
from sqlalchemy import text

from storage import schema
from storage.database import Database

PORTION = 50_000
ROLLUPS = ("rollup_marks", "rollup_team", "rollup_numbers", "rollup_brands", "rollup_days", "rollup_states")

_COLUMNS = "brand, line, platform, chat, person, team, kind, at, ref, data"
_TOLD = _COLUMNS.replace(" at,", " strftime(\"at\", '{}'),")
_FOR_SQLITE = f'SELECT {_TOLD.format("%Y-%m-%d %H:%M:%S.%f")} FROM lines ORDER BY "at"'
_FOR_POSTGRESQL = f'SELECT {_TOLD.format("%Y-%m-%d %H:%M:%S.%f+00")} FROM lines ORDER BY "at"'
_TEAM = """INSERT INTO rollup_team (brand, platform, person)
    SELECT DISTINCT brand, platform, person FROM ledger WHERE team AND person IS NOT NULL"""


def load(url: str, lines: duckdb.DuckDBPyConnection, folder: Path) -> Database:
    """Return a database whose ledger has the lines, without any of the rollups."""
    database = Database(url)
    schema.migrate(database)
    database.close()  # SQLite's journal is turned off for a while, by who is alone with the file
    if database.is_sqlite:
        _into_sqlite(url.removeprefix("sqlite:///"), lines)
    else:
        _into_postgresql(url, lines, folder)
    with database.transaction() as db:
        db.execute(text(_TEAM))
        db.execute(text("ANALYZE"))
    return database


def sizes(database: Database) -> tuple[int, int]:
    """Return (bytes of the ledger with its indexes, bytes of the rollups with theirs)."""
    with database.reader.connect() as connection:
        if database.is_sqlite:
            rows: Any = connection.execute(
                text(
                    "SELECT tbl_name, sum(pgsize) FROM dbstat JOIN sqlite_master USING (name) WHERE aggregate = 1"
                    " GROUP BY tbl_name"
                )
            )
            found = {name: int(size) for name, size in rows}
        else:
            names = ("ledger", *ROLLUPS)
            sized = text("SELECT pg_total_relation_size(CAST(:name AS regclass))")
            found = {name: int(connection.execute(sized, {"name": name}).scalar_one()) for name in names}
    return found.get("ledger", 0), sum(found.get(name, 0) for name in ROLLUPS)


def _into_sqlite(file: str, lines: duckdb.DuckDBPyConnection) -> None:
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-2000000"):
        connection.execute(f"PRAGMA {pragma}")
    found = lines.execute(_FOR_SQLITE)
    connection.execute("BEGIN")
    while rows := found.fetchmany(PORTION):
        connection.executemany(f"INSERT INTO ledger ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)", rows)
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()


def _into_postgresql(url: str, lines: duckdb.DuckDBPyConnection, folder: Path) -> None:
    file = folder / "lines.csv"
    lines.execute(f"COPY ({_FOR_POSTGRESQL}) TO '{file}' (HEADER false)")
    with psycopg.connect(url.replace("+psycopg", "")) as connection, connection.cursor() as cursor:
        with cursor.copy(f"COPY ledger ({_COLUMNS}) FROM STDIN (FORMAT csv)") as copy, file.open("rb") as read:
            while block := read.read(1 << 20):
                copy.write(block)
        connection.commit()
        connection.autocommit = True
        cursor.execute("VACUUM ANALYZE ledger")
    file.unlink()
