"""Each chat has a lane: order inside it, and no waiting for others."""

import asyncio
from datetime import timedelta

import pytest

from bot.delivery import rounds
from chat.address import Address
from chat.errors import Temporary
from chat.messages import Message
from storage import outbox
from storage.database import Database
from storage.outbox import Draft
from tests.support.clock import HandClock
from tests.support.office import office
from tests.support.platform import FakePlatform, Trouble
from tests.support.waiting import until


async def test_a_chat_gets_its_letters_in_order(migrated_url: str) -> None:
    """What was put first arrives first, however many there are."""
    async with office(migrated_url) as bot:
        for number in range(20):
            await bot.put("a", f"{number}")
        bot.deliver()
        await until(lambda: len(bot.platform.chats["a"]) == 20)
        assert bot.platform.texts("a") == [f"{number}" for number in range(20)]


async def test_what_is_urgent_goes_first(migrated_url: str) -> None:
    """The end of a poll does not queue behind chatter."""
    async with office(migrated_url) as bot:
        await bot.put("a", "chatter")
        await bot.put("a", "the end", urgent=True)
        bot.deliver()
        await until(lambda: len(bot.platform.chats["a"]) == 2)
        assert bot.platform.texts("a") == ["the end", "chatter"]


async def test_a_letter_that_waits_keeps_its_place(migrated_url: str) -> None:
    """A letter behind one that failed does not overtake it."""
    async with office(migrated_url) as bot:
        bot.platform.plan("a", Temporary("not now", 5.0))
        await bot.put("a", "first")
        await bot.put("a", "second")
        bot.deliver()
        await until(lambda: bot.platform.calls)
        await bot.pass_by(6, step=1)
        await until(lambda: len(bot.platform.chats["a"]) == 2)
        assert bot.platform.texts("a") == ["first", "second"]


async def test_a_rate_limited_chat_waits_exactly_and_alone(migrated_url: str) -> None:
    """The platform's `retry_after` holds back one chat for so long, and no other."""
    async with office(migrated_url) as bot:
        bot.platform.plan("a", Temporary("slow down", 7.0))
        for chat in ("a", "b", "c"):
            await bot.put(chat, "hello")
        bot.deliver()
        await until(lambda: bot.platform.chats["b"] and bot.platform.chats["c"])
        await bot.pass_by(6.9, step=2.3)
        assert not bot.platform.chats["a"]
        await bot.pass_by(0.1)
        await until(lambda: bot.platform.chats["a"])
        first, second = bot.platform.calls_to("a")
        assert second.at - first.at == timedelta(seconds=7)


async def test_slow_chats_hold_back_nobody(sqlite_url: str) -> None:
    """Ninety calls that hang leave the other chats and the other platform as quick as ever."""
    clock, hanging = HandClock(), asyncio.Event()
    slack, telegram = FakePlatform(clock), FakePlatform(clock, "telegram", "telegram:1")
    async with office(sqlite_url, slack, telegram) as bot:
        for number in range(90):
            slack.plan(f"slow{number}", Trouble(until=hanging))
            await bot.put(f"slow{number}", "hello")
        bot.deliver()
        await until(lambda: len(slack.calls) == 90)
        await bot.put("quick", "hello")
        await bot.put("quick", "hello", platform="telegram")
        await until(lambda: slack.chats["quick"] and telegram.chats["quick"])
        hanging.set()
        await until(lambda: len(slack.chats) == 91)


