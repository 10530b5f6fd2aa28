"""`rapport import` and `rapport export`: history as event lines."""

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import BrandKey, ConfigFile, Desk, RefusedError, desk, note

SOURCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
BOM = b"\xef\xbb\xbf"
MOST_SENTENCES = 50
MOST_NUMBERS = 50

Advance = Callable[[int], object]
"""Told how many bytes more were read."""


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON Lines, UTF-8, one event a line.")],
    source: Annotated[str, typer.Option(metavar="NAME", help="Where the lines' ids come from.")] = "import",
    config: ConfigFile = None,
) -> None:
    """Take history in from event lines.

    A file with a wrong line changes nothing, and neither does one that was imported before.
    """
    from handlers import history
    from storage import ledger

    if not SOURCE.fullmatch(source):
        raise RefusedError("--source must be a short name of letters, digits, _, . and -.")
    lines = LineFile(file)
    with desk(config) as it:
        is_list = lines.is_order_list
        if is_list:
            lines = OrderFile(file, it)
        if it.database.read(lambda db: ledger.find_import(db, source, lines.sha256)):
            typer.echo(f"{file.name} was imported before: nothing changes.")
            return
        with lines.progress("Checking"):
            found = history.check(it.database, lines, source, it.settings.brands)
        if found.unknown:
            note(_told(found.unknown, " left out"))
        if found.bad:
            told = _told(found.bad)
            raise RefusedError(_as_columns(told) if is_list else told, "Nothing was imported.", code=1)
        if found.new:
            with lines.progress("Importing"):
                _write(it, lines, source)
        typer.echo(_summary(file.name, found.new, found.known))


def events(brand: BrandKey, config: ConfigFile = None) -> None:
    """Write a brand's whole history as event lines."""
    from handlers import history
    from storage.database import Session

    def write(db: Session) -> None:
        for line in history.export(db, owner.key):
            sys.stdout.buffer.write(line)

    with desk(config) as it:
        owner = it.brand(brand)
        sys.stdout.flush()
        it.database.read(write)
        sys.stdout.buffer.flush()


class LineFile:
    """A file's lines with their numbers; it can be read several times, and must be the same each time.

    Raises:
        RefusedError: it is no file of text, or cannot be read.
    """

    def __init__(self, path: Path) -> None:
        import hashlib

        self._path = path
        self._advance: Advance = lambda _bytes: None
        try:
            with path.open("rb") as file:
                if not path.is_file() or b"\0" in file.read(8_192):
                    raise RefusedError(
                        f"{path.name} is no text: events are written as JSON, one object a line, in UTF-8."
                    )
                file.seek(0)
                self.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
                self.size = file.tell()
        except OSError as error:
            raise RefusedError(f"{path.name} cannot be read ({error.strerror}): mend the path or its rights.") from None

    @property
    def is_order_list(self) -> bool:
        """Tell whether it is a shop's list of orders."""
        from handlers.orders.lists import is_list

        with self._path.open("rb") as file:
            return is_list(file.readline(4_096).decode("utf-8", "replace"))

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        """Give each line with its number; one that is too long is cut, and refused for that."""
        import hashlib

        from handlers.history import LONGEST_LINE

        read = hashlib.sha256()
        with self._path.open("rb") as file:
            for number in count(1):
                raw = file.readline(LONGEST_LINE + 1)
                read.update(raw)
                rest = raw
                while rest and not rest.endswith(b"\n"):
                    rest = file.readline(LONGEST_LINE)
                    read.update(rest)
                if not raw:
                    break
                yield number, raw.removeprefix(BOM) if number == 1 else raw
                self._advance(file.tell())
        if read.hexdigest() != self.sha256:
            raise RefusedError(f"{self._path.name} changed while it was read: import it again.")

    @contextmanager
    def progress(self, what: str) -> Iterator[None]:
        """Show on a terminal how far the next reading is."""
        if not sys.stderr.isatty():
            yield
            return
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True)) as bar:
            task = bar.add_task(what, total=self.size)
            self._advance = lambda position: bar.update(task, completed=position)
            yield


class OrderFile(LineFile):
    """A list of orders, read as the event lines of its purchases."""

    def __init__(self, path: Path, it: Desk) -> None:
        from bot.app import means

        super().__init__(path)
        self._key, self._brands = means(it.settings).customer_key, it.settings.brands

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        """Give each order's line with its number."""
        from handlers.orders.lists import OrderList

        rows = (raw.decode("utf-8", "replace") for _number, raw in super().__iter__())
        yield from OrderList(rows, self._key, self._brands)


def _as_columns(sentences: str) -> str:
    """Name an order's keys as its list does."""
    return sentences.replace('"id"', '"order"').replace('"person"', '"customer"')


def _write(it: Desk, lines: LineFile, source: str) -> None:
    from handlers import history
    from insight import listening
    from storage import ledger

    hear = partial(history.listened, classifier=listening.classifier(), brands=it.settings.brands)
    number, _completed = it.database.write(lambda db: ledger.begin_import(db, source, lines.sha256, it.now))
    try:
        for portion in history.portions(history.lines(lines, source)):
            heard = hear(portion)
            began = time.perf_counter()
            it.database.write(partial(history.put, portion=heard, import_id=number))
            if it.is_bot_running:
                # SQLite lets in whoever asks at the right moment, so leave as many moments as were taken.
                time.sleep(time.perf_counter() - began)
    except KeyboardInterrupt:
        note("The import is not complete and counts nowhere yet: run it again, and it goes on.")
        raise
    it.database.write(lambda db: ledger.complete_import(db, number, it.now))


def _summary(name: str, new: int, known: int) -> str:
    there = f"{known} {'was' if known == 1 else 'were'} there already"
    if new:
        return f"Imported {new} {'line' if new == 1 else 'lines'} of {name}" + (f"; {there}." if known else ".")
    return f"Nothing changes: of {name}, {there}." if known else f"{name} has nothing to import."


def _told(found: dict[str, list[int]], what: str = "") -> str:
    told = [f"{_numbers(lines)}{what}: {sentence}" for sentence, lines in list(found.items())[:MOST_SENTENCES]]
    rest = sum(len(lines) for lines in list(found.values())[MOST_SENTENCES:])
    return "\n".join([*told, f"and {rest} more such lines."] if rest else told)


def _numbers(lines: list[int]) -> str:
    """Write `line 3`, or `lines 3, 5-9`."""
    runs: list[list[int]] = []
    for number in lines:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    shown = ", ".join("-".join(map(str, run)) for run in runs[:MOST_NUMBERS])
    more = " and more" if len(runs) > MOST_NUMBERS else ""
    return f"{'line' if len(lines) == 1 else 'lines'} {shown}{more}"
