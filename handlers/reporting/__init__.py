"""The scorecard as people read it: one source for `/ror`, the digest and the command line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from chat.address import Address
from chat.brands import Brand
from chat.errors import UserError
from chat.events import Event
from chat.i18n import Words, words
from chat.messages import Button, Message
from chat.ports import Outcome
from handlers import beside, presence, rollups
from handlers.routing import Context, Reading
from insight import poll_charts, qr
from insight.charts import ChartFigures, ChartWords, draw
from insight.history import History
from insight.rules import PARTS, Rules
from insight.scorecard import Measure, Scorecard, card, scorecards
from insight.weeks import Period, Week
from insight.workhours import Hours
from storage import ledger, people
from storage.database import Session

CHART_WEEKS = 12
NONE = "–"
RATES = {
    "active",
    "poll_participation",
    "fans",
    "returning",
    "growth",
    "advocates",
    "referred_joins",
    "repeat_buyers",
    "answered",
}
"""Measures that people read as a percentage."""

DIGITS = {"members": 0} | dict.fromkeys(("conversation", "applause", "amplification", "clicks_per_share"), 2)
"""Decimals of what is no percentage, where one is not right."""

MARKS = {"clear": "●", "noise": "○", "unknown": ""}


@dataclass(frozen=True, slots=True)
class Report:
    """A scorecard with what its picture needs."""

    card: Scorecard
    figures: ChartFigures | None
    beside: Mapping[str, Any] | None = None
    """What stands beside it (`handlers.beside`)."""


def brands_for(read: Reading, event: Event, wanted: str | None, refusal: str) -> list[str]:
    """Return the brands whose reports are asked for: one, or several where it is not clear which one is meant.

    Args:
        read: what is read with.
        event: who asks, and where.
        wanted: the brand that was chosen; None where none was.
        refusal: the key of the sentence for who may see none.

    Raises:
        UserError: the person may see none here.
    """
    brands = [brand for brand in _allowed(read, event) if wanted in {None, brand}]
    if not brands:
        raise UserError(refusal)
    return brands


def ask_brand(ctx: Context, event: Event, brands: Iterable[str], choose: str, text: str) -> Outcome:
    """Ask which brand is meant; `choose` is a button's data, in front of the brand."""
    first, *others = brands
    buttons = tuple((Button(ctx.brands[each].name, f"{choose}{each}"),) for each in (first, *others))
    return ctx.answer(event, first, Message(text=text, buttons=buttons))


def _allowed(read: Reading, event: Event) -> list[str]:
    """Return the brands whose reports this person may see here, the latest met first."""
    at = Address(event.platform, event.person or "")
    place = people.place_of(read.db, Address(event.platform, event.chat))
    if place is not None and place.role == presence.TEAM:
        return [place.brand] if place.brand in read.brands else []
    teams = [brand for brand, team in people.brands_of(read.db, at) if team and brand in read.brands]
    alone = event.private or not event.chat  # the bot's own page is no chat
    allowed = [brand for brand in teams if alone or people.is_manager(read.db, brand, at)]
    return [place.brand] if place is not None and place.brand in allowed else allowed


def last_days(now: datetime, brand: Brand, days: int = 7) -> tuple[date, date]:
    """Return (start, end) of the complete local days before today, `end` being today."""
    today = now.astimezone(brand.zone).date()
    return today - timedelta(days=days), today


def report(
    db: Session, brand: Brand, start: date, end: date, *, chart: bool = False, platform: str | None = None
) -> Report:
    """Reckon the scorecard of a brand's period: from its rollups, or as long as it has none from the whole ledger.

    Args:
        db: a reading session.
        brand: whose.
        start: first local day.
        end: the day after the last one.
        chart: also the figures of the twelve weeks that end with the period.
        platform: only what happened there; None: all.
    """
    starts = [end - timedelta(weeks=back) for back in range(CHART_WEEKS, 0, -1)] if chart else []
    periods = [Period(start, end), *(Period(day, day + timedelta(weeks=1)) for day in starts)]
    counted = rollups.counted(db, brand, periods, hours_of(brand), platform)
    if counted is None:
        cards = _from_ledger(db, brand, periods, platform)
    else:
        rules = Rules.of(brand.ror)
        cards = [card(brand.zone, brand.key, period, counted.__getitem__, rules) for period in periods]
    beside_it = beside.facts(db, brand, start, end) if platform is None else None
    return Report(cards[0], ChartFigures.of(cards[1:]) if chart else None, beside_it)


def differs(db: Session, brand: Brand, start: date, end: date) -> list[str]:
    """Return what of a period's report is not what the brand's whole ledger tells, by key; nothing should."""
    told = report(db, brand, start, end).card.as_json()
    wanted = _from_ledger(db, brand, [Period(start, end)])[0].as_json()
    return [key for key in wanted if told[key] != wanted[key]]


def _from_ledger(db: Session, brand: Brand, periods: Iterable[Period], platform: str | None = None) -> list[Scorecard]:
    history, rules = History(ledger.lines(db, brand.key), brand.zone, platform), Rules.of(brand.ror)
    return scorecards(history, brand=brand.key, periods=periods, rules=rules, hours=hours_of(brand))


def hours_of(brand: Brand) -> Hours:
    """Return the brand's business hours."""
    return Hours.of(brand.hours, brand.zone, brand.country, brand.language)


