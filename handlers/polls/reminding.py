"""A friendly word before a poll closes, to those who have not voted, privately and by day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chat.address import Address
from chat.brands import Brand
from chat.events import Tick
from chat.i18n import language_of, words
from chat.messages import Button, Message
from handlers import courtesy
from handlers.polls import cards
from handlers.routing import Context, Due, Reading, Router
from storage import audience, people, polls, votes
from storage.database import Session
from storage.outbox import Draft, Letter
from storage.people import Account
from storage.polls import Poll

router = Router()
TICK = "remind"
KIND = "poll-reminder"

PORTION = 50
"""So many people are looked at in one transaction: votes wait for it, and no platform sends faster than ticks come."""
PAUSE = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Facts:
    """A portion of those who have not voted."""

    after: int
    """The account after which it was read."""
    people: list[Account]


def _prepare(read: Reading, event: Tick) -> Facts | None:
    poll = polls.find(read.db, event.subject)
    if poll is None:
        return None
    return Facts(poll.reminded, audience.not_voted(read.db, poll, after=poll.reminded, limit=PORTION))


@router.watching
def due(db: Session, now: datetime, brands: Mapping[str, Brand]) -> list[Due]:
    """Return the polls whose time to remind has come."""
    return [
        Due(tick=TICK, brand=each.brand, subject=each.id, at=each.remind_at)
        for each in polls.reminding(db, now)
        if each.remind_at is not None and each.brand in brands
    ]


@router.on(Tick, TICK, prepare=_prepare)
def on_due(ctx: Context, event: Tick, facts: Facts | None) -> None:
    """Remind a portion of those who have not voted, and come back for the next one."""
    poll = polls.to_change(ctx.db, event.subject)
    brand = ctx.brands.get(event.brand)
    if poll is None or brand is None or facts is None or not _is_due(ctx, poll, event, facts):
        return
    morning = courtesy.daytime(ctx.now, brand.zone)
    if morning != ctx.now:
        _come_back(ctx, poll, poll.reminded, morning)
        return
    courtesy.write_all_unasked(ctx, {each.standing_for: _draft(poll, each) for each in facts.people})
    upto = facts.people[-1].id if facts.people else poll.reminded
    if len(facts.people) < PORTION:
        polls.set_reminded(ctx.db, poll.id, upto, None)
    else:
        # Never the same moment twice: a tick is known by it.
        _come_back(ctx, poll, upto, max(ctx.now, event.due) + PAUSE)


@router.draws(KIND)
def draw(db: Session, letter: Letter, brands: Mapping[str, Brand]) -> Message | None:
    """Draw the poll with a friendly word; nothing where it closed or the person voted meanwhile."""
    poll = polls.find(db, letter.payload["poll"])
    brand = brands.get(letter.brand)
    if poll is None or brand is None or not _is_wanted(db, letter, poll):
        return None
    reader = people.find(db, letter.brand, letter.to)
    wishes = (reader.speaks, reader.language) if reader else ()
    say = words(language_of(*wishes, brand.language))
    rankings = votes.rankings(db, poll) if poll.rules.kind == "ranked" else None
    card = cards.card(poll, votes.results(db, poll), say, rankings=rankings, zone=brand.zone)
    # A platform's own poll would be another one than that in the audience's chat.
    here = replace(card.poll, native=False) if card.poll else None
    title = say("poll-reminder", brand=brand.name)
    quiet = Button(say("poll-reminder-quiet"), "quiet")
    return replace(card, title=title, text=f"{title}\n\n{card.text}", poll=here, buttons=(*card.buttons, (quiet,)))


def _is_wanted(db: Session, letter: Letter, poll: Poll) -> bool:
    has_voted = audience.has_voted(db, poll.id, letter.payload["account"])
    return poll.state == "open" and not has_voted and not courtesy.is_unwelcome(db, letter)


def _is_due(ctx: Context, poll: Poll, event: Tick, facts: Facts) -> bool:
    """Tell whether nobody was quicker, and the poll is not to be closed this very moment."""
    is_over = poll.closes_at is not None and poll.closes_at <= ctx.now
    return poll.remind_at == event.due and poll.reminded == facts.after and not is_over


def _draft(poll: Poll, person: Account) -> Draft:
    return Draft(
        to=Address(person.platform, person.person),
        kind=KIND,
        brand=poll.brand,
        key=f"remind:{poll.id}:{person.standing_for}",
        payload={"poll": poll.id, "account": person.standing_for},
    )


def _come_back(ctx: Context, poll: Poll, upto: int, at: datetime) -> None:
    in_time = poll.closes_at is None or at < poll.closes_at
    polls.set_reminded(ctx.db, poll.id, upto, at if in_time else None)
