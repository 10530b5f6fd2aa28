"""Slack as a platform: what the rest of Rapport holds in its hands."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Literal
from urllib.parse import urlsplit
from urllib.request import proxy_bypass

import aiohttp
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient
from starlette.routing import Route

from bot.platforms.slack.answers import Answers
from bot.platforms.slack.door import Door, again
from bot.platforms.slack.files import Files
from bot.platforms.slack.inbound import Translator
from bot.platforms.slack.link import Link, backoff
from bot.platforms.slack.modals import Modals
from bot.platforms.slack.outbound import Outbound
from bot.platforms.slack.payloads import Identity, Payload
from bot.platforms.slack.route import Signature, events_route
from chat.errors import Busy, DeliveryError, Permanent, Temporary
from chat.events import Connected
from chat.i18n import words
from chat.ports import Clock, Health, Intake, Limits, Outgoing, Pace, Receipt

log = logging.getLogger(__name__)
sdk_log = logging.getLogger(f"{__name__}.sdk")
# Below this slack_sdk writes what people said.
sdk_log.setLevel(logging.WARNING)

PUBLIC_API = "https://slack.com/api/"
CALL_WITHIN_S = 8
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Slack:
    """One bot account in one workspace.

    Args:
        app_token: needed in the mode `socket`.
        signing_secret: needed in the mode `http`.
        commands: the slash commands, without their slash.
        on_rejected: called for each request whose signature is wrong.
        language: of the few sentences that the platform itself says, since Slack does not tell a person's.
    """

    name = "slack"
    limits = Limits(chat_interval_s=1.0, overall_per_s=20.0)

    def __init__(  # noqa: PLR0913  # plain values, by name
        self,
        *,
        bot_token: str,
        app_token: str = "",
        signing_secret: str = "",
        api_url: str = PUBLIC_API,
        mode: Literal["socket", "http"] = "socket",
        clock: Clock,
        commands: tuple[str, ...],
        on_rejected: Callable[[], None],
        language: str = "en",
    ) -> None:
        self._bot_token = bot_token
        self._app_token = app_token
        self._api_url = api_url
        self._mode = mode
        self._clock = clock
        self._commands = commands
        self._language = language
        self._opened: Outbound | None = None
        self._route = events_route(Signature(signing_secret, clock), self._receive, on_rejected)
        self._door: Door | None = None
        self._link: Link | None = None
        self._opening: asyncio.Task[None] | None = None
        self._stopped = False
        self._word = "It is not open yet."
        self._home = ""
        self.account = ""

    def routes(self) -> list[Route]:
        """Return the address that Slack calls in the mode `http`."""
        return [self._route] if self._mode == "http" else []

    async def open(self, intake: Intake) -> None:
        """Learn who the bot is and let events in; where Slack cannot be reached, go on trying in the background.

        Raises:
            Permanent: Slack does not accept a token; the sentence says what to do.
        """
        self._session = _session()
        self._web = self._client(self._bot_token, self._session)
        self._outbound = self._opened = Outbound(self._web, words(self._language))
        self._files = Files(self._web, self._session, self._api_url)
        self._answers = Answers(self._session, Modals(self._web), self._language)
        try:
            await self._begin(intake)
        except Temporary as error:
            self._failed(error)
            self._opening = asyncio.create_task(self._begin_later(intake))
        except Permanent:
            await self.close()
            raise

    async def fetch(self, file: str) -> bytes:
        """Return a file that came with a message; see `chat.ports.Platform`."""
        if self._opened is None:
            raise Temporary("Slack is not open.")
        return await self._files.fetch(file)

    async def reach(self, chat: str) -> str | None:
        """Ask, open or not, why a chat cannot be written to; None where it can."""
        if self._opened:
            return await self._opened.reach(chat)
        async with _session() as session:
            return await Outbound(self._client(self._bot_token, session), words(self._language)).reach(chat)

    async def is_admin(self, chat: str, person: str) -> bool:  # Slack's channels have none
        """Return False: nobody runs a Slack channel more than others do."""
        return False

    async def permalink(self, chat: str, message: str) -> str | None:
        """Return where the message stands in the workspace; None until the workspace's own address is known."""
        return f"{self._home}archives/{chat}/p{message.replace('.', '')}" if self._home else None

    async def invite(self, chat: str, name: str) -> str | None:  # Slack's channels have no links that let people in
        """Return None: whoever is in the workspace is invited or comes by themselves."""
        return None

    async def count(self, chat: str) -> int | None:
        """Ask how many people are in the channel."""
        if self._opened is None:
            raise Temporary("Slack is not open.")
        return await self._opened.count(chat)

    def start_link(self, payload: str) -> str | None:  # no link into Slack carries anything
        """Return None: nothing that a link says would reach the bot."""
        return None

    def _client(self, token: str | None, session: aiohttp.ClientSession) -> AsyncWebClient:
        # No retries: slack_sdk's own would post twice where an answer was lost.
        client = AsyncWebClient(token=token, base_url=self._api_url, session=session, logger=sdk_log, retry_handlers=[])
        host = urlsplit(self._api_url).hostname or ""
        if host in LOOPBACK or proxy_bypass(host):
            # slack_sdk takes HTTPS_PROXY from the environment, but not NO_PROXY.
            client.proxy = None
        return client

    async def _begin(self, intake: Intake) -> None:
        identity = await self._outbound.introduce()
        translator = Translator(identity, self._commands, self._clock)
        # Bolt needs a client, and without `api_url` its own would speak to the public address.
        self._door = Door(self._client(None, self._session), translator, intake, self._answers)
        self.account = identity.account
        self._home = identity.home
        self._word = ""
        _tell_home(intake, identity, self._clock)
        if self._mode == "socket":
            self._link = Link(self._web, self._app_token, self._receive)
            await self._link.start()

    async def _begin_later(self, intake: Intake) -> None:
        failures = 1
        while self._word:
            await asyncio.sleep(backoff(failures))
            failures += 1
            try:
                await self._begin(intake)
            except DeliveryError as error:
                self._failed(error)

    def _failed(self, error: DeliveryError) -> None:
        self._word = str(error)
        log.warning("not connected to Slack: %s", error)

    async def _receive(self, body: Payload, raw: bytes | None = None) -> BoltResponse:
        if self._door is None or self._stopped:
            return again()
        return await self._door.receive(body, raw)

    def pace(self, chat: str) -> Pace:  # the same for all
        """Return how fast a chat may be written to."""
        return Pace(self.limits.chat_interval_s)

    async def deliver(self, outgoing: Outgoing) -> Receipt:
        """Make the call."""
        return await self._outbound.deliver(outgoing)

    async def find(self, outgoing: Outgoing) -> Receipt | None:
        """Look up a post whose answer was lost."""
        return await self._outbound.find(outgoing)

    def health(self) -> Health:
        """Tell whether events can come in and letters go out."""
        word = self._word or self._outbound.shut_out or (self._link.word if self._link else "")
        return Health(ok=not word, word=f"not connected to Slack: {word}" if word else "")

    async def stop_intake(self) -> None:
        """Let nothing more in; what came is finished."""
        self._stopped = True
        if self._opening:
            self._opening.cancel()
            await asyncio.gather(self._opening, return_exceptions=True)
        if self._link:
            await self._link.pause()

    async def close(self) -> None:
        """Close all connections."""
        await self.stop_intake()
        self._opened = None
        await self._answers.close()
        await self._session.close()


def _session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_WITHIN_S))


def _tell_home(intake: Intake, identity: Identity, clock: Clock) -> None:
    """Tell where the workspace is; links wait until it is told once, so a full queue does no harm."""
    now, key = clock.now(), f"connected:{clock.now().isoformat()}"
    home = f"{identity.home.rstrip('/')}/"
    if not home.startswith("https://"):
        return
    with suppress(Busy):
        told = Connected(account=identity.account, id=key, platform=Slack.name, at=now, home=home)
        offered = asyncio.ensure_future(intake.offer(told))
        offered.add_done_callback(lambda done: done.cancelled() or done.exception())
