"""Who may come into a brand's page: whoever brings a link that `/ror` gave them, once, and then for some hours."""

import asyncio
import secrets
from collections.abc import Mapping
from urllib.parse import parse_qs, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.routing import Router as Routes
from starlette.staticfiles import StaticFiles

from bot.bodies import body_of
from bot.pages.framing import UNKEPT, framed, post_form
from bot.pages.readings import Readings, Viewer, wished
from bot.pages.safety import STATIC, Safe, is_same_origin
from chat.brands import Brand
from chat.errors import Unavailable
from chat.i18n import Words, language_of, words
from chat.ports import Clock
from chat.storable import storable
from handlers.page_link import PATH, TOKEN_BYTES
from storage import passes
from storage.database import Database
from storage.passes import VALID
from storage.people import Account
from storage.writer import Writer

MOST_BYTES = 4_096
MOST_CHARACTERS = 128
SHOWN = ("period", "platform")
"""What the page shows at first, where a link says so."""


class Doors:
    """The brands' pages and their doors; nothing but a POST changes anything.

    Args:
        writer: where passes are exchanged.
        database: where they are looked up.
        brands: the configured brands.
        clock: the time.
        is_secure: the pages are reached by https, so that a session's cookie never goes by anything else.
    """

    def __init__(
        self, *, writer: Writer, database: Database, brands: Mapping[str, Brand], clock: Clock, is_secure: bool
    ) -> None:
        self._writer = writer
        self._database = database
        self._brands = brands
        self._clock = clock
        self._is_secure = is_secure
        self._cookie = "__Secure-rapport" if is_secure else "rapport"
        self._readings = Readings(database, clock, self._viewer)

    def route(self) -> BaseRoute:
        """Return the one route of all that is under `/brands`."""
        inside = [
            Mount("/-/static", StaticFiles(directory=STATIC)),
            Route("/{key}", self.page),
            Route("/{key}/enter", self.enter, methods=["POST"]),
            Route("/{key}/leave", self.leave, methods=["POST"]),
            *self._readings.routes("/{key}/api"),
        ]
        return Mount(PATH, Safe(Routes(inside), forms="'self'"))

    async def page(self, request: Request) -> Response:
        """Show the page, or the door to it."""
        viewer = await self._viewer(request)
        if viewer is None:
            return await self._knock(request)
        if "t" in request.query_params:
            return self._onward(viewer.brand.key, request.query_params)
        say, brand = viewer.say, viewer.brand
        return framed(
            "page",
            lang=say.language,
            title=say("ror-title", brand=brand.name),
            brand=brand.name,
            key=brand.key,
            visitor=viewer.name,
            leave=say("page-leave"),
            noscript=say("page-noscript"),
        )

    async def enter(self, request: Request) -> Response:
        """Exchange a link for a session."""
        fields, key = await _fields(request), request.path_params["key"]
        if not is_same_origin(request.headers) or key not in self._brands:
            return _closed(request)
        link, session = storable(fields.get("t", ""))[:MOST_CHARACTERS], secrets.token_urlsafe(TOKEN_BYTES)
        now = self._clock.now()
        try:
            known = await self._writer.write(lambda db: passes.exchange(db, key, link, session, now))
        except Unavailable:
            return _busy(request)
        if not known:
            return _closed(request)
        onward = self._onward(key, fields)
        onward.set_cookie(
            self._cookie,
            session,
            max_age=int(VALID["session"].total_seconds()),
            path=f"{PATH}/{key}",
            secure=self._is_secure,
            httponly=True,
            samesite="lax",
        )
        return onward

    async def leave(self, request: Request) -> Response:
        """End the session."""
        key, session = request.path_params["key"], self._session(request)
        if not is_same_origin(request.headers):
            return _closed(request)
        viewer = await self._viewer(request)
        try:
            await self._writer.write(lambda db: passes.end(db, "session", session))
        except Unavailable:
            return _busy(request)
        say = viewer.say if viewer else wished(request)
        left = framed("door", lang=say.language, title=say("page-left"), text=say("page-left-text"))
        left.delete_cookie(self._cookie, path=f"{PATH}/{key}", secure=self._is_secure, httponly=True, samesite="lax")
        return left

    async def _knock(self, request: Request) -> Response:
        """Show who is expected a button: those who only look at what a link leads to, do not press it."""
        key, link = request.path_params["key"], request.query_params.get("t", "")
        account = await self._holder("link", key, link)
        if account is None:
            return _closed(request)
        brand, say = self._brands[key], self._words(account)
        shown = {name: request.query_params.get(name, "") for name in SHOWN}
        form = post_form(f"{PATH}/{key}/enter", say("page-enter"), {"t": link} | shown)
        hours = int(VALID["session"].total_seconds() // 3600)
        text = say("page-knock", brand=brand.name, name=account.name or account.person, hours=hours)
        return framed("door", below=form, lang=say.language, title=say("ror-title", brand=brand.name), text=text)

    def _onward(self, key: str, asked: Mapping[str, str]) -> RedirectResponse:
        shown = urlencode({name: asked[name][:MOST_CHARACTERS] for name in SHOWN if asked.get(name)})
        return RedirectResponse(f"{PATH}/{key}" + (f"?{shown}" if shown else ""), 303, UNKEPT)

    async def _viewer(self, request: Request) -> Viewer | None:
        """Return who looks; whether they still may is asked anew at each request."""
        key = request.path_params["key"]
        account = await self._holder("session", key, self._session(request))
        if account is None:
            return None
        return Viewer(self._brands[key], self._words(account), account.name or account.person)

    async def _holder(self, kind: passes.Kind, key: str, token: str) -> Account | None:
        token, now = storable(token)[:MOST_CHARACTERS], self._clock.now()
        if not token or key not in self._brands:
            return None
        return await asyncio.to_thread(self._database.read, lambda db: passes.holder(db, kind, key, token, now))

    def _session(self, request: Request) -> str:
        return request.cookies.get(self._cookie, "")

    def _words(self, account: Account) -> Words:
        return words(language_of(account.speaks, account.language, self._brands[account.brand].language))


async def _fields(request: Request) -> dict[str, str]:
    """Return a small form's fields; of one that is too large none."""
    body = await body_of(request, MOST_BYTES) or b""
    found = parse_qs(body.decode("ascii", "replace"))
    return {name: values[0] for name, values in found.items()}


def _closed(request: Request) -> Response:
    """Tell what to do; the same of links that were used, are too old or never were, and of brands there are not."""
    say = wished(request)
    return framed("door", 403, lang=say.language, title=say("page-closed"), text=say("page-closed-text"))


def _busy(request: Request) -> Response:
    say = wished(request)
    busy = framed("door", 503, lang=say.language, title=say("page-busy"), text=say("page-busy-text"))
    busy.headers["Retry-After"] = "1"
    return busy
