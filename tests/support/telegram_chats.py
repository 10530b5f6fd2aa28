"""The chats of the fake Bot API server: what stands in them, and what may be done there."""

from collections.abc import Callable
from typing import Any

from tests.support.telegram_failures import refusal
from tests.support.telegram_limits import RefusedError, bad, check_caption, check_keyboard, check_poll, check_text
from tests.support.telegram_payloads import AT, BOT, BOT_ID, Json, member, poll, user

__all__ = ["Chats", "RefusedError"]

FILE_BYTES = 20_000_000
LINK_NAME = 32

KEPT = {"text", "caption", "entities", "caption_entities", "reply_markup", "message_thread_id"}
"""Parameters that stand in the message afterwards."""


class Chats:
    """Carries out the calls that write into chats."""

    def __init__(self) -> None:
        self.kinds: dict[str, str] = {}
        self.names: dict[str, str] = {}
        """Of public chats."""
        """Kinds by chat id, where they are not what the id suggests (channels)."""
        self.blocked: set[str] = set()
        """Chats that the bot may not write to."""
        self.moved: dict[str, int] = {}
        """New ids of migrated groups."""
        self.members: dict[tuple[str, int], Json] = {}
        """Who is what in a chat (`telegram_payloads.member`), where it is not a plain member, or for the bot itself in
        a channel an administrator who may post."""
        self.permissions: dict[str, Json] = {}
        """What members may do by default, where it is not everything."""
        self.undeletable: set[tuple[str, int]] = set()
        """Messages that may not be deleted (any more)."""
        self.messages: dict[tuple[str, int], Json] = {}
        """What stands in the chats, as it was last written."""
        self.files: dict[str, bytes] = {}
        """What people sent, and the bot, by file id."""
        self.topics: dict[str, set[int]] = {}
        """Topics by forum; other threads are not found there."""
        self.astray: set[str] = set()
        """Forums that put what is said in a topic that is gone into the main chat."""
        self.beside: dict[tuple[str, int], tuple[str, str]] = {}
        """By message: the name of its picture, and what it replies to; empty where there is none."""
        self.counts: dict[str, int] = {}
        """How many people are in a chat, where it is not two."""
        self.links: dict[str, Json] = {}
        """Invite links that the bot made, by their address."""
        self.takes_asides = False
        """The server speaks Bot API 10.2, which has messages in groups for one person alone."""
        self.asides: list[tuple[str, Json]] = []
        """Those messages, with their chats."""
        self._number = 500

    def carry_out(self, method: str, params: Json) -> Any:  # noqa: ANN401  # JSON
        """Do what the method does; unknown ones do nothing and are `true`.

        Raises:
            RefusedError: it cannot be done.
        """
        methods: dict[str, Callable[[str, Json], Any]] = {
            "getChat": self._get_chat,
            "getChatMember": self._get_member,
            "getChatMemberCount": self._count,
            "createChatInviteLink": self._invite,
            "revokeChatInviteLink": self._revoke,
            "sendMessage": self._send_text,
            "deleteEphemeralMessage": self._delete_aside,
            "sendPhoto": self._send_photo,
            "sendDocument": self._send_document,
            "sendPoll": self._send_poll,
            "editMessageText": self._edit,
            "editMessageCaption": self._edit_caption,
            "deleteMessage": self._delete,
            "stopPoll": self._stop_poll,
        }
        if method == "getFile":
            return self._get_file(params)
        if method not in methods:
            return True
        chat = str(params["chat_id"])
        if chat in self.blocked:
            raise RefusedError(refusal(403, "Forbidden: bot was blocked by the user"))
        if chat in self.moved:
            raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=self.moved[chat])
        return methods[method](chat, params)

    def shown(self, chat: str) -> list[Json]:
        """Return what stands in a chat, oldest first."""
        return [each for (where, _), each in self.messages.items() if where == chat]

    def polls(self, chat: str) -> list[Json]:
        """Return the native polls in a chat, oldest first."""
        return [each["poll"] for each in self.shown(chat) if "poll" in each]

    def kind(self, chat: str) -> str:
        """Return a chat's type."""
        guess = "private" if not chat.startswith("-") else "supergroup" if chat.startswith("-100") else "group"
        return self.kinds.get(chat, guess)

    def _chat(self, chat: str) -> Json:
        kind = self.kind(chat)
        public = {"username": self.names[chat]} if chat in self.names else {}
        return {
            "id": int(chat),
            "type": kind,
            **public,
            **({"first_name": "Ana"} if kind == "private" else {"title": "A chat"}),
        }

    def _get_chat(self, chat: str, params: Json) -> Json:
        permissions = self.permissions.get(chat)
        return {**self._chat(chat), **({"permissions": permissions} if permissions else {})}

    def _get_member(self, chat: str, params: Json) -> Json:
        person = params["user_id"]
        if (chat, person) in self.members:
            return self.members[chat, person]
        if person == BOT_ID:
            is_channel = self.kind(chat) == "channel"
            return member("administrator", BOT, can_post_messages=True) if is_channel else member("member", BOT)
        return member("member", user(person))

    def _count(self, chat: str, params: Json) -> int:
        return self.counts.get(chat, 2)

    def _invite(self, chat: str, params: Json) -> Json:
        """Make a link, where the bot may invite users; its name is one of 32 characters at most."""
        if not self.members.get((chat, BOT_ID), {}).get("can_invite_users"):
            raise bad("not enough rights to manage chat invite link")
        if len(params.get("name", "")) > LINK_NAME:
            raise bad("invite link name is too long")
        link = f"https://t.me/+link{len(self.links):012}"
        self.links[link] = {
            "invite_link": link, "creator": BOT, "creates_join_request": False, "is_primary": False,
            "is_revoked": False, **({"name": params["name"]} if "name" in params else {}),
        }  # fmt: skip
        return self.links[link]

    def _revoke(self, chat: str, params: Json) -> Json:
        """Let a link lead nowhere, where the bot may invite users."""
        if not self.members.get((chat, BOT_ID), {}).get("can_invite_users"):
            raise bad("not enough rights to manage chat invite link")
        if params["invite_link"] not in self.links:
            raise bad("INVITE_HASH_EXPIRED")
        self.links[params["invite_link"]]["is_revoked"] = True
        return self.links[params["invite_link"]]

    def _send(self, chat: str, params: Json, **content: Any) -> Json:
        check_keyboard(params.get("reply_markup"), self.kind(chat))
        self._number += 1
        kept = {key: value for key, value in params.items() if key in KEPT}
        thread = params.get("message_thread_id")
        if chat in self.topics and thread not in {None, *self.topics[chat]}:
            if chat not in self.astray:
                raise bad("message thread not found")
            del kept["message_thread_id"]
        sent: Json = {"message_id": self._number, "date": AT, "chat": self._chat(chat), "from": BOT, **kept, **content}
        if "force_reply" in kept.get("reply_markup", {}):  # messages tell of inline keyboards only
            del sent["reply_markup"]
        self.messages[chat, self._number] = sent
        above = str((params.get("reply_parameters") or {}).get("message_id", ""))
        self.beside[chat, self._number] = (str(params.get("photo", "")), above)
        return sent

    def _delete_aside(self, chat: str, params: Json) -> bool:
        if not self.takes_asides:
            raise RefusedError(refusal(404, "Not Found: method not found"))
        raise bad("message to delete not found")

    def _send_text(self, chat: str, params: Json) -> Json:
        check_text(params)
        if self.takes_asides and "receiver_user_id" in params:  # older servers pass over it
            self.asides.append((chat, params))
            alone = {"message_id": 0, "ephemeral_message_id": len(self.asides), "date": AT, "chat": self._chat(chat)}
            return {**alone, "from": BOT, "text": params["text"], "receiver_user": user(params["receiver_user_id"])}
        return self._send(chat, params)

    def _send_photo(self, chat: str, params: Json) -> Json:
        check_caption(params)
        if params["photo"].endswith(".odd"):
            raise bad("PHOTO_INVALID_DIMENSIONS")
        size = {"file_id": "f1", "file_unique_id": "u1", "width": 1280, "height": 720}
        return self._send(chat, params, photo=[size])

    def _send_document(self, chat: str, params: Json) -> Json:
        check_caption(params)
        file = {"file_id": "f2", "file_unique_id": "u2", "file_name": params["document"]}
        return self._send(chat, params, document=file)

    def _send_poll(self, chat: str, params: Json) -> Json:
        check_poll(params, self.kind(chat))
        texts = [each["text"] for each in params["options"]]
        several = bool(params.get("allows_multiple_answers"))
        said = {"description": params["description"]} if "description" in params else {}
        made = poll(f"5{self._number:09d}", params["question"], *texts, allows_multiple_answers=several, **said)
        return self._send(chat, params, poll=made)

    def _find(self, chat: str, params: Json, otherwise: str) -> Json:
        found = self.messages.get((chat, params["message_id"]))
        if found is None:
            raise bad(otherwise)
        return found

    def _edit(self, chat: str, params: Json) -> Json:
        found = self._find(chat, params, "message to edit not found")
        if "text" not in found:
            raise bad("there is no text in the message to edit")
        check_text(params)
        check_keyboard(params.get("reply_markup"), self.kind(chat), editing=True)
        new = {"text": params["text"], "entities": params.get("entities"), "reply_markup": params.get("reply_markup")}
        if all(found.get(key) == value for key, value in new.items()):
            raise bad("message is not modified: specified new message content and reply markup are exactly the same")
        found.update({key: value for key, value in new.items() if value is not None})
        for key in [key for key, value in new.items() if value is None]:
            found.pop(key, None)
        return found

    def _edit_caption(self, chat: str, params: Json) -> Json:
        found = self._find(chat, params, "message to edit not found")
        if not found.keys() & {"photo", "document"}:
            raise bad("there is no caption in the message to edit")
        check_caption(params)
        new = {key: value for key, value in params.items() if key in KEPT}
        if all(found.get(key) == value for key, value in new.items()):
            raise bad("message is not modified")
        found.update(new)
        return found

    def _get_file(self, params: Json) -> Json:
        file = params["file_id"]
        if file not in self.files:
            raise bad("wrong file_id or the file is temporarily unavailable")
        if len(self.files[file]) > FILE_BYTES:
            raise bad("file is too big")
        size = len(self.files[file])
        return {"file_id": file, "file_unique_id": f"u{file}", "file_size": size, "file_path": f"documents/{file}.bin"}

    def _delete(self, chat: str, params: Json) -> bool:
        self._find(chat, params, "message to delete not found")
        if (chat, params["message_id"]) in self.undeletable:
            raise bad("message can't be deleted")
        del self.messages[chat, params["message_id"]]
        return True

    def _stop_poll(self, chat: str, params: Json) -> Json:
        found = self._find(chat, params, "message with poll to stop not found")
        stopped: Json = found["poll"]
        if stopped["is_closed"]:
            raise bad("poll has already been closed")
        stopped["is_closed"] = True
        found.pop("reply_markup", None)
        return stopped
