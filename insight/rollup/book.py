"""Count the measures of a scorecard from the sheets of days."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from pyroaring import BitMap

from insight.rollup.pages import Pages
from insight.rollup.roll import Membership, Roll
from insight.rollup.rows import Calendar, Ints
from insight.rollup.sheets import TABLES, Sheet, bitmap
from insight.rollup.shop import BUYING_DAYS, Sales, Shop
from insight.rollup.state import State
from insight.rollup.throng import MESSAGE, RECOMMENDS, UNCLASSIFIED, VOTE
from insight.rollup.waits import Waits, kept
from insight.scorecard import Counted
from insight.tallies import PerExposure, Tally, net_promoters, per_exposure, rate
from insight.weeks import Period
from insight.workhours import Hours

FOUR_WEEKS, WEEK = 28, 7
_FAN_WEEKS = 3
_PROMOTER, _DETRACTOR = 9, 6


class Reach(NamedTuple):
    """Which days periods need, each up to `end`."""

    state: int
    """At the start of which day members have to be known, or earlier."""
    sheets: int
    """The first day whose sheet is read."""
    sales: int
    """The first day whose sales are read."""
    end: int


def views(periods: Iterable[Period]) -> list[Period]:
    """Give the periods that scorecards of these look at."""
    return sorted({each for period in periods for each in (period, period.previous(), *period.weeks())}, key=_ends)


def reach(looked_at: Sequence[Period]) -> Reach:
    """Give the days that are needed to look at these periods."""
    start = min(period.start.toordinal() for period in looked_at)
    ends = [period.end.toordinal() for period in looked_at]
    sheets = min(start - FOUR_WEEKS, min(ends) - FOUR_WEEKS)
    return Reach(start, sheets, min(start, min(ends) - BUYING_DAYS), max(ends))


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a brand that are needed for some periods.

    Args:
        sheets: by day; all there are from `first` on, and as far back as `reach` says.
        sales: the same, in order of days.
        first: the day that `state` is the start of.
        state: is changed.
        apart: the numbers of people with several accounts, and of these accounts.
    """

    sheets: Mapping[int, Sequence[Sheet]]
    sales: Sequence[Sales]
    first: int
    state: State
    apart: BitMap
    calendar: Calendar
    hours: Hours | None

    def counted(self, looked_at: Sequence[Period]) -> Mapping[Period, Counted]:
        """Count all measures of periods."""
        led_before, bought_before = BitMap(self.state.led), BitMap(self.state.bought)
        care = [self.state.care]
        ends = [period.end.toordinal() for period in looked_at]
        roll = self._rolled({*ends, *(period.start.toordinal() for period in looked_at)})
        care += [sheet.table("care") for day in range(self.first, max(ends)) for sheet in self.sheets.get(day, ())]
        ticks = [(day, self.calendar.start(day)) for day in {*ends}]
        waits = Waits(np.concatenate(care), ticks, self.hours)
        shop = Shop(self.sales, self.first, bought_before, led_before, roll)
        pages = Pages(self.sheets)
        return {period: _count(_View(period, pages, roll, shop), waits, self.calendar) for period in looked_at}

    def membership(self, day: int) -> Membership:
        """Give who is a member at the start of a day."""
        return self._rolled({day}).membership(day, day)

    def _rolled(self, noted: Collection[int]) -> Roll:
        """Follow the members up to the last of some days."""
        roll, last = Roll(self.state, self.apart), max(noted)
        for day in range(self.first, last + 1):
            if day in noted:
                roll.note(day)
            for sheet in self.sheets.get(day, ()) if day < last else ():
                roll.take(day, sheet)
        return roll


def advanced(state: State, days: Iterable[tuple[int, Sequence[Sheet]]], apart: BitMap, until: int) -> State:
    """Give the state at the start of a day from an earlier one and the sheets, in order, of all days between."""
    roll = Roll(state.copy(), apart)
    care, bought = [state.care], BitMap(state.bought)
    for day, sheets in days:
        for sheet in sheets:
            roll.take(day, sheet)
            care.append(sheet.table("care"))
            bought |= bitmap(sheet.table("sales")[:, 1])
    found = roll.at(until)
    found.care, found.bought = kept(np.concatenate(care), until), bought
    return found


class _View:
    """One period, seen from its end."""

    def __init__(self, period: Period, pages: Pages, roll: Roll, shop: Shop) -> None:
        self.start, self.end = period.start.toordinal(), period.end.toordinal()
        self.pages, self.shop = pages, shop
        self.membership = roll.membership(self.start, self.end)
        self.reachable = self.membership.reachable
        self.counts = pages.counts(self.start, self.end)
        passing = self.table("passing")
        for flag, name in ((passing[3] & MESSAGE > 0, "messages"),):
            self.counts[name] += int(flag.sum())
        moods = passing[4][(passing[3] & MESSAGE > 0) & (passing[4] != UNCLASSIFIED)]
        self.counts["classified"] += len(moods)
        self.counts["mood"] += int(moods.sum())
        self.posts = self.counts["posts"] + int(self.table("faded")[2].sum())
        self.active = self.people("active")

    def table(self, name: str, start: int | None = None, end: int | None = None) -> Ints:
        """Give the rows of what still stands, by column; by default those of the period."""
        found = self.pages.table(name, self.start if start is None else start, self.end if end is None else end)
        return found[:, found[1 + TABLES[name].index("until")] >= self.end]

    def people(self, name: str, flag: int = 0, start: int | None = None, end: int | None = None) -> BitMap:
        """Give who did something between two days, by default in the period."""
        start, end = self.start if start is None else start, self.end if end is None else end
        passing = self.table("passing", start, end)
        others = passing[1][passing[3] & flag > 0] if flag else passing[1]
        return self.pages.solid(name, start, end) | bitmap(others)

    def per_post(self, number: int) -> PerExposure:
        """Give a count per brand post and 100 people of R."""
        return per_exposure(number, self.posts * len(self.reachable) / 100, self.posts)


