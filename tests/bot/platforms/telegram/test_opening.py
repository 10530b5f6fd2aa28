"""Opening: who the bot is, how updates come, and a start without Telegram."""

import pytest

from bot.platforms.telegram import Telegram, platform
from chat.errors import RapportError, Unknown
from chat.messages import Message
from chat.ports import Outgoing
from tests.bot.platforms.telegram.conftest import SECRET, make, opened
from tests.support import telegram_failures as failing
from tests.support.intake import RecordingIntake
from tests.support.telegram_failures import Failure
from tests.support.telegram_payloads import message
from tests.support.telegram_server import TOKEN, TelegramServer
from tests.support.waiting import until

pytestmark = pytest.mark.usefixtures("_quick")

NAMED = {
    "message", "edited_message", "channel_post", "edited_channel_post", "callback_query", "poll", "poll_answer",
    "my_chat_member", "chat_member", "message_reaction", "message_reaction_count",
}  # fmt: skip


async def test_the_bot_learns_who_it_is(server: TelegramServer, intake: RecordingIntake) -> None:
    """Account and link come from getMe."""
    async with opened(make(server.url), intake) as bot:
        assert bot.account == "telegram:700000001"
        assert bot.start_link("ror") == "https://t.me/AcmeRapportBot?start=ror"
        assert bot.health().ok
        assert bot.routes() == []


async def test_polling_takes_the_webhook_away_and_drops_nothing(
    server: TelegramServer, intake: RecordingIntake
) -> None:
    """Updates that wait are kept, and all kinds are named."""
    async with opened(make(server.url), intake):
        await until(lambda: server.called("getUpdates"))
    assert server.called("deleteWebhook") == [{"drop_pending_updates": False}]
    assert {*server.called("getUpdates")[0]["allowed_updates"]} == NAMED


async def test_the_webhook_is_set(server: TelegramServer, intake: RecordingIntake) -> None:
    """Telegram is told address, secret and kinds, and nothing is fetched."""
    bot = make(server.url, "webhook", public_url="https://bot.example", webhook_secret=SECRET)
    async with opened(bot, intake):
        (told,) = server.called("setWebhook")
    assert (told["url"], told["secret_token"]) == ("https://bot.example/telegram", SECRET)
    assert {*told["allowed_updates"]} == NAMED
    assert server.called("getUpdates") == []


async def test_commands_are_announced_in_each_language(server: TelegramServer, intake: RecordingIntake) -> None:
    """English stands for all other languages."""
    async with opened(make(server.url), intake):
        await until(lambda: len(server.menus) == 15)
        told = {each.get("language_code"): each["commands"] for each in server.called("setMyCommands")}
    assert set(told) == {None, "en", "es", "pt", "de"}
    assert told[None] == told["en"] != told["es"]


async def test_only_teams_are_offered_what_only_teams_can_do(server: TelegramServer, intake: RecordingIntake) -> None:
    """Everybody's menu is short; the team's chat and a manager's have all commands."""
    async with opened(make(server.url), intake):
        await until(lambda: len(server.menus) == 15)
    assert server.menus[None, "de"] == ["me", "help"]
    assert server.menus[-1_001_234_567_890, None] == server.menus[7_123_456_789, "es"] == ["poll", "ror", "help"]


async def test_a_failing_menu_does_not_matter(server: TelegramServer, intake: RecordingIntake) -> None:
    """The bot works without a menu, and a manager who never opened a chat keeps nobody else's from being made."""
    server.fail("setMyCommands", failing.refusal(400, "Bad Request: chat not found"), times=2)
    async with opened(make(server.url), intake) as bot:
        await until(lambda: len(server.menus) == 5)
        assert bot.health().ok
    assert {chat for chat, _ in server.menus} == {7_123_456_789}


async def test_privacy_mode_is_pointed_out(server: TelegramServer, intake: RecordingIntake) -> None:
    """A bot that cannot read its groups works, and says what it misses."""
    server.me["can_read_all_group_messages"] = False
    async with opened(make(server.url), intake) as bot:
        assert bot.health().ok
        assert "/setprivacy" in bot.health().word


