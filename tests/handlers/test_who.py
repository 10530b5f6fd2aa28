"""Who chose what: for everybody, for the team, for nobody."""

from typing import Any

import pytest

from chat.events import Press
from chat.ports import Outcome
from handlers import polls
from storage.polls import Poll
from tests.handlers.test_kinds import make
from tests.support.core import BOSS, GROUP, Core


async def ask(bot: Core, poll: Poll, **fields: Any) -> Outcome:
    """Press the button that tells who chose what."""
    return await bot.happens(Press, data=f"who:{poll.id}", **{"answerable": True} | fields)


def lines(outcome: Outcome) -> list[str]:
    """Return what is answered."""
    assert outcome.answer is not None
    return outcome.answer.text.splitlines()


async def test_everybody_sees_who_chose_what(acme: Core) -> None:
    """Names stand with their option, over all networks; who took a vote back is not among them."""
    poll = await make(acme)
    await acme.vote(poll, 0, person="U1", name="Ada")
    await acme.vote(poll, 0, person="7", name="Bo", platform="telegram")
    for _ in range(2):
        await acme.vote(poll, 1, person="U3", name="Cy")
    outcome = await ask(acme, poll, person="U9")
    assert lines(outcome) == ["Recipes (2): Ada, Bo", "Live (0): –", "Tips (0): –"]
    assert outcome.answer is not None
    assert outcome.answer.title == "Who chose what: Which?"


async def test_a_ranked_poll_tells_first_places(acme: Core) -> None:
    """The bars count those too."""
    poll = await make(acme, kind="ranked")
    for option in (2, 0):
        await acme.vote(poll, option, name="Ada")
    assert lines(await ask(acme, poll)) == ["Recipes (0): –", "Live (0): –", "Tips (1): Ada"]


async def test_many_are_not_all_named(acme: Core) -> None:
    """Twenty names an option, then how many more; one line each whatever a name holds."""
    poll = await make(acme, kind="multi")
    for number in range(23):
        await acme.vote(poll, 0, person=f"U{number}", name=f"Person\n{number}")
    await acme.vote(poll, 1, person="U0")
    first, second, _ = lines(await ask(acme, poll))
    assert first == f"Recipes (23): {', '.join(f'Person {number}' for number in range(20))}, and 3 more"
    assert second == "Live (1): Person 0"


async def test_long_lists_grow_shorter(acme: Core) -> None:
    """What would not fit into one message names fewer people."""
    options = [f"{number} {'x' * 95}" for number in range(8)]
    poll = await make(acme, *options, kind="multi")
    for person in range(21):
        for option in range(8):
            await acme.vote(poll, option, person=f"U{person}", name=f"{person} {'y' * 60}")
    found = lines(await ask(acme, poll))
    assert len("\n".join(found)) <= 3_500
    assert [each.rpartition(", ")[2] for each in found] == ["and 16 more"] * 8


async def test_in_a_group_the_answer_comes_privately(acme: Core) -> None:
    """A Telegram group never reads it: the person is written to, or asked to open a chat first."""
    poll = await make(acme)
    await acme.vote(poll, 0, name="Ada")
    outcome = await ask(acme, poll, platform="telegram", person="7", answerable=False)
    assert (outcome.kind, outcome.answer) == ("done", None)
    letter = acme.letters("answer")[-1]
    assert letter.chat == "7"
    assert letter.payload["message"]["text"].startswith("Recipes (1): Ada")
    assert letter.payload["fallback"]["chat"] == GROUP


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        ({"visibility": "anonymous"}, "This poll is anonymous: nobody can see"),
        ({"visibility": "confidential"}, "Only the team can see"),
        ({"shown": "closed"}, "Who chose what is shown when the poll closes."),
        ({"shown": "voted"}, "Vote first, then you can see"),
    ],
    ids=["anonymous", "confidential", "at the close", "after one's own vote"],
)
async def test_who_may_not_know(acme: Core, rules: dict[str, Any], says: str) -> None:
    """The audience is told why not; the team sees all but the anonymous."""
    poll = await make(acme, **rules)
    outcome = await ask(acme, poll)
    assert outcome.kind == "refused"
    assert (outcome.toast or "").startswith(says)
    theirs = await ask(acme, poll, person=BOSS)
    assert theirs.kind == ("refused" if "anonymous" in says else "done")


@pytest.mark.parametrize("shown", ["closed", "voted"])
async def test_who_may_know_later(acme: Core, shown: str) -> None:
    """Each after their own vote, or everybody after the close."""
    poll = await make(acme, shown=shown)
    await acme.vote(poll, 0, name="Ada")
    if shown == "closed":
        await acme.do(lambda ctx: polls.close(ctx, poll))
    assert lines(await ask(acme, poll))[0] == "Recipes (1): Ada"


@pytest.mark.parametrize("data", ["who:nosuchid", "who:", "who:a:b"])
async def test_of_which_poll(acme: Core, data: str) -> None:
    """A button of a poll that is gone gets its sentence."""
    outcome = await acme.happens(Press, data=data, answerable=True)
    assert (outcome.kind, outcome.toast) == ("refused", "I can't find this poll any more.")
