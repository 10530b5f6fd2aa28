"""Passing posts on: forwards, shares and the button; what counts as one, and once."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chat.events import Command, Message, Origin, Press
from chat.ports import Outcome
from storage import ledger, poll_posts, polls, shares
from storage.polls import Poll
from storage.tables import TABLES
from tests.support.core import ACME, BOSS, GROUP, SQUARE, TEAM, ZEST, Core, core
from tests.support.inquiries import Answers

CHANNEL = "-1002"
PUBLIC = "https://bot.example.org"


@pytest.fixture
async def bot(migrated_url: str) -> AsyncIterator[Core]:
    """A core whose bot has an address, at noon, with one post of the team's in each network."""
    async with core(migrated_url, ACME, ZEST) as opened:
        opened.clock.forward(timedelta(hours=(36 - opened.clock.now().hour) % 24))
        opened.dispatcher._means = replace(opened.means, public_url=PUBLIC)
        opened.dispatcher.inquire = Answers()
        await opened.happens(Message, message="10", text="News", person=BOSS)
        news = {"platform": "telegram", "person": GROUP, "as_team": True}
        await opened.happens(Message, message="20", text="News", **news)
        await opened.happens(Message, message="11", text="Hello", person="U2")
        yield opened


def shared(bot: Core) -> list[tuple[str | None, str | None]]:
    """Return (person, target) of each share."""
    return [(line.person, line.ref) for line in bot.lines("share")]


async def press(bot: Core, poll: Poll, **fields: Any) -> Outcome:
    """Press Share under a poll's post."""
    return await bot.happens(Press, data=f"share:{poll.id}", **{"message": "m1", "answerable": True} | fields)


FORWARDS = [
    pytest.param(Origin(GROUP, "20", voiced=True, quoted=True), f"telegram:{GROUP}:20", id="a post that is known"),
    pytest.param(Origin(GROUP, "5", voiced=True, quoted=True), None, id="an older post"),
    pytest.param(Origin(None, None, voiced=True, quoted=True), None, id="of the bot's own"),
    pytest.param(Origin("-555", "20", voiced=True, quoted=True), "", id="of a channel elsewhere"),
    pytest.param(Origin("-901", "20", voiced=True, quoted=True), "", id="of another brand's chat"),
    pytest.param(Origin(None, None, quoted=True), "", id="of a person's words"),
]


@pytest.mark.parametrize(("origin", "target"), FORWARDS)
async def test_a_forward_of_a_post_is_a_share_and_no_message(bot: Core, origin: Origin, target: str | None) -> None:
    """The brand's words are not its person's; what comes from elsewhere is a message as before, and no share."""
    said = {"platform": "telegram", "person": "5", "text": "News", "origin": origin}
    await bot.happens(Message, message="30", **said)
    await bot.happens(Message, message="31", **said)
    messages = [line for line in bot.lines("message") if line.person == "5"]
    assert shared(bot) == ([] if target == "" else [("5", target)])
    assert len(messages) == (2 if target == "" else 0)


async def test_a_forwarded_poll_of_the_platform_s_own_is_known_by_its_id(bot: Core) -> None:
    """Wherever it was forwarded from."""
    poll = await bot.poll()
    await bot.arrive_all(telegram="native-1")
    origin = Origin(None, None, "native-1", quoted=True)
    await bot.happens(Message, platform="telegram", person="5", message="30", text="", origin=origin)
    assert shared(bot) == [("5", polls.line_of(poll.id))]


async def test_a_shared_message_is_a_share_and_its_comment_a_message(bot: Core) -> None:
    """Only of the brand's posts, not of what the audience said; what Slack unfolds later is the same share."""
    news, talk = Origin(SQUARE, "10"), Origin(SQUARE, "11")
    await bot.happens(Message, person="U3", message="40", text="Look!", origin=news)
    await bot.happens(Message, person="U3", message="40", text="", origin=news)
    await bot.happens(Message, person="U4", message="41", text="Look!", origin=talk)
    await bot.happens(Message, person=BOSS, message="42", text="", origin=news)
    assert shared(bot) == [("U3", f"slack:{SQUARE}:10")]
    assert [line.person for line in bot.lines("message") if line.data["text"] in {"", "Look!"}] == ["U3", "U4"]


