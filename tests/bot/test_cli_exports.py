"""Conversations with `rapport import` about what Slack and Telegram export."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chat.address import Address
from chat.brands import Brand
from chat.events import Deleted, Edited, Joined, Message, Origin, Reaction
from storage import people
from tests.support.clock import HandClock
from tests.support.command import Folder
from tests.support.core import Core, core
from tests.support.exports import DAY, NOON, group, noted, said, slack_zip, stamp, telegram_json, wrote

FANS = "-1000000001001"
CONFIG = """
[slack]
[telegram]
[webchat]
[brands.acme]
zone = "Europe/Madrid"
team = "slack:CTEAM"
managers = ["slack:UBOSS", "telegram:77"]
audiences = ["slack:CFANS", "telegram:-1000000001001"]
"""
ACME = Brand(
    key="acme",
    name="acme",
    zone=ZoneInfo("Europe/Madrid"),
    team=Address("slack", "CTEAM"),
    managers=(Address("slack", "UBOSS"), Address("telegram", "77")),
    audiences=(Address("slack", "CFANS"), Address("telegram", FANS)),
)
TALK: dict[str, list[dict[str, Any]]] = {
    "fans": [
        said(0, "U1", "<@U1> has joined the channel", subtype="channel_join", inviter="U2"),
        said(60, "UBOSS", "A new recipe!", reactions=[{"name": "heart", "users": ["U1", "U2"], "count": 2}]),
        said(120, "U1", "Wonderful, I love it!", thread_ts=stamp(60)),
        said(DAY, "U2", "How do I get a refund for my order?"),
        said(DAY + 60, "UHELP", "It is on its way.", thread_ts=stamp(DAY)),
        said(2 * DAY, "UBOT", "Beep"),
        said(3 * DAY, "U2", "left", subtype="channel_leave"),
    ],
    "team": [said(-DAY, "UHELP", "Who answers?"), said(-DAY, "UBOT", "Beep")],
    "random": [said(0, "U1", "Not for you")],
}


@pytest.fixture
def folder(tmp_path: Path, migrated_url: str, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Give a folder with one brand, whose database is also open to a core; once on each engine."""
    monkeypatch.setenv("RAPPORT_DATABASE__URL", migrated_url)
    made = Folder(tmp_path)
    made.configure(CONFIG)
    return made


@pytest.fixture
async def live(migrated_url: str, folder: Folder) -> AsyncIterator[Core]:
    """Open the bot's core on the same database, on the day after the exports' first."""
    clock = HandClock(datetime.fromtimestamp(NOON, UTC) + timedelta(days=1))
    async with core(migrated_url, ACME, clock=clock) as opened:
        yield opened


def exported(folder: Folder) -> list[dict[str, Any]]:
    """Give what `export events` prints."""
    done = folder.here("export", "events", "--brand", "acme")
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def test_a_workspace_comes_in(folder: Folder) -> None:
    """It is told what came and what was left out; the brand has its figures, the people their names."""
    slack_zip(folder.path / "slack.zip", TALK)
    done = folder.here("import", "slack.zip")
    assert done.code == 0, done.err
    assert done.out == (
        "Imported 4 messages, 2 reactions, 3 joins and 1 leave by 5 people (3 of the team), "
        "from 2024-04-30 to 2024-05-04, on 4 days.\n"
    )
    assert done.err.splitlines() == [
        "Left out, for they are no brand's chats: random.",
        "Left out: 1 by bots or people left out.",
    ]
    told = exported(folder)
    assert [(line["kind"], line["person"], line["team"]) for line in told] == [
        ("join", "UHELP", True),
        ("join", "UNEW", True),
        ("join", "U1", False),
        ("message", "UBOSS", True),
        ("reaction", "U1", False),
        ("reaction", "U2", False),
        ("message", "U1", False),
        ("message", "U2", False),
        ("answer", "UHELP", True),
        ("leave", "U2", False),
    ]
    assert (told[7]["query"], told[8]["reply_to"]) == (True, told[7]["id"])
    asked = ("--brand", "acme", "--from", "2024-05-01", "--to", "2024-05-04", "--json")
    ror = json.loads(folder.here("ror", *asked).out)
    care = ror["watches"]["care"]["measures"]
    assert (care["answered"]["value"], care["first_response"]["value"]) == (1, 60)
    assert ror["parts"]["recommendations"]["measures"]["referred_joins"]["value"] == 1


async def test_the_same_again_changes_nothing(folder: Folder, live: Core) -> None:
    """The same file, the same talk in another file, and a longer export of the same channel."""
    slack_zip(folder.path / "slack.zip", TALK)
    assert folder.here("import", "--check", "slack.zip").out.startswith("Would import 4 messages")
    assert not live.lines()
    folder.here("import", "slack.zip")
    before = live.lines()
    assert folder.here("import", "slack.zip").out == "slack.zip was imported before: nothing changes.\n"
    slack_zip(folder.path / "again.zip", TALK, root="again/")
    assert folder.here("import", "again.zip").out == "Nothing changes: of again.zip, 10 were there already.\n"
    assert live.lines() == before
    longer = TALK | {"fans": [*TALK["fans"], said(5 * DAY, "U1", "Hello again")]}
    slack_zip(folder.path / "longer.zip", longer)
    assert folder.here("import", "longer.zip").out.startswith("Imported 1 message by 5 people")
    assert [line.data["text"] for line in live.lines() if line not in before] == ["Hello again"]


