"""A poll as somebody wants it, in plain words at first, and what is made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from chat.address import Address
from chat.brands import Brand
from chat.errors import UserError
from chat.i18n import words
from chat.polls import OPTIONS, Rules, Spec
from handlers.polls import making, plans
from handlers.polls.setting_words import WORDS
from handlers.routing import Context
from insight.calendar_words import plain
from insight.recurring import Rule, read_rule
from insight.whens import read_moment, read_span
from storage.plans import Plan
from storage.polls import Poll

RULES = ("kind", "most", "visibility", "shown", "adding", "why", "milestones", "remind")
TIMES = ("at", "every", "for", "until")
"""When it is posted (once, or again and again), and when it closes (after a while, or at a moment), as people write."""

_UNITS = (("d", 24 * 60), ("h", 60), ("min", 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A poll that can be made."""

    spec: Spec
    at: datetime | None = None
    """When it is posted, aware UTC; None: now, or by the rule."""
    rule: Rule | None = None
    """When it is posted again and again."""


def wanted(raw: Mapping[str, Any], now: datetime, brand: Brand) -> Wanted:
    """Read a poll from plain values.

    Args:
        raw: any of `question`, `options`, those of `RULES`, and those of `TIMES` as texts.
        now: aware UTC.
        brand: whose zone holds for times without one.

    Raises:
        UserError: no poll can be made of it.
    """
    rules = Rules.of({name: raw[name] for name in RULES if raw.get(name) is not None})
    at, rule = _posting(raw, now, brand)
    open_for_s = _open_for_s(raw, now, at, brand)
    if rules.remind and open_for_s is None:
        raise UserError("poll-remind-no-end", brand.key)
    question = raw.get("question") or (standard_question(brand) if rules.kind == "nps" else "")
    spec = Spec(question=question, options=tuple(raw.get("options", ())), rules=rules, open_for_s=open_for_s)
    return Wanted(spec=making.checked(brand.key, spec), at=at, rule=rule)


def raw_of(spec: Spec) -> dict[str, Any]:
    """Return the plain values that `wanted` makes the spec of."""
    raw: dict[str, Any] = {"question": spec.question, "options": list(spec.options), **spec.rules.as_json()}
    return raw | ({"for": _span(spec.open_for_s)} if spec.open_for_s else {})


def spec_of(poll: Poll) -> Spec:
    """Return what makes a poll like this one; it is open as long as this one was meant to be."""
    open_for = poll.closes_at - poll.created_at if poll.closes_at else None
    # Voters may have added more options than a creator gives.
    options = () if poll.rules.scale else tuple(poll.options[each] for each in poll.seen)[: OPTIONS[-1]]
    seconds = round(open_for.total_seconds()) if open_for else None
    return Spec(question=poll.question, options=options, rules=poll.rules, open_for_s=seconds)


def standard_question(brand: Brand) -> str:
    """Return what an NPS poll asks, in the brand's language."""
    return words(brand.language)("poll-nps-question", brand=brand.name)


def ends(text: str) -> dict[str, str]:
    """Tell a while from a moment.

    Returns:
        One of `TIMES` with the text; nothing where the text is blank.
    """
    first, _, rest = text.strip().partition(" ")
    if not first:
        return {}
    if rest and (name := WORDS.get(plain(first))) in {"for", "until"}:  # as in one line
        return {name: rest.strip()}
    try:
        read_span(text)
    except (ValueError, OverflowError):
        return {"until": text}
    return {"for": text}


def begins(text: str, now: datetime, brand: Brand) -> dict[str, str]:
    """Tell a moment from a recurring time.

    Returns:
        One of `TIMES` with the text; nothing where the text is blank.
    """
    if not text.strip():
        return {}
    try:
        read_moment(text, now, brand.zone)
    except (ValueError, OverflowError):
        return {"every": text} if _is_rule(text, brand) else {"at": text}
    return {"at": text}


def closing(raw: Mapping[str, Any], now: datetime, brand: Brand) -> datetime | None:
    """Return when the poll would close, aware UTC; None where it would not, or that cannot be told yet."""
    try:
        at, rule = _posting(raw, now, brand)
        open_for_s = _open_for_s(raw, now, at, brand)
        opens = rule.next_after(now) if rule else at or now
        return opens + timedelta(seconds=open_for_s) if open_for_s else None
    except (UserError, OverflowError):
        return None


def publish(ctx: Context, brand: str, what: Wanted, creator: Address | None) -> Poll | Plan:
    """Make the poll, or plan it.

    Raises:
        UserError: there is no chat to post it to, or no run to come.
    """
    if what.at is None and what.rule is None:
        return making.create(ctx, brand, what.spec, creator=creator)
    return plans.plan(ctx, brand, what.spec, at=what.at, rule=what.rule, creator=creator)


def _posting(raw: Mapping[str, Any], now: datetime, brand: Brand) -> tuple[datetime | None, Rule | None]:
    at, every = raw.get("at"), raw.get("every")
    if at and every:
        raise UserError("poll-at-or-every", brand.key)
    if every:
        return None, _rule(every, brand)
    if not at:
        return None, None
    moment = _moment(at, now, brand)
    if moment <= now:
        raise UserError("poll-at-past", brand.key, time=at)
    return moment, None


def _open_for_s(raw: Mapping[str, Any], now: datetime, at: datetime | None, brand: Brand) -> int | None:
    while_, until = raw.get("for"), raw.get("until")
    if while_ and until:
        raise UserError("poll-for-or-until", brand.key)
    if while_:
        return round(_span_of(while_, brand).total_seconds())
    if not until:
        return None
    if raw.get("every"):
        raise UserError("poll-every-until", brand.key)
    opens = at or now
    closes = _moment(until, now, brand)
    if closes <= opens:  # "Friday 18:00" may be the Friday after it is posted
        closes = _moment(until, opens, brand)
    if closes <= opens:
        raise UserError("poll-until-past", brand.key, time=until)
    # Rounded up: a poll that closes a blink before 18:00 would say that it closes at 17:59.
    return ceil((closes - opens).total_seconds())


def _moment(text: str, now: datetime, brand: Brand) -> datetime:
    try:
        return read_moment(text, now, brand.zone)
    except (ValueError, OverflowError):
        raise UserError("poll-moment-unclear", brand.key, time=text) from None


def _rule(text: str, brand: Brand) -> Rule:
    try:
        return read_rule(text, brand.zone)
    except (ValueError, OverflowError):
        raise UserError("poll-rule-unclear", brand.key, time=text) from None


def _span_of(text: str, brand: Brand) -> timedelta:
    try:
        return read_span(text)
    except (ValueError, OverflowError):
        raise UserError("poll-span-unclear", brand.key, time=text) from None


def _is_rule(text: str, brand: Brand) -> bool:
    try:
        read_rule(text, brand.zone)
    except (ValueError, OverflowError):
        return False
    return True


def _span(seconds: int) -> str:
    minutes, parts = max(1, round(seconds / 60)), []
    for unit, size in _UNITS:
        count, minutes = divmod(minutes, size)
        parts += [f"{count} {unit}"] if count else []
    return " ".join(parts)
