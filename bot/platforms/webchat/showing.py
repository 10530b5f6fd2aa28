"""How messages, people and brands are told to the page."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import orjson
from starlette.responses import Response

from bot.platforms.webchat.board import Place
from chat.brands import Brand
from chat.i18n import words
from chat.messages import Message, PollCard
from storage.webchat import Resident, Said

_SHOWN = ("text", "title", "buttons", "poll", "ask")


class JsonResponse(Response):
    """A JSON answer that nobody keeps a copy of."""

    media_type = "application/json"

    def __init__(self, content: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(content, status, {"Cache-Control": "no-store", **(headers or {})})

    def render(self, content: Mapping[str, Any]) -> bytes:
        """Write the JSON."""
        return orjson.dumps(content)


def said_json(said: Said) -> dict[str, Any]:
    """Return a message as the page gets it."""
    where = {"id": str(said.id), "chat": said.chat, "change": said.change, "at": said.at.isoformat()}
    who = {"person": said.person, "name": said.name, "reply_to": str(said.reply_to) if said.reply_to else None}
    picture = f"/play/picture/{said.id}.png?{said.change}" if said.has_picture else None
    file = {"name": said.document_name, "url": f"/play/file/{said.id}"} if said.document_name else None
    own = {key: said.content.get(key) for key in ("edited", "notice", "reactions")}
    own |= {"picture": picture, "document": file, "deleted": said.deleted}
    return {**where, **who, **content_json(said.content), **own}


def content_json(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a message says as the page gets it; the same for a private answer."""
    message = Message.from_json({key: content[key] for key in _SHOWN if key in content})
    return {
        "text": message.text,
        "title": message.title,
        "buttons": [[asdict(each) for each in row] for row in message.buttons],
        "poll": _poll_json(message.poll) if message.poll else None,
        "picture_alt": content.get("chart_alt", ""),
        "ask": message.ask,
    }


def _poll_json(card: PollCard) -> dict[str, Any]:
    options = [
        {"id": each.id, "text": each.text, "votes": each.votes, "share": card.share(each), "data": card.data(each)}
        for each in card.options
    ]
    lines = {name: getattr(card, name) for name in ("hint", "voters_line", "until", "visibility")}
    rules = {name: getattr(card, name) for name in ("kind", "most", "secret", "counted", "closed")}
    return {
        "poll": card.poll,
        "question": card.question,
        "options": options,
        "open": card.votable and not card.closed,
        "summary": list(card.summary),
        **lines,
        **rules,
    }


def brand_json(brand: Brand, places: list[Place], people: list[Resident], commands: tuple[str, ...]) -> dict[str, Any]:
    """Return a brand as the page gets it."""
    say = words(brand.language)
    return {
        "key": brand.key,
        "name": brand.name,
        "language": brand.language,
        "team": next((place.chat for place in places if place.role == "team"), None),
        "audiences": [place.chat for place in places if place.role == "audience"],
        "people": [_resident_json(each) for each in people],
        "commands": [{"name": each, "about": say(f"command-{each}")} for each in commands],
    }


def _resident_json(resident: Resident) -> dict[str, Any]:
    of_team = {"team": resident.team, "manager": resident.manager}
    return {"id": resident.person, "name": resident.name or resident.person, "inside": resident.inside, **of_team}
