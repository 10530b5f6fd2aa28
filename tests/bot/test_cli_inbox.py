"""Conversations with `rapport inbox`."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chat.address import Address
from chat.lines import Line
from storage import asked, episodes, ledger, people
from storage.asked import Asked
from storage.database import Database, Session
from storage.episodes import WAITING, Opening
from storage.people import Newcomer
from tests.support.command import Folder

ASKED_AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, migrated_file: Path) -> Folder:
    """Give a folder in which somebody has asked the embedded brand something."""
    made = Folder(tmp_path, migrated_file)
    assert "has nothing here" in made.here("inbox", "--brand", "demo").out
    database = Database(f"sqlite:///{tmp_path / 'rapport.db'}")
    database.write(_ask)
    database.close()
    return made


def _ask(db: Session) -> None:
    account, _ = people.meet(db, "demo", Newcomer(Address("webchat", "ana"), "Ana Lima"), ASKED_AT)
    opening = Opening(
        brand="demo", platform="webchat", chat="plaza", account=account.id, state=WAITING, at=ASKED_AT,
        reply_chat="plaza", reply_thread=None, reply_to="1", language="en",
    )  # fmt: skip
    line = Line(
        id="webchat:plaza:1", brand="demo", platform="webchat", chat="plaza", person="ana", team=False,
        kind="message", at=ASKED_AT, data={"text": "When do you open?", "query": True},
    )  # fmt: skip
    ledger.put(db, line)
    episode = episodes.open_(db, opening) or 0
    said = Asked(line=line.id, query=True, at=ASKED_AT, files=[], text=None, data={}, heard={}, ledger=0)
    asked.add(db, episode, said, "demo", relayed=True)
    episodes.change(db, episode, claimant=account.id)


def test_it_lists_who_waits(folder: Folder) -> None:
    """For people and as JSON."""
    told = folder.here("inbox", "--brand", "demo").out
    assert told.strip() == "1  2026-11-02T09:30Z  waiting    Ana Lima (webchat): When do you open?  [Ana Lima]"
    found = json.loads(folder.here("inbox", "--brand", "demo", "--json").out)
    assert (found["brand"], found["filter"], found["search"]) == ("demo", "waiting", "")
    (query,) = found["queries"]
    assert (query["text"], query["claimed_by"], query["overdue"]) == ("When do you open?", "Ana Lima", False)


@pytest.mark.parametrize(
    ("options", "number"),
    [
        (("--search", "OPEN lima"), 1),
        (("--search", "closed"), 0),
        (("--filter", "snoozed"), 0),
        (("--filter", "promised"), 0),
        (("--filter", "all"), 1),
        (("--filter", "mine", "--me", "webchat:ana"), 1),
    ],
)
def test_parts_of_it(folder: Folder, options: tuple[str, ...], number: int) -> None:
    """By filter and by words; whose `mine` means is said by account."""
    found = json.loads(folder.here("inbox", "--brand", "demo", "--json", *options).out)
    assert len(found["queries"]) == number


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--filter", "lost"), "choose one of waiting, mine, snoozed, promised, all"),
        (("--filter", "mine"), "--me slack:U0123"),
        (("--filter", "mine", "--me", "slack:U9"), "has not met slack:U9"),
        (("--brand", "nosuch"), "There is no brand"),
    ],
)
def test_what_it_refuses(folder: Folder, options: tuple[str, ...], sentence: str) -> None:
    """Each with what to mend."""
    refused = folder.here("inbox", "--brand", "demo", *options)
    assert (refused.code, sentence in refused.err) == (2, True)
