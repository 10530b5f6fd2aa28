"""Telegram's wire: updates to the webhook through python-telegram-bot, and what then stands in the chats."""

import itertools
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.conversations.place import Place
from tests.conversations.said import Attached, Card, Json, Said, numbers_in
from tests.conversations.seats import Seat, Wire
from tests.support import telegram_payloads
from tests.support.telegram_payloads import BOT, private, user


class TelegramWire(Wire):
    """A team's group and an audience's."""

    name = "telegram"

    def __init__(self, place: Place, brand: str, team: str, audience: str) -> None:
        super().__init__(place, brand, team, audience)
        self.telegram = place.telegram
        self._toasts: list[str] = []
        self._numbers = itertools.count(10_000)

    def id_of(self, number: int) -> str:
        """Return a person's id."""
        return str(7_000_000_000 + number)

    def private(self, seat: Seat) -> str:
        """Return the chat with a person, which has their id."""
        return seat.person

    async def join(self, seat: Seat, chat: str) -> None:
        """Come into a group; the team's people write there, and open a chat with the bot."""
        change = telegram_payloads.member_change(
            telegram_payloads.member("left", self._user(seat)), telegram_payloads.member("member", self._user(seat)),
            chat=self._chat(seat, chat), sender=self._user(seat),
        )  # fmt: skip
        await self._happens(seat, chat_member={**change, "date": self._date()})
        if chat == self.team:
            await self.write(seat, chat, "Good morning")
            await self.write(seat, seat.person, "/start")

    async def write(
        self, seat: Seat, chat: str, text: str, *, below: str = "", file: Attached | None = None, **more: Any
    ) -> str:
        """Write, or give a command."""
        make = telegram_payloads.command if text.startswith("/") else telegram_payloads.message
        where, who = self._chat(seat, chat), self._user(seat)
        number = next(self._numbers)
        more |= {"reply_to_message": self._above(seat, chat, int(below))} if below else {}
        written = make(text, chat=where, sender=who, **more) | {"message_id": number, "date": self._date()}
        if file:
            written |= {"caption": written.pop("text"), **self._attached(file, number)}
        await self._happens(seat, message=written)
        return str(number)

    async def answer(self, seat: Seat, asked: Said, text: str, file: Attached | None = None) -> str:
        """Answer by a reply, for which the phone has opened a field; in private by writing on."""
        below = asked.message if asked.chat.startswith("-") else ""
        return await self.write(seat, asked.chat, text, below=below, file=file)

    async def edit(self, seat: Seat, chat: str, message: str, text: str) -> None:
        """Change what was written."""
        changed = telegram_payloads.message(text, chat=self._chat(seat, chat), sender=self._user(seat))
        number = {"message_id": int(message), "date": self._date(), "edit_date": self._date()}
        await self._happens(seat, edited_message=changed | number)

    async def react(self, seat: Seat, chat: str, message: str) -> None:
        """Put an emoji on a message."""
        where = {"chat": self._chat(seat, chat), "message_id": int(message), "user": self._user(seat)}
        change = telegram_payloads.reaction([], ["👍"]) | where
        await self._happens(seat, message_reaction=change | {"date": self._date()})

    def _above(self, seat: Seat, chat: str, number: int) -> Json:
        """Return a message that is replied to: the bot's own, or somebody's."""
        by_bot = (chat, number) in self.telegram.chats.messages
        author = BOT if by_bot else user(1, "Somebody")
        return telegram_payloads.message("Above", chat=self._chat(seat, chat), sender=author) | {"message_id": number}

    def _attached(self, file: Attached, number: int) -> Json:
        name = f"sent{number}"
        self.telegram.chats.files[name] = file.content
        told = {"file_id": name, "file_unique_id": f"u{name}", "file_size": len(file.content)}
        if file.kind.startswith("image/"):
            return {
                "photo": [
                    {**told, "file_id": "small", "width": 90, "height": 90},
                    {**told, "width": 800, "height": 600},
                ]
            }
        return {"document": {**told, "file_name": file.name, "mime_type": file.kind}}

    async def press(self, seat: Seat, data: str, where: Said | Card) -> None:
        """Press a button under a message."""
        pressed = telegram_payloads.press(data, self._user(seat), id=str(next(self._numbers)))
        place = {"message_id": int(where.message), "chat": self._chat(seat, where.chat)}
        await self._happens(seat, callback_query=pressed | {"message": pressed["message"] | place})

    async def vote(self, seat: Seat, card: Card, option: str) -> None:
        """Press a button, or choose in Telegram's own poll, which tells the whole choice."""
        if card.native is None:
            await super().vote(seat, card, option)
            return
        poll = card.native
        place = [each["text"] for each in poll["options"]].index(option)
        before = seat.chosen.get(poll["id"], [])
        several = [*before, place] if poll["allows_multiple_answers"] else [place]
        after = [each for each in before if each != place] if place in before else several
        seat.chosen[poll["id"]] = after
        await self.telegram.vote(poll["id"], *after, voter=self._user(seat))

    def messages(self, chat: str) -> list[Said]:
        """Return the messages of a chat."""
        return [self._said(each, chat) for each in self.telegram.chats.shown(chat)]

    def whispered(self, seat: Seat) -> list[Said]:
        """Return what presses were answered with."""
        return [Said(f"toast:{number}", text) for number, text in enumerate(self._toasts)]

    async def document(self, said: Said) -> bytes:
        """Return the file that was sent last under its name."""
        sent = [call.files for call in self.telegram.calls if said.file in call.names.values()]
        return next(iter(sent[-1].values()))

    def find_card(self, question: str, chat: str) -> Card | None:
        """Return the newest poll of this question: of Telegram's own the buttons, and the tally below it."""
        shown = self.telegram.chats.shown(chat)[::-1]
        native = next((each for each in shown if each.get("poll", {}).get("question") == question), None)
        below = next((each for each in shown if question in each.get("text", "").splitlines()[:2]), None)
        if below is None:
            return None
        if native is None or native["message_id"] > below["message_id"]:
            native = None
        said = self._said(below, chat)
        if native is None:
            return Card(said.text, numbers_in(said.text), said.buttons, chat, said.message)
        above = self._said(native, chat)
        text = f"{above.text}\n{said.text}"
        return Card(text, numbers_in(said.text), above.buttons, chat, above.message, native["poll"])

    def _said(self, message: Json, chat: str) -> Said:
        said = _said(message, chat)
        file, below = self.telegram.chats.beside.get((chat, int(said.message)), ("", ""))
        return replace(said, file=said.file or file, below=below)

    def _chat(self, seat: Seat, chat: str) -> Json:
        if chat == seat.person:
            return private(self._user(seat))
        return {"id": int(chat), "type": "supergroup", "title": "A group"}

    def _user(self, seat: Seat) -> Json:
        return user(int(seat.person), seat.name, language_code="en")

    def _date(self) -> int:
        return int(self.place.clock.now().timestamp())

    async def _happens(self, seat: Seat, **content: Any) -> None:
        """Send an update; a link that answers a press opens the private chat, as the phone does."""
        status, said = await self.telegram.send_update(self.telegram.update(**content))
        assert status == 200, said
        if said and said.get("text"):
            self._toasts.append(said["text"])
        if said and said.get("url"):
            (start,) = parse_qs(urlsplit(said["url"]).query)["start"]
            await self.write(seat, seat.person, f"/start {start}")


def _said(message: Json, chat: str) -> Said:
    poll = message.get("poll", {})
    words = [message.get("text", ""), message.get("caption", ""), poll.get("question", ""), poll.get("description", "")]
    text = "\n".join(filter(None, [*words, *(each["text"] for each in poll.get("options", []))]))
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = {each["text"]: each["callback_data"] for row in rows for each in row if "callback_data" in each}
    file = message.get("document", {}).get("file_name", "")
    number = str(message["message_id"])
    return Said(f"{chat}:{number}:{hash(text)}", text, buttons, chat=chat, message=number, file=file)
