"""Conversations with `rapport poll` about polls that there are already, and those to come."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import Folder

BRAND = ("--brand", "demo")
ASK = ("poll", "create", *BRAND, "--question", "Which next?", "--option", "Recipes", "--option", "a=b", "--json")


@pytest.fixture
def folder(tmp_path: Path, migrated_file: Path) -> Folder:
    """Give a folder with nothing in it: the embedded defaults hold."""
    return Folder(tmp_path, migrated_file)


@pytest.fixture
def poll(folder: Folder) -> str:
    """Make a poll."""
    made: str = json.loads(folder.here(*ASK).out)["id"]
    return made


def results(folder: Folder, poll: str) -> dict[str, Any]:
    """Return what `poll results` prints."""
    found: dict[str, Any] = json.loads(folder.here("poll", "results", poll, "--json").out)
    return found


def test_plans_are_listed_and_deleted(folder: Folder) -> None:
    """A deleted plan posts nothing more, and is not listed any more."""
    assert folder.here("poll", "plans", *BRAND).out == "Demo has nothing planned.\n"
    folder.here(*ASK, "--every", "Monday 9:00 Europe/Riga")
    (plan,) = json.loads(folder.here("poll", "plans", *BRAND, "--json").out)
    assert (plan["plan"], plan["question"], plan["rule"]) == (1, "Which next?", "every Monday 09:00 Europe/Riga")
    assert "every Monday 09:00 Europe/Riga  Which next?" in folder.here("poll", "plans", *BRAND).out
    assert folder.here("poll", "unplan", "1").out == "Plan 1 is deleted.\n"
    assert folder.here("poll", "unplan", "1").out == "Plan 1 was deleted already.\n"
    assert json.loads(folder.here("poll", "plans", *BRAND, "--json").out) == []
    assert folder.here("poll", "unplan", "9").err.startswith("There is no plan 9")


def test_a_poll_is_edited(folder: Folder, poll: str) -> None:
    """Question, options and end; options may hold signs of equality themselves."""
    edit = ("poll", "edit", poll)
    changes = ("--question", "What now?", "--option", "a=b=c=d", "--add", "Live", "--remove", "Recipes")
    assert folder.here(*edit, *changes, "--until", "tomorrow 9:00").out == f"Poll {poll} is changed.\n"
    found = results(folder, poll)
    assert (found["question"], [each["text"] for each in found["options"]]) == ("What now?", ["c=d", "Live"])
    assert folder.here(*edit, "--question", "What now?").out == f"Poll {poll} is so already.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(
            ("--option", "Tours=Trips"), "The poll has no option 'Tours': write --option OLD=NEW", id="rename"
        ),
        pytest.param(("--remove", "Tours"), "The poll has no option 'Tours': it has 'Recipes', 'a=b'.", id="remove"),
        pytest.param(("--until", "some day"), "I can't read 'some day' as a moment", id="until"),
    ],
)
def test_what_cannot_be_edited(folder: Folder, poll: str, arguments: tuple[str, ...], sentence: str) -> None:
    """One sentence."""
    done = folder.here("poll", "edit", poll, *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(sentence)


def test_a_poll_is_opened_again_and_deleted(folder: Folder, poll: str) -> None:
    """It can be closed, opened, and taken back for good."""
    assert folder.here("poll", "reopen", poll).out == f"Poll {poll} was open already.\n"
    folder.here("poll", "close", poll)
    assert folder.here("poll", "reopen", poll, "--until", "tomorrow 9:00").out == f"Poll {poll} is open again.\n"
    assert results(folder, poll)["state"] == "open"
    assert folder.here("poll", "delete", poll).out == f"Poll {poll} is deleted.\n"
    assert folder.here("poll", "delete", poll).err.startswith(f"There is no poll '{poll}'")


def test_a_poll_is_cloned(folder: Folder, poll: str) -> None:
    """The same is asked anew, in a poll of its own."""
    twin = json.loads(folder.here("poll", "clone", poll, "--json").out)
    assert twin["id"] != poll
    assert {**twin, "id": poll} == results(folder, poll)


def test_votes_are_written_as_csv(folder: Folder, poll: str) -> None:
    """To standard output, or into a file."""
    folder.here("poll", "votes", poll, "--out", "votes.csv")
    content = (folder.path / "votes.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert folder.rapport("poll", "votes", poll).out.encode() == content
    assert "I can't write" in folder.here("poll", "votes", poll, "--out", "nowhere/votes.csv").err
