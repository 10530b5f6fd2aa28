"""Who told whom: links, codes and one question; each person counts once, and nobody brings themselves."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chat.address import Address
from chat.events import ChatMigrated, Command, Joined, Left, Message, Press
from chat.messages import Message as Said
from handlers import letters, router
from storage import people, referrals
from storage.database import Session
from storage.outbox import Letter
from tests.support.acquaintance import link, met
from tests.support.core import ACME, BOSS, GROUP, ZEST, Core, core
from tests.support.inquiries import Answers
from tests.support.ticking import strike_all

HERE = {"platform": "telegram"}
ANN, BEN, CEL, DAN = "101", "102", "103", "104"


@pytest.fixture
async def asked(acme: Core) -> tuple[Core, Answers]:
    """Give the core platforms that make links."""
    answers = Answers()
    acme.dispatcher.inquire = answers
    return acme, answers


def alone(person: str, **fields: Any) -> dict[str, Any]:
    """Return what happens between a person and the bot in Telegram."""
    return {**HERE, "person": person, "chat": person, "private": True, "name": f"Name {person}", **fields}


async def member(bot: Core, person: str, **fields: Any) -> None:
    """Let somebody join the group."""
    await bot.happens(Joined, **{**HERE, "person": person, "name": f"Name {person}", **fields})


async def code_of(bot: Core, person: str) -> str:
    """Return somebody's code, for which they ask."""
    await bot.happens(Command, command="invite", **alone(person))
    return owned(bot, Address("telegram", person))


def owned(bot: Core, at: Address) -> str:
    """Return the code that an account has."""

    def ask(db: Session) -> str:
        owner = people.find(db, "acme", at)
        found = referrals.code_of(db, owner.id) if owner else None
        assert found is not None
        return found.code

    code: str = bot.read(ask)
    return code


def brought(bot: Core) -> list[tuple[str | None, str | None]]:
    """Return (who joined, by whom) in order."""
    return [(line.person, line.data["referrer"]) for line in bot.lines("join")]


def page(bot: Core) -> Said:
    """Return the message of the last answer."""
    return Said.from_json(bot.letters("answer")[-1].payload["message"])


async def test_a_personal_link_brings_somebody(asked: tuple[Core, Answers]) -> None:
    """The bot makes a link under the member's code once, shows it with its QR code, and tells what came of it."""
    bot, answers = asked
    answers.invite, answers.opens = "https://t.me/+abc", "https://t.me/AcmeBot?start=ref"
    await member(bot, ANN)
    code = await code_of(bot, ANN)
    assert [(each.invite, each.opens) for each in answers.asked] == [
        ((Address("telegram", GROUP), f"ref_{code}"), ("telegram", f"ref_{code}"))
    ]
    shown = page(bot)
    assert (shown.chart, "https://t.me/+abc" in shown.text) == ({"kind": "qr", "data": "https://t.me/+abc"}, True)
    assert "Nobody has come through you yet" in shown.text
    await member(bot, BEN, link="https://t.me/+abc")
    await member(bot, CEL, link="https://t.me/+cut-off…", code=code.lower())
    await bot.happens(Left, **HERE, person=CEL)
    assert brought(bot) == [(ANN, None), (BEN, ANN), (CEL, ANN)]
    await code_of(bot, ANN)
    assert answers.asked[-1].invite is None
    assert "2 people came through you, one is still here." in page(bot).text


async def test_nobody_counts_twice(asked: tuple[Core, Answers]) -> None:
    """Not by another link after leaving, not by an answer beside a link, and not in a second chat."""
    bot, _ = asked
    for person in (ANN, BEN):
        await member(bot, person)
    ann, ben = await code_of(bot, ANN), await code_of(bot, BEN)
    await member(bot, CEL, code=ann)
    told = await bot.happens(Command, command="invite", text=ben, **alone(CEL))
    assert told.kind == "done"
    assert "already" in page(bot).text
    await bot.happens(Left, **HERE, person=CEL)
    await member(bot, CEL, code=ben)
    await member(bot, CEL, code=ben)
    assert brought(bot)[2:] == [(CEL, ANN), (CEL, None), (CEL, None)]
    people = [Address("telegram", person) for person in (ANN, BEN)]
    assert [bot.read(lambda db, who=who: referrals.came(db, "acme", [who])) for who in people] == [(1, 1), (0, 0)]


