"""Votes in polls of every kind, as conversations: what stands, what is told, what the ledger has."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chat.address import Address
from chat.polls import Rules, Spec
from handlers import polls
from storage import links, people, votes
from storage import polls as stored
from storage.polls import Poll
from tests.support.core import GROUP, Core

NAMES = ("Recipes", "Live", "Tips")


async def make(bot: Core, *options: str, **rules: Any) -> Poll:
    """Make a poll by these rules."""
    scale = rules.get("kind") in {"rating", "nps"}
    spec = Spec(question="Which?", options=() if scale else options or NAMES, rules=Rules.of(rules))
    poll: Poll = await bot.do(lambda ctx: polls.create(ctx, "acme", spec))
    return poll


async def presses(bot: Core, poll: Poll, *options: int, person: str = "U1") -> str:
    """Press one after the other, and return the last toast."""
    toast = ""
    for option in options:
        toast = (await bot.vote(poll, option, person=person)).toast or ""
    return toast


async def test_many_may_be_chosen_up_to_a_limit(acme: Core) -> None:
    """Each press adds or takes back one; over the limit a sentence says what to do and nothing changes."""
    poll = await make(acme, kind="multi", most=2)
    assert await presses(acme, poll, 0, 2) == "Your choice: “Recipes”, “Tips”. Thank you!"
    refused = await acme.vote(poll, 1)
    assert refused.kind == "refused"
    assert (refused.toast or "").startswith("You can choose 2 at most.")
    assert acme.results(poll) == ([1, 0, 1], 1)
    assert await presses(acme, poll, 0, 1) == "Your choice: “Tips”, “Live”. Thank you!"
    await presses(acme, poll, 1, person="U2")
    assert acme.results(poll) == ([0, 2, 1], 2)
    assert (await presses(acme, poll, 2, 1)).startswith("Your vote is taken back")
    assert acme.results(poll) == ([0, 1, 0], 1)
    chosen = [line.data["options"] for line in acme.lines("vote") if line.person == "U1"]
    assert chosen == [["Recipes"], ["Recipes", "Tips"], ["Tips"], ["Tips", "Live"], ["Live"], []]


async def test_places_are_taken_in_order(acme: Core) -> None:
    """The tally counts first places, the rankings every order; who is taken out lets those behind move up."""
    poll = await make(acme, kind="ranked")
    assert await presses(acme, poll, 2, 0, 1) == "Your order: 1. Tips  2. Recipes  3. Live"
    await presses(acme, poll, 0, person="U2")
    assert acme.results(poll) == ([1, 0, 1], 2)
    assert await presses(acme, poll, 2) == "Your order: 1. Recipes  2. Live"
    assert acme.read(lambda db: votes.rankings(db, poll)) == {(0,): 1, (0, 1): 1}
    assert acme.results(poll) == ([2, 0, 0], 2)
    assert [line.data["options"] for line in acme.lines("vote")][2] == ["Tips", "Recipes", "Live"]
    await presses(acme, poll, 0, 1)
    assert acme.read(lambda db: votes.rankings(db, poll)) == {(0,): 1}
    assert acme.results(poll) == ([1, 0, 0], 1)


async def test_stars_are_given(acme: Core) -> None:
    """A rating is one choice of five."""
    poll = await make(acme, kind="rating")
    assert await presses(acme, poll, 3) == "You gave 4 of 5. Thank you!"
    assert await presses(acme, poll, 4) == "You gave 5 of 5. Thank you!"
    assert acme.results(poll) == ([0, 0, 0, 0, 1], 1)
    assert acme.lines("nps") == []


async def test_a_score_is_an_answer_to_would_you_recommend_us(acme: Core) -> None:
    """Each score is an answer in the ledger beside the vote; taking it back is none."""
    poll = await make(acme, kind="nps")
    assert await presses(acme, poll, 9) == "You gave 9 of 10. Thank you!"
    await presses(acme, poll, 0, 0)
    answers = acme.lines("nps")
    assert [line.data for line in answers] == [{"score": 9}, {"score": 0}]
    lines = acme.lines("vote")
    assert [line.data["options"] for line in lines] == [["9"], ["0"], []]
    assert [each.id for each in answers] == [f"{line.id}.nps" for line in lines[:2]]
    assert {(each.person, each.ref, each.chat) for each in answers} == {("U1", None, lines[0].chat)}


@pytest.mark.parametrize("kind", ["single", "multi", "ranked", "rating", "nps"])
async def test_late_votes_of_every_kind(acme: Core, kind: str) -> None:
    """After the close nothing changes; a deleted poll is gone."""
    poll = await make(acme, kind=kind)
    await presses(acme, poll, 1)
    await acme.do(lambda ctx: polls.close(ctx, poll))
    assert (await presses(acme, poll, 0)).startswith("This poll has closed")
    assert acme.results(poll)[1] == 1
    await acme.do(lambda ctx: stored.delete(ctx.db, poll.id, ctx.now))
    assert (await presses(acme, poll, 0)) == "I can't find this poll any more."


async def test_positions_of_a_native_poll_are_options_by_its_own_order(acme: Core) -> None:
    """A native poll that does not hold all options tells positions among those it holds."""
    poll = await make(acme, kind="multi")
    await acme.do(lambda ctx: stored.change(ctx.db, poll, replace(poll, hidden=[0])))
    await acme.arrive_all(telegram="p1")
    told = {"platform": "telegram", "native": "p1", "chat": ""}
    assert (await acme.vote(poll, 0, 1, **told)).kind == "done"
    assert [line.data["options"] for line in acme.lines("vote")] == [["Live", "Tips"]]
    for wrong in ((2,), (-1,)):
        assert (await acme.vote(poll, *wrong, **told)).kind == "refused"
    await acme.vote(poll, 1, **told)
    assert acme.read(lambda db: votes.results(db, poll)).votes == [0, 0, 1]
    assert {line.chat for line in acme.lines("vote")} == {GROUP}


async def test_an_option_that_is_taken_out_keeps_its_votes(acme: Core) -> None:
    """Its button means nothing while it is out; who voted for it can vote anew, and who did not still counts later."""
    poll = await make(acme)
    await presses(acme, poll, 1)
    await presses(acme, poll, 1, person="U2")
    await acme.do(lambda ctx: stored.change(ctx.db, poll, replace(poll, hidden=[1])))
    assert (await presses(acme, poll, 1)).startswith("This button is from an older message")
    assert await presses(acme, poll, 0) == "Changed: your vote is now for “Recipes”."
    assert acme.read(lambda db: votes.results(db, poll)).votes == [1, 1, 0]


async def test_a_button_of_another_secrecy(acme: Core) -> None:
    """A press that claims to be an anonymous poll's is not taken where names are kept."""
    poll = await make(acme)
    outcome = await acme.vote(poll, 0, secret=True)
    assert (outcome.kind, (outcome.toast or "")[:11]) == ("refused", "This button")
    assert acme.results(poll) == ([0, 0, 0], 0)


