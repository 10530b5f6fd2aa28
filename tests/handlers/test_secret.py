"""Anonymous polls as conversations: votes, changes, counts in steps, the close, and what must never be kept."""

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from chat.errors import UserError
from chat.events import Vote
from handlers import polls, router
from handlers.polls import changing
from handlers.routing import Means
from storage import inbox
from storage.polls import Poll
from tests.support.core import ACME, SQUARE, Core, core, event
from tests.support.secrecy import anonymous, count_due, crowd, now, opened, participants, sealed, secretly, shown

COUNTED = "Your vote for “Recipes” counts. Thank you!"
CHANGED = "Changed: your vote is now for “Live”."
TAKEN_BACK = "Your vote is taken back. You can vote again any time."
MIDNIGHT = datetime.fromisoformat("2026-11-04T00:00+01:00")


async def test_a_voter_changes_their_mind(acme: Core) -> None:
    """A secret vote is counted, changed, taken back and given anew; only taking part is seen of it."""
    poll = await anonymous(acme)
    dialog = [(0, COUNTED, 1), (1, CHANGED, 1), (1, TAKEN_BACK, 0), (0, COUNTED, 1)]
    for option, toast, voters in dialog:
        outcome = await secretly(acme, poll, option)
        assert (outcome.kind, outcome.toast) == ("done", toast)
        assert acme.results(now(acme, poll)) == ([0, 0], voters)
        assert [chat for _, chat in participants(acme)] == [SQUARE] * voters
        assert len(sealed(acme)) == 1
    assert opened(acme, poll)["votes"] == {"0": 1}


async def test_the_ledger_knows_the_day_and_nothing_else(acme: Core) -> None:
    """Coming to take part and ceasing to have a line each, of the day, of no event and no choice."""
    poll = await anonymous(acme)
    for option in (0, 1, 1, 0):
        acme.clock.forward(timedelta(minutes=7))
        await secretly(acme, poll, option)
    lines = acme.lines("vote")
    assert [line.data["options"] for line in lines] == [None, [], None]
    assert [line.id for line in lines] == [f"secret:{poll.id}:000{turn}:slack:U1" for turn in (1, 2, 3)]
    assert {(line.at, line.ref, line.person, line.chat, line.team) for line in lines} == {
        (MIDNIGHT, poll.line, "U1", SQUARE, False)
    }


async def test_what_is_kept_of_a_new_voter_has_no_time(acme: Core) -> None:
    """A person met by a secret vote was seen on that day."""
    poll = await anonymous(acme)
    await secretly(acme, poll, 0)
    seen = acme.read(lambda db: db.execute(text("SELECT seen_at FROM accounts WHERE person = 'U1'")).scalar())
    assert datetime.fromisoformat(f"{seen}").replace(tzinfo=None) == datetime(2026, 11, 3, 23)  # noqa: DTZ001


async def test_a_repeat_does_not_toggle_back(acme: Core) -> None:
    """The same press that the platform sends again changes nothing, alone or beside others."""
    poll = await anonymous(acme)
    press = event(Vote, poll=poll.id, options=(0,), toggle=True, secret=True)
    kinds = [(await acme.dispatcher.offer(press)).kind for _ in range(2)]
    together = await asyncio.gather(*(acme.dispatcher.offer(press) for _ in range(3)))
    assert kinds + [each.kind for each in together] == ["done", *["repeat"] * 4]
    assert opened(acme, poll) == {"voters": 1, "votes": {"0": 1}, "rankings": {}}


@pytest.mark.parametrize(
    ("orders", "stands"),
    [([(5, 0), (4, 1)], {"0": 1}), ([(5, 0), (9, 0), (7, 1)], {}), ([(5, 0), (6, 1)], {"1": 1})],
    ids=["an older one", "taken back before it came", "a newer one"],
)
async def test_the_sources_order_counts(acme: Core, orders: list[tuple[int, int]], stands: dict[str, int]) -> None:
    """A vote that was cast before the one that stands does not come after it, not even where that was taken back."""
    poll = await anonymous(acme)
    for order, option in orders:
        await secretly(acme, poll, option, order=order)
    assert opened(acme, poll)["votes"] == stands


@pytest.mark.parametrize(
    ("rules", "presses", "count"),
    [
        ({"kind": "multi"}, [0, 2], {"voters": 1, "votes": {"0": 1, "2": 1}, "rankings": {}}),
        ({"kind": "ranked"}, [2, 0], {"voters": 1, "votes": {"2": 1}, "rankings": {"2,0": 1}}),
    ],
    ids=["several", "ranked"],
)
async def test_every_kind_is_counted(
    acme: Core, rules: dict[str, Any], presses: list[int], count: dict[str, Any]
) -> None:
    """Of several choices all count; of a ranking its first place, and the ranking."""
    poll = await anonymous(acme, "A", "B", "C", **rules)
    for option in presses:
        await secretly(acme, poll, option)
    assert opened(acme, poll) == count


