"""From an event to its durable outcome."""

import asyncio
import logging
import traceback
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, cast

from chat.brands import Brand
from chat.errors import Busy, NotYet, UserError
from chat.events import Event, Vote, dump, load
from chat.i18n import language_of, words
from chat.ports import Clock, Outcome
from handlers.routing import Context, Reading, Route, Router
from storage import inbox
from storage.database import Database, Session
from storage.inbox import Kept
from storage.writer import Writer

log = logging.getLogger(__name__)

REPEAT = Outcome("repeat")
DONE = Outcome("done")
TRACEBACK_CHARACTERS = 2_000
PATIENCE = timedelta(hours=24)


class Dispatcher:
    """Hands each event to its handler, once, in the writer's transaction (`chat.ports.Intake`).

    Args:
        router: who hears what.
        writer: where it becomes durable.
        database: where `prepare` steps read.
        brands: the configured brands by key.
        clock: the time.
        heard: called with each event and what came of it, for metrics.
    """

    def __init__(  # each is one thing the core needs; a bag would only hide them
        self,
        router: Router,
        writer: Writer,
        database: Database,
        brands: Mapping[str, Brand],
        clock: Clock,
        *,
        heard: Callable[[Event, Outcome], None] = lambda _event, _outcome: None,
    ) -> None:
        self.brands = brands
        self._router = router
        self._writer = writer
        self._database = database
        self._clock = clock
        self.wake: Callable[[], None] = lambda: None
        """Called on the event loop after a commit that put letters."""
        self._heard = heard
        self._sets = {route: partial(self._all, route) for route in router.routes.values() if route.handle_all}

    def offer(self, event: Event) -> "asyncio.Future[Outcome]":
        """Queue an event; see `chat.ports.Intake`."""
        if self._writer.full:
            raise Busy
        route = self._router.find(event)
        if route is not None and route.prepare is not None:
            return asyncio.ensure_future(self._prepared(event, route))
        return self._queue(event, route, None)

    async def room(self) -> None:
        """Wait until the queue takes events again."""
        await self._writer.room()

    def set_aside(self, account: str, id: str, raw: bytes, error: str) -> "asyncio.Future[None]":  # noqa: A002
        """Store what could not be understood, as dead."""
        now = self._clock.now()
        log.warning("an update of %s was not understood and is kept in the inbox: %s", account, error)
        return self._writer.write(lambda db: inbox.set_aside(db, account, id, raw, error, now))

    async def retry(self, kept: Kept) -> Outcome:
        """Try a kept event once more; it is taken off the list where that succeeds."""
        event = load(kept.payload)
        route = self._router.find(event)
        if route is None:
            return await self._writer.write(lambda db: _forget(db, kept))
        facts = await self._prepare(event, route) if route.prepare else None

        def again(db: Session) -> Outcome:
            return self._run(db, event, route, facts) if inbox.done(db, kept.id) else REPEAT

        def rescue(db: Session, error: Exception) -> Outcome:
            inbox.failed_again(db, kept, _sentence(error), self._clock.now())
            return Outcome("deferred")

        return await self._writer.write(again, rescue=rescue)

    async def _prepared(self, event: Event, route: Route) -> Outcome:
        try:
            facts = await self._prepare(event, route)
        except UserError as error:
            return await self._queue(event, None, None, self._refusal(event, error))
        except Exception as error:  # noqa: BLE001  # kept for a retry, like a handler that failed
            return await self._queue(event, Route(_raiser(error)), None)
        return await self._queue(event, route, facts)

    async def _prepare(self, event: Event, route: Route) -> Any:  # noqa: ANN401  # facts are the feature's own
        prepare = route.prepare
        if prepare is None:
            return None
        now, brands = self._clock.now(), self.brands
        return await asyncio.to_thread(self._database.read, lambda db: prepare(Reading(db, now, brands), event))

    def _queue(
        self,
        event: Event,
        route: Route | None,
        facts: Any,  # noqa: ANN401  # the feature's own
        outcome: Outcome = DONE,
    ) -> "asyncio.Future[Outcome]":
        said: list[bool] = []

        def once(db: Session) -> Outcome:
            if not inbox.accept(db, event.account, event.id, self._clock.now()):
                return REPEAT
            return outcome if route is None else self._run(db, event, route, facts, said)

        def keep(db: Session, error: Exception) -> Outcome:
            inbox.accept(db, event.account, event.id, self._clock.now())
            if isinstance(error, UserError):
                return self._refusal(event, error)
            patience = PATIENCE if isinstance(error, NotYet) else None
            if patience is None:
                log.error("a handler failed on %s; the event is kept for a retry", type(event).__name__, exc_info=error)
            kept = inbox.Event(event.account, event.id, dump(event))
            inbox.keep(db, kept, _sentence(error), self._clock.now(), patience)
            return Outcome("deferred", toast=words(language_of(event.language))("takes-a-moment"))

        many = (self._sets[route], (event, said)) if route in self._sets else None
        future = self._writer.write(once, rescue=keep, key=_lock_key(event), many=many)
        future.add_done_callback(lambda done: self._settled(event, done, said))
        return future

    def _run(self, db: Session, event: Event, route: Route, facts: Any, said: list[bool] | None = None) -> Outcome:  # noqa: ANN401
        ctx = Context(db, self._clock.now(), self.brands, self._database.slot)
        outcome = (route.handle(ctx, event, facts) if route.prepare else route.handle(ctx, event)) or DONE
        if said is not None and ctx.said:
            said.append(True)
        return outcome

    def _all(self, route: Route, db: Session, items: list[tuple[Event, list[bool]]]) -> list[Outcome]:
        """Handle many events of one kind in one go; each repeat is handled as one."""
        now = self._clock.now()
        first: dict[tuple[str, str], Event] = {}
        for event, _ in items:
            first.setdefault((event.account, event.id), event)
        fresh = inbox.accept_all(db, list(first), now)
        events = [event for key, event in first.items() if key in fresh]
        ctx = Context(db, now, self.brands, self._database.slot)
        handle_all = cast("Callable[..., list[Outcome | UserError]]", route.handle_all)
        outcomes = dict(zip(map(id, events), handle_all(ctx, events), strict=True)) if events else {}
        if ctx.said:
            items[0][1].append(True)
        return [self._plain(event, outcomes.get(id(event), REPEAT)) for event, _ in items]

    def _plain(self, event: Event, outcome: Outcome | UserError) -> Outcome:
        return self._refusal(event, outcome) if isinstance(outcome, UserError) else outcome

    def _settled(self, event: Event, future: "asyncio.Future[Outcome]", said: list[bool]) -> None:
        if future.cancelled() or future.exception() is not None:
            return
        self._heard(event, future.result())
        if said:
            self.wake()

    def _refusal(self, event: Event, error: UserError) -> Outcome:
        brand = self.brands.get(error.brand or "")
        language = language_of(event.language, brand.language if brand else None)
        return Outcome("refused", toast=words(language)(error.key, **error.args_of_text))


def _lock_key(event: Event) -> str:
    if isinstance(event, Vote):
        return f"poll:{event.poll or event.native}"
    return f"chat:{event.platform}:{event.chat}"


def _sentence(error: Exception) -> str:
    return "".join(traceback.format_exception(error))[-TRACEBACK_CHARACTERS:]


def _raiser(error: Exception) -> Callable[..., Outcome]:
    def handle(_ctx: Context, _event: Event) -> Outcome:
        raise error

    return handle


def _forget(db: Session, kept: Kept) -> Outcome:
    inbox.done(db, kept.id)
    return DONE