async def test_how_it_stands_after_ones_own_vote(acme: Core) -> None:
    """Whoever voted sees how it stands, in the answer that only they see; who takes it back does not."""
    poll = await make(acme, shown="voted")
    await presses(acme, poll, 1, person="U2")
    outcome = await acme.vote(poll, 0, answerable=True)
    assert outcome.answer is not None
    assert outcome.answer.text.splitlines()[:4] == [
        "Your vote for “Recipes” counts. Thank you!", "Which?", "Recipes: 1", "Live: 1",
    ]  # fmt: skip
    card = outcome.answer.poll
    assert card is not None
    assert (card.votable, card.counted, [each.votes for each in card.options]) == (False, True, [1, 1, 0])
    assert (await acme.vote(poll, 0, answerable=True)).answer is None


async def test_how_it_stands_in_a_toast(acme: Core) -> None:
    """Where a platform has only a sentence, it holds those who lead, as far as there is room."""
    poll = await make(acme, *(f"Option {number} {'🎉' * 15}" for number in range(5)), kind="multi", shown="voted")
    await presses(acme, poll, 3, person="U2")
    toast = await presses(acme, poll, 3)
    assert toast.splitlines()[1].startswith("Option 3")
    assert toast.splitlines()[1].endswith(": 2")
    assert 150 < len(toast.encode("utf-16-le")) / 2 <= 200
    await acme.do(lambda ctx: polls.close(ctx, poll))


@pytest.mark.parametrize("shown", ["live", "closed"])
async def test_no_answer_where_nothing_is_to_be_shown(acme: Core, shown: str) -> None:
    """A live poll shows it to everybody anyway, the other to nobody yet."""
    poll = await make(acme, shown=shown)
    outcome = await acme.vote(poll, 0, answerable=True)
    assert outcome.answer is None
    assert outcome.toast == "Your vote for “Recipes” counts. Thank you!"


