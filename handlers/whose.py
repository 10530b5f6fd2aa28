"""Whose a private chat is, where several brands share the bot: a stranger is asked once, and what they said waits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from chat.address import Address
from chat.errors import NotYet, UserError
from chat.events import Command, Deleted, Edited, Event, Press, dump, load
from chat.events import Message as TextMessage
from chat.messages import Button, Message
from chat.ports import Judgement, Outcome
from handlers import asking, presence
from handlers.routing import Context, Reading, Route, Router
from storage import dialogs, inbox, links, people
from storage.dialogs import Dialog
from storage.people import Newcomer

KIND = "whose"
SAID = ((TextMessage, ""), *((Command, each) for each in ("start", "ask", "me", "stop", "help")))
"""What waits for the choice; what else strangers do is refused where it is heard."""
MENDED = ((Edited, ""), (Deleted, ""))
MOST = 10
"""So much of what a stranger said is kept, the latest."""
ASKED_EVERY = timedelta(hours=1)
Handle = Callable[..., Outcome | None]
Facts = Mapping[str, Any]
"""What the kept events' handlers need beside them, by `_key`; a refusal where there is one."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What somebody said before they chose a brand."""

    events: tuple[Event, ...] = ()
    asked: datetime | None = None
    language: str | None = None
    """What was heard in their words, where their client does not tell."""

    @classmethod
    def of(cls, state: Mapping[str, Any]) -> "_Waiting":
        return cls(tuple(map(load, state["events"])), datetime.fromisoformat(state["asked"]), state["language"])

    def keep(self, ctx: Context, event: Event, person: str) -> None:
        """Let it wait on; `event` tells in which chat."""
        asked = (self.asked or ctx.now).isoformat()
        state = {"events": [dump(each) for each in self.events], "asked": asked, "language": self.language}
        dialogs.begin(ctx.db, event.platform, event.chat, person, Dialog(KIND, state), ctx.now)


def before(features: Router) -> Router:
    """Return the features with this one in front of what strangers say to them in private."""
    asks = Router()
    asks.answering(KIND)(_more)
    asks.on(Press, KIND, prepare=partial(_prepare, features))(partial(_on_choice, features))
    total = Router.of(features, asks)
    for keys, first in ((SAID, _hold), (MENDED, _mend)):
        for key in keys:
            route = total.routes[key]
            total.routes[key] = replace(route, handle=partial(first, route.handle))
    return total


def _hold(handle: Handle, ctx: Context, event: Event, *facts: Any) -> Outcome | None:
    """Let what a stranger says in private wait; all else is handled."""
    if not event.private or event.person is None:
        return handle(ctx, event, *facts)
    waiting = _waiting(ctx, event)
    if presence.brand_of(ctx, event) is None:
        brand = _of_code(ctx, event)
        if brand is None:
            return _keep(ctx, event, waiting, facts)
        _meet(ctx, event, brand, waiting)
    # Who was met elsewhere since then need not choose any more.
    _release(ctx, waiting.events, event)
    return handle(ctx, event, *facts)


def _of_code(ctx: Context, event: Event) -> str | None:
    """Return the brand that the code of `/me link` is for; None where nothing is linked."""
    words = event.text.split(maxsplit=1) if isinstance(event, Command) and event.command == "me" else []
    if len(words) < 2 or words[0].lower() != "link":  # noqa: PLR2004  # a word and the code
        return None
    brand = links.brand_of_code(ctx.db, words[1], ctx.now)
    return brand if brand in ctx.brands else None


def _more(ctx: Context, event: TextMessage, state: dict[str, Any]) -> Outcome:
    """Take what is said before the choice, in the order it came."""
    waiting = _Waiting.of(state)
    if presence.brand_of(ctx, event) is None:
        return _keep(ctx, event, waiting)
    _release(ctx, (*waiting.events, event), event)
    return Outcome("done")


def _keep(ctx: Context, event: Event, waiting: _Waiting, facts: Sequence[Any] = ()) -> Outcome:
    judged = (getattr(each, "judgement", None) for each in facts)
    language = waiting.language or next((each.language for each in judged if isinstance(each, Judgement)), None)
    waiting = replace(waiting, events=(*waiting.events, event)[-MOST:], language=language)
    # Where an answer is shown with the acknowledgement, none at all would look like a failure.
    asks = event.answerable or waiting.asked is None or ctx.now - waiting.asked >= ASKED_EVERY
    replace(waiting, asked=ctx.now if asks else waiting.asked).keep(ctx, event, event.person or "")
    if not asks:
        return Outcome("done")
    brands = sorted(ctx.brands.values(), key=lambda brand: brand.name.casefold())
    say = ctx.words(brands[0].key, event.language, waiting.language)
    buttons = tuple((Button(brand.name, f"{KIND}:{brand.key}"),) for brand in brands)
    return ctx.answer(event, brands[0].key, Message(text=say("whose-ask"), buttons=buttons))


