"""History goes in completely or not at all, and the people in it are known from then on."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from chat.address import Address
from chat.lines import LineError, parse
from handlers import history
from storage import ledger, people
from storage.database import Database
from storage.people import Newcomer
from tests.chat.test_lines import PLAIN, text
from tests.support.core import ACME
from tests.support.ears import Ears

UNMOVED = {"sentiment": 0, "recommends": False, "query": False}
"""What is heard in plain words."""
NOW = datetime(2026, 11, 3, tzinfo=UTC)


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    """Give an empty database."""
    made = Database(migrated_url)
    yield made
    made.close()


def bring_in(database: Database, *lines: str, source: str = "import", complete: bool = True) -> None:
    """Import lines as one file."""
    numbered = list(enumerate(map(str.encode, lines), 1))
    assert history.check(database, numbered, source, {"acme"}).bad == {}
    name = str(hash(lines))
    number, _completed = database.write(lambda db: ledger.begin_import(db, source, name, NOW))
    for portion in history.portions(history.lines(numbered, source)):
        heard = history.listened(portion, Ears(), {"acme": ACME})
        database.write(partial(history.put, portion=heard, import_id=number))
    if complete:
        database.write(lambda db: ledger.complete_import(db, number, NOW))


def exported(database: Database) -> list[dict[str, Any]]:
    """Give the brand's lines as they go out."""
    return [json.loads(line) for line in database.read(lambda db: list(history.export(db, "acme")))]


def test_every_kind_comes_out_as_it_went_in(database: Database) -> None:
    """Nothing of a line is lost, what was never judged is, and an export is an import."""
    lines = [text(kind, id=kind) for kind in sorted(PLAIN)]
    bring_in(database, *lines)
    out = exported(database)
    given = [json.loads(each) for each in lines]
    assert sorted(out, key=lambda each: str(each["id"])) == [
        each | ({"reply_to": None, **UNMOVED} if each["kind"] == "message" else {}) for each in given
    ]
    found = history.check(database, enumerate((json.dumps(each).encode() for each in out), 1), "import", {"acme"})
    assert (found.new, found.known, found.bad) == (0, len(lines), {})


def test_half_an_import_counts_nowhere(database: Database) -> None:
    """What it left behind belongs to the one that comes after it, with that one's words."""
    bring_in(database, text("message", id="m", text="first"), complete=False)
    assert exported(database) == []
    bring_in(database, text("message", id="m", text="second"))
    assert [each["text"] for each in exported(database)] == ["second"]


def test_what_is_there_stays(database: Database) -> None:
    """A message that was edited or forgotten since is still the same line."""
    live = parse(text("message", id="m", text="as it was"))
    database.write(lambda db: ledger.put(db, live))
    database.write(lambda db: ledger.add_version(db, "acme", "m", "as it is", NOW))
    bring_in(database, text("message", id="m", text="as it was", sentiment=1, query=True, chat="elsewhere"))
    assert [(each["text"], each["chat"]) for each in exported(database)] == [("as it is", "C1")]


def test_another_line_of_one_id_is_refused(database: Database) -> None:
    """Whether it stands in the same file or came in before."""
    bring_in(database, text("leave", id="a"))
    lines = [text("leave", id="a", person="U2"), text("leave", id="b"), text("join", id="b"), text("join", id="b")]
    found = history.check(database, enumerate(map(str.encode, lines), 1), "import", {"acme"})
    assert sorted(found.bad.values()) == [[1], [3, 4]]


def test_one_id_in_two_brands_is_two_lines(database: Database) -> None:
    """An id is the brand's own."""
    lines = [text("leave"), text("leave", brand="norte", person="U2")]
    found = history.check(database, enumerate(map(str.encode, lines), 1), "import", {"acme", "norte"})
    assert (found.new, found.bad) == (2, {})


@pytest.mark.parametrize(
    ("given", "source", "id_", "ref"),
    [
        pytest.param(text("message", id="1", reply_to="0"), "import", "1", "0", id="as they are"),
        pytest.param(text("message", id="1", reply_to="0"), "crm", "crm/1", "crm/0", id="both with their source"),
        pytest.param(text("message", id="1", reply_to=None), "crm", "crm/1", None, id="about nothing"),
    ],
)
def test_a_source_stands_before_ids(given: str, source: str, id_: str, ref: str | None) -> None:
    """The default one does not."""
    read = history.read(given.encode(), source)
    assert read is not None
    assert (read.id, read.ref) == (id_, ref)


def test_an_id_that_its_source_makes_too_long_is_refused() -> None:
    """Or an export of it could not be imported."""
    with pytest.raises(LineError, match="at most 251 characters"):
        history.read(text("leave", id="x" * 252).encode(), "crm")


def test_people_of_the_past_are_known(database: Database) -> None:
    """Who was of the team is so; what is known of somebody already stays; seen is when they were seen last."""
    at = {name: Address("slack", name) for name in ("U1", "U2", "U3")}
    database.write(lambda db: people.meet(db, "acme", Newcomer(at["U2"], "Bea"), NOW))
    bring_in(
        database,
        text("leave", id="1", at="2026-11-01T00:00:00Z"),
        text("message", id="2", at="2026-11-02T00:00:00Z"),
        text("message", id="3", person="U2", team=True, at="2026-11-01T00:00:00Z"),
        text("delete", id="4", person="U3"),
    )
    anna, bea, stranger = (database.read(partial(people.find, brand="acme", at=who)) for who in at.values())
    assert anna is not None
    assert bea is not None
    assert (anna.seen_at, anna.team) == (datetime(2026, 11, 2, tzinfo=UTC), False)
    assert (bea.name, bea.team, bea.seen_at) == ("Bea", True, NOW)
    assert stranger is None


def test_what_came_with_a_verdict_is_not_judged(database: Database) -> None:
    """Whatever of the three is given, null and false too, nothing is heard; only words without any are."""
    lines = [
        text("message", id="m1", text="Open?", sentiment=None),
        text("message", id="m2", text="Open?", query=False),
        text("message", id="m3", text="Open? :)"),
        text("message", id="m4", text="Open?", team=True),
    ]
    bring_in(database, *lines)
    told = {each["id"]: {key: each[key] for key in UNMOVED if key in each} for each in exported(database)}
    heard = {"sentiment": 1, "recommends": False, "query": True}
    assert told == {"m1": {"sentiment": None}, "m2": {"query": False}, "m3": heard, "m4": {}}
