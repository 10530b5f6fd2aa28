"""Conversations with `rapport rollup`."""

from pathlib import Path

from tests.bot.test_cli_history import ACME, write
from tests.chat.test_lines import text
from tests.support.command import Folder


def test_days_are_folded_and_checked(tmp_path: Path) -> None:
    """All days at first, then those that changed; scorecards from them are the ledger's."""
    folder = Folder(tmp_path)
    folder.configure(ACME)
    assert folder.here("rollup").out == "acme: 0 days folded.\n"
    said = [text("message", id=f"m{day}", at=f"2026-11-0{day}T10:15:00Z", reply_to=None) for day in (2, 3, 5)]
    folder.here("import", write(folder, *said))
    assert folder.here("rollup", "--brand", "acme").out == "acme: 3 days folded.\n"
    done = folder.here("rollup", "--rebuild", "--check")
    assert done.out == "acme: 4 days folded.\nacme: 24 scorecards are those of the whole ledger.\n"
    assert "There is no brand 'norte'" in folder.here("rollup", "--brand", "norte").err
