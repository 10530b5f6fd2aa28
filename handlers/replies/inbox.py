"""`/inbox`: who waits, longest first; mine, snoozed, promised; and a search through what was asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chat.address import Address
from chat.bidi import isolated
from chat.brands import Brand
from chat.errors import UserError
from chat.events import Command, Press
from chat.i18n import Words
from chat.messages import CALLBACK_BYTES, Button, Message, shortened
from chat.ports import Outcome
from handlers import presence, reporting
from handlers.replies.cards import card
from handlers.replies.working import after, number_in
from handlers.routing import Context, Reading, Router
from storage import episodes, inbox_queries, people
from storage.database import Session
from storage.inbox_queries import CHOICES, Entry, Wish, folded

router = Router()

PAGE = 8
QUOTE, LABEL = 160, 40
MOST_DIGITS = 6
MOST_WORDS = 200
"""Characters of a search."""

TABS = ("waiting", "mine", "snoozed", "promised")
TITLES = {
    "waiting": "inbox-waiting",
    "mine": "inbox-mine",
    "snoozed": "inbox-snoozed",
    "promised": "inbox-promised",
    "all": "inbox-all",
}

_ALIKE = {
    "waiting": "wartend wartende offen esperando pendientes abiertas pendentes abertas open",
    "mine": "meine mias mios minhas meus my",
    "snoozed": "zuruckgestellt verschoben pospuestas aplazadas adiadas later spater",
    "promised": "promises versprochen versprechen prometidas prometido promessas promesas",
    "all": "alle todas todos everything",
}
CALLED = {each: name for name, row in _ALIKE.items() for each in (name, *row.split())}
"""What people type for a part of the list, in the four languages, without accents and in small letters."""


@dataclass(frozen=True, slots=True)
class Part:
    """One page of the list."""

    wish: Wish
    page: int
    total: int
    entries: list[Entry]
    counts: Mapping[str, int]


Facts = dict[str, Part | None]
"""The page by its brand; several brands, none read, where it is not clear which one is meant."""


def entries(db: Session, brand: str, wish: Wish, now: datetime, limit: int = 500) -> list[dict[str, Any]]:
    """Return the list as JSON objects: who waits longest first.

    Args:
        db: a reading session.
        brand: the brand's key.
        wish: which part, whose, what is searched for.
        now: what the waiting is reckoned to.
        limit: so many at most.
    """
    return [as_json(each, now) for each in inbox_queries.listed(db, brand, wish, now, limit=limit)[0]]


def as_json(entry: Entry, now: datetime) -> dict[str, Any]:
    """Return a query of the list as a JSON object; times are UTC, `waiting_s` are seconds of the wall clock."""
    it = entry.episode
    waited = int((now - it.opened_at).total_seconds()) if it.is_waiting else None
    promise = {"text": entry.promise[0], "due_at": entry.promise[1].isoformat()} if entry.promise else None
    return {
        "id": it.id,
        "person": entry.person,
        "name": entry.name,
        "platform": it.platform,
        "chat": it.chat,
        "state": it.state,
        "text": entry.text,
        "language": it.language,
        "sentiment": entry.sentiment,
        "opened_at": it.opened_at.isoformat(),
        "waiting_s": waited,
        "due_at": it.due_at.isoformat() if it.due_at else None,
        "overdue": _is_overdue(entry, now),
        "urgent": it.urgent,
        "claimed_by": entry.claimant or None,
        "snoozed_until": it.snoozed_until.isoformat() if it.snoozed_until else None,
        "promise": promise,
        "automatic": it.automatic is not None,
    }


def asked_for(text: str) -> tuple[str, str]:
    """Return (which part of the list, words that are searched for) of what was typed behind the command."""
    first, _, rest = text.strip().partition(" ")
    choice = CALLED.get(folded(first))
    if choice is not None:
        return choice, rest.strip()[:MOST_WORDS]
    return ("all", text.strip()[:MOST_WORDS]) if first else ("waiting", "")


def _read(event: Command | Press) -> tuple[int, str, str, str]:
    """Return (page, choice, brand, words) that an event asks for; an empty brand: none is named."""
    if isinstance(event, Command):
        choice, search = asked_for(event.text)
        return 0, choice, "", search
    page, choice, brand, search = [*event.data.split(":", 4)[1:], "", "", "", ""][:4]
    number = int(page) if page.isascii() and page.isdigit() and len(page) <= MOST_DIGITS else 0
    return number, choice if choice in CHOICES else "waiting", brand, search


def _prepare(read: Reading, event: Command | Press) -> Facts:
    page, choice, wanted, search = _read(event)
    brands = reporting.brands_for(read, event, wanted or None, "inbox-not-for-you")
    if len(brands) > 1:
        return dict.fromkeys(brands)
    account = people.find(read.db, brands[0], Address(event.platform, event.person or ""))
    wish = Wish(choice=choice, me=account.standing_for if account else 0, search=search)
    found, total = inbox_queries.listed(read.db, brands[0], wish, read.now, limit=PAGE, offset=page * PAGE)
    if total and not found:  # those who were there have been answered meanwhile
        page = (total - 1) // PAGE
        found, total = inbox_queries.listed(read.db, brands[0], wish, read.now, limit=PAGE, offset=page * PAGE)
    counts = inbox_queries.counts(read.db, brands[0], wish.me, read.now)
    return {brands[0]: Part(wish, page, total, found, counts)}


@router.on(Command, "inbox", prepare=_prepare)
@router.on(Press, "inbox", prepare=_prepare)
def on_inbox(ctx: Context, event: Command | Press, facts: Facts) -> Outcome:
    """Answer with a page of the list, or ask of which brand."""
    scene = presence.scene_of(ctx, event)
    key, part = next(iter(facts.items()))
    say = ctx.words(key, event.language, scene.account.language if scene else None)
    if part is None:
        return reporting.ask_brand(ctx, event, facts, f"inbox:0:{_read(event)[1]}:", say("inbox-which-brand"))
    return ctx.answer(event, key, page_of(part, ctx.brands[key], say, ctx.now))


def _prepare_card(read: Reading, event: Press) -> tuple[str, Message]:
    number = number_in(after(event.data))
    episode = episodes.find(read.db, number) if number is not None else None
    if episode is None or episode.brand not in read.brands:
        raise UserError("button-old")
    reporting.brands_for(read, event, episode.brand, "inbox-not-for-you")
    return episode.brand, card(read.db, read.brands[episode.brand], episode)


@router.on(Press, "inbox-show", prepare=_prepare_card)
def on_show(ctx: Context, event: Press, facts: tuple[str, Message]) -> Outcome:
    """Show a query's card with all its buttons to whoever asked for it."""
    presence.scene_of(ctx, event)
    brand, shown = facts
    return ctx.answer(event, brand, shown)


