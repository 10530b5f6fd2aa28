"""Scorecards from rollups beside direct SQL and DuckDB, over a made-up year as large as asked for."""

import statistics
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from time import perf_counter
from zoneinfo import ZoneInfo

from sqlalchemy import select, text

from benchmarks import rollup_rivals, rollup_stores
from benchmarks.report import Goal, table
from benchmarks.rollup_rivals import Ask
from benchmarks.rollup_world import END, LAST, Size, make
from benchmarks.stage import ENGINES, Stage
from chat.brands import Brand
from chat.lines import Line
from handlers import reporting, rollups
from storage import ledger
from storage import rollups as kept
from storage.database import LATE, Database
from storage.marks import mark
from storage.rollups import Change
from storage.writer import MAX_BATCH

LENGTHS = (7, 30)
PERCENTILE = 0.95
REPEATS = 3
SAMPLE = 100 * MAX_BATCH
BY_SETS = {"vote", "nps"}
"""Kinds of lines that the bot writes many at once of."""

P95_MS, TIMES_AT_P95, TIMES_AT_LARGEST = 50.0, 10.0, 40.0
COST, SHARE = 1 / 3, 0.1


async def goals(stage: Stage, engines: list[str], size: Size) -> list[Goal]:
    """Measure all of it; what takes part in a comparison is measured in the same run, one after the other."""
    lines = make(stage.folder / "year.duckdb", size)
    brands = [f"brand{number}" for number in range(size.brands)]
    by_duckdb = _timed(rollup_rivals.by_duckdb(lines, stage.folder), brands)
    found: list[Goal] = []
    for engine in engines:
        database = rollup_stores.load(stage.database(engine, "year"), lines, stage.folder)
        try:
            found += _engine(ENGINES[engine], database, brands, by_duckdb, size)
        finally:
            database.close()
    return found


def _engine(name: str, database: Database, brands: list[str], by_duckdb: "_Times", size: Size) -> list[Goal]:
    folded = _fold_all(database, brands)
    ledger_bytes, rollup_bytes = rollup_stores.sizes(database)
    daily = _fold_last_day(database, brands)
    inserted, marked = _insert_us(database)
    cost = folded / size.lines * 1e6 + marked
    ours = _timed(_by_rollups(database), brands)
    with database.transaction() as db:
        db.execute(text(rollup_rivals.COVERING if database.is_sqlite else rollup_rivals.COVERING_POSTGRESQL))
    with database.writer.connect() as connection:
        if database.is_sqlite:  # without statistics of the new index it is not always chosen
            connection.execute(text("ANALYZE"))
            connection.commit()
        else:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE ledger"))
    by_sql = _timed(rollup_rivals.by_sql(database), brands)
    rows = [
        (f"{days} days: {what}", *(f"{figure(each[days]):,.1f} ms" for each in (ours, by_duckdb, by_sql)))
        for days in LENGTHS
        for what, figure in (("median", statistics.median), ("p95", _p95), ("largest brand", lambda given: given[0]))
    ]
    title = f"{name}: a scorecard over {size.lines:,} lines of {size.brands} brands"
    table(title, ("", "rollups, all of it", "DuckDB, a part", "SQL, a part"), rows)
    kept_ = [
        ("ledger with its indexes", f"{ledger_bytes / 1e6:,.0f} MB"),
        ("rollups", f"{rollup_bytes / 1e6:,.0f} MB"),
        ("a line's insert with its share of the commit", f"{inserted:.1f} µs"),
        ("its mark", f"{marked:.1f} µs"),
        ("its folding", f"{folded / size.lines * 1e6:.1f} µs"),
        ("its folding by the clock, a day at a time", f"{daily * 1e6:.1f} µs"),
    ]
    table(f"{name}: what rollups cost", ("", ""), kept_)
    return [*_speed(name, ours, by_duckdb, by_sql), *_cost(name, cost / inserted, rollup_bytes / ledger_bytes)]


_Times = dict[int, list[float]]
"""By days: milliseconds for each brand, the largest first."""


def _speed(name: str, ours: _Times, by_duckdb: _Times, by_sql: _Times) -> list[Goal]:
    found = []
    for days in LENGTHS:
        what = f"{name}, {days} days"
        found += [
            Goal(f"{what}: p95", _p95(ours[days]), P95_MS, "ms", least=False),
            Goal(f"{what}: times faster than DuckDB at p95", _p95(by_duckdb[days]) / _p95(ours[days]), 1),
            Goal(f"{what}: times faster than SQL at p95", _p95(by_sql[days]) / _p95(ours[days]), TIMES_AT_P95),
            Goal(f"{what}: the same, largest brand", by_sql[days][0] / ours[days][0], TIMES_AT_LARGEST),
        ]
    return found


