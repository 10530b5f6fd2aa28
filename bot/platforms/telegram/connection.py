"""The connection to Telegram: who the bot is, how updates come, and whether it works."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from bot.platforms.telegram.failures import UNREADABLE, pause_s, sentence
from bot.platforms.telegram.ids import chat_of
from bot.platforms.telegram.inbound import ALLOWED_UPDATES
from bot.platforms.telegram.source import Me
from chat.errors import Permanent
from chat.i18n import LANGUAGES, words
from chat.ports import Health

log = logging.getLogger(__name__)

MAX_CONNECTIONS = 40
"""Updates that Telegram may send at once; more would only make the batches of one database larger."""

PRIVACY = (
    "Telegram's privacy mode is on, so the bot sees no replies in groups where it is no administrator: "
    "turn it off with @BotFather (/setprivacy), then remove the bot from its groups and add it again."
)
CONNECTING = "Not connected to Telegram yet."


class State:
    """Whether the connection works; each change is logged once."""

    def __init__(self) -> None:
        self._problem: str | None = CONNECTING
        self.note = ""
        """What does not keep the connection from working, but should be known."""

    def works(self) -> None:
        """Note that Telegram answers."""
        if self._problem is not None:
            log.info("connected to Telegram")
        self._problem = None

    def failed(self, error: Exception) -> None:
        """Note what is wrong."""
        problem = sentence(error)
        if problem != self._problem:
            log.error("%s", problem, exc_info=None if isinstance(error, TelegramError) else error)
        self._problem = problem

    def health(self) -> Health:
        """Return it in words."""
        return Health(ok=False, word=self._problem) if self._problem else Health(ok=True, word=self.note)


async def persist(step: Callable[[], Awaitable[None]], state: State) -> None:
    """Do a step, again after a growing pause each time it fails."""
    failures = 0
    while True:
        try:
            return await step()
        except Exception as error:  # noqa: BLE001  # a bot that looks alive and is deaf would be worse
            state.failed(error)
            await asyncio.sleep(pause_s(error, failures))
            failures += 1


@dataclass(frozen=True, slots=True)
class Webhooked:
    """Where Telegram shall send updates."""

    url: str
    secret: str = field(repr=False)


async def introduce(bot: Bot, state: State) -> Me:
    """Ask Telegram who the bot is, and note where it is half deaf."""
    user = await bot.get_me()
    if not user.can_read_all_group_messages:
        state.note = PRIVACY
        log.warning(PRIVACY)
    # Bot API 9.6 brought both this field, which is told with every value, and hidden results.
    return Me(str(user.id), user.username, hides_results=user.can_manage_bots is not None)


async def choose_way(bot: Bot, webhook: Webhooked | None) -> None:
    """Tell Telegram to send updates to the webhook, or to keep them until they are fetched; none is dropped."""
    if webhook is None:
        await bot.delete_webhook(drop_pending_updates=False)
        return
    await bot.set_webhook(
        webhook.url,
        secret_token=webhook.secret,
        allowed_updates=ALLOWED_UPDATES,
        max_connections=MAX_CONNECTIONS,
        drop_pending_updates=False,
    )


@dataclass(frozen=True, slots=True)
class Menus:
    """Which commands are offered where."""

    everywhere: tuple[str, ...]
    """Those that audiences can use."""
    team: tuple[str, ...] = ()
    team_chats: tuple[str, ...] = ()
    """The teams' chats, and the managers' with the bot."""


async def announce_commands(bot: Bot, menus: Menus) -> None:
    """Put the commands into people's menus, in each language and, for all others, in English.

    The bot works without them, so a failure is only logged.
    """
    await _announce(bot, menus.everywhere, None)
    for chat in menus.team_chats:
        await _announce(bot, menus.team, chat)


async def _announce(bot: Bot, commands: tuple[str, ...], chat: str | None) -> None:
    try:
        scope = BotCommandScopeChat(chat_of(chat)) if chat else None
        for language in (None, *LANGUAGES):
            say = words(language or "en")
            listed = [BotCommand(command, say(f"command-{command}")) for command in commands]
            await bot.set_my_commands(listed, scope, language)
    except (TelegramError, Permanent, *UNREADABLE) as error:
        # A manager who never opened a chat with the bot has none whose menu could be made.
        log.info("the commands were not announced in Telegram (%s): %s", chat or "all chats", error)
