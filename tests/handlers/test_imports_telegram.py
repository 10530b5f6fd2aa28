"""Telegram Desktop's export becomes the lines that the live bot would have written."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chat.lines import Line
from handlers.imports.entries import Broken, Item, Place, Unusable
from handlers.imports.telegram import Telegram
from tests.support.exports import Raw, group, lines, noted, skipped, telegram_json, wrote

FANS = "-1000000001001"
NEWS = "-1000000002002"
PLACE = Place(
    id=FANS,
    chat=FANS,
    brand="acme",
    zone=ZoneInfo("Europe/Madrid"),
    team=frozenset({"77", NEWS}),
    voices=frozenset({FANS, NEWS, "99"}),
)
BOLD = ["Hi ", {"type": "bold", "text": "you"}, "!"]
POLL = {"question": "Which?", "closed": True, "total_voters": 9, "answers": [{"text": "A", "voters": 5}, {"text": "B"}]}
SENT = {"forwarded_from": "Acme"}


def opened(path: Path, *chats: Raw) -> Telegram:
    """Write an export and look through it."""
    export = Telegram(telegram_json(path / "result.json", *chats))
    assert list(export.survey()) == []
    return export


def read(path: Path, *messages: Raw, place: Place = PLACE, **more: Any) -> list[Item]:
    """Read these messages of one group."""
    return list(opened(path, group(*messages, **more)).read({place.id: place}))


def brief(line: Line) -> tuple[Any, ...]:
    """Return what a case tells of a line."""
    about = line.ref.rpartition(":")[2] if line.ref else line.data.get("referrer")
    return line.kind, line.person, line.team, about, line.data.get("text", line.data.get("emoji"))


def message(*, person: str = "7", team: bool = False, about: str | None = None, text: str = "Hi") -> tuple[Any, ...]:
    """Return what is told of a message."""
    return "message", person, team, about, text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param([wrote(1, 0, 7, "Hi")], [message()], id="a message"),
        pytest.param([wrote(1, 0, 77, "Hi")], [message(person="77", team=True)], id="a manager's"),
        pytest.param([wrote(1, 0, 7, BOLD)], [message(text="Hi you!")], id="marked up"),
        pytest.param([wrote(1, 0, 7, "", photo="(File not included.)")], [message(text="")], id="a picture"),
        pytest.param([wrote(1, 0, 7, "Hi", edited_unixtime="1714564999")], [message()], id="edited"),
        pytest.param([wrote(2, 9, 7, "Hi", reply_to_message_id=1)], [message(about="1")], id="a reply"),
        pytest.param(
            [wrote(2, 0, 7, "Hi", reply_to_message_id=1, reply_to_peer_id="channel5")], [message()], id="to elsewhere"
        ),
        pytest.param(
            [noted(1, 0, 77, "topic_created", title="Help"), wrote(2, 0, 7, "Hi", reply_to_message_id=1)],
            [message()],
            id="in a topic",
        ),
        pytest.param([wrote(1, 0, "channel1001", "Hi")], [message(person=FANS, team=True)], id="an anonymous admin"),
        pytest.param(
            [wrote(1, 0, "channel2002", "Hi")], [message(person="-1000000002002", team=True)], id="the brand's channel"
        ),
        pytest.param(
            [wrote(1, 0, "channel3003", "Hi", **SENT)], [message(person="-1000000003003", team=True)], id="a linked one"
        ),
        pytest.param([wrote(1, 0, "channel3003", "Hi")], [message(person="-1000000003003")], id="a strange channel"),
        pytest.param([wrote(1, 0, "user7", "Hi") | {"from": None}], [message()], id="somebody who left Telegram"),
        pytest.param([wrote(1, 0, 7, "Hi") | {"from_id": 4294967303}], [message()], id="an old id"),
        pytest.param(
            [wrote(1, 0, 7, "Hi", via_bot="@gif", inline_bot_buttons=[[{}]])], [message()], id="by way of a bot"
        ),
        pytest.param([wrote(1, 0, 7, "Hi", inline_bot_buttons=[[{}]]), wrote(2, 0, 7, "Hi")], [], id="a bot"),
        pytest.param([wrote(1, 0, 7, [{"type": "bot_command", "text": "/ror"}])], [], id="a command"),
        pytest.param([{"id": 1, "type": "unsupported"}], [], id="a kind of later days"),
        pytest.param([noted(1, 0, 7, "pin_message", message_id=1)], [], id="a notice"),
        pytest.param([wrote(1, 0, 77, "", poll=POLL)], [("poll", "77", True, None, None)], id="a poll of the team's"),
        pytest.param([wrote(1, 0, 7, "", poll=POLL)], [message(text="")], id="anybody's poll"),
    ],
)
def test_messages(tmp_path: Path, raw: list[Raw], expected: list[tuple[Any, ...]]) -> None:
    """Each kind of message gives its lines, and what is nobody's or a bot's gives none."""
    assert [brief(line) for line in lines(read(tmp_path, *raw))] == expected


HEARD = [wrote(1, 0, 7, "Hi"), wrote(2, 0, 8, "Hi"), wrote(3, 0, 77, "Hi")]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(noted(9, 9, 7, "join_group_by_link", inviter="Ocho"), ("join", "7", "8"), id="by a link"),
        pytest.param(noted(9, 9, 7, "join_group_by_link", inviter="Group"), ("join", "7", None), id="by the group's"),
        pytest.param(noted(9, 9, 7, "join_group_by_request"), ("join", "7", None), id="by request"),
        pytest.param(noted(9, 9, 8, "invite_members", members=["Siete"]), ("join", "7", "8"), id="brought"),
        pytest.param(noted(9, 9, 8, "invite_members", members=["Ocho"]), ("join", "8", None), id="by themselves"),
        pytest.param(noted(9, 9, 77, "create_group", title="A", members=["Siete"]), ("join", "7", "77"), id="at first"),
        pytest.param(noted(9, 9, 77, "remove_members", members=["Ocho"]), ("leave", "8", None), id="sent away"),
        pytest.param(noted(9, 9, 7, "remove_members", members=["Siete"]), ("leave", "7", None), id="going"),
        pytest.param(noted(9, 9, 77, "invite_members", members=["Nadie", None]), None, id="names of nobody"),
    ],
)
def test_comings_and_goings(tmp_path: Path, raw: Raw, expected: tuple[Any, ...] | None) -> None:
    """Telegram names members by names alone; who has a name for themselves is known by it."""
    items = read(tmp_path, *HEARD, raw)
    found = [line for line in lines(items) if line.kind != "message"]
    told = [(line.kind, line.person, line.data.get("referrer")) for line in found]
    assert told == ([expected] if expected else [])
    assert any("by a name" in why for why in skipped(items)) == (expected is None)


def test_a_name_of_two_people_is_nobodys(tmp_path: Path) -> None:
    """Where two write under one name, nobody is taken for the other."""
    two = wrote(2, 0, 8, "Hi") | {"from": "Siete"}
    items = read(tmp_path, wrote(1, 0, 7, "Hi"), two, noted(3, 9, 77, "invite_members", members=["Siete"]))
    assert [line.kind for line in lines(items)] == ["message", "message"]


def test_reactions_have_the_times_that_are_told(tmp_path: Path) -> None:
    """By the exporting machine's clock, whose zone the message tells; who is not named is counted."""
    recent = [{"from": "Ocho", "from_id": "user8", "date": "2024-05-01T15:00:00"}]
    reactions = [
        {"type": "emoji", "count": 5, "emoji": "👍", "recent": recent},
        {"type": "custom_emoji", "count": 1, "document_id": "stickers/a.webp", "recent": [{"from_id": "user9"}]},
        {"type": "paid", "count": 2},
    ]
    items = read(tmp_path, wrote(1, 0, 7, "Hi", reactions=reactions))
    assert [(line.person, line.data["emoji"], line.at.isoformat()) for line in lines(items)[1:]] == [
        ("8", "👍", "2024-05-01T13:00:00+00:00"),
        ("9", "stickers/a.webp", "2024-05-01T12:00:00+00:00"),
    ]
    assert skipped(items) == {"reactions whose people the export does not name": 6}