def as_text(card: Scorecard, say: Words) -> str:
    """Write the scorecard in words: index, parts and watches, each measure with its previous value, n and change."""
    lines = [index_line(card, say)]
    for name, part in (*card.parts.items(), *card.watches.items()):
        lines += ["", f"{say('part-' + name)}  {score(part.score, say)}"]
        for measure, figures in part.measures.items():
            lines += [_measure_line(measure, figures, say), *more_lines(figures.more, say)]
        if name == "loyalty" and (card.revenue or card.revenue_previous):
            lines += [f"· {line}" for line in revenue_lines(card, say)]
    lines += ["", say("ror-legend", clear=MARKS["clear"], noise=MARKS["noise"], none=NONE)]
    return "\n".join(lines)


def beside_lines(given: Report, say: Words) -> list[str]:
    """Write what stands beside the scorecard and is no measure, a line each."""
    return beside.told(given.card, given.beside, say) if given.beside else []


def beside_text(given: Report, say: Words) -> str:
    """Write it below the scorecard; nothing where there is nothing to tell."""
    found = beside_lines(given, say)
    return "".join(f"\n{line}" for line in ["", *found]) if found else ""


def period_of(card: Scorecard, say: Words) -> str:
    """Write the period from its first to its last day."""
    return days(card.start, card.end, card.zone, say)


def days(start: date, end: date, zone: str, say: Words) -> str:
    """Write a period of local days from its first to its last; `end` is the day after that."""
    last = end - timedelta(days=1)
    year = start.year != last.year
    return say("period", start=say.day(start, year=year), end=say.day(last, year=year), zone=zone)


def value_text(name: str, value: float | None, say: Words) -> str:
    """Write one value as people there write it; a dash where there is none."""
    if value is None:
        return NONE
    if name in RATES:
        return say.percent(value, 1)
    if name == "first_response":
        return say.duration(value)
    if name == "net_sentiment":
        return say.signed(value, 2)
    return say.number(value, DIGITS.get(name, 1))


def title(measure: str, say: Words) -> str:
    """Name a figure; `relationship_revenue` has a name, too."""
    return say("measure-" + measure.replace("_", "-"))


def definition(measure: str, say: Words) -> str:
    """Say in a sentence what a figure means; `relationship_revenue` has one, too."""
    return say("definition-" + measure.replace("_", "-"))


def more_lines(more: Mapping[str, float | None], say: Words) -> list[str]:
    """Write what stands beside a measure's value, a line each: what is unclassified, waits, and who still waits."""
    told = []
    if unclassified := more.get("unclassified"):
        told.append(say("more-unclassified", share=say.percent(unclassified, 1)))
    if (within := more.get("p90")) is not None:
        told.append(say("more-within", time=say.duration(within)))
    median, within = more.get("business_median"), more.get("business_p90")
    if median is not None and within is not None:
        told.append(say("more-at-work", median=say.duration(median), time=say.duration(within)))
    if waiting := more.get("waiting"):
        told.append(say("more-waiting", number=say.number(waiting)))
    return [f"  {line}" for line in told]


def picture(chart: Mapping[str, Any]) -> bytes:
    """Draw the picture that a message's `chart` describes, PNG; slow, so call it in a thread."""
    if chart.get("kind") == "qr":
        return qr.draw(chart["data"])
    if "kind" in chart:
        return poll_charts.draw(chart)
    return draw(ChartFigures.from_json(chart["figures"]), _chart_words(chart))


def chart_of(given: Report, brand: Brand, language: str) -> dict[str, Any] | None:
    """Return what a message carries for its picture to be drawn when it is sent."""
    if given.figures is None:
        return None
    say = words(language)
    return {
        "figures": given.figures.as_json(),
        "language": language,
        "brand": brand.name,
        "period": period_of(given.card, say),
    }


def _chart_words(chart: Mapping[str, Any]) -> ChartWords:
    say = words(chart["language"])
    shows = chart["figures"]["shows"]
    return ChartWords(
        title=say("chart-title", brand=chart["brand"]),
        subtitle=chart["period"],
        trend=say(f"chart-trend-{shows}"),
        no_trend=say("chart-no-trend"),
        parts=say("chart-parts-week", week=str(chart["parts_of"])) if "parts_of" in chart else say("chart-parts"),
        last_week=say("chart-last-week"),
        part={part: say("part-" + part) for part in PARTS},
        no_score=NONE,
        number=lambda value: say.number(value, 0),
        week=lambda week: week_name(week, say),
    )


def week_name(week: Week, say: Words) -> str:
    """Name a week shortly, for an axis."""
    return say("chart-week", number=str(week.number))


def index_line(card: Scorecard, say: Words) -> str:
    """Write the index, or why there is none."""
    if card.index is None:
        return say("index-too-few" if card.index_weeks else "index-not-a-week")
    return say("index", value=say.number(card.index, 1))


def score(value: float | None, say: Words) -> str:
    """Write a score of 0..100; a dash where there is none."""
    return say("score", value=say.number(value, 0)) if value is not None else NONE


def revenue_lines(card: Scorecard, say: Words) -> list[str]:
    """Write what relationships brought in, a line a currency, with the period before."""
    name = say("measure-relationship-revenue")
    told = dict.fromkeys((*card.revenue, *card.revenue_previous))
    values = [(_money(card.revenue, each, say), _money(card.revenue_previous, each, say)) for each in told]
    return [say("revenue", name=name, value=value, before=before) for value, before in values or [(NONE, NONE)]]


def _money(sums: Mapping[str, str], currency: str, say: Words) -> str:
    return say.money(Decimal(sums[currency]), currency) if currency in sums else NONE


def _measure_line(name: str, measure: Measure, say: Words) -> str:
    value = value_text(name, measure.value, say)
    before = value_text(name, measure.previous, say)
    mark = MARKS[measure.change]
    line = say("measure", name=title(name, say), value=value, before=before, n=say.number(measure.n))
    return f"{mark or '·'} {line}"
