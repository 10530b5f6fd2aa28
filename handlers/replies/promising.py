"""Promises: what the team says it will do until when, told to the person, shown in the card, and kept or broken."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chat.address import Address
from chat.brands import Brand
from chat.errors import Permanent, UserError
from chat.events import Event, Filled, Press, Tick
from chat.events import Message as TextMessage
from chat.forms import Field, Form
from chat.i18n import Words, words
from chat.messages import Button, Message, shortened
from chat.ports import Outcome
from handlers import asking, contacts
from handlers.asking import NOTHING, Request
from handlers.presence import Scene
from handlers.replies import until
from handlers.replies.below import note_below
from handlers.replies.working import after, name_of, number_in, working
from handlers.routing import Context, Due, Router
from insight.promises import END_OF_DAY, promised
from insight.whens import daytime, read_moment
from storage import episodes, people, promises, replies
from storage.database import Session
from storage.dialogs import Dialog
from storage.episodes import CLOSED, DISMISSED, WITHDRAWN, Episode
from storage.outbox import Draft, Letter
from storage.promises import BROKEN, DROPPED, KEPT, Promise
from storage.promises import OPEN as STILL_OPEN
from storage.replies import SENT, Reply

router = Router()

TICK = "query-promise"
KIND, WHAT = "query-promise", "query-promise-what"
LETTER = "promise"
MOST = timedelta(days=366)
LONGEST = 200


@dataclass(frozen=True, slots=True)
class _Wanted:
    due_at: datetime
    what: str = ""
    tell: bool = True
    """The person is to be told, since they have not read it yet."""


@router.on(Press, KIND)
def on_promise(ctx: Context, event: Press) -> Outcome:
    """Ask until when something is promised, and what."""
    scene, episode = working(ctx, event, after(event.data))
    say, brand = ctx.words(scene.brand, event.language), ctx.brands[scene.brand]
    if episode.state in CLOSED:
        return Outcome("done", toast=say("query-closed"))
    tomorrow = read_moment(f"tomorrow {END_OF_DAY}", ctx.now, brand.zone)
    what = Field(name=WHAT, label=say("promise-what"), hint=say("promise-what-hint"), needed=False, most=LONGEST)
    form = Form(
        data=f"{KIND}:{episode.id}",
        title=say("query-promise-button"),
        fields=(*until.fields(say, brand, tomorrow), what),
        submit=say("query-promise-button"),
        note=say("promise-note", name=_asker(ctx, episode)),
    )
    state = {"episode": episode.id, "brand": scene.brand}
    text = say("promise-ask", name=_asker(ctx, episode))
    request = Request(kind=KIND, subject=str(episode.id), text=text, form=form, state=state)
    return asking.ask(ctx, event, scene.brand, request, here=True)


@router.on(Filled, KIND)
def on_filled(ctx: Context, event: Filled) -> Outcome:
    """Make the promise that was filled in."""
    if not event.done:
        return Outcome("done")
    scene, episode = working(ctx, event, after(event.form))
    try:
        moment = _read(ctx, scene, until.filled(event.values))
    except UserError as error:
        return asking.refused(ctx, event, scene.brand, error, until.DATE)
    wanted = _Wanted(moment, str(event.values.get(WHAT) or ""))
    return Outcome("done", toast=_make(ctx, event, scene, episode, wanted))


@router.answering(KIND)
def on_until(ctx: Context, event: TextMessage, state: dict[str, Any]) -> Outcome:
    """Take until when, and ask what is promised."""
    if event.text.strip() in NOTHING:
        return Outcome("done")
    try:
        scene, _episode = working(ctx, event, str(state["episode"]))
        moment = _read(ctx, scene, event.text)
    except UserError as error:
        return until.explain(ctx, event, error, Dialog(KIND, state))
    say = ctx.words(scene.brand, event.language)
    text = say("promise-ask-what", time=_when(moment, ctx.brands[scene.brand], say))
    asking.await_words(ctx, event, scene.brand, text, Dialog(WHAT, state | {"due": moment.isoformat()}))
    return Outcome("done")


@router.answering(WHAT)
def on_what(ctx: Context, event: TextMessage, state: dict[str, Any]) -> Outcome:
    """Make the promise that was written."""
    try:
        scene, episode = working(ctx, event, str(state["episode"]))
        moment = datetime.fromisoformat(state["due"])
        _check_ahead(ctx, scene, moment)
    except UserError as error:
        return until.explain(ctx, event, error, Dialog(KIND, state))
    what = "" if event.text.strip() in NOTHING else event.text
    text = _make(ctx, event, scene, episode, _Wanted(moment, what))
    asking.say_here(ctx, event, scene.brand, Message(text=text))
    return Outcome("done")


@router.on(Press, "query-keep")
def on_keep(ctx: Context, event: Press) -> Outcome:
    """Keep a promise that stands in an answer: the person has read it there, so nothing is sent."""
    number = number_in(after(event.data))
    reply = replies.find(ctx.db, number) if number is not None else None
    if reply is None:
        raise UserError("button-old")
    scene, episode = working(ctx, event, str(reply.episode))
    moment = promised(reply.text, reply.made_at, ctx.brands[scene.brand].zone)
    if moment is None or reply.state != SENT:
        raise UserError("button-old", scene.brand)
    _check_ahead(ctx, scene, moment)
    return Outcome("done", toast=_make(ctx, event, scene, episode, _Wanted(moment, tell=False)))


@router.on(Press, "query-kept")
def on_kept(ctx: Context, event: Press) -> Outcome:
    """Say that a promise was kept, where people know better than the clock."""
    number = number_in(after(event.data))
    promise = promises.find(ctx.db, number) if number is not None else None
    if promise is None:
        raise UserError("button-old")
    scene, episode = working(ctx, event, str(promise.episode))
    say = ctx.words(scene.brand, event.language)
    if not promises.settle(ctx.db, promise, (STILL_OPEN, BROKEN), KEPT, ctx.now):
        return Outcome("done", toast=say("promise-settled"))
    episodes.change(ctx.db, episode.id)
    return Outcome("done", toast=say("promise-kept-now"))


def keep(ctx: Context, episode: Episode, text: str) -> None:
    """Let a human answer keep its episode's promises; one that only promises anew keeps none."""
    promise = promises.latest(ctx.db, episode.id)
    brand = ctx.brands.get(episode.brand)  # an answer outlives the brand it is of
    if brand is None or promise is None or promise.state != STILL_OPEN:
        return
    if promised(text, ctx.now, brand.zone) is None:
        promises.keep(ctx.db, episode.id, ctx.now)