def test_old_exports_tell_no_instant(tmp_path: Path) -> None:
    """Their times are taken as the brand's."""
    old = wrote(1, 0, 7, "Hi")
    del old["date_unixtime"]
    export = opened(tmp_path, group(old))
    assert export.guesses_zone
    (line,) = lines(list(export.read({FANS: PLACE})))
    assert line.at.isoformat() == "2024-05-01T12:00:00+00:00"


def test_what_was_before_the_supergroup_has_its_old_ids(tmp_path: Path) -> None:
    """Telegram numbers it below zero; where the old id is known, the live bot's lines are found again."""
    raw = [wrote(-999999995, 0, 7, "Hi"), wrote(-999999994, 0, 8, "Hi", reply_to_message_id=-999999995)]
    known = lines(read(tmp_path, *raw, place=replace(PLACE, before="-55")))
    assert [(line.id, line.ref, line.chat) for line in known] == [
        ("telegram:-55:5", None, FANS),
        ("telegram:-55:6", "telegram:-55:5", FANS),
    ]
    assert next(line.id for line in lines(read(tmp_path, *raw))) == f"telegram:{FANS}:-999999995"


def test_a_whole_account_and_its_chats(tmp_path: Path) -> None:
    """Each kind of chat has the live bot's id; conversations of two are private; keys may come in any order."""
    chats = [
        group(wrote(1, 0, 8, "Hi")),
        group(name="Small", type="private_group", id=55),
        group(name="News", type="private_channel", id=2002),
        group(name="Siete", type="personal_chat", id=7),
        group(name=None, type="saved_messages", id=1),
    ]
    export = Telegram(telegram_json(tmp_path / "result.json", *chats, left=(group(name="Left", id=3003),)))
    assert list(export.survey()) == []
    assert [(chat.id, chat.name, chat.private) for chat in export.chats] == [
        (FANS, "Acme Fans", False),
        ("-55", "Small", False),
        ("-1000000002002", "News", False),
        ("7", "Siete", True),
        ("1", "saved messages", True),
        ("-1000000003003", "Left", False),
    ]
    assert export.people(FANS).keys() == {"8"}
    sorted_ = json.dumps(group(wrote(1, 0, 8, "Hi")), sort_keys=True)
    (tmp_path / "sorted.json").write_text(sorted_, encoding="utf-8")
    again = Telegram(tmp_path / "sorted.json")
    assert list(again.survey()) == []
    assert len(lines(list(again.read({FANS: PLACE})))) == 1


