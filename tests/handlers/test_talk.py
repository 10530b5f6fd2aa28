"""The ledger of what the audience says, in the words of ROR.md."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from chat.events import Command, Deleted, Edited, Event, Joined, Message, Press, Reaction
from tests.support.core import ACME, BOSS, GROUP, PLAZA, SQUARE, TEAM, ZEST, Core, core, event

AT = "2026-11-04T12:00:00+00:00"


def said(message: str = "m1", words: str = "Hello", **fields: Any) -> dict[str, Any]:
    """Return the fields of a message."""
    return {"message": message, "text": words} | fields


async def test_a_message_is_a_line(acme: Core) -> None:
    """It has the platform's own id, time and text, and is written once however often it comes."""
    hello = event(Message, **said())
    for _ in range(2):
        await acme.dispatcher.offer(hello)
    (line,) = acme.lines()
    assert (line.id, line.kind, line.platform, line.chat) == (f"slack:{SQUARE}:m1", "message", "slack", SQUARE)
    assert (line.person, line.team, line.ref) == ("U1", False, None)
    assert line.data == {"text": "Hello", "sentiment": 0, "recommends": False, "query": False}
    assert line.at.isoformat() == AT


async def test_replies_hang_together(acme: Core) -> None:
    """A reply names the line it answers; one to any message of a poll names the poll."""
    poll = await acme.poll()
    await acme.arrive_all()
    posts = {letter.chat: letter.message for letter in acme.letters("poll")}
    await acme.happens(Message, **said("m1"))
    await acme.happens(Message, **said("m2", reply_to="m1"))
    await acme.happens(Message, **said("m3", reply_to=posts[SQUARE]))
    await acme.happens(Message, platform="telegram", **said("m4", reply_to=posts[GROUP]))
    await acme.happens(Message, **said("m5", reply_to=posts[GROUP]))
    refs = {line.id.rpartition(":")[2]: line.ref for line in acme.lines("message")}
    assert refs == {
        "m1": None,
        "m2": f"slack:{SQUARE}:m1",
        "m3": poll.line,
        "m4": poll.line,
        "m5": f"slack:{SQUARE}:{posts[GROUP]}",
    }


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({}, ["message"]),
        ({"person": BOSS}, ["message team"]),
        ({"platform": "telegram", "person": GROUP, "as_team": True}, ["message team"]),
        ({"platform": "telegram", "person": None, "as_team": True}, ["message team"]),
        ({"chat": TEAM, "person": "U8"}, []),
        ({"chat": "D1", "private": True}, ["message"]),
        ({"chat": "D1", "private": True, "person": BOSS}, []),
        ({"chat": "C-elsewhere"}, []),
        ({"chat": "C-elsewhere", "person": BOSS}, []),
        ({"person": None}, []),
        ({"chat": ""}, []),
    ],
    ids=[
        "the audience",
        "a manager among the audience",
        "an anonymous administrator",
        "one whom nobody is named for",
        "the team among itself",
        "in private",
        "a manager in private",
        "in a chat that is none of ours",
        "a manager in a chat that is none of ours",
        "nobody",
        "nowhere",
    ],
)
async def test_whose_words_are_logged(acme: Core, fields: dict[str, Any], lines: list[str]) -> None:
    """What is said to or by the audience is, with its reactions; the team's own talk and foreign chats are not."""
    await acme.happens(Message, **said(**fields))
    await acme.happens(Reaction, target="m1", emoji="👍", **fields)
    found = [line.kind + " team" * line.team for line in acme.lines()]
    assert found == lines + [each.replace("message", "reaction") for each in lines]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": Message, "message": "m1", "text": "hello"},
        {"kind": Press, "data": "ror:acme", "answerable": True},
        {"kind": Joined},
        {"kind": Command, "command": "help", "answerable": True},
        {"kind": Reaction, "target": "m", "emoji": "👍"},
    ],
    ids=lambda fields: str(fields["kind"].__name__),
)
async def test_who_is_seen_with_the_team_is_of_it_for_good(acme: Core, fields: dict[str, Any]) -> None:
    """From then on all lines of that account are the team's, and one line says so."""
    kind: type[Event] = fields["kind"]
    more = {key: value for key, value in fields.items() if key != "kind"}
    await acme.happens(Message, **said("m0", person="U8"))
    for _ in range(2):
        await acme.happens(kind, chat=TEAM, person="U8", **more)
    await acme.happens(Message, **said("m2", person="U8"))
    assert [line.team for line in acme.lines("message")] == [False, True]
    assert await _team_lines(acme) == ["team:slack:U-boss", "team:slack:U8", "team:telegram:77"]


async def _team_lines(bot: Core) -> list[str]:
    query = text("SELECT line FROM ledger WHERE line LIKE 'team:%' ORDER BY line")
    found: list[str] = bot.read(lambda db: list(db.execute(query).scalars()))
    return found


