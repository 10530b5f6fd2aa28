"""From the acknowledgement's side: when Slack hears ok, and what the person hears."""

import asyncio
import json
from typing import Any

import pytest

from bot.platforms.slack import answers, door
from chat.events import Message as Said
from chat.i18n import words
from chat.messages import Message
from chat.ports import Outcome
from tests.support.slack_bot import Bot
from tests.support.slack_payloads import command, envelope, message, press
from tests.support.slack_server import SlackServer, slow
from tests.support.waiting import until

MOMENT, TRY_AGAIN = words("en")("takes-a-moment"), words("en")("slack-try-again")
SCORECARD = Message(title="Return on Relationship", text="Engagement: 71 & <rising>")


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait a tenth of a second for an outcome instead of two and a half."""
    monkeypatch.setattr(door, "ANSWER_WITHIN_S", 0.1)


async def told(server: SlackServer, number: int = 1) -> list[dict[str, Any]]:
    """Wait until so many things were told by `response_url`, and return them."""
    await until(lambda: len(server.told) >= number)
    return server.told


@pytest.mark.parametrize(
    "outcome", [Outcome("done"), Outcome("repeat"), Outcome("refused", toast="No."), Outcome("deferred")]
)
async def test_every_outcome_is_acknowledged(bot: Bot, outcome: Outcome) -> None:
    """What is durable is acknowledged, whatever came of it."""
    bot.intake.outcome = lambda _event: outcome
    assert (await bot.event(envelope(message()))).status == 200


async def test_a_full_queue_sends_slack_away_for_a_second(bot: Bot) -> None:
    """Nothing is queued, and Slack is asked to come again."""
    bot.intake.busy = 3
    for reply in (await bot.event(envelope(message())), await bot.form(command()), await bot.form(press())):
        assert (reply.status, reply.headers["Retry-After"]) == (503, "1")
    assert bot.intake.events == []


async def test_an_event_that_is_not_durable_is_not_acknowledged(bot: Bot) -> None:
    """Slack sends it again, and then it is."""
    bot.intake.unavailable = 1
    assert (await bot.event(envelope(message()))).status == 503
    assert (await bot.event(envelope(message()))).status == 200


@pytest.mark.usefixtures("hasty")
async def test_an_event_that_is_late_is_not_acknowledged(bot: Bot) -> None:
    """Slack sends it again; its key makes it count once."""
    bot.intake.slow = True
    payload = envelope(message(), event_id="Ev1")
    assert (await bot.event(payload)).status == 503
    bot.intake.release()
    assert (await bot.event(payload, headers={"X-Slack-Retry-Num": "1"})).status == 200
    assert [event.id for event in bot.intake.events] == ["Ev1", "Ev1"]


async def test_a_command_is_answered_in_the_acknowledgement(bot: Bot) -> None:
    """The scorecard is seen by whoever asked, only."""
    bot.intake.outcome = lambda _event: Outcome("done", answer=SCORECARD)
    reply = await bot.form(command())
    assert reply.status == 200
    assert reply.json["response_type"] == "ephemeral"
    assert reply.json["text"] == "Engagement: 71 &amp; &lt;rising&gt;"
    assert [block["type"] for block in reply.json["blocks"]] == ["header", "section"]


async def test_a_refused_command_gets_its_sentence(bot: Bot) -> None:
    """A toast of a command is its answer."""
    bot.intake.outcome = lambda _event: Outcome("refused", toast="Only the team may.")
    reply = await bot.form(command("/poll"))
    assert (reply.json["text"], reply.json["response_type"]) == ("Only the team may.", "ephemeral")


async def test_a_command_that_says_nothing_is_acknowledged_silently(bot: Bot) -> None:
    """An empty acknowledgement shows nothing."""
    assert (await bot.form(command())).text == ""


async def test_a_press_is_acknowledged_empty_and_told_by_response_url(bot: Bot, server: SlackServer) -> None:
    """The toast reaches the voter alone and leaves the poll as it is."""
    bot.intake.outcome = lambda _event: Outcome("done", toast="You voted for Recipes.")
    reply = await bot.form(press(response_url=server.response_url))
    assert (reply.status, reply.text) == (200, "")
    (toast,) = await told(server)
    assert (toast["response_type"], toast["replace_original"]) == ("ephemeral", False)
    assert toast["text"] == "You voted for Recipes."


async def test_a_toast_without_an_address_is_dropped(bot: Bot) -> None:
    """The vote counts all the same."""
    bot.intake.outcome = lambda _event: Outcome("done", toast="You voted.")
    assert (await bot.form(press(response_url=""))).status == 200


async def test_a_toast_that_fails_does_no_harm(bot: Bot, server: SlackServer) -> None:
    """An address where nobody is, or that is none, is logged without being named."""
    bot.intake.outcome = lambda _event: Outcome("done", toast="You voted.")
    for url in ("http://127.0.0.1:1/x", "no address", "http://[half"):
        assert (await bot.form(press(response_url=url))).status == 200
    assert (await bot.form(press(response_url=server.response_url))).status == 200
    assert len(await told(server)) == 1


async def test_toasts_do_not_hold_up_the_end(bot: Bot, server: SlackServer) -> None:
    """At the end what is nearly told is told, and the rest dropped."""
    bot.intake.outcome = lambda _event: Outcome("done", toast="You voted.")
    server.plan("respond", slow(0.2), slow(60))
    for _ in range(2):
        await bot.form(press(response_url=server.response_url))
    async with asyncio.timeout(20):
        await bot.platform.close()
    assert len(server.told) <= 2


async def test_a_rush_of_votes_drops_toasts_before_votes(
    bot: Bot, server: SlackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every vote is taken in, whether its toast is told or not."""
    monkeypatch.setattr(answers, "MOST_TOASTS", 2)
    bot.intake.outcome = lambda _event: Outcome("done", toast="You voted.")
    server.plan("respond", slow(0.3), slow(0.3))
    for _ in range(5):
        assert (await bot.form(press(response_url=server.response_url))).status == 200
    await told(server, 2)
    assert (len(bot.intake.events), len(server.told)) == (5, 2)


