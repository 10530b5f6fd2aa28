"""Socket Mode: acknowledged once durable, and connected again whatever happens."""

import asyncio
import json
import logging
import time

import pytest

from bot.platforms.slack import link
from chat.events import Command, Message
from chat.messages import Message as Answer
from chat.ports import Outcome
from tests.support.slack_bot import Bot, running
from tests.support.slack_payloads import command, envelope, message, press
from tests.support.slack_server import APP_TOKEN, SlackServer, Trouble, broken, lost, rate_limited, refused
from tests.support.waiting import until


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link, "FIRST_WAIT_S", 0.05)
    monkeypatch.setattr(link, "LOOK_EVERY_S", 0.02)


async def test_an_event_is_acknowledged_once_it_is_durable(socket_bot: Bot, server: SlackServer) -> None:
    """The acknowledgement waits for the commit, however long that takes."""
    socket_bot.intake.slow = True
    sent = await server.send("events_api", envelope(message("Hello")))
    with pytest.raises(TimeoutError):
        await server.acked(sent, within_s=0.2)
    socket_bot.intake.release()
    assert await server.acked(sent) == {"envelope_id": sent}
    (event,) = socket_bot.intake.events
    assert isinstance(event, Message)


async def test_an_event_that_is_not_durable_is_not_acknowledged(socket_bot: Bot, server: SlackServer) -> None:
    """Slack sends it again."""
    socket_bot.intake.unavailable = 1
    sent = await server.send("events_api", envelope(message()))
    with pytest.raises(TimeoutError):
        await server.acked(sent, within_s=0.2)
    assert await server.acked(await server.send("events_api", envelope(message()), retry_attempt=1))


async def test_a_full_queue_is_waited_for(socket_bot: Bot, server: SlackServer) -> None:
    """Nobody is sent away on a socket."""
    socket_bot.intake.busy = 2
    assert await server.send_event(message())
    assert (len(socket_bot.intake.events), socket_bot.intake.rooms) == (1, 2)


async def test_a_command_is_answered_in_its_acknowledgement(socket_bot: Bot, server: SlackServer) -> None:
    """As over HTTP."""
    socket_bot.intake.outcome = lambda _event: Outcome("done", answer=Answer(text="71 of 100"))
    ack = await server.acked(await server.send("slash_commands", command()))
    assert (ack["payload"]["text"], ack["payload"]["response_type"]) == ("71 of 100", "ephemeral")
    assert isinstance(socket_bot.intake.events[0], Command)


async def test_a_press_is_acknowledged_empty(socket_bot: Bot, server: SlackServer) -> None:
    """Its toast goes by `response_url`."""
    socket_bot.intake.outcome = lambda _event: Outcome("done", toast="You voted.")
    sent = await server.send("interactive", press(response_url=server.response_url))
    assert await server.acked(sent) == {"envelope_id": sent}
    await until(lambda: server.told)


async def test_unknown_and_unreadable_payloads_are_acknowledged(socket_bot: Bot, server: SlackServer) -> None:
    """What nobody handles is done with; what is not understood is set aside."""
    assert await server.send_event({"type": "app_mention"})
    assert await server.acked(await server.send("interactive", {"type": "view_closed"}))
    assert await server.send_event(message(user=["U1"]))
    assert len(socket_bot.intake.asides) == 1


async def test_the_same_envelope_twice_has_the_same_key(socket_bot: Bot, server: SlackServer) -> None:
    """The dispatcher knows it by the event's id."""
    payload = envelope(message(), event_id="Ev5")
    for _ in range(2):
        await server.acked(await server.send("events_api", payload, "same"))
    await until(lambda: len(socket_bot.intake.events) == 2)
    assert {event.id for event in socket_bot.intake.events} == {"Ev5"}


async def test_a_notice_to_leave_is_followed_without_a_gap(socket_bot: Bot, server: SlackServer) -> None:
    """The new connection is open before the old one is closed."""
    socket_bot.intake.slow = True
    sent = await server.send("events_api", envelope(message()))
    await until(lambda: socket_bot.intake.events)
    (old,) = server.connections
    await server.disconnect()
    await until(lambda: server.connections and old not in server.connections)
    assert socket_bot.platform.health().ok
    socket_bot.intake.release()
    assert await server.send_event(message("after"))
    assert sent not in server.acks or len(socket_bot.intake.events) == 2


async def test_a_reset_is_noticed_and_mended(socket_bot: Bot, server: SlackServer) -> None:
    """The bot is deaf for a moment only."""
    for _ in range(3):
        server.kick()
        await until(lambda: not server.connections)
        await server.connected()
        assert await server.send_event(message())


