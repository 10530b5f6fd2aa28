"""From an event to its durable outcome."""

import asyncio
import logging
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar, cast

from chat.address import Address
from chat.brands import Brand
from chat.errors import Busy, NotYet, UserError
from chat.events import Command, Event, Vote, dump, load
from chat.events import Message as TextMessage
from chat.i18n import language_of, words
from chat.inquiries import Findings, Inquire
from chat.messages import Message
from chat.ports import Clock, Outcome
from chat.storable import storable
from handlers import bygone
from handlers.lane import Lane
from handlers.routing import Context, Means, Reading, Route, Router
from storage import dialogs, inbox, links
from storage.database import Database, Session
from storage.inbox import Kept
from storage.outbox import Draft
from storage.writer import Writer

T = TypeVar("T")
log = logging.getLogger(__name__)

REPEAT = Outcome("repeat")
DONE = Outcome("done")
TRACEBACK_CHARACTERS = 2_000
SECRET = b"secret:"
"""What carries this may be an anonymous vote: it must not lie beside its person's name (`chat.messages.vote_data`)."""
PATIENCE = timedelta(hours=24)
PREPARING = 100
"""So many events may be read for at a time, before they are queued."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """One try of an event."""

    event: Event
    take: Callable[[Session], bool]
    """Makes the event this try's own; False where it was dealt with before, by whomever."""
    keep: Callable[[Session, Exception], None]
    """Lets the event wait for its next try."""
    said: list[bool] = field(default_factory=list)
    """Holds something once a letter was put."""


