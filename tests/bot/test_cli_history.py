"""Conversations with `rapport import` and `rapport export`."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from handlers import history
from storage.database import Database
from tests.chat.test_lines import text
from tests.insight.test_vectors import VECTORS, assert_alike, cases
from tests.support.command import COMMAND, Folder

ACME = """
[webchat]
[brands.acme]
zone = "UTC"
audiences = ["webchat:hall"]
"""


@pytest.fixture
def folder(tmp_path: Path, migrated_file: Path) -> Folder:
    """Give a folder with one brand."""
    made = Folder(tmp_path, migrated_file)
    made.configure(ACME)
    return made


def write(folder: Folder, *lines: str, name: str = "events.jsonl") -> str:
    """Write a file of lines; give its name."""
    (folder.path / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return name


def exported(folder: Folder) -> list[dict[str, Any]]:
    """Give what `export events` prints."""
    done = folder.here("export", "events", "--brand", "acme")
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def test_a_file_goes_in_and_comes_out(folder: Folder) -> None:
    """Lines come out in order of time, as they went in; what nobody had judged is judged."""
    lines = [text("message", id="m1", at="2026-11-03T10:15:00Z", reply_to=None), text("leave", id="l1")]
    done = folder.here("import", write(folder, *lines))
    assert (done.code, done.out, done.err) == (0, "Imported 2 lines of events.jsonl.\n", "")
    heard = {"sentiment": 0, "recommends": False, "query": False}
    assert exported(folder) == [json.loads(lines[1]), json.loads(lines[0]) | heard]


def test_a_file_imported_twice_changes_nothing(folder: Folder) -> None:
    """The second time it is known by its content, whatever its name; an export of it is known by its lines."""
    name = write(folder, text("leave"), text("message", id="m1", text=None))
    folder.here("import", name)
    before = exported(folder)
    (folder.path / name).rename(folder.path / "again.jsonl")
    assert folder.here("import", "again.jsonl").out == "again.jsonl was imported before: nothing changes.\n"
    copy = write(folder, *map(json.dumps, before), name="copy.jsonl")
    assert folder.here("import", copy).out == "Nothing changes: of copy.jsonl, 2 were there already.\n"
    assert exported(folder) == before


def test_a_wrong_line_imports_nothing(folder: Folder) -> None:
    """Each mistake is told once with the numbers of its lines, and right lines beside it are left, too."""
    name = write(folder, text("leave"), text("nps", score=11), "", "{", text("nps", id="l3", score=12))
    done = folder.here("import", name)
    assert done.code == 1
    assert done.err.splitlines() == [
        'lines 2, 5: "score" must be a whole number from 0 to 10.',
        "line 4: This is not JSON: Expecting property name enclosed in double quotes at column 2.",
        "Nothing was imported.",
    ]
    assert exported(folder) == []


ORDERS = """Order;At;Customer;Amount;Currency;Note
1001;2026-11-02T10:00:00Z;ann@example.org;12.50;EUR;"two
lines"
1002;2026-11-03T10:00:00+01:00;bob;7;EUR;
"""


def test_a_list_of_orders_is_purchases(folder: Folder) -> None:
    """Whose they are is kept under a pseudonym; imported twice it changes nothing; one wrong row imports nothing."""
    (folder.path / "orders.csv").write_text(ORDERS.replace("7;EUR", "7.999;EUR") + ";now;;1;EUR;", encoding="utf-8")
    done = folder.here("import", "orders.csv")
    assert (done.code, [line.partition(":")[0] for line in done.err.splitlines()]) == (
        1,
        ["line 4", "line 5", "Nothing was imported."],
    )
    assert '"order" must be' in done.err
    (folder.path / "orders.csv").write_text(ORDERS.replace("Currency", "Money"), encoding="utf-8")
    assert 'lines 3-4: "currency" must be' in folder.here("import", "orders.csv").err
    (folder.path / "orders.csv").write_text(ORDERS.replace("Note", " amount "), encoding="utf-8")
    done = folder.here("import", "orders.csv")
    assert (done.code, done.err) == (2, 'line 1: The column "amount" is there twice: leave one of them.\n')
    (folder.path / "orders.csv").write_text(ORDERS.replace("Note", "Note;note"), encoding="utf-8")
    assert folder.here("import", "--check", "orders.csv").code == 0
    (folder.path / "orders.csv").write_text(ORDERS, encoding="utf-8")
    assert folder.here("import", "orders.csv").out == "Imported 2 lines of orders.csv.\n"
    (folder.path / "again.csv").write_text("\ufeff" + ORDERS.replace(";", ","), encoding="utf-8")
    assert folder.here("import", "again.csv").out == "Nothing changes: of again.csv, 2 were there already.\n"
    found = exported(folder)
    assert [(line["id"], line["amount"]) for line in found] == [("order:1001", "12.50"), ("order:1002", "7")]
    assert all(line["person"].startswith("customer:") for line in found)


def test_an_unknown_kind_is_left_out(folder: Folder) -> None:
    """What a later version writes does not keep the rest from coming in."""
    done = folder.here("import", write(folder, text("wave"), text("leave"), text("wave"), text("wave")))
    assert (done.code, done.out) == (0, "Imported 1 line of events.jsonl.\n")
    assert done.err == "lines 1, 3-4 left out: The kind 'wave' is not known.\n"


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        pytest.param([text("leave", brand="nobody")], "line 1: The brand 'nobody' is not configured", id="brand"),
        pytest.param([text("leave"), text("join")], 'line 2: "id" must be unique: another line', id="one id twice"),
        pytest.param([text("leave", person="\ud800")], "line 1:", id="half a sign"),
        pytest.param(["x" * 2_000_000, text("leave")], "line 1: This is longer than 1024 kB.", id="long line"),
    ],
)
def test_lines_that_cannot_be(folder: Folder, lines: list[str], sentence: str) -> None:
    """Each is told in a sentence with its number."""
    done = folder.here("import", write(folder, *lines))
    assert done.code == 1
    assert done.err.startswith(sentence)


@pytest.mark.parametrize(
    ("content", "code", "sentence"),
    [
        pytest.param(b"\x1f\x8b\x08\0\0\0", 2, "f is no text", id="binary"),
        pytest.param(text("leave").encode("utf-16"), 2, "f is no text", id="UTF-16"),
        pytest.param(b'{"id": "\xe9"}', 1, "line 1: This is not UTF-8.", id="Latin-1"),
        pytest.param(b"", 0, "", id="empty"),
        pytest.param(b"\n \r\n", 0, "", id="blank"),
        pytest.param(b"\xef\xbb\xbf" + text("leave").encode() + b"\r\n", 0, "", id="Windows"),
        pytest.param(text("leave").encode() + b"\n" + text("leave").encode(), 0, "", id="the same line twice"),
    ],
)
def test_files_of_all_sorts(folder: Folder, content: bytes, code: int, sentence: str) -> None:
    """What can be read is read, anything else told in a sentence."""
    (folder.path / "f").write_bytes(content)
    done = folder.here("import", "f")
    assert (done.code, done.err[: len(sentence)]) == (code, sentence)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(["import", "none"], "none cannot be read (No such file or directory)", id="no file"),
        pytest.param(["import", "."], " cannot be read (Is a directory)", id="a folder"),
        pytest.param(["import", "config.toml", "--source", "a/b"], "--source must be", id="source"),
        pytest.param(["export", "events", "--brand", "x"], "There is no brand 'x'", id="brand"),
    ],
)
def test_what_cannot_be_done_is_told(folder: Folder, arguments: list[str], sentence: str) -> None:
    """One sentence, and exit code 2."""
    done = folder.here(*arguments)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert done.err.startswith(sentence)


def test_a_source_stands_before_its_ids(folder: Folder) -> None:
    """Two systems may use one id; what a line refers to is looked for in its own."""
    folder.here("import", write(folder, text("message", id="1", reply_to="0")))
    other = write(folder, text("leave", id="1"), text("reaction", id="2", target="1"), name="other.jsonl")
    refused = folder.here("import", other)
    assert refused.code == 1
    assert "the database has another line '1'" in refused.err
    assert folder.here("import", other, "--source", "crm").code == 0
    assert {line["id"]: line.get("target", line.get("reply_to")) for line in exported(folder)} == {
        "1": "0",
        "crm/1": None,
        "crm/2": "crm/1",
    }


KILLED = """
import itertools, os, signal
from bot.cli import app
from handlers import history