async def test_live_and_imported_count_once_on_slack(folder: Folder, live: Core) -> None:
    """What the bot heard stays as it heard it; what happens to an imported message later finds it."""
    first = {"message": stamp(60), "at": datetime.fromtimestamp(NOON + 60, UTC)}
    await live.happens(Joined, chat="CFANS", person="U1", referrer="U2", at=datetime.fromtimestamp(NOON, UTC))
    await live.happens(Message, chat="CFANS", person="UBOSS", text="A new recipe, first", **first)
    await live.happens(Reaction, chat="CFANS", person="U1", target=stamp(60), emoji="heart")
    await live.happens(Message, chat="CFANS", person="U9", name="Live", message="9.000000", text="Live")
    heard = live.lines()
    slack_zip(folder.path / "slack.zip", TALK)
    assert folder.here("import", "slack.zip").out.endswith("3 were there already.\n")
    after = live.lines()
    assert [line for line in heard if line not in after] == []
    assert [line.person for line in after if line.kind == "reaction"] == ["U2", "U1"]
    await live.happens(Edited, chat="CFANS", person="U1", message=stamp(120), text="Not so good")
    await live.happens(Deleted, chat="CFANS", message=stamp(DAY))
    await live.happens(Message, chat="CFANS", person="U1", message=stamp(120), text="Again")
    later = live.lines()
    assert [(line.kind, line.ref) for line in later if line not in after and line.kind == "delete"] == [
        ("delete", f"slack:CFANS:{stamp(DAY)}")
    ]
    assert [line.data["text"] for line in later if line.id.endswith(stamp(120))] == ["Not so good"]
    folder.here("import", slack_zip(folder.path / "again.zip", TALK, root="x/").name)
    assert live.lines() == later


async def test_people_of_an_export_have_names(folder: Folder, live: Core) -> None:
    """Those that are known keep their own; who left in the past is not counted among those who are there."""
    await live.happens(Message, chat="CFANS", person="U1", name="Own", message="9.000000", text="Live")
    slack_zip(folder.path / "slack.zip", TALK)
    folder.here("import", "slack.zip")
    known = {who: Address("slack", who) for who in ("U1", "U2", "UHELP")}
    found = {who: live.read(lambda db, at=at: people.find(db, "acme", at)) for who, at in known.items()}
    assert {who: each and (each.name, each.away, each.team) for who, each in found.items()} == {
        "U1": ("Own", False, False),
        "U2": ("dos", True, False),
        "UHELP": ("Helper", False, True),
    }


async def test_a_telegram_group_comes_in_once(folder: Folder, live: Core) -> None:
    """Live first, then the export, then live again: messages, joins, reactions and replies meet."""
    await live.happens(
        Joined, platform="telegram", chat=FANS, person="8", referrer="7", at=datetime.fromtimestamp(NOON + 5, UTC)
    )
    await live.happens(
        Message,
        platform="telegram",
        chat=FANS,
        person="8",
        message="3",
        text="Hello all",
        at=datetime.fromtimestamp(NOON + 9, UTC),
    )
    chat = group(
        wrote(1, 0, "channel1001", "Welcome", reactions=[{"type": "emoji", "emoji": "👍", "count": 3}]),
        noted(2, 5, 7, "invite_members", members=["Ocho"]),
        wrote(3, 9, 8, "Hello all"),
        wrote(4, 60, 7, "Where is my order?", reply_to_message_id=1),
        wrote(5, 120, 77, "Nearly there", reply_to_message_id=4),
    )
    telegram_json(folder.path / "result.json", chat)
    done = folder.here("import", "result.json")
    assert (done.code, done.out) == (
        0,
        "Imported 3 messages by 4 people (2 of the team), on 2024-05-01. 2 were there already.\n",
    )
    assert done.err == "Left out: 3 reactions whose people the export does not name.\n"
    await live.happens(Message, platform="telegram", chat=FANS, person="7", message="6", text="Thanks", reply_to="5")
    assert [(line.kind, line.id.rpartition(":")[2], line.ref) for line in live.lines() if line.kind != "join"] == [
        ("message", "1", None),
        ("message", "3", None),
        ("message", "4", f"telegram:{FANS}:1"),
        ("answer", "5", f"telegram:{FANS}:4"),
        ("message", "6", f"telegram:{FANS}:5"),
    ]
    assert len(live.lines("join")) == 1