async def test_edits_keep_every_version(acme: Core) -> None:
    """A version is kept where the text differs; of what was never said there is none."""
    await acme.happens(Message, **said(words="one"))
    for words in ("one", "two", "two", "three"):
        await acme.happens(Edited, **said(words=words))
    await acme.happens(Edited, **said("m9", "never said"))
    await acme.happens(Edited, **said(words="elsewhere", chat="C-elsewhere"))
    versions = acme.read(lambda db: list(db.execute(text("SELECT text FROM texts ORDER BY version")).scalars()))
    assert versions == ["one", "two", "three"]
    assert [line.data["text"] for line in acme.lines()] == ["three"]


async def test_deletions(acme: Core) -> None:
    """What was logged is taken back by a line, whoever did it; a poll stands in other chats too, and remains."""
    await acme.poll()
    await acme.arrive_all()
    post = next(letter.message for letter in acme.letters("poll") if letter.chat == SQUARE)
    await acme.happens(Message, **said())
    for message in ("m1", "m9", post):
        await acme.happens(Deleted, message=message, person=None)
    (line,) = acme.lines("delete")
    assert (line.ref, line.person, line.team) == (f"slack:{SQUARE}:m1", None, False)


async def test_reactions_come_and_go(acme: Core) -> None:
    """Each is a line of its own; on a poll's message it is on the poll."""
    poll = await acme.poll()
    await acme.arrive_all()
    post = next(letter.message for letter in acme.letters("poll") if letter.chat == SQUARE)
    await acme.happens(Reaction, target=post, emoji="tada")
    await acme.happens(Reaction, target=post, emoji="tada", removed=True)
    await acme.happens(Reaction, target="m1", emoji="👍")
    assert [(line.ref, line.data) for line in acme.lines("reaction")] == [
        (poll.line, {"emoji": "tada"}),
        (poll.line, {"emoji": "tada", "removed": True}),
        (f"slack:{SQUARE}:m1", {"emoji": "👍"}),
    ]


async def test_a_private_chat_is_of_the_brand_met_last(both: Core) -> None:
    """Who is known to two brands talks to the one whose chat they were in last."""
    there = {"platform": "telegram", "person": "5"}
    private: dict[str, Any] = {"chat": "5", "private": True}
    await both.happens(Message, **there, **said("m1"))
    both.clock.forward(both.clock.time - both.clock.time.replace(hour=10))
    await both.happens(Message, **there, **said("m2", chat="-901"))
    await both.happens(Message, **there, **said("m3", **private))
    assert [line.id for line in both.lines("message", ZEST.key)] == ["telegram:-901:m2", "telegram:5:m3"]
    assert [line.id for line in both.lines("message")] == [f"telegram:{GROUP}:m1"]


async def test_a_stranger_in_private(both: Core) -> None:
    """Of two brands nobody knows whose they are, so nothing is logged before they say so (`test_whose`)."""
    await both.happens(Message, **said(chat="D1", private=True))
    outcome = await both.happens(Command, command="poll", chat="D1", private=True, answerable=True)
    assert outcome.toast == "I don't know this chat yet. Whoever runs me can add it to config.toml."
    assert both.lines() == both.lines(brand=ZEST.key) == []


HOSTILE = [
    "\x00",
    "a\x00b",
    "\ud800",
    "\u202eevil\u202c",
    "x" * 10_000,
    "' OR 1=1 --",
    "{ $name }",
    "\u200b",
    "🧑‍🚀" * 50,
]


@pytest.mark.parametrize("words", HOSTILE)
async def test_any_text_can_be_logged(acme: Core, words: str) -> None:
    """Names, texts, emoji and ids of whatever kind reach both databases and come back as they were."""
    clean = words.replace("\x00", "").replace("\ud800", "\ufffd")
    await acme.happens(Message, **said(words=words, name=words, language=words[:10], thread=words[:99]))
    await acme.happens(Edited, **said(words=f"{words}!"))
    await acme.happens(Reaction, target="m1", emoji=words[:64])
    message, reaction = acme.lines()
    assert message.data["text"] == f"{clean}!"
    assert reaction.data == {"emoji": clean[:64]}
    name = acme.read(lambda db: db.execute(text("SELECT name FROM accounts WHERE person = 'U1'")).scalar())
    assert name == clean


async def test_a_brand_by_another_name(migrated_url: str, acme: Core) -> None:
    """Who was known to a brand that is no longer configured is not lost to the one that is."""
    await acme.happens(Message, **said("m1"))
    async with core(migrated_url, replace(ACME, key="acme_new")) as renamed:
        await renamed.happens(Message, **said("m2", chat="D1", private=True))
        assert [line.id for line in renamed.lines(brand="acme_new")] == ["slack:D1:m2"]


async def test_a_brand_taken_out_is_silent(migrated_url: str, acme: Core) -> None:
    """Its chats are none of ours any more; put in again they are."""
    async with core(migrated_url, ZEST) as without:
        await without.happens(Message, **said("m1"))
        await without.happens(Message, **said("m2", platform="webchat", chat=PLAZA))
    async with core(migrated_url) as again:
        await again.happens(Message, **said("m3"))
        assert [line.id for line in again.lines()] == [f"slack:{SQUARE}:m3"]
