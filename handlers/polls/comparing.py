"""The same recurring poll over time: what each run came to, in numbers and as curves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chat.bidi import isolated
from chat.brands import Brand
from chat.errors import UserError
from chat.events import Press
from chat.i18n import Words
from chat.messages import Message, Option, PollCard
from chat.ports import Outcome
from handlers.polls.cards import card
from handlers.polls.managing import managed
from handlers.routing import Context, Reading, Router
from insight import elections
from insight.poll_charts import MOST_PANELS
from insight.topics import key_of
from storage import polls, votes
from storage.database import Session
from storage.polls import Poll
from storage.votes import Results

router = Router()

RUNS = 12
"""So many runs are compared, the last ones."""
NONE = "–"
TEXT_CHARACTERS = 3_000
_TOPS = (0.25, 0.5, 1.0)
"""Where the scale of shares may end, so that small ones are seen to move."""
_SCALES = {"rating": (1.0, 5.0), "nps": (-100.0, 100.0)}


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a recurring poll."""

    poll: Poll
    results: Results
    ranks: elections.Rankings


@dataclass(frozen=True, slots=True)
class Curve:
    """One figure over the runs; None where a run has none."""

    name: str
    values: list[float | None]


def runs_of(db: Session, plan: int) -> list[Run]:
    """Read the last runs of a plan, oldest first."""
    found = polls.runs(db, plan)[-RUNS:]
    tallies = votes.tallies(db, [poll.id for poll in found])
    return [
        Run(
            poll,
            Results.of(poll, tallies.get(poll.id, {})),
            votes.rankings(db, poll) if poll.rules.kind == "ranked" else {},
        )
        for poll in found
    ]


def _prepare(read: Reading, event: Press) -> list[Run]:
    poll = polls.find(read.db, event.data.partition(":")[2])
    return runs_of(read.db, poll.plan) if poll and poll.plan is not None else []


@router.on(Press, "compare", prepare=_prepare)
def on_compare(ctx: Context, event: Press, runs: list[Run]) -> Outcome:
    """Show how the runs of a recurring poll went, one beside the other."""
    scene, poll = managed(ctx, event, event.data.partition(":")[2])
    if len(runs) < 2:  # noqa: PLR2004  # one run cannot be compared
        raise UserError("compare-one", poll.brand)
    say = ctx.words(poll.brand, event.language, scene.account.language)
    return ctx.answer(event, poll.brand, compared(runs, ctx.brands[poll.brand], say, drawn=not event.answerable))


def compared(runs: list[Run], brand: Brand, say: Words, *, drawn: bool) -> Message:
    """Write what each run came to; `drawn`: with curves."""
    cards = [_card(run, say) for run in runs]
    curves = _scale(cards, say) if runs[-1].poll.rules.kind in _SCALES else _shares(cards)
    dates = [_date(run.poll.created_at, brand, say) for run in runs]
    question = runs[-1].poll.question
    lines = [
        say("compare-run", date=date, voters=run.results.voters, figures=_figures(curves, at, runs[-1].poll, say))
        for at, (run, date) in enumerate(zip(runs, dates, strict=True))
    ]
    left_out = say("compare-more", more=len(curves) - MOST_PANELS) if len(curves) > MOST_PANELS else ""
    text = "\n".join([*lines, *filter(None, [left_out])])
    subtitle = say("compare-subtitle", brand=brand.name, runs=len(runs))
    chart = _chart(runs[-1].poll, curves, dates, say) | {"title": question, "subtitle": subtitle, "note": left_out}
    return Message(
        title=say("compare-title", question=question),
        text=text if len(text) <= TEXT_CHARACTERS else text[-TEXT_CHARACTERS:].partition("\n")[2],
        chart=chart if drawn else None,
        chart_alt=say("chart-runs-alt", question=question) if drawn else "",
    )


def _card(run: Run, say: Words) -> PollCard:
    drawn = card(run.poll, run.results, say, votable=False, rankings=run.ranks, private=True).poll
    assert drawn is not None  # noqa: S101  # a card is of a poll
    return drawn


def _date(moment: datetime, brand: Brand, say: Words) -> str:
    return say.day(moment.astimezone(brand.zone).date())


def _shares(cards: list[PollCard]) -> list[Curve]:
    """Return each option's share over the runs, those first that stand best in the last run."""
    named: dict[str, str] = {}
    shares: list[dict[str, float]] = []
    for drawn in cards:
        named |= {key_of(option.text): option.text for option in drawn.options}
        is_known = drawn.counted and drawn.voters
        shares.append({key_of(each.text): drawn.share(each) for each in drawn.options} if is_known else {})
    curves = [Curve(name, [of_run.get(key) for of_run in shares]) for key, name in named.items()]
    return sorted(
        curves, key=lambda curve: tuple(-1.0 if value is None else value for value in curve.values[::-1]), reverse=True
    )


def _scale(cards: list[PollCard], say: Words) -> list[Curve]:
    values = [_value(drawn) for drawn in cards]
    return [Curve(say(f"compare-{cards[-1].kind}"), values)]


def _value(drawn: PollCard) -> float | None:
    scores = {int(each.text): each.votes for each in drawn.options if _is_score(each)}
    if not any(scores.values()):
        return None
    return elections.mean(scores) if drawn.kind == "rating" else elections.nps(scores).score


def _is_score(option: Option) -> bool:
    return option.text.isascii() and option.text.isdigit()


def _figure(value: float | None, poll: Poll, say: Words) -> str:
    if value is None:
        return NONE
    if poll.rules.kind in _SCALES:
        return say.number(value, 1 if poll.rules.kind == "rating" else 0)
    return say.percent(value)


def _figures(curves: list[Curve], at: int, poll: Poll, say: Words) -> str:
    return ", ".join(f"{isolated(curve.name)} {_figure(curve.values[at], poll, say)}" for curve in curves[:MOST_PANELS])


def _chart(poll: Poll, curves: list[Curve], dates: list[str], say: Words) -> dict[str, Any]:
    highest = max((value for curve in curves[:MOST_PANELS] for value in curve.values if value is not None), default=0)
    low, high = _SCALES.get(poll.rules.kind) or (0.0, next(top for top in _TOPS if top >= highest))
    panels = [
        {
            "label": curve.name,
            "instead": say("chart-option", number=place),
            "values": curve.values,
            "figure": _figure(curve.values[-1], poll, say),
        }
        for place, curve in enumerate(curves[:MOST_PANELS], 1)
    ]
    ends = {name: {"value": end, "label": _figure(end, poll, say)} for name, end in (("low", low), ("high", high))}
    return {"kind": "poll-runs", "panels": panels, "dates": dates, "scale": ends}
