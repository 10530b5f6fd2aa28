"""The clock ticks in every process, and what is due is done once."""

import time
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.groundwork import has_pulse
from bot.scheduler import Scheduler
from chat.errors import Busy, Unavailable
from chat.events import Message, Tick
from handlers import digests as feature
from handlers import router
from handlers.routing import Context, Route, Router
from storage import digests, inbox, outbox
from storage.outbox import Letter
from tests.support.clock import HandClock
from tests.support.office import BRAND, TEAM, Office, office
from tests.support.platform import FakePlatform
from tests.support.waiting import until

DUE = datetime(2026, 11, 9, 7, tzinfo=UTC)
"""The first Monday after noon, 9:00 in Riga."""

DIGEST = "digest:acme:2026-W45"


async def plan(bot: Office) -> None:
    """Plan the brand's digest, as the start of the process does."""
    await bot.writer.write(lambda db: feature.plan(db, BRAND, bot.clock.now()))


def scheduler(bot: Office, process: str = "one") -> Scheduler:
    """Return a process's scheduler."""
    return Scheduler(bot.dispatcher, bot.writer, bot.database, bot.clock, process=process, features=bot.features)


def letter_of(bot: Office, key: str) -> Letter | None:
    """Return the letter of a key."""
    return bot.read(lambda db: outbox.of_key(db, key))


def posted(bot: Office) -> list[Letter]:
    """Return the digests that were put."""
    keys = [f"digest:acme:2026-W{week}" for week in range(44, 53)]
    return [letter for key in keys if (letter := letter_of(bot, key))]


def due_of(bot: Office) -> datetime:
    """Return when the next digest is due."""
    found = bot.read(lambda db: digests.scheduled(db, BRAND.key))
    assert found is not None
    return found[1]


def at(bot: Office, moment: datetime) -> None:
    """Let it be this time."""
    bot.clock.forward(moment - bot.clock.now())


async def test_a_digest_is_put_when_it_is_due(migrated_url: str) -> None:
    """Not a moment sooner, not twice, and the next one is planned in the same commit."""
    async with office(migrated_url) as bot:
        await plan(bot)
        ticks = scheduler(bot)
        at(bot, DUE - timedelta(seconds=1))
        await ticks._due()
        assert (posted(bot), due_of(bot)) == ([], DUE)
        at(bot, DUE)
        await ticks._due()
        await ticks._due()
        (letter,) = posted(bot)
        assert (letter.key, letter.chat, due_of(bot)) == (DIGEST, TEAM, DUE + timedelta(weeks=1))
        assert "late" not in letter.payload["message"]["text"]


async def test_two_processes_put_one_digest(migrated_url: str) -> None:
    """Both tick at the same moment, and one of them puts it."""
    async with office(migrated_url) as bot:
        await plan(bot)
        both = scheduler(bot, "one"), scheduler(bot, "two")
        at(bot, DUE)
        for ticks in both:
            ticks.start()
        await until(lambda: posted(bot))
        for ticks in both:
            await ticks.stop()
        assert [letter.key for letter in posted(bot)] == [DIGEST]


@pytest.mark.parametrize(
    ("began", "ticked", "late"),
    [
        pytest.param(timedelta(-1), timedelta(seconds=2), False, id="on time"),
        pytest.param(timedelta(-1), timedelta(seconds=59), False, id="a busy moment"),
        pytest.param(timedelta(-1), timedelta(seconds=61), True, id="too long"),
        pytest.param(timedelta(seconds=1), timedelta(seconds=2), True, id="nobody ran"),
    ],
)
async def test_a_late_digest_says_so(sqlite_url: str, began: timedelta, ticked: timedelta, late: bool) -> None:
    """One that was due while nobody ran, or long ago, is marked."""
    async with office(sqlite_url) as bot:
        await plan(bot)
        at(bot, DUE + began)
        ticks = scheduler(bot)
        at(bot, DUE + ticked)
        await ticks._due()
        (letter,) = posted(bot)
        assert ("late" in letter.payload["message"]["text"]) is late


async def test_three_missed_weeks_are_one_late_digest(migrated_url: str) -> None:
    """Only the latest week is told, once, and the plan goes on from today."""
    async with office(migrated_url) as bot:
        await plan(bot)
        at(bot, DUE + timedelta(weeks=2, hours=5))
        await scheduler(bot)._due()
        (letter,) = posted(bot)
        assert letter.key == "digest:acme:2026-W47"
        assert "late" in letter.payload["message"]["text"]
        assert due_of(bot) == DUE + timedelta(weeks=3)


def clumsy(failures: int, tried: list[str]) -> Router:
    """Return the features with a digest that fails so often; each try's id is noted."""
    route = router.routes[Tick, "digest"]

    def handle(ctx: Context, event: Tick, facts: object) -> None:
        tried.append(event.id)
        if len(tried) <= failures:
            raise KeyError(event.id)
        route.handle(ctx, event, facts)

    features = Router.of(router)
    features.routes[Tick, "digest"] = Route(handle, route.prepare)
    return features


