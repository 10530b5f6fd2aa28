"""How long a scorecard takes over 50,000 mixed events, and whether an oracle finds the same figures."""

from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

from benchmarks.report import Goal, table
from insight.history import History
from insight.rules import Rules
from insight.scorecard import scorecards
from insight.weeks import Period
from insight.workhours import WEEKDAYS, Hours
from tests.insight.replay import OFFICE, differences, replayed

EVENTS = 50_000
ZONE = ZoneInfo("Europe/Berlin")
LAST_WEEK = date(2026, 10, 19)
WEEKS = 12
DEADLINES = 1_000
SCORECARD_S = 3.0
DEADLINE_MS = 1.0


async def goals() -> list[Goal]:
    """Measure the scorecard of a week with the chart's twelve, and deadlines a while ahead."""
    lines = replayed(EVENTS)
    hours = Hours.of(dict(zip(WEEKDAYS, OFFICE, strict=True)), ZONE)
    starts = [LAST_WEEK - timedelta(weeks=back) for back in range(WEEKS)]
    periods = [Period(start, start + timedelta(weeks=1)) for start in starts]
    began = perf_counter()
    history = History(lines, ZONE)
    history.ledger("acme")
    prepared = perf_counter()
    (first, *_) = scorecards(history, brand="acme", periods=periods[:1], rules=Rules(), hours=hours)
    one = perf_counter()
    scorecards(history, brand="acme", periods=periods, rules=Rules(), hours=hours)
    done = perf_counter()
    wrong = differences(lines, ZONE, LAST_WEEK, OFFICE)
    rows = [
        ("the ledger, prepared", f"{prepared - began:.2f} s"),
        ("one week and the week before", f"{one - prepared:.2f} s"),
        (f"{WEEKS} weeks and the week before", f"{done - one:.2f} s"),
        ("figures that the oracle finds otherwise", str(len(wrong))),
        ("waits that were answered", str(first.watches["care"].measures["first_response"].n)),
    ]
    table(f"A scorecard over {EVENTS:,} mixed events", ("", ""), rows)
    return [
        Goal(f"scorecard with {WEEKS} weeks over {EVENTS:,} events", done - began, SCORECARD_S, "s", least=False),
        Goal("figures that the oracle finds otherwise", len(wrong), 0, least=False),
        Goal("a deadline of 8 work hours", _deadline_ms(hours), DEADLINE_MS, "ms", least=False),
    ]


def _deadline_ms(hours: Hours) -> float:
    """Return the mean time, in ms, of deadlines that are asked for at all times of some weeks."""
    first = datetime(2027, 1, 1, tzinfo=UTC)
    asked = [first + n * timedelta(minutes=47) for n in range(DEADLINES)]
    began = perf_counter()
    for at in asked:
        hours.deadline(at, 8 * 3_600)
    return 1_000 * (perf_counter() - began) / DEADLINES
