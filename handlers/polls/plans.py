"""Polls that are posted later, once or again and again, and polls that close by themselves."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from chat.address import Address
from chat.brands import Brand
from chat.errors import UserError
from chat.events import Press, Tick
from chat.i18n import Words
from chat.messages import Button
from chat.polls import Spec
from chat.ports import Outcome
from handlers import contacts, presence
from handlers.polls import making
from handlers.routing import Context, Due, Router
from insight.whens import Rule
from storage import people, plans, polls
from storage.database import Session
from storage.plans import Plan

router = Router()
PLAN, CLOSE = "plan", "close"

FARTHEST = timedelta(days=366)
"""So far ahead may a first run be."""
ANEW = timedelta(minutes=1)
"""Whoever presses *Post now* twice within it wants one poll."""


def plan(
    ctx: Context,
    brand: str,
    spec: Spec,
    *,
    at: datetime | None = None,
    rule: Rule | None = None,
    creator: Address | None = None,
) -> Plan:
    """Plan a poll for a moment, or by a rule, or by a rule from a moment on.

    Args:
        ctx: the context.
        brand: the brand's key.
        spec: what is asked, and how.
        at: the first run, aware UTC; None: when the rule comes next.
        rule: how it recurs; None: not.
        creator: who wants it.

    Raises:
        UserError: the spec cannot make a poll, there is no chat to post it to, or the time is past or too far ahead.
        ValueError: there is neither a moment nor a rule.
    """
    spec = making.checked(brand, spec)
    if not people.audiences(ctx.db, brand):
        raise UserError("poll-no-audience", brand)
    first = at or (replace(rule, step=1).next_after(ctx.now) if rule else None)
    if first is None:
        raise ValueError("A plan needs a time.")
    if first <= ctx.now:
        raise UserError("plan-past", brand)
    if first - ctx.now > FARTHEST:
        raise UserError("plan-far", brand, most=FARTHEST.days)
    if rule and rule.step > 1:
        rule = replace(rule, since=first.astimezone(rule.zone).date())
    who = str(creator) if creator else None
    text = rule.text if rule else None
    return plans.add(ctx.db, brand, spec, rule=text, creator=who, created_at=ctx.now, next_at=first)


def delete(ctx: Context, plan: Plan) -> bool:
    """Delete a plan, so that it posts nothing more; return False where it was deleted before. Its runs stay."""
    return plans.delete(ctx.db, plan.id, ctx.now)


def said(rule: Rule, say: Words) -> str:
    """Say how a rule recurs, as in `every Monday at 09:00 (Europe/Riga)`."""
    weekday, step = rule.weekday or 0, rule.step
    match rule.every:
        case "week":
            name, on = say("weekday", weekday=weekday), say("weekday-on", weekday=weekday)
            turn = say("rule-week", step=step, name=name, on=on)
        case "month" if rule.weekday is None:
            turn = say("rule-month", months=say("rule-months", step=step), day=rule.day or 1)
        case "month":
            on = say("weekday-turn", weekday=weekday, day=rule.day or 1)
            turn = say("rule-month-weekday", months=say("rule-months", step=step), on=on)
        case every:
            turn = say(f"rule-{every}", step=step)
    return say("rule", turn=turn, time=f"{rule.at:%H:%M}", zone=rule.zone.key)


def told(plan: Plan, say: Words, zone: ZoneInfo) -> str:
    """Say when a plan posts what.

    Args:
        plan: the plan.
        say: in the reader's language.
        zone: the brand's; a rule names its own.
    """
    rule = Rule.read(plan.rule) if plan.rule else None
    there = rule.zone if rule else zone
    moment = say.moment(plan.next_at.astimezone(there)) if plan.next_at else "–"
    if rule is None:
        return say("plan-once", question=plan.spec.question, moment=moment, zone=there.key)
    return say("plan-again", question=plan.spec.question, rule=said(rule, say), moment=moment)


def buttons(plan: Plan, say: Words) -> tuple[Button, ...]:
    """Return what the team can do with a plan."""
    return (
        Button(say("plan-now-button"), f"plan:now:{plan.id}"),
        Button(say("plan-delete-button"), f"plan:delete:{plan.id}"),
    )


@router.watching
def due(db: Session, now: datetime, brands: Mapping[str, Brand]) -> list[Due]:
    """Return the plans whose time has come, and the polls whose end has."""
    planned = [
        Due(tick=PLAN, brand=each.brand, subject=str(each.id), at=each.next_at)
        for each in plans.due(db, now)
        if each.next_at is not None and each.brand in brands
    ]
    ending = [
        Due(tick=CLOSE, brand=each.brand, subject=each.id, at=each.closes_at)
        for each in polls.closing(db, now)
        if each.closes_at is not None and each.brand in brands
    ]
    return planned + ending


@router.on(Tick, CLOSE)
def on_closing(ctx: Context, event: Tick) -> None:
    """Close a poll whose end has come; reopened or prolonged meanwhile, it stays."""
    poll = polls.to_change(ctx.db, event.subject)
    if poll is not None and poll.state == "open" and poll.closes_at is not None and poll.closes_at <= ctx.now:
        making.close(ctx, poll)


@router.on(Tick, PLAN)
def on_due(ctx: Context, event: Tick) -> None:
    """Post the run that is due and plan the next one, in one commit."""
    plan = plans.to_change(ctx.db, int(event.subject))
    # Whatever happened to the plan since, and whoever was quicker: a due time that is not the plan's is nobody's.
    if plan is None or plan.deleted_at is not None or plan.next_at != event.due or plan.brand not in ctx.brands:
        return
    rule = Rule.read(plan.rule) if plan.rule else None
    now = max(ctx.now, event.due)
    plans.set_next(ctx.db, plan.id, rule.next_after(now) if rule else None)
    if _is_worth_posting(plan.spec, _latest(rule, event.due, now), now):
        _post(ctx, plan, event.due)


@router.on(Press, PLAN)
def on_press(ctx: Context, event: Press) -> Outcome:
    """Delete a plan, or post its poll now."""
    scene = presence.scene_of(ctx, event)
    _word, _, rest = event.data.partition(":")
    what, _, number = rest.partition(":")
    plan = _find(ctx, number)
    if scene is None or plan is None or plan.brand != scene.brand:
        raise UserError("plan-gone", scene.brand if scene else None)
    if not scene.may_manage:
        raise UserError("poll-not-for-you", scene.brand)
    say = ctx.words(scene.brand, event.language)
    if what == "delete":
        key = "plan-deleted" if delete(ctx, plan) else "plan-deleted-before"
        return Outcome("done", toast=say(key, question=plan.spec.question))
    if plan.next_at is None:
        raise UserError("plan-gone", scene.brand)
    return Outcome("done", toast=say(_post_now(ctx, plan), question=plan.spec.question))


def _find(ctx: Context, number: str) -> Plan | None:
    known = number.isascii() and number.isdigit() and len(number) < 19  # noqa: PLR2004  # what a database can count to
    return plans.to_change(ctx.db, int(number)) if known else None


def _post_now(ctx: Context, plan: Plan) -> str:
    runs = polls.runs(ctx.db, plan.id)
    if runs and ctx.now - runs[-1].created_at < ANEW:
        return "plan-posted-before"
    making.create(ctx, plan.brand, plan.spec, plan=plan.id)
    if plan.rule is None:
        plans.set_next(ctx.db, plan.id, None)
    return "plan-posted"


def _post(ctx: Context, plan: Plan, due: datetime) -> None:
    try:
        making.create(ctx, plan.brand, plan.spec, plan=plan.id)
    except UserError as error:
        say = ctx.words(plan.brand)
        why = say(error.key, **error.args_of_text)
        text = say("plan-failed", question=plan.spec.question, why=why)
        contacts.tell_team(ctx, plan.brand, text, key=f"plan:{plan.id}@{due.isoformat()}")


def _latest(rule: Rule | None, due: datetime, now: datetime) -> datetime:
    """Return the last of the times that came while nobody was awake: it alone is posted."""
    while rule and (following := rule.next_after(due)) <= now:
        due = following
    return due


def _is_worth_posting(spec: Spec, due: datetime, now: datetime) -> bool:
    return spec.open_for_s is None or now < due + timedelta(seconds=spec.open_for_s)
