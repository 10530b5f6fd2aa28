"""Ephemeral messages (Bot API 10.2): in a group, for one person alone.

A server that does not know them would pass over who is meant and show all the group what is for one person's eyes. So
it is asked beforehand, by a method that came with them; and whatever came out as a plain message is deleted at once.
"""

import logging
from typing import Any

from telegram import Bot, Message
from telegram.error import TelegramError

from bot.platforms.telegram.failures import UNREADABLE, answered
from bot.platforms.telegram.ids import number_of
from bot.platforms.telegram.rendering import render
from bot.platforms.telegram.request import Refused
from chat.errors import DeliveryError, Permanent
from chat.ports import Outgoing, Receipt

log = logging.getLogger(__name__)

PROBE = "deleteEphemeralMessage"
NO_SUCH_METHOD = 404


class Asides:
    """Posts them, where the server takes them."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._known: bool | None = None
        """Whether the server takes them; None: it was not asked yet."""

    async def post(self, outgoing: Outgoing, **place: Any) -> Receipt:
        """Post a message for `only_for` alone.

        Raises:
            Permanent: it was not shown, for whatever reason; a second try would come too late.
        """
        receiver = number_of(outgoing.message.only_for)
        if not await self._are_taken(place["chat_id"], receiver):
            raise Permanent("Telegram's server knows no messages for one person alone.")
        rendered = render(outgoing.message)
        sending = self._bot.send_message(
            text=rendered.text,
            entities=rendered.entities,
            reply_markup=rendered.keyboard,
            api_kwargs={"receiver_user_id": receiver},
            **place,
        )
        try:
            sent = await answered(sending, posting=True)
        except DeliveryError as error:
            raise Permanent(f"it was not shown to one person alone: {error}") from None
        if isinstance(sent, Message) and sent.message_id:
            await self._take_back(sent, place["chat_id"])
            raise Permanent("Telegram's server showed it to all, so it was deleted.")
        return Receipt(message=None)

    async def _are_taken(self, chat: int | str, receiver: int) -> bool:
        if self._known is None:
            # None has this number, so nothing is deleted.
            nothing = {"chat_id": chat, "receiver_user_id": receiver, "ephemeral_message_id": 0}
            try:
                await self._bot.do_api_request(PROBE, nothing)
                self._known = True
            except Refused as error:
                self._known = error.code != NO_SUCH_METHOD
            except (TelegramError, *UNREADABLE):
                return False  # nothing is known
        return self._known

    async def _take_back(self, sent: Message, chat: int | str) -> None:
        self._known = False
        try:
            await answered(self._bot.delete_message(chat, sent.message_id), posting=False)
        except DeliveryError as error:
            log.error("what was for one person alone stands in a group, and could not be deleted: %s", error)  # noqa: TRY400
