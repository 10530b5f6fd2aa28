"""Conversations with `rapport poll`."""

import json
from pathlib import Path

import pytest

from tests.support.command import Folder

ASK = ("poll", "create", "--brand", "demo", "--question", "Which content next?")
THREE = (*ASK, "--option", "Recipes", "--option", "Behind  the\tscenes", "--option", "Live Q&A")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Give a folder with nothing in it: the embedded defaults hold."""
    return Folder(tmp_path)


def test_a_poll_from_its_question_to_its_end(folder: Folder) -> None:
    """What `create --json` prints is what `results --json` prints, and `list` knows it until and after its close."""
    made = folder.here(*THREE, "--json")
    poll = json.loads(made.out)
    assert poll["options"][1] == {"text": "Behind the scenes", "votes": 0}
    assert (poll["question"], poll["state"], poll["voters"]) == ("Which content next?", "open", 0)
    assert json.loads(folder.here("poll", "results", poll["id"], "--json").out) == poll
    assert json.loads(folder.here("poll", "list", "--brand", "demo", "--json").out) == [poll]
    assert folder.here("poll", "close", poll["id"]).out == f"Poll {poll['id']} is closed.\n"
    assert folder.here("poll", "close", poll["id"]).out == f"Poll {poll['id']} was closed already.\n"
    assert f"{poll['id']}  closed       0  Which content next?" in folder.here("poll", "list", "--brand", "demo").out


def test_with_nobody_there_to_deliver_it_is_said(folder: Folder) -> None:
    """The command has done its part; standard output stays clean for programs."""
    made = folder.here(*THREE, "--json")
    assert (made.code, made.err) == (0, "queued: start `rapport run`\n")
    assert json.loads(made.out)


def test_people_read_sentences_and_bars(folder: Folder) -> None:
    """Without --json everything is for people."""
    assert folder.here("poll", "list", "--brand", "demo").out == "Demo has no polls yet.\n"
    sentence = folder.here(*THREE).out
    assert sentence.endswith(" is on its way: Which content next?\n")
    assert folder.here("poll", "results", sentence.split()[1]).out.splitlines() == [
        "Which content next?",
        "  Recipes            ▱▱▱▱▱▱▱▱▱▱  0",
        "  Behind the scenes  ▱▱▱▱▱▱▱▱▱▱  0",
        "  Live Q&A           ▱▱▱▱▱▱▱▱▱▱  0",
        "0 voted; the poll is open.",
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param((*ASK, "--option", "One"), "A poll needs a --question and 2 to 10", id="one option"),
        pytest.param((*ASK, "--option", "One", "--option", " "), "A poll needs a --question", id="an empty option"),
        pytest.param((*ASK, "--option", "One", "--option", "ONE"), "Two options are the same.", id="the same twice"),
        pytest.param((*ASK, "--option", "One", "--option", "x" * 101), "One option is too long.", id="too long"),
        pytest.param(
            ("poll", "list", "--brand", "dmo"), "There is no brand 'dmo': the settings have demo.", id="brand"
        ),
        pytest.param(("poll", "results", "nope"), "There is no poll 'nope'", id="results of no poll"),
        pytest.param(("poll", "close", "nope"), "There is no poll 'nope'", id="close of no poll"),
    ],
)
def test_what_cannot_be_done_is_told(folder: Folder, arguments: tuple[str, ...], sentence: str) -> None:
    """One sentence, and exit code 2."""
    done = folder.here(*arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith(sentence)


def test_a_brand_without_audience_cannot_ask(folder: Folder) -> None:
    """The sentence names the key."""
    folder.configure('[webchat]\n[brands.demo]\nzone = "UTC"\n')
    done = folder.here(*THREE)
    assert done.code == 2
    assert "audiences in config.toml" in done.err
