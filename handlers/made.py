"""You asked, we made it: one note to those who voted for something and want to hear when it is there."""

import re
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from chat.address import Address
from chat.brands import Brand
from chat.errors import UserError
from chat.events import Command, Event, Press, Tick
from chat.i18n import Words
from chat.messages import Button, Message
from chat.ports import Outcome
from handlers import courtesy, presence
from handlers.presence import Scene
from handlers.routing import Context, Due, Reading, Router
from storage import made, polls
from storage.database import Session
from storage.made import Note
from storage.outbox import Draft, Letter
from storage.people import Account
from storage.polls import Poll

router = Router()

TICK = "made"
PATIENCE = timedelta(days=14)
"""A note whose person must not be disturbed for so long says nothing new any more."""

PORTION = 200
"""So many notes are put in one transaction."""

CODE_BYTES = 9
_TYPED = re.compile(r"\s*(.+?)\s+(\S+://\S+)\s*", re.DOTALL)
_MARKS = "\"'“”„«»‘’"


@router.on(Press, "wish")
def on_wish(ctx: Context, event: Press) -> Outcome:
    """Remember that a person wants to hear of it, or does not any more."""
    scene, poll = _wanted(ctx, event, event.data.partition(":")[2])
    account, say = scene.account, ctx.words(poll.brand, event.language, scene.account.language)
    if not made.wish(ctx.db, poll.id, account.standing_for):
        made.unwish(ctx.db, poll.id, account.standing_for)
        return Outcome("done", toast=say("made-unwished"))
    if event.platform == "telegram" and not account.opened:
        # There a bot may not write first: the chat that this opens is where it will.
        return Outcome("done", toast=say("made-open-me"), door=f"wish_{poll.id}")
    return Outcome("done", toast=_wished(account, say))


@router.on(Command, "start wish")
def on_start(ctx: Context, event: Command) -> Outcome:
    """Remember it of somebody who had to open a chat first."""
    scene, poll = _wanted(ctx, event, event.text.strip().partition("_")[2])
    made.wish(ctx.db, poll.id, scene.account.standing_for)
    say = ctx.words(poll.brand, event.language, scene.account.language)
    return ctx.answer(event, poll.brand, Message(text=_wished(scene.account, say)))


def _wished(account: Account, say: Words) -> str:
    """Promise to write, or say why that may not be."""
    return say("made-wished-quiet" if account.quiet else "made-wished")


@router.on(Command, "made")
def on_made(ctx: Context, event: Command) -> Outcome:
    """Tell the voters of an option that it was made, or show what came of such notes."""
    scene = presence.scene_of(ctx, event)
    if scene is None:
        raise UserError("chat-unknown")
    if not scene.may_manage:
        raise UserError("made-not-for-you", scene.brand)
    if not event.text.strip():
        return ctx.answer(event, scene.brand, _shown(ctx, event, scene))
    option, url = _read(scene.brand, event.text)
    poll, place = _find(ctx, scene.brand, option)
    accounts = made.wishers(ctx.db, poll.id, place)
    codes = [(account, secrets.token_urlsafe(CODE_BYTES)) for account in accounts]
    made.put(ctx.db, poll.id, place, url, codes, ctx.now)
    say = ctx.words(scene.brand, event.language)
    told = say("made-on-its-way", option=poll.options[place], question=poll.question, people=len(accounts))
    note = "" if ctx.means.public_url else "\n" + say("made-not-counted")
    return ctx.answer(event, scene.brand, Message(text=told + note))


def _wanted(ctx: Context, event: Event, poll: str) -> tuple[Scene, Poll]:
    scene, found = presence.scene_of_poll(ctx, event, poll)
    if found.rules.anonymous:
        raise UserError("made-anonymous", found.brand)
    return scene, found


def _read(brand: str, text: str) -> tuple[str, str]:
    """Return (option, link) of what was typed."""
    match = _TYPED.fullmatch(text)
    if match is None:
        raise UserError("made-usage", brand)
    parts = urlsplit(match[2])
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise UserError("made-usage", brand)
    return match[1].strip(_MARKS + " "), match[2]


