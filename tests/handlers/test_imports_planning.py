"""Which chats of an export are whose, who answered whom there, and what a file is."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from chat.events import ChatMigrated, Message
from chat.lines import Line
from handlers.imports import detect, planning
from handlers.imports.answers import Answers
from handlers.imports.entries import Unusable
from handlers.imports.planning import Plan, Wish
from handlers.imports.telegram import Telegram
from tests.chat.test_lines import text
from tests.support.core import ACME, GROUP, TEAM, Core
from tests.support.exports import Raw, group, said, slack_zip, telegram_json, wrote

LARGE = "-1000000001001"


def planned(core: Core, path: Path, *chats: Raw, wish: Wish | None = None) -> Plan:
    """Plan an export of these chats."""
    export = Telegram(telegram_json(path / "result.json", *chats))
    assert list(export.survey()) == []
    found: Plan = core.read(lambda db: planning.plan(db, export, {"acme": ACME}, wish or Wish()))
    return found


async def test_a_chat_that_moved_is_known_by_both_ids(acme: Core, tmp_path: Path) -> None:
    """The lines of a group that became a supergroup stand under the id of today, and have the ids that they had."""
    small = group(wrote(1, 0, 7, "Hi"), type="private_group")
    assert planned(acme, tmp_path, small).places[GROUP].chat == GROUP
    await acme.happens(ChatMigrated, platform="telegram", chat=GROUP, new_chat=LARGE)
    (old,) = planned(acme, tmp_path, small).places.values()
    (new,) = planned(acme, tmp_path, group(wrote(1, 0, 7, "Hi"))).places.values()
    assert (old.id, old.chat) == (GROUP, LARGE)
    assert (new.id, new.chat, new.before) == (LARGE, LARGE, GROUP)


async def test_who_speaks_for_the_brand(acme: Core, tmp_path: Path) -> None:
    """Managers, whom the bot knows of the team, and the brand's own chats, but not who is left out."""
    await acme.happens(Message, chat=TEAM, person="U8", message="1", text="Hi")
    await acme.happens(Message, platform="telegram", chat=GROUP, person="9", message="1", text="Hi", as_team=True)
    (place,) = planned(acme, tmp_path, group(type="private_group"), wish=Wish(without=frozenset({"9"}))).places.values()
    assert place.team == {"77", GROUP}


async def test_whose_posts_are_passed_on(acme: Core, tmp_path: Path) -> None:
    """Those of the brand's audiences, of what is imported for it, and of its bot; not those of the team's own chat."""
    wish = Wish("acme", ("2002",), frozenset({"99"}), bot="99")
    (place,) = planned(acme, tmp_path, group(), group(id=2002, name="News"), wish=wish).places.values()
    assert place.voices == {GROUP, "-1000000002002", "99"}


async def test_what_cannot_be_chosen_is_told(acme: Core, tmp_path: Path) -> None:
    """One of several chats, and conversations, with what to do; chats may be called by their number alone."""
    talk, two = group(type="personal_chat", name="Siete"), group(id=2002, name="Two")
    with pytest.raises(Unusable, match=r"None of this export's chats .*Acme Fans \(-1000000001001\), Two"):
        planned(acme, tmp_path, group(), two, talk)
    with pytest.raises(Unusable, match="no group or channel"):
        planned(acme, tmp_path, talk)
    with pytest.raises(Unusable, match="Siete is a conversation of people"):
        planned(acme, tmp_path, two, talk, wish=Wish("acme", ("Siete",)))
    with pytest.raises(Unusable, match="several chats named 'Two'"):
        planned(acme, tmp_path, two, group(id=3003, name="Two"), wish=Wish("acme", ("Two",)))
    assert planned(acme, tmp_path, group(), two, wish=Wish("acme", ("2002",))).left_out == ["Acme Fans"]
    assert planned(acme, tmp_path, group(), wish=Wish("acme")).places.keys() == {LARGE}


def line(number: int, person: str, ref: int | None = None, *, query: bool = False, platform: str = "slack") -> Line:
    """Return a message; `boss` is of the team."""
    data: dict[str, Any] = {"text": "x"} | ({"query": True} if query else {})
    at = datetime(2024, 5, 1, tzinfo=UTC) + timedelta(minutes=number)
    who: dict[str, Any] = {
        "brand": "acme",
        "platform": platform,
        "chat": "C1",
        "person": person,
        "team": person == "boss",
    }
    return Line(id=str(number), kind="message", at=at, ref=str(ref) if ref else None, data=data, **who)


@pytest.mark.parametrize(
    ("lines", "answered"),
    [
        pytest.param([line(1, "a", query=True), line(2, "boss", 1)], {"2": "1"}, id="a query"),
        pytest.param([line(1, "a"), line(2, "boss", 1)], {}, id="no query"),
        pytest.param([line(1, "a", query=True), line(2, "boss")], {}, id="said beside it"),
        pytest.param([line(1, "a", query=True), line(2, "b", 1)], {}, id="not by the team"),
        pytest.param([line(1, "a", query=True), line(2, "a"), line(3, "boss", 2)], {"3": "1"}, id="what goes with it"),
        pytest.param(
            [line(1, "a", query=True), line(2, "b", query=True), line(3, "boss", 1), line(4, "boss", 2)],
            {"3": "1", "4": "2"},
            id="two at once",
        ),
        pytest.param([line(1, "boss"), line(2, "a", 1, query=True), line(3, "boss", 1)], {"3": "2"}, id="in a thread"),
        pytest.param(
            [
                line(1, "boss", platform="telegram"),
                line(2, "a", 1, query=True, platform="telegram"),
                line(3, "boss", 1, platform="telegram"),
            ],
            {},
            id="where there are no threads",
        ),
    ],
)
def test_answers_are_found(lines: list[Line], answered: dict[str, str]) -> None:
    """A message of the team's under a query, or in its thread, is its answer."""
    answers = Answers()
    marked = [each for portion in (lines[:2], lines[2:]) for each in answers.mark(portion)]
    assert {each.id: each.ref for each in marked if each.kind == "answer"} == answered


def test_files_are_told_apart_by_content(tmp_path: Path) -> None:
    """Names mean nothing."""
    path = tmp_path / "file"
    slack_zip(path, {"fans": [said(0, "U1", "Hi")]})
    assert detect(path) == "slack"
    telegram_json(path, group(wrote(1, 0, 7, "Hi")))
    assert detect(path) == "telegram"
    path.write_text('{"name": "x", "type": "y", "id": 1, "messages": []}', encoding="utf-8")
    assert detect(path) == "telegram"
    for content in (text("message", text='"messages": "chats"'), "", "\n\n", "x,y\n1,2\n"):
        path.write_text(content, encoding="utf-8")
        assert detect(path) == "lines", content
