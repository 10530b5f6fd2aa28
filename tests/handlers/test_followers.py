"""How many people the platforms count, beside what the ledger knows; and reactions that name nobody."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest

from chat.events import ChatMigrated, Command, Joined, Left, Message, ReactionTotal
from chat.i18n import LANGUAGES, words
from chat.messages import Message as Said
from handlers import beside
from handlers.beside import followers_facts
from storage import counts
from tests.support.core import ACME, GROUP, Core, core
from tests.support.inquiries import Answers
from tests.support.ticking import dues, strike, strike_all

TICK = "count-members"
START, END = date(2026, 11, 2), date(2026, 11, 9)
TELEGRAM = {"platform": "telegram"}


def facts(bot: Core) -> list[dict[str, Any]]:
    """Return the comparison of the week."""
    found: list[dict[str, Any]] = bot.read(lambda db: followers_facts(db, ACME, START, END))
    return found


def note(bot: Core, language: str = "en") -> list[str]:
    """Return what is written of the week."""
    found: list[str] = bot.read(lambda db: beside.lines(beside.facts(db, ACME, START, END), words(language)))
    return [line.replace("\u2068", "").replace("\u2069", "") for line in found]


async def test_members_are_counted_once_a_local_day(acme: Core) -> None:
    """Each audience chat that a platform counts; the ledger's figure is that of the same moment, the team apart."""
    answers = Answers(members=1_204)
    acme.dispatcher.inquire = answers
    for person in ("1", "2", "3"):
        await acme.happens(Joined, **TELEGRAM, person=person)
    await acme.happens(Left, **TELEGRAM, person="3")
    await acme.happens(Message, **TELEGRAM, message="1", text="Hi", person="4")
    await acme.happens(Message, **TELEGRAM, message="2", text="Hi all", person="77")
    assert await strike_all(acme, TICK) == 1
    assert sorted(str(each.count) for each in answers.asked) == ["slack:C-square", f"telegram:{GROUP}"]
    assert facts(acme)[1] == {
        "platform": "telegram", "members": 1_204, "chats": 1, "day": "2026-11-04", "known": 3, "team": 1,
        "unseen": 1_199,
    }  # fmt: skip
    assert note(acme)[1] == (
        "Telegram counts 1,204 members on 4 November; the ledger knows 3, and 1 of the team. "
        "1,199 joined unseen, most likely before the bot came."
    )
    acme.clock.forward(timedelta(hours=10, minutes=59))
    assert dues(acme, TICK) == []
    acme.clock.forward(timedelta(minutes=1))  # midnight in Berlin
    answers.members = 3
    assert await strike_all(acme, TICK) == 1
    assert (facts(acme)[1]["day"], facts(acme)[1]["unseen"]) == ("2026-11-05", -2)
    assert "So 2 have left unseen" in note(acme)[1]
    answers.members = 5
    acme.clock.forward(timedelta(days=1))
    await strike_all(acme, TICK)
    assert [line for line in note(acme) if line.startswith("Telegram")] == []


async def test_two_processes_count_once(migrated_url: str) -> None:
    """At the same moment; the day has one row, and the next is due tomorrow."""
    async with core(migrated_url) as here, core(migrated_url) as there:
        for bot, members in ((here, 10), (there, 20)):
            bot.dispatcher.inquire = Answers(members=members)
        found = dues(here, TICK)
        await asyncio.gather(strike(here, *found), strike(there, *found))
        assert dues(here, TICK) == []
        counted = here.read(lambda db: counts.in_days(db, "acme", "2026-11-02", "2026-11-09"))
        assert [(each.platform, each.members in {10, 20}) for each in counted] == [("slack", True), ("telegram", True)]