def _release(ctx: Context, events: Sequence[Event], event: Event) -> None:
    """Hand over what waited, by way of the inbox: from there it is prepared and tried like anything that came."""
    dialogs.end_kind(ctx.db, KIND, event.platform, event.chat, event.person or "")
    for each in events:
        kept = inbox.Event(each.account, each.id, dump(each))
        inbox.keep(ctx.db, kept, "waited until it was known whose it is", ctx.now)


def _mend(handle: Handle, ctx: Context, event: Edited | Deleted, *facts: Any) -> Outcome | None:
    """Let what waits be changed or taken back, by whoever wrote it: the chat has nobody else."""
    here = (KIND, event.platform, event.chat, ctx.now)
    for person, state in dialogs.in_chat(ctx.db, *here) if event.private else ():
        waiting = _Waiting.of(state)
        mended = (_mended(each, event) for each in waiting.events)
        replace(waiting, events=tuple(each for each in mended if each is not None)).keep(ctx, event, person)
    return handle(ctx, event, *facts)


def _mended(kept: Event, event: Edited | Deleted) -> Event | None:
    if not isinstance(kept, TextMessage) or kept.message != event.message:
        return kept
    return replace(kept, text=event.text) if isinstance(event, Edited) else None


def _waiting(where: Context | Reading, event: Event) -> _Waiting:
    found = dialogs.find(where.db, event.platform, event.chat, event.person or "", where.now)
    return _Waiting.of(found.state) if found is not None and found.kind == KIND else _Waiting()


def _prepare(features: Router, read: Reading, event: Press) -> Facts:
    """Read what the kept events' handlers need, as if there were the chosen brand only."""
    brand = read.brands.get(event.data.partition(":")[2])
    if brand is None or not event.private:
        return {}
    alone = replace(read, brands={brand.key: brand})
    return {_key(each): _facts(features.find(each), alone, each) for each in _waiting(read, event).events}


def _facts(route: Route | None, read: Reading, event: Event) -> Any:  # noqa: ANN401
    try:
        if route and route.prepare_all:
            return route.prepare_all(read, [event])[0]
        return route.prepare(read, event) if route and route.prepare else None
    except UserError as error:
        return error


def _key(event: Event) -> str:
    """Return what an event is known by until it changes."""
    return repr(dump(event))


def _on_choice(features: Router, ctx: Context, event: Press, facts: Facts) -> Outcome:
    """Let the chat be the chosen brand's, and handle what was said before as if it came just now."""
    key = event.data.partition(":")[2]
    if key not in ctx.brands or not event.private or event.person is None:
        raise UserError("button-old")
    waiting, known = _waiting(ctx, event), presence.brand_of(ctx, event)
    if known is not None and waiting.asked is None:
        # Chosen is chosen: pressed again, the button only says so.
        return Outcome("done", toast=_chosen(ctx, event, known[0], waiting))
    if any(_key(each) not in facts for each in waiting.events):
        raise NotYet  # something was said while this was prepared
    dialogs.end_kind(ctx.db, KIND, event.platform, event.chat, event.person)
    _meet(ctx, event, key, waiting)
    for number, each in enumerate(waiting.events):
        at = event.at + timedelta(microseconds=number)  # in the order it was said
        now = replace(each, at=at, answerable=False, formable=False)
        _handle(ctx, features.find(each), now, facts[_key(each)], key)
    if waiting.events:
        return Outcome("done", toast=_chosen(ctx, event, key, waiting))
    say = ctx.words(key, event.language)
    return ctx.answer(event, key, Message(text=say("welcome", brand=ctx.brands[key].name)))


def _chosen(ctx: Context, event: Press, brand: str, waiting: _Waiting) -> str:
    return ctx.words(brand, event.language, waiting.language)("whose-chosen", brand=ctx.brands[brand].name)


def _meet(ctx: Context, event: Event, brand: str, waiting: _Waiting) -> None:
    """Know the person as of this brand's audience."""
    at, latest = Address(event.platform, event.person or ""), (waiting.events or (event,))[-1]
    comer = Newcomer(at, event.name or latest.name, event.language or latest.language)
    people.meet(ctx.db, brand, comer, event.at)
    people.set_opened(ctx.db, at)


def _handle(ctx: Context, route: Route | None, event: Event, facts: Any, brand: str) -> None:  # noqa: ANN401
    """Let one of the kept events be handled; a refusal is said, since nothing else would show it."""
    try:
        if isinstance(facts, UserError):
            raise facts
        if route is not None:
            route.handle(ctx, event, *([facts] if route.has_facts else []))
    except UserError as error:
        text = ctx.words(brand, event.language)(error.key, **error.args_of_text)
        asking.say_here(ctx, event, brand, Message(text=text))
