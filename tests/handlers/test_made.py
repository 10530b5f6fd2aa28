"""You asked, we made it: who is told, when, and what is counted."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from chat.events import Command, Press, Tick
from chat.i18n import words
from chat.ports import Outcome
from handlers import router
from handlers.routing import Due
from storage import made
from storage.outbox import Letter
from tests.support.core import ACME, BOSS, TEAM, ZEST, Core, core

LINK = "https://acme.example/recipes?from=poll&x=1"


@pytest.fixture
async def acme(migrated_url: str) -> AsyncIterator[Core]:
    """A core with one brand, at noon."""
    async with core(migrated_url) as opened:
        opened.clock.forward(timedelta(hours=(36 - opened.clock.now().hour) % 24))
        yield opened


async def say_made(bot: Core, text: str, person: str = BOSS) -> Outcome:
    """Let a manager write /made in the team's chat."""
    where = {"chat": TEAM if person == BOSS else "C-square", "person": person, "answerable": True}
    return await bot.happens(Command, command="made", text=text, **where)


def due(bot: Core) -> list[Due]:
    """Return the notes that are due."""
    found: list[Due] = bot.read(lambda db: router.due(db, bot.clock.now(), bot.brands))
    return [each for each in found if each.tick == "made"]


async def tick(bot: Core) -> None:
    """Let all that is due be done."""
    for each in due(bot):
        about: dict[str, Any] = {"tick": each.tick, "brand": each.brand, "subject": each.subject, "due": each.at}
        await bot.happens(Tick, platform="clock", chat="", person=None, **about)


def notes(bot: Core) -> list[Letter]:
    """Return the notes that were put."""
    return bot.letters("made")


async def wish(bot: Core, poll: str, *persons: str, **fields: Any) -> list[Outcome]:
    """Let people ask to be told."""
    return [await bot.happens(Press, person=each, data=f"wish:{poll}", **fields) for each in persons]


async def test_only_those_who_chose_it_and_asked_are_told(acme: Core) -> None:
    """One note each, once; whoever only voted, or wanted something else, hears nothing."""
    poll = await acme.poll("Recipes", "Live")
    for person, option in (("U1", 0), ("U2", 0), ("U3", 1), ("U4", 0)):
        await acme.vote(poll, option, person=person)
    await wish(acme, poll.id, "U1", "U3", "U4")
    await wish(acme, poll.id, "U4")  # pressed again: no more
    answer = (await say_made(acme, f'"Recipes" {LINK}')).answer
    assert answer
    assert "One person" in answer.text
    await tick(acme)
    await tick(acme)
    assert [letter.chat for letter in notes(acme)] == ["U1"]
    assert LINK in notes(acme)[0].payload["message"]["text"]
    await say_made(acme, f"recipes {LINK}")
    await tick(acme)
    assert len(notes(acme)) == 1


async def test_a_note_waits_for_the_day(acme: Core) -> None:
    """At night nobody is disturbed; in the morning it comes."""
    poll = await acme.poll("Recipes", "Live")
    await acme.vote(poll, 0)
    await wish(acme, poll.id, "U1")
    acme.clock.forward(timedelta(hours=12))
    await say_made(acme, f"“Recipes” {LINK}")
    assert due(acme) == []
    acme.clock.forward(timedelta(hours=10))
    await tick(acme)
    assert len(notes(acme)) == 1


async def test_visits_are_counted_once_each(acme: Core) -> None:
    """The team sees how many came back."""
    poll = await acme.poll("Recipes", "Live")
    for person in ("U1", "U2"):
        await acme.vote(poll, 0, person=person)
    await wish(acme, poll.id, "U1", "U2")
    await say_made(acme, f"Recipes {LINK}")
    await tick(acme)
    code = notes(acme)[0].key.removeprefix("made:")  # type: ignore[union-attr]
    for _ in range(2):
        await acme.do(lambda ctx: made.visit(ctx.db, code, ctx.now))
    assert acme.read(lambda db: made.link_of(db, code)) == (LINK, True)
    shown = (await say_made(acme, "")).answer
    assert shown
    assert "2 of 2 told, 1 came" in shown.text


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("Recipes", "/made", id="no link"),
        pytest.param(f"{LINK}", "/made", id="no option"),
        pytest.param("Recipes javascript://x", "/made", id="no page"),
        pytest.param(f"Podcasts {LINK}", "Podcasts", id="no such option"),
    ],
)
async def test_what_cannot_be_told_is_refused(acme: Core, text: str, word: str) -> None:
    """Each mistake has its sentence."""
    await acme.poll("Recipes", "Live")
    outcome = await say_made(acme, text)
    assert outcome.kind == "refused"
    assert word in (outcome.toast or "")


