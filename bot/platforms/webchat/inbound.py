"""From what the page's people do to events."""

import asyncio
import hashlib
import re
import unicodedata
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.platforms.webchat.asking import (
    MOST_BYTES,
    MOST_OF_NAME,
    MOST_WITH_FILE,
    Asked,
    RefusedError,
    picture_type,
)
from bot.platforms.webchat.board import Board, Place
from bot.platforms.webchat.showing import JsonResponse, content_json
from chat.address import Address
from chat.errors import Busy, Unavailable
from chat.events import Command, Deleted, Edited, Event, File, Joined, Left, Message, Press, Reaction, Vote
from chat.messages import CALLBACK_BYTES, read_vote
from chat.ports import ANSWER_WITHIN_S, Intake, Outcome
from storage import people, webchat
from storage.database import Session
from storage.people import Newcomer
from storage.webchat import PLATFORM, Said, Saying

Deed = Callable[[Asked], Awaitable[dict[str, Any]]]

MOST_OF_EMOJI = 32
_COMMAND = re.compile(r"/([\w-]{1,32})(?:\s+(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who does something, and where."""

    place: Place
    person: str
    name: str
    client: str
    """The page's id of the deed; the same deed sent again has the same."""


class Inbound:
    """Hands in what the page's people do; a deed is shown before it is handed in, so that a repeat has been shown."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self.intake: Intake | None = None
        """None while nothing is taken in."""

    def routes(self) -> list[Route]:
        """Return a route for each kind of deed."""
        deeds = (self.message, self.send, self.press, self.react, self.edit, self.delete, self.join, self.leave)
        return [Route(f"/play/api/{deed.__name__}", _endpoint(deed), methods=["POST"]) for deed in deeds]

    async def message(self, asked: Asked) -> dict[str, Any]:
        """Say something, or give a command."""
        who, text = await self._who(asked), asked.text("text")
        if command := _COMMAND.fullmatch(text):
            name, rest = command.groups(default="")
            return await self._hand_in(Command(**self._facts(who), command=name.lower(), text=rest.strip()))
        above = await self._message(asked, who, "reply_to") if asked.fields.get("reply_to") is not None else None
        saying = Saying(
            chat=who.place.chat, content={"text": text}, person=who.person, name=who.name,
            reply_to=above.id if above else None, client=who.client,
        )  # fmt: skip
        id_ = str(await self._board.write(webchat.put, saying, self._board.clock.now()))
        reply_to = str(above.id) if above else None
        return await self._hand_in(Message(**self._facts(who), message=id_, text=text, reply_to=reply_to), id_)

    async def send(self, asked: Asked) -> dict[str, Any]:
        """Say something with a file."""
        who, content = await self._who(asked), asked.file("content")
        name = asked.text("name", MOST_OF_NAME)
        text = asked.text("text") if asked.fields.get("text") else ""
        above = await self._message(asked, who, "reply_to") if asked.fields.get("reply_to") is not None else None
        is_picture = picture_type(content) is not None
        saying = Saying(
            chat=who.place.chat,
            content={"text": text, "chart_alt": name if is_picture else ""},
            person=who.person,
            name=who.name,
            reply_to=above.id if above else None,
            client=who.client,
            picture=content if is_picture else None,
            document=None if is_picture else content,
            document_name=None if is_picture else name,
        )
        id_ = str(await self._board.write(webchat.put, saying, self._board.clock.now()))
        reply_to = str(above.id) if above else None
        file = File(id_, name, is_picture, len(content))
        event = Message(**self._facts(who), message=id_, text=text, reply_to=reply_to, files=(file,))
        return await self._hand_in(event, id_)

    async def press(self, asked: Asked) -> dict[str, Any]:
        """Press a button; those of polls are votes."""
        who, data = await self._who(asked), asked.text("data")
        if len(data.encode()) > CALLBACK_BYTES:
            raise RefusedError(f'"data" must be at most {CALLBACK_BYTES} bytes.')
        # A private answer's buttons stand in no message.
        below = await self._message(asked, who, "message") if asked.fields.get("message") is not None else None
        if vote := read_vote(data):
            poll, option, secret = vote
            cast = Vote(**self._facts(who), poll=poll, options=(option,), toggle=True, secret=secret)
            return await self._hand_in(cast)
        return await self._hand_in(Press(**self._facts(who), data=data, message=str(below.id) if below else None))

    async def react(self, asked: Asked) -> dict[str, Any]:
        """Put an emoji on a message or take it off."""
        who, emoji, removed = await self._who(asked), asked.text("emoji", MOST_OF_EMOJI), asked.flag("removed")
        target = await self._message(asked, who)
        await self._board.write(webchat.react, target.id, who.person, emoji, removed=removed, event=who.client)
        return await self._hand_in(Reaction(**self._facts(who), target=str(target.id), emoji=emoji, removed=removed))

    async def edit(self, asked: Asked) -> dict[str, Any]:
        """Change one's own message."""
        who, text = await self._who(asked), asked.text("text")
        own = await self._own_message(asked, who)
        await self._board.write(webchat.edit, own.id, text, event=who.client)
        return await self._hand_in(Edited(**self._facts(who), message=str(own.id), text=text), str(own.id))

    async def delete(self, asked: Asked) -> dict[str, Any]:
        """Take one's own message back."""
        who = await self._who(asked)
        own = await self._own_message(asked, who, deleted=True)
        await self._board.write(webchat.delete, own.id)
        return await self._hand_in(Deleted(**self._facts(who), message=str(own.id)), str(own.id))

    async def join(self, asked: Asked) -> dict[str, Any]:
        """Come into a chat: somebody new with a `name`, or with `person` somebody who had left."""
        if asked.fields.get("person") is not None:
            who = await self._who(asked, shared=True)
        else:
            place, name, client = self._place(asked), asked.text("name", MOST_OF_NAME), asked.id("client")
            who = Who(place=place, person=_new_id(name, client), name=name, client=client)
        await self._board.write(_come_in, who, self._notice(who, "joined"), self._board.clock.now())
        code = asked.text("code", MOST_OF_NAME) if asked.fields.get("code") else ""
        came = await self._hand_in(Joined(**self._facts(who), code=code))
        return came | {"person": who.person, "name": who.name}

    async def leave(self, asked: Asked) -> dict[str, Any]:
        """Leave a chat."""
        who = await self._who(asked, shared=True)
        await self._board.write(webchat.put, self._notice(who, "left"), self._board.clock.now())
        return await self._hand_in(Left(**self._facts(who)))

    def _place(self, asked: Asked) -> Place:
        chat = asked.id("chat")
        place = self._board.places.get(chat)
        if place is not None:
            return place
        # The chat between a person and the bot has the person's id.
        brand = self._board.brands.get(str(asked.fields.get("brand")))
        if brand is None or chat != asked.fields.get("person"):
            raise RefusedError("There is no such chat.")
        return Place(chat, brand, "private")

    async def _who(self, asked: Asked, *, shared: bool = False) -> Who:
        place, person, client = self._place(asked), asked.id("person"), asked.id("client")
        if shared and place.role == "private":
            raise RefusedError("A private chat has one person for good.")
        account = await self._board.read(people.find, place.brand.key, Address(PLATFORM, person))
        if account is None:
            raise RefusedError("There is no such person: add them first.")
        return Who(place=place, person=person, name=account.name or person, client=client)

    async def _message(self, asked: Asked, who: Who, field: str = "message", *, deleted: bool = False) -> Said:
        said = await self._board.read(webchat.find, asked.row(field))
        if said is None or said.chat != who.place.chat or said.content.get("notice") or (said.deleted and not deleted):
            raise RefusedError("There is no such message in this chat.")
        return said

    async def _own_message(self, asked: Asked, who: Who, *, deleted: bool = False) -> Said:
        said = await self._message(asked, who, deleted=deleted)
        if said.person != who.person:
            raise RefusedError("That is somebody else's message.")
        return said

    def _notice(self, who: Who, happened: str) -> Saying:
        content = {"text": f"{who.name} {happened}", "notice": happened}
        return Saying(chat=who.place.chat, content=content, person=who.person, name=who.name, client=who.client)

    def _facts(self, who: Who) -> dict[str, Any]:
        """Return what all events have; the people of a playground speak their brand's language."""
        event = {"account": PLATFORM, "id": who.client, "platform": PLATFORM, "at": self._board.clock.now()}
        person = {"person": who.person, "name": who.name, "language": who.place.brand.language}
        private = who.place.role == "private"  # there every answer is a message
        where = {"chat": who.place.chat, "private": private, "answerable": not private}
        return {**event, **person, **where, "order": self._board.next_order()}

    async def _hand_in(self, event: Event, message: str | None = None) -> dict[str, Any]:
        if self.intake is None:
            raise Unavailable("the playground is closing")
        pending = asyncio.ensure_future(self.intake.offer(event))
        # Not wait_for, which would cancel the event: asked again, the page hears of it as a repeat.
        done, _ = await asyncio.wait({pending}, timeout=ANSWER_WITHIN_S)
        if not done:
            pending.add_done_callback(lambda late: late.cancelled() or late.exception())
            raise Unavailable("that takes a moment")
        return _outcome_json(pending.result(), message)


def _endpoint(deed: Deed) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            most = MOST_WITH_FILE if request.url.path.endswith("/send") else MOST_BYTES
            return JsonResponse(await deed(await Asked.of(request, most)))
        except RefusedError as error:
            return JsonResponse({"error": error.sentence}, error.status)
        except (Busy, Unavailable):
            return JsonResponse({"error": "That takes a moment."}, 503, {"Retry-After": f"{Busy.retry_after:.0f}"})

    return endpoint


def _outcome_json(outcome: Outcome, message: str | None) -> dict[str, Any]:
    answer = content_json(outcome.answer.as_json()) if outcome.answer else None
    told = {"outcome": outcome.kind, "toast": outcome.toast, "answer": answer, "message": message}
    return told | {"door": outcome.door or None}


def _come_in(db: Session, who: Who, notice: Saying, now: datetime) -> None:
    brand = who.place.brand
    newcomer = Newcomer(Address(PLATFORM, who.person), name=who.name, language=brand.language)
    people.meet(db, brand.key, newcomer, now)
    webchat.put(db, notice, now)


def _new_id(name: str, client: str) -> str:
    """Make an id that tells who it is, the same for the same deed."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    readable = re.sub("[^a-z0-9]+", "-", plain)[:24].strip("-") or "guest"
    return f"{readable}-{hashlib.sha256(client.encode()).hexdigest()[:6]}"
