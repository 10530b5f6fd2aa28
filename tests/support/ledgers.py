"""A brand to whose ledger all that may happen does, and what its scorecard must be then."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select

from chat.address import Address
from chat.brands import Brand
from chat.lines import Line
from handlers import reporting, rollups
from insight.history import History
from insight.rules import Rules
from insight.scorecard import scorecards
from insight.view import View
from insight.weeks import Period
from storage import ledger
from storage import rollups as kept
from storage.database import Database
from storage.rollups import Change
from tests.insight.test_rollups import FIRST, KINDS, PLATFORMS, told
from tests.insight.test_vectors import assert_alike

MEETINGS = "message poll link vote vote reaction reaction nps share click leave"
LATER = date(2027, 1, 1)
ENDS = [date(2026, 9, 28), date(2026, 10, 20), date(2026, 11, 3), date(2026, 12, 1)]


@dataclass
class World:
    """A brand to whose ledger things happen, and what its lines tell of it."""

    database: Database
    random: Random
    zone: str = "Europe/Berlin"
    count: int = 0
    imports: list[int] = field(default_factory=list)
    """Those that are not complete."""

    @property
    def brand(self) -> Brand:
        """The brand, as it is configured now."""
        hours = {"mon": [["09:00", "17:30"]], "sun": [["01:00", "04:00"]]}
        return Brand(key="acme", name="Acme", zone=ZoneInfo(self.zone), language="en", hours=hours)

    def lines(self, most: int) -> list[Line]:
        """Make up new lines."""
        made = []
        for _ in range(self.random.randrange(1, most)):
            drawn = [self.random.randrange(most) for most in (300, 12, max(self.count, 1) + 2, 16)]
            at, who, ref, flags = drawn
            made.append(told(self.count, at, self.random.choice(KINDS.split()), who, max(0, ref - drawn[0] % 5), flags))
            self.count += 1
        return made

    def meetings(self) -> None:
        """Let linked people of two platforms do the same few things again and again."""
        made = []
        for _ in range(self.random.randrange(2, 12)):
            at, who, ref, flags = (self.random.randrange(most) for most in (300, 6, 10, 16))
            kind = self.random.choice(MEETINGS.split())
            line = told(self.count, at, kind, who, ref, flags)
            other = {"platform": PLATFORMS[(who ^ 1) % 3], "person": str(who ^ 1)}
            made.append(replace(line, data={"to": other}) if kind == "link" else line)
            self.count += 1
        with self.database.transaction() as db:
            for line in made:
                ledger.put(db, line)

    def happens(self) -> None:
        """Let one of the things happen that change a ledger."""
        does = (self._put, self._put, self._import, self._complete, self._judge, self._erase, self._move)
        self.random.choice(does)()

    def _put(self) -> None:
        with self.database.transaction() as db:
            for line in self.lines(12):
                if line.kind in {"vote", "nps"}:
                    ledger.put_plain(db, [line])
                else:
                    ledger.put(db, line)

    def _import(self) -> None:
        with self.database.transaction() as db:
            number, _known = ledger.begin_import(db, "import", str(self.count), FIRST)
            ledger.put_many(db, self.lines(20), number)
        self.imports.append(number)

    def _complete(self) -> None:
        if self.imports:
            with self.database.transaction() as db:
                ledger.complete_import(db, self.imports.pop(), FIRST)

    def _judge(self) -> None:
        with self.database.transaction() as db:
            verdict = {"sentiment": self.random.choice([-1, 0, 1, None]), "query": self.random.random() < 0.5}
            ids = db.execute(select(ledger.LEDGER.c.line).where(ledger.LEDGER.c.kind == "message")).scalars().all()
            if ids:
                ledger.judge(db, "acme", self.random.choice(ids), verdict)

    def _erase(self) -> None:
        who = self.random.randrange(12)
        here = Address(("slack", "telegram", "webchat")[who % 3], str(who))
        with self.database.transaction() as db:
            own = (ledger.LEDGER.c.platform == here.platform) & (ledger.LEDGER.c.person == here.id)
            db.execute(delete(ledger.LEDGER).where(own))
            kept.forget(db, [here])

    def _move(self) -> None:
        with self.database.transaction() as db:
            ledger.move_chat(db, "slack", "c0", "c2")

    def write(self, change: Change) -> None:
        """Write what a fold found."""
        self.database.write(lambda db: kept.write(db, change))

    def fold(self, today: date = LATER) -> int:
        """Fold what changed before today."""
        return rollups.fold(self.database, self.brand, today, self.write)

    def check(self, *platforms: str, chart: bool = False) -> None:
        """Compare a report, of all platforms or of one of these, with what all lines tell."""
        end, days = self.random.choice(ENDS), self.random.choice([1, 7, 30, 90])
        start = end - timedelta(days=days)
        platform = self.random.choice(platforms or [None, "slack", "telegram"])
        given = self.database.read(
            lambda db: reporting.report(db, self.brand, start, end, chart=chart, platform=platform)
        )
        lines = self.database.read(lambda db: [*ledger.lines(db, "acme")])
        hours = reporting.hours_of(self.brand)
        history, period = History(lines, self.brand.zone, platform), Period(start, end)
        (expected,) = scorecards(history, brand="acme", periods=[period], rules=Rules(), hours=hours)
        assert_alike(given.card.as_json(), expected.as_json())
        was = View(history.ledger("acme"), period, self.brand.zone).membership
        inside = self.database.read(lambda db: rollups.members(db, self.brand, end, platform))
        reachable = self.database.read(lambda db: rollups.members(db, self.brand, end, platform, reachable=True))
        assert inside is None or (inside, reachable) == (was.inside, was.reachable)

    def dirty(self) -> int:
        """Count the marks that a report has to heed."""
        return len(self.database.read(lambda db: kept.marks(db, "acme")))