async def test_forwards_of_an_export_meet_those_that_were_heard(folder: Folder, live: Core) -> None:
    """What the live bot heard as a share, or as a message, stays so; what it missed comes in once, as it has it."""
    origin = Origin(FANS, "1", voiced=True, quoted=True)
    fan = {"platform": "telegram", "chat": FANS, "text": "News"}
    heard = {**fan, "message": "3", "origin": origin, "at": datetime.fromtimestamp(NOON + 9, UTC)}
    await live.happens(Message, person="8", **heard)
    await live.happens(Message, person="9", message="4", at=datetime.fromtimestamp(NOON + 20, UTC), **fan)
    sent = {"forwarded_from": "Acme Fans"}
    missed = [wrote(6, 9 + DAY, 8, "News", **sent), wrote(7, 20 + DAY, 8, "News", **sent)]
    chat = group(
        wrote(1, 0, "channel1001", "News"),
        wrote(3, 9, 8, "News", **sent),
        wrote(4, 20, 9, "News", **sent),
        wrote(5, 30, 8, "News", **sent),
        *missed,
    )
    telegram_json(folder.path / "result.json", chat)
    done = folder.here("import", "result.json")
    assert done.out.startswith("Imported 1 message and 1 share by "), done.out + done.err
    assert done.err == "Left out: 2 posts that the same person had passed on that day.\n"
    shares = [(line.person, line.ref, line.at.day) for line in live.lines("share")]
    assert shares == [("8", None, 1), ("8", f"telegram:{FANS}:1", 2)]
    telegram_json(folder.path / "later.json", group(*chat["messages"], wrote(8, 40 + DAY, 8, "News", **sent)))
    assert folder.here("import", "later.json").out.startswith("Nothing changes")
    assert [line.person for line in live.lines("message")] == [FANS, "9"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        pytest.param(["--brand", "acme", "--chat", "random"], 0, "Imported 1 message", id="a chat that is nobody's"),
        pytest.param(["--brand", "acme", "--chat", "#random", "--chat", "CFANS"], 0, "Imported 5 messages", id="two"),
        pytest.param(["--without", "slack:U1"], 0, "Imported 3 messages, 1 reaction", id="without somebody"),
        pytest.param(["--chat", "random"], 2, "random is no brand's: say whose it is with --brand.", id="whose?"),
        pytest.param(["--chat", "team"], 2, "team is the team's own chat, which is no audience", id="the team's"),
        pytest.param(["--chat", "nowhere"], 2, "This export has no chat 'nowhere'; it has fans (CFANS)", id="no chat"),
        pytest.param(["--brand", "other"], 2, "None of these is a chat of other, so say which", id="which?"),
        pytest.param(["--brand", "other", "--chat", "fans"], 2, "fans is a chat of the brand acme", id="another's"),
        pytest.param(["--brand", "nobody"], 2, "There is no brand 'nobody'", id="no brand"),
        pytest.param(["--source", "crm"], 2, "--source is for event lines", id="a source"),
    ],
)
def test_the_operator_says_which(
    tmp_path: Path, migrated_file: Path, arguments: list[str], code: int, told: str
) -> None:
    """Chats that are configured are taken by themselves, others where they are named with their brand."""
    folder = Folder(tmp_path, migrated_file)
    folder.configure(CONFIG + '[brands.other]\nzone = "UTC"\n')
    slack_zip(folder.path / "slack.zip", TALK)
    done = folder.here("import", "slack.zip", *arguments)
    assert done.code == code, done.err
    assert (done.err if code else done.out).startswith(told)


BROKEN = said(0, "U1", "x") | {"text": 5}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        pytest.param("a.zip", b"PK\3\4", "The zip is damaged", id="a damaged zip"),
        pytest.param("a.json", b'{\n"x": 1}', "This has no chats of Telegram's", id="another object"),
        pytest.param("a.json", b'{"chats": {"list": [', "after its beginning: it ends in the middle", id="cut off"),
        pytest.param("a.html", b"<!DOCTYPE html>\n<html>", "a.html is a page to read", id="a page"),
    ],
)
def test_what_is_no_export_is_told(tmp_path: Path, migrated_file: Path, name: str, content: bytes, told: str) -> None:
    """In one sentence that says what to do, and nothing is written."""
    folder = Folder(tmp_path, migrated_file)
    folder.configure(CONFIG)
    (folder.path / name).write_bytes(content)
    done = folder.here("import", name)
    assert done.code == (2 if "page" in told else 1)
    assert done.err.startswith(told)


def test_a_broken_message_imports_nothing(tmp_path: Path, migrated_file: Path) -> None:
    """Each mistake is told once with its places; a workspace without a team is told of that."""
    folder = Folder(tmp_path, migrated_file)
    folder.configure(CONFIG.replace('"slack:UBOSS", ', ""))
    slack_zip(folder.path / "slack.zip", {"fans": [said(0, "U2", "ok"), *[BROKEN] * 7], "team": []})
    done = folder.here("import", "slack.zip")
    assert (done.code, done.out) == (1, "")
    places = "; ".join(f"fans/2024-05-01.json, message {number}" for number in range(2, 7))
    assert done.err.splitlines() == [
        f'{places} and 2 more: "text" must be a text.',
        "Nothing of slack.zip was imported.",
    ]
    assert exported(folder) == []
    slack_zip(folder.path / "slack.zip", {"fans": [said(0, "U2", "ok")]})
    assert "Nobody here is known to be of the team" in folder.here("import", "slack.zip").err