class Dispatcher:
    """Hands each event to its handler, once, in the writer's transaction (`chat.ports.Intake`).

    Args:
        router: who hears what.
        writer: where it becomes durable.
        database: where `prepare` steps read.
        brands: the configured brands by key.
        clock: the time.
        means: what of the settings handlers need.
        heard: called with each event and what came of it, for metrics.
    """

    def __init__(  # noqa: PLR0913  # each is one thing the core needs; a bag would only hide them
        self,
        router: Router,
        writer: Writer,
        database: Database,
        brands: Mapping[str, Brand],
        clock: Clock,
        *,
        means: Means | None = None,
        heard: Callable[[Event, Outcome], None] = lambda _event, _outcome: None,
    ) -> None:
        self.brands = brands
        self.inquire: Inquire | None = None
        """Asks the platforms; None: nobody can be asked."""
        self._means = means or Means()
        self._router = router
        self._writer = writer
        self._database = database
        self._clock = clock
        self.wake: Callable[[], None] = lambda: None
        """Called on the event loop after a commit that put letters."""
        self._heard = heard
        self._preparing: set[asyncio.Task[Outcome]] = set()
        shared = {route.prepare_all for route in router.routes.values() if route.prepare_all}
        self._lanes = {prepare_all: Lane(partial(self._prepare_all, prepare_all)) for prepare_all in shared}
        self._sets = {route: partial(self._all, route) for route in router.routes.values() if route.handle_all}

    def offer(self, event: Event) -> "asyncio.Future[Outcome]":
        """Queue an event; see `chat.ports.Intake`."""
        if self._writer.full:
            raise Busy
        route = self._router.find(event)
        turn = _Turn(event, partial(self._accept, event), partial(self._keep, event))
        future = self._prepared(turn, route) if route and route.has_facts else self._queue(turn, route, None)
        future.add_done_callback(partial(self._settled, turn))
        return future

    async def room(self) -> None:
        """Wait until the queue takes events again."""
        await self._writer.room()
        if len(self._preparing) >= PREPARING:
            await asyncio.wait(self._preparing, return_when=asyncio.FIRST_COMPLETED)

    def set_aside(self, account: str, id: str, raw: bytes, error: str) -> "asyncio.Future[None]":  # noqa: A002
        """Store what could not be understood, as dead; of what may be an anonymous vote, only that it came."""
        if SECRET in raw:
            raw, error = b"", error.partition(":")[0]
        now, why = self._clock.now(), storable(error)
        # The rest of an error may be what somebody wrote.
        log.warning("an update of %s was not understood and is kept in the inbox: %s", account, why.partition(":")[0])
        return self._writer.write(lambda db: inbox.set_aside(db, account, storable(id), raw, why, now))

    async def retry(self, kept: Kept) -> Outcome:
        """Try a kept event once more; it is taken off the list unless that fails."""

        def keep(db: Session, error: Exception) -> None:
            inbox.failed_again(db, kept, _sentence(error), self._clock.now())

        try:
            # Nobody waits any more for an answer with the acknowledgement.
            event = replace(load(kept.payload), answerable=False, formable=False)
        except Exception as error:  # noqa: BLE001  # another version of Rapport stored it
            await self._writer.write(partial(keep, error=error))
            return Outcome("deferred")
        turn = _Turn(event, lambda db: inbox.done(db, kept.id), keep)
        outcome = await self._prepare_and_queue(turn, self._router.find(event))
        if turn.said:
            self.wake()
        return outcome

    def _prepared(self, turn: _Turn, route: Route) -> "asyncio.Future[Outcome]":
        if route.prepare_all:
            return self._lanes[route.prepare_all].offer(turn.event, partial(self._go, turn, route))
        if len(self._preparing) >= PREPARING:
            raise Busy
        task = asyncio.ensure_future(self._prepare_and_queue(turn, route))
        self._preparing.add(task)
        task.add_done_callback(self._preparing.discard)
        return asyncio.shield(task)

    async def _prepare_and_queue(self, turn: _Turn, route: Route | None) -> Outcome:
        try:
            facts = await self._prepare(turn.event, route) if route else None
        except Exception as error:  # noqa: BLE001  # dealt with in the writer, like that of a handler
            facts = error
        return await self._go(turn, route, facts)

    def _go(self, turn: _Turn, route: Route | None, facts: Any) -> "asyncio.Future[Outcome]":  # noqa: ANN401
        is_error = isinstance(facts, Exception)
        return self._queue(turn, Route(_raiser(facts)), None) if is_error else self._queue(turn, route, facts)

    async def _prepare_all(self, prepare_all: Callable[..., Sequence[Any]], events: Sequence[Event]) -> Sequence[Any]:
        return await self._reading(lambda read: prepare_all(read, events))

    async def _reading(self, ask: Callable[[Reading], T]) -> T:
        now, brands, means = self._clock.now(), self.brands, self._means
        return await asyncio.to_thread(self._database.read, lambda db: ask(Reading(db, now, brands, means)))

    async def _prepare(self, event: Event, route: Route) -> Any:  # noqa: ANN401  # facts are the feature's own
        if route.prepare_all:
            (facts,) = await self._prepare_all(route.prepare_all, [event])
            return facts
        if (prepare := route.prepare or route.inquire) is None:
            return None
        found = await self._reading(lambda read: prepare(read, event))
        if found is None or route.inquire is None:
            return found if route.inquire is None else Findings()
        return replace(await self.inquire(found) if self.inquire else Findings(), beside=found.beside)

    def _queue(self, turn: _Turn, route: Route | None, facts: Any) -> "asyncio.Future[Outcome]":  # noqa: ANN401
        def once(db: Session) -> Outcome:
            if not turn.take(db):
                return REPEAT
            return self._run(db, turn, route, facts) if route else DONE

        def rescue(db: Session, error: Exception) -> Outcome:
            if isinstance(error, UserError):
                return self._refused(db, turn, error) if turn.take(db) else REPEAT
            if isinstance(turn.event, Vote) and turn.event.secret:
                return self._again_please(db, turn.event, error)
            turn.keep(db, error)
            return Outcome("deferred", toast=words(self._language(db, turn.event))("takes-a-moment"))

        many = (self._sets[route], turn) if route in self._sets else None
        return self._writer.write(once, rescue=rescue, key=_lock_key(turn.event), many=many)

    def _accept(self, event: Event, db: Session) -> bool:
        return inbox.accept(db, event.account, event.id, self._clock.now())

    def _keep(self, event: Event, db: Session, error: Exception) -> None:
        """Accept an event that failed, so that it is acknowledged, and keep it for a retry."""
        self._accept(event, db)
        patience = PATIENCE if isinstance(error, NotYet) else None
        if patience is None:
            # The error itself may quote what somebody wrote; it is kept with the event.
            trace, kind = "".join(traceback.format_tb(error.__traceback__)), type(error).__name__
            log.error("a handler failed on %s (%s); the event is kept\n%s", type(event).__name__, kind, trace)
        kept = inbox.Event(event.account, event.id, dump(event))
        inbox.keep(db, kept, _sentence(error), self._clock.now(), patience)

    def _again_please(self, db: Session, event: Event, error: Exception) -> Outcome:
        """Ask for an anonymous vote once more: kept for a retry, it would lie beside its person's name."""
        log.error("an anonymous vote could not be taken: %s", type(error).__name__)
        return Outcome("refused", toast=words(self._language(db, event))("vote-again-please"))

    def _run(self, db: Session, turn: _Turn, route: Route, facts: Any) -> Outcome:  # noqa: ANN401
        ctx, event = self._context(db), turn.event
        if bygone.among(ctx, [event]):
            return DONE
        answered = self._answered(ctx, event) if isinstance(event, TextMessage) else None
        outcome = answered or (route.handle(ctx, event, facts) if route.has_facts else route.handle(ctx, event)) or DONE
        turn.said.extend([True] * ctx.said)
        return outcome

    def _answered(self, ctx: Context, event: TextMessage) -> Outcome | None:
        """Let a message be the answer to what its person was asked; None where nothing was."""
        who = event.platform, event.chat, event.person or "", ctx.now
        dialog = dialogs.find(ctx.db, *who)
        if dialog is None or event.is_wordless_share or (dialog.by_reply and not event.to_bot):
            return None
        dialogs.end(ctx.db, *who)
        take = self._router.answers.get(dialog.kind)
        return (take(ctx, event, dialog.state) or DONE) if take else None

    def _context(self, db: Session) -> Context:
        return Context(db, self._clock.now(), self.brands, self._database.slot, self._means)

    def _all(self, route: Route, db: Session, turns: list[_Turn]) -> list[Outcome]:
        """Handle many events of one kind in one go; each repeat is handled as one."""
        first: dict[tuple[str, str], Event] = {}
        for turn in turns:
            first.setdefault((turn.event.account, turn.event.id), turn.event)
        fresh = inbox.accept_all(db, list(first), self._clock.now())
        events = [event for key, event in first.items() if key in fresh]
        ctx = self._context(db)
        over = bygone.among(ctx, events)
        events = [event for event in events if id(event) not in over]
        handle_all = cast("Callable[..., list[Outcome | UserError]]", route.handle_all)
        outcomes = dict(zip(map(id, events), handle_all(ctx, events), strict=True)) if events else {}
        turns[0].said.extend([True] * ctx.said)
        return [self._plain(db, turn.event, outcomes.pop(id(turn.event), REPEAT)) for turn in turns]

    def _plain(self, db: Session, event: Event, outcome: Outcome | UserError) -> Outcome:
        return self._refusal(db, event, outcome) if isinstance(outcome, UserError) else outcome

    def _settled(self, turn: _Turn, future: "asyncio.Future[Outcome]") -> None:
        if future.cancelled() or future.exception() is not None:
            return
        self._heard(turn.event, future.result())
        if turn.said:
            self.wake()

    def _refused(self, db: Session, turn: _Turn, error: UserError) -> Outcome:
        """Refuse what a person asked for; a command that came as a message gets its sentence as one."""
        event, outcome = turn.event, self._refusal(db, turn.event, error)
        if isinstance(event, Command) and not event.answerable and event.chat:
            ctx = self._context(db)
            # Whoever repeats it again and again shall not fill the chat with answers.
            key = f"refused:{event.platform}:{event.chat}:{event.person}:{error.key}:{ctx.now:%Y-%m-%d %H:%M}"
            here = Address(event.platform, event.chat)
            told = Message(text=outcome.toast or "")
            draft = Draft(to=here, kind="note", brand=error.brand or "", message=told, thread=event.thread, key=key)
            ctx.say(replace(draft, reply_to=event.message))
            turn.said.append(True)
        return outcome

    def _language(self, db: Session, event: Event, brand: Brand | None = None) -> str:
        chosen = links.spoken_by(db, event.platform, event.person) if event.person else None
        return language_of(chosen, event.language, brand.language if brand else None)

    def _refusal(self, db: Session, event: Event, error: UserError) -> Outcome:
        brand = self.brands.get(error.brand or "")
        language = self._language(db, event, brand)
        return Outcome("refused", toast=words(language)(error.key, **error.args_of_text))


def _lock_key(event: Event) -> str:
    if isinstance(event, Vote):
        return f"poll:{event.poll or event.native}"
    return f"chat:{event.platform}:{event.chat}"


def _sentence(error: Exception) -> str:
    return storable("".join(traceback.format_exception(error))[-TRACEBACK_CHARACTERS:])


def _raiser(error: Exception) -> Callable[..., Outcome]:
    def handle(_ctx: Context, _event: Event) -> Outcome:
        raise error

    return handle
