"""Run the command `rapport` as people do, in a folder of its own."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from bot.cli import app

COMMAND = (sys.executable, "-m", "bot")
WITHIN_S = 100


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


class Folder:
    """A working directory with its settings; `$RAPPORT_` and the like are as the test left them."""

    def __init__(self, path: Path, database: Path | None = None) -> None:
        """Take a folder; with the file of a migrated database no command there needs to migrate one."""
        self.path = path
        if database is not None:
            shutil.copy(database, path / "rapport.db")

    def configure(self, text: str) -> None:
        """Write config.toml."""
        (self.path / "config.toml").write_text(text, encoding="utf-8")

    def rapport(self, *args: str) -> Done:
        """Run a command in a process of its own."""
        done = subprocess.run(
            [*COMMAND, *args], cwd=self.path, env=dict(os.environ), capture_output=True, timeout=WITHIN_S, check=False
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def here(self, *args: str) -> Done:
        """Run a command in this process, which is quicker; an error that nobody told of is the test's."""
        before = Path.cwd()
        os.chdir(self.path)
        try:
            result = CliRunner().invoke(app, list(args))
        finally:
            os.chdir(before)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Done(result.exit_code, result.stdout, result.stderr)