@pytest.mark.usefixtures("hasty")
async def test_a_late_command_says_so_and_follows(bot: Bot, server: SlackServer) -> None:
    """Within three seconds Slack hears something; the scorecard comes later."""
    bot.intake.slow = True
    bot.intake.outcome = lambda _event: Outcome("done", answer=SCORECARD)
    reply = await bot.form(command(response_url=server.response_url))
    assert (reply.status, reply.json["text"]) == (200, MOMENT)
    bot.intake.release()
    (follow,) = await told(server)
    assert follow["blocks"][0]["text"]["text"] == SCORECARD.title


@pytest.mark.usefixtures("hasty")
async def test_a_late_press_says_so_and_follows(bot: Bot, server: SlackServer) -> None:
    """The acknowledgement is empty, both sentences come by `response_url`."""
    bot.intake.slow = True
    bot.intake.outcome = lambda _event: Outcome("done", toast="You voted.")
    reply = await bot.form(press(response_url=server.response_url))
    assert (reply.status, reply.text) == (200, "")
    await told(server)
    bot.intake.release()
    assert [each["text"] for each in await told(server, 2)] == [MOMENT, "You voted."]


async def test_a_deferred_command_says_that_it_takes_a_moment(bot: Bot) -> None:
    """What is stored for later is not refused."""
    bot.intake.outcome = lambda _event: Outcome("deferred")
    assert (await bot.form(command())).json["text"] == MOMENT


async def test_what_a_person_did_in_vain_is_said(bot: Bot, server: SlackServer) -> None:
    """Slack does not send commands and presses again, so the person is asked to."""
    bot.intake.unavailable = 2
    assert (await bot.form(command())).json["text"] == TRY_AGAIN
    assert (await bot.form(press(response_url=server.response_url))).status == 200
    assert [each["text"] for each in await told(server)] == [TRY_AGAIN]


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(envelope(message(user=["U1"]), event_id="Ev7"), id="unreadable to us"),
        pytest.param(envelope(message(), event_id="Ev7", authorizations=[7]), id="unreadable to Bolt"),
    ],
)
async def test_what_is_not_understood_is_set_aside(bot: Bot, payload: dict[str, Any]) -> None:
    """It is kept without its secrets, and Slack hears ok."""
    assert (await bot.event({**payload, "response_url": "https://secret"})).status == 200
    (aside,) = bot.intake.asides
    assert (aside.account, aside.id) == (bot.platform.account, "Ev7")
    kept = json.loads(aside.raw)
    assert kept["event"] == payload["event"]
    assert not {"token", "response_url"} & kept.keys()


async def test_an_anonymous_vote_that_is_not_understood_is_not_kept(bot: Bot) -> None:
    """Nothing that is stored joins a person to a choice."""
    button = {"type": "button", "action_id": "vote.1", "value": "secret:p1:1"}
    assert (await bot.form(press("secret:p1:1", actions=[button]))).status == 200
    (aside,) = bot.intake.asides
    assert aside.raw == b"{}"
    assert "secret" not in aside.error


async def test_a_partner_in_a_shared_channel_votes(bot: Bot, server: SlackServer) -> None:
    """People of another workspace are told like everybody."""
    bot.intake.outcome = lambda _event: Outcome("done", toast="You voted.")
    partner = {"id": "W0PARTNER", "username": "pia", "name": "pia", "team_id": "T0PARTNER"}
    await bot.form(press(user=partner, team={"id": "T0PARTNER"}, response_url=server.response_url))
    assert [each["text"] for each in await told(server)] == ["You voted."]
    (vote,) = bot.intake.events
    assert (vote.person, vote.account) == ("W0PARTNER", bot.platform.account)


async def test_what_cannot_be_set_aside_comes_again(bot: Bot) -> None:
    """Only what is stored is acknowledged."""
    bot.intake.unavailable = 1
    assert (await bot.form(press(actions=[]))).status == 503
    assert (await bot.form(press(actions=[]))).status == 200
    assert len(bot.intake.asides) == 1


async def test_events_keep_their_order(bot: Bot) -> None:
    """What came first is offered first."""
    for number in range(5):
        await bot.event(envelope(message(str(number))))
    assert [event.text for event in bot.intake.events if isinstance(event, Said)] == list("01234")


async def test_a_stopped_bot_sends_slack_elsewhere(bot: Bot) -> None:
    """After `stop_intake` nothing is offered any more."""
    await bot.platform.stop_intake()
    assert (await bot.event(envelope(message()))).status == 503
    assert bot.intake.events == []
