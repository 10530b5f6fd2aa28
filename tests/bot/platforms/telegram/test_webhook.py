"""The webhook: who may knock, what is answered, and when."""

import asyncio
from typing import Any, Literal, get_args

import aiohttp
import orjson
import pytest

from bot.platforms.telegram import Telegram, webhook
from chat.events import Command, Event, Message, Press, Vote
from chat.ports import Outcome
from tests.bot.platforms.telegram.conftest import SECRET, Rejections
from tests.support.intake import RecordingIntake
from tests.support.telegram_payloads import message, poll_answer, press
from tests.support.telegram_server import SECRET_HEADER, TelegramServer

pytestmark = pytest.mark.usefixtures("webhook_bot")

Kind = Literal["done", "repeat", "refused", "deferred"]
UPDATE = {"update_id": 5, "message": message()}


async def knock(server: TelegramServer, body: bytes, headers: list[tuple[str, str]]) -> tuple[int, Any]:
    """Send a raw request to the webhook."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(server.webhook["url"], data=body, headers=headers) as answer,
    ):
        return answer.status, answer.headers


@pytest.mark.parametrize(
    "secrets",
    [
        pytest.param([], id="missing"),
        pytest.param(["wrong"], id="wrong"),
        pytest.param([""], id="empty"),
        pytest.param([SECRET, SECRET], id="twice"),
        pytest.param([SECRET[:-1]], id="cut"),
        pytest.param(["ünïcode"], id="not ASCII"),
    ],
)
async def test_a_stranger_is_refused(
    server: TelegramServer, intake: RecordingIntake, rejections: Rejections, secrets: list[str]
) -> None:
    """Who does not know the secret gets 403, changes nothing, and is counted."""
    status, _ = await knock(server, orjson.dumps(UPDATE), [(SECRET_HEADER, each) for each in secrets])
    assert (status, rejections.count, intake.events) == (403, 1, [])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"{", 400, id="no JSON"),
        pytest.param(b"", 400, id="nothing"),
        pytest.param(b"[]", 400, id="a list"),
        pytest.param(b"null", 400, id="null"),
        pytest.param(b"\xff\xfe", 400, id="no UTF-8"),
        pytest.param(b" " * 1_000_001, 413, id="too long"),
        pytest.param(b'{"update_id": 9}', 200, id="nothing in it"),
        pytest.param(b'{"update_id": 9, "from_the_future": {"x": 1}}', 200, id="unknown kind"),
    ],
)
async def test_a_strange_body_harms_nobody(
    server: TelegramServer, intake: RecordingIntake, body: bytes, status: int
) -> None:
    """Whatever comes with the secret is answered, and the next update is handled."""
    assert (await knock(server, body, [(SECRET_HEADER, SECRET)]))[0] == status
    assert (await server.send_update(UPDATE))[0] == 200
    assert len(intake.events) == 1


async def test_other_methods_are_not_allowed(server: TelegramServer) -> None:
    """The route takes POST only."""
    async with aiohttp.ClientSession() as session, session.get(server.webhook["url"]) as answer:
        assert answer.status == 405


async def test_a_disconnect_in_the_middle_harms_nobody(server: TelegramServer, intake: RecordingIntake) -> None:
    """Half an update is dropped; Telegram sends it again."""
    host, port = server.webhook["url"].removeprefix("http://").removesuffix("/telegram").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    writer.write(
        f"POST /telegram HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\nContent-Length: 99\r\n\r\n{{".encode()
    )
    await writer.drain()
    writer.close()
    assert (await server.send_update(UPDATE))[0] == 200
    assert len(intake.events) == 1


async def test_an_update_becomes_an_event(server: TelegramServer, intake: RecordingIntake) -> None:
    """A message is offered with its update's id, and acknowledged without a word."""
    assert await server.send_update(UPDATE) == (200, None)
    (event,) = intake.events
    assert isinstance(event, Message)
    assert (event.id, event.order, event.account) == ("5", 5, "telegram:700000001")


async def test_an_unreadable_update_is_set_aside(server: TelegramServer, intake: RecordingIntake) -> None:
    """What cannot be read is kept with the bytes that came, and acknowledged."""
    update = {"update_id": 77, "message": {"message_id": "no chat"}}
    assert await server.send_update(update) == (200, None)
    (aside,) = intake.asides
    assert (aside.account, aside.id, orjson.loads(aside.raw)) == ("telegram:700000001", "77", update)


