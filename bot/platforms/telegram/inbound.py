"""From Telegram's updates to events."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, TypedDict

from telegram import (
    CallbackQuery,
    Chat,
    ChatMember,
    ChatMemberRestricted,
    ChatMemberUpdated,
    InaccessibleMessage,
    Message,
    MessageReactionCountUpdated,
    MessageReactionUpdated,
    Poll,
    PollAnswer,
    ReactionType,
    ReactionTypeCustomEmoji,
    ReactionTypeEmoji,
    TelegramObject,
    Update,
    User,
)

from bot.platforms.telegram.older import completed
from bot.platforms.telegram.posts import of_edit, of_message
from bot.platforms.telegram.source import Arrival, Me
from chat import events
from chat.events import Event
from chat.messages import read_vote

CODE = "ref_"
"""Before the code in the name of an invite link that the bot made for somebody."""

ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CHANNEL_POST,
    Update.EDITED_CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.POLL,
    Update.POLL_ANSWER,
    Update.MY_CHAT_MEMBER,
    # These come only where they are named, and where the bot is an administrator.
    Update.CHAT_MEMBER,
    Update.MESSAGE_REACTION,
    Update.MESSAGE_REACTION_COUNT,
)


class Brought(TypedDict):
    """How somebody came, in the fields of `chat.events.Joined`."""

    referrer: str | None
    link: str
    code: str


def translate(update: Mapping[str, Any], me: Me, now: datetime) -> list[Event]:
    """Return what happened, in order; nothing for kinds and senders that do not matter.

    Several events of one update have the ids `<update_id>`, `<update_id>.1`, `<update_id>.2`, ...

    Raises:
        Exception: of any kind, where python-telegram-bot does not understand what somebody here reads.
    """
    arrival = Arrival(me, int(update["update_id"]), now)
    for kind, (make, read) in READERS.items():
        content = update.get(kind)
        if content is not None:
            found = read(arrival, make(content))
            return [replace(event, id=f"{event.id}.{i}") if i else event for i, event in enumerate(found)]
    return []


def parse(kind: type[TelegramObject], json: Any) -> TelegramObject:  # noqa: ANN401  # JSON
    """Make the library's object, also of what an older server sent."""
    try:
        return kind.de_json(json)
    except TypeError:
        return kind.de_json(completed(json))


@dataclass(frozen=True, slots=True)
class Pressed:
    """A pressed button, and where it stands; it may have lost its message."""

    query: CallbackQuery
    place: InaccessibleMessage | None
    thread: int | None


def parse_press(json: Any) -> Pressed:  # noqa: ANN401  # JSON
    """Make a callback query, and of its message the place only: all of it is most of the work, and nobody reads it."""
    query = CallbackQuery.de_json({key: value for key, value in json.items() if key != "message"})
    message = json.get("message")
    if message is None:
        return Pressed(query, None, None)
    place = InaccessibleMessage.de_json({"message_id": message["message_id"], "chat": message["chat"], "date": 0})
    return Pressed(query, place, message.get("message_thread_id") if message.get("is_topic_message") else None)


def of_press(arrival: Arrival, press: Pressed) -> list[Event]:
    """Translate a pressed button, which may have lost its message and even its data."""
    place = press.place
    fields = arrival.fields(press.query.from_user, place.chat if place else None, thread=press.thread)
    data = press.query.data or ""
    vote = read_vote(data)
    if vote:
        poll, option, secret = vote
        return [events.Vote(**fields, poll=poll, options=(option,), toggle=True, secret=secret)]
    return [events.Press(**fields, data=data, message=str(place.message_id) if place else None)]


def of_poll_answer(arrival: Arrival, answer: PollAnswer) -> list[Event]:
    """Translate a vote in a native poll; the chat is not told."""
    # Options are never added to our polls, so that positions mean what they meant at creation.
    # Beside an anonymous administrator's chat stands a user that does not exist.
    fields = arrival.fields(answer.voter_chat or answer.user, None)
    fields["as_team"] = answer.voter_chat is not None
    return [events.Vote(**fields, native=answer.poll_id, options=tuple(answer.option_ids))]


def of_poll(arrival: Arrival, poll: Poll) -> list[Event]:
    """Translate the state of a native poll."""
    texts = tuple(option.text for option in poll.options)
    fields = arrival.fields(None, None)
    return [events.NativePoll(**fields, native=poll.id, question=poll.question, options=texts, closed=poll.is_closed)]


