"""A Slack workspace's export becomes the lines that the live bot would have written."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chat.lines import Line
from handlers.imports.entries import Broken, Item, Place, Unusable
from handlers.imports.slack import Slack
from tests.support.exports import lines, said, skipped, slack_zip, stamp

FANS = Place(id="CFANS", chat="CFANS", brand="acme", zone=ZoneInfo("UTC"), team=frozenset({"UBOSS"}))
ROOT = f"slack:CFANS:{stamp()}"


def read(path: Path, *messages: dict[str, Any], place: Place = FANS) -> list[Item]:
    """Read these messages of the channel `fans`."""
    export = Slack(slack_zip(path / "slack.zip", {"fans": list(messages)}))
    assert list(export.survey()) == []
    return list(export.read({"CFANS": place}))


def brief(line: Line) -> tuple[Any, ...]:
    """Return what a case tells of a line."""
    about = line.ref or line.data.get("referrer")
    return line.kind, line.person, line.team, about, line.data.get("text", line.data.get("emoji"))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(said(0, "U1", "Hi"), [("message", "U1", False, None, "Hi")], id="a message"),
        pytest.param(said(0, "UBOSS", "News"), [("message", "UBOSS", True, None, "News")], id="a post of the brand's"),
        pytest.param(
            said(9, "U1", "Me too", thread_ts=stamp(), parent_user_id="U2"),
            [("message", "U1", False, ROOT, "Me too")],
            id="a reply",
        ),
        pytest.param(
            said(9, "U1", "All", subtype="thread_broadcast", thread_ts=stamp(), root={}),
            [("message", "U1", False, ROOT, "All")],
            id="a reply that went to the channel too",
        ),
        pytest.param(
            said(0, "U1", "Root", thread_ts=stamp(), reply_count=2, replies=[]),
            [("message", "U1", False, None, "Root")],
            id="the beginning of a thread",
        ),
        pytest.param(
            said(0, "U1", "", subtype="file_share", files=[{"id": "F1"}]),
            [("message", "U1", False, None, "")],
            id="a file without words",
        ),
        pytest.param(
            said(0, "U1", "<@U2> see <https://example.org|this> &amp; that", edited={"user": "U1", "ts": stamp(5)}),
            [("message", "U1", False, None, "@U2 see this & that")],
            id="marked up and edited",
        ),
        pytest.param(
            said(0, "U1", "Hi", reactions=[{"name": "+1", "users": ["U2", "UBOT"], "count": 2}]),
            [("message", "U1", False, None, "Hi"), ("reaction", "U2", False, ROOT, "+1")],
            id="a reaction, and a bot's",
        ),
        pytest.param(
            said(0, "U1", "x", subtype="channel_join", inviter="U2"), [("join", "U1", False, "U2", None)], id="a join"
        ),
        pytest.param(
            said(0, "U1", "x", subtype="group_join"), [("join", "U1", False, None, None)], id="a private join"
        ),
        pytest.param(said(0, "U1", "x", subtype="channel_leave"), [("leave", "U1", False, None, None)], id="a leave"),
        pytest.param(
            {"type": "message", "subtype": "message_deleted", "ts": stamp(9), "deleted_ts": stamp()},
            [("delete", None, False, ROOT, None)],
            id="a deletion",
        ),
        pytest.param(said(0, "U1", "x\0\ud83d"), [("message", "U1", False, None, "x\ufffd")], id="half a sign"),
        pytest.param(said(0, "UBOT", "Beep"), [], id="a bot by its entry"),
        pytest.param(said(0, "U9", "Beep", bot_id="B9"), [], id="a bot by its mark"),
        pytest.param(said(0, "USLACKBOT", "Beep"), [], id="Slackbot"),
        pytest.param({"type": "message", "subtype": "bot_message", "ts": stamp(), "text": "Beep"}, [], id="an app"),
        pytest.param(said(0, "UBOT", "x", subtype="channel_join"), [], id="a bot that comes"),
        pytest.param(said(0, "USLACKBOT", "deleted", subtype="tombstone"), [], id="a stone"),
        pytest.param(said(0, "U1", "x", subtype="channel_topic"), [], id="a topic"),
        pytest.param(said(0, "U1", "x", subtype="message_changed", hidden=True), [], id="a note of an edit"),
        pytest.param(said(0, "U1", ""), [], id="nothing at all"),
    ],
)
def test_messages(tmp_path: Path, raw: dict[str, Any], expected: list[tuple[Any, ...]]) -> None:
    """Each kind of message gives its lines, and what is nobody's or a bot's gives none."""
    assert [brief(line) for line in lines(read(tmp_path, raw))] == expected


def test_ids_and_times_are_the_live_bots(tmp_path: Path) -> None:
    """A message's line is found again by chat and time stamp, to the microsecond; others have ids of their own."""
    raw = said(0.0001, "U1", "Hi", reactions=[{"name": "+1", "users": ["U2"], "count": 1}])
    (message, reaction) = lines(read(tmp_path, raw))
    assert message.id == f"slack:CFANS:{stamp(0.0001)}"
    assert message.at.isoformat() == "2024-05-01T12:00:00.000100+00:00"
    assert (reaction.id, reaction.at) == (f"{message.id}#+1:U2", message.at)


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    """By its reason; reactions beyond the people named, too."""
    raw = [
        said(0, "U1", "Hi", reactions=[{"name": "+1", "users": ["U2"], "count": 40}]),
        said(1, "UBOT", "Beep"),
        said(2, "U2", "Never"),
        said(3, "U1", "x", subtype="pinned_item"),
    ]
    items = read(tmp_path, *raw, place=replace(FANS, without=frozenset({"U2"})))
    assert [line.person for line in lines(items)] == ["U1"]
    assert skipped(items) == {
        "by bots or people left out": 3,
        "notices of the platform": 1,
        "reactions whose people the export does not name": 39,
    }


