"""From letters to calls of the Bot API."""

import asyncio
import logging
from collections.abc import Awaitable
from dataclasses import replace
from typing import Any, TypeVar

from telegram import Bot, Chat, ChatMember, InputFile, InputPollOption, LinkPreviewOptions, Message, ReplyParameters
from telegram.error import TelegramError

from bot.platforms.telegram.failures import UNREADABLE, PollRefused, delivery_error
from bot.platforms.telegram.rendering import (
    CAPTION_UNITS,
    DESCRIPTION_UNITS,
    NATIVE_OPTION_UNITS,
    QUESTION_UNITS,
    Rendered,
    cut,
    fits_native,
    keyboard,
    render,
)
from bot.platforms.telegram.request import AiohttpRequest
from chat.errors import DeliveryError, Permanent, Unknown
from chat.messages import PollCard
from chat.ports import Outgoing, Receipt

T = TypeVar("T")

log = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
"""An address in an option or a name shall not grow a picture under the poll."""

BOTH_WITHIN_S = 11.0
"""How long a text and its chart may take together: less than delivery waits, or the sent text would be unknown."""

SUPERGROUPS_BELOW = -1_000_000_000_000
"""Ids below are those of supergroups and channels; basic groups' are above, people's are positive."""


class Sender:
    """Makes the calls that letters ask for."""

    def __init__(self, bot: Bot, request: AiohttpRequest) -> None:
        self._bot = bot
        self._request = request
        self._kinds: dict[str, str] = {}
        """Kind of each supergroup or channel that a poll went to; it never changes."""

    async def deliver(self, outgoing: Outgoing) -> Receipt:
        """Make the call; see `chat.ports.Platform.deliver`."""
        match outgoing.action:
            case "post":
                return await self._post(outgoing)
            case "edit":
                return await self._edit(outgoing)
            case "stop":
                return await self._stop(outgoing)
            case "delete":
                return await self._delete(outgoing)
            case "home":
                raise Permanent("Telegram has no home page of a bot.", harmless=True)

    async def reach(self, chat: str) -> str | None:
        """Return why the bot cannot write to a chat, None where it can."""
        asking = self._request.call(f"{self._bot.base_url}/getChat", {"chat_id": chat})
        try:
            await _answer(asking, posting=False)
        except DeliveryError as error:
            return str(error)
        return None

    async def is_admin(self, chat: str, person: str) -> bool:
        """Return whether the person is one of those who run the chat."""
        asking = self._request.call(
            f"{self._bot.base_url}/getChatMember", {"chat_id": chat, "user_id": number_of(person)}
        )
        answer = await _answer(asking, posting=False)
        status = answer.get("status") if isinstance(answer, dict) else None
        return status in {ChatMember.OWNER, ChatMember.ADMINISTRATOR}

    async def _post(self, outgoing: Outgoing) -> Receipt:
        card = outgoing.message.poll
        if card is not None and fits_native(card) and await self._kind(outgoing.chat) != Chat.CHANNEL:
            return await self._native_poll(outgoing, card)
        rendered = render(outgoing.message)
        picture = outgoing.message.picture
        if picture is None:
            return await self._text(outgoing, rendered)
        if rendered.is_caption:
            return await self._picture(outgoing, picture, rendered)
        return await self._text_and_picture(outgoing, picture, rendered)

    async def _kind(self, chat: str) -> str:
        """Return the chat's kind, asking Telegram only where the id leaves it open."""
        number = number_of(chat) if chat.lstrip("-").isdigit() else SUPERGROUPS_BELOW - 1
        if number > SUPERGROUPS_BELOW:
            return Chat.PRIVATE if number > 0 else Chat.GROUP
        if chat not in self._kinds:
            # Asked for as JSON: python-telegram-bot's object needs fields that older servers do not send.
            asking = self._request.call(f"{self._bot.base_url}/getChat", {"chat_id": chat})
            answer = await _answer(asking, posting=False)
            self._kinds[chat] = str(answer.get("type", "")) if isinstance(answer, dict) else ""
        return self._kinds[chat]

    async def _native_poll(self, outgoing: Outgoing, card: PollCard) -> Receipt:
        sending = self._bot.send_poll(
            question=cut(card.question, QUESTION_UNITS),
            options=[InputPollOption(cut(option.text, NATIVE_OPTION_UNITS)) for option in card.options],
            is_anonymous=False,
            description=cut(card.visibility, DESCRIPTION_UNITS) or None,
            reply_markup=keyboard(replace(outgoing.message, poll=None)),
            **_place(outgoing),
        )
        try:
            sent = await _answer(sending, posting=True)
        except PollRefused:
            # Channels and some groups take no such poll; surely nothing was posted.
            return await self._text(outgoing, render(outgoing.message))
        if not isinstance(sent, Message) or sent.poll is None:
            raise Unknown("Telegram's answer to sendPoll names no poll.")
        return Receipt(message=str(sent.message_id), native=sent.poll.id)

    async def _text(self, outgoing: Outgoing, rendered: Rendered) -> Receipt:
        sending = self._bot.send_message(
            text=rendered.text,
            entities=rendered.entities,
            link_preview_options=NO_PREVIEW,
            reply_markup=rendered.keyboard,
            **_place(outgoing),
        )
        return _receipt(await _answer(sending, posting=True))

    async def _picture(self, outgoing: Outgoing, picture: bytes, rendered: Rendered) -> Receipt:
        sending = self._bot.send_photo(
            photo=InputFile(picture, filename="chart.png"),
            caption=rendered.text,
            caption_entities=rendered.entities,
            reply_markup=rendered.keyboard,
            **_place(outgoing),
        )
        return _receipt(await _answer(sending, posting=True))

    async def _text_and_picture(self, outgoing: Outgoing, picture: bytes, rendered: Rendered) -> Receipt:
        """Send the text, then its chart; the letter is sent with the text, whatever becomes of the chart."""
        deadline = asyncio.get_running_loop().time() + BOTH_WITHIN_S
        receipt = await self._text(outgoing, rendered)
        words = Rendered(cut(outgoing.message.chart_alt, CAPTION_UNITS), (), None)
        try:
            async with asyncio.timeout_at(deadline):
                await self._picture(replace(outgoing, reply_to=receipt.message), picture, words)
        except (DeliveryError, TimeoutError) as error:
            log.warning("the chart of letter %s was not sent: %s", outgoing.letter, error)
        return receipt

    async def _edit(self, outgoing: Outgoing) -> Receipt:
        rendered = render(outgoing.message)
        editing = self._bot.edit_message_text(
            text=rendered.text,
            chat_id=chat_of(outgoing.chat),
            message_id=number_of(outgoing.target),
            entities=rendered.entities,
            link_preview_options=NO_PREVIEW,
            reply_markup=rendered.keyboard,
        )
        await _answer(editing, posting=False)
        return Receipt(message=outgoing.target)

    async def _delete(self, outgoing: Outgoing) -> Receipt:
        """Delete a message; one that is too old to be deleted is edited to what the letter says."""
        try:
            deleting = self._bot.delete_message(chat_of(outgoing.chat), number_of(outgoing.target))
            await _answer(deleting, posting=False)
        except Permanent:
            return await self._edit(outgoing)
        return Receipt(message=outgoing.target)

    async def _stop(self, outgoing: Outgoing) -> Receipt:
        await _answer(self._bot.stop_poll(chat_of(outgoing.chat), number_of(outgoing.target)), posting=False)
        return Receipt(message=outgoing.target)