@pytest.mark.parametrize("told_by", ["link", "start", "code"])
async def test_rings_and_oneself_are_left_out(asked: tuple[Core, Answers], told_by: str) -> None:
    """Whoever was brought by somebody, through others too, cannot bring them; no account brings its own person."""
    bot, _ = asked
    await member(bot, ANN)
    await member(bot, BEN, code=await code_of(bot, ANN))
    await member(bot, CEL, referrer=BEN)
    other = await met(bot, "U-ann")
    await link(bot, await met(bot, ANN, "telegram"), other)
    await bot.happens(Left, **HERE, person=ANN)
    for by in (CEL, BEN, ANN):
        code = await code_of(bot, by)
        if told_by == "start":
            await bot.happens(Command, command="start", text=f"ref_{code}", **alone(ANN))
        if told_by != "code":
            await member(bot, ANN, code=code if told_by == "link" else "")
        else:
            await member(bot, ANN)
            await bot.happens(Command, command="invite", text=code, **alone(ANN))
        await bot.happens(Left, **HERE, person=ANN)
    await bot.happens(Joined, person="U-ann", name="Ann", referrer=None, code=await code_of(bot, ANN))
    assert {line for line in brought(bot) if line[0] in {ANN, "U-ann"}} == {(ANN, None), ("U-ann", None)}


async def test_a_start_link_waits_for_the_joining(asked: tuple[Core, Answers]) -> None:
    """Whoever opens the bot by a link counts when they join, and is shown the way in; in a group nothing is said."""
    bot, answers = asked
    await member(bot, ANN)
    code = await code_of(bot, ANN)
    answers.invite = "https://t.me/+way-in"
    await bot.happens(Command, command="start", text=f"ref_{code}", **alone(BEN))
    assert "https://t.me/+way-in" in page(bot).text
    before = len(bot.letters())
    await bot.happens(Command, command="start", text=f"ref_{code}", **HERE, person=CEL, chat="-5000", name="Cel")
    assert len(bot.letters()) == before
    for person in (BEN, CEL):
        await member(bot, person)
    assert brought(bot)[1:] == [(BEN, ANN), (CEL, ANN)]
    refused = await bot.happens(Command, command="start", text="ref_NOBODY22", **alone(DAN))
    assert (refused.kind, "code" in (refused.toast or "")) == ("refused", True)


async def test_a_code_given_afterwards_counts_at_once(asked: tuple[Core, Answers]) -> None:
    """The join's line tells then who brought the person; after two weeks it is too late, and the team brings nobody."""
    bot, _ = asked
    for person in (ANN, BEN, CEL):
        await member(bot, person)
    code = await code_of(bot, ANN)
    await bot.happens(Command, command="invite", text=f"{code[:4]}-{code[4:]}", **alone(BEN))
    assert brought(bot)[1] == (BEN, ANN)
    await bot.happens(Message, message="1", text="Hi", person=BOSS)
    await bot.happens(Command, command="me", text="invite", person=BOSS, chat="D-boss", private=True, answerable=True)
    assert "You are of the team" in page(bot).text
    await bot.happens(Command, command="invite", text=owned(bot, Address("slack", BOSS)), **alone(CEL))
    bot.clock.forward(timedelta(days=15))
    await bot.happens(Command, command="invite", text=code, **alone(CEL))
    assert "a while" in page(bot).text
    assert brought(bot)[2] == (CEL, None)


async def test_the_question_is_asked_once_by_day(acme: Core) -> None:
    """An hour after joining unseen, in private; it names only who allowed that, and nobody is an answer."""
    for person in (ANN, BEN, CEL, DAN):
        await member(acme, person)
        await acme.happens(Command, command="start", **alone(person))
        await acme.happens(Command, command="invite", **alone(person))
    await acme.happens(Press, data="invite-named:1", **alone(ANN))
    await member(acme, "105", referrer=ANN)
    acme.clock.forward(timedelta(hours=9))
    assert await strike_all(acme, "who-told") == 1
    assert acme.letters("who-told") == []
    acme.clock.forward(timedelta(hours=12))
    assert await strike_all(acme, "who-told") == 1
    found = {letter.chat: letter for letter in acme.letters("who-told")}
    assert found.keys() == {ANN, BEN, CEL, DAN}
    seen = {chat: drawn(acme, letter) for chat, letter in found.items()}
    names = {chat: [b.label for row in said.buttons for b in row if "Name" in b.label] for chat, said in seen.items()}
    assert names == {ANN: [], BEN: [f"Name {ANN}"], CEL: [f"Name {ANN}"], DAN: [f"Name {ANN}"]}
    for chat, label in ((BEN, f"Name {ANN}"), (CEL, "found it myself"), (DAN, "don't know")):
        data = next(b.data for row in seen[chat].buttons for b in row if label in b.label)
        stranger = await acme.happens(Press, data=data, **alone(ANN))
        assert stranger.kind == "refused"
        assert (await acme.happens(Press, data=data, **alone(chat))).toast
    assert dict(brought(acme)) == {ANN: None, BEN: ANN, CEL: None, DAN: None, "105": ANN}
    acme.clock.forward(timedelta(days=9))
    assert await strike_all(acme, "who-told") == 0


