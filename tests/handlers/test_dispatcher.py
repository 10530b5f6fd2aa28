"""From an event to its durable outcome: once, in its own transaction, acknowledged only then."""

import asyncio

import pytest
from sqlalchemy import text

from chat.errors import Busy, UserError
from chat.events import Command, Event, Press, Uninstalled
from handlers.routing import Router
from storage import inbox
from tests.support.core import ACME, SQUARE, Core, core, event, german
from tests.support.feature import Feature, featuring, kinds, message
from tests.support.jobs import Gate
from tests.support.waiting import until


async def test_eight_at_once_are_one(one: tuple[Core, Feature]) -> None:
    """An event that comes eight times at the same moment is acted on once, and acknowledged each time."""
    bot, feature = one
    same = message("hello")
    found = await asyncio.gather(*(bot.dispatcher.offer(same) for _ in range(8)))
    assert sorted(kinds(found)) == ["done"] + ["repeat"] * 7
    assert feature.heard == ["hello"]
    assert len(bot.letters()) == 1


async def test_a_repeat_is_known_after_a_restart_and_elsewhere(migrated_url: str) -> None:
    """The database knows what was accepted, not the process; another bot account's event of that id is another."""
    first = message("hello")
    async with featuring(migrated_url) as (bot, _):
        assert (await bot.dispatcher.offer(first)).kind == "done"
    async with featuring(migrated_url) as (bot, feature):
        assert (await bot.dispatcher.offer(first)).kind == "repeat"
        other = message("other", id=first.id, account="slack:other")
        assert (await bot.dispatcher.offer(other)).kind == "done"
        assert feature.heard == ["other"]


async def test_two_processes_act_once(postgresql_url: str) -> None:
    """Of two processes that are sent the same events at once, exactly one acts on each."""
    events = [message(f"{i}") for i in range(30)]
    async with featuring(postgresql_url) as (here, mine), featuring(postgresql_url) as (there, theirs):
        offers = [bot.dispatcher.offer(each) for each in events for bot in (here, there)]
        found = kinds(list(await asyncio.gather(*offers)))
    assert (found.count("done"), found.count("repeat")) == (30, 30)
    assert sorted(mine.heard + theirs.heard) == sorted(each.text for each in events)


async def test_no_outcome_before_it_is_durable(one: tuple[Core, Feature]) -> None:
    """While the transaction is open nobody hears of an outcome; what is told is in the database for everybody."""
    bot, _ = one
    gate = Gate()
    await gate.shut(bot.writer)
    pending = bot.dispatcher.offer(message("hello"))
    await asyncio.sleep(0.02)
    assert not pending.done()
    assert bot.letters() == []
    gate.open()
    await asyncio.wait([pending])
    assert [letter.payload["message"]["text"] for letter in bot.letters()] == ["hello"]
    assert bot.woken == 1


@pytest.mark.parametrize(
    ("language", "brand", "sentence"),
    [
        ("es-MX", "acme", "Esta encuesta"),
        (None, "acme", "Diese Umfrage"),
        ("fi", "acme", "Diese Umfrage"),
        (None, None, "This poll"),
        (None, "gone", "This poll"),
    ],
    ids=["the person's", "the brand's", "none the bot speaks", "no brand", "a brand of the past"],
)
async def test_a_refusal_speaks_the_persons_language(
    sqlite_url: str, language: str | None, brand: str | None, sentence: str
) -> None:
    """A sentence comes in the person's language, else in the brand's, else in English."""
    feature = Feature()
    feature.failures = [UserError("poll-closed", brand)]
    async with core(sqlite_url, german(ACME), features=feature.router) as bot:
        outcome = await bot.dispatcher.offer(message("hello", language=language))
        assert outcome.kind == "refused"
        assert sentence in (outcome.toast or "")
        assert bot.letters() == []


async def test_a_refused_command_gets_its_sentence(one: tuple[Core, Feature]) -> None:
    """Where nothing else would show it, it is a message in the same place, and repeating it fills no chat."""
    bot, feature = one
    feature.failures = [UserError("poll-closed")] * 4
    asked = {"command": "slow", "thread": "7", "message": "m3"}
    shown = await bot.happens(Command, **asked, answerable=True)
    assert (shown.kind, bot.letters()) == ("refused", [])
    for _ in range(3):
        await bot.happens(Command, **asked)
    (told,) = bot.letters()
    assert (told.chat, told.thread, told.reply_to, told.kind) == (SQUARE, "7", "m3", "note")
    assert told.payload["message"]["text"].startswith("This poll has closed")


