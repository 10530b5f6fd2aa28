"""A shop's list of orders (CSV), read as the event lines of its purchases."""

import csv
import json
from collections.abc import Collection, Iterable, Iterator

from chat.lines import LineError
from handlers.orders import taking
from storage import customers

MARKING = {"order", "customer"}
BRAND = "brand"
COLUMNS = ("order", "at", "customer", "amount", "currency", BRAND)


def is_list(head: str) -> bool:
    """Tell by its first line whether a file is a list of orders."""
    return set(_names(head)) >= MARKING


class OrderList:
    """Reads a list row by row; what is wrong in one is found when its line is read.

    Args:
        rows: the file's lines, the first of which names the columns, separated by commas, semicolons or tabs.
        key: `Means.customer_key`.
        brands: the keys of the configured brands; the only one may be left out of the list.
    """

    def __init__(self, rows: Iterable[str], key: bytes, brands: Collection[str]) -> None:
        self._rows = rows
        self._key = key
        self._only = next(iter(brands)) if len(brands) == 1 else None

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        """Give each order's number of its last line, and its event line.

        Raises:
            LineError: the file is no CSV, or tells one thing in two columns.
        """
        rest = iter(self._rows)
        head = next(rest, "")
        if twice := [name for name in COLUMNS if _names(head).count(name) > 1]:
            raise LineError(f'line 1: The column "{twice[0]}" is there twice: leave one of them.')
        reader = csv.reader(rest, delimiter=_separator(head), strict=True)
        try:
            for row in reader:
                if any(row):
                    yield reader.line_num + 1, self._line(dict(zip(_names(head), row, strict=False)))
        except csv.Error as error:
            raise LineError(f"line {reader.line_num + 1}: This is no CSV: {error}.") from None

    def _line(self, row: dict[str, str]) -> bytes:
        told = {name: value.strip() for name, value in row.items()}
        brand = told.get(BRAND) or self._only
        customer = told.get("customer")
        line = {
            "id": f"{taking.MARK}{told['order']}" if told.get("order") else None,
            "brand": brand,
            "platform": customers.PLATFORM,
            "chat": taking.CHAT,
            "person": taking.pseudonym(self._key, brand or "", customer) if customer else None,
            "team": False,
            "kind": "purchase",
            "at": told.get("at"),
            "amount": told.get("amount"),
            "currency": told.get("currency"),
        }
        return json.dumps(line).encode()


def _separator(head: str) -> str:
    return max(",;\t", key=head.count)


def _names(head: str) -> list[str]:
    return [name.strip(' "\r\n\ufeff').lower() for name in head.split(_separator(head))]
