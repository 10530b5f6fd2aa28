"""A scorecard, and what is behind a figure, as CSV files; names of columns are the same in every language."""

from collections.abc import Iterable, Iterator

from chat.brands import Brand
from chat.i18n import Words
from chat.sheets import Cell, csv_file
from handlers import reporting
from handlers.reporting.behind import Behind
from insight.behind import REVENUE
from insight.scorecard import Scorecard

FIGURES = ("part", "measure", "value", "n", "low", "high", "previous", "change", "score", "definition")
ROWS = ("time", "platform", "chat", "person", "name", "adds", "state", "detail", "text", "link")


def figures(card: Scorecard, say: Words) -> bytes:
    """Write all figures, a row each, in full precision; revenue has a row a currency."""
    return csv_file([FIGURES, *_figures(card, say)])


def rows(found: Behind, brand: Brand) -> bytes:
    """Write what is behind a figure, a row each; times are those of the brand's zone, with their offset."""
    return csv_file([ROWS, *_rows(found, brand)])


def _figures(card: Scorecard, say: Words) -> Iterator[Iterable[Cell]]:
    yield "index", "index", _cell(card.index), "", "", "", "", "", "", ""
    for part, it in {**card.parts, **card.watches}.items():
        yield part, "", "", "", "", "", "", "", _cell(it.score), ""
        for name, one in it.measures.items():
            numbers = map(_cell, (one.value, one.n, one.low, one.high, one.previous))
            yield part, name, *numbers, one.change, _cell(one.score), reporting.definition(name, say)
            for beside, value in one.more.items():
                yield part, f"{name}.{beside}", _cell(value), "", "", "", "", "", "", ""
    for currency in sorted({*card.revenue, *card.revenue_previous}):
        sums = card.revenue.get(currency, ""), card.revenue_previous.get(currency, "")
        yield "revenue", currency, sums[0], "", "", "", sums[1], "", "", reporting.definition(REVENUE, say)


def _rows(found: Behind, brand: Brand) -> Iterator[Iterable[Cell]]:
    for row in found.rows:
        at = row.at.astimezone(brand.zone).isoformat(timespec="seconds") if row.at else ""
        where = row.platform, row.chat, row.person, row.name
        yield at, *where, _cell(row.adds), row.state, row.detail, row.text, row.link


def _cell(value: float | None) -> Cell:
    return "" if value is None else value
