"""Ballots: sealed, counted, folded, and merged where two accounts turn out to be one person's."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import select

from chat.polls import Rules
from storage import ballots, polls, sealing, votes
from storage.ballots import PARTICIPATIONS, Cast, Urn
from storage.database import Database, Overtaken, Session
from storage.polls import Poll
from storage.sealing import Ballot, Seal

KEY, OTHER = bytes(range(32)), bytes(32)
AT = datetime(2026, 11, 4, 12, 0, 0, 123_456, tzinfo=UTC)
PLAIN = Ballot(options=(1,), source=sealing.source_of("slack"), order=7, at=AT, turns=1)


def make(db: Session, name: str = "p1") -> tuple[Poll, Urn]:
    """Make an anonymous poll of two options."""
    poll = Poll(
        id=name,
        brand="acme",
        question="Which?",
        options=["A", "B"],
        created_at=AT,
        rules=Rules(visibility="anonymous"),
        key=sealing.new_key(KEY, "acme"),
    )
    polls.create(db, poll)
    urn = Urn.of(poll, KEY)
    assert urn
    return poll, urn


def vote(db: Session, poll: Poll, urn: Urn, account: int, ballot: Ballot) -> None:
    """Let an account vote."""
    before = urn.find(db, [account]).get(account)
    ballots.record(db, poll, urn, [Cast(account, f"chat-{account}", before, ballot)], 0)


def stands(db: Session, poll: Poll, urn: Urn) -> tuple[dict[str, int], int, list[tuple[int, str]]]:
    """Return (votes by option, voters of the tally, who takes part where)."""
    rows = db.execute(select(PARTICIPATIONS.c.account, PARTICIPATIONS.c.chat).order_by(PARTICIPATIONS.c.account))
    return urn.count(db).as_json()["votes"], votes.results(db, poll).voters, [tuple(row) for row in rows]


@pytest.fixture
def db(database: Database) -> Iterator[Session]:
    """Begin a transaction."""
    with database.transaction() as session:
        yield session


@pytest.mark.parametrize(
    "options",
    [(), (0,), tuple(range(20)), (999,) * sealing.MOST_CHOSEN],
    ids=["none", "one", "all", "those that are gone too"],
)
def test_ballots_are_of_one_length(options: tuple[int, ...]) -> None:
    """Whatever was chosen, its bytes are as many, and open to what they were."""
    seal, ballot = Seal("p1", KEY), replace(PLAIN, options=options)
    sealed = seal.close(ballot.packed(), b"voter")
    assert len(sealed) == sealing.BALLOT_BYTES + 28
    assert Ballot.unpacked(seal.open(sealed, b"voter")) == ballot


def test_too_much_for_a_ballot_tells_nothing() -> None:
    """The error does not say what was chosen."""
    with pytest.raises(ValueError, match=r"^too much for one ballot$"):
        replace(PLAIN, options=tuple(range(1_000))).packed()


def test_what_is_sealed_opens_in_its_place_only() -> None:
    """Neither another key, nor another poll, nor another voter opens it; and twice the same never looks the same."""
    seal = Seal("p1", KEY)
    sealed = seal.close(b"x", b"voter")
    for other, place in ((Seal("p1", OTHER), b"voter"), (Seal("p2", KEY), b"voter"), (seal, b"nobody")):
        with pytest.raises(InvalidTag):
            other.open(sealed, place)
    assert sealed != seal.close(b"x", b"voter")


def test_voters_are_somebody_else_in_each_poll() -> None:
    """The hash of a person says nothing about their hash in another poll."""
    assert Seal("p1", KEY).voter(1) != Seal("p2", OTHER).voter(1)
    assert Seal("p1", KEY).voter(1) != Seal("p1", KEY).voter(2)


def test_a_polls_key_needs_the_secret(db: Session) -> None:
    """Another secret, none, or a key that is gone open nothing."""
    poll, _ = make(db)
    assert sealing.seal_of(poll, KEY) is not None
    for other, secret in ((poll, OTHER), (poll, b""), (replace(poll, key=None), KEY), (replace(poll, brand="z"), KEY)):
        assert sealing.seal_of(other, secret) is None
    assert repr(poll.key) not in repr(poll)


def test_a_ballot_of_another_process_is_not_overwritten(db: Session) -> None:
    """Who saw no ballot where there is one by now begins anew."""
    _, urn = make(db)
    urn.put(db, [Cast(1, "", None, PLAIN)])
    with pytest.raises(Overtaken):
        urn.put(db, [Cast(2, "", None, PLAIN), Cast(1, "", None, PLAIN)])


OLDER = replace(PLAIN, options=(0,), at=AT - timedelta(hours=1), turns=3)
BACK = replace(PLAIN, options=())


@pytest.mark.parametrize(
    ("kept", "gone", "count", "where"),
    [
        (OLDER, PLAIN, {"1": 1}, "chat-2"),
        (PLAIN, OLDER, {"1": 1}, "chat-1"),
        (None, PLAIN, {"1": 1}, "chat-2"),
        (PLAIN, None, {"1": 1}, "chat-1"),
        (OLDER, BACK, {}, None),
        (BACK, OLDER, {}, None),
        (None, BACK, {}, None),
    ],
    ids=["newer", "older", "alone", "none", "took it back", "had taken it back", "only took it back"],
)
def test_two_accounts_become_one(
    db: Session, kept: Ballot | None, gone: Ballot | None, count: dict[str, int], where: str | None
) -> None:
    """Of two ballots the newer one stands, with its participation; the voters' number follows."""
    poll, urn = make(db)
    vote(db, poll, urn, 3, PLAIN)
    for account, ballot in ((1, kept), (2, gone)):
        if ballot:
            vote(db, poll, urn, account, ballot)
    ballots.merge_accounts(db, KEY, "acme", 1, 2, 0)
    part = [(1, where)] if where else []
    expected = {"1": 1 + count.get("1", 0)}
    assert stands(db, poll, urn) == (expected, 1 + len(part), [*part, (3, "chat-3")])
    merged = urn.find(db, [1, 2])
    assert list(merged) == [1]
    assert merged[1].turns == max(each.turns for each in (kept, gone) if each)