@router.draws(LETTER)
def draw(db: Session, letter: Letter, brands: Mapping[str, Brand]) -> Message | None:
    """Tell the person until when they hear of it, in their language; nothing where it does not hold any more."""
    promise, brand = promises.find(db, letter.payload["promise"]), brands.get(letter.brand)
    episode = episodes.find(db, promise.episode) if promise else None
    if promise is None or brand is None or episode is None or promise.state != STILL_OPEN:
        return None
    say = words(episode.language)
    return Message(text=say("promise-told", time=_when(promise.due_at, brand, say), zone=str(brand.zone)))


@router.refused(LETTER)
def hear_refused(ctx: Context, letter: Letter, error: Permanent) -> None:
    """Say below the card that the person does not know of the promise."""
    promise = promises.find(ctx.db, letter.payload["promise"])
    episode = episodes.find(ctx.db, promise.episode) if promise else None
    if promise is None or episode is None:
        return
    say = ctx.words(episode.brand)
    note_below(ctx, episode, say("promise-untold", why=str(error)), key=f"untold:{promise.id}")
    if error.unreachable and people.place_of(ctx.db, letter.to) is None:
        contacts.note_unreachable(ctx, letter.to, letter.id)


@router.watching
def due(db: Session, now: datetime, brands: Mapping[str, Brand]) -> Iterable[Due]:
    """Return the promises that the clock is to look at now."""
    for each in promises.due(db, brands, now):
        if each.look_at is not None:
            yield Due(tick=TICK, brand=each.brand, subject=str(each.id), at=each.look_at)


