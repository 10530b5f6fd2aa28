"""Letters as calls of Slack's Web API."""

import asyncio
import contextlib
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.platforms.slack.calls import SHUT_OUT, Answer, Refused, ask
from bot.platforms.slack.payloads import Identity
from bot.platforms.slack.render import blocks, payload
from bot.platforms.slack.views import NAME, home_view
from chat.errors import DeliveryError, Permanent, Temporary, Unknown
from chat.i18n import Words
from chat.messages import Document, Message, named
from chat.ports import Action, Outgoing, Receipt

Call = Callable[..., Awaitable[AsyncSlackResponse]]

log = logging.getLogger(__name__)

LETTER = "rapport_letter"
"""The type of a message's metadata; a file's message can have none, and carries it in the id of its first block."""

PAGE = 15
MARGIN = timedelta(minutes=5)
"""How far Slack's clock and ours may be apart."""

COMMENT_BYTES = 1_500
"""Of what is said with a file; slack_sdk sends it in the address of the call."""

NEVER_DELETED = {"cant_delete_message", "compliance_exports_prevent_deletion"}

UPLOAD_WITHIN_S = 4
PICTURE_WAITS_S = (0.5, 1.5)
"""Pauses before Slack is asked again to show a picture that it has not taken in yet."""


class Outbound:
    """Posts and edits as the bot."""

    def __init__(self, client: AsyncWebClient, say: Words) -> None:
        self._client = client
        self._say = say
        self._identity: Identity | None = None
        self._direct: dict[str, str] = {}
        self._actions: dict[Action, Callable[[Outgoing], Awaitable[Receipt]]] = {
            "post": self._post,
            "edit": self._edit,
            "stop": self._edit,
            "delete": self._delete,
            "home": self._publish,
            "revoke": self._revoke,
        }
        self.shut_out = ""
        """Why Slack accepts nothing any more; empty while it does."""

    async def introduce(self) -> Identity:
        """Ask Slack who the bot is."""
        answer = await ask(self._client.auth_test())
        team, user = answer.get("team_id"), answer.get("user_id")
        if not (team and user):
            raise Temporary("Slack's answer was not understood.")
        self._identity = Identity(
            team=team,
            bot=answer.get("bot_id") or user,
            user=user,
            name=str(answer.get("user") or ""),
            home=str(answer.get("url") or ""),
            app=answer.get("app_id"),
        )
        return self._identity

    async def reach(self, chat: str) -> str | None:
        """Return why the bot cannot post to a chat, None where it can; a person can always be tried."""
        if not chat.startswith(("C", "G")):
            return None
        try:
            answer = await ask(self._client.conversations_info(channel=chat))
        except DeliveryError as error:
            word = error.word if isinstance(error, Refused) else ""
            # Slack does not tell a private channel that the bot is not in from one that there is not.
            return self._invite() if word == "channel_not_found" else str(error)
        channel = answer.get("channel") or {}
        if channel.get("is_archived"):
            return self._say("slack-archived")
        return self._invite() if channel.get("is_member") is False else None

    async def count(self, chat: str) -> int | None:
        """Return how many people are in a channel, bots among them."""
        answer = await ask(self._client.conversations_info(channel=chat, include_num_members=True))
        number = (answer.get("channel") or {}).get("num_members")
        return number if type(number) is int else None

    def _invite(self) -> str:
        name = (self._identity.name if self._identity else "") or NAME
        return self._say("slack-invite", bot=name)

    async def deliver(self, outgoing: Outgoing) -> Receipt:
        """Make the call; a post is never repeated where its answer was lost."""
        try:
            receipt = await self._actions[outgoing.action](outgoing)
        except Refused as refused:
            if refused.word in SHUT_OUT:
                self.shut_out = str(refused)
            raise
        self.shut_out = ""
        return receipt

    async def _revoke(self, _outgoing: Outgoing) -> Receipt:
        raise Permanent("Slack lets no bot make links into a channel.", harmless=True)

    async def _post(self, outgoing: Outgoing) -> Receipt:
        document = outgoing.message.document
        if document and outgoing.message.enclosure and outgoing.message.text:
            return await self._post_and_share(outgoing, document)
        if document:
            said = outgoing.message if outgoing.message.text else Message(text=document.name)
            return await self._share(outgoing, document, said)
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

    async def _delete(self, outgoing: Outgoing) -> Receipt:
        """Delete a message, or let it say what it is replaced by where it must stay."""
        if outgoing.target is None:
            raise Permanent("There is no message to delete.", harmless=True)
        channel = await self._channel(outgoing.chat)
        try:
            await ask(self._client.chat_delete(channel=channel, ts=outgoing.target))
        except Refused as refused:
            if refused.word not in NEVER_DELETED:
                raise
            return await self._edit(outgoing)
        return Receipt(message=outgoing.target)

    async def _publish(self, outgoing: Outgoing) -> Receipt:
        """Show the message as the person's App Home."""
        await ask(self._client.views_publish(user_id=outgoing.chat, view=home_view(outgoing.message)))
        return Receipt(message=None)

    async def _post_and_share(self, outgoing: Outgoing, document: Document) -> Receipt:
        """Post what somebody says in a message of its own, which can be edited, and the file below it."""
        receipt = await self._post(replace(outgoing, message=replace(outgoing.message, document=None)))
        try:
            async with asyncio.timeout(UPLOAD_WITHIN_S):
                await self._share(outgoing, document, None)
        except (DeliveryError, TimeoutError) as error:
            log.warning("the file of letter %s was not shared in Slack: %r", outgoing.letter, error)
            await self._name(outgoing, receipt, document)
        return receipt

    async def _name(self, outgoing: Outgoing, receipt: Receipt, document: Document) -> None:
        """Let a message say which file did not come along; it arrived all the same."""
        message = named(replace(outgoing.message, document=None), document.name)
        with contextlib.suppress(DeliveryError):
            await self._edit(replace(outgoing, message=message, target=receipt.message))

    async def _share(self, outgoing: Outgoing, document: Document, message: Message | None) -> Receipt:
        """Post a file with the message; Slack does not tell the id of the message in which it then stands."""
        said = blocks(message, total=COMMENT_BYTES) if message else []
        if said:
            said[0]["block_id"] = _letter_id(outgoing.letter)
        shown: dict[str, Any] = {"blocks": json.dumps(said)} if said else {}
        call = self._client.files_upload_v2(
            content=document.content,
            filename=document.name,
            title=document.name,
            channel=await self._channel(outgoing.chat),
            thread_ts=outgoing.thread or outgoing.reply_to,
            **shown,
        )
        await ask(call, Unknown)
        return Receipt(message=None)

    async def _show(self, outgoing: Outgoing, call: Call, lost: type[Temporary | Unknown]) -> Receipt:
        """Make a call that shows the message, with its picture where Slack takes it in soon."""
        message = outgoing.message
        file = await self._upload(message) if message.picture else None
        if message.picture and message.enclosure and not file:
            message = named(message, message.enclosure.name)
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
            name = message.enclosure.name if message.enclosure else "chart.png"
            title = message.title or message.chart_alt
            call = self._client.files_upload_v2(file=message.picture, filename=name, title=title, **place)
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
        # Another Rapport in the workspace counts its letters, too.
        if self._identity and not self._identity.wrote(message):
            return False
        metadata = message.get("metadata") or {}
        if any(block.get("block_id") == _letter_id(letter) for block in message.get("blocks") or ()):
            return True
        is_letter = metadata.get("event_type") == LETTER
        return bool(is_letter and (metadata.get("event_payload") or {}).get("letter") == letter)

    def _receipt(self, answer: Answer) -> Receipt:
        if self._identity:
            self._identity.learn(answer.get("message"))
        stamp = answer.get("ts")
        return Receipt(message=stamp if isinstance(stamp, str) else None)


def _letter_id(letter: int) -> str:
    return f"{LETTER}.{letter}"