def test_own_polls_are_not_made_twice(tmp_path: Path) -> None:
    """Replies and reactions to a message in which one of Rapport's polls stands belong to the poll."""
    place = replace(FANS, polls={stamp(): "p1"})
    post = said(0, "UBOT", "Which?", bot_id="B1", reactions=[{"name": "eyes", "users": ["U1"], "count": 1}])
    found = lines(read(tmp_path, post, said(1, "U1", "Both", thread_ts=stamp()), place=place))
    assert [(line.kind, line.ref) for line in found] == [("reaction", "poll:p1"), ("message", "poll:p1")]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        pytest.param({"type": "message", "user": "U1"}, '"ts" must be a text.', id="no time"),
        pytest.param(said(0, "U1", "x") | {"ts": "yesterday"}, '"ts" must be a time stamp', id="a strange time"),
        pytest.param(said(0, "U1", "x") | {"ts": "999999999999.0"}, "its time cannot be.", id="an impossible time"),
        pytest.param(said(0, "U1", "x") | {"text": ["x"]}, '"text" must be a text.', id="a strange text"),
        pytest.param(said(0, "U1", "x", reactions={}), '"reactions" must be a list.', id="strange reactions"),
        pytest.param(said(0, "nobody?", "x"), "'nobody?' is no id.", id="a strange person"),
    ],
)
def test_a_wrong_message_says_where(tmp_path: Path, raw: dict[str, Any], sentence: str) -> None:
    """The file in the zip, the message, and what is wrong; the others are read."""
    items = read(tmp_path, said(-1, "U2", "before"), raw)
    (broken,) = [item for item in items if isinstance(item, Broken)]
    assert broken.where in {"fans/2024-05-01.json, message 2", "fans/33658-09-27.json, message 1"}
    assert broken.what.startswith(sentence)


@pytest.mark.parametrize(
    ("files", "where", "sentence"),
    [
        pytest.param({"users": {"no": "list"}}, "users.json", "this must be a list", id="no list"),
        pytest.param({"users": [{"name": "x"}]}, "users.json, entry 1", '"id" must be a text.', id="no id"),
        pytest.param({"channels": b"[{]"}, "channels.json", "this is not JSON", id="no JSON"),
        pytest.param({"channels": b"\xff\xfe["}, "channels.json", "this is not JSON", id="another encoding"),
        pytest.param({"fans/2024-05-02": b"[1,"}, "fans/2024-05-02.json", "this is not JSON", id="cut off"),
        pytest.param(
            {"fans/2024-05-02": ["x"]}, "fans/2024-05-02.json, message 1", "this must be an object", id="text"
        ),
        pytest.param(
            {"fans/2024-05-02": b"[" + b" " * 70_000_000}, "fans/2024-05-02.json", "this is larger", id="bomb"
        ),
    ],
)
def test_a_wrong_file_says_where(tmp_path: Path, files: dict[str, Any], where: str, sentence: str) -> None:
    """Its name in the zip, and what it must be; no file is read further than a day in a channel can be long."""
    export = Slack(slack_zip(tmp_path / "slack.zip", {"fans": [said(0, "U1", "Hi")]}, **files))
    found: list[Item] = list(export.survey()) or list(export.read({"CFANS": FANS}))
    (broken,) = [item for item in found if isinstance(item, Broken)]
    assert broken.where == where
    assert broken.what.startswith(sentence)


def test_a_zip_packed_again_is_read(tmp_path: Path) -> None:
    """With a folder around all, private channels, an organization's list of people, and what a Mac adds."""
    private = [{"id": "G1", "name": "vips"}]
    vips = {
        "groups": private,
        "org_users": [{"id": "U5", "real_name": "Cinco"}],
        "vips/2024-05-01": [said(0, "U5", "x")],
    }
    path = slack_zip(tmp_path / "slack.zip", {"fans": []}, root="Acme export/", **vips)
    export = Slack(path)
    assert list(export.survey()) == []
    assert [(chat.id, chat.name, chat.private) for chat in export.chats] == [
        ("CFANS", "fans", False),
        ("G1", "vips", False),
    ]
    assert export.people("G1").keys() == {"U5"}


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut off", b"PK"], ids=["damaged", "two letters"])
def test_no_zip_is_told(tmp_path: Path, content: bytes) -> None:
    """What begins like a zip and is none is told in a sentence."""
    (tmp_path / "slack.zip").write_bytes(content)
    with pytest.raises(Unusable, match="The zip is damaged"):
        Slack(tmp_path / "slack.zip")


def test_another_zip_is_told(tmp_path: Path) -> None:
    """A zip without a list of channels is no export of a workspace."""
    path = slack_zip(tmp_path / "photos.zip", {})
    path.write_bytes(path.read_bytes().replace(b"channels.json", b"pictures.json"))
    with pytest.raises(Unusable, match="has no channels"):
        Slack(path)
