"""The scorecard, and what is behind a figure, as CSV files for spreadsheets and programs."""

import csv
import io
from collections.abc import Iterable

from handlers.polls.exports import Cell, guarded
from handlers.reporting.behind import Behind
from insight.scorecard import Scorecard

FIGURES = ("value", "n", "low", "high", "previous", "change", "score")


def of_scorecard(card: Scorecard) -> bytes:
    """Return a row for each figure, in full precision; what is unknown is empty."""
    told = card.as_json()
    rows: list[Iterable[object]] = [("part", "measure", *FIGURES)]
    rows.append(("index", "index", told["index"]))
    for part, given in {**told["parts"], **told["watches"]}.items():
        for measure, figures in given["measures"].items():
            rows.append((part, measure, *(figures[name] for name in FIGURES)))
            more = {name: value for name, value in figures.items() if name not in FIGURES}
            rows += [(part, f"{measure}.{name}", value) for name, value in more.items()]
    for currency in sorted({**told["revenue"], **told["revenue_previous"]}):
        now, before = told["revenue"].get(currency), told["revenue_previous"].get(currency)
        rows.append(("revenue", currency, now, None, None, None, before))
    return _csv(rows)


def of_rows(opened: Behind) -> bytes:
    """Return a row for each message, person, wait or purchase; times are UTC."""
    columns = ("at", "platform", "chat", "person", "name", "text", "state", "detail", "adds", "link")
    told = (each | {"at": each["at"] or ""} for each in opened.as_json()["rows"])
    return _csv([columns, *(tuple(each[name] for name in columns) for each in told)])


def _csv(rows: Iterable[Iterable[object]]) -> bytes:
    file = io.StringIO(newline="")
    lines = csv.writer(file, lineterminator="\r\n")
    for row in rows:
        lines.writerow(map(_cell, row))
    return file.getvalue().encode("utf-8-sig")


def _cell(value: object) -> Cell | float:
    if value is None:
        return ""
    return value if isinstance(value, float) else guarded(value if isinstance(value, int) else str(value))