def drawn(bot: Core, letter: Letter) -> Said:
    """Return what a letter says now."""
    found: Said | None = bot.read(lambda db: letters.draw(router, db, letter, bot.brands))
    assert found is not None
    return found


async def test_who_cannot_be_asked_is_left_in_peace(acme: Core) -> None:
    """A Telegram member who never opened the bot is tried for a week, then no more."""
    await member(acme, ANN)
    for _ in range(9):
        acme.clock.forward(timedelta(days=1))
        await strike_all(acme, "who-told")
    assert acme.letters("who-told") == []
    row = acme.read(lambda db: referrals.to_ask(db, acme.clock.now() + timedelta(days=99)))
    assert row == []


async def test_telegram_tells_of_one_joining_twice(asked: tuple[Core, Answers]) -> None:
    """By a message without the link and by an update with it, in any order: the join that counts has the referrer."""
    bot, _ = asked
    await member(bot, ANN)
    code = await code_of(bot, ANN)
    for person, first, second in ((BEN, "", code), (CEL, code, "")):
        for each in (first, second):
            await member(bot, person, code=each)
    assert brought(bot)[1:] == [(BEN, ANN), (BEN, None), (CEL, ANN), (CEL, None)]


async def test_members_from_before_are_not_brought(acme: Core) -> None:
    """Who was active before the bot saw anybody join is inside, so that another chat's joining counts for nobody."""
    await acme.happens(Message, message="1", text="Hi", **HERE, person=BEN)
    await member(acme, ANN)
    await member(acme, BEN, referrer=ANN)
    assert brought(acme) == [(ANN, None), (BEN, None)]


async def test_other_networks_count_once_accounts_are_linked(asked: tuple[Core, Answers]) -> None:
    """A Slack member's code brings somebody in Telegram: known at once, in the ledger once they are there, too."""
    bot, _ = asked
    await bot.happens(Joined, person="U-ann", name="Ann")
    await bot.happens(Command, command="me", text="invite", person="U-ann", chat="D1", private=True, answerable=True)
    await member(bot, BEN, code=owned(bot, Address("slack", "U-ann")))
    assert brought(bot) == [("U-ann", None), (BEN, None)]
    assert bot.read(lambda db: referrals.came(db, "acme", [Address("slack", "U-ann")])) == (1, 1)
    given = await bot.happens(Press, data="link", person="U-ann", chat="D1", private=True, answerable=True)
    typed = next(word for word in (given.answer.text if given.answer else "").split() if "-" in word and word.isupper())
    await bot.happens(Command, command="me", text=f"link {typed}", **alone(ANN))
    assert brought(bot) == [("U-ann", None), (BEN, ANN)]


async def test_a_moved_group_has_new_links(asked: tuple[Core, Answers]) -> None:
    """A link into the old one leads nowhere, so the next /invite makes another."""
    bot, answers = asked
    answers.invite = "https://t.me/+old"
    await member(bot, ANN)
    code = await code_of(bot, ANN)
    await bot.happens(ChatMigrated, **HERE, chat=GROUP, new_chat="-1002", person=None)
    answers.invite = "https://t.me/+new"
    await code_of(bot, ANN)
    assert answers.asked[-1].invite == (Address("telegram", "-1002"), f"ref_{code}")
    assert "https://t.me/+new" in page(bot).text


async def test_without_any_link_there_is_the_code(migrated_url: str) -> None:
    """Where the bot may make no link and has no address, people can say the code; with one the link is a page's."""
    async with core(migrated_url, replace(ACME, audiences=(Address("slack", "C-square"),)), ZEST) as bot:
        asking = {"person": "U1", "name": "Ann", "chat": "D1", "private": True, "answerable": True}
        await bot.happens(Joined)
        told = await bot.happens(Command, command="me", text="invite", **asking)
        assert told.answer is not None
        shown = page(bot)
        assert (shown.chart, "/me invite " in shown.text) == (None, True)
        bot.dispatcher._means = replace(bot.means, public_url="https://acme.example")
        await bot.happens(Press, data="invite", **asking)
        assert page(bot).chart is not None
        assert "https://acme.example/i/" in page(bot).text
