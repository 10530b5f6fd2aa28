"""Webchat's wire: the HTTP API that its page uses."""

import itertools
import json
from base64 import b64encode
from typing import Any

import aiohttp

from tests.conversations.place import Place
from tests.conversations.said import Attached, Card, Json, Said
from tests.conversations.seats import Seat, Wire

FOR_EVER = aiohttp.ClientTimeout(total=None)


class WebchatWire(Wire):
    """A playground with a team's chat and an audience's."""

    name = "webchat"

    def __init__(self, place: Place, brand: str, team: str, audience: str) -> None:
        super().__init__(place, brand, team, audience)
        self._told: list[Said] = []
        self._shown: dict[str, Json] = {}
        """All messages by their ids, as the stream told them last."""
        self._numbers = itertools.count(1)

    def id_of(self, number: int) -> str:
        """Return nothing: the playground gives people their ids when they join."""
        return ""

    def private(self, seat: Seat) -> str:
        """Return the chat with a person, which has their id."""
        return seat.person

    async def join(self, seat: Seat, chat: str) -> None:
        """Come into a chat; the team's people write there."""
        self.place.beside(self.name, self.listen)
        asked = {"brand": self.brand, "chat": chat, "client": self._client(), "name": seat.name}
        seat.person = (await self._post("join", asked))["person"]
        if chat == self.team:
            await self.write(seat, chat, "Good morning")

    async def write(
        self, seat: Seat, chat: str, text: str, *, below: str = "", file: Attached | None = None, **more: Any
    ) -> str:
        """Write, or give a command."""
        more |= {"reply_to": below} if below else {}
        if file is not None:
            more |= {"name": file.name, "content": b64encode(file.content).decode()}
        return await self._do(seat, "send" if file else "message", chat, text=text, **more)

    async def edit(self, seat: Seat, chat: str, message: str, text: str) -> None:
        """Change what was written."""
        await self._do(seat, "edit", chat, message=message, text=text)

    async def react(self, seat: Seat, chat: str, message: str) -> None:
        """Put an emoji on a message."""
        await self._do(seat, "react", chat, message=message, emoji="👍")

    async def press(self, seat: Seat, data: str, where: Said | Card) -> None:
        """Press a button."""
        below = {"message": where.message} if where.message else {}
        await self._do(seat, "press", where.chat, data=data, **below)

    def messages(self, chat: str) -> list[Said]:
        """Return what the bot said in a chat."""
        return [_said(each) for each in self._standing(chat) if each["person"] is None and not each["deleted"]]

    def whispered(self, seat: Seat) -> list[Said]:
        """Return what was answered at once."""
        return self._told

    async def document(self, said: Said) -> bytes:
        """Return the file that stands under a message, as the page loads it."""
        (message,) = [each for each in self._standing(said.chat) if str(each["id"]) == said.message]
        where = message["document"]["url"] if message["document"] else message["picture"]
        async with self.place.web.get(self.place.url + where) as answer:
            assert answer.status == 200
            return await answer.read()

    def find_card(self, question: str, chat: str) -> Card | None:
        """Return the newest poll of this question."""
        for message in reversed(self._standing(chat)):
            poll = message.get("poll")
            if poll and poll["question"] == question and not message["deleted"]:
                said = _said(message)
                numbers = {each["text"]: each["votes"] for each in poll["options"]} if poll["counted"] else None
                return Card(said.text, numbers, said.buttons, chat, said.message)
        return None

    def _standing(self, chat: str) -> list[Json]:
        return [each for each in self._shown.values() if each["chat"] == chat]

    async def listen(self) -> None:
        """Follow the stream that the page follows, until it ends."""
        async with self.place.web.get(f"{self.place.url}/play/events?since=0", timeout=FOR_EVER) as stream:
            async for line in stream.content:
                if line.startswith(b"data: {"):
                    said: Json = json.loads(line.removeprefix(b"data: "))
                    self._shown[said["id"]] = said

    async def _do(self, seat: Seat, deed: str, chat: str, **more: Any) -> str:
        """Do something; an answer that is a door is gone through, as the page does."""
        asked = {"brand": self.brand, "chat": chat, "person": seat.person, "client": self._client()}
        answer = await self._post(deed, asked | more)
        if answer.get("toast"):
            self._told.append(Said(f"told:{len(self._told)}", answer["toast"], chat=chat))
        if answer.get("answer"):
            said = _said({"id": "", "chat": chat, **answer["answer"]})
            self._told.append(Said(f"told:{len(self._told)}", said.text, said.buttons, chat=chat))
        if answer.get("door"):
            await self.write(seat, seat.person, f"/start {answer['door']}")
        return answer.get("message") or ""

    async def _post(self, deed: str, body: Json) -> Json:
        raw = json.dumps(body).encode()
        status, text = await self.place.post(f"/play/api/{deed}", raw, {"Content-Type": "application/json"})
        assert status == 200, text
        answer: Json = json.loads(text)
        return answer

    def _client(self) -> str:
        return f"{self.brand}-{next(self._numbers)}"


def _said(message: Json) -> Said:
    poll = message.get("poll") or {}
    told = [poll.get(name) for name in ("question", "hint", "voters_line", "until", "visibility")]
    told += [*poll.get("summary", []), *(each["text"] for each in poll.get("options", []))]
    text = "\n".join(filter(None, [message.get("title"), message["text"], *told]))
    votes = {each["text"]: each["data"] for each in poll.get("options", [])} if poll.get("open") else {}
    buttons = votes | {each["label"]: each["data"] for row in message["buttons"] for each in row}
    file = str((message.get("document") or {}).get("name") or message.get("picture") or "")
    name, chat, below = message["id"], message["chat"], message.get("reply_to") or ""
    return Said(f"{chat}:{name}:{hash(text)}", text, buttons, chat=chat, message=name, file=file, below=below)
