"""Telegram as a platform: the pieces put together, opened and closed."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

from starlette.routing import Route
from telegram import Bot
from telegram.error import TelegramError

from bot.platforms.telegram.asking import LINK, Questions
from bot.platforms.telegram.connection import (
    Menus,
    State,
    Webhooked,
    announce_commands,
    choose_way,
    introduce,
    persist,
)
from bot.platforms.telegram.failures import TOKEN_SENTENCE, UNAUTHORIZED, UNREADABLE
from bot.platforms.telegram.files import Fetcher
from bot.platforms.telegram.outbound import Sender
from bot.platforms.telegram.polling import LONG_POLL_S, Poller
from bot.platforms.telegram.reading import Reader
from bot.platforms.telegram.request import CALL_TIMEOUT_S, AiohttpRequest, Lost, Refused
from bot.platforms.telegram.source import NAME, Me
from bot.platforms.telegram.toasts import Toasts
from bot.platforms.telegram.webhook import PATH, Webhook
from chat.errors import DeliveryError, RapportError, Unknown
from chat.i18n import words
from chat.ports import Clock, Health, Intake, Limits, Outgoing, Pace, Receipt

OPEN_WITHIN_S = 10.0
"""How long the start waits for Telegram; afterwards it goes on trying beside everything else."""

GROUP = Pace(gap_s=1.05, even_s=3.8, burst=5)
"""Telegram takes 20 messages and edits a minute in one group or channel: 5 at once, and one each 3.8 s."""

TOKEN = re.compile(r"\d+:\S+")


class Telegram:
    """One Telegram bot, by long polling or by webhook.

    Args:
        token: what @BotFather gave.
        mode: how updates come; `webhook` needs `webhook_secret`, and `public_url`, under which the route is reached.
        clock: the time of updates that carry none.
        menus: which commands are offered where.
        language: of the sentences on chats that cannot be written to.
        api_url: the Bot API's server.
        on_rejected: called for each webhook request without the secret.
    """

    name = NAME
    limits = Limits(chat_interval_s=1.0, overall_per_s=30.0)

    def __init__(  # noqa: PLR0913  # one keyword for each thing it is made of
        self,
        *,
        token: str,
        mode: Literal["polling", "webhook"],
        clock: Clock,
        menus: Menus,
        on_rejected: Callable[[], None],
        language: str = "en",
        api_url: str = "https://api.telegram.org",
        public_url: str = "",
        webhook_secret: str = "",
    ) -> None:
        if not TOKEN.fullmatch(token):
            raise RapportError("TELEGRAM_BOT_TOKEN is no bot token: set it to the one that @BotFather shows.")
        self._me = Me(token.partition(":")[0])
        self._clock = clock
        self._menus = menus
        self._say = words(language)
        self._webhooked = Webhooked(f"{public_url}{PATH}", webhook_secret) if mode == "webhook" else None
        self._request = AiohttpRequest()
        self._bot = Bot(token, f"{api_url}/bot", f"{api_url}/file/bot", self._request, self._request)
        self._questions = Questions(self._request, self._bot.base_url, self._say)
        self._fetcher = Fetcher(self._request, self._bot.base_url, self._bot.base_file_url)
        self._sender = Sender(self._bot, self._questions, lambda: self._me.hides_results)
        self._toasts = Toasts(self._bot, self.start_link)
        self._webhook = Webhook(webhook_secret, lambda: self._reader, self.start_link, on_rejected)
        self._state = State()
        self._connected = False
        self._reader: Reader | None = None
        self._poller: Poller | None = None
        self._task: asyncio.Task[None] | None = None
        self._announcing: asyncio.Task[None] | None = None

    @property
    def account(self) -> str:
        """The bot account's key."""
        return self._me.account

    def start_link(self, payload: str) -> str | None:
        """Return the address that opens a chat with the bot; None until Telegram told the bot's name.

        Args:
            payload: up to 64 of `A-Za-z0-9_-`; what follows `/start` in the command that comes back.
        """
        return f"{LINK}/{self._me.username}?start={payload}" if self._me.username else None

    def pace(self, chat: str) -> Pace:
        """Return how fast this chat may be written to: groups and channels take fewer than people."""
        return Pace(self.limits.chat_interval_s) if chat.isdigit() else GROUP

    async def open(self, intake: Intake) -> None:
        """Connect and take updates; where Telegram cannot be reached, go on trying.

        Raises:
            RapportError: Telegram refuses the token.
        """
        await self._request.initialize()
        self._reader = Reader(intake, lambda: self._me, self._clock)
        try:
            async with asyncio.timeout(OPEN_WITHIN_S):
                await self._connect()
        except TimeoutError:
            self._state.failed(Lost("it did not answer in time."))
        except (TelegramError, *UNREADABLE) as error:
            if isinstance(error, Refused) and error.code in UNAUTHORIZED:
                await self.close()
                raise RapportError(TOKEN_SENTENCE) from None
            self._state.failed(error)
        self._task = asyncio.create_task(self._run(), name="telegram")

    def routes(self) -> list[Route]:
        """Return the webhook's route, and none when polling."""
        return [self._webhook.route()] if self._webhooked else []

    async def stop_intake(self) -> None:
        """Take no more updates; what was offered is waited for."""
        self._reader = None
        task, self._task = self._task, None
        if task is not None and self._poller is not None:
            await self._poller.stop(task)
        elif task is not None:
            task.cancel()
            await asyncio.wait({task})

    async def close(self) -> None:
        """Drop toasts and connections; intake too where nobody stopped it."""
        await self.stop_intake()
        if self._announcing is not None:
            self._announcing.cancel()
            await asyncio.wait({self._announcing})
        await self._toasts.close()
        await self._request.shutdown()

    async def deliver(self, outgoing: Outgoing) -> Receipt:
        """Make the call; see `chat.ports.Platform`."""
        link = self.start_link(outgoing.message.door) if outgoing.message.door else None
        if link:
            message = replace(outgoing.message, text=f"{outgoing.message.text}\n{link}")
            outgoing = replace(outgoing, message=message)
        return await self._sender.deliver(outgoing)

    async def fetch(self, file: str) -> bytes:
        """Return a file that came with a message; see `chat.ports.Platform`."""
        return await self._fetcher.fetch(file)

    async def reach(self, chat: str) -> str | None:
        """Ask, open or not, why a chat cannot be written to; None where it can.

        Raises:
            DeliveryError: it is open, and Telegram cannot tell now.
        """
        if self._request.is_open:
            return await self._questions.reach(chat, self._me.id)
        request = AiohttpRequest()
        await request.initialize()
        try:
            return await Questions(request, self._bot.base_url, self._say).reach(chat, self._me.id)
        except DeliveryError as error:
            return str(error)
        finally:
            await request.shutdown()

    async def is_admin(self, chat: str, person: str) -> bool:
        """Ask whether the person is one of those who run the chat."""
        return await self._questions.is_admin(chat, person)

    async def permalink(self, chat: str, message: str) -> str | None:
        """Ask at which address a message can be looked at."""
        return await self._questions.permalink(chat, message)

    async def invite(self, chat: str, name: str) -> str | None:
        """Make an invite link of this name; see `chat.ports.Platform`."""
        return await self._questions.invite(chat, name)

    async def count(self, chat: str) -> int | None:
        """Ask how many people are in the chat."""
        return await self._questions.count(chat)

    async def find(self, outgoing: Outgoing) -> Receipt | None:
        """Say that Telegram lets no bot read back what it wrote."""
        raise Unknown("Telegram cannot tell whether the message arrived.")

    def health(self) -> Health:
        """Tell whether updates come in."""
        return self._state.health()

    async def _connect(self) -> None:
        self._me = await introduce(self._bot, self._state)
        await choose_way(self._bot, self._webhooked)
        self._state.works()
        self._connected = True
        # Beside everything else: there may be many team chats, and nobody waits for a menu.
        self._announcing = asyncio.create_task(announce_commands(self._bot, self._menus), name="telegram-menus")

    async def _run(self) -> None:
        if not self._connected:
            await persist(self._connect, self._state)
        if self._webhooked is None and self._reader is not None:
            self._poller = Poller(self._fetch, self._claim, self._reader, self._toasts.show, self._state)
            await self._poller.run()

    async def _claim(self) -> None:
        await choose_way(self._bot, None)

    async def _fetch(self, wish: dict[str, Any]) -> Any:  # noqa: ANN401  # JSON
        return await self._request.call(f"{self._bot.base_url}/getUpdates", wish, LONG_POLL_S + CALL_TIMEOUT_S)