@pytest.mark.parametrize(
    ("fields", "starts"),
    [
        ({"secret": False}, "This button is from an older message"),
        ({"options": (2,)}, "This button is from an older message"),
        ({"person": None}, "I can't find this poll"),
    ],
    ids=["without the mark", "no such option", "nobody"],
)
async def test_what_is_no_secret_vote_is_refused(acme: Core, fields: dict[str, Any], starts: str) -> None:
    """A press that means nothing leaves no trace."""
    poll = await anonymous(acme)
    outcome = await acme.happens(Vote, **{"poll": poll.id, "options": (0,), "secret": True} | fields)
    assert (outcome.kind, (outcome.toast or "")[: len(starts)]) == ("refused", starts)
    assert (sealed(acme), participants(acme), acme.lines("vote")) == ([], [], [])


async def test_counts_are_shown_in_steps(acme: Core) -> None:
    """A count is shown once five more have voted: with ten the one of five, with fifteen the one of ten."""
    poll = await anonymous(acme)
    seen = []
    for number in range(1, 16):
        await secretly(acme, poll, number % 2, person=f"U{number}")
        await count_due(acme)
        seen.append(shown(acme, poll).get("voters", 0))
    assert seen == [0] * 9 + [5] * 5 + [10]
    assert acme.results(now(acme, poll)) == ([5, 5], 15)


async def test_a_waiting_count_is_sealed(acme: Core) -> None:
    """The count that is not shown yet cannot be read from the database."""
    poll = await anonymous(acme)
    await crowd(acme, poll, range(5))
    assert await count_due(acme) == 1
    assert await count_due(acme) == 0
    batches = now(acme, poll).batches or {}
    assert (batches["shown"], batches["due"], len(bytes.fromhex(batches["next"]))) == ({}, 10, 1_024 + 28)


async def test_large_polls_are_counted_less_often(acme: Core) -> None:
    """Of a poll of 200 a count comes with each tenth vote."""
    poll = await anonymous(acme)
    votes = [event(Vote, poll=poll.id, options=(0,), person=f"U{each}", secret=True) for each in range(200)]
    await asyncio.gather(*map(acme.dispatcher.offer, votes))
    await count_due(acme)
    assert (now(acme, poll).batches or {})["due"] == 210


@pytest.mark.parametrize(
    ("voters", "votes", "counted"), [(4, 0, 0), (5, 5, 5), (7, 7, 7)], ids=["too few", "just enough", "more"]
)
async def test_the_close_shows_all_or_nothing(acme: Core, voters: int, votes: int, counted: int) -> None:
    """At the close all votes are shown, unless too few people voted; ballots and key are gone, who took part stays."""
    poll = await anonymous(acme)
    await crowd(acme, poll, range(voters))
    await count_due(acme)
    assert await acme.do(lambda ctx: polls.close(ctx, poll))
    assert acme.results(now(acme, poll)) == ([votes, 0], voters)
    assert shown(acme, poll).get("voters", 0) == counted
    assert (sealed(acme), now(acme, poll).key, len(participants(acme))) == ([], None, voters)
    assert await count_due(acme) == 0


async def test_a_late_vote_is_refused(acme: Core) -> None:
    """After the close nobody votes any more."""
    poll = await anonymous(acme)
    await acme.do(lambda ctx: polls.close(ctx, poll))
    assert ((await secretly(acme, poll, 0)).toast or "").startswith("This poll has closed")


async def test_the_last_count_does_not_give_anybody_away(acme: Core) -> None:
    """Where too few came since the last shown count, since others took their votes back, that count stays."""
    poll = await anonymous(acme)
    for numbers in (range(5), range(5, 10)):
        await crowd(acme, poll, numbers)
        await count_due(acme)
    await crowd(acme, poll, range(6, 10))  # who takes it back
    await secretly(acme, poll, 1, person="U0")
    await acme.do(lambda ctx: polls.close(ctx, poll))
    assert acme.results(now(acme, poll)) == ([5, 0], 6)
    assert shown(acme, poll)["voters"] == 5


async def test_a_deleted_poll_leaves_no_ballot(acme: Core) -> None:
    """Deleting deletes the ballots and the key too, whether or not the key opens."""
    poll = await anonymous(acme)
    await crowd(acme, poll, range(6))
    acme.means = Means(ballot_key=bytes(32))
    await acme.do(lambda ctx: changing.delete(ctx, poll))
    assert (sealed(acme), now(acme, poll).key) == ([], None)


async def test_without_a_secret_there_is_no_anonymous_poll(acme: Core) -> None:
    """The sentence names what is missing."""
    acme.means = Means()
    with pytest.raises(UserError, match="poll-no-secret"):
        await anonymous(acme)