async def test_the_button_gives_a_link_of_one_s_own_once_a_day(bot: Core) -> None:
    """Pressed again it gives the same; on the next day it is another share; the link leads to the post."""
    poll = await bot.poll()
    first, again = [await press(bot, poll) for _ in range(2)]
    assert first.answer
    assert first.answer == again.answer
    assert f"{PUBLIC}/s/" in first.answer.text
    code = first.answer.text.partition("/s/")[2].split()[0]
    found = bot.read(lambda db: shares.of_code(db, code))
    assert found.url == f"https://chat.example/{SQUARE}/m1"
    assert shared(bot) == [("U1", polls.line_of(poll.id))]
    bot.clock.forward(timedelta(days=1))
    await press(bot, poll)
    assert len(shared(bot)) == 2


async def test_in_telegram_the_link_waits_in_the_person_s_own_chat(bot: Core) -> None:
    """Its door opens the chat, where only they get it, with a button that passes it on."""
    poll = await bot.poll()
    asked = await press(bot, poll, platform="telegram", person="5", answerable=False)
    private = {"platform": "telegram", "command": "start", "text": asked.door, "private": True}
    await bot.happens(Command, **private, person="5", chat="5")
    (answer,) = bot.letters("answer")
    (button,) = answer.payload["message"]["buttons"][0]
    assert answer.chat == "5"
    assert button["url"].startswith("https://t.me/share/url?url=https%3A%2F%2Fbot.example.org%2Fs%2F")
    await bot.happens(Message, platform="telegram", person="6", message="50", text="Hi")
    refused = await bot.happens(Command, **private, person="6", chat="6", answerable=True)
    assert refused.kind == "refused"


async def test_a_post_without_an_address_is_to_be_forwarded(bot: Core) -> None:
    """Nothing is counted then; the team's presses count nowhere."""
    poll = await bot.poll()
    assert (await press(bot, poll, message=None)).kind == "refused"
    assert shared(bot) == []
    await press(bot, poll, person=BOSS, chat=TEAM)
    assert [line.team for line in bot.lines("share")] == [True]


async def test_clicks_count_once_a_visitor_and_day_and_nothing_tells_of_visitors(bot: Core) -> None:
    """The next day counts anew, under another key; nothing of yesterday is left."""
    poll = await bot.poll()
    await press(bot, poll)
    share = bot.read(lambda db: shares.of_code(db, bot.lines("share")[0].id.removeprefix("share:")))

    async def visit(who: str) -> bool:
        until = bot.clock.now() + timedelta(hours=1)
        counted: bool = await bot.do(lambda ctx: shares.visit(ctx.db, share, who, ctx.now, until))
        return counted

    def kept(table: str) -> list[Any]:
        found: list[Any] = bot.read(lambda db: db.execute(TABLES[table].select()).all())
        return found

    first = bot.clock.now() + timedelta(hours=1)
    assert [await visit(who) for who in ("a", "b")] == [True, True]
    assert not await bot.do(lambda ctx: shares.visit(ctx.db, share, "a", ctx.now, first))
    assert bot.read(lambda db: shares.has_visited(db, share, "a", first))
    before = kept("visitor_keys")
    bot.clock.forward(timedelta(hours=2))
    assert await visit("a")
    after = kept("visitor_keys")
    assert [len(before), len(after), len(kept("visitors"))] == [1, 1, 1]
    assert before[0].key != after[0].key
    clicks = bot.lines("click")
    assert [(line.person, line.ref, line.team) for line in clicks] == [(None, share.line, False)] * 3
    await bot.do(lambda ctx: shares.forget_visitors(ctx.db, ctx.now + timedelta(days=1)))
    assert [kept("visitor_keys"), kept("visitors")] == [[], []]
    assert bot.read(lambda db: ledger.has(db, "acme", share.line))
    assert bot.read(lambda db: poll_posts.of_poll(db, poll.id))
