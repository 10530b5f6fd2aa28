"""The queries in a posted digest: it shows how they stand until none is left; what is left moves to the next one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from chat.bidi import isolated
from chat.brands import Brand
from chat.i18n import Words, words
from chat.messages import Button, Message, units
from chat.ports import Receipt
from handlers.digests.fitting import HEAD_UNITS, cut
from handlers.routing import Context, Router
from insight.weeks import Week
from storage import digest_queries, inbox_queries, outbox, people
from storage.database import Session
from storage.episodes import ANSWERED, DISMISSED, RESOLVED
from storage.inbox_queries import Entry
from storage.outbox import Draft, Letter

router = Router()

MOST = 5
"""So many queries are in a digest."""
QUOTES = (160, 100, 60, 40, 24, 12)
"""How much of a query is quoted: as much as there is room for."""
LEAST_UNITS = 56
"""A query's line is never shorter than this."""
NAME_UNITS = 24
BEFORE = 2
"""Lines before the first query: an empty one and the heading."""


@dataclass(frozen=True, slots=True)
class Work:
    """The queries of a digest as they stand, in their order."""

    entries: Mapping[int, Entry | None]
    """By id; None: it is gone."""
    closers: Mapping[int, str]
    """Who answered or closed them, by name."""
    more: int
    """How many more waited when it was posted."""
    moved: str = ""
    """The number of the week in whose digest the rest is now."""

    @property
    def left(self) -> list[int]:
        """Return those that still wait."""
        return [number for number, entry in self.entries.items() if entry is not None and entry.episode.is_waiting]


def carry(ctx: Context, brand: str, week: Week, waiting: list[Entry]) -> None:
    """Let a new digest carry these queries; those before it are edited a last time."""
    for before, number in digest_queries.take_over(ctx.db, brand, str(week)):
        letter = outbox.find(ctx.db, number)
        if letter is not None and letter.message is not None:
            moved = {"letter": letter.id, "week": before, "moved": str(week.number)}
            _put_edit(ctx, letter, f"digest-last:{brand}:{before}", moved)
    shows = {each.episode.id: each.episode.revision for each in waiting}
    digest_queries.put(ctx.db, brand, str(week), shows)


def has_stale(db: Session) -> bool:
    """Tell whether some digest does not show how its queries stand."""
    return bool(digest_queries.stale(db))


def refresh(db: Session, brands: Mapping[str, Brand], now: datetime) -> int:
    """Put one edit for each digest that is not true any more; return how many letters were put."""
    ctx, put = Context(db, now, brands), 0
    for brand, week, number in digest_queries.stale(db):
        shows = digest_queries.revisions(db, brand, week)
        letter = outbox.find(db, number)
        if letter is None or brand not in brands:
            digest_queries.shown(db, brand, week, shows)
            continue
        payload = {"letter": number, "week": week, "shown": [[*each] for each in shows.items()]}
        put += _put_edit(ctx, letter, digest_queries.edit_key(brand, week), payload)
    return put


def _put_edit(ctx: Context, letter: Letter, key: str, payload: dict[str, object]) -> bool:
    edit = Draft(
        to=letter.to,
        kind="digest-edit",
        brand=letter.brand,
        action="edit",
        target=letter.message,
        key=key,
        payload=payload,
    )
    return ctx.say(edit) is not None


@router.posted("digest-edit")
def hear_edit(ctx: Context, letter: Letter, _receipt: Receipt, _message: Message) -> None:
    """Remember what the digest shows now."""
    shows = dict(letter.payload.get("shown", ()))
    digest_queries.shown(ctx.db, letter.brand, letter.payload["week"], shows)


@router.draws("digest")
def draw(db: Session, letter: Letter, brands: Mapping[str, Brand]) -> Message:
    """Draw a digest: what was written when it was put, and its queries as they stand."""
    return _drawn(db, letter, brands, "")


@router.draws("digest-edit")
def draw_edit(db: Session, letter: Letter, brands: Mapping[str, Brand]) -> Message | None:
    """Draw a digest that stands already."""
    posted = outbox.find(db, letter.payload["letter"])
    return _drawn(db, posted, brands, letter.payload.get("moved", "")) if posted else None


def _drawn(db: Session, letter: Letter, brands: Mapping[str, Brand], moved: str) -> Message:
    message, brand = Message.from_json(letter.payload["message"]), brands.get(letter.brand)
    ids = letter.payload.get("queries", [])
    if brand is None or not ids:
        return message
    found = inbox_queries.of_ids(db, ids)
    closers = {number: _closer(db, entry) for number, entry in found.items() if not entry.episode.is_waiting}
    work = Work({number: found.get(number) for number in ids}, closers, letter.payload.get("more", 0), moved)
    return with_queries(message, work, brand, words(brand.language))