def test_accounts_merge_in_open_polls_of_their_brand_only(db: Session) -> None:
    """Other brands' polls, and those whose key does not open, stay as they are."""
    poll, urn = make(db)
    vote(db, poll, urn, 2, PLAIN)
    for key, brand in ((OTHER, "acme"), (b"", "acme"), (KEY, "zest")):
        ballots.merge_accounts(db, key, brand, 1, 2, 0)
        assert stands(db, poll, urn) == ({"1": 1}, 1, [(2, "chat-2")])


def test_what_is_deleted_is_gone_from_the_files(sqlite_url: str, tmp_path: Path) -> None:
    """After the fold neither SQLite's file nor its log holds a ballot, a hash or the key; other polls' stay."""
    database = Database(sqlite_url)
    with database.transaction() as db:
        (poll, urn), (other, other_urn) = make(db), make(db, "p0")
    traces: set[bytes] = {poll.key or b"?"}
    for account in range(300):
        with database.transaction() as db:
            vote(db, other, other_urn, account, PLAIN)
            vote(db, poll, urn, account % 200, replace(PLAIN, options=(account % 2,)))
            traces |= {
                bytes(part) for row in db.execute(select(ballots.BALLOTS)) if row.poll == "p1" for part in row[1:]
            }
    assert len(traces) == 1 + 200 + 300
    assert found(traces, tmp_path)
    with database.transaction() as db:
        ballots.fold(db, poll, urn)
    assert found(traces, tmp_path) == set()
    with database.transaction() as db:
        assert other_urn.count(db).voters == 300
    database.close()


def test_the_log_is_emptied_once_its_readers_are_gone(sqlite_url: str, tmp_path: Path) -> None:
    """A reader is not waited for; the next transaction after it empties the log."""
    database = Database(sqlite_url)
    with database.transaction() as db:
        poll, urn = make(db)
        vote(db, poll, urn, 1, PLAIN)
    with database.reader.connect() as reading:
        reading.execute(select(ballots.BALLOTS)).all()
        with database.transaction() as db:
            ballots.fold(db, poll, urn)
        assert found({poll.key or b"?"}, tmp_path)
    with database.transaction() as db:
        polls.find(db, poll.id)
    assert found({poll.key or b"?"}, tmp_path) == set()
    database.close()


def found(traces: set[bytes], folder: Path) -> set[bytes]:
    """Return those of the traces that are in a file of the folder."""
    files = [file.read_bytes() for file in folder.iterdir() if file.is_file()]
    return {trace for trace in traces if any(trace in content for content in files)}