def page_of(part: Part, brand: Brand, say: Words, now: datetime) -> Message:
    """Write one page of the list, in whose language `say` speaks."""
    start = part.page * PAGE
    shown = list(enumerate(part.entries, start + 1))
    lines = [say(TITLES[part.wish.choice], queries=part.total), ""]
    if part.wish.search:
        lines[:1] = [say("inbox-found", queries=part.total, search=part.wish.search)]
    lines += [line_of(number, entry, brand, say, now) for number, entry in shown] or [say("inbox-none")]
    if part.total > PAGE:
        lines += ["", say("polls-page", page=part.page + 1, pages=-(-part.total // PAGE))]
    rows = [
        (Button(f"{number}. {shortened(entry.text or entry.name, LABEL)}", f"inbox-show:{entry.episode.id}"),)
        for number, entry in shown
    ]
    tabs = tuple(
        Button(say(f"inbox-{choice}-button", queries=part.counts[choice]), f"inbox:0:{choice}:{brand.key}")
        for choice in TABS
        if choice != part.wish.choice or part.wish.search
    )
    return Message(
        title=say("inbox-title", brand=brand.name),
        text="\n".join(lines),
        buttons=(*rows, *_turn(part, brand, say), tabs),
    )


def line_of(number: int, entry: Entry, brand: Brand, say: Words, now: datetime) -> str:
    """Write one query of the list on one line."""
    quote = isolated(shortened(entry.text, QUOTE)) if entry.text is not None else say("query-text-gone")
    since = say.moment(entry.episode.opened_at.astimezone(brand.zone))
    told = say("inbox-line", name=entry.name, platform=entry.episode.platform.capitalize(), time=since, quote=quote)
    return " · ".join([f"{number}. {told}", *_marks(entry, brand, say, now)])


def _marks(entry: Entry, brand: Brand, say: Words, now: datetime) -> Iterator[str]:
    def moment(at: datetime) -> str:
        return say.moment(at.astimezone(brand.zone))

    it = entry.episode
    yield from _needs(entry, say, now)
    if entry.answering:
        yield say("inbox-answering")
    elif entry.claimant:
        yield say("inbox-claimed", name=entry.claimant)
    if it.snoozed_until is not None and it.snoozed_until > now:
        yield say("inbox-put-off", time=moment(it.snoozed_until))
    if entry.promise is not None:
        what, due = shortened(entry.promise[0], LABEL), moment(entry.promise[1])
        # Without words it is the answer that was promised.
        yield say("inbox-promise", what=what, time=due) if what else say("inbox-promised-by", time=due)


def _needs(entry: Entry, say: Words, now: datetime) -> Iterator[str]:
    if not entry.episode.is_waiting:
        yield say(f"inbox-{entry.episode.state}")
    elif entry.episode.urgent:
        yield say("inbox-urgent")
    if _is_overdue(entry, now):
        yield say("inbox-overdue")


def _is_overdue(entry: Entry, now: datetime) -> bool:
    return entry.episode.is_waiting and entry.episode.due_at is not None and entry.episode.due_at < now


def _turn(part: Part, brand: Brand, say: Words) -> Iterator[tuple[Button, ...]]:
    """Give the buttons to other pages, where there are such and a button can carry what was searched for."""
    tail = f":{part.wish.choice}:{brand.key}" + (f":{part.wish.search}" if part.wish.search else "")
    if len(f"inbox:{'9' * MOST_DIGITS}{tail}".encode()) > CALLBACK_BYTES:
        return
    steps = (("polls-back-button", part.page - 1), ("polls-on-button", part.page + 1))
    row = tuple(Button(say(key), f"inbox:{to}{tail}") for key, to in steps if to >= 0 and to * PAGE < part.total)
    if row:
        yield row
