"""A busy brand's half year, and what the bot reckons of it otherwise than the oracle."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from chat.lines import Line
from insight.history import History
from insight.rules import Rules
from insight.scorecard import Scorecard, scorecard
from insight.workhours import WEEKDAYS, Hours
from tests.insight.oracle import Week
from tests.insight.oracle_crowd import CrowdOracle

OFFICE: Week = (*[((540, 750), (840, 1080))] * 5, ((600, 780),), ((30, 150),))
"""With a lunch break, and on Sunday over the time at which clocks change."""

WEEK = timedelta(days=7)
_FIRST, _DAYS = datetime(2026, 5, 1, tzinfo=UTC), 184
_PEOPLE, _TEAM = 800, 8
_KINDS = {
    "message": 40,
    "reaction": 20,
    "answer": 12,
    "vote": 10,
    "join": 5,
    "resolve": 3,
    "delete": 3,
    "share": 2,
    "click": 3,
    "nps": 2,
    "purchase": 2,
    "leave": 1,
    "block": 1,
    "link": 1,
}
_PLATFORMS = ("slack", "telegram", "webchat")


def replayed(count: int, seed: int = 20_261_102) -> list[Line]:
    """Give so many mixed lines, the same ones each time, in no order."""
    town = _Town(Random(seed))
    kinds = town.random.choices([*_KINDS], weights=[*_KINDS.values()], k=count)
    ats = sorted(town.random.randrange(_DAYS * 86_400) for _ in kinds)
    lines = [town.line(number, kind, at) for number, (kind, at) in enumerate(zip(kinds, ats, strict=True))]
    town.random.shuffle(lines)
    return lines


class _Town:
    """People who talk about what was said of late."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._asked: list[int] = []
        self._shared: list[int] = []

    def line(self, number: int, kind: str, at: int) -> Line:
        is_team = kind == "answer" or (kind == "message" and self._happens(0.1))
        who = self.random.randrange(_TEAM) if is_team else self.random.randrange(_TEAM, _PEOPLE)
        data = self._data(kind, who)
        if data.get("query") and not is_team:
            self._asked.append(number)
        if kind == "share":
            self._shared.append(number)
        return Line(
            id=f"i{number}",
            brand="acme",
            platform=_PLATFORMS[who % 3],
            chat=f"c{self.random.randrange(2)}",
            person=None if kind == "click" and self._happens(0.7) else str(who),
            team=is_team,
            kind=kind,
            at=_FIRST + timedelta(seconds=at),
            ref=self._ref(number, kind),
            data=data,
        )

    def _happens(self, chance: float) -> bool:
        return self.random.random() < chance

    def _ref(self, number: int, kind: str) -> str | None:
        if kind in {"join", "leave", "block", "link", "nps", "purchase"} or (kind == "message" and self._happens(0.7)):
            return None
        back = round(self.random.expovariate(1 / 60))
        if kind == "click" and self._shared and self._happens(0.9):
            return f"i{self.random.choice(self._shared[-20:])}"
        if kind in {"answer", "resolve", "delete"} and self._asked and self._happens(0.7):
            return f"i{self._asked[max(-len(self._asked), -1 - back // 2)]}"
        # At times it is something that comes later.
        return f"i{max(0, number - back + (5 if back < 3 else 0))}"

    def _data(self, kind: str, who: int) -> dict[str, Any]:
        made: dict[str, Callable[[], dict[str, Any]]] = {
            "message": self._said,
            "answer": lambda: {"automatic": self._happens(0.2)},
            "vote": lambda: {"options": self.random.choice([["a"], ["b"], [], None])},
            "reaction": lambda: {"emoji": self.random.choice("👍🎉"), "removed": self._happens(0.2)},
            "join": lambda: {"referrer": self.random.choice([None, str(self.random.randrange(_PEOPLE))])},
            # Two neighbours are on different platforms, and may be one person.
            "link": lambda: {"to": {"platform": _PLATFORMS[(who ^ 1) % 3], "person": str(who ^ 1)}},
            "nps": lambda: {"score": self.random.randrange(11)},
            "purchase": lambda: {"amount": f"{self.random.randrange(1, 9_999) / 100}", "currency": self._currency()},
        }
        return made[kind]() if kind in made else {}

    def _currency(self) -> str:
        return self.random.choice(["EUR", "USD"])

    def _said(self) -> dict[str, Any]:
        felt: dict[str, Any] = {"sentiment": self.random.choice([None, -1, 0, 0, 1, 1])} if self._happens(0.8) else {}
        flags = {"query": self._happens(0.4), "recommends": self._happens(0.05)}
        return felt | {flag: True for flag, is_set in flags.items() if is_set}


def reckoned(lines: list[Line], zone: ZoneInfo, start: date, week: Week) -> Scorecard:
    """Give the scorecard of a week as the bot reckons it."""
    hours = Hours.of(dict(zip(WEEKDAYS, week, strict=True)), zone)
    return scorecard(History(lines, zone), brand="acme", start=start, end=start + WEEK, rules=Rules(), hours=hours)


def differences(lines: list[Line], zone: ZoneInfo, start: date, week: Week) -> dict[str, Any]:
    """Give what the bot reckons otherwise than the oracle, in a week or in the one before it."""
    card = reckoned(lines, zone, start, week)
    got = {
        name: of.as_json()
        for group in (*card.parts.values(), *card.watches.values())
        for name, of in group.measures.items()
    }
    own = week if any(week) else None
    now, before = CrowdOracle(lines, zone, start, start + WEEK), CrowdOracle(lines, zone, start - WEEK, start)
    previous = {**before.figures(own), **before.crowd()}
    found: dict[str, Any] = {
        name: (got[name], expected)
        for name, expected in {**now.figures(own), **now.crowd()}.items()
        if {key: got[name][key] for key in expected} != expected or got[name]["previous"] != previous[name]["value"]
    }
    revenue = (card.revenue, card.revenue_previous), (now.revenue(), before.revenue())
    return found | ({"revenue": revenue} if revenue[0] != revenue[1] else {})
