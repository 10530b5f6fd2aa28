"""Conversations with `rapport content`."""

import json
from pathlib import Path

import pytest

from tests.support.command import Folder


@pytest.fixture
def folder(tmp_path: Path, migrated_file: Path) -> Folder:
    """Give a folder with nothing in it: the embedded defaults hold."""
    return Folder(tmp_path, migrated_file)


def test_it_ranks_what_was_asked(folder: Folder) -> None:
    """For people and as JSON; without answers it says that there are too few."""
    assert "Nothing to rank yet" in folder.here("content", "--brand", "demo").out
    made = ("poll", "create", "--brand", "demo", "--question", "Which?", "--option", "Recipes", "--option", "Live")
    folder.here(*made)
    told = folder.here("content", "--brand", "demo").out
    assert told.startswith("What to make next: Demo\n\nToo few to tell")
    found = json.loads(folder.here("content", "--brand", "demo", "--json").out)
    assert (found["brand"], [topic["topic"] for topic in found["topics"]]) == ("demo", ["Live", "Recipes"])


def test_an_unknown_brand_is_refused(folder: Folder) -> None:
    """With those there are."""
    refused = folder.here("content", "--brand", "nosuch")
    assert (refused.code, "demo" in refused.err) == (2, True)