async def test_the_audience_cannot_send_notes(acme: Core) -> None:
    """It is the team's."""
    await acme.poll("Recipes", "Live")
    assert (await say_made(acme, f"Recipes {LINK}", "U1")).kind == "refused"


async def test_on_telegram_the_chat_is_opened_first(acme: Core) -> None:
    """There a bot may not write first, so the wish leads into the private chat."""
    poll = await acme.poll("Recipes", "Live")
    await acme.vote(poll, 0, person="7", platform="telegram")
    (outcome,) = await wish(acme, poll.id, "7", platform="telegram")
    assert outcome.door == f"wish_{poll.id}"
    await say_made(acme, f"Recipes {LINK}")
    await tick(acme)
    assert notes(acme) == []
    opened = {"chat": "7", "private": True, "person": "7", "platform": "telegram"}
    await acme.happens(Command, command="start", text=f"wish_{poll.id}", **opened)
    acme.clock.forward(timedelta(hours=1))
    await tick(acme)
    assert [letter.chat for letter in notes(acme)] == ["7"]


async def test_whoever_must_wait_keeps_nobody_waiting(acme: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    """A portion holds those who may be told now, however many others there are before them."""
    monkeypatch.setattr("handlers.made.PORTION", 2)
    poll = await acme.poll("Recipes", "Live")
    people = [f"U{number}" for number in range(9)]
    for person in people:
        await acme.vote(poll, 0, person=person)
    await wish(acme, poll.id, *people)
    for person in people[:6]:
        await acme.happens(Command, command="me", text="off", person=person, answerable=True)
    await say_made(acme, f"Recipes {LINK}")
    await tick(acme)
    assert len(notes(acme)) == 2
    await tick(acme)
    assert sorted(letter.chat for letter in notes(acme)) == people[6:]


async def test_in_private_the_wish_is_of_the_polls_brand(migrated_url: str) -> None:
    """Whoever two brands know may press a button under a card of the one that met them earlier."""
    async with core(migrated_url, ACME, ZEST) as bot:
        poll = await bot.poll("Recipes", "Live")
        await bot.vote(poll, 0, person="7", platform="telegram")
        bot.clock.forward(timedelta(hours=1))
        await bot.happens(Press, data="me", person="7", platform="telegram", chat="-901")
        private = {"platform": "telegram", "chat": "7", "private": True}
        assert (await wish(bot, poll.id, "7", **private))[0].toast == words("en")("made-wished")
        assert len(bot.read(lambda db: made.wishers(db, poll.id, 0))) == 1
        who = await bot.happens(Press, person="7", data=f"who:{poll.id}", answerable=True, **private)
        assert who.kind == "done"


async def test_nothing_is_promised_to_who_wants_no_messages(acme: Core) -> None:
    """Whoever pressed it after /me off hears why nothing will come, and is written to once they take that back."""
    poll = await acme.poll("Recipes", "Live")
    await acme.vote(poll, 0, person="U1")
    await acme.happens(Command, command="me", text="off", person="U1", answerable=True)
    (outcome,) = await wish(acme, poll.id, "U1")
    assert outcome.toast == words("en")("made-wished-quiet")
    await acme.happens(Command, command="me", text="on", person="U1", answerable=True)
    await say_made(acme, f"Recipes {LINK}")
    await tick(acme)
    assert [letter.chat for letter in notes(acme)] == ["U1"]
