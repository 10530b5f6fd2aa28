"""What Telegram tells of a chat: its kind, whether the bot may write there, and who runs it.

Asked for as JSON: python-telegram-bot's objects need fields that older servers do not send.
"""

from typing import Any

from telegram import Chat, ChatMember

from bot.platforms.telegram.failures import answered
from bot.platforms.telegram.ids import SUPERGROUPS_BELOW, chat_of, number_of
from bot.platforms.telegram.request import AiohttpRequest
from chat.errors import ChatMoved, Permanent
from chat.i18n import Words

LINK = "https://t.me"
SUPERGROUP = "-100"
"""Before the number by which Telegram's own addresses know a supergroup or channel."""
RUNNING = frozenset({ChatMember.OWNER, ChatMember.ADMINISTRATOR})
INSIDE = RUNNING | {ChatMember.MEMBER, ChatMember.RESTRICTED}


class Questions:
    """Asks.

    Args:
        request: an open one.
        base_url: the Bot API's address with the token.
        say: the language of sentences.
    """

    def __init__(self, request: AiohttpRequest, base_url: str, say: Words) -> None:
        self._request = request
        self._base_url = base_url
        self._say = say
        self._kinds: dict[str, str] = {}
        """Kind of each supergroup or channel that was asked for; it never changes."""

    async def kind(self, chat: str) -> str:
        """Return the chat's kind, asking Telegram only where the id leaves it open."""
        number = number_of(chat) if chat.lstrip("-").isdigit() else SUPERGROUPS_BELOW - 1
        if number > SUPERGROUPS_BELOW:
            return Chat.PRIVATE if number > 0 else Chat.GROUP
        if chat not in self._kinds:
            self._kinds[chat] = str((await self._ask("getChat", chat_id=chat_of(chat))).get("type", ""))
        return self._kinds[chat]

    async def permalink(self, chat: str, message: str) -> str | None:
        """Return the address of a message; None in a basic group, whose messages have none.

        Raises:
            DeliveryError: Telegram cannot tell now.
        """
        found = await self._ask("getChat", chat_id=chat_of(chat))
        if name := found.get("username"):
            return f"{LINK}/{name}/{message}"
        # It opens for members only, but there is no other.
        is_super = number_of(chat) < SUPERGROUPS_BELOW
        return f"{LINK}/c/{chat.removeprefix(SUPERGROUP)}/{message}" if is_super else None

    async def is_admin(self, chat: str, person: str) -> bool:
        """Return whether the person is one of those who run the chat."""
        member = await self._ask("getChatMember", chat_id=chat_of(chat), user_id=number_of(person))
        return member.get("status") in RUNNING

    async def count(self, chat: str) -> int | None:
        """Return how many people are in the chat, the bot among them."""
        number = await self._call("getChatMemberCount", chat_id=chat_of(chat))
        return number if isinstance(number, int) and not isinstance(number, bool) else None

    async def invite(self, chat: str, name: str) -> str | None:
        """Make an invite link of this name; the bot needs the right to invite users."""
        made = await self._ask("createChatInviteLink", chat_id=chat_of(chat), name=name)
        return str(made["invite_link"]) if made.get("invite_link") else None

    async def reach(self, chat: str, me: str) -> str | None:
        """Return a sentence on why the bot cannot write to a chat, None where it can.

        Args:
            me: the bot's own id.

        Raises:
            DeliveryError: Telegram cannot tell now.
        """
        try:
            found = await self._ask("getChat", chat_id=chat_of(chat))
        except ChatMoved as error:
            return str(error)
        except Permanent as error:
            return self._say("telegram-not-in-chat") if error.unreachable else str(error)
        return await self._reach_found(found, chat, me) if found.get("type") != Chat.PRIVATE else None

    async def _reach_found(self, found: dict[str, Any], chat: str, me: str) -> str | None:
        is_channel = found.get("type") == Chat.CHANNEL
        try:
            member = await self._ask("getChatMember", chat_id=chat_of(chat), user_id=number_of(me))
        except Permanent:
            # Whoever is not in a channel is not told who is.
            return self._say("telegram-no-administrator" if is_channel else "telegram-not-in-chat")
        if is_channel:
            return None if _may_post(member) else self._say("telegram-no-administrator")
        if member.get("status", ChatMember.MEMBER) not in INSIDE:
            return self._say("telegram-not-in-chat")
        return None if _may_write(member, found) else self._say("telegram-may-not-write")

    async def _ask(self, method: str, **parameters: object) -> dict[str, Any]:
        answer = await self._call(method, **parameters)
        return answer if isinstance(answer, dict) else {}

    async def _call(self, method: str, **parameters: object) -> object:
        return await answered(self._request.call(f"{self._base_url}/{method}", parameters), posting=False)


def _may_post(member: dict[str, Any]) -> bool:
    return member.get("status") in RUNNING and member.get("can_post_messages") is not False


def _may_write(member: dict[str, Any], group: dict[str, Any]) -> bool:
    """Tell whether a member may write: by their own restrictions, else by what the group lets everybody do."""
    if member.get("status") in RUNNING:
        return True
    rights = member if member.get("status") == ChatMember.RESTRICTED else group.get("permissions", {})
    return rights.get("can_send_messages") is not False
