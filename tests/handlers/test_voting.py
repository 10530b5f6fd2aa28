"""Votes as conversations: new, changed, taken back, late, out of order, unknown, native, the team's."""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, text

from chat.address import Address
from chat.events import Blocked, NativePoll, Vote
from chat.i18n import words
from chat.ports import Outcome
from handlers import polls
from storage import inbox, outbox, people
from storage.polls import Poll
from tests.support.core import BOSS, GROUP, SQUARE, ZEST, Core, core

COUNTED = "Your vote for “Recipes” counts. Thank you!"
CHANGED = "Changed: your vote is now for “Live”."
TAKEN_BACK = "Your vote is taken back. You can vote again any time."


async def test_a_voter_changes_their_mind(acme: Core) -> None:
    """A vote is counted, changed, taken back by choosing it again, and given anew; each has its line and toast."""
    poll = await acme.poll()
    dialog = [
        (0, COUNTED, ([1, 0], 1)),
        (1, CHANGED, ([0, 1], 1)),
        (1, TAKEN_BACK, ([0, 0], 0)),
        (0, COUNTED, ([1, 0], 1)),
    ]
    for option, toast, standing in dialog:
        outcome = await acme.vote(poll, option)
        assert (outcome.kind, outcome.toast) == ("done", toast)
        assert acme.results(poll) == standing
    lines = acme.lines("vote")
    assert [line.data["options"] for line in lines] == [["Recipes"], ["Live"], [], ["Recipes"]]
    assert {(line.ref, line.person, line.chat, line.team) for line in lines} == {(poll.line, "U1", SQUARE, False)}


async def test_a_native_vote_is_taken_back_by_nothing(acme: Core) -> None:
    """A native poll sends the whole choice: choosing the same again changes nothing, an empty choice takes it back."""
    poll = await acme.poll()
    await acme.arrive_all(telegram="p1")
    for options, standing in [((0,), ([1, 0], 1)), ((0,), ([1, 0], 1)), ((), ([0, 0], 0)), ((), ([0, 0], 0))]:
        await acme.vote(poll, *options, platform="telegram", native="p1", chat="")
        assert acme.results(poll) == standing
    assert {line.chat for line in acme.lines("vote")} == {GROUP}


async def test_people_of_all_networks_have_one_tally(acme: Core) -> None:
    """The same id on two networks is two people; two brands' people never meet."""
    poll = await acme.poll()
    await acme.vote(poll, 0)
    await acme.vote(poll, 0, platform="telegram")
    await acme.vote(poll, 1, platform="webchat")
    assert acme.results(poll) == ([2, 1], 3)


async def test_a_late_vote_is_refused_with_a_sentence(acme: Core) -> None:
    """After the close nothing changes any more, neither by new voters nor by those who voted."""
    poll = await acme.poll()
    await acme.vote(poll, 0)
    assert await acme.do(lambda ctx: polls.close(ctx, poll))
    for person in ("U1", "U2"):
        outcome = await acme.vote(poll, 1, person=person)
        assert outcome.kind == "refused"
        assert (outcome.toast or "").startswith("This poll has closed")
    assert acme.results(poll) == ([1, 0], 1)
    assert len(acme.lines("vote")) == 1


@pytest.mark.parametrize(
    ("order", "later", "stands"),
    [
        (4, timedelta(0), [1, 0]),
        (6, timedelta(0), [0, 1]),
        (4, timedelta(hours=23), [1, 0]),
        (4, timedelta(hours=25), [0, 1]),
        (4, -timedelta(hours=25), [1, 0]),
        (6, -timedelta(hours=25), [1, 0]),
    ],
    ids=[
        "an older one",
        "a newer one",
        "an older one within a day",
        "ids began anew",
        "an older one after a day",
        "ids began anew and the network was slow",
    ],
)
async def test_the_sources_order_counts(acme: Core, order: int, later: timedelta, stands: list[int]) -> None:
    """Within a day the source's order decides which vote is the newer one, beyond it the time."""
    poll = await acme.poll()
    at = acme.clock.now()
    await acme.vote(poll, 0, order=5, at=at)
    outcome = await acme.vote(poll, 1, order=order, at=at + later)
    assert outcome.kind == "done"
    assert acme.results(poll) == (stands, 1)