@pytest.mark.parametrize("failure", [failing.UNAUTHORIZED, failing.refusal(404, "Not Found")], ids=["401", "404"])
async def test_a_refused_token_is_an_error(server: TelegramServer, intake: RecordingIntake, failure: Failure) -> None:
    """The start fails with the sentence that mends it, and the token is not in it."""
    server.fail("getMe", failure)
    with pytest.raises(RapportError, match="TELEGRAM_BOT_TOKEN") as caught:
        await make(server.url).open(intake)
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize("token", ["", "abc", "12 34:x", "fake-token"])
def test_what_is_no_token_is_an_error(token: str) -> None:
    """It is not quoted, and never becomes an account."""
    with pytest.raises(RapportError, match="TELEGRAM_BOT_TOKEN"):
        make("http://127.0.0.1:1", token=token)


async def test_a_start_without_telegram(server: TelegramServer, intake: RecordingIntake) -> None:
    """The process starts, health says why nothing comes, and all is made up for later."""
    server.fail("getMe", failing.html(), times=3)
    async with opened(make(server.url), intake) as bot:
        assert "Not connected" in bot.health().word
        assert bot.account == "telegram:700000001"
        await server.say(message=message())
        await until(lambda: intake.events)
        await until(lambda: bot.start_link("ror"))
        await until(lambda: len(server.menus) == 15)


async def test_a_server_that_is_not_there(intake: RecordingIntake) -> None:
    """Nobody listens at all, and the process can start and stop."""
    async with opened(make("http://127.0.0.1:9"), intake) as bot:
        assert "cannot be reached" in bot.health().word
        assert bot.start_link("ror") is None


async def test_a_server_that_keeps_silent(
    server: TelegramServer, intake: RecordingIntake, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The start does not wait for ever."""
    monkeypatch.setattr(platform, "OPEN_WITHIN_S", 0.05)
    server.fail("getMe", failing.slow(60))
    async with opened(make(server.url), intake) as bot:
        assert not bot.health().ok
        await until(lambda: bot.health().ok)


async def test_a_refused_webhook_is_named(server: TelegramServer, intake: RecordingIntake) -> None:
    """Telegram's reason is in the sentence, and it is tried again."""
    refusal = failing.refusal(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    server.fail("setWebhook", refusal, times=3)
    bot = make(server.url, "webhook", public_url="http://bot.example", webhook_secret=SECRET)
    async with opened(bot, intake):
        assert "HTTPS URL must be provided" in bot.health().word
        await until(lambda: bot.health().ok)


async def test_a_strange_getme_is_survived(server: TelegramServer, intake: RecordingIntake) -> None:
    """An answer of another shape is a failure like others."""
    server.fail("getMe", failing.result(True))
    async with opened(make(server.url), intake) as bot:
        await until(lambda: bot.health().ok)


def test_secrets_are_not_shown() -> None:
    """Neither token nor webhook secret is in the repr."""
    bot = make("http://127.0.0.1:1", "webhook", webhook_secret=SECRET)
    assert TOKEN not in repr(bot)
    assert SECRET not in repr(bot) + repr(bot.__dict__.get("_webhooked"))


@pytest.mark.parametrize(
    ("chat", "paces"), [("7123456789", (1.0, 0.0)), ("-4000111", (1.05, 3.8)), ("-1001234567890", (1.05, 3.8))]
)
def test_groups_take_fewer_messages(chat: str, paces: tuple[float, float]) -> None:
    """20 a minute in groups and channels, one a second to people."""
    pace = make("http://127.0.0.1:1").pace(chat)
    assert (pace.gap_s, pace.even_s) == paces
    # As storage.lanes reckons: 21 calls take longer than a minute.
    assert not pace.even_s or (21 - pace.burst) * pace.even_s > 60


async def test_nothing_is_found_again() -> None:
    """Telegram cannot tell what became of a lost post."""
    bot: Telegram = make("http://127.0.0.1:1")
    with pytest.raises(Unknown):
        await bot.find(Outgoing(letter=1, action="post", chat="1", message=Message(text="x")))
