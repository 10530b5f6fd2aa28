"""What becomes of events that fail: kept, tried again, and given up."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from chat.errors import NotYet, UserError
from chat.events import Command
from storage import inbox
from tests.support.core import Core
from tests.support.feature import Feature, kinds, message


async def test_what_fails_is_kept_acknowledged_and_tried_five_times(one: tuple[Core, Feature]) -> None:
    """What the handler wrote is gone, the event is kept; five retries with growing pauses, then it stays, dead."""
    bot, feature = one
    feature.failures = [ValueError("no")] * 6
    outcome = await bot.dispatcher.offer(message("hello"))
    assert (outcome.kind, outcome.toast) == ("deferred", "Got it. This takes a moment.")
    assert bot.letters() == []
    pauses = []
    for _ in range(5):
        assert bot.read(lambda db: inbox.due(db, bot.clock.now())) == []
        assert bot.read(inbox.count) == (1, 0)
        kept, waited = await due(bot)
        pauses.append(waited)
        assert (await bot.dispatcher.retry(kept)).kind == "deferred"
    assert pauses == [2, 4, 8, 16, 32]
    assert bot.read(inbox.count) == (0, 1)
    error = bot.read(lambda db: db.execute(text("SELECT error FROM inbox")).scalar())
    assert "ValueError: no" in error
    assert (await bot.dispatcher.offer(message("hello"))).kind == "done"


async def due(bot: Core) -> tuple[inbox.Kept, int]:
    """Let seconds pass until a kept event is due; return it and how many passed."""
    for seconds in range(1, 100):
        bot.clock.forward(timedelta(seconds=1))
        if found := bot.read(lambda db: inbox.due(db, bot.clock.now())):
            return found[0], seconds
    raise TimeoutError


async def test_a_retry_that_succeeds_is_done_once(one: tuple[Core, Feature]) -> None:
    """The event leaves the list with its effects, whoever else tries it meanwhile; delivery is woken."""
    bot, feature = one
    feature.failures = [ValueError("no")]
    first = message("hello")
    await bot.dispatcher.offer(first)
    kept, _ = await due(bot)
    found = await asyncio.gather(*(bot.dispatcher.retry(kept) for _ in range(3)))
    assert sorted(kinds(found)) == ["done", "repeat", "repeat"]
    assert feature.heard == ["hello"]
    assert bot.woken == 1
    assert bot.read(inbox.count) == (0, 0)
    assert (await bot.dispatcher.offer(first)).kind == "repeat"


async def test_a_retry_may_find_that_it_cannot_be_done(one: tuple[Core, Feature]) -> None:
    """What has to be refused by now is off the list."""
    bot, feature = one
    feature.failures = [ValueError("no"), UserError("poll-closed")]
    await bot.dispatcher.offer(message("hello"))
    kept, _ = await due(bot)
    assert (await bot.dispatcher.retry(kept)).kind == "refused"
    assert bot.read(inbox.count) == (0, 0)


async def test_not_yet_is_tried_for_a_day(one: tuple[Core, Feature]) -> None:
    """What is not known yet is tried again and again, and given up after 24 hours."""
    bot, feature = one
    feature.failures = [NotYet()] * 10_000
    await bot.dispatcher.offer(message("hello"))
    for _ in range(30):
        bot.clock.forward(timedelta(minutes=40))
        kept = bot.read(lambda db: inbox.due(db, bot.clock.now()))[0]
        await bot.dispatcher.retry(kept)
    assert bot.read(inbox.count) == (1, 0)
    bot.clock.forward(timedelta(hours=5))
    await bot.dispatcher.retry(bot.read(lambda db: inbox.due(db, bot.clock.now()))[0])
    assert bot.read(inbox.count) == (0, 1)


async def test_what_another_version_stored_harms_nobody(one: tuple[Core, Feature]) -> None:
    """A kept event that this version cannot read is counted as failed, and the next one has its turn."""
    bot, _ = one
    strange = inbox.Event("slack:bot", "x", {"event": "Telepathy", "thought": 1})
    await bot.writer.write(lambda db: inbox.keep(db, strange, "", bot.clock.now()))
    kept, _ = await due(bot)
    assert (await bot.dispatcher.retry(kept)).kind == "deferred"
    assert bot.read(lambda db: inbox.due(db, bot.clock.now())) == []


async def test_a_prepare_that_fails_is_kept_too(one: tuple[Core, Feature]) -> None:
    """An error while reading is dealt with like one while writing; whoever asked is answered later, directly."""
    bot, feature = one
    feature.failures = [ValueError("no"), ValueError("no")]
    assert (await bot.happens(Command, command="slow", answerable=True)).kind == "deferred"
    kept, _ = await due(bot)
    assert (await bot.dispatcher.retry(kept)).kind == "deferred"
    kept, _ = await due(bot)
    assert (await bot.dispatcher.retry(kept)).kind == "done"
    (answer,) = bot.letters()
    assert (answer.kind, answer.chat, answer.payload["message"]["text"]) == ("answer", "U1", "facts")


@pytest.mark.parametrize("error", [ValueError("\x00"), ValueError("\ud83d"), ValueError("ü" * 9_000)])
async def test_any_error_can_be_stored(one: tuple[Core, Feature], error: Exception) -> None:
    """What a database cannot hold in an error's text does not make the event undeliverable."""
    bot, feature = one
    feature.failures = [error]
    assert (await bot.dispatcher.offer(message("hello"))).kind == "deferred"
    assert bot.read(inbox.count) == (1, 0)
