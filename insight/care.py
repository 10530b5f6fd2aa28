"""The measures of care: whether people who ask are answered, and how soon."""

from collections.abc import Iterable

from insight.episodes import Episode
from insight.tallies import Tally, rate
from insight.view import View

_JUDGED_AFTER_S = 86_400


def answered(view: View) -> Tally:
    """Answered episodes / those, those still open after 24 hours, and those resolved without an answer."""
    waits = judged(view)
    return rate(sum(episode.answered is not None for episode in waits), len(waits))


def judged(view: View) -> list[Episode]:
    """Give the episodes of the period, but for younger open ones: answered, resolved, or open for 24 hours."""
    return [episode for episode in view.waits if not (episode.is_open and view.waited(episode) < _JUDGED_AFTER_S)]


def first_response(view: View) -> Tally:
    """Median and 90th percentile of the waits that were answered, in seconds, in all hours and in business hours."""
    done = [episode for episode in view.waits if episode.answered is not None]
    waits = sorted(map(view.waited, done))
    business = sorted(_business(view, done))
    more = {
        "p90": _percentile(waits, 90),
        "business_median": _percentile(business, 50),
        "business_p90": _percentile(business, 90),
        "waiting": sum(episode.is_open for episode in view.waits),
    }
    return Tally(value=_percentile(waits, 50), n=len(waits), more=more)


def _business(view: View, done: Iterable[Episode]) -> list[float]:
    hours = view.hours
    if hours is None or not hours.is_set:
        return []
    return [hours.seconds(episode.opened, episode.answered) for episode in done if episode.answered]


def _percentile(ranked: list[float], percent: int) -> float | None:
    """Give the value at the nearest rank, the smallest at or above so many percent; None of nothing."""
    # In whole numbers: 0.9 of a number may come out a little above what it is.
    return ranked[-(-len(ranked) * percent // 100) - 1] if ranked else None