@pytest.mark.parametrize(
    ("orders", "stands"),
    [([(5, (0,)), (10, (0,)), (7, (1,))], [1, 0]), ([(10, ()), (7, (1,))], [0, 0])],
    ids=["chosen again", "taken back before it came"],
)
async def test_what_is_chosen_anew_is_not_replaced_by_an_older_one(
    acme: Core, orders: list[tuple[int, tuple[int, ...]]], stands: list[int]
) -> None:
    """A vote that says the same as before still is the newest."""
    poll = await acme.poll()
    await acme.arrive_all(telegram="p1")
    for order, options in orders:
        await acme.vote(poll, *options, platform="telegram", native="p1", order=order)
    assert acme.results(poll)[0] == stands


@pytest.mark.parametrize(
    ("fields", "starts"),
    [
        ({"poll": "nosuchid"}, "I can't find this poll"),
        ({"poll": "\x00"}, "I can't find this poll"),
        ({"options": (2,)}, "This button is from an older message"),
        ({"options": (-1,)}, "This button is from an older message"),
        ({"options": (0, 1)}, "This button is from an older message"),
        ({"options": (0, 0)}, "This button is from an older message"),
        ({"person": None}, "I can't find this poll"),
    ],
    ids=["no such poll", "not even text", "no such option", "below the first", "two at once", "one twice", "nobody"],
)
async def test_what_is_no_vote_is_refused(acme: Core, fields: dict[str, Any], starts: str) -> None:
    """A press that means nothing any more gets a sentence and leaves no trace."""
    poll = await acme.poll()
    given = {"poll": poll.id, "options": (0,), "toggle": True}
    outcome = await acme.happens(Vote, **given | fields)
    assert outcome.kind == "refused"
    assert (outcome.toast or "").startswith(starts)
    assert acme.results(poll) == ([0, 0], 0)
    assert acme.lines("vote") == []
    assert acme.read(inbox.count) == (0, 0)


async def test_a_vote_waits_until_its_native_poll_is_known(acme: Core) -> None:
    """A vote that comes before `sendPoll` was answered is kept and counts once the poll is known."""
    poll = await acme.poll()
    early = await acme.vote(poll, 1, platform="telegram", native="p1", chat="")
    assert early.kind == "deferred"
    assert acme.results(poll) == ([0, 0], 0)
    await acme.arrive_all(telegram="p1")
    acme.clock.forward(timedelta(seconds=3))
    (kept,) = acme.read(lambda db: inbox.due(db, acme.clock.now()))
    assert (await acme.dispatcher.retry(kept)).kind == "done"
    assert acme.results(poll) == ([0, 1], 1)
    assert [line.chat for line in acme.lines("vote")] == [GROUP]


async def test_one_that_waits_keeps_nobody_back(acme: Core) -> None:
    """Of many votes at once only the one whose poll is not known is kept."""
    poll = await acme.poll()
    await acme.arrive_all(telegram="p1")
    natives = ["p1", "p2", "p1"]
    offers = [acme.vote(poll, 0, person=f"{i}", platform="telegram", native=p) for i, p in enumerate(natives)]
    kinds = [(await each).kind for each in offers]
    assert kinds == ["done", "deferred", "done"]
    assert acme.results(poll) == ([2, 0], 2)


async def lost(acme: Core, poll: Poll, platform: str = "telegram") -> outbox.Letter:
    """Let the answer of a poll's letter be lost."""
    (letter,) = [each for each in acme.letters("poll") if each.platform == platform and each.payload["poll"] == poll.id]
    await acme.do(lambda ctx: outbox.settle(ctx.db, letter.id, "unknown"))
    return letter


async def test_a_lost_native_poll_is_recognised(acme: Core) -> None:
    """The only letter of unknown fate with the same question and options is that poll; its votes count from then on."""
    poll = await acme.poll()
    letter = await lost(acme, poll)
    told = {"platform": "telegram", "person": None, "chat": "", "native": "p9"}
    await acme.happens(NativePoll, **told, question="Another?", options=("Recipes", "Live"))
    await acme.happens(NativePoll, **told, question="Which next?", options=("Live", "Recipes"))
    assert (await acme.vote(poll, 0, platform="telegram", native="p9")).kind == "deferred"
    for _ in range(2):
        await acme.happens(NativePoll, **told, question="Which next?", options=("Recipes", "Live"))
    assert next(each for each in acme.letters() if each.id == letter.id).state == "sent"
    assert (await acme.vote(poll, 1, person="U2", platform="telegram", native="p9")).kind == "done"
    assert acme.results(poll) == ([0, 1], 1)


