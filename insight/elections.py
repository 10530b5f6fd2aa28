"""What votes come to where counting them is not enough: ranked choices, ratings, the Net Promoter Score.

A ranking is a tuple of options, the best first; it need not hold all of them. Options that a ranking names but that do
not stand for election are passed over, and those behind them move up.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Rankings = Mapping[tuple[int, ...], int]
"""How many people put options in each order."""

PROMOTERS = range(9, 11)
PASSIVES = range(7, 9)


@dataclass(frozen=True, slots=True)
class Round:
    """One count of a run-off."""

    votes: Mapping[int, int]
    """First places among those that are still in, in the poll's order."""
    out: tuple[int, ...]
    """Which drop out after it."""
    exhausted: int
    """So many people ranked none of those that are still in."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """A run-off; without votes it has no rounds, no winner and no tie."""

    rounds: tuple[Round, ...] = ()
    winner: int | None = None
    tied: tuple[int, ...] = ()
    """Those that nothing tells apart at the end; empty where there is a winner."""


@dataclass(frozen=True, slots=True)
class Nps:
    """A Net Promoter Score (Reichheld 2003): the share of promoters less that of detractors, -100..100."""

    score: float
    promoters: int
    """Answered 9 or 10."""
    passives: int
    """Answered 7 or 8."""
    detractors: int
    """Answered 0 to 6."""


def borda(rankings: Rankings, options: Sequence[int]) -> dict[int, int]:
    """Return each option's Borda points: of n options the first of a ranking gets n, the second n - 1, and so on.

    An option that is not ranked gets nothing from that person.
    """
    points = dict.fromkeys(options, 0)
    for ranking, people in rankings.items():
        for place, option in enumerate(each for each in ranking if each in points):
            points[option] += people * (len(points) - place)
    return points


def runoff(rankings: Rankings, options: Sequence[int]) -> Rounds:
    """Hold an instant run-off: while nobody has more than half of the votes, the last drops out.

    Each person's vote goes to the first of their ranking that is still in; whose ranking names none of those counts no
    more. All that have no vote drop out together. Of several last ones that with fewer Borda points drops out, of equal
    ones that which stands later in the poll. Where all that are left have equal votes and equal points, they are tied.

    Args:
        rankings: how many people put the options in each order.
        options: what stands for election, in the poll's order.
    """
    points = borda(rankings, options)
    left, rounds = list(options), []
    while True:
        votes, exhausted = _count(rankings, left)
        total = sum(votes.values())
        if not total:
            return Rounds()
        lead = max(left, key=votes.__getitem__)
        tied = len({(votes[each], points[each]) for each in left}) == 1
        decided = len(left) == 1 or tied or votes[lead] * 2 > total
        out = () if decided else _last(left, votes, points)
        rounds.append(Round(votes, out, exhausted))
        if decided:
            many = tied and len(left) > 1
            return Rounds(tuple(rounds), None if many else lead, tuple(left) if many else ())
        left = [each for each in left if each not in out]


def _count(rankings: Rankings, left: Sequence[int]) -> tuple[dict[int, int], int]:
    votes, exhausted = dict.fromkeys(left, 0), 0
    for ranking, people in rankings.items():
        first = next((each for each in ranking if each in votes), None)
        if first is None:
            exhausted += people
        else:
            votes[first] += people
    return votes, exhausted


def _last(left: list[int], votes: Mapping[int, int], points: Mapping[int, int]) -> tuple[int, ...]:
    none = tuple(each for each in left if not votes[each])
    return none or (min(reversed(left), key=lambda each: (votes[each], points[each])),)


def mean(votes: Mapping[int, int]) -> float:
    """Return the mean of scores, given how many people gave each; somebody must have."""
    return sum(score * people for score, people in votes.items()) / sum(votes.values())


def nps(votes: Mapping[int, int]) -> Nps:
    """Return the Net Promoter Score, given how many people gave each score of 0..10; somebody must have."""
    counted: Counter[str] = Counter()
    for score, number in votes.items():
        counted["promoters" if score in PROMOTERS else "passives" if score in PASSIVES else "detractors"] += number
    share = (counted["promoters"] - counted["detractors"]) / counted.total()
    return Nps(100 * share, counted["promoters"], counted["passives"], counted["detractors"])