@pytest.mark.parametrize(
    "troubles",
    [
        pytest.param([broken(500)] * 3, id="500 three times"),
        pytest.param([broken(200)] * 2, id="HTML"),
        pytest.param([refused("internal_error")] * 2, id="internal_error"),
        pytest.param([lost(), Trouble(how="reset")], id="reset"),
        pytest.param([refused("invalid_auth")] * 2, id="token refused for a while"),
        pytest.param([Trouble(body='{"ok": true}')], id="no address"),
    ],
)
async def test_it_says_that_it_is_not_connected_until_it_is(
    socket_bot: Bot, server: SlackServer, troubles: list[Trouble]
) -> None:
    """Whatever `apps.connections.open` answers, it is asked again."""
    server.plan("apps.connections.open", *troubles)
    server.kick()
    await until(lambda: not socket_bot.platform.health().ok)
    assert socket_bot.platform.health().word.startswith("not connected to Slack: ")
    await until(lambda: socket_bot.platform.health().ok)
    assert await server.send_event(message())


@pytest.mark.parametrize("where", [pytest.param(None, id="used"), pytest.param("127.0.0.1:1", id="nobody there")])
async def test_a_dead_address_is_not_tried_again(
    socket_bot: Bot, server: SlackServer, where: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An address is good for one connection; slack_sdk alone would try it for ever."""
    address = f"ws://{where or f'127.0.0.1:{server.port}'}/socket/used"
    server.plan("apps.connections.open", Trouble(body=json.dumps({"ok": True, "url": address})))
    monkeypatch.setattr(link, "CONNECT_WITHIN_S", 0.2)
    server.kick()
    await until(lambda: "socket cannot be reached" in socket_bot.platform.health().word)
    monkeypatch.setattr(link, "CONNECT_WITHIN_S", 20)  # what is good may take its time
    await until(lambda: socket_bot.platform.health().ok)
    assert await server.send_event(message())


async def test_slack_says_when_to_come_back(socket_bot: Bot, server: SlackServer) -> None:
    """429 is waited out."""
    server.plan("apps.connections.open", rate_limited(1))
    before, began = len(server.calls_of("apps.connections.open")), time.monotonic()
    server.kick()
    await until(lambda: not socket_bot.platform.health().ok)
    await until(lambda: socket_bot.platform.health().ok)
    assert time.monotonic() - began >= 1
    assert len(server.calls_of("apps.connections.open")) == before + 2


async def test_a_bot_that_starts_without_slack_connects_later(server: SlackServer) -> None:
    """The start is not held up, and the health says what is missing."""
    await server.vanish()
    async with running(server, "socket") as bot:
        assert (bot.platform.account, bot.platform.health().ok) == ("", False)
        await server.listen()
        await until(lambda: bot.platform.health().ok)
        assert bot.platform.account == "slack:T0FAKE/B0FAKE"
        assert await server.send_event(message())


async def test_the_first_connection_may_fail(server: SlackServer) -> None:
    """The account is known all the same."""
    server.plan("apps.connections.open", broken(500))
    async with running(server, "socket") as bot:
        assert bot.platform.account
        await until(lambda: bot.platform.health().ok)


async def test_what_is_in_flight_at_the_end_is_finished(socket_bot: Bot, server: SlackServer) -> None:
    """The connection is closed after the last acknowledgement, and nothing more is taken in."""
    socket_bot.intake.slow = True
    sent = await server.send("events_api", envelope(message("last")))
    await until(lambda: socket_bot.intake.events)
    stopping = asyncio.create_task(socket_bot.platform.stop_intake())
    await asyncio.sleep(0.05)
    await server.send("events_api", envelope(message("too late")))
    socket_bot.intake.release()
    await stopping
    assert await server.acked(sent)
    assert len(socket_bot.intake.events) == 1
    await until(lambda: not server.connections)


async def test_no_secret_is_logged(server: SlackServer, caplog: pytest.LogCaptureFixture) -> None:
    """Neither tokens nor the connection's ticket, with all logs on."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("slack_sdk").setLevel(logging.DEBUG)
    async with running(server, "socket") as bot:
        await server.connected()
        await server.acked(await server.send("slash_commands", command(response_url="https://hooks.slack.com/secret")))
        server.plan("apps.connections.open", broken(500))
        server.kick()
        await until(lambda: not bot.platform.health().ok)
        await until(lambda: bot.platform.health().ok)
    written = caplog.text
    assert "not connected to Slack" in written
    for secret in (APP_TOKEN, "xoxb-", "ticket", "legacy-verification-token", "hooks.slack.com"):
        assert secret not in written