async def test_a_full_platform_leaves_the_other_its_room(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one platform takes no more calls, the other still does."""
    monkeypatch.setattr(rounds, "CALLS_AT_ONCE", 2)
    clock, hanging = HandClock(), asyncio.Event()
    slack, telegram = FakePlatform(clock), FakePlatform(clock, "telegram", "telegram:1")
    async with office(sqlite_url, slack, telegram) as bot:
        for chat in ("a", "b", "c"):
            slack.plan(chat, Trouble(until=hanging))
            await bot.put(chat, "hello")
        bot.deliver()
        await until(lambda: len(slack.calls) == 2)
        await bot.put("a", "hello", platform="telegram")
        await until(lambda: telegram.chats["a"])
        assert len(slack.calls) == 2
        hanging.set()
        await until(lambda: len(slack.calls) == 3)


def _draft(chat: str) -> Draft:
    return Draft(to=Address("slack", chat), kind="note", brand="acme", message=Message(text="hello"))


async def test_a_commit_wakes_it_at_once(migrated_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter that was put here leaves without the next look."""
    monkeypatch.setattr(rounds, "PEEK_S", 3_600.0)
    async with office(migrated_url) as bot:
        bot.deliver()
        await asyncio.sleep(0.1)
        await bot.put("a", "hello")
        await until(lambda: bot.platform.calls)


async def test_what_another_process_put_leaves_within_a_second(migrated_url: str) -> None:
    """A command only writes; the running process finds its letter by looking."""
    async with office(migrated_url) as bot:
        bot.deliver()
        await asyncio.sleep(0.1)
        other = Database(migrated_url)
        with other.transaction() as db:
            outbox.put(db, _draft("a"), bot.clock.now())
        await until(lambda: bot.platform.calls)
        assert rounds.PEEK_S <= 1
        other.close()


async def test_looking_takes_no_write_lock(migrated_url: str) -> None:
    """An idle process, or one whose letters have to wait, does not write."""
    async with office(migrated_url) as bot:
        bot.platform.plan("a", Temporary("later", 100.0))
        await bot.put("a", "hello")
        bot.deliver()
        await until(lambda: bot.read(outbox.states) == {"queued": 1} and bot.platform.calls)
        await bot.quiet()
        written = len(bot.batches)
        for _ in range(5):
            bot.wake()
            await asyncio.sleep(0.05)
        assert len(bot.batches) == written


async def test_a_platform_that_is_not_connected_is_not_called(sqlite_url: str) -> None:
    """Letters wait until the platform knows its account; only then can lost ones be looked up, too."""
    clock = HandClock()
    slack = FakePlatform(clock, account="")
    async with office(sqlite_url, slack) as bot:
        bot.deliver()
        letter = await bot.put("a", "hello")
        await bot.pass_by(10, step=5)
        assert (slack.calls, bot.letter(letter).attempts) == ([], 0)
        slack.account = "slack:T1/A1"
        bot.wake()
        await until(lambda: slack.chats["a"])


async def test_stopping_lets_calls_end_and_records_them(sqlite_url: str) -> None:
    """What was begun is finished and recorded; nothing new begins."""
    hanging = asyncio.Event()
    async with office(sqlite_url) as bot:
        bot.platform.plan("a", Trouble(until=hanging))
        letter = await bot.put("a", "hello")
        delivery = bot.deliver()
        await until(lambda: bot.platform.calls)
        stopping = asyncio.create_task(delivery.stop())
        await bot.put("b", "too late")
        await asyncio.sleep(0.1)
        assert not stopping.done()
        hanging.set()
        await stopping
        assert bot.letter(letter).state == "sent"
        assert not bot.platform.calls_to("b")


@pytest.mark.parametrize("rounds_before", range(6))
async def test_stopping_leaves_nothing_claimed(migrated_url: str, rounds_before: int) -> None:
    """At whatever moment it stops, each letter is either sent or as if it had never been looked at."""
    async with office(migrated_url) as bot:
        letters = [await bot.put(f"chat{number}", "hello") for number in range(10)]
        delivery = bot.deliver()
        for _ in range(rounds_before):
            await asyncio.sleep(0)
        await delivery.stop()
        states = {bot.letter(letter).state for letter in letters}
        assert states <= {"sent", "queued"}
        assert sum(bot.letter(letter).state == "sent" for letter in letters) == len(bot.platform.calls)


async def test_it_goes_on_when_the_database_comes_back(migrated_url: str) -> None:
    """A round that fails is no end: the next one delivers."""
    async with office(migrated_url) as bot:
        bot.database.failures = 2
        bot.deliver()
        await bot.put("a", "hello")
        await until(lambda: bot.platform.chats["a"])
