"""What the weekly digest says of its week, as it stays when the queries in it are worked off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from chat.bidi import isolated
from chat.brands import Brand
from chat.i18n import Words, words
from chat.messages import Message, shortened
from chat.ports import UNSURE
from handlers import reporting
from handlers.digests import working_off
from handlers.reporting import Report
from insight import elections
from insight.topics import Topic
from insight.weeks import Week
from storage import corrections, digest_queries, inbox_queries, promises, satisfactions, turnout
from storage.database import Session
from storage.inbox_queries import Entry
from storage.polls import Poll
from storage.promises import KEPT, Promise
from storage.votes import Results

TOPICS = 3
MOST_BROKEN = 3
QUOTE = 80


@dataclass(frozen=True, slots=True)
class Care:
    """How people were looked after in a week, beside what the scorecard measures."""

    promises: list[Promise]
    """Those that were kept or broken in the week."""
    promised: int
    """How many are due later."""
    corrected: tuple[int, int]
    """How many classified messages the team judged otherwise, of how many that it saw."""
    stars: list[int]
    """What people said of answers, 1 to 5."""
    coverage: tuple[int, int]
    """Of how many messages the sentiment was sure, of how many that were classified."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a digest is written from."""

    week: Week
    report: Report
    polls: list[tuple[Poll, Results]]
    """The polls that were open in the week, newest first."""
    topics: list[Topic]
    """What to make next, by all polls until now."""
    care: Care
    waiting: list[Entry]
    """Those who wait longest."""
    more: int
    """How many wait beside them."""


def gather(db: Session, brand: Brand, week: Week) -> Facts:
    """Read and reckon what a week's digest is written from."""
    found = reporting.report(db, brand, week.start, week.end, chart=True)
    live = [each for each in turnout.counted(db, brand.key) if _was_open(each[0], week, brand)]
    # What the team put off waits all the same.
    waiting, number = inbox_queries.unanswered(db, brand.key, working_off.MOST)
    return Facts(
        week=week,
        report=found,
        polls=live,
        topics=reporting.topics_of(db, brand.key),
        care=_care(db, brand, week),
        waiting=waiting,
        more=number - len(waiting),
    )


def _care(db: Session, brand: Brand, week: Week) -> Care:
    start, end = (datetime.combine(day, time(), brand.zone).astimezone(UTC) for day in (week.start, week.end))
    return Care(
        promises=promises.settled(db, brand.key, start, end),
        promised=sum(each.due_at >= end for each in promises.open_(db, brand.key)),
        corrected=corrections.disagreement(db, brand.key, start, end),
        stars=satisfactions.scores(db, brand.key, start, end),
        coverage=digest_queries.coverage(db, brand.key, start, end, UNSURE),
    )


def write(brand: Brand, facts: Facts, language: str, *, late: bool = False) -> Message:
    """Write the whole digest as it stands now."""
    work = working_off.Work({each.episode.id: each for each in facts.waiting}, {}, facts.more)
    return working_off.with_queries(static(brand, facts, language, late=late), work, brand, words(language))


def static(brand: Brand, facts: Facts, language: str, *, late: bool = False) -> Message:
    """Write the digest without the queries that can be worked off in it."""
    say = words(language)
    card = facts.report.card
    lines = [
        reporting.period_of(card, say),
        "",
        reporting.as_text(card, say) + reporting.beside_text(facts.report, say),
    ]
    if facts.polls:
        lines += ["", say("digest-polls"), *(_poll_line(poll, results, say) for poll, results in facts.polls)]
    if facts.topics:
        lines += ["", say("digest-content"), *reporting.topic_lines(facts.topics, say, TOPICS)]
    if care := list(_care_lines(facts.care, say)):
        lines += ["", say("digest-care"), *care]
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


def _care_lines(care: Care, say: Words) -> Iterator[str]:
    broken = [each.text for each in care.promises if each.state != KEPT]
    if care.promises or care.promised:
        kept = len(care.promises) - len(broken)
        yield say("digest-promises", kept=kept, broken=len(broken), due=care.promised)
        named = [text for text in broken if text][:MOST_BROKEN]
        yield from (say("digest-promise-broken", what=isolated(shortened(each, QUOTE))) for each in named)
    if care.stars:
        mean = sum(care.stars) / len(care.stars)
        yield say("digest-satisfaction", mean=say.number(mean, 1), scores=len(care.stars))
    corrected, seen = care.corrected
    if seen:
        yield say("digest-disagreement", corrected=corrected, seen=seen, share=say.percent(corrected / seen))
    sure, judged = care.coverage
    if judged:
        yield say("digest-coverage", share=say.percent(sure / judged), judged=judged)


def _was_open(poll: Poll, week: Week, brand: Brand) -> bool:
    opened = _local(poll.created_at, brand)
    return opened < week.end and (poll.closed_at is None or _local(poll.closed_at, brand) >= week.start)


def _local(moment: datetime, brand: Brand) -> date:
    return moment.astimezone(brand.zone).date()
