"""Old buttons, wrong people and other places, while a poll is made step by step."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from chat.address import Address
from chat.events import Command
from chat.i18n import words
from chat.messages import Button
from tests.support.core import ACME, GROUP, PLAZA, ZEST, Core, core
from tests.support.guided import ALONE, BOSS, TEAM, Maker, made, to_summary
from tests.support.inquiries import Answers


@pytest.fixture
async def solo(sqlite_url: str) -> AsyncIterator[Core]:
    """Open a core that knows one brand, on SQLite."""
    async with core(sqlite_url) as opened:
        yield opened


async def test_an_old_button_says_so_kindly(solo: Core) -> None:
    """Of an earlier step, and of a poll that is done."""
    maker = Maker(solo)
    await maker.begin()
    await maker.write("Q?", "A\nB")
    kind = maker.button("kind:single")
    await maker.press("kind:single")
    assert (await maker.press_button(kind)).toast == words("en")("guide-earlier")
    await maker.press("visibility:open", "close:never")
    post = maker.button("summary:post")
    await maker.press("summary:post")
    assert (await maker.press_button(post)).toast == words("en")("guide-over")
    await maker.begin()
    assert (await maker.press_button(post)).toast == words("en")("guide-over")
    assert len(made(solo)) == 1


@pytest.mark.parametrize("data", ["make:", "make:kind", "make:kind:single", "make:summary:post:", "make:::::"])
async def test_a_broken_button_changes_nothing(solo: Core, data: str) -> None:
    """It is refused by a sentence."""
    maker = Maker(solo)
    await maker.begin()
    outcome = await maker.press_button(Button("?", data))
    assert outcome.toast == words("en")("guide-not-yours")


async def test_somebody_else_cannot_press(both: Core) -> None:
    """Not in the team's group either; each makes their own."""
    maker = Maker(both, **TEAM)
    await maker.begin()
    await maker.write("Q?", "A\nB")
    outcome = await maker.press("kind:single", person="6")
    assert outcome.toast == words("en")("guide-not-yours")


async def test_in_the_teams_group_it_answers_to_the_person(both: Core) -> None:
    """There the bot may see replies only, so it asks in reply, in the same topic, and others may talk on."""
    maker = Maker(both, **TEAM)
    await maker.begin()
    first = maker.letter()
    assert (first.chat, first.thread, first.reply_to, first.kind) == ("-900", "9", "101", "note")
    await maker.write("Q?")
    assert maker.asked().text.endswith(words("en")("guide-reply"))
    await maker.write("A\nB")
    assert maker.letter().reply_to == "103"
    said = len(both.letters())
    await maker.write("By the way, who brings cake?")  # no answer to buttons
    assert len(both.letters()) == said
    await maker.press("kind:single", "visibility:open", "close:never", "summary:post")
    assert len(made(both, "zest")) == 1


async def test_in_private_whoever_writes_instead_of_pressing_is_asked_again(solo: Core) -> None:
    """Nothing is lost."""
    maker = Maker(solo)
    await maker.begin()
    await maker.write("Q?", "A\nB", "single please")
    assert maker.button("kind:single").label == "One choice"


async def test_in_the_audience_it_goes_on_in_private(solo: Core) -> None:
    """Nobody there shall read how a poll is made; the link of who has not opened a chat leads to where it stands."""
    in_group = Maker(solo, **ALONE | {"chat": GROUP, "private": False})
    await in_group.begin()
    letter = in_group.letter()
    assert (letter.chat, letter.kind, letter.payload["fallback"]["door"]) == (BOSS, "answer", "poll")
    alone = Maker(solo)
    await solo.happens(Command, command="start", text="poll", **ALONE)
    assert alone.asked().text.startswith("What would you like to ask?")
    await alone.write("Q?", "A\nB")
    await alone.press("kind:single", "visibility:open", "close:never", "summary:post")
    assert len(made(solo)) == 1


async def test_where_the_platform_can_it_opens_the_private_chat(sqlite_url: str) -> None:
    """The page leads there, and the link begins."""
    where = {"platform": "webchat", "chat": PLAZA, "person": "ann", "answerable": True}
    async with core(sqlite_url, replace(ACME, managers=(Address("webchat", "ann"),))) as bot:
        assert (await bot.happens(Command, command="poll", **where)).door == "poll"


async def test_a_telegram_administrator_is_helped_too(sqlite_url: str) -> None:
    """In private, where the group's administrator is nobody special."""
    async with core(sqlite_url, replace(ACME, chat_admins=True)) as bot:
        bot.dispatcher.inquire = Answers(admins={(Address("telegram", GROUP), "5")})
        where = {"platform": "telegram", "person": "5", "language": "en"}
        await Maker(bot, **where, chat=GROUP).begin()
        maker = Maker(bot, **where, chat="5", private=True)
        await maker.write("Q?", "A\nB")
        await maker.press("kind:single", "visibility:open", "close:never", "summary:post")
        assert [poll.creator for poll in made(bot)] == ["telegram:5"]


async def test_the_link_alone_makes_nobody_a_manager(solo: Core) -> None:
    """They are told politely."""
    outcome = await solo.happens(Command, command="start", text="poll", **ALONE | {"chat": "8", "person": "8"})
    assert outcome.kind == "refused"


@pytest.mark.parametrize("way", ["command", "button"])
async def test_it_can_be_dropped(solo: Core, way: str) -> None:
    """Nothing is posted, and what is written then is just written."""
    maker = Maker(solo)
    await to_summary(maker)
    if way == "button":
        await maker.press("summary:cancel")
    else:
        await solo.happens(Command, command="cancel", **ALONE)
    assert maker.asked().text == words("en")("guide-cancelled")
    assert (maker.dialog(), made(solo)) == (None, [])


async def test_nothing_to_drop(solo: Core) -> None:
    """It is said."""
    maker = Maker(solo)
    await solo.happens(Command, command="cancel", **ALONE)
    assert maker.asked().text == words("en")("guide-nothing")


async def test_who_speaks_as_the_chat_types_one_line(sqlite_url: str) -> None:
    """Nobody could be asked anything, so the way to type it is told."""
    async with core(sqlite_url, ZEST) as bot:
        where = {"platform": "telegram", "chat": "-900", "person": None, "as_team": True, "language": "de"}
        await bot.happens(Command, command="poll", **where)
        assert bot.last_text() == words("de")("poll-usage")


async def test_who_belongs_to_several_teams_says_which(both: Core) -> None:
    """A button for each brand; what is made is that brand's."""
    maker = Maker(both)
    await maker.begin()
    assert maker.asked().text == words("en")("make-which-brand")
    assert [row[0].label for row in maker.asked().buttons] == ["Acme", "Zest"]
    await maker.press_button(maker.asked().buttons[1][0])
    await maker.write("Q?", "A\nB")
    await maker.press("kind:single", "visibility:open", "close:never", "summary:post")
    assert (len(made(both, "zest")), made(both)) == (1, [])
