"""The contract's words once more, as slowly and plainly as they can be followed, to check the figures against."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from chat.lines import Line

Account = tuple[str, str]
Week = tuple[tuple[tuple[int, int], ...], ...]
"""From Monday on, intervals of minutes of the day."""

_ORDER = {"join": 0, "answer": 2, "resolve": 3, "block": 4, "leave": 5}
_MINUTE = timedelta(minutes=1)


def order(line: Line) -> tuple[datetime, int, str]:
    """Give a line's place among the others."""
    return line.at, _ORDER.get(line.kind, 1), line.id


def first_minute(day: date, zone: ZoneInfo) -> datetime:
    """Give the first instant of a local day by trying each minute."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=16)
    while at.astimezone(zone).date() < day:
        at += _MINUTE
    return at


@cache
def ruler(zone: ZoneInfo, week: Week, first: datetime, days: int) -> list[int]:
    """Count the work minutes from a first instant on, minute by minute."""
    counts, at = [0], first
    for _ in range(days * 1_440):
        wall = at.astimezone(zone)
        minute = wall.hour * 60 + wall.minute
        is_work = any(low <= minute < high for low, high in week[wall.weekday()])
        counts.append(counts[-1] + is_work)
        at += _MINUTE
    return counts


class Oracle:
    """A brand's lines, seen from the end of a period."""

    def __init__(self, lines: Iterable[Line], zone: ZoneInfo, start: date, end: date) -> None:
        self.all = sorted(lines, key=order)
        self.zone = zone
        self.start, self.end = first_minute(start, zone), first_minute(end, zone)
        self.people = {account: frozenset(group) for group in self._groups() for account in group}
        self.team = {self.who(line) for line in self.all if line.team and line.person is not None}
        seen = [line for line in self.all if line.at < self.end]
        deleted = {line.ref for line in seen if line.kind == "delete"}
        gone = {line.id for line in seen if line.kind in {"message", "poll", "answer"} and line.id in deleted}
        self.seen = [line for line in seen if line.id not in gone]
        self.audience = [
            line for line in self.seen if line.person is not None and self.who(line) not in self.team and not line.team
        ]
        self.activity = sorted(self._activity(), key=order)

    def _groups(self) -> list[set[Account]]:
        groups: list[set[Account]] = []
        for line in self.all:
            if line.kind == "link" and line.person is not None:
                pair = {(line.platform, line.person), (line.data["to"]["platform"], line.data["to"]["person"])}
                touched = [group for group in groups if group & pair]
                groups = [group for group in groups if not group & pair] + [pair.union(*touched)]
        return groups

    def person(self, account: Account) -> frozenset[Account]:
        """Give all accounts of somebody."""
        return self.people.get(account, frozenset({account}))

    def who(self, line: Line) -> frozenset[Account]:
        """Give all accounts of a line's person."""
        return self.person((line.platform, line.person or ""))

    def _activity(self) -> list[Line]:
        found = [line for line in self.audience if line.kind in {"message", "nps", "share"}]
        votes = {(self.who(line), line.ref): line for line in self.audience if line.kind == "vote"}
        found += [vote for vote in votes.values() if vote.data["options"] != []]
        standing: dict[Any, Line] = {}
        for line in self.audience:
            if line.kind == "reaction":
                key = (self.who(line), line.ref, line.data["emoji"])
                if line.data.get("removed"):
                    standing.pop(key, None)
                else:
                    standing.setdefault(key, line)
        return [*found, *standing.values()]

    def is_within(self, line: Line) -> bool:
        """Say whether a line is of the period."""
        return self.start <= line.at < self.end

    def waits(self) -> list[tuple[datetime, Line | None]]:
        """Give when each episode of the period opened, and what ended it."""
        queries = [line for line in self.audience if line.kind == "message" and line.data.get("query") is True]
        endings = [line for line in self.seen if line.kind == "resolve" or _is_human_answer(line)]
        asked = defaultdict(list)
        place_of: dict[str | None, Any] = {line.id: (self.who(line), line.platform, line.chat) for line in queries}
        for line in queries:
            asked[place_of[line.id]].append(line)
        ends = defaultdict(list)
        for line in endings:
            ends[place_of.get(line.ref)].append(line)
        found = [episode for place in asked for episode in _follow(asked[place], ends[place])]
        return [(query.at, ending) for query, ending in found if self.is_within(query)]

    def answered(self) -> tuple[int, int]:
        """Give the answered episodes, and all that are judged."""
        waits = self.waits()
        done = sum(ending is not None and ending.kind == "answer" for _, ending in waits)
        resolved = sum(ending is not None and ending.kind == "resolve" for _, ending in waits)
        old = sum(ending is None and self.end - opened >= timedelta(hours=24) for opened, ending in waits)
        return done, done + resolved + old

    def first_response(self, week: Week | None) -> dict[str, float | None]:
        """Give the measure's figures."""
        waits = self.waits()
        done = [(opened, ending.at) for opened, ending in waits if ending is not None and ending.kind == "answer"]
        elapsed = sorted((at - opened).total_seconds() for opened, at in done)
        business = sorted(self._work(week, opened, at) for opened, at in done) if week else []
        return {
            "value": _rank(elapsed, 0.5),
            "n": len(done),
            "p90": _rank(elapsed, 0.9),
            "business_median": _rank(business, 0.5),
            "business_p90": _rank(business, 0.9),
            "waiting": sum(ending is None for _, ending in waits),
        }

    def _work(self, week: Week, opened: datetime, at: datetime) -> float:
        origin = datetime(self.start.year, 1, 1, tzinfo=UTC)
        counts = ruler(self.zone, week, origin, 366)

        def until(moment: datetime) -> float:
            whole, rest = divmod(moment - origin, _MINUTE)
            return 60 * counts[whole] + (counts[whole + 1] - counts[whole]) * rest.total_seconds()

        return until(at) - until(opened)

    def net_sentiment(self) -> tuple[float | None, int, float | None]:
        """Give the value, n and the share that is unclassified."""
        said = [line for line in self.audience if line.kind == "message" and self.is_within(line)]
        felt = [line.data["sentiment"] for line in said if line.data.get("sentiment") is not None]
        good, bad = felt.count(1), felt.count(-1)
        unknown = (len(said) - len(felt)) / len(said) if said else None
        return (good - bad) / len(felt) if felt else None, len(felt), unknown

    def advocates(self) -> tuple[int, int]:
        """Give the advocates, and all active people."""
        active = [line for line in self.activity if self.is_within(line)]
        people = {self.who(line) for line in active}
        recommending = {self.who(line) for line in active if line.kind == "message" and line.data.get("recommends")}
        for line in self.joins():
            recommending |= self._referrer(line)
        return len(people & recommending), len(people)

    def joins(self) -> list[Line]:
        """Give the joins of the period that made a member."""
        joins = (line for line in self.audience if line.kind == "join" and self.is_within(line))
        return [join for join in joins if not self._is_member(join)]

    def referred_joins(self) -> tuple[int, int]:
        """Give the joins with a known referrer, and all."""
        joins = self.joins()
        return sum(bool(self._referrer(join)) for join in joins), len(joins)

    def nps(self) -> tuple[float | None, int]:
        """Give the value and n."""
        scores = {
            self.who(line): line.data["score"] for line in self.activity if line.kind == "nps" and self.is_within(line)
        }
        worth = [(score > 8) - (score < 7) for score in scores.values()]
        return 100 * sum(worth) / len(worth) if worth else None, len(worth)

    def repeat_buyers(self) -> tuple[int, int]:
        """Give those who bought twice or more in 90 days, and all who bought in them."""
        since = first_minute(self.end.astimezone(self.zone).date() - timedelta(days=90), self.zone)
        bought = [self.who(line) for line in self.audience if line.kind == "purchase" and line.at >= since]
        return sum(bought.count(person) > 1 for person in set(bought)), len(set(bought))

    def clicks_per_share(self) -> tuple[float | None, int]:
        """Give the value and n."""
        shares = [line.id for line in self.activity if line.kind == "share" and self.is_within(line)]
        clicks = [line for line in self.seen if line.kind == "click" and line.ref in shares]
        led = sum(line.person is None or (self.who(line) not in self.team and not line.team) for line in clicks)
        return led / len(shares) if shares else None, len(shares)

    def revenue(self) -> dict[str, str]:
        """Give what relationships brought in, by currency."""
        everybody = [line for line in self.audience if line.kind == "purchase"]
        sums: defaultdict[str, Decimal] = defaultdict(Decimal)
        for line in filter(self.is_within, everybody):
            own = [each for each in everybody if self.who(each) == self.who(line)]
            if own[0] is not line or self._was_led(line):
                sums[line.data["currency"]] += Decimal(line.data["amount"])
        return {currency: str(total.quantize(Decimal("0.01"))) for currency, total in sums.items()}

    def _was_led(self, to: Line) -> bool:
        came = (line for line in self.audience if line.kind == "join" and line.at <= to.at)
        mine = (join for join in came if self.who(join) == self.who(to))
        return any(self._referrer(join) and not self._is_member(join) for join in mine)

    def _referrer(self, join: Line) -> set[frozenset[Account]]:
        name = join.data.get("referrer")
        person = self.person((join.platform, name)) if name else self.who(join)
        return set() if person == self.who(join) or person in self.team else {person}

    def _is_member(self, before: Line) -> bool:
        return any(self._is_inside(account, before) for account in self.who(before))

    def _is_inside(self, account: Account, before: Line) -> bool:
        def own(lines: Iterable[Line]) -> list[Line]:
            return [each for each in lines if (each.platform, each.person) == account and order(each) < order(before)]

        moves = [line for line in own(self.audience) if line.kind in {"join", "leave"}]
        return moves[-1].kind == "join" if moves else bool(own(self.activity))

    def figures(self, week: Week | None) -> Mapping[str, Mapping[str, float | None]]:
        """Give all figures as the scorecard's JSON has them."""
        mood, n, unclassified = self.net_sentiment()
        nps, scores = self.nps()
        clicked, shares = self.clicks_per_share()
        return {
            "nps": {"value": nps, "n": scores},
            "referred_joins": share(*self.referred_joins()),
            "repeat_buyers": share(*self.repeat_buyers()),
            "clicks_per_share": {"value": clicked, "n": shares},
            "advocates": share(*self.advocates()),
            "answered": share(*self.answered()),
            "first_response": self.first_response(week),
            "net_sentiment": {"value": mood, "n": n, "unclassified": unclassified},
        }


def _is_human_answer(line: Line) -> bool:
    return line.kind == "answer" and line.team and not line.data.get("automatic")


def _follow(queries: list[Line], endings: list[Line]) -> list[tuple[Line, Line | None]]:
    """Give one person's episodes in one chat: the query that opens each, and what ends it."""
    found = []
    while queries:
        episode: tuple[Line, Line | None] = (queries[0], None)
        rest: list[Line] = []
        for ending in endings:
            if ending.ref in {query.id for query in queries if order(query) < order(ending)}:
                episode = (queries[0], ending)
                rest = [query for query in queries if order(query) > order(ending)]
                break
        found.append(episode)
        queries = rest
    return found


def _rank(ranked: list[float], p: float) -> float | None:
    rank = 0
    while rank < round(len(ranked) * p, 6):
        rank += 1
    return ranked[rank - 1] if ranked else None


def share(hits: int, n: int) -> dict[str, float | None]:
    """Give a share of n as the scorecard has it."""
    return {"value": hits / n if n else None, "n": n}