async def test_another_secret_opens_nothing(migrated_url: str, caplog: pytest.LogCaptureFixture) -> None:
    """Votes are refused and nothing is lost; a close waits with its last count for the right secret to come back."""
    async with core(migrated_url) as right:
        poll = await anonymous(right)
        await crowd(right, poll, range(6))
        async with core(migrated_url) as wrong:
            wrong.means = Means(ballot_key=bytes(32))
            wrong.dispatcher._means = wrong.means
            assert "RAPPORT_SECRET" in ((await secretly(wrong, poll, 0)).toast or "")
            await count_due(wrong)
            await wrong.do(lambda ctx: polls.close(ctx, poll))
            assert (wrong.results(now(wrong, poll)), len(sealed(wrong))) == (([0, 0], 6), 6)
            assert caplog.messages == [caplog.messages[0]] * 2
        await count_due(right)
        assert (right.results(now(right, poll)), sealed(right)) == (([6, 0], 6), [])


async def test_one_person_in_two_processes_counts_once(migrated_url: str) -> None:
    """Votes of one person that two processes take at the same time leave one ballot, and one voter."""
    async with core(migrated_url) as first, core(migrated_url) as second:
        poll = await anonymous(first)
        for person in map(str, range(10)):
            votes = [(core_, option) for option in (0, 1) for core_ in (first, second)]
            presses = [secretly(each, poll, option, person=person, toggle=False) for each, option in votes]
            outcomes = await asyncio.gather(*presses)
            assert {outcome.kind for outcome in outcomes} == {"done"}
        assert opened(first, poll)["voters"] == 10
        assert (first.results(now(first, poll))[1], len(sealed(first)), len(participants(first))) == (10, 10, 10)


async def break_ballots(bot: Core, *, broken: bool) -> None:
    """Let no ballot be found, or let them be found again."""
    old, new = ("ballots", "lost") if broken else ("lost", "ballots")
    await bot.writer.write(lambda db: db.execute(text(f"ALTER TABLE {old} RENAME TO {new}")))


async def failing(bot: Core, poll: Poll, together: int) -> None:
    """Let votes fail in the database, so many of them at once; they are asked for again."""
    await break_ballots(bot, broken=True)
    people = [f"secretive-{number}" for number in range(together)]
    outcomes = await asyncio.gather(*(secretly(bot, poll, 1, person=person) for person in people))
    await break_ballots(bot, broken=False)
    again = "That vote did not get through. Please vote again."
    assert [(each.kind, each.toast) for each in outcomes] == [("refused", again)] * together


@pytest.mark.parametrize("together", [1, 3], ids=["alone", "in a set"])
async def test_a_vote_that_fails_is_asked_for_again(
    own_url: str, together: int, caplog: pytest.LogCaptureFixture
) -> None:
    """It is neither kept for a retry nor told in the log, and pressing again counts."""
    caplog.set_level(logging.DEBUG)
    async with core(own_url) as bot:
        poll = await anonymous(bot)
        await failing(bot, poll, together)
        assert bot.read(inbox.count) == (0, 0)
        assert "secretive" not in caplog.text
        assert [record.exc_info for record in caplog.records if record.exc_info] == []
        await secretly(bot, poll, 1, person="secretive-0")
        assert opened(bot, poll)["votes"] == {"1": 1}


@pytest.fixture
def own_url(request: pytest.FixtureRequest, database_engine: str) -> str:
    """Give the address of a database with every table, for a test that changes more than rows."""
    url: str = request.getfixturevalue("sqlite_url" if database_engine == "sqlite" else "own_postgresql_url")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_engine(request: pytest.FixtureRequest) -> str:
    """Name each engine."""
    name: str = request.param
    return name


async def test_what_cannot_be_understood_may_be_a_secret_vote(acme: Core, caplog: pytest.LogCaptureFixture) -> None:
    """Of an unreadable update with an anonymous poll's button only that it came is kept; others are kept whole."""
    for name, raw in (("a", b'{"data":"secret:abc:1","from":"U1"}'), ("b", b'{"data":"vote:abc:1","from":"U1"}')):
        await acme.dispatcher.set_aside("telegram:1", name, raw, "ValueError: U1 and secret:abc:1")
    kept = acme.read(lambda db: db.execute(text("SELECT raw, error FROM inbox ORDER BY event")).all())
    assert [(bytes(raw)[:9], error) for raw, error in kept] == [
        (b"", "ValueError"), (b'{"data":"', "ValueError: U1 and secret:abc:1")
    ]  # fmt: skip
    assert "U1" not in caplog.messages[0]


def test_every_feature_hears_the_clock() -> None:
    """Counting is part of the bot."""
    assert ACME.key == "acme"
    assert any(watch.__module__ == "handlers.polls.counting" for watch in router.watches)
