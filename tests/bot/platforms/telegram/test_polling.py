"""Long polling: what is confirmed, and what becomes of errors."""

import asyncio
import re
import time

import pytest

from bot.platforms.telegram import Telegram, toasts
from chat.ports import Outcome
from tests.bot.platforms.telegram.conftest import make, opened
from tests.support import telegram_failures as failing
from tests.support.intake import RecordingIntake
from tests.support.telegram_failures import Failure
from tests.support.telegram_payloads import message, press
from tests.support.telegram_server import TelegramServer
from tests.support.waiting import until


def ids(intake: RecordingIntake) -> list[str]:
    """Return the ids of all offered events."""
    return [event.id for event in intake.events]


@pytest.mark.usefixtures("polling_bot")
async def test_updates_are_offered_in_order_and_confirmed(server: TelegramServer, intake: RecordingIntake) -> None:
    """What came is confirmed by the next call's offset."""
    updates = [server.update(message=message(str(i))) for i in range(3)]
    server.put(*updates)
    await until(lambda: not server.queue)
    assert ids(intake) == [str(each["update_id"]) for each in updates]


@pytest.mark.usefixtures("polling_bot")
async def test_nothing_is_confirmed_before_it_is_durable(server: TelegramServer, intake: RecordingIntake) -> None:
    """While the commit is out, Telegram keeps the update."""
    intake.slow = True
    await server.say(message=message())
    await until(lambda: intake.events)
    await asyncio.sleep(0.05)
    assert len(server.queue) == 1
    intake.release()
    await until(lambda: not server.queue)


@pytest.mark.usefixtures("polling_bot")
async def test_one_unreadable_update_does_not_stop_the_others(server: TelegramServer, intake: RecordingIntake) -> None:
    """It is set aside, its neighbours are handled, and all are confirmed."""
    strange = server.update(message={"message_id": "no chat"})
    first, last = server.update(message=message("1")), server.update(message=message("2"))
    server.put(first, strange, last)
    await until(lambda: not server.queue)
    assert ids(intake) == [str(first["update_id"]), str(last["update_id"])]
    assert [each.id for each in intake.asides] == [str(strange["update_id"])]


@pytest.mark.usefixtures("polling_bot")
@pytest.mark.parametrize("strange", [pytest.param({"x": 1}, id="without id"), pytest.param("text", id="no object")])
async def test_an_update_without_id_is_passed_over(
    server: TelegramServer, intake: RecordingIntake, strange: object
) -> None:
    """The next one's offset confirms it too."""
    server.put(strange)
    await server.say(message=message())
    await until(lambda: not server.queue)
    assert len(intake.events) == 1


@pytest.mark.usefixtures("polling_bot")
async def test_only_the_durable_beginning_is_confirmed(server: TelegramServer, intake: RecordingIntake) -> None:
    """From the first update that is not durable on, all come again."""
    intake.unavailable = 1
    first, second = server.update(message=message("1")), server.update(message=message("2"))
    server.put(first, second)
    await until(lambda: not server.queue)
    assert ids(intake) == [str(each["update_id"]) for each in (first, second, first, second)]


@pytest.mark.usefixtures("polling_bot")
async def test_a_full_queue_is_waited_for(server: TelegramServer, intake: RecordingIntake) -> None:
    """Polling waits for room and offers the same update again."""
    intake.busy = 2
    await server.say(message=message())
    await until(lambda: not server.queue)
    assert (len(intake.events), intake.rooms) == (1, 2)


@pytest.mark.usefixtures("polling_bot")
async def test_ids_that_begin_anew_are_handled(server: TelegramServer, intake: RecordingIntake) -> None:
    """After silence an update below the old offset is fetched, since the offset was forgotten."""
    server.patience_s = 0.01
    server.put({"update_id": 900, "message": message()})
    await until(lambda: [each.get("offset") for each in server.called("getUpdates")][-2:] == [901, None])
    server.put({"update_id": 12, "message": message()})
    await until(lambda: not server.queue)
    assert ids(intake) == ["900", "12"]


TROUBLES = [
    pytest.param(failing.UNAUTHORIZED, "TELEGRAM_BOT_TOKEN", id="401"),
    pytest.param(failing.refusal(409, "Conflict: terminated by other getUpdates request"), "Another program", id="409"),
    pytest.param(failing.flood(0), "refuses|less often", id="429"),
    pytest.param(failing.refusal(500, "Internal Server Error"), "500", id="500"),
    pytest.param(failing.html(), "502", id="HTML"),
    pytest.param(failing.html(200), "cannot be read", id="HTML with 200"),
    pytest.param(failing.RESET, "lost", id="reset"),
    pytest.param(failing.TRUNCATED, "lost", id="truncated"),
    pytest.param(failing.result({"no": "list"}, executed=False), "no list", id="no list"),
]


