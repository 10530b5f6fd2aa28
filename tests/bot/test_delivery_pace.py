"""How fast chats and accounts are written to: never faster than a platform takes it, and not much slower."""

from datetime import datetime, timedelta
from itertools import pairwise

from chat.ports import Limits, Pace
from storage import outbox
from tests.support.clock import HandClock
from tests.support.office import office
from tests.support.platform import FakePlatform
from tests.support.waiting import until

GROUP = Pace(gap_s=1.05, even_s=3.8, burst=5)


async def test_a_chat_is_written_to_at_the_pace_it_takes(migrated_url: str) -> None:
    """Between two calls to one chat there is the platform's interval; other chats do not count."""
    clock = HandClock()
    slack = FakePlatform(clock, limits=Limits(chat_interval_s=1.0, overall_per_s=1_000))
    async with office(migrated_url, slack) as bot:
        for chat in ("a", "b") * 5:
            await bot.put(chat, "hello")
        bot.deliver()
        while len(slack.calls) < 10:
            await bot.pass_by(0.25)
        for chat in ("a", "b"):
            times = [call.at for call in slack.calls_to(chat)]
            assert min(later - earlier for earlier, later in pairwise(times)) >= timedelta(seconds=1)
        assert slack.calls[-1].at - slack.calls[0].at < timedelta(seconds=8)


def most_calls_in(times: list[datetime], window: timedelta) -> int:
    """Return the most calls that any such span of time has."""
    return max(sum(start <= each < start + window for each in times) for start in times)


async def test_all_processes_together_keep_the_overall_rate(migrated_url: str) -> None:
    """A hundred chats get their letter at the account's rate, by whichever process, and not slower."""
    clock = HandClock()
    slack = FakePlatform(clock, limits=Limits(chat_interval_s=0.0, overall_per_s=40.0))
    async with office(migrated_url, slack) as bot:
        for number in range(100):
            await bot.put(f"chat{number}", "hello")
        bot.deliver("one")
        bot.deliver("two")
        began = clock.now()
        while len(slack.calls) < 100:
            await bot.pass_by(0.05)
        assert most_calls_in([call.at for call in slack.calls], timedelta(seconds=1)) <= 40 * 1.3
        assert clock.now() - began < timedelta(seconds=6)
        assert len({call.outgoing.letter for call in slack.calls}) == 100


async def test_a_group_takes_a_burst_and_no_more_than_twenty_a_minute(migrated_url: str) -> None:
    """New messages follow each other at once, as long as a minute has 20 calls; by whichever process."""
    clock = HandClock()
    slack = FakePlatform(clock, given_pace=GROUP)
    async with office(migrated_url, slack) as bot:
        bot.deliver("one")
        bot.deliver("two")
        began = clock.now()
        for number in range(30):
            await bot.put("a", f"{number}")
        while len(slack.calls) < 30:
            await bot.pass_by(0.25)
        times = [call.at for call in slack.calls]
        assert min(later - earlier for earlier, later in pairwise(times)) >= timedelta(seconds=1.05)
        assert most_calls_in(times, timedelta(seconds=60)) <= 20
        assert times[4] - began <= timedelta(seconds=5)
        assert times[-1] - began <= timedelta(seconds=30 * 3.8)
        assert slack.texts("a") == [f"{number}" for number in range(30)]


async def test_edits_leave_the_burst_to_new_messages(migrated_url: str) -> None:
    """However often something is edited, a new message leaves at once, and the edits go on when the chat has rested."""
    clock = HandClock()
    slack = FakePlatform(clock, given_pace=GROUP)
    async with office(migrated_url, slack) as bot:
        bot.deliver()
        await bot.put("a", "poll")
        for number in range(4):
            await bot.put("a", f"edit {number}", action="edit", target="m1")
        await bot.pass_by(6, step=0.5)
        assert len(slack.calls) == 2
        await bot.put("a", "question")
        await bot.pass_by(1, step=0.5)
        assert slack.texts("a") == ["edit 0", "question"]
        await bot.pass_by(20, step=0.5)
        assert slack.texts("a") == ["edit 3", "question"]


async def test_what_is_urgent_lets_nothing_starve(migrated_url: str) -> None:
    """What has waited for a minute takes its turn before what is urgent and younger; so does an edit behind posts."""
    clock = HandClock()
    slack = FakePlatform(clock, given_pace=GROUP)
    async with office(migrated_url, slack) as bot:
        await bot.put("a", "poll")
        bot.deliver()
        await until(lambda: bot.platform.chats["a"])
        await bot.put("a", "edited", action="edit", target="m1")
        for number in range(40):
            await bot.put("a", f"card {number}", urgent=True)
            await bot.pass_by(2)
        assert slack.texts("a")[0] == "edited"


async def test_a_chat_that_moves_takes_its_debt_along(migrated_url: str) -> None:
    """A group's new id gives it no new burst."""
    clock = HandClock()
    slack = FakePlatform(clock, given_pace=GROUP)
    async with office(migrated_url, slack) as bot:
        bot.deliver()
        for number in range(8):
            await bot.put("a", f"{number}")
        await bot.pass_by(10, step=0.5)
        before = len(slack.calls)
        await bot.do(lambda ctx: outbox.move_chat(ctx.db, "slack", "a", "A"))
        for number in range(8):
            await bot.put("A", f"{number}")
        await bot.pass_by(10, step=0.5)
        assert len(slack.calls) - before <= 3
