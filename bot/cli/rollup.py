"""`rapport rollup`: what days come to, folded from the ledger, and whether scorecards from it are the ledger's."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import ConfigFile, Desk, RefusedError, desk

if TYPE_CHECKING:
    from chat.brands import Brand
    from handlers.rollups import Progress
    from storage.rollups import Change

CHECKED_WEEKS = 12


def rollup(
    brand: Annotated[str | None, typer.Option("--brand", metavar="KEY", help="Only this brand; default: all.")] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Fold all days anew, not only what changed.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Also compare scorecards with the whole ledger; this takes long.")
    ] = False,
    config: ConfigFile = None,
) -> None:
    """Fold the days of the ledger that changed, as a running Rapport does by itself."""
    from storage.database import Overtaken

    with desk(config) as it:
        for owner in [it.brand(brand)] if brand is not None else it.settings.brands.values():
            try:
                days = _fold(it, owner, rebuild=rebuild)
            except Overtaken:
                raise RefusedError(
                    f"Another process folds {owner.key} at the moment: try again when it is done."
                ) from None
            typer.echo(f"{owner.key}: {days} {'day' if days == 1 else 'days'} folded.")
            if check:
                _check(it, owner)


def _fold(it: Desk, owner: "Brand", *, rebuild: bool) -> int:
    from handlers import rollups
    from storage import rollups as kept

    def write(change: "Change") -> None:
        it.database.write(partial(kept.write, change=change))

    if not rebuild:
        return rollups.fold(it.database, owner, it.now.astimezone(owner.zone).date(), write)
    with _progress(owner.key) as progress:
        return rollups.rebuild(it.database, owner, write, progress)


def _check(it: Desk, owner: "Brand") -> None:
    from datetime import timedelta

    from handlers import reporting

    today = it.now.astimezone(owner.zone).date()
    for weeks in range(CHECKED_WEEKS):
        end = today - timedelta(weeks=weeks)
        for days in (7, 30):
            compare = partial(reporting.differs, brand=owner, start=end - timedelta(days=days), end=end)
            if found := it.database.read(compare):
                raise RefusedError(
                    f"{owner.key}: {', '.join(found)} of the {days} days before {end} are not the ledger's."
                )
    typer.echo(f"{owner.key}: {2 * CHECKED_WEEKS} scorecards are those of the whole ledger.")


@contextmanager
def _progress(brand: str) -> Iterator["Progress"]:
    """Show on a terminal how many days are done."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task(brand)
        yield lambda done, days: bar.update(task, completed=done, total=days)