async def test_a_digest_that_fails_is_retried(sqlite_url: str) -> None:
    """It is handed over once, and then tried from the inbox."""
    tried: list[str] = []
    async with office(sqlite_url, features=clumsy(2, tried)) as bot:
        await plan(bot)
        ticks = scheduler(bot)
        at(bot, DUE)
        for _ in range(10):
            await ticks._due()
            await ticks._retries()
            bot.clock.forward(timedelta(seconds=2))
        assert (len(tried), len(posted(bot))) == (3, 1)


async def test_a_digest_that_failed_for_good_is_tried_anew(sqlite_url: str) -> None:
    """A week's digest does not take all those to come with it: it is handed over again, hour by hour."""
    tried: list[str] = []
    async with office(sqlite_url, features=clumsy(6, tried)) as bot:
        await plan(bot)
        ticks = scheduler(bot)
        at(bot, DUE)
        for _ in range(90):
            await ticks._due()
            await ticks._retries()
            bot.clock.forward(timedelta(minutes=1))
        assert (len(tried), len(posted(bot)), due_of(bot)) == (7, 1, DUE + timedelta(weeks=1))


@pytest.mark.parametrize("error", [pytest.param(Busy(), id="busy"), pytest.param(Unavailable(), id="no database")])
async def test_a_digest_waits_for_a_better_moment(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """A full queue or a failed commit delays it, and the other brands' are not in its way."""

    def refuse(_event: Tick) -> None:
        raise error

    async with office(sqlite_url) as bot:
        await plan(bot)
        ticks = scheduler(bot)
        at(bot, DUE)
        with monkeypatch.context() as patch:
            patch.setattr(bot.dispatcher, "offer", refuse)
            await ticks._due()
        await ticks._due()
        assert len(posted(bot)) == 1


async def test_a_kept_event_that_cannot_be_tried_keeps_no_other(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each event that waits gets its turn, whatever became of the one before."""
    async with office(sqlite_url) as bot:
        for number in range(3):
            event = inbox.Event("slack:T1/A1", f"kept{number}", {})
            await bot.writer.write(partial(inbox.keep, event=event, error="it failed", now=bot.clock.now()))
        bot.clock.forward(timedelta(minutes=1))
        tried: list[int] = []

        async def retry(kept: inbox.Kept) -> None:
            tried.append(kept.id)
            raise Unavailable

        monkeypatch.setattr(bot.dispatcher, "retry", retry)
        await scheduler(bot)._retries()
        assert len(tried) == 3


async def test_a_running_process_is_known_to_be_alive(migrated_url: str) -> None:
    """Its heartbeat says so, its end too, and one that was killed is forgotten some day."""
    async with office(migrated_url) as bot:

        def alive() -> bool:
            return has_pulse(bot.database, bot.clock.now())

        assert not alive()
        ticks = scheduler(bot)
        ticks.start()
        await until(alive)
        await ticks.stop()
        assert not alive()
        await scheduler(bot, "killed")._beat()
        bot.clock.forward(timedelta(days=2))
        await scheduler(bot)._forget()
        assert not bot.read(lambda db: digests.somebody_runs(db, bot.clock.now() - timedelta(weeks=1)))


async def test_a_tick_that_comes_late_is_no_lost_tick(sqlite_url: str, caplog: pytest.LogCaptureFixture) -> None:
    """The library drops a tick that is a second late unless it is told better."""
    async with office(sqlite_url) as bot:
        await plan(bot)
        at(bot, DUE)
        ticks = scheduler(bot)
        ticks.start()
        time.sleep(1.1)  # noqa: ASYNC251  # the loop is held up, as by a long computation
        await until(lambda: posted(bot))
        await ticks.stop()
    assert "missed" not in caplog.text


async def test_stopping_outlives_the_writer(sqlite_url: str) -> None:
    """A scheduler stops although nothing can be written any more."""
    async with office(sqlite_url) as bot:
        ticks = scheduler(bot)
        ticks.start()
        await bot.writer.close()
        await ticks.stop()


async def test_a_digest_is_delivered_with_its_picture(sqlite_url: str) -> None:
    """What the tick put arrives in the team's chat, chart and all, with the chart in words."""
    async with office(sqlite_url) as bot:
        await plan(bot)
        await bot.event(Message, chat="a", person="ann", message="m1", text="hello")
        at(bot, DUE)
        await scheduler(bot)._due()
        bot.deliver()
        await until(lambda: bot.platform.chats[TEAM], 20)
        digest = bot.platform.chats[TEAM][0]
        assert (digest.message.picture or b"")[:8] == b"\x89PNG\r\n\x1a\n"
        assert digest.message.chart_alt


async def test_no_picture_is_worth_its_digest(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the chart cannot be drawn the text arrives without it."""

    def fail(_chart: object) -> bytes:
        raise OSError

    monkeypatch.setattr("handlers.reporting.picture", fail)
    async with office(sqlite_url, FakePlatform(HandClock(DUE - timedelta(minutes=1)))) as bot:
        await plan(bot)
        at(bot, DUE)
        await scheduler(bot)._due()
        bot.deliver()
        await until(lambda: bot.platform.chats[TEAM])
        assert bot.platform.chats[TEAM][0].message.picture is None
