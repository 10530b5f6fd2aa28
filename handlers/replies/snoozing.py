"""A query that is put off comes back by itself, or when its person writes again; its clock runs on."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from chat.address import Address
from chat.brands import Brand
from chat.errors import UserError
from chat.events import Event, Filled, Message, Press, Tick
from chat.forms import Form
from chat.i18n import Words
from chat.messages import Button
from chat.messages import Message as Said
from chat.ports import Outcome
from handlers import asking
from handlers.asking import NOTHING, Request
from handlers.presence import Scene
from handlers.replies import until
from handlers.replies.below import note_below
from handlers.replies.working import after, name_of, number_in, working
from handlers.routing import Context, Due, Router
from insight.whens import read_moment
from storage import episodes, people
from storage.database import Session
from storage.dialogs import Dialog
from storage.episodes import OPEN, Episode
from storage.outbox import Draft

router = Router()

TICK = "query-back"
KIND = "query-snooze-at"
MOST = timedelta(days=60)
MORNING, AFTERNOON = "9:00", "14:00"
NOON = time(13)
MINUTE_S = 60
MONDAY, SUNDAY = 0, 6


@router.on(Press, "query-snooze")
def on_snooze(ctx: Context, event: Press) -> Outcome:
    """Offer times until which a query may be put off."""
    scene, episode = working(ctx, event, after(event.data))
    say = ctx.words(scene.brand, event.language)
    if episode.state not in OPEN:
        return Outcome("done", toast=say("query-closed"))
    rows = tuple((button,) for button in _choices(ctx, episode, say))
    return asking.respond(ctx, event, scene.brand, Said(text=say("snooze-until"), buttons=rows), here=True)


@router.on(Press, "query-snooze-until")
def on_until(ctx: Context, event: Press) -> Outcome:
    """Put a query off until the moment that the button names."""
    subject, _, minutes = after(event.data).partition(":")
    scene, episode = working(ctx, event, subject)
    brand, number = ctx.brands[scene.brand], number_in(minutes)
    moment = datetime.fromtimestamp(number * MINUTE_S, UTC) if number is not None and number < 10**9 else None
    if moment is None or moment > ctx.now + MOST:
        raise UserError("button-old", brand.key)
    if moment <= ctx.now:
        raise UserError("until-past", brand.key)
    return _replaced(ctx, event, scene, _snooze(ctx, event, scene, episode, moment))


@router.on(Press, "query-wake")
def on_wake(ctx: Context, event: Press) -> Outcome:
    """Take a query back that was put off."""
    scene, episode = working(ctx, event, after(event.data))
    if episode.snoozed_until is not None:
        episodes.change(ctx.db, episode.id, snoozed_until=None)
    return _replaced(ctx, event, scene, ctx.words(scene.brand, event.language)("snooze-woken"))


@router.on(Press, KIND)
def on_other(ctx: Context, event: Press) -> Outcome:
    """Ask for another time."""
    scene, episode = working(ctx, event, after(event.data))
    say, brand = ctx.words(scene.brand, event.language), ctx.brands[scene.brand]
    if episode.state not in OPEN:
        return Outcome("done", toast=say("query-closed"))
    tomorrow = read_moment(f"tomorrow {MORNING}", ctx.now, brand.zone)
    form = Form(
        data=f"{KIND}:{episode.id}",
        title=say("query-snooze-button"),
        fields=until.fields(say, brand, tomorrow),
        submit=say("query-snooze-button"),
    )
    state = {"episode": episode.id, "brand": scene.brand}
    request = Request(kind=KIND, subject=str(episode.id), text=say("snooze-ask"), form=form, state=state)
    return asking.ask(ctx, event, scene.brand, request, here=True)


@router.on(Filled, KIND)
def on_filled(ctx: Context, event: Filled) -> Outcome:
    """Put a query off until the moment that was filled in."""
    if not event.done:
        return Outcome("done")
    scene, episode = working(ctx, event, after(event.form))
    try:
        moment = _read(ctx, scene, until.filled(event.values))
    except UserError as error:
        return asking.refused(ctx, event, scene.brand, error, until.DATE)
    return Outcome("done", toast=_snooze(ctx, event, scene, episode, moment))


@router.answering(KIND)
def on_answer(ctx: Context, event: Message, state: dict[str, Any]) -> Outcome:
    """Put a query off until the moment that somebody wrote."""
    if event.text.strip() in NOTHING:
        return Outcome("done")
    try:
        scene, episode = working(ctx, event, str(state["episode"]))
        moment = _read(ctx, scene, event.text)
    except UserError as error:
        return until.explain(ctx, event, error, Dialog(KIND, state))
    asking.say_here(ctx, event, scene.brand, Said(text=_snooze(ctx, event, scene, episode, moment)))
    return Outcome("done")


@router.watching
def due(db: Session, now: datetime, brands: Mapping[str, Brand]) -> Iterable[Due]:
    """Return the queries that were put off until now."""
    for each in episodes.awakened(db, brands, now):
        if each.snoozed_until is not None:
            yield Due(tick=TICK, brand=each.brand, subject=str(each.id), at=each.snoozed_until)


@router.on(Tick, TICK)
def on_due(ctx: Context, event: Tick) -> None:
    """Bring a query back, and say so below its card."""
    episode = episodes.find(ctx.db, int(event.subject), to_change=True)
    if episode is None or episode.snoozed_until != event.due:
        return
    episodes.change(ctx.db, episode.id, snoozed_until=None)
    if episode.state in OPEN:
        say = ctx.words(episode.brand)
        text = say("snooze-back", name=name_of(people.of_id(ctx.db, episode.account)))
        note_below(ctx, episode, text, key=f"back:{episode.id}:{event.due.isoformat()}")


def _choices(ctx: Context, episode: Episode, say: Words) -> Iterator[Button]:
    """Offer an hour, the afternoon, tomorrow and Monday in brand time, where each of them is still ahead."""
    zone = ctx.brands[episode.brand].zone
    today = ctx.now.astimezone(zone)

    def until_(key: str, words: str) -> Button:
        minutes = int(read_moment(words, ctx.now, zone).timestamp()) // MINUTE_S
        return Button(say(key), f"query-snooze-until:{episode.id}:{minutes}")

    yield until_("snooze-hour", "in 1 hour")
    if today.time() < NOON:
        yield until_("snooze-afternoon", f"today {AFTERNOON}")
    yield until_("snooze-tomorrow", f"tomorrow {MORNING}")
    if today.weekday() not in {MONDAY, SUNDAY}:  # then it is a week away, or tomorrow
        yield until_("snooze-monday", f"monday {MORNING}")
    yield Button(say("snooze-other"), f"{KIND}:{episode.id}")
    if episode.snoozed_until is not None:
        yield Button(say("snooze-wake"), f"query-wake:{episode.id}")


def _snooze(ctx: Context, event: Event, scene: Scene, episode: Episode, moment: datetime) -> str:
    """Put a query off; return the sentence that says so, or why not."""
    say = ctx.words(scene.brand, event.language)
    if not episodes.change_if(ctx.db, episode.id, OPEN, snoozed_until=moment):
        return say("query-closed")
    return say("snooze-done", time=say.when(moment.astimezone(ctx.brands[scene.brand].zone)))


def _read(ctx: Context, scene: Scene, text: str) -> datetime:
    return until.read_until(text, ctx.brands[scene.brand], ctx.now, at=MORNING, most=MOST)


def _replaced(ctx: Context, event: Press, scene: Scene, text: str) -> Outcome:
    """Say what came of a choice, in place of the choices where they stand in the chat."""
    if event.message is not None and not event.answerable:
        to = Address(event.platform, event.chat)
        edit: dict[str, Any] = {"action": "edit", "target": event.message}
        ctx.say(Draft(to=to, kind="note", brand=scene.brand, message=Said(text=text), **edit))
    return Outcome("done", toast=text)
