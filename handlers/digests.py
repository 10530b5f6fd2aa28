"""The weekly digest: exactly one for each brand and ISO week."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from chat.brands import Brand
from chat.events import Tick
from chat.i18n import Words, words
from chat.messages import Message
from handlers import reporting
from handlers.reporting import Report
from handlers.routing import Context, Due, Reading, Router
from insight import elections
from insight.topics import Topic
from insight.weeks import WEEK, Week, next_weekly, week_before
from storage import digests, outbox, people, turnout
from storage.database import Session
from storage.outbox import Draft
from storage.polls import Poll
from storage.votes import Results

router = Router()
TICK = "digest"
TOPICS = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """What a digest is written from."""

    week: Week
    report: Report
    polls: list[tuple[Poll, Results]]
    """The polls that were open in the week, newest first."""
    topics: list[Topic]
    """What to make next, by all polls until now."""


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


def gather(db: Session, brand: Brand, week: Week) -> Facts:
    """Read and reckon what a week's digest is written from."""
    found = reporting.report(db, brand, week.start, week.end, chart=True)
    live = [each for each in turnout.counted(db, brand.key) if _was_open(each[0], week, brand)]
    return Facts(week, found, live, reporting.topics_of(db, brand.key))


def write(brand: Brand, facts: Facts, language: str, *, late: bool = False) -> Message:
    """Write the digest."""
    say = words(language)
    card = facts.report.card
    lines = [reporting.period_of(card, say), "", reporting.as_text(card, say)]
    if facts.polls:
        lines += ["", say("digest-polls"), *(_poll_line(poll, results, say) for poll, results in facts.polls)]
    if facts.topics:
        lines += ["", say("digest-content"), *reporting.topic_lines(facts.topics, say, TOPICS)]
    if late:
        lines += ["", say("digest-late")]
    return Message(
        title=say("digest-title", brand=brand.name, week=str(facts.week.number)),
        text="\n".join(lines),
        chart=reporting.chart_of(facts.report, brand, language),
        chart_alt=say("chart-alt", brand=brand.name),
    )


def _poll_line(poll: Poll, results: Results, say: Words) -> str:
    if poll.rules.scale:
        return say(
            "digest-poll-scale", question=poll.question, voters=results.voters, figure=_figure(poll, results, say)
        )
    best = max((results.votes[each] for each in poll.seen), default=0)
    ahead = ", ".join(poll.options[each] for each in poll.seen if results.votes[each] == best > 0)
    if not ahead and results.voters:  # anonymous, and too few to show
        return say("digest-poll-hidden", question=poll.question, voters=results.voters)
    return say("digest-poll", question=poll.question, voters=results.voters, ahead=ahead)


def _figure(poll: Poll, results: Results, say: Words) -> str:
    scores = {int(poll.options[each]): results.votes[each] for each in poll.seen}
    if not any(scores.values()):
        return reporting.NONE
    if poll.rules.kind == "nps":
        return f"NPS {say.number(elections.nps(scores).score)}"
    return f"{say.number(elections.mean(scores), 1)} ★"


def post(ctx: Context, brand: Brand, facts: Facts, *, late: bool = False) -> bool:
    """Put the digest into the team's chat; return False where this week's was put before."""
    team = people.team_chat(ctx.db, brand.key)
    week = str(facts.week)
    if team is None or not digests.claim(ctx.db, brand.key, week, ctx.now, late=late):
        return False
    message = write(brand, facts, brand.language, late=late)
    letter = ctx.say(Draft(to=team, kind="digest", brand=brand.key, message=message, key=f"digest:{brand.key}:{week}"))
    digests.set_letter(ctx.db, brand.key, week, letter or 0)
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


def _was_open(poll: Poll, week: Week, brand: Brand) -> bool:
    opened = _local(poll.created_at, brand)
    return opened < week.end and (poll.closed_at is None or _local(poll.closed_at, brand) >= week.start)


def _local(moment: datetime, brand: Brand) -> date:
    return moment.astimezone(brand.zone).date()