async def test_a_platform_that_cannot_tell_is_asked_later(acme: Core) -> None:
    """After growing pauses, or after as long as it asks for; the same day then still has its count."""
    answers = Answers()
    acme.dispatcher.inquire = answers
    await strike_all(acme, TICK)
    acme.clock.forward(timedelta(minutes=9))
    assert dues(acme, TICK) == []
    acme.clock.forward(timedelta(minutes=1))
    answers.wait_s = 3_600
    assert await strike_all(acme, TICK) == 1
    acme.clock.forward(timedelta(minutes=59))
    assert dues(acme, TICK) == []
    acme.clock.forward(timedelta(minutes=1))
    answers.members = 8
    assert await strike_all(acme, TICK) == 1
    assert [each["day"] for each in facts(acme)] == ["2026-11-04", "2026-11-04"]


async def test_counts_move_with_their_chat(acme: Core) -> None:
    """A group that grew keeps its days, and is counted under its new id."""
    acme.dispatcher.inquire = Answers(members=8)
    await strike_all(acme, TICK)
    await acme.happens(ReactionTotal, **TELEGRAM, person=None, target="1", total=2)
    await acme.happens(ChatMigrated, **TELEGRAM, chat=GROUP, new_chat="-1002", person=None)
    acme.clock.forward(timedelta(days=1))
    assert {each.subject for each in dues(acme, TICK)} == {"slack:C-square", "telegram:-1002"}
    await strike_all(acme, TICK)
    assert [(each["chats"], each["day"]) for each in facts(acme)] == [(1, "2026-11-05")] * 2


async def test_reactions_that_name_nobody_stand_beside_the_applause(acme: Core) -> None:
    """The latest total of each brand post of the period, its poll's too; they make nobody a person or a member."""
    post = {**TELEGRAM, "person": GROUP, "as_team": True}
    poll = await acme.poll()
    await acme.arrive_all()
    (posted,) = [letter for letter in acme.letters("poll") if letter.chat == GROUP]
    await acme.happens(Message, **post, message="1", text="News")
    await acme.happens(Message, **TELEGRAM, message="2", text="A member's own", person="5")
    before = acme.lines()
    totals = [("1", 3, 10), ("1", 9, 20), ("1", 5, 15), ("2", 50, 1), (str(posted.message), 4, 2), ("99", 7, 1)]
    for target, total, second in totals:
        at = acme.clock.now() + timedelta(seconds=second)
        await acme.happens(ReactionTotal, **TELEGRAM, person=None, target=target, total=total, at=at)
    assert acme.lines() == before
    assert acme.read(lambda db: beside.reactions_facts(db, ACME, START, END)) == {"reactions": 13, "posts": 2}
    assert note(acme) == ["Beside the reactions that are counted: 13 anonymous reactions to these posts."]
    assert acme.read(lambda db: beside.reactions_facts(db, ACME, END, END + timedelta(days=7)))["reactions"] == 0
    assert poll.brand == "acme"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_is_told_in_each_language(acme: Core, language: str) -> None:
    """With the numbers as people there write them."""
    acme.dispatcher.inquire = Answers(members=1_204)
    await strike_all(acme, TICK)
    for line in note(acme, language):
        assert ("1,204" if language == "en" else "1.204") in line or "1204" in line
        assert "team" in line.lower() or "equip" in line.lower()


async def test_it_stands_below_the_scorecard(acme: Core) -> None:
    """In `/ror` and in the digest's details, with how many newcomers came nobody knows how."""
    acme.dispatcher.inquire = Answers(members=1_204)
    await strike_all(acme, TICK)
    await acme.happens(Joined, **TELEGRAM, person="1")
    await acme.happens(Joined, **TELEGRAM, person="2", referrer="1")
    acme.clock.forward(timedelta(days=1))
    await acme.happens(Command, command="ror", **TELEGRAM, person="77", chat="77", private=True)
    text = Said.from_json(acme.letters("answer")[-1].payload["message"]).text
    assert text.splitlines()[-3:] == ["2 newcomers came; for one it is not known who told them.", *note(acme)]