def _find(ctx: Context, brand: str, option: str) -> tuple[Poll, int]:
    """Return (poll, option) of the brand's latest poll that has it, one that is not anonymous where there is one."""
    wanted = " ".join(option.split()).casefold()
    found = [
        (poll, place)
        for poll in polls.of_brand(ctx.db, brand)
        for place in poll.seen
        if poll.options[place].casefold() == wanted and not poll.rules.scale
    ]
    if not found:
        raise UserError("made-no-option", brand, option=option)
    known = [each for each in found if not each[0].rules.anonymous]
    if not known:
        raise UserError("made-anonymous", brand)
    return known[0]


def _shown(ctx: Context, event: Event, scene: Scene) -> Message:
    say = ctx.words(scene.brand, event.language)
    lines = []
    for each in made.of_brand(ctx.db, scene.brand):
        poll = polls.find(ctx.db, each.poll)
        if poll is not None:
            numbers = {"told": each.told, "wishers": each.wishers, "visits": each.visits}
            lines.append(say("made-line", option=poll.options[each.option], **numbers))
    return Message(title=say("made-title"), text="\n".join([*lines, *([""] if lines else []), say("made-usage")]))


@router.watching
def due(db: Session, now: datetime, brands: Mapping[str, Brand]) -> Iterable[Due]:
    """Return the options whose notes wait, where it is daytime."""
    for each in made.waiting(db, now - PATIENCE):
        brand = brands.get(each.brand)
        if brand is not None and courtesy.daytime(now, brand.zone) <= now:
            # With every portion the number changes, and so the next is due at once; who waits is tried hour by hour.
            subject = f"{each.poll}:{each.option}:{each.notes}"
            yield Due(tick=TICK, brand=each.brand, subject=subject, at=each.made_at)


def _prepare(read: Reading, event: Tick) -> list[Note]:
    """Find a portion of the notes that may be put now; those that may not can be many more."""
    poll, option, _ = event.subject.split(":")
    waiting = made.to_tell(read.db, poll, int(option))
    found: list[Note] = []
    for start in range(0, len(waiting), PORTION):
        portion = waiting[start : start + PORTION]
        free = courtesy.addresses(read.db, {note.account.standing_for for note in portion}, read.now)
        found += [note for note in portion if note.account.standing_for in free]
        if len(found) >= PORTION:
            break
    return found[:PORTION]


@router.on(Tick, TICK, prepare=_prepare)
def on_due(ctx: Context, event: Tick, notes: list[Note]) -> None:
    """Put notes that may be put now."""
    poll, option, _ = event.subject.split(":")
    found = polls.find(ctx.db, poll)
    if found is None or found.deleted_at is not None or found.brand not in ctx.brands:
        return
    drafts = {note.account.standing_for: _draft(ctx, found, int(option), note) for note in notes}
    put = courtesy.write_all_unasked(ctx, drafts)
    made.told(ctx.db, [note.code for note in notes if note.account.standing_for in put], ctx.now)


@router.draws("made")
def draw(db: Session, letter: Letter, _brands: Mapping[str, Brand]) -> Message | None:
    """Return the note, unless it waited until nobody wants it any more."""
    return None if courtesy.is_unwelcome(db, letter) else Message.from_json(letter.payload["message"])


def _draft(ctx: Context, poll: Poll, option: int, note: Note) -> Draft:
    say = ctx.words(poll.brand, note.account.speaks, note.account.language)
    public = ctx.means.public_url
    link = f"{public.rstrip('/')}/m/{note.code}" if public else note.url
    text = say("made-note", option=poll.options[option], brand=ctx.brands[poll.brand].name, link=link)
    buttons = ((Button(say("made-look"), "look", link),), (Button(say("me-quiet-button"), "quiet"),))
    message = Message(text=text, buttons=buttons)
    person = Address(note.account.platform, note.account.person)
    return Draft(to=person, kind="made", brand=poll.brand, message=message, key=f"made:{note.code}")


@router.on(Press, "look")
def on_look(ctx: Context, event: Press) -> Outcome:
    """Say nothing of a button that opens a page; some platforms tell of its press, too."""
    presence.scene_of(ctx, event)
    return Outcome("done")
