"""Scorecards from rollups that are made in memory."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from pyroaring import BitMap

from chat.address import Address
from chat.lines import Line
from insight.rollup.book import Book, advanced, reach, views
from insight.rollup.fold import fold
from insight.rollup.rows import Calendar, Crowd, crowd, row_of
from insight.rollup.sheets import Sheet, pack, pack_sales, unpack, unpack_sales
from insight.rollup.shop import Sales
from insight.rollup.state import State, pack_state, unpack_state
from insight.rules import Rules
from insight.scorecard import Scorecard, card
from insight.weeks import Period
from insight.workhours import Hours


def everybody(lines: Sequence[Line]) -> Crowd:
    """Number all accounts, and tell who is who."""
    numbers: dict[str, dict[str, int]] = {}
    links = [
        (Address(line.platform, line.person), Address(line.data["to"]["platform"], line.data["to"]["person"]))
        for line in lines
        if line.kind == "link" and line.person is not None
    ]
    team = {Address(line.platform, line.person) for line in lines if line.team and line.person is not None}
    met = {Address(line.platform, line.person) for line in lines if line.person is not None}
    met |= {Address(line.platform, line.data["referrer"]) for line in lines if line.data.get("referrer")}
    met |= {each for pair in links for each in pair}
    for number, each in enumerate(sorted(met), 1):
        numbers.setdefault(each.platform, {})[each.id] = number
    return crowd(numbers, links, team)


def rolled(
    lines: Sequence[Line], zone: ZoneInfo, periods: Sequence[Period], *, first: int | None = None, hours: Hours | None
) -> list[Scorecard]:
    """Reckon scorecards of acme from sheets, looked at from a state at the start of the day `first`."""
    own = list({line.id: line for line in lines if line.brand == "acme"}.values())
    calendar, who = Calendar(zone), everybody(own)
    rows = [row_of(line) for line in own]
    days = {calendar.day(row.at) for row in rows}
    sheets: dict[int, list[Sheet]] = {}
    for (_platform, day), sheet in sorted(fold(rows, days, who, calendar).items()):
        kept = unpack(pack(sheet))
        if packed := pack_sales(sheet):
            kept.tables["sales"] = unpack_sales(packed)
        sheets.setdefault(day, []).append(kept)
    apart = BitMap([*who.linked, *who.linked.values()])
    looked_at = views(periods)
    span = reach(looked_at)
    begin = min([*days, span.state])
    since = begin if first is None else max(begin, min(first, span.state))
    before = [(day, sheets.get(day, [])) for day in range(begin, since)]
    state = unpack_state(pack_state(advanced(State(), before, apart, since)))
    sales = [Sales(day, sheet.table("sales")) for day in sorted(sheets) for sheet in sheets[day]]
    counted = Book(sheets, sales, since, state, apart, calendar, hours).counted(looked_at)
    return [card(zone, "acme", period, counted.__getitem__, Rules()) for period in periods]


def period(end: date, days: int) -> Period:
    """Give so many days before an end."""
    return Period(date.fromordinal(end.toordinal() - days), end)