async def link(bot: Core) -> tuple[int, int]:
    """Let somebody's accounts on Slack and Telegram be one, their votes too; return (kept, gone)."""
    met = [
        bot.read(lambda db, at=at: people.find(db, "acme", at)).id
        for at in (Address("slack", "U1"), Address("telegram", "T1"))
    ]
    kept, gone = met

    def job(ctx: Any) -> None:  # noqa: ANN401  # a context
        votes.merge_accounts(ctx.db, "acme", kept, gone, ctx.slot)
        links.link(ctx.db, kept, gone)

    await bot.do(job)
    return kept, gone


@pytest.mark.parametrize(
    ("slack", "telegram", "stands"),
    [
        ((0,), (1,), [0, 1, 0]),
        ((0, 0), (1,), [0, 1, 0]),
        ((0,), (1, 1), [0, 0, 0]),
        ((), (1,), [0, 1, 0]),
        ((0,), (), [1, 0, 0]),
    ],
    ids=["the newer one", "taken back before", "taken back after", "only theirs", "only its own"],
)
@pytest.mark.parametrize("kind", ["single", "multi", "ranked"])
async def test_linked_accounts_have_one_vote(
    acme: Core, kind: str, slack: tuple[int, ...], telegram: tuple[int, ...], stands: list[int]
) -> None:
    """Of two votes in an open poll the newer stands, the tally follows, and later votes go on from it."""
    poll, met = await make(acme, kind=kind), await make(acme)
    for person, platform, chosen in (("U1", "slack", slack), ("T1", "telegram", telegram)):
        await acme.vote(met, 0, person=person, platform=platform)
        for option in chosen:
            acme.clock.forward(timedelta(seconds=1))
            await acme.vote(poll, option, person=person, platform=platform)
    await link(acme)
    assert acme.results(poll) == (stands, sum(stands))
    assert acme.results(met) == ([1, 0, 0], 1)
    for option in [each for each, votes_ in enumerate(stands) if votes_] or [2]:
        await acme.vote(poll, option, person="T1", platform="telegram")
    assert acme.results(poll)[1] == (0 if sum(stands) else 1)
    assert acme.read(lambda db: sum(votes.rankings(db, poll).values())) == (kind == "ranked") * (not sum(stands))


async def test_closed_polls_keep_their_count(acme: Core) -> None:
    """What was counted at the close stays, whoever turns out to be one person."""
    both, theirs = await make(acme), await make(acme)
    await acme.vote(both, 0)
    for poll in (both, theirs):
        await acme.vote(poll, 1, person="T1", platform="telegram")
        await acme.do(lambda ctx, poll=poll: polls.close(ctx, poll))
    await link(acme)
    assert acme.results(both) == ([1, 1, 0], 2)
    assert acme.results(theirs) == ([0, 1, 0], 1)
    stands = acme.read(lambda db: votes.standing(db, theirs, "slack", ["U1"]))
    assert stands["U1"].options == [1]


async def test_linked_accounts_vote_side_by_side(acme: Core) -> None:
    """In one batch too, the later vote of the two changes the earlier one, whatever their networks' orders say."""
    met = await make(acme)
    for person, platform in (("U1", "slack"), ("T1", "telegram")):
        await acme.vote(met, 0, person=person, platform=platform)
    await link(acme)
    poll = await make(acme)
    pending = [
        acme.vote(poll, 0, order=900),
        acme.vote(poll, 1, order=5, person="T1", platform="telegram"),
        acme.vote(poll, 2, order=901),
    ]
    for each in pending:
        assert (await each).kind == "done"
    assert acme.results(poll) == ([0, 0, 1], 1)


async def test_after_ones_own_anonymous_vote(acme: Core) -> None:
    """The answer shows how it stands once enough people voted, and until then only how many did."""
    poll = await make(acme, visibility="anonymous", shown="voted")
    for number in range(3):
        await acme.vote(poll, 0, person=f"U{number}", secret=True)
    outcome = await acme.vote(poll, 0, person="U9", secret=True, answerable=True)
    card = outcome.answer.poll if outcome.answer else None
    assert card is not None
    assert (card.counted, card.voters_line) == (False, "4 people voted")
    assert outcome.toast == "Your vote for “Recipes” counts. Thank you!"
