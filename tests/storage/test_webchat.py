"""The playground's messages, on both engines."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from sqlmodel import SQLModel

from chat.address import Address
from chat.lines import Line
from storage import inbox, ledger, people, webchat
from storage.database import Database, Session
from storage.people import Newcomer
from storage.webchat import Saying

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HELLO = Saying(chat="club", content={"text": "Hello"}, person="mia", name="Mia", client="c1")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Give an empty database with all tables."""
    opened = Database(database_url)
    SQLModel.metadata.create_all(opened.writer)
    yield opened
    opened.close()


def put(database: Database, saying: Saying = HELLO) -> int:
    """Add a message in a transaction of its own."""
    with database.transaction() as db:
        return webchat.put(db, saying, NOW)


def test_a_message_is_kept_as_it_was_said(database: Database) -> None:
    """What was put is found, with an aware time and no picture."""
    message = put(database)
    said = database.read(lambda db: webchat.find(db, message))
    assert said is not None
    assert (said.chat, said.person, said.name, said.content) == ("club", "mia", "Mia", {"text": "Hello"})
    assert (said.at, said.has_picture, said.deleted, said.change) == (NOW, False, False, 1)


@pytest.mark.parametrize(
    "saying",
    [HELLO, Saying(chat="club", content={"text": "Hello"}, letter=7)],
    ids=["a person's", "a letter"],
)
def test_the_same_again_is_the_same_message(database: Database, saying: Saying) -> None:
    """A message of a known client or letter is not added again."""
    assert put(database, saying) == put(database, saying)
    assert len(database.read(lambda db: webchat.latest(db, "club", 9))) == 1


def test_changes_are_told_in_their_order(database: Database) -> None:
    """Every change has a larger number than all before it; a message is told once, as it is now."""
    first = put(database)
    second = put(database, Saying(chat="team", content={"text": "Hi"}))
    with database.transaction() as db:
        assert webchat.change(db, first, {"text": "Hello!"})
        assert not webchat.change(db, 999, {"text": "?"})
    told = database.read(lambda db: webchat.since(db, 0))
    assert [(said.id, said.content["text"], said.change) for said in told] == [(second, "Hi", 2), (first, "Hello!", 3)]
    assert database.read(lambda db: webchat.since(db, 2))[0].id == first
    assert database.read(webchat.last_change) == 3


def test_a_picture_stays_until_there_is_another(database: Database) -> None:
    """An edit without a picture leaves the one that is there, and a deletion hides it."""
    message = put(database, Saying(chat="team", content={"text": "Digest"}, letter=1, picture=b"one"))
    with database.transaction() as db:
        webchat.change(db, message, {"text": "Digest, late"})
    assert database.read(lambda db: webchat.picture(db, message)) == b"one"
    with database.transaction() as db:
        webchat.change(db, message, {"text": "Digest"}, picture=b"two")
    assert database.read(lambda db: webchat.picture(db, message)) == b"two"
    with database.transaction() as db:
        webchat.delete(db, message)
    assert database.read(lambda db: webchat.picture(db, message)) is None


def test_what_was_deleted_changes_no_more(database: Database) -> None:
    """A deleted message takes neither edits nor reactions."""
    message = put(database)
    with database.transaction() as db:
        webchat.delete(db, message)
        webchat.edit(db, message, "again", event="c2")
        webchat.react(db, message, "leo", "x", removed=False, event="c3")
    said = database.read(lambda db: webchat.find(db, message))
    assert said is not None
    assert (said.content, said.deleted) == ({"text": ""}, True)


def test_what_was_heard_before_is_not_shown_again(database: Database) -> None:
    """A repeated edit or reaction changes nothing, since a later one may stand by now."""
    message = put(database)
    with database.transaction() as db:
        inbox.accept(db, "webchat", "c2", NOW)
        webchat.edit(db, message, "again", event="c2")
        webchat.react(db, message, "leo", "x", removed=False, event="c2")
    said = database.read(lambda db: webchat.find(db, message))
    assert said is not None
    assert said.content == {"text": "Hello"}


def test_people_of_a_brand(database: Database) -> None:
    """Webchat's people of this brand are listed, the latest seen first, with whether they are inside."""

    def fill(db: Session) -> None:
        for late, (brand, platform, person) in enumerate(
            [("acme", "webchat", "mia"), ("acme", "webchat", "leo"), ("acme", "slack", "U1"), ("norte", "webchat", "x")]
        ):
            who = Newcomer(Address(platform, person), name=person.capitalize())
            people.meet(db, brand, who, NOW + timedelta(minutes=late), team=person == "leo")
        for number, kind in enumerate(["join", "leave"]):
            at = NOW + timedelta(hours=number)
            line = Line(
                id=kind, brand="acme", platform="webchat", chat="club", person="mia", team=False, kind=kind, at=at
            )
            ledger.put(db, line)

    with database.transaction() as db:
        fill(db)
    found = database.read(lambda db: webchat.people(db, "acme"))
    assert [(each.person, each.name, each.team, each.inside) for each in found] == [
        ("leo", "Leo", True, True),
        ("mia", "Mia", False, False),
    ]


def test_numbers_of_changes_are_never_shared(database: Database) -> None:
    """Writers side by side get numbers one after the other, so that nobody who catches up passes over a change."""

    def write(name: str) -> None:
        for number in range(10):
            put(database, Saying(chat="club", content={"text": name}, client=f"{name}{number}"))

    writers = [Thread(target=write, args=(name,)) for name in ("one", "two", "three")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    told = database.read(lambda db: webchat.since(db, 0))
    assert [said.change for said in told] == list(range(1, 31))
