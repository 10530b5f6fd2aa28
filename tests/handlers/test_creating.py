"""Polls as people make them by a command: what makes none, who may, and where they go."""

from dataclasses import replace
from typing import Any

import pytest

from chat.errors import UserError
from chat.events import Command, Message, Press
from chat.i18n import words
from chat.polls import Spec
from handlers import polls
from tests.support.core import ACME, BOSS, GROUP, PLAZA, SQUARE, TEAM, ZEST, Core, core

TYPED = '"Which next?" "Recipes" "Behind the scenes"'


@pytest.mark.parametrize(
    ("question", "options", "key"),
    [
        ("", ["A", "B"], "poll-usage"),
        (" \t", ["A", "B"], "poll-usage"),
        ("\u200b\u200e", ["A", "B"], "poll-usage"),
        ("Q", ["A"], "poll-usage"),
        ("Q", [], "poll-usage"),
        ("Q", ["A", ""], "poll-usage"),
        ("Q", ["A", "\u2060"], "poll-usage"),
        ("Q", [f"{i}" for i in range(11)], "poll-usage"),
        ("Q" * 301, ["A", "B"], "poll-question-long"),
        ("Q", ["A", "B" * 101], "poll-option-long"),
        ("Q", ["Recipes", "  recipes "], "poll-option-twice"),
        ("Q", ["Straße", "STRASSE"], "poll-option-twice"),
        ("Q", ["caf\u00e9", "cafe\u0301"], "poll-option-twice"),
    ],
)
async def test_what_makes_no_poll(both: Core, question: str, options: list[str], key: str) -> None:
    """Each mistake has its sentence, and nothing is posted."""
    with pytest.raises(UserError) as refused:
        await both.do(lambda ctx: polls.create(ctx, "acme", Spec(question=question, options=tuple(options))))
    assert refused.value.key == key
    assert words("en")(key, **refused.value.args_of_text)
    assert both.letters() == []
    assert both.lines() == []


@pytest.mark.parametrize(
    ("question", "options"),
    [
        ("Q" * 300, ["A" * 100, "B"]),
        ("Q", [f"{i}" for i in range(10)]),
        ("🎉", ["👍🏽", "👩‍👩‍👧"]),
        ("ما التالي؟", ["وصفات", "\u202eevil"]),
        ("<b>*_Q_*</b>", ["{ $x }", "%s"]),
    ],
    ids=["as long as may be", "as many as may be", "emoji", "right to left", "markup"],
)
async def test_what_makes_a_poll(acme: Core, question: str, options: list[str]) -> None:
    """What people write is asked as they wrote it."""
    poll = await acme.poll(*options, question=question)
    stored = acme.read(lambda db: polls.listed(db, "acme"))
    assert [(each["question"], [option["text"] for option in each["options"]]) for each in stored] == [
        (question, options)
    ]
    assert (poll.state, poll.question) == ("open", question)


async def test_what_no_database_holds_is_left_out(acme: Core) -> None:
    """A command line may hold anything; white space is one blank."""
    poll = await acme.poll("A\x00", "B\ud800", question=" Which\n\tnext? ")
    assert (poll.question, poll.options) == ("Which next?", ["A", "B\ufffd"])


async def test_a_poll_goes_to_all_audiences_at_once(acme: Core) -> None:
    """One letter for each audience chat of the brand, and one line in the ledger."""
    outcome = await acme.happens(Command, command="poll", text=TYPED, chat=TEAM, person="U7", answerable=True)
    assert outcome.kind == "done"
    assert outcome.answer is not None
    assert outcome.answer.text == "“Which next?” is on its way to 3 chats."
    assert {(letter.kind, letter.platform, letter.chat) for letter in acme.letters()} == {
        ("poll", "slack", SQUARE),
        ("poll", "telegram", GROUP),
        ("poll", "webchat", PLAZA),
    }
    (line,) = acme.lines()
    assert (line.kind, line.team, line.data["question"], line.data["options"]) == (
        "poll",
        True,
        "Which next?",
        ["Recipes", "Behind the scenes"],
    )
    assert acme.woken == 1


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"chat": TEAM, "person": "anyone"}, None),
        ({"chat": SQUARE, "person": BOSS}, None),
        ({"chat": "D1", "person": BOSS, "private": True}, None),
        ({"chat": "C-elsewhere", "person": BOSS}, None),
        ({"chat": SQUARE, "person": "anyone"}, "poll-not-for-you"),
        ({"chat": SQUARE, "person": "colleague"}, "poll-not-for-you"),
        ({"chat": "D2", "person": "colleague", "private": True}, None),
        ({"chat": "C-elsewhere", "person": "colleague"}, "poll-not-for-you"),
        ({"chat": "C-elsewhere", "person": "anyone"}, "chat-unknown"),
        ({"chat": SQUARE, "person": None}, "chat-unknown"),
    ],
    ids=[
        "anyone in the team's chat",
        "a manager in the audience",
        "a manager in private",
        "a manager elsewhere",
        "the audience",
        "one of the team in the audience",
        "one of the team in private",
        "one of the team elsewhere",
        "a stranger elsewhere",
        "nobody",
    ],
)
async def test_who_may(both: Core, fields: dict[str, Any], refusal: str | None) -> None:
    """Managers anywhere, and anyone in the team's chat or in private who was seen in it."""
    await both.happens(Message, chat=TEAM, person="colleague", message="1", text="hello")
    outcome = await both.happens(Command, command="poll", text=TYPED, answerable=True, **fields)
    assert outcome.kind == ("refused" if refusal else "done")
    assert outcome.toast == (words("en")(refusal) if refusal else None)
    assert len(both.letters("poll")) == (0 if refusal else 3)


