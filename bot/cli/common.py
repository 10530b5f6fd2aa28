"""What all commands share: their options, their desk, and sentences for what people can mend."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer
from typer.core import TyperGroup

from chat.errors import RapportError, UserError

if TYPE_CHECKING:
    from bot.settings import Settings
    from chat.brands import Brand
    from handlers.routing import Context
    from storage.database import Database

T = TypeVar("T")

ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="The settings; default config.toml, then $RAPPORT_CONFIG, else the embedded ones.",
    ),
]
BrandKey = Annotated[str, typer.Option("--brand", metavar="KEY", help="The brand's key in the settings.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class RefusedError(RapportError):
    """A command cannot do what it was asked; each sentence says what to mend."""

    def __init__(self, *sentences: str, code: int = 2) -> None:
        super().__init__("\n".join(sentences))
        self.code = code


class Commands(TyperGroup):
    """The commands; an error that people can mend is told in sentences, any other is a fault of Rapport's."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  # typer's own
        """Run the command."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            sentences = _sentences(error)
            if sentences is None:
                raise
            note(sentences)
            raise typer.Exit(error.code if isinstance(error, RefusedError) else 2) from None


def _sentences(error: Exception) -> str | None:
    if isinstance(error, UserError):
        from chat.i18n import words

        return words("en")(error.key, **error.args_of_text)
    if isinstance(error, RapportError):
        return str(error)
    from storage.database import complaint

    return complaint(error)


def note(sentences: str) -> None:
    """Tell people something beside a command's output."""
    typer.echo(sentences, err=True)


def print_json(content: object) -> None:
    """Print JSON for programs and people."""
    typer.echo(json.dumps(content, ensure_ascii=False, indent=2))


def settings_of(config: Path | None) -> "Settings":
    """Return the settings."""
    import os

    from bot.settings import load

    return load(config, os.environ, Path.cwd())


@dataclass
class Desk:
    """What a command works with."""

    settings: "Settings"
    database: "Database"
    now: datetime

    def brand(self, key: str) -> "Brand":
        """Return the brand of this key.

        Raises:
            RefusedError: there is none.
        """
        if key not in self.settings.brands:
            known = ", ".join(self.settings.brands) or "none"
            raise RefusedError(f"There is no brand {key!r}: the settings have {known}.")
        return self.settings.brands[key]

    @cached_property
    def is_bot_running(self) -> bool:
        """Tell whether a process is there to deliver what is written."""
        from bot.groundwork import has_pulse

        return has_pulse(self.database, self.now)

    def write(self, run: "Callable[[Context], T]") -> T:
        """Return the answer of `run`, which writes; a running process delivers what it says."""
        from bot.groundwork import configure, means
        from handlers.routing import Context

        def job(db: Any) -> T:  # noqa: ANN401  # storage's session
            if not self.is_bot_running:
                configure(db, self.settings, self.now)
            return run(Context(db, self.now, self.settings.brands, self.database.slot, means(self.settings)))

        return self.database.write(job)

    def note_queue(self) -> None:
        """Say what delivers, where nothing runs."""
        if not self.is_bot_running:
            note("queued: start `rapport run`")


@contextmanager
def desk(config: Path | None) -> Iterator[Desk]:
    """Give a command its settings and its database."""
    from bot.groundwork import open_database
    from chat.ports import SystemClock

    settings = settings_of(config)
    database = open_database(settings)
    try:
        yield Desk(settings, database, SystemClock().now())
    finally:
        database.close()