def test_older_telegrams_wrote_what_is_no_json(tmp_path: Path) -> None:
    """Control characters stood there with an x for a u; a text that says so means it."""
    path = telegram_json(tmp_path / "result.json", group(wrote(1, 0, 7, "a@b"), wrote(2, 0, 7, "c\\x0Bd")))
    path.write_text(path.read_text(encoding="utf-8").replace("a@b", "a\\x0Bb"), encoding="utf-8")
    export = Telegram(path)
    assert list(export.survey()) == []
    assert [line.data["text"] for line in lines(list(export.read({FANS: PLACE})))] == ["a\x0bb", "c\\x0Bd"]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        pytest.param("Hi", "this must be an object", id="no object"),
        pytest.param(wrote(5, 0, 7, "") | {"id": "5"}, '"id" must be a whole number.', id="a strange id"),
        pytest.param(wrote(5, 0, 7, "") | {"from_id": "bot5"}, "'bot5' is no id", id="a strange person"),
        pytest.param(wrote(5, 0, 7, "") | {"text": {}}, '"text" must be a text, or', id="a strange text"),
        pytest.param(wrote(5, 0, 7, "") | {"date_unixtime": "x"}, '"date_unixtime" must be', id="a strange instant"),
        pytest.param(wrote(5, 0, 7, "") | {"date_unixtime": "99"}, "its time cannot be.", id="long ago"),
        pytest.param(
            wrote(5, 0, 7, "") | {"date_unixtime": None, "date": "May"}, '"date" must be a time like', id="strange time"
        ),
        pytest.param(wrote(5, 0, 7, "", reactions=["x"]), '"reactions" must be a list of', id="strange reactions"),
        pytest.param(noted(5, 0, 7, "invite_members"), '"members" must be a list.', id="no members"),
    ],
)
def test_a_wrong_message_says_where(tmp_path: Path, raw: Raw, sentence: str) -> None:
    """The chat, the message, and what is wrong."""
    (broken,) = [item for item in read(tmp_path, wrote(4, 0, 7, "Hi"), raw) if isinstance(item, Broken)]
    assert broken.where in {"Acme Fans, message 5", "Acme Fans, message no. 2"}
    assert broken.what.startswith(sentence)


