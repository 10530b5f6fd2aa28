"""Which events were accepted, for how long that is known, and who gets to try a kept one."""

from datetime import UTC, datetime, timedelta

from storage import inbox
from storage.database import Database

NOW = datetime(2026, 11, 4, 12, tzinfo=UTC)


def test_receipts_are_kept_for_a_week_and_forgotten_in_portions(database: Database) -> None:
    """Seven days a repeat is known as one; what is older goes, at most a thousand at a time."""
    with database.transaction() as db:
        keys = [("slack:bot", f"{i}") for i in range(1_500)]
        assert inbox.accept_all(db, keys, NOW) == set(keys)
        assert inbox.accept_all(db, [*keys[:3], ("slack:bot", "new")], NOW + inbox.KEPT) == {("slack:bot", "new")}
    forgotten = []
    for late in (0, 1, 1, 1):
        with database.transaction() as db:
            forgotten.append(inbox.forget_receipts(db, NOW + inbox.KEPT + timedelta(seconds=late)))
    assert forgotten == [0, 1_000, 500, 0]
    with database.transaction() as db:
        assert inbox.accept(db, "slack:bot", "7", NOW + inbox.KEPT)
        assert not inbox.accept(db, "slack:bot", "new", NOW + inbox.KEPT)


def test_of_many_one_may_try(database: Database) -> None:
    """A kept event is taken off the list once; the same event is kept once."""
    event = inbox.Event("slack:bot", "1", {"event": "Message"})
    with database.transaction() as db:
        for _ in range(2):
            inbox.keep(db, event, "why", NOW)
    (kept,) = database.read(lambda db: inbox.due(db, NOW + timedelta(seconds=2)))
    assert (kept.payload, kept.attempts, kept.until) == ({"event": "Message"}, 1, None)
    assert [database.write(lambda db: inbox.done(db, kept.id)) for _ in range(2)] == [True, False]


def test_a_hundred_are_due_at_a_time_the_longest_waiting_first(database: Database) -> None:
    """However many wait, a tick takes a portion in their order."""
    with database.transaction() as db:
        for i in range(130):
            inbox.keep(db, inbox.Event("slack:bot", f"{i}", {"i": i}), "why", NOW - timedelta(seconds=i))
    due = database.read(lambda db: inbox.due(db, NOW + timedelta(minutes=1)))
    assert [kept.payload["i"] for kept in due] == list(range(129, 29, -1))
