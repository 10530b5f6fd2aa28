"""Processes die, sleep and share the work: whoever has a chat's lane sends, and nobody doubles a post."""

import asyncio
from datetime import timedelta

from chat.errors import Temporary, Unknown
from chat.messages import Message
from chat.ports import Outgoing
from storage import lanes, outbox
from storage.lanes import LEASE, Sending
from tests.support.clock import HandClock
from tests.support.office import TEAM, Office, office
from tests.support.platform import FakePlatform, Trouble
from tests.support.waiting import until

CANNOT_TELL = Unknown("the platform cannot tell")


async def die_calling(bot: Office) -> None:
    """Claim all that is due as a process does that is killed before it calls."""
    limits = Sending("slack", bot.platform.account, 1_000)
    await bot.writer.write(lambda db: lanes.claim(db, limits, "dead", bot.clock.now(), 100))


async def test_a_dead_process_loses_nothing(migrated_url: str) -> None:
    """When its lease ends, posts are looked up, edits made again, and what it had not begun is sent."""
    async with office(migrated_url) as bot:
        delivery = bot.deliver()
        await bot.put("a", "stands")
        await until(lambda: bot.platform.chats["a"])
        await delivery.stop()
        bot.deliveries.clear()
        await bot.put("a", "edited", action="edit", target="m1")
        await bot.put("a", "behind the edit")
        await bot.put("b", "post")
        await bot.put("b", "behind the post")
        await die_calling(bot)
        bot.deliver()
        await bot.pass_by(19)
        assert len(bot.platform.calls) == 1
        await bot.pass_by(10, step=2)
        assert bot.platform.texts("a") == ["edited", "behind the edit"]
        assert bot.platform.texts("b") == ["post", "behind the post"]
        assert [each.message.text for each in bot.platform.looked_up] == [""]


async def test_a_dead_process_whose_call_had_arrived(migrated_url: str) -> None:
    """What stands in the chat is found, and not posted a second time."""
    async with office(migrated_url) as bot:
        letter = await bot.put("a", "hello")
        await die_calling(bot)
        await bot.platform.deliver(Outgoing(letter=letter, action="post", chat="a", message=Message(text="hello")))
        bot.deliver()
        await bot.pass_by(30, step=10)
        assert (bot.platform.texts("a"), bot.letter(letter).message) == (["hello"], "m1")


async def test_a_lost_call_is_looked_up_though_an_earlier_one_was_refused(migrated_url: str) -> None:
    """What went wrong before does not make anybody believe that the matter is settled."""
    async with office(migrated_url) as bot:
        bot.platform.plan("a", Temporary("busy", 1.0))
        delivery = bot.deliver()
        letter = await bot.put("a", "hello")
        await bot.quiet()
        assert bot.letter(letter).error == "busy"
        await delivery.stop()
        bot.deliveries.clear()
        bot.clock.forward(timedelta(seconds=2))
        await die_calling(bot)
        bot.deliver()
        await bot.pass_by(30, step=5)
        assert (bot.platform.texts("a"), bot.letter(letter).state) == (["hello"], "sent")


async def test_a_process_that_slept_does_not_undo_what_another_did(migrated_url: str) -> None:
    """Its late word that the letter was not taken no longer counts: the team has been asked meanwhile."""
    clock, hanging = HandClock(), asyncio.Event()
    slack = FakePlatform(clock, cannot_find=CANNOT_TELL)
    async with office(migrated_url, slack) as bot:
        slack.plan("a", Trouble(Temporary("busy"), until=hanging))
        sleeper = bot.deliver("sleeper")
        letter = await bot.put("a", "hello")
        await until(lambda: slack.calls)
        clock.forward(LEASE + timedelta(seconds=1))
        bot.deliver("other")
        await until(lambda: slack.chats[TEAM])
        hanging.set()
        await sleeper.stop()
        bot.deliveries.remove(sleeper)
        await bot.pass_by(60, step=10)
        assert (len(slack.calls_to("a")), bot.letter(letter).state) == (1, "unknown")


async def test_a_late_word_that_a_letter_arrived_counts(migrated_url: str) -> None:
    """What was said stays said, whoever has the chat by now."""
    clock, hanging = HandClock(), asyncio.Event()
    slack = FakePlatform(clock, cannot_find=CANNOT_TELL)
    async with office(migrated_url, slack) as bot:
        slack.plan("a", Trouble(until=hanging))
        bot.deliver("sleeper")
        letter = await bot.put("a", "hello")
        await until(lambda: slack.calls)
        clock.forward(LEASE + timedelta(seconds=1))
        bot.deliver("other")
        await until(lambda: slack.chats[TEAM])
        hanging.set()
        await bot.settled(letter, "sent")


async def test_two_processes_never_double_a_post(migrated_url: str) -> None:
    """Whoever claims a chat sends; a hundred letters arrive once each, in order."""
    async with office(migrated_url) as bot:
        bot.deliver("one")
        bot.deliver("two")
        for number in range(25):
            for chat in ("a", "b", "c", "d"):
                await bot.put(chat, f"{number}")
        await until(lambda: len(bot.platform.calls) == 100, 20)
        await bot.quiet()
        for chat in ("a", "b", "c", "d"):
            assert bot.platform.texts(chat) == [f"{number}" for number in range(25)]
        assert bot.read(outbox.states) == {"sent": 100}