@pytest.mark.parametrize(
    ("before", "after", "where", "sentence"),
    [
        pytest.param('"id": 2,', '"id" 2,', "after Acme Fans, message 1", "this is not JSON, expecting ':'", id="sign"),
        pytest.param('"id": 2,', '"id": ' + "9" * 5_000 + ",", "after Acme Fans, message 1", "a number is", id="9s"),
        pytest.param('"id": 1001', "1001", "after its beginning", 'here must be a key in "quotes"', id="a key"),
        pytest.param("two", "[" * 90_000, "", "", id="a text of brackets"),
        pytest.param('"two"', "[" * 90_000, "after Acme Fans, message 1", "this is nested too deep", id="too deep"),
    ],
)
def test_broken_json_says_where(tmp_path: Path, before: str, after: str, where: str, sentence: str) -> None:
    """After which message, and at which character."""
    path = telegram_json(tmp_path / "result.json", group(wrote(1, 0, 7, "one"), wrote(2, 0, 7, "two")))
    content = path.read_text(encoding="utf-8").replace(before, after)
    path.write_text(content, encoding="utf-8")
    found = list(Telegram(path).survey())
    assert [each.where for each in found] == ([where] if where else [])
    assert all(each.what.startswith(sentence) and "(character " in each.what for each in found)


def test_a_file_cut_off_anywhere_says_so(tmp_path: Path) -> None:
    """Wherever it ends, it is told after which message."""
    path = telegram_json(tmp_path / "result.json", group(wrote(1, 0, 7, "one"), wrote(2, 0, 7, "two")))
    content = path.read_bytes()
    for end in range(2, len(content) - 1, 7):
        path.write_bytes(content[:end])
        (broken,) = Telegram(path).survey()
        assert "cut off" in broken.what or "not JSON" in broken.what, end


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b'{"chats": {"list": ["caf\xe9"]}}', "it is not UTF-8", id="another encoding"),
        pytest.param(b'{"chats": {"list": []}} x', "nothing may follow here", id="more"),
        pytest.param(b'["chats"]', 'here must be "{"', id="a list"),
    ],
)
def test_another_file_is_told(tmp_path: Path, content: bytes, sentence: str) -> None:
    """In one sentence."""
    (tmp_path / "result.json").write_bytes(content)
    (broken,) = Telegram(tmp_path / "result.json").survey()
    assert broken.what.startswith(sentence)


def test_no_chats_are_told(tmp_path: Path) -> None:
    """An object without chats is no export; a chat without its id is told by its name."""
    (tmp_path / "result.json").write_text('{"chats": {"list": [1]}, "left_chats": 2}', encoding="utf-8")
    with pytest.raises(Unusable, match="This has no chats"):
        list(Telegram(tmp_path / "result.json").survey())
    (broken,) = Telegram(telegram_json(tmp_path / "result.json", group(id=None))).survey()
    assert (broken.where, broken.what) == ("Acme Fans", '"id" must be a whole number.')