def _count(view: _View, waits: Waits, calendar: Calendar) -> Counted:
    was, counts = view.membership, view.counts
    growth = (was.joins - was.leaves) / was.at_start if was.at_start else None
    care = waits.tallies(calendar.start(view.start), (view.end, calendar.start(view.end)))
    tallies = {
        "nps": _nps(view),
        "advocates": _advocates(view),
        "referred_joins": rate(len(was.led), was.joins),
        "active": _share(view.active, view.reachable),
        "poll_participation": _share(view.people("voted", VOTE), view.reachable),
        "conversation": view.per_post(counts["replies"] + _spanned(view)),
        "applause": view.per_post(_applause(view)),
        "members": Tally(value=len(was.inside), n=1, more={"joins": was.joins, "leaves": was.leaves}),
        "growth": Tally(value=growth, n=was.at_start),
        "fans": _fans(view),
        "returning": _share(view.active, view.people("active", 0, view.start - FOUR_WEEKS, view.start)),
        "repeat_buyers": view.shop.repeat_buyers(view.end),
        "amplification": view.per_post(counts["shares"]),
        "clicks_per_share": _clicks(view),
        "net_sentiment": _net_sentiment(view),
        **care,
    }
    return Counted(tallies, view.shop.revenue(view.start, view.end, was))


def _share(some: BitMap, of: BitMap) -> Tally:
    return rate(some.intersection_cardinality(of), len(of))


def _nps(view: _View) -> Tally:
    seen, promoters, detractors = BitMap(), 0, 0
    for day in range(view.end - 1, view.start - 1, -1):
        later = BitMap(seen)
        for sheet in view.pages.of(day):
            for score, people in sheet.scores.items():
                last = people.difference(later)
                promoters += len(last) if score >= _PROMOTER else 0
                detractors += len(last) if score <= _DETRACTOR else 0
                seen |= last
    return net_promoters(promoters, detractors, len(seen))


def _advocates(view: _View) -> Tally:
    recommending = view.people("recommending", RECOMMENDS)
    recommending.update(referrer for _day, _person, referrer, _at in view.membership.led)
    return _share(recommending, view.active)


def _spanned(view: _View) -> int:
    chains = view.table("chains")
    return int(chains[3][chains[1] < view.end].sum())


def _applause(view: _View) -> int:
    applause = view.table("applause")
    return int(applause[3][(applause[1] >= view.start) & (applause[1] < view.end)].sum())


def _clicks(view: _View) -> Tally:
    clicks = view.pages.table("clicks", view.start, view.end)
    shares = view.counts["shares"]
    return per_exposure(int(clicks[2][(clicks[1] >= view.start) & (clicks[1] < view.end)].sum()), shares, shares)


def _net_sentiment(view: _View) -> Tally:
    said, known = view.counts["messages"], view.counts["classified"]
    value = view.counts["mood"] / known if known else None
    return Tally(value=value, n=known, more={"unclassified": (said - known) / said if said else None})


def _fans(view: _View) -> Tally:
    weeks = [view.people("active", 0, end - WEEK, end) for end in range(view.end, view.end - FOUR_WEEKS, -WEEK)]
    loyal = BitMap()
    for left_out in range(len(weeks)):
        loyal |= BitMap.intersection(*(week for at, week in enumerate(weeks) if at != left_out))
    loyal &= view.reachable
    return rate(len(loyal) - len(_gloomy(view, loyal)), len(view.reachable))


def _gloomy(view: _View, loyal: BitMap) -> set[int]:
    """Give those whose messages of four weeks sum to less than 0."""
    start = view.end - FOUR_WEEKS
    passing = view.table("passing", start, view.end)
    said = passing[:, (passing[3] & MESSAGE > 0) & (passing[4] != UNCLASSIFIED)]
    sheets = [sheet for day in range(start, view.end) for sheet in view.pages.of(day)]
    bad = BitMap.union(BitMap(), *(found for sheet in sheets for mood, found in sheet.moods.items() if mood < 0))
    bad |= bitmap(said[1][said[4] < 0])
    bad &= loyal
    if not bad:
        return set()
    sums = dict.fromkeys(bad, 0)
    for sheet in sheets:
        for mood, found in sheet.moods.items():
            for person in found & bad:
                sums[person] += mood
    for person, mood in zip(said[1].tolist(), said[4].tolist(), strict=True):
        if person in sums:
            sums[person] += mood
    return {person for person, mood in sums.items() if mood < 0}


def _ends(period: Period) -> tuple[int, int]:
    return period.end.toordinal(), period.start.toordinal()
