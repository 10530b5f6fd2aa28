"""`rapport import` and `rapport export`: history as event lines."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import exports
from bot.cli.bringing import progress, write
from bot.cli.common import BrandKey, ConfigFile, Desk, RefusedError, desk, note

SOURCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
BOM = b"\xef\xbb\xbf"
MOST_SENTENCES = 50
MOST_NUMBERS = 50

Advance = Callable[[int], object]
"""Told how many bytes more were read."""


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Event lines, or an export of Slack's or Telegram's.")],
    source: Annotated[str, typer.Option(metavar="NAME", help="Where the lines' ids come from.")] = "import",
    brand: Annotated[str | None, typer.Option(metavar="KEY", help="Whose chats to take of an export.")] = None,
    chat: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="A chat to take of an export, by id or name.")
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="A bot or person to leave out of an export.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Only tell what would be imported.")] = False,
    config: ConfigFile = None,
) -> None:
    """Take history in: event lines, a Slack workspace's export (zip), or Telegram's (result.json).

    A file with something wrong in it changes nothing, and neither does one that was imported before.
    """
    from handlers import imports

    if not SOURCE.fullmatch(source):
        raise RefusedError("--source must be a short name of letters, digits, _, . and -.")
    what = imports.detect(file)
    with desk(config) as it:
        if what == imports.LINES:
            if brand or chat or without:
                raise RefusedError("--brand, --chat and --without are for exports: each event line names its own.")
            _take_in(it, file, source, only_check=check)
            return
        if source != "import":
            raise RefusedError("--source is for event lines: an export's ids are those that the bot itself gives.")
        wish = exports.wish_of(it, what, brand, chat or [], without or [])
        exports.take_in(it, file, what, wish, only_check=check)


def _take_in(it: Desk, file: Path, source: str, *, only_check: bool) -> None:
    """Take in event lines, or a list of orders."""
    from handlers import history
    from insight import listening
    from storage import ledger

    lines = LineFile(file)
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
    if found.new and not only_check:
        with lines.progress("Importing"):
            hear = partial(history.listened, classifier=listening.classifier(), brands=it.settings.brands)
            heard = map(hear, history.portions(history.lines(lines, source)))
            write(it, source, lines.sha256, heard, history.put)
    typer.echo(_summary(file.name, found.new, found.known, "Would import" if only_check else "Imported"))


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
        with progress(what) as advance:
            self._advance = lambda position: advance(position, self.size)
            yield


class OrderFile(LineFile):
    """A list of orders, read as the event lines of its purchases."""

    def __init__(self, path: Path, it: Desk) -> None:
        from bot.groundwork import means

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


def _summary(name: str, new: int, known: int, done: str) -> str:
    there = f"{known} {'was' if known == 1 else 'were'} there already"
    if new:
        return f"{done} {new} {'line' if new == 1 else 'lines'} of {name}" + (f"; {there}." if known else ".")
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
