"""A scorecard's counts reckoned straight from the lines: by SQL over a covering index, and by DuckDB over Parquet.

They count a part of what the scorecard has: active people, voters, advocates without referrers, net sentiment, shares,
NPS, applause, fans, returning people and repeat buyers, of a period and the one before it. They leave out membership
and what is per reachable person, conversation, joins, clicks, revenue, care, linked accounts, what was taken back, and
the weeks of the index.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
from sqlalchemy import text

from storage.database import Database

COVERING = "CREATE INDEX bench_covering ON ledger (brand, at, kind, team, person, ref, line, data)"
COVERING_POSTGRESQL = "CREATE INDEX bench_covering ON ledger (brand, at) INCLUDE (kind, team, person, ref, line, data)"
FOUR_WEEKS, BUYING = timedelta(days=28), timedelta(days=90)

_DID = "brand = :brand AND at >= :start AND at < :end AND NOT team AND person IS NOT NULL"
_ACTIVE = f"{_DID} AND kind IN ('message', 'reaction', 'vote', 'nps', 'share')"
_QUERIES = {
    "activity": f"""SELECT count(DISTINCT person), count(DISTINCT CASE WHEN kind = 'vote' THEN person END),
        count(DISTINCT CASE WHEN kind = 'message' AND {{recommends}} THEN person END),
        sum(CASE WHEN kind = 'message' THEN 1 END), count(CASE WHEN kind = 'message' THEN {{sentiment}} END),
        sum(CASE WHEN kind = 'message' THEN {{sentiment}} END), sum(CASE WHEN kind = 'share' THEN 1 END)
        FROM {{lines}} WHERE {_ACTIVE}""",
    "returning": f"""SELECT count(*) FROM (SELECT DISTINCT person FROM {{lines}} WHERE {_ACTIVE}) AS now
        JOIN (SELECT DISTINCT person FROM {{lines}} WHERE {
        _ACTIVE.replace(":end", ":start").replace(">= :start", ">= :month")
    }) AS before ON before.person = now.person""",
    "fans": f"""SELECT count(*) FROM (SELECT person FROM {{lines}} WHERE {_ACTIVE.replace(":start", ":week4")}
        GROUP BY person HAVING count(DISTINCT CASE WHEN at >= :week1 THEN 1 WHEN at >= :week2 THEN 2
        WHEN at >= :week3 THEN 3 ELSE 4 END) >= 3
        AND coalesce(sum(CASE WHEN kind = 'message' THEN {{sentiment}} END), 0) >= 0) AS fans""",
    "applause": f"""SELECT count(*) FROM (SELECT ref FROM {{lines}} WHERE {_DID} AND kind = 'reaction') AS reactions
        JOIN (SELECT line FROM {{lines}} WHERE brand = :brand AND at >= :start AND at < :end AND team
        AND kind IN ('message', 'poll')) AS posts ON posts.line = reactions.ref""",
    "nps": f"""SELECT sum(CASE WHEN score >= 9 THEN 1 WHEN score <= 6 THEN -1 ELSE 0 END), count(*) FROM (
        SELECT {{score}} AS score, row_number() OVER (PARTITION BY person ORDER BY at DESC) AS place
        FROM {{lines}} WHERE {_DID} AND kind = 'nps') AS scores WHERE place = 1""",
    "buyers": f"""SELECT count(*), sum(CASE WHEN number > 1 THEN 1 END) FROM (SELECT person, count(*) AS number
        FROM {{lines}} WHERE {_DID.replace(":start", ":quarter")} AND kind = 'purchase' GROUP BY person) AS buyers""",
}
_SQLITE = {
    "sentiment": "json_extract(data, '$.sentiment')",
    "recommends": "json_extract(data, '$.recommends')",
    "score": "json_extract(data, '$.score')",
    "lines": "ledger",
}
_POSTGRESQL = {
    "sentiment": "(data ->> 'sentiment')::int",
    "recommends": "(data ->> 'recommends')::bool",
    "score": "(data ->> 'score')::int",
    "lines": "ledger",
}
_PARQUET = {"sentiment": "sentiment", "recommends": "recommends", "score": "score", "lines": "'{file}'"}

Ask = Callable[[str, date, int], None]
"""Reckons a brand's days up to an end."""


def by_sql(database: Database) -> Ask:
    """Return what asks the database itself."""
    words = _SQLITE if database.is_sqlite else _POSTGRESQL
    statements = [text(query.format(**words)) for query in _QUERIES.values()]

    def ask(brand: str, end: date, days: int) -> None:
        for asked in _asked(brand, end, days):
            given = {name: _told(value, database) for name, value in asked.items()}
            with database.reader.connect() as connection:
                for statement in statements:
                    connection.execute(statement, given).all()

    return ask


def by_duckdb(db: duckdb.DuckDBPyConnection, folder: Path) -> Ask:
    """Return what asks DuckDB, of a Parquet file that is written for it: sorted, its columns typed."""
    file = folder / "lines.parquet"
    db.execute(f"""COPY (SELECT brand, platform, person, team, kind, "at", line, ref,
        json_extract_string(data, '$.sentiment')::TINYINT AS sentiment,
        json_extract_string(data, '$.recommends')::BOOLEAN AS recommends,
        json_extract_string(data, '$.score')::TINYINT AS score
        FROM lines ORDER BY brand, "at") TO '{file}' (FORMAT parquet, COMPRESSION zstd)""")
    words = {**_PARQUET, "lines": f"'{file}'"}
    statements = [_for_duckdb(query.format(**words)) for query in _QUERIES.values()]
    asker = duckdb.connect()

    def ask(brand: str, end: date, days: int) -> None:
        for asked in _asked(brand, end, days):
            for statement, names in statements:
                asker.execute(statement, {name: asked[name] for name in names}).fetchall()

    return ask


def _for_duckdb(query: str) -> tuple[str, Sequence[str]]:
    names = [name for name in _NAMES if f":{name}" in query]
    for name in names:
        query = query.replace(f":{name}", f"${name}")
    return query.replace(" at ", ' "at" '), names


_NAMES = ("brand", "start", "end", "month", "week1", "week2", "week3", "week4", "quarter")


def _asked(brand: str, end: date, days: int) -> list[dict[str, Any]]:
    ends = [end, end - timedelta(days=days)]
    found = []
    for last in ends:
        close = datetime(last.year, last.month, last.day)  # noqa: DTZ001  # UTC, as it is stored
        start = close - timedelta(days=days)
        asked: dict[str, Any] = {"brand": brand, "start": start, "end": close}
        asked |= {"month": start - FOUR_WEEKS, "quarter": close - BUYING}
        found.append(asked | {f"week{n}": close - timedelta(weeks=n) for n in range(1, 5)})
    return found


def datetime_of(day: date) -> datetime:
    """Return the first moment of a day of UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _told(value: Any, database: Database) -> Any:  # noqa: ANN401  # a brand or a moment
    return value.strftime("%Y-%m-%d %H:%M:%S.000000") if database.is_sqlite and isinstance(value, datetime) else value
