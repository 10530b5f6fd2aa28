"""Warnings before a deadline and alerts after it: one message for each who is told, kept true in place."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from chat.address import Address
from chat.brands import Brand
from chat.errors import Permanent
from chat.events import Tick
from chat.i18n import Words, language_of, words
from chat.messages import Button, Message, shortened
from chat.ports import Receipt
from handlers import contacts
from handlers.replies.deadlines import ALERTED, WARNED
from handlers.replies.working import name_of
from handlers.routing import Context, Due, Router
from insight.whens import daytime
from storage import alerts, asked, episodes, people
from storage.alerts import OVER, OVERDUE, WARNING
from storage.database import Session
from storage.episodes import Episode
from storage.outbox import Draft, Letter

router = Router()

TICK, SETTLED = "query-alarm", "query-alarm-over"
KIND, EDIT = "alert", "alert-edit"
QUOTE = 200


@router.watching
def due(db: Session, now: datetime, brands: Mapping[str, Brand]) -> Iterable[Due]:
    """Return the waiting queries that are to be warned of, and the warned of that nobody waits for any more."""
    for each in episodes.alarmed(db, brands, now):
        if each.alarm_at is not None:
            yield Due(tick=TICK, brand=each.brand, subject=str(each.id), at=each.alarm_at)
    for each in alerts.settled(db, brands):
        yield Due(tick=SETTLED, brand=each.brand, subject=str(each.id), at=each.closed_at or each.heard_at)


@router.on(Tick, TICK)
def on_alarm(ctx: Context, event: Tick) -> None:
    """Warn of a deadline, or alert that it has passed: by day, or at once where it is urgent."""
    episode = episodes.find(ctx.db, int(event.subject), to_change=True)
    brand = ctx.brands.get(event.brand)
    if episode is None or brand is None or not _is_due(episode, event):
        return
    morning = daytime(ctx.now, brand.zone)
    if morning != ctx.now and not episode.urgent:
        episodes.set_alarm(ctx.db, episode.id, episode.alarm, morning)
        return
    is_over = episode.due_at is not None and episode.due_at <= ctx.now
    alarm, stage = (ALERTED, OVERDUE) if is_over else (WARNED, WARNING)
    episodes.set_alarm(ctx.db, episode.id, alarm, None if is_over else episode.due_at)
    if is_over:
        episodes.change(ctx.db, episode.id)  # its card says so, too
    _show(ctx, episode, stage)
    for to in _recipients(ctx, brand):
        _post(ctx, episode, to, stage)


@router.on(Tick, SETTLED)
def on_settled(ctx: Context, event: Tick) -> None:
    """Let the alerts of a query say what came of it."""
    episode = episodes.find(ctx.db, int(event.subject), to_change=True)
    if episode is not None and not episode.is_waiting:
        _show(ctx, episode, OVER)


@router.draws(KIND)
@router.draws(EDIT)
def draw(db: Session, letter: Letter, brands: Mapping[str, Brand]) -> Message | None:
    """Draw an alert as things stand."""
    episode, brand = episodes.find(db, letter.payload["episode"]), brands.get(letter.brand)
    if episode is None or brand is None or (letter.kind == KIND and not episode.is_waiting):
        return None
    return _drawn(db, brand, episode, letter.to)


@router.posted(KIND)
def hear_posted(ctx: Context, letter: Letter, receipt: Receipt, message: Message) -> None:
    """Remember where an alert stands; what changed while it was on its way is shown now."""
    number = letter.payload["episode"]
    alerts.posted(ctx.db, number, letter.to, receipt.message)
    episode, brand = episodes.find(ctx.db, number), ctx.brands.get(letter.brand)
    if episode is not None and brand is not None and _drawn(ctx.db, brand, episode, letter.to) != message:
        _edit(ctx, episode, letter.to, receipt.message)


@router.refused(KIND)
def hear_refused(ctx: Context, letter: Letter, error: Permanent) -> None:
    """Tell the team's chat instead of who cannot be told."""
    episode = episodes.find(ctx.db, letter.payload["episode"], to_change=True)
    alert = alerts.find(ctx.db, letter.payload["episode"], letter.to)
    team = people.team_chat(ctx.db, letter.brand)
    alerts.drop(ctx.db, letter.payload["episode"], letter.to)
    if error.unreachable and people.place_of(ctx.db, letter.to) is None:
        contacts.note_unreachable(ctx, letter.to, letter.id)
    if episode is not None and alert is not None and team not in {None, letter.to} and episode.is_waiting:
        _post(ctx, episode, team, alert.stage)


def _is_due(episode: Episode, event: Tick) -> bool:
    """Tell whether nobody was quicker, and somebody still waits."""
    return episode.is_waiting and episode.automatic is None and episode.alarm_at == event.due


def _recipients(ctx: Context, brand: Brand) -> list[Address]:
    """Return whom to tell: who was chosen, else the team's chat."""
    team = people.team_chat(ctx.db, brand.key)
    return list(dict.fromkeys(brand.replies.alerts)) or ([team] if team else [])


def _post(ctx: Context, episode: Episode, to: Address, stage: str) -> None:
    """Put an alert, unless one went there already: in the team's chat below the card."""
    if not alerts.put(ctx.db, episode.id, to, stage):
        return
    below = episode.card if to == people.team_chat(ctx.db, episode.brand) else None
    draft = Draft(
        to=to,
        kind=KIND,
        brand=episode.brand,
        reply_to=below,
        key=f"alert:{episode.id}:{to}",
        urgent=episode.urgent,
        payload={"episode": episode.id},
    )
    ctx.say(draft)


def _show(ctx: Context, episode: Episode, stage: str) -> None:
    """Let the alerts that stand say how things are now; those on their way are drawn when they leave."""
    for alert in alerts.of_episode(ctx.db, episode.id):
        if alert.stage != stage:
            _edit(ctx, episode, alert.to, alert.message)
    alerts.set_stage(ctx.db, episode.id, stage)


def _edit(ctx: Context, episode: Episode, to: Address, message: str | None) -> None:
    if message is not None:
        edit: dict[str, Any] = {"action": "edit", "target": message, "payload": {"episode": episode.id}}
        ctx.say(Draft(to=to, kind=EDIT, brand=episode.brand, **edit))


def _drawn(db: Session, brand: Brand, episode: Episode, to: Address) -> Message:
    reader = people.find(db, brand.key, to)
    say = words(language_of(reader.speaks, reader.language, brand.language) if reader else brand.language)
    texts = [each.text for each in asked.messages(db, episode.id) if each.query and each.text]
    quote = f"“{shortened(texts[-1], QUOTE)}”" if texts else ""
    parts = [_heading(db, brand, episode, say), quote]
    buttons = (
        Button(say("query-reply-button"), f"query-reply:{episode.id}"),
        Button(say("query-claim-button"), f"query-claim:{episode.id}"),
    )
    return Message(text="\n".join(filter(None, parts)), buttons=(buttons,) if episode.is_waiting else ())


def _heading(db: Session, brand: Brand, episode: Episode, say: Words) -> str:
    name = name_of(people.of_id(db, episode.account))
    if episode.is_waiting:
        time = say.when((episode.due_at or episode.opened_at).astimezone(brand.zone))
        key = "alert-overdue" if episode.alarm >= ALERTED else "alert-warning"
        urgent = say("query-urgent") + " " if episode.urgent else ""
        return urgent + say(key, name=name, platform=episode.platform.capitalize(), time=time)
    closer = name_of(people.of_id(db, episode.closer)) if episode.closer is not None else ""
    return f"{say('alert-over', name=name)} {say(f'query-{episode.state}', name=closer)}"