def of_reaction(arrival: Arrival, reaction: MessageReactionUpdated) -> list[Event]:
    """Translate the difference between a person's old and new reactions."""
    if reaction.user and reaction.user.is_bot:
        return []
    fields = arrival.fields(reaction.user or reaction.actor_chat, reaction.chat, at=reaction.date)
    target = str(reaction.message_id)
    old = [_emoji(each) for each in reaction.old_reaction]
    new = [_emoji(each) for each in reaction.new_reaction]
    return [
        *(events.Reaction(**fields, target=target, emoji=each, removed=True) for each in old if each not in new),
        *(events.Reaction(**fields, target=target, emoji=each) for each in new if each not in old),
    ]


def of_reaction_count(arrival: Arrival, told: MessageReactionCountUpdated) -> list[Event]:
    """Translate how many reactions a message has in a chat that does not tell whose, such as a channel."""
    fields = arrival.fields(None, told.chat, at=told.date)
    total = sum(each.total_count for each in told.reactions)
    return [events.ReactionTotal(**fields, target=str(told.message_id), total=total)]


def of_member(arrival: Arrival, change: ChatMemberUpdated) -> list[Event]:
    """Translate somebody's coming or going."""
    user = change.new_chat_member.user
    before, after = _inside(change.old_chat_member), _inside(change.new_chat_member)
    if user.is_bot or before == after:
        return []
    fields = arrival.fields(user, change.chat, at=change.date)
    return [events.Joined(**fields, **_brought(arrival, change)) if after else events.Left(**fields)]


def of_own_membership(arrival: Arrival, change: ChatMemberUpdated) -> list[Event]:
    """Translate what became of the bot: blocked by a person, or taken into or out of a chat (which names no person)."""
    after = _inside(change.new_chat_member)
    if change.chat.type == Chat.PRIVATE:
        fields = arrival.fields(change.from_user, change.chat, at=change.date)
        return [events.Blocked(**fields, blocked=not after)]
    if _inside(change.old_chat_member) == after:
        return []
    fields = arrival.fields(None, change.chat, at=change.date)
    return [events.Joined(**fields) if after else events.Left(**fields)]


Make = Callable[[Any], Any]
Read = Callable[[Arrival, Any], list[Event]]

# Each kind is made by its own class: `Update` would try all kinds, which is half the work of a vote.
READERS: Mapping[str, tuple[Make, Read]] = {
    Update.MESSAGE: (partial(parse, Message), of_message),
    Update.CALLBACK_QUERY: (parse_press, of_press),
    Update.POLL_ANSWER: (partial(parse, PollAnswer), of_poll_answer),
    Update.POLL: (partial(parse, Poll), of_poll),
    Update.MESSAGE_REACTION: (partial(parse, MessageReactionUpdated), of_reaction),
    Update.MESSAGE_REACTION_COUNT: (partial(parse, MessageReactionCountUpdated), of_reaction_count),
    Update.CHANNEL_POST: (partial(parse, Message), of_message),
    Update.EDITED_MESSAGE: (partial(parse, Message), of_edit),
    Update.EDITED_CHANNEL_POST: (partial(parse, Message), of_edit),
    Update.CHAT_MEMBER: (partial(parse, ChatMemberUpdated), of_member),
    Update.MY_CHAT_MEMBER: (partial(parse, ChatMemberUpdated), of_own_membership),
}


def _inside(member: ChatMember) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status in {ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER}


def _brought(arrival: Arrival, change: ChatMemberUpdated) -> Brought:
    """Tell which invite link was followed and who made it, else who added the person by hand."""
    link = change.invite_link
    if link:
        code = (link.name or "").removeprefix(CODE) if str(link.creator.id) == arrival.me.id else ""
        return Brought(referrer=_other(link.creator, change), link=link.invite_link, code=code)
    by_hand = not (change.via_join_request or change.via_chat_folder_invite_link)
    return Brought(referrer=_other(change.from_user, change) if by_hand else None, link="", code="")


def _other(bringer: User, change: ChatMemberUpdated) -> str | None:
    return None if bringer.is_bot or bringer.id == change.new_chat_member.user.id else str(bringer.id)


def _emoji(reaction: ReactionType) -> str:
    if isinstance(reaction, ReactionTypeEmoji):
        return reaction.emoji
    return reaction.custom_emoji_id if isinstance(reaction, ReactionTypeCustomEmoji) else reaction.type