async def test_of_several_teams_none_is_guessed(both: Core) -> None:
    """Who manages two brands and asks in private would ask the wrong people; in an audience it is clear."""
    asked: dict[str, Any] = {"platform": "telegram", "person": "77", "language": "en", "answerable": True}
    asked |= {"command": "poll", "text": TYPED}
    private = await both.happens(Command, **asked, chat="77", private=True)
    elsewhere = await both.happens(Command, **asked, chat="-5")
    assert [each.toast for each in (private, elsewhere)] == [words("en")("poll-which-team")] * 2
    assert (await both.happens(Command, **asked, chat=GROUP)).kind == "done"


@pytest.mark.parametrize(
    ("where", "to"),
    [
        ({"chat": "-900", "person": "5"}, ("note", "-900")),
        ({"chat": "-901", "person": "77"}, ("answer", "77")),
    ],
    ids=["in the team's chat", "in the audience"],
)
async def test_the_maker_hears_of_it(both: Core, where: dict[str, Any], to: tuple[str, str]) -> None:
    """Where no private answer can be shown the team's chat is told; an audience never sees it."""
    await both.happens(Command, platform="telegram", command="poll", text=TYPED, thread="9", **where)
    (told,) = [letter for letter in both.letters() if letter.kind != "poll"]
    assert (told.kind, told.chat) == to
    assert "ist unterwegs in einen Chat" in told.payload["message"]["text"]


async def test_a_wrong_command_is_explained_where_it_was_typed(both: Core) -> None:
    """Telegram shows no toast for a command: its sentence is a reply."""
    asked = {"platform": "telegram", "chat": "-900", "person": "5", "command": "poll", "text": "Which next?"}
    assert (await both.happens(Command, **asked, message="31")).kind == "refused"
    (told,) = both.letters()
    assert (told.kind, told.chat, told.reply_to) == ("note", "-900", "31")
    assert told.payload["message"]["text"] == words("de")("poll-usage")


async def test_a_brand_without_an_audience(sqlite_url: str) -> None:
    """There is nobody to ask, and a sentence says what to do."""
    async with core(sqlite_url, replace(ACME, audiences=())) as bot:
        outcome = await bot.happens(Command, command="poll", text=TYPED, chat=TEAM, answerable=True)
    assert outcome.toast == words("en")("poll-no-audience")


async def test_a_poll_is_closed_by_its_button(both: Core) -> None:
    """The team closes it, once; others are refused, and so is what is no poll of this brand."""
    poll = await both.poll()
    other = await both.poll(brand="zest")

    async def press(data: str, **fields: Any) -> str | None:
        return (await both.happens(Press, data=data, **{"chat": TEAM} | fields)).toast

    say = words("en")
    assert await press(f"close:{poll.id}", chat=SQUARE) == say("poll-not-for-you")
    assert await press(f"close:{other.id}") == say("poll-gone")
    assert await press("close:") == say("poll-gone")
    assert await press(f"close:{poll.id}", chat="C-elsewhere") == say("poll-gone")
    assert await press(f"close:{poll.id}") == "“Which next?” is closed."
    assert await press(f"close:{poll.id}") == "“Which next?” was closed already."
    assert both.read(lambda db: [each["state"] for each in polls.listed(db, "acme")]) == ["closed"]
    assert both.read(lambda db: [each["state"] for each in polls.listed(db, ZEST.key)]) == ["open"]
