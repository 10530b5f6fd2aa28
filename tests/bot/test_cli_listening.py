"""Conversations with `rapport classify` and `rapport train`."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from insight.listening import fitting, training
from insight.listening.sentiment import FILE, Sentiment

KEYS = ["language", "sentiment", "confidence", "query", "recommends", "thanks"]


def classified(given: bytes) -> list[dict[str, object]]:
    """Give the lines that `rapport classify` prints."""
    done = CliRunner().invoke(app, ["classify"], input=given)
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_line_for_each_text() -> None:
    """Blank lines too, with exactly the promised keys and types."""
    found = classified("I love this coffee so much 😍\n\n\u2028\r\nDas ist ja wirklich furchtbar".encode())
    assert [each["sentiment"] for each in found] == [1, 0, 0, -1]
    assert all(list(each) == KEYS for each in found)
    assert {type(each["sentiment"]) for each in found} == {int}
    assert {type(each["confidence"]) for each in found} == {float}
    assert {type(each[key]) for each in found for key in KEYS[3:]} == {bool}


@pytest.mark.parametrize(
    ("given", "lines"),
    [(b"", 0), (b"\n", 1), (b"\n\n", 2), (b"a", 1), (b"a\nb\n", 2), (b"\xff\xfe\x00\n", 1), (b"x\n" * 150, 150)],
)
def test_lines_are_counted_as_they_came(given: bytes, lines: int) -> None:
    """What is no UTF-8 is read as far as it goes."""
    assert len(classified(given)) == lines


def test_a_mark_of_byte_order_is_no_text() -> None:
    """As some editors write it."""
    assert classified(b"\xef\xbb\xbf") == classified(b"\n")


def test_training_needs_its_data(tmp_path: Path) -> None:
    """A folder without them is refused with the file that is missing."""
    done = CliRunner().invoke(app, ["train", "--data", str(tmp_path), "--out", str(tmp_path / "out")])
    assert (done.exit_code, "en.train.tsv" in done.stderr) == (2, True)


def test_training_writes_where_it_is_told(tmp_path: Path) -> None:
    """The weights of a few texts can be used."""
    folder = tmp_path / training.SENTIMENT
    folder.mkdir()
    for language in ("en", "es", "pt", "de"):
        for part in ("train", "val"):
            (folder / f"{language}.{part}.tsv").write_text("-1\tzorp\n0\tblub\n1\tfizz\n", encoding="utf-8")
    fitting.train(fitting.labelled(folder, ["train", "val"]), tmp_path / "out")
    assert (tmp_path / "out" / FILE).is_file()
    likely = Sentiment(tmp_path / "out").probabilities(["zorp", "fizz"], ["en", "en"])
    assert likely.argmax(axis=1).tolist() == [0, 2]
