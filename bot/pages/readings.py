"""What a page of the scorecard reads: the same figures as `/ror`, in the words of whoever looks."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.pages import sheet
from bot.pages.found import found
from chat.brands import Brand
from chat.errors import UserError
from chat.i18n import Words, language_of, words
from chat.ports import Clock
from handlers import reporting
from handlers.reporting import Report, tables
from handlers.reporting.behind import behind, whole
from insight import periods
from insight.behind import OPENS
from insight.periods import PeriodError
from insight.weeks import Period
from storage.database import Database, Session

log = logging.getLogger(__name__)

MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at which brand."""

    brand: Brand
    say: Words
    """The texts in their language."""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What of the brand is to be seen."""

    viewer: Viewer
    today: date
    """In the brand's zone."""
    word: str
    """How the period was asked for."""
    period: Period
    platform: str | None
    """None: all."""

    @classmethod
    def of(cls, request: Request, viewer: Viewer, today: date) -> Self:
        """Read what a request asks for.

        Raises:
            UserError: it names no period.
        """
        word = request.query_params.get("period") or periods.CHIPS[0]
        platform = request.query_params.get("platform", "")
        try:
            period = periods.parse(word, today)
        except PeriodError as error:
            raise UserError(f"ror-period-{error.reason}", word=word, most=periods.MOST_DAYS) from None
        known = platform in platforms_of(viewer.brand)
        return cls(viewer, today, word, period, platform if known else None)


Admit = Callable[[Request], Awaitable[Viewer | None]]
Read = Callable[[Session, Wish, Request], Response]


def wished(request: Request, default: str | None = None) -> Words:
    """Return the texts in the language that a browser asks for, else in `default`."""
    wishes = (each.partition(";")[0].strip() for each in request.headers.get("accept-language", "").split(","))
    return words(language_of(*wishes, default))


def platforms_of(brand: Brand) -> list[str]:
    """Return the platforms that the brand's audience is on."""
    return sorted({chat.platform for chat in brand.audiences})


class Readings:
    """Answers a page's questions, on a reader, in a thread.

    Args:
        database: where the ledger is.
        clock: the time.
        admit: tells who asks; None: nobody who may.
    """

    def __init__(self, database: Database, clock: Clock, admit: Admit) -> None:
        self._database = database
        self._clock = clock
        self._admit = admit

    def routes(self, prefix: str) -> list[BaseRoute]:
        """Return the routes, whose paths all begin so."""
        answers = {"sheet": _sheet, "rows": _rows, "scorecard.csv": _scorecard_csv, "rows.csv": _rows_csv}
        return [Route(f"{prefix}/{name}", self._answering(read)) for name, read in answers.items()]

    def _answering(self, read: Read) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            viewer = await self._admit(request)
            if viewer is None:
                return _json({"error": wished(request)("page-closed-text")}, 403)
            today = self._clock.now().astimezone(viewer.brand.zone).date()
            try:
                wish = Wish.of(request, viewer, today)
                return await asyncio.to_thread(self._database.read, lambda db: read(db, wish, request))
            except UserError as error:
                return _json({"error": viewer.say(error.key, **error.args_of_text)}, 400)
            except Exception:
                log.exception("the scorecard's page could not be reckoned")
                return _json({"error": viewer.say("page-failed")}, 503)

        return answer


def _report(db: Session, wish: Wish, *, chart: bool = False) -> Report:
    brand, period = wish.viewer.brand, wish.period
    return reporting.report(db, brand, period.start, period.end, chart=chart, platform=wish.platform)


def _sheet(db: Session, wish: Wish, _request: Request) -> Response:
    viewer = wish.viewer
    chosen = sheet.Chosen(wish.today, wish.word, wish.period, wish.platform or "", platforms_of(viewer.brand))
    return _json(sheet.sheet(_report(db, wish, chart=True), viewer.brand, chosen, viewer.say))


def _rows(db: Session, wish: Wish, request: Request) -> Response:
    page = request.query_params.get("page", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) <= MOST_DIGITS else 0
    viewer = wish.viewer
    opened = behind(db, viewer.brand, wish.period, _measure(request), number, wish.platform)
    return _json(found(opened, viewer.brand.zone, viewer.say))


def _scorecard_csv(db: Session, wish: Wish, _request: Request) -> Response:
    return _csv(wish, "scorecard", tables.figures(_report(db, wish).card, wish.viewer.say))


def _rows_csv(db: Session, wish: Wish, request: Request) -> Response:
    measure = _measure(request)
    opened = whole(db, wish.viewer.brand, wish.period, measure, wish.platform)
    return _csv(wish, measure, tables.rows(opened, wish.viewer.brand))


def _measure(request: Request) -> str:
    measure = request.query_params.get("measure", "")
    if measure not in OPENS:
        raise UserError("page-no-figure")
    return measure


def _csv(wish: Wish, what: str, content: bytes) -> Response:
    last = (wish.period.end - sheet.DAY).isoformat()
    name = f"{wish.viewer.brand.key}-{what}-{wish.period.start.isoformat()}-{last}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, headers=headers, media_type="text/csv")


def _json(content: dict[str, Any], status: int = 200) -> Response:
    return Response(orjson.dumps(content), status, {"Cache-Control": "no-store"}, media_type="application/json")
