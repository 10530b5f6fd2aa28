"""Rollups in the database: whatever is written to the ledger, a scorecard is that of all its lines."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
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
from storage.database import Database, Overtaken
from storage.rollups import Change
from tests.insight.test_rollups import FIRST, KINDS, PLATFORMS, told
from tests.insight.test_vectors import assert_alike

MEETINGS = "message poll link vote vote reaction reaction nps share click leave"
LATER = date(2027, 1, 1)
ENDS = [date(2026, 9, 28), date(2026, 10, 20), date(2026, 11, 3), date(2026, 12, 1)]


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    """Open a database with every table, once on each engine."""
    opened = Database(migrated_url)
    yield opened
    opened.close()


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


@pytest.mark.parametrize("seed", range(3))
def test_a_report_is_that_of_all_lines_at_any_moment(database: Database, seed: int) -> None:
    """Late lines, imports that end or do not, corrections, erasures, moved chats: before, between and after folds."""
    world = World(database, Random(seed), zone=["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe"][seed])
    for turn in range(40):
        world.happens()
        if turn % 3 == 0:
            world.fold(world.random.choice(ENDS))
        if turn % 6 == 0:
            world.fold()
            assert world.dirty() == 0
        world.check()
    world.fold()
    assert world.fold() == 0
    for _ in ENDS:
        world.check(chart=True)


@pytest.mark.parametrize("seed", [0, 5])
def test_a_platform_by_itself_is_seen_as_its_own_lines_tell(database: Database, seed: int) -> None:
    """Votes replaced from another platform, replies and clicks across them, links that come late: none of it counts."""
    world = World(database, Random(seed))
    for turn in range(15):
        world.meetings()
        if turn % 6 != 1:
            world.fold()
        for platform in ("slack", "telegram"):
            world.check(platform)


def test_what_changes_while_a_day_is_folded_stays_marked(database: Database) -> None:
    """Lines that come between the reading and the writing of a fold are read from the ledger until the next one."""
    world = World(database, Random(7))
    world.fold()
    late = told(9_000, 100, "message", 4, 0, 3)
    with database.transaction() as db:
        ledger.put(db, late)

    def meanwhile(change: Change) -> None:
        with database.transaction() as db:
            ledger.put(db, replace(late, id=f"i9{change.head.version}", person="5"))
        world.write(change)

    assert rollups.fold(database, world.brand, LATER, meanwhile) == 1
    assert world.dirty() == 1
    for _ in ENDS * 2:
        world.check()
    world.fold()
    assert world.dirty() == 0
    world.check()


def test_of_two_who_fold_at_once_one_stands_back(database: Database) -> None:
    """Who comes second writes nothing, since the first may have read newer lines."""
    world = World(database, Random(8))
    world.happens()

    def after_another(change: Change) -> None:
        world.fold()
        world.write(change)

    with pytest.raises(Overtaken):
        rollups.fold(database, world.brand, LATER, after_another)
    assert world.dirty() == 0
    world.check()


def test_a_fold_does_not_bring_back_whom_somebody_erased(database: Database) -> None:
    """It had read them before, and writes nothing."""
    world = World(database, Random(8))
    world.fold()
    with database.transaction() as db:
        ledger.put(db, told(9_000, 100, "message", 4, 0, 3))

    def after_an_erasure(change: Change) -> None:
        with database.transaction() as db:
            kept.forget(db, [("slack", "somebody")])
        world.write(change)

    with pytest.raises(Overtaken):
        rollups.fold(database, world.brand, LATER, after_an_erasure)
    world.check()


def test_an_older_transaction_that_commits_later_is_not_missed(own_postgresql_url: str) -> None:
    """On PostgreSQL a fold that ran meanwhile did not see its line, and does not take its mark off."""
    database = Database(own_postgresql_url)
    world = World(database, Random(9))
    with database.transaction() as older:
        ledger.put(older, told(9_000, 100, "message", 4, 0, 3))
        with database.transaction() as newer:
            ledger.put(newer, told(9_001, 100, "message", 5, 0, 3))
        world.fold()
        assert world.dirty() == 0
    assert world.dirty() == 1
    for _ in ENDS * 2:
        world.check()
    database.close()


def test_a_day_is_folded_when_it_is_over(database: Database) -> None:
    """Until then its lines are read from the ledger, so that no day is folded again with each new line."""
    world = World(database, Random(0))
    world.fold()
    with database.transaction() as db:
        ledger.put(db, replace(told(0, 0, "message", 3, 0, 1), at=datetime(2026, 9, 28, 12, tzinfo=UTC)))
    assert world.fold(date(2026, 9, 28)) == 0
    assert world.dirty() == 1
    for _ in ENDS * 2:
        world.check()
    assert world.fold(date(2026, 9, 29)) == 1
    assert world.dirty() == 0
    world.check()


def test_the_last_microsecond_of_a_day_is_of_that_day(database: Database) -> None:
    """A line just before midnight is folded into its own day, also where it comes late."""
    world = World(database, Random(0))
    last = datetime(2026, 9, 27, 21, 59, 59, 999_999, tzinfo=UTC)
    plain = told(0, 0, "message", 3, 0, 0)
    for number, at in enumerate([last + timedelta(microseconds=1), last]):
        with database.transaction() as db:
            ledger.put(db, replace(plain, id=f"m{number}", person=f"p{number}", at=at))
        world.fold()
    for start in (date(2026, 9, 27), date(2026, 9, 28)):
        with database.transaction() as db:
            made = reporting.report(db, world.brand, start, start + timedelta(days=1))
        assert made.card.watches["sentiment"].measures["net_sentiment"].more["unclassified"] == 1
        assert made.card.parts["recommendations"].measures["advocates"].n == 1


def test_a_day_that_goes_on_stays_marked_when_a_fold_touches_it(database: Database) -> None:
    """It is folded beside a late correction, and what its own lines change is still to be folded."""
    world = World(database, Random(0))
    plain = told(0, 0, "message", 3, 0, 1)
    noon = datetime(2026, 9, 27, 12, tzinfo=UTC)
    with database.transaction() as db:
        for day, id_ in enumerate("abc"):
            ref = "a" if id_ == "b" else None
            ledger.put(db, replace(plain, id=id_, person=id_, ref=ref, at=noon + timedelta(days=day)))
    world.fold()
    gone = replace(told(1, 0, "delete", 3, 0, 0), id="gone", ref="c", at=noon + timedelta(days=1, hours=2))
    with database.transaction() as db:
        ledger.put(db, gone)
        ledger.judge(db, "acme", "a", {"sentiment": 1})
    world.fold(date(2026, 9, 28))
    world.fold()
    assert world.dirty() == 0
    for _ in ENDS * 4:
        world.check()


def test_who_deleted_something_and_is_erased_deletes_it_no_more(database: Database) -> None:
    """What was deleted counts again, on its own day, and in the report before the next fold too."""
    world = World(database, Random(0))
    said = replace(told(0, 0, "message", 3, 0, 1), at=datetime(2026, 9, 26, 12, tzinfo=UTC))
    gone = replace(told(1, 0, "delete", 4, 0, 0), ref=said.id, at=said.at + timedelta(days=1))
    with database.transaction() as db:
        ledger.put(db, said)
        ledger.put(db, gone)
    world.fold()
    with database.transaction() as db:
        db.execute(delete(ledger.LEDGER).where(ledger.LEDGER.c.line == gone.id))
    for _ in ENDS * 4:
        world.check()
    world.fold()
    for _ in ENDS * 4:
        world.check()


def test_who_was_of_the_team_in_no_line_that_counts_is_not(database: Database) -> None:
    """A line that was there already, or that its job took back, makes nobody one of the team."""
    world = World(database, Random(0))
    said = replace(told(0, 0, "message", 3, 0, 1), team=False)
    with database.transaction() as db:
        assert ledger.put(db, said)
        assert not ledger.put(db, replace(said, team=True))
    world.fold()
    for _ in ENDS * 4:
        world.check()


def test_what_was_before_1970_is_marked_where_it_is(database: Database) -> None:
    """A correction just before a midnight of that time changes the day before it."""
    world = World(database, Random(0), zone="UTC")
    said = replace(told(0, 0, "message", 3, 0, 1), at=datetime(1965, 6, 10, 23, 50, tzinfo=UTC))
    with database.transaction() as db:
        ledger.put(db, said)
    world.fold()
    with database.transaction() as db:
        ledger.judge(db, "acme", said.id, {"sentiment": 1})
    for _ in range(2):
        made = database.read(lambda db: reporting.report(db, world.brand, date(1965, 6, 10), date(1965, 6, 11)))
        assert made.card.watches["sentiment"].measures["net_sentiment"].value == 1
        world.fold()
