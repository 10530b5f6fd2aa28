"""The platform as the application holds it: opening, closing, and what it says of itself."""

import pytest

from bot.platforms.slack import Slack
from chat.errors import Permanent
from chat.messages import Message
from chat.ports import Outgoing
from tests.support.intake import RecordingIntake
from tests.support.slack_bot import Bot, ShiftedClock, running
from tests.support.slack_payloads import envelope, message
from tests.support.slack_server import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, SlackServer, Trouble, broken, refused
from tests.support.slack_workspace import APP


async def test_the_account_is_learnt_from_slack(bot: Bot, server: SlackServer) -> None:
    """The account names workspace and bot; every call goes to the configured address."""
    assert bot.platform.account == "slack:T0FAKE/B0FAKE"
    assert [call.method for call in server.calls] == ["auth.test"]
    assert bot.platform.health().ok


@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_a_wrong_bot_token_ends_the_start(server: SlackServer, mode: str) -> None:
    """With a sentence that names the mend, and without the token."""
    wrong = Bot(server, "http" if mode == "http" else "socket", bot_token="xoxb-wrong")
    with pytest.raises(Permanent, match="SLACK_BOT_TOKEN") as error:
        await wrong.platform.open(RecordingIntake())
    assert "xoxb" not in str(error.value)


async def test_a_wrong_app_token_ends_the_start(server: SlackServer) -> None:
    """Socket Mode needs a token of its own."""
    wrong = Bot(server, "socket", app_token="xapp-wrong")
    with pytest.raises(Permanent, match="SLACK_APP_TOKEN"):
        await wrong.platform.open(RecordingIntake())


async def test_a_deactivated_app_ends_the_start(server: SlackServer) -> None:
    """The operator is told to install it again."""
    server.plan("auth.test", refused("account_inactive"))
    with pytest.raises(Permanent, match="install it again"):
        await Bot(server, "http").platform.open(RecordingIntake())


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(broken(500), id="500"),
        pytest.param(Trouble(how="reset"), id="reset"),
        pytest.param(Trouble(body='{"ok": true}'), id="says nothing"),
    ],
)
async def test_a_start_without_slack_goes_on_in_the_background(server: SlackServer, trouble: Trouble) -> None:
    """Meanwhile Slack's requests are sent away, and come again."""
    server.plan("auth.test", trouble)
    async with running(server, "http") as bot:
        assert not bot.platform.health().ok
        assert bot.platform.health().word.startswith("not connected to Slack: ")
        assert (await bot.event(envelope(message()))).status == 503


async def test_the_address_exists_only_in_http_mode(bot: Bot, socket_bot: Bot) -> None:
    """Who connects by socket opens no door."""
    assert [route.path for route in bot.platform.routes()] == ["/slack/events"]
    assert socket_bot.platform.routes() == []


async def test_the_app_is_learnt_from_what_the_bot_posts(bot: Bot) -> None:
    """Slack names the app's id in the answer to a post, so that another app's payloads are known as such."""
    await bot.platform.deliver(Outgoing(letter=1, action="post", chat="C1", message=Message(text="Hi")))
    for app in ("A0OTHER", APP):
        assert (await bot.event(envelope(message(), api_app_id=app))).status == 200
    assert len(bot.intake.events) == 1


async def test_a_closed_bot_may_be_closed_again(bot: Bot) -> None:
    """Closing twice is no error."""
    await bot.platform.close()
    await bot.platform.close()


def test_secrets_are_not_shown() -> None:
    """Neither by the platform nor by what it is made of."""
    platform = Slack(
        bot_token=BOT_TOKEN, app_token=APP_TOKEN, signing_secret=SIGNING_SECRET, clock=ShiftedClock(),
        commands=("ror",), on_rejected=lambda: None,
    )  # fmt: skip
    shown = repr(platform) + repr(platform.routes())
    assert not [secret for secret in (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET) if secret in shown]


def test_the_limits_are_slacks() -> None:
    """A message a second in a channel."""
    assert Slack.limits.chat_interval_s == 1.0


async def test_the_environment_is_not_read_behind_our_back(
    server: SlackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bolt and slack_sdk look there for tokens and proxies; a local address needs neither."""
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-of-another-app")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    async with running(server, "socket") as bot:
        await server.connected()
        assert bot.platform.health().ok
    assert {call.token for call in server.calls} == {BOT_TOKEN, APP_TOKEN}