def put(*args, **kwargs):
    written(*args, **kwargs)
    if next(portions) == 2:
        os.kill(os.getpid(), signal.SIGKILL)

written, portions, history.put = history.put, itertools.count(1), put
app()
"""
"""An import that is killed in the transaction of its second portion."""


def test_an_import_that_was_killed_goes_on(folder: Folder) -> None:
    """Half an import counts nowhere; the same command completes it."""
    lines = [text("leave", id=f"l{i}", person=f"U{i}") for i in range(3 * history.PORTION)]
    name = write(folder, *lines)
    killed = subprocess.run([sys.executable, "-c", KILLED, "import", name], cwd=folder.path, check=False)
    assert killed.returncode == -signal.SIGKILL
    database = Database(f"sqlite:///{folder.path / 'rapport.db'}")
    count = "SELECT count(*) FROM ledger"
    assert database.read(lambda db: db.connection().exec_driver_sql(count).scalar_one()) == history.PORTION
    database.close()
    assert exported(folder) == []
    assert folder.here("import", name).out == f"Imported {len(lines)} lines of events.jsonl.\n"
    assert len(exported(folder)) == len(lines)


def test_a_reader_that_stops_early_sees_no_error(folder: Folder) -> None:
    """`rapport export ... | head -1` is quiet."""
    folder.here("import", write(folder, *[text("leave", id=f"l{i}") for i in range(5_000)]))
    exporting = subprocess.Popen(
        [*COMMAND, "export", "events", "--brand", "acme"],
        cwd=folder.path,
        env=dict(os.environ),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert exporting.stdout is not None
    assert exporting.stderr is not None
    with exporting.stdout, exporting.stderr:
        exporting.stdout.readline()
        exporting.stdout.close()
        assert exporting.stderr.read() == b""
    assert exporting.wait() == 1


def settings_of(config: dict[str, Any], key: str) -> str:
    """Give a worked case's settings as a table of config.toml."""
    hours = {day: [f"{start}-{end}" for start, end in spans] for day, spans in config["weekly"].items()}
    tables = {"hours": hours | {"holidays": config["holidays"]}, "ror": {"min_n": config["min_n"]}}
    tables |= {f"ror.{name}": config[name] for name in ("weights", "targets")}
    lines = [f"[brands.{key}]", f"zone = {json.dumps(config['zone'])}"]
    for name, table in tables.items():
        lines += [f"[brands.{key}.{name}]", *(f"{each} = {json.dumps(value)}" for each, value in table.items())]
    return "\n".join([*lines, ""])


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, Folder]:
    """Give two folders: one with all worked cases imported, one with what that one exports."""
    first, second = (Folder(tmp_path_factory.mktemp(name)) for name in ("first", "second"))
    cases_of = {path.parent: json.loads(path.read_text()) for path in sorted(VECTORS.glob("*/config.json"))}
    brands = {case.get("brand", c["brand"]): c for c in cases_of.values() for case in ({}, *c.get("also", []))}
    for each in (first, second):
        each.configure("[webchat]\n" + "".join(settings_of(config, key) for key, config in brands.items()))
    for number, path in enumerate(cases_of):
        bring_in = first.here if number else first.rapport
        done = bring_in("import", str(path / "events.jsonl"))
        assert done.code == 0, done.err
    for brand in brands:
        write(second, *first.here("export", "events", "--brand", brand).out.splitlines(), name=brand)
        assert second.here("import", brand).code == 0
    return first, second


@pytest.mark.parametrize(("path", "case"), [*cases()])
def test_worked_cases_agree_to_the_digit(worked: tuple[Folder, Folder], path: Path, case: dict[str, Any]) -> None:
    """What was imported, and what was exported of it and imported elsewhere, has the worked case's figures."""
    first, second = worked
    asked = ("ror", "--brand", case["brand"], "--from", case["from"], "--to", case["to"], "--json")
    expected = json.loads((path / case["expected"]).read_text())
    got = json.loads(first.here(*asked).out)
    assert_alike(got, expected)
    assert json.loads(second.here(*asked).out) == got
