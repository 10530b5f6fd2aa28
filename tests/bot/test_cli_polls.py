"""Conversations with `rapport poll`."""

import json
from pathlib import Path

import pytest

from tests.support.command import Folder

ASK = ("poll", "create", "--brand", "demo", "--question", "Which content next?")
THREE = (*ASK, "--option", "Recipes", "--option", "Behind  the\tscenes", "--option", "Live Q&A")


@pytest.fixture
def folder(tmp_path: Path, migrated_file: Path) -> Folder:
    """Give a folder with nothing in it: the embedded defaults hold."""
    return Folder(tmp_path, migrated_file)


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


@pytest.mark.parametrize(
    ("arguments", "texts"),
    [
        pytest.param(("--kind", "rating"), list("12345"), id="rating"),
        pytest.param(("--kind", "nps"), list(map(str, range(11))), id="nps"),
        pytest.param(
            (
                *("--option", "A", "--option", "B", "--option", "C", "--kind", "multi", "--most", "2"),
                *("--results", "voted", "--visibility", "confidential", "--adding", "--approve", "--why"),
                *("--milestones", "--remind", "--for", "2d"),
            ),
            ["A", "B", "C"],
            id="everything",
        ),
    ],
)
def test_polls_of_all_kinds(folder: Folder, arguments: tuple[str, ...], texts: list[str]) -> None:
    """Each option has its word; what is printed is the form of `poll results`."""
    done = folder.here(*ASK, *arguments, "--json")
    assert [each["text"] for each in json.loads(done.out)["options"]] == texts


def test_a_poll_is_planned(folder: Folder) -> None:
    """Once or again and again; the next run is told in the brand's time."""
    again = ("--every", "Monday 09:00 Europe/Riga")
    planned = json.loads(folder.here(*THREE, *again, "--json").out)
    assert sorted(planned) == ["next", "plan"]
    assert "Plan 2 is made: Which content next? (next " in folder.here(*THREE, "--at", "tomorrow 9:00").out
    assert json.loads(folder.here("poll", "list", "--brand", "demo", "--json").out) == []


FILE = """
brand = "demo"
question = "Which  next?"
options = ["Recipes", "Live"]
kind = "ranked"
visibility = "confidential"
results = "closed"
why = true
for = "2d"
"""


def test_a_poll_is_read_from_a_file(folder: Folder) -> None:
    """The file says all that the options can say."""
    (folder.path / "poll.toml").write_text(FILE, encoding="utf-8")
    poll = json.loads(folder.here("poll", "create", "--file", "poll.toml", "--json").out)
    assert (poll["question"], [each["text"] for each in poll["options"]]) == ("Which next?", ["Recipes", "Live"])


def test_a_file_may_hold_tomls_own_times(folder: Folder) -> None:
    """A date needs no quotes."""
    (folder.path / "poll.toml").write_text(FILE + "at = 2035-11-30 18:00:00\n", encoding="utf-8")
    assert "too far ahead" in folder.here("poll", "create", "--file", "poll.toml").err


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param("questoin = 'Q'", "The key 'questoin' is not known: did you mean question?", id="a slip"),
        pytest.param("xyzzy = 1", "The key 'xyzzy' is not known: there are brand, question,", id="an unknown key"),
        pytest.param("kind = 'rankd'", "kind has 'rankd', which is not known: did you mean ranked?", id="a kind"),
        pytest.param("results = 1", "results has 1, which is not known: write one of live, voted", id="results"),
        pytest.param("why = 'yes'", "why must be true or false, not 'yes'.", id="no flag"),
        pytest.param("most = true", "most must be a number, not True.", id="no number"),
        pytest.param("options = 'A, B'", "options must be a list of texts", id="no list"),
        pytest.param("options = [1, 2]", "options must be a list of texts", id="no texts"),
        pytest.param("question = 1", "question must be a text in quotes, not 1.", id="no text"),
        pytest.param("question = ", "poll.toml is no TOML", id="no TOML"),
        pytest.param("kind = 'nps'", "Say which brand asks: --brand KEY.", id="no brand"),
        pytest.param("brand = 'demo'\nevery = 'x'\nkind='nps'", "I can't read “x” as a recurring time.", id="no rule"),
        pytest.param("brand = 'dmo'\nkind = 'nps'", "There is no brand 'dmo'", id="no such brand"),
    ],
)
def test_a_wrong_file_is_told(folder: Folder, content: str, sentence: str) -> None:
    """One sentence names the key and what is right, and nothing is posted."""
    (folder.path / "poll.toml").write_text(content, encoding="utf-8")
    done = folder.here("poll", "create", "--file", "poll.toml")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(sentence)


def test_a_file_and_options_do_not_mix(folder: Folder) -> None:
    """Which of them would count?"""
    done = folder.here("poll", "create", "--file", "poll.toml", "--why")
    assert done.err == "Give either --file or --why, not both.\n"
    assert "I can't read poll.toml" in folder.here("poll", "create", "--file", "poll.toml").err
