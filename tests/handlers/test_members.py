"""Who comes and goes, who can be reached, and chats that move."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import inspect, text

from chat.address import Address
from chat.errors import Permanent
from chat.events import Blocked, ChatMigrated, Command, Joined, Left, Message, Uninstalled
from chat.lines import dump, parse
from chat.messages import Message as Words
from handlers import letters, router
from storage import ledger, people
from storage.database import Database
from tests.support.core import ACME, BOSS, GROUP, SQUARE, TEAM, ZEST, Core, core


async def test_joins_and_leaves(acme: Core) -> None:
    """Coming into and leaving an audience chat are lines, with the referrer where the platform tells."""
    await acme.happens(Joined, referrer="U2")
    await acme.happens(Joined, person="U3")
    await acme.happens(Left)
    assert [(line.kind, line.person, dict(line.data)) for line in acme.lines()] == [
        ("join", "U1", {"referrer": "U2"}),
        ("join", "U3", {"referrer": None}),
        ("leave", "U1", {}),
    ]


@pytest.mark.parametrize("kind", [Joined, Left])
@pytest.mark.parametrize(
    "fields",
    [{"chat": TEAM}, {"chat": "C-elsewhere"}, {"chat": "C-elsewhere", "person": BOSS}, {"person": None}],
    ids=["the team's chat", "elsewhere", "a manager elsewhere", "the bot itself"],
)
async def test_other_comings_and_goings_are_no_lines(both: Core, kind: type[Joined], fields: dict[str, Any]) -> None:
    """Only audience chats have members."""
    await both.happens(kind, **fields)
    assert both.lines() == []


async def test_the_blocked_are_noted_once(acme: Core) -> None:
    """Blocking is one line however often it is told; letting the bot in again, or any activity, ends it."""
    await acme.happens(Message, message="1", text="hi")
    told = [True, True, False, False, True]
    for blocked in told:
        await acme.happens(Blocked, chat="D1", private=True, blocked=blocked)
    await acme.happens(Message, message="2", text="hi again")
    await acme.happens(Blocked, chat="D1", private=True, blocked=True)
    assert [line.kind for line in acme.lines()] == ["message", "block", "block", "message", "block"]


async def test_strangers_and_the_team_have_no_block(acme: Core) -> None:
    """Who was never met is not counted as unreachable, nor is the team."""
    await acme.happens(Blocked, person="U99", blocked=True)
    await acme.happens(Blocked, person=BOSS, blocked=True)
    assert acme.lines() == []


@pytest.mark.parametrize(
    ("asked", "lines", "notes"),
    [
        ({"chat": "D1", "private": True}, ["message", "block"], []),
        ({"thread": "7"}, ["message"], [(SQUARE, "7", "Only you ")]),
    ],
    ids=["in private", "in a group"],
)
async def test_a_refused_answer(acme: Core, asked: dict[str, Any], lines: list[str], notes: list[Any]) -> None:
    """Who has talked to the bot and refuses it has blocked it; who never has is asked to begin."""
    await acme.happens(Message, message="1", text="hi")
    await acme.happens(Command, command="help", **asked)
    (answer,) = acme.letters("answer")
    error = Permanent("the bot cannot write to this person", unreachable=True)
    for _ in range(2):
        await acme.do(lambda ctx: letters.refused(router, ctx, answer, error, Words(text="")))
    assert [line.kind for line in acme.lines()] == lines
    told = [(note.chat, note.thread, note.payload["message"]["text"][:9]) for note in acme.letters("note")]
    assert told == notes


NEW = "-1002"


def places_of(database: Database, value: str) -> set[str]:
    """Return every table and column that holds exactly this value."""
    found = set()
    with database.reader.connect() as connection:
        for table in inspect(connection).get_table_names():
            for column in inspect(connection).get_columns(table):
                name = f'"{table}"."{column["name"]}"'
                query = text(f'SELECT count(*) FROM "{table}" WHERE CAST({name} AS VARCHAR) = :value')
                if connection.execute(query, {"value": value}).scalar():
                    found.add(f"{table}.{column['name']}")
    return found


async def test_a_chat_that_moves_is_known_by_its_new_id_everywhere(acme: Core) -> None:
    """In one transaction its id is rewritten in every table; only the configuration's own word stays."""
    there = {"platform": "telegram"}
    await acme.poll()
    await acme.arrive_all(telegram="p1")
    await acme.happens(Message, **there, message="1", text="hi")
    await acme.happens(Command, **there, command="help")
    before = places_of(acme.database, GROUP)
    assert before == {"chats.chat", "chats.configured", "ledger.chat", "letters.chat", "lanes.chat", "poll_posts.chat"}
    for _ in range(2):
        await acme.happens(ChatMigrated, **there, chat=GROUP, new_chat=NEW, person=None)
    assert places_of(acme.database, GROUP) == {"chats.configured"}
    assert places_of(acme.database, NEW) == before - {"chats.configured"}
    await acme.happens(Message, **there, chat=NEW, message="2", text="hi")
    assert [line.id for line in acme.lines("message")] == [f"telegram:{GROUP}:1", f"telegram:{NEW}:2"]


