"""What is behind each figure adds up to it, whichever lines were read for it."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from chat.brands import Brand
from chat.lines import Line
from handlers import rollups
from handlers.reporting.behind import Behind, whole
from insight.behind import OPENS, REVENUE, opened
from insight.buying import relationship_revenue
from insight.history import History
from insight.measures import COUNTS
from insight.tallies import Tally
from insight.view import View
from insight.weeks import Period
from insight.workhours import Hours
from storage import ledger
from storage import rollups as kept
from storage.database import Database, Session
from tests.insight.replay import replayed


def told(db: Session, lines: Iterable[Line]) -> None:
    """Import lines as history."""
    import_id, _ = ledger.begin_import(db, "import", "0" * 64, datetime(2026, 11, 1, tzinfo=UTC))
    ledger.put_many(db, lines, import_id)
    ledger.complete_import(db, import_id, datetime(2026, 11, 1, tzinfo=UTC))


def comes_to(measure: str, page: Behind, tally: Tally) -> None:
    """Check that a figure's rows come to it."""
    added = sum(row.adds for row in page.rows)
    match measure:
        case "members":
            assert page.total == tally.value
        case "nps":
            assert page.total == tally.n
            assert 100 * added == pytest.approx((tally.value or 0) * tally.n)
        case "net_sentiment":
            assert page.total == tally.n
            assert added == pytest.approx((tally.value or 0) * tally.n)
        case "growth":
            assert added == pytest.approx((tally.value or 0) * tally.n)
        case "answered":
            assert (page.total, added) == (tally.n, tally.count)
        case "first_response":
            ranked = sorted(row.adds for row in page.rows)
            assert (page.total, ranked[(len(ranked) - 1) // 2] if ranked else None) == (tally.n, tally.value)
        case _:
            assert (page.total, added) == (tally.count, tally.count)


def summed(page: Behind) -> dict[str, Decimal]:
    """Sum what was paid, by currency."""
    sums: dict[str, Decimal] = {}
    for row in page.rows:
        amount, currency = row.detail.split()
        sums[currency] = sums.get(currency, Decimal()) + Decimal(amount)
    return sums


def agrees(database: Database, brand: Brand, lines: list[Line], period: Period, platform: str | None = None) -> None:
    """Open all figures of a period, and check each against what was counted from all lines."""
    hours = Hours.of(brand.hours, brand.zone)
    view = View(History(lines, brand.zone, platform).ledger(brand.key), period, brand.zone, hours)
    with Session(database.reader) as db:
        found = {measure: whole(db, brand, period, measure, platform) for measure in OPENS}
    for measure, page in found.items():
        assert [row.at for row in page.rows] == [item.at for item in opened(view, measure)], measure
        if measure == REVENUE:
            revenue = relationship_revenue(view.purchases_in(period.start, period.end))
            assert summed(page) == {currency: Decimal(amount) for currency, amount in revenue.items()}
        else:
            comes_to(measure, page, COUNTS[measure](view))


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    """Give a database with the whole schema, once on each engine."""
    opened = Database(migrated_url)
    yield opened
    opened.close()


def test_the_rows_come_to_the_figures(database: Database) -> None:
    """In a busy half year, for a week and for four, over all platforms and over one, folded and not."""
    brand = Brand(key="acme", name="Acme", zone=ZoneInfo("Europe/Berlin"))
    lines = replayed(6_000)
    database.write(lambda db: told(db, lines))
    weeks = ((date(2026, 10, 19), 7, None), (date(2026, 8, 3), 28, None), (date(2026, 7, 6), 7, "slack"))
    agrees(database, brand, lines, Period(weeks[0][0], weeks[0][0] + timedelta(days=7)))
    rollups.rebuild(database, brand, lambda change: database.write(lambda db: kept.write(db, change)))
    for start, days, platform in weeks:
        agrees(database, brand, lines, Period(start, start + timedelta(days=days)), platform)
