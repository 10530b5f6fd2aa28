"""What all imports share: showing how far they are, and writing in portions."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Protocol

from bot.cli.common import Desk, note

if TYPE_CHECKING:
    from handlers.history import Portion
    from storage.database import Session

Advance = Callable[[int, int], object]
"""Told how much was read, and how much there is."""


class Put(Protocol):
    """Writes a portion under its import."""

    def __call__(self, db: "Session", portion: "Portion", import_id: int) -> None:
        """Write."""
        ...


@contextmanager
def progress(what: str) -> Iterator[Advance]:
    """Show on a terminal how far a reading is."""
    if not sys.stderr.isatty():
        yield lambda _position, _size: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task(what, total=None)
        yield lambda position, size: bar.update(task, completed=position, total=size)


def write(
    it: Desk,
    source: str,
    sha256: str,
    portions: "Iterable[Portion]",
    put: "Put",
) -> None:
    """Write portions under one import, each in a transaction of its own; they count once all are written."""
    from storage import ledger

    number, _completed = it.database.write(lambda db: ledger.begin_import(db, source, sha256, it.now))
    try:
        for portion in portions:
            began = time.perf_counter()
            it.database.write(partial(put, portion=portion, import_id=number))
            if it.is_bot_running:
                # SQLite lets in whoever asks at the right moment, so leave as many moments as were taken.
                time.sleep(time.perf_counter() - began)
    except KeyboardInterrupt:
        note("The import is not complete and counts nowhere yet: run it again, and it goes on.")
        raise
    it.database.write(lambda db: ledger.complete_import(db, number, it.now))
