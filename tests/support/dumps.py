"""Everything that a database holds, as text."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg.rows import dict_row
from sqlalchemy import create_engine, text

from storage.tables import METADATA


def backup_of(url: str) -> str:
    """Copy SQLite's files as they are, the log too; of PostgreSQL the tables themselves are looked at."""
    if not url.startswith("sqlite"):
        return url
    file = Path(url.removeprefix("sqlite:///"))
    copy = file.with_name("backup.db")
    for end in ("", "-wal"):
        Path(f"{copy}{end}").write_bytes(Path(f"{file}{end}").read_bytes())
    return f"sqlite:///{copy}"


def dump(url: str) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table, with what the engine keeps beside its columns, in the order of its place."""
    if url.startswith("sqlite"):
        return _of_sqlite(url)
    with psycopg.connect(urlsplit(url)._replace(scheme="postgresql").geturl(), row_factory=dict_row) as connection:
        return {
            name: [_texts(row) for row in connection.execute(f'SELECT xmin, ctid, * FROM "{name}" ORDER BY ctid')]
            for name in METADATA.tables
        }


def _of_sqlite(url: str) -> dict[str, list[dict[str, Any]]]:
    engine = create_engine(url)
    found = {}
    with engine.connect() as connection:
        for table in METADATA.sorted_tables:
            place = "" if table.dialect_options["sqlite"].get("with_rowid") is False else "rowid AS place, "
            rows = connection.execute(text(f'SELECT {place}* FROM "{table.name}"')).mappings()
            found[table.name] = [_texts(dict(row)) for row in rows]
    engine.dispose()
    return found


def _texts(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row with its bytes in hexadecimal and its JSON as text, as both engines tell it."""
    plain = {
        name: bytes(value).hex() if isinstance(value, bytes | memoryview) else value for name, value in row.items()
    }
    return {
        name: json.dumps(value) if isinstance(value, dict | list) else value if value is None else f"{value}"
        for name, value in plain.items()
    }
