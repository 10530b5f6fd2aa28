"""The page behind a member's personal link: it leads into the audience's chat, or says how to join."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from chat.brands import Brand
from chat.i18n import Words, words
from chat.ports import Platform
from chat.storable import storable
from storage import people, referrals
from storage.database import Database, Session

PATH = "/i/{code}"
MOST_CHARACTERS = 64
HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
STYLE = "body{font:1.1rem/1.6 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.2rem}"


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
            return RedirectResponse(link, 302, HEADERS)
        return HTMLResponse(_page(door, link), headers=HEADERS)

    return Route(PATH, invited, methods=["GET"])


def _door(db: Session, code: str, brands: Mapping[str, Brand]) -> Door | None:
    found = referrals.find_code(db, code)
    if found is None or found.brand not in brands:
        return None
    platforms = frozenset(chat.platform for chat in people.audiences(db, found.brand))
    return Door(found.code, brands[found.brand], found.link, platforms)


def _page(door: Door, telegram: str | None) -> str:
    say = words(door.brand.language)
    title = escape(say("join-title", brand=door.brand.name))
    ways = "".join(f"<li>{way}</li>" for way in _ways(door, telegram, say))
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    body = f"<h1>{title}</h1><p>{escape(say('join-how'))}</p><ul>{ways}</ul>"
    head += f"<style>{STYLE}</style>"
    return f'<!doctype html><html lang="{say.language}"><head>{head}</head><body>{body}</body></html>'


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