async def _answer(call: Awaitable[T], *, posting: bool) -> T | None:
    """Await a call; None where it was carried out and python-telegram-bot does not know the shape of its answer."""
    try:
        return await call
    except TelegramError as error:
        raise delivery_error(error, posting=posting) from error
    except UNREADABLE as error:
        if posting:
            raise Unknown("Telegram's answer cannot be read.") from error
        return None


def _receipt(sent: object) -> Receipt:
    # A server may answer no more than `true`.
    return Receipt(message=str(sent.message_id) if isinstance(sent, Message) else None)


def _place(outgoing: Outgoing) -> dict[str, Any]:
    reply = outgoing.reply_to
    return {
        "chat_id": chat_of(outgoing.chat),
        "message_thread_id": number_of(outgoing.thread) if outgoing.thread else None,
        "reply_parameters": ReplyParameters(number_of(reply), allow_sending_without_reply=True) if reply else None,
    }


def chat_of(chat: str) -> int | str:
    """Return the chat in Telegram's form, a number or `@name`."""
    return chat if chat.startswith("@") else number_of(chat)


def number_of(id: str | None) -> int:  # noqa: A002  # what it is
    """Return a native id as Telegram's number.

    Raises:
        Permanent: it is none, so that no call can be made.
    """
    try:
        return int(id or "")
    except ValueError:
        raise Permanent(f"{id!r} is no id of Telegram's.") from None