async def test_a_moved_chat_stays_moved_after_a_restart(migrated_url: str, acme: Core) -> None:
    """The configuration may go on naming the old id, name the new one, or both."""
    await acme.happens(ChatMigrated, platform="telegram", chat=GROUP, new_chat=NEW, person=None)
    old, new = Address("telegram", GROUP), Address("telegram", NEW)
    for named, known in [((old,), {new}), ((old, new), {old, new}), ((new,), {new}), ((new, old), {new, old})]:
        async with core(migrated_url, replace(ACME, audiences=named)) as bot:
            assert set(bot.read(lambda db: people.audiences(db, "acme"))) == known
    async with core(migrated_url, replace(ACME, audiences=(old, new))) as bot:
        outcome = await bot.happens(ChatMigrated, platform="telegram", chat=GROUP, new_chat=NEW, person=None)
        assert outcome.kind == "done"
        assert bot.read(lambda db: people.audiences(db, "acme")) == [new]


async def test_being_uninstalled_is_told_to_the_teams_concerned(both: Core) -> None:
    """Each brand with an audience there hears of it once, in its language."""
    await both.happens(Uninstalled, platform="telegram", person=None)
    assert {(note.chat, note.payload["message"]["text"].split()[0]) for note in both.letters("note")} == {
        (TEAM, "I"),
        ("-900", "Ich"),
    }
    await both.happens(Uninstalled, person=None)
    assert len(both.letters("note")) == 3


async def test_every_line_can_go_out_and_come_in(acme: Core) -> None:
    """What the core writes, the team's memberships included, is a right line of the interchange."""
    poll = await acme.poll()
    await acme.vote(poll, 0, chat="")
    await acme.happens(Joined)
    await acme.happens(Message, message="1", text="hi")
    await acme.happens(Blocked, chat="", blocked=True)

    found = acme.read(lambda db: list(ledger.lines(db, "acme", texts=True)))
    assert [parse(json.dumps(dump(line))) for line in found] == found
    assert len(found) == 7


async def test_a_restart_keeps_who_is_who(migrated_url: str) -> None:
    """Managers are those configured now; who was of the team stays of it; nobody is met twice."""
    former = replace(ACME, managers=(Address("slack", "U-former"),))
    async with core(migrated_url, former) as bot:
        assert bot.read(lambda db: people.is_manager(db, "acme", Address("slack", "U-former")))
    async with core(migrated_url, ACME, ZEST) as bot:
        account = bot.read(lambda db: people.find(db, "acme", Address("slack", "U-former")))
        assert (account.manager, account.team) == (False, True)
        assert bot.read(lambda db: people.is_manager(db, "acme", Address("slack", BOSS)))
        assert bot.read(lambda db: people.team_chat(db, "zest")) == ZEST.team


async def test_names_follow_the_people(acme: Core) -> None:
    """The latest name and language given count; what is not given does not wipe them."""
    who = Address("slack", "U1")
    for name, language, expected in [
        ("Ada", "de", ("Ada", "de")),
        ("", None, ("Ada", "de")),
        ("Ada L.", None, ("Ada L.", "de")),
        ("Ada L.", "pt", ("Ada L.", "pt")),
    ]:
        acme.clock.forward(timedelta(minutes=2))
        await acme.happens(Message, message=f"{name}{language}", text="hi", name=name, language=language)
        account = acme.read(lambda db: people.find(db, "acme", who))
        assert (account.name, account.language) == expected
