"""From Telegram's messages to events: what was written, commanded, or noted by a service message."""

from typing import cast

from telegram import (
    Chat,
    Message,
    MessageEntity,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginUser,
    User,
)

from bot.platforms.telegram.files import files_of
from bot.platforms.telegram.source import Arrival, Fields
from chat import events
from chat.events import Event, Origin


def of_message(arrival: Arrival, message: Message) -> list[Event]:
    """Translate a new message or channel post."""
    if message.migrate_to_chat_id:
        return [_migrated(arrival, message, str(message.chat.id), str(message.migrate_to_chat_id))]
    if message.migrate_from_chat_id:
        return [_migrated(arrival, message, str(message.migrate_from_chat_id), str(message.chat.id))]
    if message.new_chat_members or message.left_chat_member:
        return _membership(arrival, message)
    author = _author(message)
    if author is None or not _has_content(message):
        return []
    fields = _fields(arrival, message, author)
    if _command_length(message):
        return _command(arrival, message, fields)
    text = message.text or message.caption or ""
    return [
        events.Message(
            **fields,
            message=str(message.message_id),
            text=text,
            reply_to=_reply_to(message),
            files=files_of(message),
            to_bot=_is_to_bot(arrival, message),
            origin=_origin(arrival, message),
        )
    ]


def of_edit(arrival: Arrival, message: Message) -> list[Event]:
    """Translate a new version of a message; whether the text differs, its reader knows."""
    author, text = _author(message), message.text or message.caption
    if author is None or text is None:
        return []
    fields = _fields(arrival, message, author)
    fields["at"] = message.edit_date or message.date
    return [events.Edited(**fields, message=str(message.message_id), text=text, written_at=message.date)]


def thread_of(message: Message) -> int | None:
    """Return the forum topic; elsewhere Telegram gives thread ids to mere replies."""
    return message.message_thread_id if message.is_topic_message else None


def _author(message: Message) -> User | Chat | None:
    """Return who speaks: a chat, a human, or None for bots (this one among them)."""
    if message.sender_chat:
        return message.sender_chat
    human = message.from_user
    return human if human and not human.is_bot else None


def _fields(arrival: Arrival, message: Message, author: User | Chat | None) -> Fields:
    fields = arrival.fields(author, message.chat, at=message.date, thread=thread_of(message))
    if message.is_automatic_forward:
        # The linked channel's post in its discussion group.
        fields["as_team"] = True
    return fields


def _has_content(message: Message) -> bool:
    return message.text is not None or message.effective_attachment is not None


def _reply_to(message: Message) -> str | None:
    original = message.reply_to_message
    if original is None:
        return None
    # In a topic every message "replies" to the message that made the topic.
    return None if message.is_topic_message and original.forum_topic_created else str(original.message_id)


def _origin(arrival: Arrival, message: Message) -> Origin | None:
    """Return what was forwarded; of people and other bots it tells nothing that matters."""
    origin, native = message.forward_origin, message.poll.id if message.poll else None
    if origin is None or message.is_automatic_forward:
        return None
    if isinstance(origin, MessageOriginChannel):
        chat, post = str(origin.chat.id), str(origin.message_id)
        return Origin(chat, post, native, voiced=True, quoted=True)
    if isinstance(origin, MessageOriginChat):
        return Origin(str(origin.sender_chat.id), None, native, voiced=True, quoted=True)
    voiced = isinstance(origin, MessageOriginUser) and str(origin.sender_user.id) == arrival.me.id
    return Origin(None, None, native, voiced=voiced, quoted=True)


def _is_to_bot(arrival: Arrival, message: Message) -> bool:
    """Tell whether a message may answer the bot: in a group only a reply to it, all else is talk among people."""
    if message.chat.type not in {Chat.GROUP, Chat.SUPERGROUP}:
        return True
    original = message.reply_to_message
    return bool(original and original.from_user and str(original.from_user.id) == arrival.me.id)


def _command_length(message: Message) -> int:
    """Return the length of the command at the very beginning, which is ASCII; 0 where there is none."""
    return next(
        (each.length for each in message.entities if each.type == MessageEntity.BOT_COMMAND and each.offset == 0), 0
    )


def _command(arrival: Arrival, message: Message, fields: Fields) -> list[Event]:
    text, length = cast("str", message.text), _command_length(message)
    name, at, addressee = text[1:length].partition("@")
    ours = arrival.me.username
    if at and ours and addressee.lower() != ours.lower():
        return []
    if message.sender_chat:
        # Nobody is named who could be answered privately: the chat's id would be the chat itself.
        fields["person"] = None
    rest = text[length:].strip()
    return [
        events.Command(
            **fields,
            command=name.lower(),
            text=rest,
            message=str(message.message_id),
            reply_to=_reply_to(message),
        )
    ]


def _membership(arrival: Arrival, message: Message) -> list[Event]:
    came: list[Event] = [
        events.Joined(**_fields(arrival, message, user), referrer=_adder(message, user))
        for user in message.new_chat_members
        if not user.is_bot
    ]
    gone = message.left_chat_member
    if gone and not gone.is_bot:
        return [*came, events.Left(**_fields(arrival, message, gone))]
    return came


def _adder(message: Message, user: User) -> str | None:
    adder = message.from_user
    return str(adder.id) if adder and not adder.is_bot and adder.id != user.id else None


def _migrated(arrival: Arrival, message: Message, old: str, new: str) -> Event:
    """Give both service messages of a migration one id, in whatever order they come."""
    fields = arrival.fields(None, message.chat, at=message.date)
    fields["id"], fields["chat"] = f"migrated:{old}", old
    return events.ChatMigrated(**fields, new_chat=new)
