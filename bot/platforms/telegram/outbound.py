"""From letters to calls of the Bot API."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from telegram import Bot, Chat, ForceReply, InputPollOption, LinkPreviewOptions, Message, ReplyParameters

from bot.platforms.telegram.asides import Asides
from bot.platforms.telegram.asking import Questions
from bot.platforms.telegram.cards import NATIVE_OPTION_UNITS, QUESTION_UNITS, description, fits_native
from bot.platforms.telegram.failures import ASTRAY, TOPIC_GONE, FieldRefused, NoTextThere, PollRefused, answered
from bot.platforms.telegram.files import Attachment, attachments
from bot.platforms.telegram.ids import chat_of, number_of
from bot.platforms.telegram.rendering import Rendered, addressed, keyboard, question_to_one, render
from bot.platforms.telegram.text import cut
from chat.errors import DeliveryError, Permanent, Unknown
from chat.messages import PollCard
from chat.ports import Outgoing, Receipt

log = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
"""An address in an option or a name shall not grow a picture under the poll."""

ALL_WITHIN_S = 11.0
"""How long a text and its files may take together: less than delivery waits, or the sent text would be unknown."""


class Sender:
    """Makes the calls that letters ask for.

    Args:
        bot: makes them.
        questions: tells a chat's kind.
        hides_results: tells whether the server surely hides what a native poll that asks for it has come to.
    """

    def __init__(self, bot: Bot, questions: Questions, hides_results: Callable[[], bool]) -> None:
        self._bot = bot
        self._asides = Asides(bot)
        self._questions = questions
        self._hides_results = hides_results

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
            case "revoke":
                return await self._revoke(outgoing)
            case "home":
                raise Permanent("Telegram has no home page of a bot.", harmless=True)

    async def _post(self, outgoing: Outgoing) -> Receipt:
        if outgoing.message.only_for:
            return await self._asides.post(outgoing, **_place(outgoing))
        card = outgoing.message.poll
        if card is not None and await self._is_native(outgoing.chat, card):
            return await self._native_poll(outgoing, card)
        rendered, files = render(outgoing.message), attachments(outgoing.message)
        if len(files) == 1 and rendered.is_caption:
            return await self._file(outgoing, files[0], rendered)
        return await self._text_and_files(outgoing, rendered, files)

    async def _is_native(self, chat: str, card: PollCard) -> bool:
        # A server that passes over the wish to hide results would show what nobody may see yet.
        may_be = fits_native(card) and (not card.hidden or self._hides_results())
        return may_be and await self._questions.kind(chat) != Chat.CHANNEL

    async def _native_poll(self, outgoing: Outgoing, card: PollCard) -> Receipt:
        """Post Telegram's own poll, or the card where it is refused: surely nothing was posted then."""
        try:
            sent = await self._poll_that_is_known(outgoing, card)
        except PollRefused as error:
            # Channels and some groups take no such poll.
            log.info("a poll (letter %s) goes as a card: %s", outgoing.letter, error)
            return await self._text(outgoing, render(outgoing.message))
        if sent is None or sent.poll is None:
            raise Unknown("Telegram's answer to sendPoll names no poll.")
        return replace(await self._landed(outgoing, sent), native=sent.poll.id)

    async def _poll_that_is_known(self, outgoing: Outgoing, card: PollCard) -> Message | None:
        """Post the poll, without the newer fields where the server refuses them; but results are never bared."""
        try:
            return await self._send_poll(outgoing, card, description(card))
        except FieldRefused as error:
            if card.hidden:
                raise
            log.info("a poll (letter %s) goes without its newer fields: %s", outgoing.letter, error)
            return await self._send_poll(outgoing, card, None)

    async def _send_poll(self, outgoing: Outgoing, card: PollCard, above: str | None) -> Message | None:
        sending = self._bot.send_poll(
            question=cut(card.question, QUESTION_UNITS),
            options=[InputPollOption(cut(option.text, NATIVE_OPTION_UNITS)) for option in card.options],
            is_anonymous=False,
            allows_multiple_answers=card.kind == "multi" or None,
            hide_results_until_closes=card.hidden or None,
            description=above,
            reply_markup=keyboard(replace(outgoing.message, poll=None)),
            **_place(outgoing),
        )
        sent = await answered(sending, posting=True)
        return sent if isinstance(sent, Message) else None

    async def _text(self, outgoing: Outgoing, rendered: Rendered) -> Receipt:
        said = addressed(rendered, outgoing.message) if _reply_field(outgoing) else rendered
        sending = self._bot.send_message(
            text=said.text,
            entities=said.entities,
            link_preview_options=NO_PREVIEW,
            reply_markup=said.keyboard or _reply_field(outgoing),
            **_place(outgoing),
        )
        return await self._landed(outgoing, await answered(sending, posting=True))

    async def _file(self, outgoing: Outgoing, file: Attachment, rendered: Rendered) -> Receipt:
        sent = await file.send(
            self._bot,
            caption=None if outgoing.message.is_wordless else rendered.text or None,
            caption_entities=rendered.entities or None,
            reply_markup=rendered.keyboard,
            **_place(outgoing),
        )
        return await self._landed(outgoing, sent)

    async def _landed(self, outgoing: Outgoing, sent: object) -> Receipt:
        """Return the receipt of what was posted; what went to another topic than was asked for is taken back.

        Telegram has let messages to a deleted topic drop into the main chat (tdlib/telegram-bot-api#854).
        """
        # A server may answer no more than `true`.
        if not isinstance(sent, Message):
            return Receipt(message=None)
        if not outgoing.thread or str(sent.message_thread_id) == outgoing.thread:
            return Receipt(message=str(sent.message_id))
        try:
            await answered(self._bot.delete_message(chat_of(outgoing.chat), sent.message_id), posting=False)
        except DeliveryError as error:
            log.warning("what went to another topic (letter %s) was not taken back: %s", outgoing.letter, error)
            raise Permanent(ASTRAY) from None
        raise Permanent(TOPIC_GONE)

    async def _text_and_files(self, outgoing: Outgoing, rendered: Rendered, files: list[Attachment]) -> Receipt:
        """Send the text, then its files; the letter is sent with the text, whatever becomes of them."""
        deadline = asyncio.get_running_loop().time() + ALL_WITHIN_S
        receipt = await self._text(outgoing, rendered)
        below = replace(outgoing, reply_to=receipt.message)
        try:
            async with asyncio.timeout_at(deadline):
                for file in files:
                    await self._file(below, file, Rendered(file.words, (), None))
        except (DeliveryError, TimeoutError) as error:
            log.warning("a file of letter %s was not sent: %s", outgoing.letter, error)
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
        try:
            await answered(editing, posting=False)
        except NoTextThere as error:
            if not rendered.is_caption:
                raise
            await self._edit_caption(outgoing, rendered, error)
        return Receipt(message=outgoing.target)

    async def _edit_caption(self, outgoing: Outgoing, rendered: Rendered, no_text: NoTextThere) -> None:
        """Edit the words of a message with a file; a native poll has none at all."""
        editing = self._bot.edit_message_caption(
            chat_id=chat_of(outgoing.chat),
            message_id=number_of(outgoing.target),
            caption=rendered.text,
            caption_entities=rendered.entities,
            reply_markup=rendered.keyboard,
        )
        try:
            await answered(editing, posting=False)
        except Permanent as error:
            raise (error if error.harmless else no_text) from None

    async def _delete(self, outgoing: Outgoing) -> Receipt:
        """Delete a message; one that may not be deleted (after 48 hours, above all) says what the letter says instead.

        A native poll, in whose place no text can stand, is at least closed.
        """
        target = number_of(outgoing.target)
        try:
            await answered(self._bot.delete_message(chat_of(outgoing.chat), target), posting=False)
        except Permanent as error:
            if error.harmless or error.unreachable:
                raise
            log.info("a message (letter %s) is not deleted, but emptied: %s", outgoing.letter, error)
            return await self._emptied(outgoing)
        return Receipt(message=outgoing.target)

    async def _emptied(self, outgoing: Outgoing) -> Receipt:
        try:
            return await self._edit(replace(outgoing, message=replace(outgoing.message, buttons=(), poll=None)))
        except NoTextThere:
            return await self._stop(outgoing)

    async def _stop(self, outgoing: Outgoing) -> Receipt:
        await answered(self._bot.stop_poll(chat_of(outgoing.chat), number_of(outgoing.target)), posting=False)
        return Receipt(message=outgoing.target)

    async def _revoke(self, outgoing: Outgoing) -> Receipt:
        link = outgoing.target or ""
        await answered(self._bot.revoke_chat_invite_link(chat_of(outgoing.chat), link), posting=False)
        return Receipt(message=None)


def _reply_field(outgoing: Outgoing) -> ForceReply | None:
    """Return what opens the reply field in a group; a private chat has but one field to answer in."""
    is_group = outgoing.chat.startswith("-")
    return question_to_one(outgoing.message) if is_group else None


def _place(outgoing: Outgoing) -> dict[str, Any]:
    reply = outgoing.reply_to
    return {
        "chat_id": chat_of(outgoing.chat),
        "message_thread_id": number_of(outgoing.thread) if outgoing.thread else None,
        "reply_parameters": ReplyParameters(number_of(reply), allow_sending_without_reply=True) if reply else None,
    }
