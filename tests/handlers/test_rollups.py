"""Rollups in the database: whatever is written to the ledger, a scorecard is that of all its lines."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import delete

from handlers import reporting, rollups
from storage import ledger
from storage import rollups as kept
from storage.database import Database, Overtaken
from storage.rollups import Change
from tests.insight.test_rollups import told
from tests.support.ledgers import ENDS, LATER, World


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    """Open a database with every table, once on each engine."""
    opened = Database(migrated_url)
    yield opened
    opened.close()


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
