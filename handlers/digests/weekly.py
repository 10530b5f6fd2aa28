"""When digests are due, and that each is posted exactly once for its brand and week, month or quarter."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from chat.brands import Brand
from chat.events import Tick
from chat.i18n import words
from handlers.digests import working_off
from handlers.digests.details import details
from handlers.digests.gathering import Facts, gather
from handlers.digests.writing import fitted, static
from handlers.routing import Context, Due, Reading, Router
from insight.spans import Month, Quarter, Span
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
    """Put the digest into the team's chat; return False where this one was put before."""
    team = people.team_chat(ctx.db, brand.key)
    period = str(facts.span)
    figures = facts.report.card.as_json()
    if team is None or not digests.claim(ctx.db, brand.key, period, figures, ctx.now, late=late):
        return False
    message = static(brand, facts, brand.language, late=late)
    facts = fitted(brand, facts, message, words(brand.language))
    payload = {
        "period": period,
        "queries": [each.episode.id for each in facts.waiting],
        "more": facts.more,
        "details": details(brand, facts, brand.language).as_json(),
        "language": brand.language,
    }
    draft = Draft(to=team, kind="digest", brand=brand.key, message=message, key=_key(brand.key, facts.span))
    letter = ctx.say(replace(draft, payload=payload))
    digests.set_letter(ctx.db, brand.key, period, letter or 0)
    if isinstance(facts.span, Week):
        working_off.carry(ctx, brand.key, facts.span, facts.waiting)
    return True


def _key(brand: str, span: Span) -> str:
    return f"digest:{brand}:{span}"


def standing(db: Session, brand: str, span: Span) -> str:
    """Return the state of a posted digest's letter, empty where there is none."""
    letter = outbox.of_key(db, _key(brand, span))
    return letter.state if letter else ""


def spans_due(brand: Brand, due: datetime, now: datetime) -> list[Span]:
    """Return what is to be told of now, where a digest was due then.

    Of several missed weeks it is only the latest: an older digest would tell nobody anything. So it is with months and
    quarters; they come with the first weekly digest after their end.
    """
    latest = due
    while (following := next_due(brand, latest)) <= now:
        latest = following
    # The digest before the first missed one has told of all that was over by then.
    told, day = due.astimezone(brand.zone).date() - WEEK, latest.astimezone(brand.zone).date()
    spans: list[Span] = [week_before(day)]
    plan = brand.digest
    for wanted, span in ((plan.monthly, Month.before(day)), (plan.quarterly, Quarter.before(day))):
        if wanted and span.end > told:
            spans.append(span)
    return spans


def _prepare(read: Reading, event: Tick) -> list[Facts]:
    brand = read.brands.get(event.brand)
    spans = spans_due(brand, event.due, read.now) if brand else []
    return [gather(read.db, brand, span) for span in spans if brand]


@router.watching
def due(db: Session, now: datetime, _brands: Mapping[str, Brand]) -> list[Due]:
    """Return the digests that are due."""
    return [Due(tick=TICK, brand=brand, subject=brand, at=at) for brand, at in digests.due(db, now)]


@router.on(Tick, TICK, prepare=_prepare)
def on_due(ctx: Context, event: Tick, facts: list[Facts]) -> None:
    """Post the digests that are due and plan the next ones, in one commit."""
    brand = ctx.brands.get(event.brand)
    if brand is None or not facts:
        return
    for each in facts:
        post(ctx, brand, each, late=event.late)
    digests.schedule(ctx.db, brand.key, plan_of(brand), next_due(brand, ctx.now))
