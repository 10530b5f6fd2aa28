"""What is too old: words go, numbers stay."""

import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from bot.scheduler import Scheduler
from chat.address import Address
from chat.events import Command, Edited, Message
from chat.lines import Line
from chat.messages import Message as Said
from handlers import polls, reporting, router
from storage import ledger, retention
from storage.inbox import INBOX
from storage.ledger import LEDGER
from storage.outbox import Draft
from storage.tables import TABLES
from tests.support.clock import NOON
from tests.support.core import ACME, GROUP, SQUARE, TEAM, ZEST, Core, core
from tests.support.dumps import dump
from tests.support.mirabel import WORD, everything, her, private, refresh, said
from tests.support.results import drawn, now

PROMISES = TABLES["promises"]
DAYS = 30
KEEPING = replace(ACME, retention_days=DAYS)
HOLDS_WORDS = {"texts", "replies", "reasons", "letters", "inbox", "webchat_messages", "ledger"}


@pytest.fixture
async def bot(migrated_url: str) -> AsyncIterator[Core]:
    """A core with a brand that keeps words for a month, and one that keeps them for good."""
    async with core(migrated_url, KEEPING, ZEST) as opened:
        yield opened


def words_in(url: str) -> set[str]:
    """Return the tables in which words of hers stand."""
    return {table for table, rows in dump(url).items() if WORD in str(rows).lower()}


async def fade(bot: Core) -> None:
    """Let the clock drop what is too old."""
    ticks = Scheduler(bot.dispatcher, bot.writer, bot.database, bot.clock, process="one", features=router)
    await ticks._forget()
    await ticks._fade()
    await ticks._fade()


def scorecard(bot: Core) -> dict[str, Any]:
    """Return the scorecard of the days around all that happened."""
    start = NOON.date() - timedelta(days=3)
    report = bot.read(lambda db: reporting.report(db, KEEPING, start, start + timedelta(days=7)))
    card: dict[str, Any] = report.card.as_json()
    return card


async def everything_dropped(bot: Core) -> None:
    """Let a story happen, all of it be said, and time pass until its words are too old."""
    found = await everything(bot)
    await refresh(bot)
    await bot.do(lambda ctx: polls.close(ctx, now(bot, found.open)))
    await bot.do(lambda ctx: polls.close(ctx, now(bot, found.secret)))
    await bot.do(lambda ctx: ctx.db.execute(update(INBOX).values(next_at=None)))
    await bot.do(lambda ctx: ctx.db.execute(update(PROMISES).values(state="kept")))
    await bot.arrive_all()
    bot.clock.forward(timedelta(days=DAYS, seconds=-1))
    await fade(bot)


async def test_words_go_and_numbers_stay(bot: Core, migrated_url: str, tmp_path: Path) -> None:
    """On the last day all is there; a second later no word is, in no row and no file, and every figure is the same."""
    await everything_dropped(bot)
    assert words_in(migrated_url) >= HOLDS_WORDS
    before, lines, judged = scorecard(bot), count(bot, "ledger"), moods(bot)
    assert before["parts"]["engagement"]["measures"]["active"]["n"] > 0
    bot.clock.forward(timedelta(seconds=2))
    await fade(bot)
    # An option is the poll's, whoever thought of it.
    assert words_in(migrated_url) <= {"polls"}
    assert count(bot, "texts") == 0
    assert (scorecard(bot), count(bot, "ledger"), moods(bot)) == (before, lines, judged)
    assert [name for name, content in files_of(tmp_path).items() if said("first").encode() in content] == []


def files_of(folder: Path) -> dict[str, bytes]:
    """Return SQLite's files."""
    return {file.name: file.read_bytes() for file in folder.glob("migrated.db*")}


def count(bot: Core, table: str) -> int:
    """Return how many rows a table has."""
    return int(bot.read(lambda db: db.execute(select(func.count()).select_from(TABLES[table])).scalar_one()))


def moods(bot: Core) -> list[Any]:
    """Return what was judged of messages."""
    return [(line.id, line.data.get("sentiment"), line.data.get("query")) for line in bot.lines("message")]


async def test_cards_say_that_the_words_are_gone(bot: Core) -> None:
    """Whoever looks at an old question sees that it was kept no longer."""
    await bot.happens(Message, message="q1", text=said("asking?"), **her())
    (card,) = bot.letters("query-card")
    bot.clock.forward(timedelta(days=DAYS, seconds=1))
    await fade(bot)
    assert "(these words are no longer kept)" in drawn(bot, card).text
    shown = await bot.happens(Command, command="me", text="questions", answerable=True, **private("slack"))
    assert shown.answer is not None
    assert "(these words are no longer kept)" in shown.answer.text


async def test_another_brands_words_stay(bot: Core) -> None:
    """Each brand has its own days; without any, words stay for good."""
    for chat in ("-901", GROUP):
        await bot.happens(Message, message="m1", text=said("first"), chat=chat, **her("telegram"))
    bot.clock.forward(timedelta(days=DAYS * 20))
    await fade(bot)
    texts = {brand: [line.data.get("text") for line in bot.lines("message", brand)] for brand in ("acme", "zest")}
    assert texts == {"acme": [None], "zest": [said("first")]}


async def test_an_edit_is_kept_as_long_as_itself(bot: Core) -> None:
    """The old wording goes by its own age."""
    await bot.happens(Message, message="m1", text=said("first"), **her())
    bot.clock.forward(timedelta(days=10))
    await bot.happens(Edited, message="m1", text=said("mended"), **her())
    bot.clock.forward(timedelta(days=DAYS - 5))
    await fade(bot)
    assert count(bot, "texts") == 1
    assert bot.lines("message")[0].data["text"] == said("mended")


async def test_what_is_still_to_be_said_is_not_touched(bot: Core) -> None:
    """A letter that waits, and an open promise, keep their words however old they are."""
    note = Draft(to=Address("slack", TEAM), kind="note", brand="acme", message=Said(text=said("note")))
    await bot.do(lambda ctx: ctx.say(note))
    bot.clock.forward(timedelta(days=DAYS * 2))
    await fade(bot)
    assert bot.letters("note")[-1].payload["message"]["text"] == said("note")


async def test_no_portion_takes_long(sqlite_url: str) -> None:
    """Others write every 50 ms at least, however much there is to drop."""
    many = 3_000
    async with core(sqlite_url, KEEPING) as bot:
        happened: dict[str, Any] = {"brand": "acme", "platform": "slack", "chat": SQUARE, "person": "U1", "team": False}
        lines = [
            Line(id=f"l{number}", kind="message", at=bot.clock.now(), data={"text": said(str(number))}, **happened)
            for number in range(many)
        ]
        heard = {"topics": ["Zanzibar"], "confidence": 0.5}
        await bot.do(lambda ctx: [ledger.put(ctx.db, line, heard) for line in lines])
        bot.clock.forward(timedelta(days=DAYS, seconds=1))
        before = bot.clock.now() - timedelta(days=DAYS)
        texts = retention.SHELVES[0]
        spent = []
        while found := bot.read(lambda db: texts.old(db, "acme", before)):
            begun = time.process_time()
            await bot.do(lambda ctx, found=found: texts.clear(ctx.db, found))
            spent.append(time.process_time() - begun)
        assert len(spent) == many // retention.PORTION
        assert sorted(spent)[len(spent) // 2] < 0.05
        assert count(bot, "texts") == 0
        kept = bot.read(lambda db: db.execute(select(LEDGER.c.heard)).scalars().all())
        assert [each for each in kept if each] == [{"confidence": 0.5}] * many