async def test_an_unreadable_update_without_id_is_known_by_its_hash(
    server: TelegramServer, intake: RecordingIntake
) -> None:
    """The same bytes have the same id."""
    for _ in range(2):
        assert await server.send_update({"message": message()}) == (200, None)
    assert intake.asides[0].id == intake.asides[1].id
    assert intake.asides[0].id.startswith("sha256:")


async def test_a_press_is_answered_in_the_same_breath(server: TelegramServer, intake: RecordingIntake) -> None:
    """The toast goes back in the webhook's own reply, so that no call is made."""
    intake.outcome = lambda _event: Outcome("done", toast="Counted: " + "é" * 300)
    status, answer = await server.send_update(server.update(callback_query=press("vote:p1:2")))
    assert (status, answer["method"], answer["callback_query_id"]) == (200, "answerCallbackQuery", "4382")
    assert len(answer["text"]) == 200
    assert server.called("answerCallbackQuery") == []


@pytest.mark.parametrize("kind", get_args(Kind))
async def test_every_press_is_answered(server: TelegramServer, intake: RecordingIntake, kind: Kind) -> None:
    """A press without a toast is answered too, or a spinner would turn."""
    intake.outcome = lambda _event: Outcome(kind)
    _, answer = await server.send_update(server.update(callback_query=press("anything")))
    assert answer == {"method": "answerCallbackQuery", "callback_query_id": "4382"}


async def test_a_full_queue_says_when_to_come_again(server: TelegramServer, intake: RecordingIntake) -> None:
    """A refused offer is 503 with Retry-After, and the same update is taken later."""
    intake.busy = 1
    status, headers = await knock(server, orjson.dumps(UPDATE), [(SECRET_HEADER, SECRET)])
    assert (status, headers["Retry-After"]) == (503, "1")
    assert (await server.send_update(UPDATE))[0] == 200


@pytest.mark.parametrize(
    "update",
    [
        pytest.param(UPDATE, id="a message"),
        pytest.param({"update_id": 6, "message": 3}, id="an unreadable one"),
        pytest.param({"update_id": 7, "callback_query": press()}, id="a press"),
    ],
)
async def test_what_is_not_durable_is_not_acknowledged(
    server: TelegramServer, intake: RecordingIntake, update: dict[str, Any]
) -> None:
    """A failed commit is 503, so that Telegram sends the update again."""
    intake.unavailable = 1
    assert (await server.send_update(update))[0] == 503
    assert (await server.send_update(update))[0] == 200


async def test_what_takes_too_long_is_not_acknowledged(
    server: TelegramServer, intake: RecordingIntake, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An event that is not durable in time is 503; it goes on, and nobody cancels it."""
    monkeypatch.setattr(webhook, "ANSWER_WITHIN_S", 0.05)
    intake.slow = True
    assert (await server.send_update(UPDATE))[0] == 503
    intake.release()
    assert (await server.send_update(UPDATE))[0] == 200


async def test_one_chats_updates_keep_their_order(server: TelegramServer, intake: RecordingIntake) -> None:
    """Events are offered in the order in which their requests came."""
    for i in range(20):
        await server.send_update({"update_id": 10 + i, "message": message(str(i))})
    assert [event.order for event in intake.events] == list(range(10, 30))


async def test_ids_that_begin_anew_are_handled(server: TelegramServer, intake: RecordingIntake) -> None:
    """After a week of silence Telegram starts from any id, lower ones too."""
    for id_ in (900, 12):
        await server.send_update({"update_id": id_, "message": message()})
    assert [event.id for event in intake.events] == ["900", "12"]


async def test_nothing_is_taken_after_the_stop(
    server: TelegramServer, intake: RecordingIntake, webhook_bot: Telegram
) -> None:
    """While the bot shuts down Telegram is asked to come again."""
    await webhook_bot.stop_intake()
    assert (await server.send_update(UPDATE))[0] == 503
    assert intake.events == []


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        pytest.param({"poll_answer": poll_answer("900", 1)}, Vote, id="vote"),
        pytest.param({"callback_query": press("vote:p1:0")}, Vote, id="vote button"),
        pytest.param({"callback_query": press("other")}, Press, id="press"),
        pytest.param(
            {"message": message("/ror", entities=[{"type": "bot_command", "offset": 0, "length": 4}])},
            Command,
            id="command",
        ),
    ],
)
async def test_kinds_come_through(
    server: TelegramServer, intake: RecordingIntake, content: dict[str, Any], kind: type[Event]
) -> None:
    """Each kind of update becomes its event over the wire."""
    await server.say(**content)
    assert isinstance(intake.events[0], kind)
