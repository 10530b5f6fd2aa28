"""The chats of the fake Bot API server: what stands in them, and what may be done there."""

from collections.abc import Callable
from typing import Any

from tests.support.telegram_failures import Failure, refusal
from tests.support.telegram_payloads import AT, BOT, Json, poll

KEPT = {"text", "caption", "entities", "reply_markup", "message_thread_id"}
"""Parameters that stand in the message afterwards."""


class RefusedError(Exception):
    """The server says no."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.body)
        self.failure = failure


def bad(description: str, **parameters: Any) -> RefusedError:
    """Return a refusal of 400."""
    return RefusedError(refusal(400, f"Bad Request: {description}", **parameters))


class Chats:
    """Carries out the calls that write into chats."""

    def __init__(self) -> None:
        self.kinds: dict[str, str] = {}
        """Kinds by chat id, where they are not what the id suggests (channels)."""
        self.blocked: set[str] = set()
        """Chats that the bot may not write to."""
        self.moved: dict[str, int] = {}
        """New ids of migrated groups."""
        self.messages: dict[tuple[str, int], Json] = {}
        """What stands in the chats, as it was last written."""
        self._number = 500

    def carry_out(self, method: str, params: Json) -> Any:  # noqa: ANN401  # JSON
        """Do what the method does; unknown ones do nothing and are `true`.

        Raises:
            RefusedError: it cannot be done.
        """
        methods: dict[str, Callable[[str, Json], Any]] = {
            "getChat": self._get_chat,
            "sendMessage": self._send,
            "sendPhoto": self._send_photo,
            "sendPoll": self._send_poll,
            "editMessageText": self._edit,
            "stopPoll": self._stop_poll,
        }
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
        return {"id": int(chat), "type": kind, **({"first_name": "Ana"} if kind == "private" else {"title": "A chat"})}

    def _get_chat(self, chat: str, params: Json) -> Json:
        return self._chat(chat)

    def _send(self, chat: str, params: Json, **content: Any) -> Json:
        self._number += 1
        kept = {key: value for key, value in params.items() if key in KEPT}
        sent: Json = {"message_id": self._number, "date": AT, "chat": self._chat(chat), "from": BOT, **kept, **content}
        self.messages[chat, self._number] = sent
        return sent

    def _send_photo(self, chat: str, params: Json) -> Json:
        size = {"file_id": "f1", "file_unique_id": "u1", "width": 1280, "height": 720}
        return self._send(chat, params, photo=[size])

    def _send_poll(self, chat: str, params: Json) -> Json:
        if self.kind(chat) == "channel" and params.get("is_anonymous") is False:
            raise bad("non-anonymous polls can't be sent to channel chats")
        texts = [each["text"] for each in params["options"]]
        return self._send(chat, params, poll=poll(f"5{self._number:09d}", params["question"], *texts))

    def _find(self, chat: str, params: Json, otherwise: str) -> Json:
        found = self.messages.get((chat, params["message_id"]))
        if found is None:
            raise bad(otherwise)
        return found

    def _edit(self, chat: str, params: Json) -> Json:
        found = self._find(chat, params, "message to edit not found")
        if "text" not in found:
            raise bad("there is no text in the message to edit")
        new = {"text": params["text"], "entities": params.get("entities"), "reply_markup": params.get("reply_markup")}
        if all(found.get(key) == value for key, value in new.items()):
            raise bad("message is not modified: specified new message content and reply markup are exactly the same")
        found.update({key: value for key, value in new.items() if value is not None})
        for key in [key for key, value in new.items() if value is None]:
            found.pop(key, None)
        return found

    def _stop_poll(self, chat: str, params: Json) -> Json:
        found = self._find(chat, params, "message with poll to stop not found")
        stopped: Json = found["poll"]
        if stopped["is_closed"]:
            raise bad("poll has already been closed")
        stopped["is_closed"] = True
        return stopped