def _cost(name: str, cost: float, share: float) -> list[Goal]:
    return [
        Goal(f"{name}: a line's rollup per insert", cost, COST, least=False),
        Goal(f"{name}: rollups per byte of ledger", share, SHARE, least=False),
    ]


def _p95(times: list[float]) -> float:
    """Return the value at the nearest rank."""
    ranked = sorted(times)
    return ranked[-(-round(len(ranked) * PERCENTILE * 100) // 100) - 1]


def _timed(ask: Ask, brands: list[str]) -> _Times:
    """Return the median of several times after one that warms up."""
    found: _Times = {}
    for days in LENGTHS:
        found[days] = []
        for brand in brands:
            ask(brand, END, days)
            taken = []
            for _ in range(REPEATS):
                began = perf_counter()
                ask(brand, END, days)
                taken.append(1_000 * (perf_counter() - began))
            found[days].append(statistics.median(taken))
    return found


def _brand(key: str) -> Brand:
    weekly = {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
    return Brand(key=key, name=key, zone=ZoneInfo("Europe/Berlin"), language="en", hours=weekly)


def _by_rollups(database: Database) -> Ask:
    def ask(brand: str, end: date, days: int) -> None:
        start = end - timedelta(days=days)
        database.read(lambda db: reporting.report(db, _brand(brand), start, end))

    return ask


def _fold_all(database: Database, brands: list[str]) -> float:
    """Return the seconds that it takes to fold everything."""
    began = perf_counter()
    for brand in brands:
        rollups.rebuild(database, _brand(brand), partial(_write, database))
    return perf_counter() - began


def _fold_last_day(database: Database, brands: list[str]) -> float:
    """Return the seconds a line when the clock folds the last day, and with it what changes of earlier ones."""
    folded, taken = 0, 0.0
    start = rollup_rivals.datetime_of(LAST)
    asked = select(ledger.LEDGER).where(ledger.LEDGER.c.at >= start, ledger.LEDGER.c.at < start + timedelta(days=1))
    for brand in brands:
        with database.transaction() as db:
            rows = [{**row} for row in db.execute(asked.where(ledger.LEDGER.c.brand == brand)).mappings()]
            mark(db, rows)
        began = perf_counter()
        rollups.fold(database, _brand(brand), LAST + timedelta(days=1), partial(_write, database))
        taken += perf_counter() - began
        folded += len(rows)
    return taken / folded


def _write(database: Database, change: Change) -> None:
    database.write(partial(kept.write, change=change))


def _insert_us(database: Database) -> tuple[float, float]:
    """Return the microseconds of a line's durable insert in a full batch, as the bot writes it, and of its mark.

    The lines stay, on a day after all that is asked for.
    """
    with database.reader.connect() as connection:
        rows = connection.execute(select(*ledger.COLUMNS).where(~ledger.LEDGER.c.team).limit(SAMPLE)).all()
    at = rollup_rivals.datetime_of(END)
    lines = [ledger.line_of(row) for row in rows]
    made = [
        replace(line, id=f"{line.platform}:{line.chat}:bench{number}", at=at + timedelta(seconds=number))
        for number, line in enumerate(lines)
    ]
    batches = [made[at : at + MAX_BATCH] for at in range(0, len(made), MAX_BATCH)]
    marked = statistics.median(_put(database, batch, marked=True)[0] for batch in batches[::2])
    plain = statistics.median(_put(database, batch, marked=False)[0] for batch in batches[1::2])
    noting = statistics.median(_put(database, batch, marked=True)[1] for batch in batches)
    return 1e6 * (plain - noting) / MAX_BATCH, 1e6 * (max(0.0, marked - plain) + noting) / MAX_BATCH


def _put(database: Database, batch: list[Line], *, marked: bool) -> tuple[float, float]:
    """Put a batch, and note its marks once more; return the seconds of the one, and of the other."""
    rows = [ledger.row_of(line) for line in batch]
    began = perf_counter()
    with database.transaction() as db:
        ledger.put_plain(db, [line for line in batch if line.kind in BY_SETS])
        for line in batch:
            if line.kind not in BY_SETS:
                ledger.put(db, line)
        put = perf_counter()
        mark(db, rows)
        noted = perf_counter()
        if not marked:
            db.connection().info.pop(LATE)
    return perf_counter() - began - (noted - put), noted - put