@pytest.mark.parametrize(("failure", "word"), TROUBLES)
async def test_polling_survives_everything(
    server: TelegramServer, intake: RecordingIntake, polling_bot: Telegram, failure: Failure, word: str
) -> None:
    """Health says what is wrong while it is, and updates come afterwards."""
    await until(lambda: server.called("getUpdates"))
    server.patience_s = 0.01
    server.fail("getUpdates", failure, times=1_000)
    update = await server.say(message=message())
    await until(lambda: re.search(word, polling_bot.health().word))
    assert not polling_bot.health().ok
    server.heal()
    await until(lambda: polling_bot.health().ok and not server.queue)
    assert str(update["update_id"]) in ids(intake)


async def test_flood_of_getupdates_is_waited_out(server: TelegramServer, polling_bot: Telegram) -> None:
    """429 is waited for exactly as long as Telegram says."""
    began = time.monotonic()
    server.fail("getUpdates", failing.flood(1))
    await server.say(message=message())
    await until(lambda: not polling_bot.health().ok)
    await until(lambda: polling_bot.health().ok)
    assert time.monotonic() - began >= 1


async def test_a_webhook_set_by_others_is_taken_away(
    server: TelegramServer, intake: RecordingIntake, polling_bot: Telegram
) -> None:
    """Who is told to poll polls."""
    await until(lambda: server.called("getUpdates"))
    server.webhook = {"url": "https://elsewhere.example/", "secret_token": "x"}
    server.put(server.update(message=message()))
    await until(lambda: polling_bot.health().ok and not server.queue)
    assert len(server.called("deleteWebhook")) == 2


async def test_two_readers_are_told_plainly(server: TelegramServer, polling_bot: Telegram) -> None:
    """A second instance with the same token makes both say so."""
    await until(lambda: server.called("getUpdates"))
    async with opened(make(server.url), RecordingIntake()) as other:
        await until(lambda: "Another program" in polling_bot.health().word + other.health().word)


@pytest.mark.usefixtures("polling_bot")
async def test_a_press_is_answered_by_a_call(server: TelegramServer, intake: RecordingIntake) -> None:
    """When polling, the toast is a call of its own."""
    intake.outcome = lambda _event: Outcome("done", toast="Counted")
    await server.say(callback_query=press("vote:p1:0"))
    await until(lambda: server.called("answerCallbackQuery"))
    assert server.called("answerCallbackQuery") == [{"callback_query_id": "4382", "text": "Counted"}]


@pytest.mark.usefixtures("polling_bot")
@pytest.mark.parametrize(
    "failure",
    [
        pytest.param(failing.refusal(400, "Bad Request: query is too old and response timeout expired"), id="too old"),
        pytest.param(failing.html(), id="502"),
        pytest.param(failing.slow(60), id="never"),
    ],
)
async def test_a_failing_toast_is_dropped(
    server: TelegramServer, intake: RecordingIntake, failure: Failure, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not tried again and holds nothing up."""
    monkeypatch.setattr(toasts, "TOAST_WITHIN_S", 0.05)
    server.fail("answerCallbackQuery", failure)
    await server.say(callback_query=press())
    await server.say(message=message())
    await until(lambda: not server.queue)
    assert len(intake.events) == 2
    assert len(server.called("answerCallbackQuery")) == 1


@pytest.mark.usefixtures("polling_bot")
async def test_a_press_that_is_not_durable_gets_no_answer_yet(server: TelegramServer, intake: RecordingIntake) -> None:
    """It comes again, and is answered then, once."""
    intake.unavailable = 1
    await server.say(callback_query=press())
    await until(lambda: not server.queue)
    await until(lambda: server.called("answerCallbackQuery"))
    assert len(server.called("answerCallbackQuery")) == 1


async def test_what_is_under_way_finishes_at_the_stop(
    server: TelegramServer, intake: RecordingIntake, polling_bot: Telegram
) -> None:
    """The stop waits for the commit of what was offered, and fetches no more."""
    intake.slow = True
    await server.say(message=message())
    await until(lambda: intake.events)
    stopping = asyncio.create_task(polling_bot.stop_intake())
    await asyncio.sleep(0.02)
    assert not stopping.done()
    intake.release()
    await stopping
    fetched = len(server.called("getUpdates"))
    await asyncio.sleep(0.05)
    assert len(server.called("getUpdates")) == fetched


async def test_unconfirmed_updates_come_again_after_a_restart(server: TelegramServer, intake: RecordingIntake) -> None:
    """What one process took but did not confirm, the next one gets; the core drops the repeat."""
    server.put(server.update(message=message()))
    async with opened(make(server.url), intake):
        intake.slow = True
        await until(lambda: intake.events)
        intake.release()
    again = RecordingIntake()
    async with opened(make(server.url), again):
        await until(lambda: not server.queue)
    assert {*ids(intake)} >= {*ids(again)}
