"""Letters as calls of Slack's Web API."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.platforms.slack.calls import SENTENCES, SHUT_OUT, Answer, Refused, ask
from bot.platforms.slack.inbound import Identity
from bot.platforms.slack.render import payload
from chat.errors import DeliveryError, Permanent, Temporary, Unknown
from chat.messages import Message
from chat.ports import Outgoing, Receipt

Call = Callable[..., Awaitable[AsyncSlackResponse]]

log = logging.getLogger(__name__)

LETTER = "rapport_letter"
PAGE = 15
MARGIN = timedelta(minutes=5)
"""How far Slack's clock and ours may be apart."""

UPLOAD_WITHIN_S = 4
PICTURE_WAITS_S = (0.5, 1.5)
"""Pauses before Slack is asked again to show a picture that it has not taken in yet."""


class Outbound:
    """Posts and edits as the bot."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._identity: Identity | None = None
        self._direct: dict[str, str] = {}
        self.shut_out = ""
        """Why Slack accepts nothing any more; empty while it does."""

    async def introduce(self) -> Identity:
        """Ask Slack who the bot is."""
        answer = await ask(self._client.auth_test())
        team, user = answer.get("team_id"), answer.get("user_id")
        if not (team and user):
            raise Temporary("Slack's answer was not understood.")
        self._identity = Identity(team=team, bot=answer.get("bot_id") or user, user=user, app=answer.get("app_id"))
        return self._identity

    async def reach(self, chat: str) -> str | None:
        """Return why the bot cannot post to a chat, None where it can; a person can always be tried."""
        if not chat.startswith(("C", "G")):
            return None
        try:
            answer = await ask(self._client.conversations_info(channel=chat))
        except DeliveryError as error:
            return str(error)
        channel = answer.get("channel") or {}
        if channel.get("is_archived"):
            return SENTENCES["is_archived"]
        return SENTENCES["not_in_channel"] if channel.get("is_member") is False else None

    async def deliver(self, outgoing: Outgoing) -> Receipt:
        """Make the call; a post is never repeated where its answer was lost."""
        try:
            receipt = await (self._post(outgoing) if outgoing.action == "post" else self._edit(outgoing))
        except Refused as refused:
            if refused.word in SHUT_OUT:
                self.shut_out = str(refused)
            raise
        self.shut_out = ""
        return receipt

    async def _post(self, outgoing: Outgoing) -> Receipt:
        call = partial(
            self._client.chat_postMessage,
            channel=outgoing.chat,
            thread_ts=outgoing.thread or outgoing.reply_to,
            metadata={"event_type": LETTER, "event_payload": {"letter": outgoing.letter}},
            mrkdwn=False,
            unfurl_links=False,
            unfurl_media=False,
        )
        return await self._show(outgoing, call, lost=Unknown)

    async def _edit(self, outgoing: Outgoing) -> Receipt:
        if outgoing.target is None:
            raise Permanent("There is no message to edit.", harmless=True)
        call = partial(self._client.chat_update, channel=await self._channel(outgoing.chat), ts=outgoing.target)
        return await self._show(outgoing, call, lost=Temporary)

    async def _show(self, outgoing: Outgoing, call: Call, lost: type[Temporary | Unknown]) -> Receipt:
        """Make a call that shows the message, with its picture where Slack takes it in soon."""
        message = outgoing.message
        file = await self._upload(message) if message.picture else None
        for pause in PICTURE_WAITS_S if file else ():
            try:
                return self._receipt(await ask(call(**payload(message, file)), lost))
            except Refused as refused:
                # Surely not carried out: the picture is still being taken in.
                if refused.word != "invalid_blocks":
                    raise
            await asyncio.sleep(pause)
        answer = await ask(call(**payload(message)), lost)
        if file:
            thread = outgoing.thread or outgoing.reply_to or answer.get("ts")
            await self._upload(message, channel=answer.get("channel"), thread_ts=thread)
        return self._receipt(answer)

    async def _upload(self, message: Message, **place: Any) -> str | None:  # Slack's own arguments
        """Upload the message's picture; no picture is worth its message, so what fails is only logged."""
        try:
            # Without `alt_txt`: with it Slack says ok and shares nothing (python-slack-sdk#1818).
            call = self._client.files_upload_v2(
                file=message.picture, filename="chart.png", title=message.title or message.chart_alt, **place
            )
            async with asyncio.timeout(UPLOAD_WITHIN_S):
                return str((await ask(call))["files"][0]["id"])
        except (DeliveryError, LookupError, TimeoutError) as error:
            log.warning("a picture could not be uploaded to Slack: %r", error)
            return None

    async def _channel(self, chat: str) -> str:
        # A person's id stands for a direct message only in chat.postMessage.
        if not chat.startswith(("U", "W")):
            return chat
        if chat not in self._direct:
            answer = await ask(self._client.conversations_open(users=chat))
            self._direct[chat] = str(answer["channel"]["id"])
        return self._direct[chat]

    async def find(self, outgoing: Outgoing) -> Receipt | None:
        """Look a post up by the letter's id that it carries."""
        if outgoing.called_at is None:
            raise Unknown("It is not known when the call was made.")
        oldest = f"{(outgoing.called_at - MARGIN).timestamp():.6f}"
        page = await self._page(outgoing, oldest=oldest, limit=PAGE, include_all_metadata=True)
        for message in page["messages"]:
            if self._carries(message, outgoing.letter):
                return self._receipt(message)
        if page.get("has_more"):
            raise Unknown("More was written since than one page of Slack's history shows.")
        return None

    async def _page(self, outgoing: Outgoing, **which: Any) -> Answer:  # Slack's own arguments
        thread = outgoing.thread or outgoing.reply_to
        try:
            channel = await self._channel(outgoing.chat)
            if thread:
                page = await ask(self._client.conversations_replies(channel=channel, ts=thread, **which))
            else:
                page = await ask(self._client.conversations_history(channel=channel, **which))
        except Permanent as refused:
            raise Unknown(f"Slack does not show the chat's history: {refused}") from None
        if not isinstance(page.get("messages"), list):
            raise Temporary("Slack's answer was not understood.")
        return page

    def _carries(self, message: Any, letter: int) -> bool:  # noqa: ANN401  # untyped JSON
        metadata = message.get("metadata") or {}
        # Another Rapport in the workspace counts its letters, too.
        if metadata.get("event_type") != LETTER or (self._identity and not self._identity.wrote(message)):
            return False
        return bool((metadata.get("event_payload") or {}).get("letter") == letter)

    def _receipt(self, answer: Answer) -> Receipt:
        if self._identity:
            self._identity.learn(answer.get("message"))
        stamp = answer.get("ts")
        return Receipt(message=stamp if isinstance(stamp, str) else None)
