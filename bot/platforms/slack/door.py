"""The door through which all of Slack's payloads come, from HTTP or from the socket, into the intake."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack.answers import Answers
from bot.platforms.slack.inbound import Translator, kind_of
from bot.platforms.slack.interactions import Waiting, waiting_of
from bot.platforms.slack.payloads import UNREADABLE, Identity, Payload, key_of
from chat.errors import Busy
from chat.events import Event
from chat.ports import ANSWER_WITHIN_S, Intake, Outcome

SECRET = {"response_url", "response_urls", "token"}

SEALED = b'"secret:'
"""How the button of an anonymous poll begins: beside its person's name it is never stored."""

bolt_log = logging.getLogger(f"{__name__}.bolt")
# Below this Bolt writes whole payloads, tokens and all.
bolt_log.setLevel(logging.ERROR)


class Door(AsyncMiddleware):
    """Bolt's last middleware: it answers everything itself, so that nothing ends in Bolt's 404."""

    def __init__(self, client: AsyncWebClient, translator: Translator, intake: Intake, answers: Answers) -> None:
        self._translator = translator
        self._intake = intake
        self._answers = answers
        self._app = _bolt(client, translator.identity)
        self._app.use(self)

    async def receive(self, body: Payload, raw: bytes | None = None) -> BoltResponse:
        """Hand a payload to Bolt, and return what Slack is to be answered once it is durable.

        Args:
            raw: the body of the HTTP request; None for a payload from the socket, which waits until there is room.
        """
        if kind_of(body) is None:
            return _ok()
        try:
            # Bolt takes a parsed body only in this mode; in the other it decodes the form in Python, its largest cost.
            request = AsyncBoltRequest(body=dict(body), mode="socket_mode", context={"raw": raw})
        except UNREADABLE as error:
            return await self._set_aside(body, raw, error)
        return await self._app.async_dispatch(request)

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002  # Bolt's name
    ) -> BoltResponse:
        """Translate the payload and offer the event."""
        raw: bytes | None = req.context["raw"]
        try:
            event = self._translator.read(req.body, raw)
            # Slack sends what people do only once, and they wait for the answer.
            waiting = waiting_of(req.body) if event else None
        except UNREADABLE as error:
            return await self._set_aside(req.body, raw, error)
        if event is None:
            return _ok()
        try:
            pending = asyncio.ensure_future(self._intake.offer(event))
        except Busy as busy:
            if raw is not None:
                return again(busy)
            pending = asyncio.ensure_future(self._offer_when_there_is_room(event))
        if waiting:
            return await self._to_person(waiting, pending)
        # Over HTTP Slack asks again; on the socket it waits for the acknowledgement.
        await asyncio.wait((pending,), timeout=None if raw is None else ANSWER_WITHIN_S)
        return _ok() if _settled(pending) else again()

    async def _offer_when_there_is_room(self, event: Event) -> Outcome:
        while True:
            await self._intake.room()
            try:
                return await asyncio.shield(asyncio.ensure_future(self._intake.offer(event)))
            except Busy:
                continue

    async def _to_person(self, waiting: Waiting, pending: asyncio.Future[Outcome]) -> BoltResponse:
        await asyncio.wait((pending,), timeout=ANSWER_WITHIN_S)
        if pending.done():
            return _ok(self._answers.give(waiting, _settled(pending)))
        pending.add_done_callback(partial(self._follow, waiting))
        return _ok(self._answers.moment(waiting))

    def _follow(self, waiting: Waiting, pending: asyncio.Future[Outcome]) -> None:
        if not pending.cancelled():
            self._answers.give_later(waiting, _settled(pending))

    async def _set_aside(self, body: Payload, raw: bytes | None, error: Exception) -> BoltResponse:
        kept = json.dumps({name: value for name, value in body.items() if name not in SECRET}).encode()
        if SEALED in kept:
            kept = b"{}"
        word = f"{type(error).__name__}: {error}"
        account = self._translator.identity.account
        pending = asyncio.ensure_future(self._intake.set_aside(account, key_of(body, raw), kept, word))
        await asyncio.wait((pending,), timeout=ANSWER_WITHIN_S)
        return _ok() if pending.done() and not pending.cancelled() and not pending.exception() else again()


class _Known(AsyncAuthorize):
    """Tells Bolt who the bot is, which `auth.test` told once and for all."""

    def __init__(self, identity: Identity) -> None:
        self._result = AuthorizeResult(
            enterprise_id=None, team_id=identity.team, bot_id=identity.bot, bot_user_id=identity.user
        )

    async def __call__(self, **_: Any) -> AuthorizeResult:
        return self._result


def _bolt(client: AsyncWebClient, identity: Identity) -> AsyncApp:
    """Return a Bolt app that leaves out what the route has done already or what nobody here needs."""
    return AsyncApp(
        name="rapport",
        logger=bolt_log,
        client=client,
        authorize=_Known(identity),
        process_before_response=True,
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
        ssl_check_enabled=False,
        url_verification_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )


def _settled(pending: asyncio.Future[Outcome]) -> Outcome | None:
    """Return the outcome, or None where there is none, or none yet."""
    if not pending.done():
        # Whoever is late is not asked again, but its error is not to be called forgotten.
        pending.add_done_callback(lambda late: late.cancelled() or late.exception())
        return None
    return None if pending.cancelled() or pending.exception() else pending.result()


def _ok(body: dict[str, Any] | None = None) -> BoltResponse:
    return BoltResponse(status=200, body=body or "")


def again(busy: Busy | None = None) -> BoltResponse:
    """Return the answer after which Slack sends the payload again."""
    wait = round((busy or Busy()).retry_after) or 1
    return BoltResponse(status=503, headers={"retry-after": str(wait)})