@router.on(Tick, TICK)
def on_due(ctx: Context, event: Tick) -> None:
    """Let a promise that nobody kept be broken, and tell the team by day."""
    promise = promises.find(ctx.db, int(event.subject))
    episode = episodes.find(ctx.db, promise.episode, to_change=True) if promise else None
    brand = ctx.brands.get(event.brand)
    if promise is None or episode is None or brand is None or promise.look_at != event.due:
        return
    if promise.state == STILL_OPEN and episode.state in {WITHDRAWN, DISMISSED}:  # there is nothing to answer any more
        promises.settle(ctx.db, promise, (STILL_OPEN,), DROPPED, ctx.now)
        episodes.change(ctx.db, episode.id)
        return
    morning = daytime(ctx.now, brand.zone)
    later = morning if morning != ctx.now else None
    if not promises.settle(ctx.db, promise, (STILL_OPEN, BROKEN), BROKEN, promise.due_at, later):
        return
    episodes.change(ctx.db, episode.id)
    if later is None:
        say = ctx.words(episode.brand)
        maker = name_of(people.of_id(ctx.db, promise.account))
        note_below(
            ctx,
            episode,
            say("promise-broken-note", name=maker, asker=_asker(ctx, episode)),
            key=f"broken:{promise.id}",
        )


def lines(db: Session, brand: Brand, episode: Episode, say: Words) -> Iterator[str]:
    """Say in a card what was promised, and what became of it."""
    promise = promises.latest(db, episode.id)
    if promise is None:
        return
    name = name_of(people.of_id(db, promise.account))
    said = say(f"promise-{promise.state}", name=name, time=_when(promise.due_at, brand, say))
    yield f"{said}\n“{promise.text}”" if promise.text else said


def buttons(db: Session, brand: Brand, episode: Episode, say: Words) -> Iterator[tuple[Button, ...]]:
    """Offer to keep what the last answer promises, and to say that a promise was kept."""
    promise = promises.latest(db, episode.id)
    row = []
    if promise is not None and promise.state in {STILL_OPEN, BROKEN}:
        row.append(Button(say("promise-kept-button"), f"query-kept:{promise.id}"))
    reply = _last_answer(db, episode)
    if reply is not None and (promise is None or promise.made_at < reply.made_at):
        moment = promised(reply.text, reply.made_at, brand.zone)
        if moment is not None:
            time = say.weekday_time(moment.astimezone(brand.zone))
            row.append(Button(say("promise-keep-button", time=time), f"query-keep:{reply.id}"))
    if row:
        yield tuple(row)


def _make(ctx: Context, event: Event, scene: Scene, episode: Episode, wanted: _Wanted) -> str:
    """Make a promise in place of an older one, and tell the person; return the sentence that says so, or why not."""
    say, brand = ctx.words(scene.brand, event.language), ctx.brands[scene.brand]
    if episode.state in CLOSED:
        return say("query-closed")
    before = promises.latest(ctx.db, episode.id)
    if before is not None and before.state == STILL_OPEN and before.due_at == wanted.due_at:
        return say("promise-already", time=_when(wanted.due_at, brand, say))
    promises.drop_open(ctx.db, episode.id, ctx.now)
    promise = Promise(
        brand=episode.brand,
        episode=episode.id,
        account=scene.account.id,
        text=shortened(wanted.what, LONGEST),
        made_at=ctx.now,
        due_at=wanted.due_at,
    )
    number = promises.put(ctx.db, promise)
    episodes.change(ctx.db, episode.id)
    if wanted.tell:
        _tell(ctx, episode, number)
    key = "promise-made" if wanted.tell else "promise-noted"
    return say(key, name=_asker(ctx, episode), time=_when(wanted.due_at, brand, say))


def _tell(ctx: Context, episode: Episode, promise: int) -> None:
    to = Address(episode.platform, episode.reply_chat)
    where: dict[str, Any] = {"thread": episode.reply_thread, "reply_to": episode.reply_to}
    payload = {"promise": promise, "episode": episode.id}
    ctx.say(Draft(to=to, kind=LETTER, brand=episode.brand, key=f"promise:{promise}", payload=payload, **where))


def _last_answer(db: Session, episode: Episode) -> Reply | None:
    sent = [each for each in replies.of_episode(db, episode.id) if each.state == SENT and not each.is_automatic]
    return sent[-1] if sent else None


def _check_ahead(ctx: Context, scene: Scene, moment: datetime) -> None:
    if moment <= ctx.now:
        raise UserError("until-past", scene.brand)


def _read(ctx: Context, scene: Scene, text: str) -> datetime:
    return until.read_until(text, ctx.brands[scene.brand], ctx.now, at=END_OF_DAY, most=MOST)


def _when(moment: datetime, brand: Brand, say: Words) -> str:
    return say.when(moment.astimezone(brand.zone))


def _asker(ctx: Context, episode: Episode) -> str:
    return name_of(people.of_id(ctx.db, episode.account))