async def test_two_lost_polls_alike_are_not_guessed(acme: Core) -> None:
    """Which of two it is nobody can know."""
    first, second = await acme.poll(), await acme.poll()
    letters = [await lost(acme, poll) for poll in (first, second)]
    await acme.happens(
        NativePoll, platform="telegram", person=None, native="p9", question="Which next?", options=("Recipes", "Live")
    )
    states = {each.id: each.state for each in acme.letters("poll")}
    assert [states[letter.id] for letter in letters] == ["unknown", "unknown"]


async def test_the_teams_votes_count_as_the_teams(acme: Core) -> None:
    """A manager's vote is counted and its line is marked; so is an anonymous administrator's."""
    poll = await acme.poll()
    await acme.vote(poll, 0, person=BOSS)
    await acme.vote(poll, 0, platform="telegram", person=GROUP, as_team=True)
    await acme.vote(poll, 1)
    assert acme.results(poll) == ([2, 1], 3)
    assert {line.person: line.team for line in acme.lines("vote")} == {BOSS: True, GROUP: True, "U1": False}


async def test_a_vote_ends_being_blocked(acme: Core) -> None:
    """Who blocked the bot and then votes can be reached; blocking again is news again."""
    poll = await acme.poll()
    await acme.vote(poll, 0)
    for _ in range(2):
        await acme.happens(Blocked, blocked=True)
        await acme.vote(poll, 1)
    assert [line.kind for line in acme.lines() if line.person == "U1"] == ["vote", "block", "vote", "block", "vote"]


async def test_a_vote_under_a_message_out_of_reach_can_be_exported(acme: Core) -> None:
    """A press whose message is gone names no chat; its line names the person instead of nothing."""
    poll = await acme.poll()
    await acme.vote(poll, 0, chat="")
    assert [line.chat for line in acme.lines("vote")] == ["U1"]


async def test_a_double_click_is_two_votes(acme: Core) -> None:
    """Two presses in one batch follow each other: chosen, and taken back; the same press again is one."""
    poll = await acme.poll()
    for person, presses in (("U1", 2), ("U2", 3)):
        pending = [acme.vote(poll, 0, person=person) for _ in range(presses)]
        for each in pending:
            await each
    assert acme.results(poll) == ([1, 0], 1)


async def test_a_poll_of_a_brand_that_is_gone(migrated_url: str, acme: Core) -> None:
    """A brand taken out of the configuration takes its polls along; pressing says so."""
    poll = await acme.poll()
    async with core(migrated_url, ZEST) as bot:
        outcome = await bot.vote(poll, 0)
    assert (outcome.kind, outcome.toast) == ("refused", "I can't find this poll any more.")


async def test_a_vote_among_many(acme: Core) -> None:
    """A vote in a poll of 100,000 votes takes as many statements as in an empty one."""
    poll = await acme.poll()
    before = await statements(acme, [acme.vote(poll, 0, person="U1")])
    fill = "INSERT INTO votes SELECT :poll, n, '[0]', :at, 1, 1, '' FROM ({}) AS numbers"
    numbers = "WITH RECURSIVE t(n) AS (SELECT 1000000 UNION ALL SELECT n + 1 FROM t WHERE n < 1099999) SELECT n FROM t"
    with acme.database.transaction() as db:
        db.execute(text(fill.format(numbers)), {"poll": poll.id, "at": acme.clock.now()})
    assert await statements(acme, [acme.vote(poll, 0, person="U2")]) == before
    assert before < 15


async def test_votes_at_once_share_their_statements(acme: Core) -> None:
    """A hundred votes in one batch take no more statements than a few."""
    poll = await acme.poll()
    count = await statements(acme, [acme.vote(poll, i % 2, person=f"U{i}") for i in range(100)])
    assert acme.results(poll) == ([50, 50], 100)
    assert count < 40


async def statements(bot: Core, votes: list[Coroutine[Any, Any, Outcome]]) -> int:
    """Take votes at once, and return how many statements that took."""
    seen: list[str] = []

    def note(*given: Any) -> None:
        seen.append(given[2])

    event.listen(bot.database.writer, "before_cursor_execute", note)
    await asyncio.gather(*votes)
    event.remove(bot.database.writer, "before_cursor_execute", note)
    return len(seen)


async def test_voters_are_met(acme: Core) -> None:
    """Who votes first is known from then on, by name and language."""
    poll = await acme.poll()
    await acme.vote(poll, 0, person="U9", name="Ada", language="pt-BR")
    found = acme.read(lambda db: people.find(db, "acme", Address("slack", "U9")))
    assert (found.name, found.language, found.team) == ("Ada", "pt-BR", False)
    assert (await acme.vote(poll, 1, person="U9")).toast == words("pt")("vote-changed", option="Live")
