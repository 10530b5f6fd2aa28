"""When the weekly digest is due, and that it is posted exactly once for each brand and ISO week."""

from collections.abc import Mapping
from datetime import datetime

from chat.brands import Brand
from chat.events import Tick
from handlers.digests import working_off
from handlers.digests.writing import Facts, gather, static
from handlers.routing import Context, Due, Reading, Router
from insight.weeks import WEEK, Week, next_weekly, week_before
from storage import digests, outbox, people
from storage.database import Session
from storage.outbox import Draft

router = Router()
TICK = "digest"


def plan_of(brand: Brand) -> str:
    """Return the brand's plan as one word, to see when it was changed."""
    return f"{brand.digest.weekday} {brand.digest.at:%H:%M} {brand.zone.key}"


def next_due(brand: Brand, after: datetime) -> datetime:
    """Return when the brand's next digest is due, strictly after this moment."""
    return next_weekly(after, brand.digest.weekday, brand.digest.at, brand.zone)


def plan(db: Session, brand: Brand, now: datetime) -> None:
    """Plan a brand's next digest where there is no plan or another one; a due one that was missed stays due."""
    if brand.team is None:
        return
    known = digests.scheduled(db, brand.key)
    if known is None:
        digests.schedule(db, brand.key, plan_of(brand), next_due(brand, now))
    elif known[0] != plan_of(brand):
        # From the last one on, not from now: a plan that moves to an earlier day must not leave a week out.
        digests.schedule(db, brand.key, plan_of(brand), next_due(brand, known[1] - WEEK))


def post(ctx: Context, brand: Brand, facts: Facts, *, late: bool = False) -> bool:
    """Put the digest into the team's chat; return False where this week's was put before."""
    team = people.team_chat(ctx.db, brand.key)
    week = str(facts.week)
    if team is None or not digests.claim(ctx.db, brand.key, week, ctx.now, late=late):
        return False
    message = static(brand, facts, brand.language, late=late)
    payload = {"week": week, "queries": [each.episode.id for each in facts.waiting], "more": facts.more}
    key = f"digest:{brand.key}:{week}"
    letter = ctx.say(Draft(to=team, kind="digest", brand=brand.key, message=message, key=key, payload=payload))
    digests.set_letter(ctx.db, brand.key, week, letter or 0)
    working_off.carry(ctx, brand.key, facts.week, facts.waiting)
    return True


def standing(db: Session, brand: str, week: Week) -> str:
    """Return the state of a posted digest's letter, empty where there is none."""
    letter = outbox.of_key(db, f"digest:{brand}:{week}")
    return letter.state if letter else ""


def _due_week(brand: Brand, due: datetime) -> Week:
    return week_before(due.astimezone(brand.zone).date())


def _prepare(read: Reading, event: Tick) -> Facts | None:
    brand = read.brands.get(event.brand)
    # Of several missed weeks only the latest is posted: an older digest would tell nobody anything.
    return gather(read.db, brand, _latest_due(brand, event.due, read.now)) if brand else None


def _latest_due(brand: Brand, due: datetime, now: datetime) -> Week:
    while (following := next_due(brand, due)) <= now:
        due = following
    return _due_week(brand, due)


@router.watching
def due(db: Session, now: datetime, _brands: Mapping[str, Brand]) -> list[Due]:
    """Return the digests that are due."""
    return [Due(tick=TICK, brand=brand, subject=brand, at=at) for brand, at in digests.due(db, now)]


@router.on(Tick, TICK, prepare=_prepare)
def on_due(ctx: Context, event: Tick, facts: Facts | None) -> None:
    """Post the digest that is due and plan the next one, in one commit."""
    brand = ctx.brands.get(event.brand)
    if brand is None or facts is None:
        return
    post(ctx, brand, facts, late=event.late)
    digests.schedule(ctx.db, brand.key, plan_of(brand), next_due(brand, ctx.now))