def _closer(db: Session, entry: Entry) -> str:
    account = people.of_id(db, entry.episode.closer) if entry.episode.closer is not None else None
    return (account.name or account.person) if account else ""


def with_queries(message: Message, work: Work, brand: Brand, say: Words) -> Message:
    """Add the queries to a digest's head, with their buttons; quotes are as long as there is room for."""
    if not work.entries:
        return message
    room = HEAD_UNITS - units(message.title) - units(message.text)
    lines = next((lines for quote in QUOTES if units("\n".join(lines := section(work, brand, say, quote))) <= room), [])
    if not lines:
        lines = section(work, brand, say, QUOTES[-1])
        others = sum(units(line) + 1 for line in (*lines[:BEFORE], *lines[BEFORE + len(work.entries) :]))
        most = max(LEAST_UNITS, (room - others) // len(work.entries) - 1)
        told = slice(BEFORE, BEFORE + len(work.entries))
        lines[told] = [cut(line, most) for line in lines[told]]
    return replace(message, text="\n".join([message.text, *lines]), buttons=tuple(_rows(work, brand, say)))


def places(message: Message, brand: Brand, say: Words) -> int:
    """Return for how many queries a head has room, at least one and `MOST` at most."""
    bare = [*section(Work({}, {}, MOST), brand, say, 0)]
    room = HEAD_UNITS - units(message.title) - units(message.text) - units("\n".join(bare)) - 1
    return max(1, min(MOST, room // (LEAST_UNITS + 1)))


def section(work: Work, brand: Brand, say: Words, quote: int) -> list[str]:
    """Return the lines about those who wait: `BEFORE` lines, one for each query, and how many more there are.

    Where the rest has moved to another digest, it has no lines.
    """
    return ["", *_section(work, brand, say, quote)]


def _section(work: Work, brand: Brand, say: Words, quote: int) -> Iterator[str]:
    yield say("digest-waiting")
    for place, (number, entry) in enumerate(work.entries.items(), 1):
        if entry is None:
            yield f"✓ {place}. {say('query-text-gone')}"
        elif not entry.episode.is_waiting:
            yield f"✓ {place}. {_done(entry, work.closers.get(number, ''), say, quote)}"
        elif not work.moved:
            yield f"{place}. {_open(entry, brand, say, quote)}"
    if not work.left:
        yield say("digest-all-done")
    elif work.moved:
        yield say("digest-moved", week=work.moved)
    if work.more and not work.moved:
        yield say("digest-more", queries=work.more)


def _quoted(entry: Entry, say: Words, most: int) -> str:
    return isolated(cut(entry.text, most)) if entry.text is not None else say("query-text-gone")


def _open(entry: Entry, brand: Brand, say: Words, most: int) -> str:
    it = entry.episode

    def moment(at: datetime) -> str:
        return say.moment(at.astimezone(brand.zone))

    told = {
        "name": isolated(cut(entry.name, NAME_UNITS)),
        "platform": it.platform.capitalize(),
        "time": moment(it.opened_at),
    }
    marks = [say("inbox-line", quote=_quoted(entry, say, most), **told)]
    if entry.claimant:
        marks.append(say("inbox-claimed", name=isolated(cut(entry.claimant, NAME_UNITS))))
    if it.snoozed_until is not None:
        marks.append(say("inbox-put-off", time=moment(it.snoozed_until)))
    return " · ".join(marks)


def _done(entry: Entry, closer: str, say: Words, most: int) -> str:
    state = entry.episode.state
    named = closer and state in {ANSWERED, RESOLVED, DISMISSED}
    how = say(f"digest-{state}", name=isolated(cut(closer, NAME_UNITS))) if named else say(f"inbox-{state}")
    return say("digest-done", name=isolated(cut(entry.name, NAME_UNITS)), quote=_quoted(entry, say, most), how=how)


def _rows(work: Work, brand: Brand, say: Words) -> Iterator[tuple[Button, ...]]:
    if work.moved:
        return
    left = set(work.left)
    for place, number in enumerate(work.entries, 1):
        if number in left:
            yield tuple(
                Button(f"{place}. {say(f'query-{word}-button')}", f"query-{word}:{number}")
                for word in ("claim", "reply", "not")
            )
    yield (Button(say("home-inbox-button"), f"inbox:0:waiting:{brand.key}"),)
