"""Tell what happened to a brand, line by line, and look at the scorecard."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from chat.lines import Line
from insight.history import History
from insight.rules import GROUPS, Rules
from insight.scorecard import Measure, Scorecard, scorecard
from insight.workhours import Hours

START, END = date(2026, 11, 2), date(2026, 11, 9)


class Story:
    """Lines of one brand in the week of Monday 2026-11-02, or around it.

    Args:
        zone: brand time; a moment is told in it, as "2026-11-02 10:00" or for short "11-02 10:00".
    """

    def __init__(self, zone: str = "Europe/Berlin") -> None:
        self.zone = ZoneInfo(zone)
        self.lines: list[Line] = []
        self.hours: Hours | None = None

    def tell(self, kind: str, person: str, at: str, ref: str | None = None, **more: Any) -> str:
        """Add a line; what is not given is as plain as can be.

        Returns:
            The line's id.
        """
        moment = datetime.fromisoformat(at if at.startswith("20") else f"2026-{at}").replace(tzinfo=self.zone)
        shared: dict[str, Any] = {
            "id": f"l{len(self.lines):03}",
            "brand": "acme",
            "platform": "slack",
            "chat": "c",
            "team": False,
        }
        given = shared | {key: more.pop(key) for key in [*more] if key in shared}
        data = _PLAIN.get(kind, {}) | more
        self.lines.append(Line(**given, person=person, kind=kind, at=moment.astimezone(UTC), ref=ref, data=data))
        return str(given["id"])

    def join(self, *people: str, at: str = "10-01 12:00") -> None:
        """Let people join, by default a month before the week."""
        for person in people:
            self.tell("join", person, at)

    def post(self, at: str = "11-02 09:00", **more: Any) -> str:
        """Add a brand post."""
        return self.tell("message", "boss", at, team=True, **more)

    def card(
        self, start: date = START, end: date = END, *, rules: Mapping[str, Any] | None = None, brand: str = "acme"
    ) -> Scorecard:
        """Give the scorecard of a period, by default of the week."""
        given = Rules.of(rules or {})
        return scorecard(
            History(self.lines, self.zone), brand=brand, start=start, end=end, rules=given, hours=self.hours
        )

    def measure(self, name: str, start: date = START, end: date = END) -> Measure:
        """Give one measure of a part or a watch."""
        card = self.card(start, end)
        groups = {**card.parts, **card.watches}
        return next(groups[group].measures[name] for group, names in GROUPS.items() if name in names)

    def figure(self, name: str, start: date = START, end: date = END) -> tuple[float | None, int]:
        """Give a measure's value and n."""
        measure = self.measure(name, start, end)
        return measure.value, measure.n

    def members(self, start: date = START, end: date = END) -> tuple[float | None, ...]:
        """Give the members at the end, the joins and the leaves."""
        measure = self.measure("members", start, end)
        return measure.value, measure.more["joins"], measure.more["leaves"]


_PLAIN: dict[str, dict[str, Any]] = {
    "vote": {"options": ["a"]},
    "reaction": {"emoji": "+1"},
    "nps": {"score": 7},
    "purchase": {"amount": "5.00", "currency": "EUR"},
    "poll": {"question": "?", "options": ["a", "b"]},
}
