"""The page behind a member's personal link: it leads into the audience's chat, or says how to join."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, request_response

from bot.pages import Safe, framed, wished
from chat.brands import Brand
from chat.i18n import Words
from chat.ports import Platform
from chat.storable import storable
from storage import people, referrals
from storage.database import Database, Session

PATH = "/i/{code}"
MOST_CHARACTERS = 64


@dataclass(frozen=True, slots=True)
class Door:
    """What is known of a personal link."""

    code: str
    brand: Brand
    link: str | None
    """The invite link into the chat."""
    platforms: frozenset[str]
    """Where the brand's audience is."""


def invitations_route(
    database: Database, brands: Mapping[str, Brand], platform: Callable[[str], Platform | None]
) -> Route:
    """Return the route.

    Args:
        platform: returns a platform by its name, once they run.
    """

    async def invited(request: Request) -> Response:
        code = storable(str(request.path_params["code"]))[:MOST_CHARACTERS].upper()
        door = await asyncio.to_thread(database.read, lambda db: _door(db, code, brands))
        if door is None:
            return PlainTextResponse("This link leads nowhere any more.", 404)
        telegram = platform("telegram") if "telegram" in door.platforms else None
        link = door.link or (telegram.start_link(f"ref_{door.code}") if telegram else None)
        if link and door.platforms == {"telegram"}:
            return RedirectResponse(link, 302)
        return _page(door, link, wished(request, door.brand.language))

    return Route(PATH, Safe(request_response(invited), cache="no-store"), methods=["GET"])


def _door(db: Session, code: str, brands: Mapping[str, Brand]) -> Door | None:
    found = referrals.find_code(db, code)
    if found is None or found.brand not in brands:
        return None
    platforms = frozenset(chat.platform for chat in people.audiences(db, found.brand))
    return Door(found.code, brands[found.brand], found.link, platforms)


def _page(door: Door, telegram: str | None, say: Words) -> Response:
    ways = "".join(f"<li>{way}</li>" for way in _ways(door, telegram, say))
    title = say("join-title", brand=door.brand.name)
    return framed("door", below=f"<ul>{ways}</ul>", lang=say.language, title=title, text=say("join-how"))


def _ways(door: Door, telegram: str | None, say: Words) -> list[str]:
    name = door.brand.name
    ways = []
    if telegram:
        ways.append(f'<a href="{escape(telegram)}" rel="noreferrer">{escape(say("join-telegram"))}</a>')
    if "slack" in door.platforms:
        ways.append(escape(say("join-slack", brand=name, command=f"/me invite {door.code}")))
    if "webchat" in door.platforms:
        ways.append(escape(say("join-webchat", command=f"/invite {door.code}")))
    return ways
