"""CSV files that spreadsheets open as they are meant."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable

_FORMULA = frozenset("=+-@＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula, in full width too."""
_NUMBER = re.compile(r"-?\d+", re.ASCII)

Cell = str | int | float


def csv_file(rows: Iterable[Iterable[Cell]]) -> bytes:
    """Write rows, each cell `guarded`: UTF-8 with a byte order mark, lines end with CR LF."""
    file = io.StringIO(newline="")
    lines = csv.writer(file, lineterminator="\r\n")
    for row in rows:
        lines.writerow(map(guarded, row))
    return file.getvalue().encode("utf-8-sig")


def guarded(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula, with an apostrophe before what looks like one.

    Numbers stay as they are: ids of Telegram's groups begin with a minus.
    """
    if not isinstance(cell, str) or not cell or cell[0].isalnum() or _NUMBER.fullmatch(cell):
        return cell
    begins = next((sign for sign in cell if not _is_blank(sign)), "")
    return f"'{cell}" if begins in _FORMULA or cell[:1] in {"\t", "\r", "\n"} else cell


def _is_blank(sign: str) -> bool:
    # Of these, too, nothing is seen, and spreadsheets may pass over them.
    return sign.isspace() or unicodedata.category(sign) in {"Cc", "Cf", "Mn"}