async def test_nobody_listens(one: tuple[Core, Feature]) -> None:
    """An event that no feature hears is acknowledged, and known when it comes again."""
    bot, _ = one
    ignored = event(Uninstalled)
    found = [await bot.dispatcher.offer(ignored) for _ in range(2)]
    assert kinds(found) == ["done", "repeat"]
    assert bot.read(inbox.count) == (0, 0)


async def test_what_was_not_understood_is_set_aside(one: tuple[Core, Feature]) -> None:
    """It is kept as it came, dead, whatever its error says; coming again it is kept once."""
    bot, _ = one
    for _ in range(2):
        await bot.dispatcher.set_aside("telegram:1", "9", b"\x00\xff{", "bad \x00 and \ud800")
    assert bot.read(inbox.count) == (0, 1)
    assert bytes(bot.read(lambda db: db.execute(text("SELECT raw FROM inbox")).scalar())) == b"\x00\xff{"


async def test_the_log_tells_only_the_kind_of_what_was_not_understood(
    one: tuple[Core, Feature], caplog: pytest.LogCaptureFixture
) -> None:
    """An error's own words may be what somebody wrote."""
    await one[0].dispatcher.set_aside("telegram:1", "9", b"{}", "ValueError: not a number: 'my secret'")
    assert "ValueError" in caplog.text
    assert "my secret" not in caplog.text


async def test_a_full_queue_is_busy(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """More is not taken in, and who waits hears when there is room."""
    monkeypatch.setattr("storage.writer.CAPACITY", 5)
    async with featuring(sqlite_url) as (bot, feature):
        gate = Gate()
        await gate.shut(bot.writer)
        taken = [bot.dispatcher.offer(message(f"{i}")) for i in range(4)]
        with pytest.raises(Busy):
            await bot.dispatcher.offer(message("too many"))
        room = asyncio.ensure_future(bot.dispatcher.room())
        await asyncio.sleep(0.01)
        assert not room.done()
        gate.open()
        await room
        await asyncio.gather(*taken)
        assert feature.heard == ["0", "1", "2", "3"]


async def test_what_is_being_prepared_is_bounded_too(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many who ask for what takes long are told to come again, and votes go on meanwhile."""
    monkeypatch.setattr("handlers.dispatcher.PREPARING", 2)
    async with featuring(sqlite_url) as (bot, feature):
        gate = Gate()
        await gate.shut(bot.writer)
        taken = [bot.dispatcher.offer(event(Command, command="slow", answerable=True)) for _ in range(2)]
        with pytest.raises(Busy):
            await bot.dispatcher.offer(event(Command, command="slow"))
        taken.append(bot.dispatcher.offer(message("a message")))
        room = asyncio.ensure_future(bot.dispatcher.room())
        gate.open()
        await room
        await asyncio.gather(*taken)
        assert sorted(feature.heard) == ["a message", "facts", "facts"]


async def test_who_leaves_cancels_nothing(one: tuple[Core, Feature]) -> None:
    """A request that is given up takes neither a plain nor a prepared event with it."""
    bot, feature = one
    for pending in (
        bot.dispatcher.offer(message("plain")),
        bot.dispatcher.offer(event(Command, command="slow", answerable=True)),
    ):
        pending.cancel()
    await until(lambda: len(feature.heard) == 2)


async def test_two_features_cannot_want_the_same() -> None:
    """Sums of routers are checked when the program starts."""
    with pytest.raises(ValueError, match="two handlers"):
        Router.of(Feature().router, Feature().router)


@pytest.mark.parametrize(
    ("happened", "word"),
    [
        (event(Press, data="again:1"), "again"),
        (event(Press, data="unknown"), ""),
        (event(Press, data=""), ""),
        (event(Command, command="slow"), ""),
    ],
    ids=["its word", "another word", "no word", "a command without its own route"],
)
async def test_a_route_is_found_by_its_word(happened: Event, word: str) -> None:
    """A press or command goes to the feature of its word, else to the one that hears all of its kind."""
    router = Router()
    for kind in (Press, Command):
        for each in ("", "again"):
            router.on(kind, each)(lambda _ctx, _event: None)
    assert router.find(happened) is router.routes[type(happened), word]
