"""Who has not voted: never a word of choices, and never of an anonymous poll."""

import pytest

from chat.events import Left, Message
from tests.support.core import BOSS, SQUARE, Core
from tests.support.results import answer, data_of, make, press
from tests.support.secrecy import anonymous, secretly


async def known(bot: Core, *people: str) -> None:
    """Let people be met in the audience."""
    for person in people:
        await bot.happens(Message, person=person, name=f"Name of {person}", message=f"m-{person}", text="hello")


async def test_they_are_named(acme: Core) -> None:
    """Those who have not voted or took it back, without the team and without those who left."""
    poll = await make(acme)
    await known(acme, "U1", "U2", "U3", "U4", BOSS)
    await acme.vote(poll, 0, person="U1")
    for _ in range(2):
        await acme.vote(poll, 1, person="U2")
    await acme.happens(Left, person="U4")
    shown = answer(await press(acme, f"missing:{poll.id}"))
    assert shown.title == "Not yet voted: Which next?"
    assert shown.text.splitlines() == ["Name of U2 (Slack)", "Name of U3 (Slack)"]
    assert data_of(shown) == []


async def test_many_are_named_page_by_page(acme: Core) -> None:
    """Thirty at a time, each once."""
    poll = await make(acme)
    await known(acme, *(f"U{number}" for number in range(65)))
    pages, data = [], f"missing:{poll.id}"
    while data:
        shown = answer(await press(acme, data))
        pages.append(shown.text.splitlines())
        data = next(iter(data_of(shown)), "")
    assert [len(page) for page in pages] == [30, 30, 5]
    assert len({line for page in pages for line in page}) == 65


async def test_everybody_voted(acme: Core) -> None:
    """Then that is said; so where the next page is empty by now."""
    poll = await make(acme)
    await acme.vote(poll, 0)
    assert answer(await press(acme, f"missing:{poll.id}")).text == "Everybody I know in your audience has voted."
    assert answer(await press(acme, f"missing:{poll.id}:9999")).text == "That's everybody."


async def test_names_are_one_line_each(acme: Core) -> None:
    """Whatever they hold; who has none goes by their id."""
    poll = await make(acme)
    for person, name in (("U1", "a\nb"), ("U2", "x" * 300), ("U3", "")):
        await acme.happens(Message, person=person, name=name, message=f"m-{person}", text="hello")
    lines = answer(await press(acme, f"missing:{poll.id}")).text.splitlines()
    assert [lines[0], lines[2]] == ["a b (Slack)", "U3 (Slack)"]
    assert len(lines[1]) < 80


async def test_never_of_an_anonymous_poll(acme: Core) -> None:
    """The sentence says why."""
    poll = await anonymous(acme)
    await secretly(acme, poll, 0)
    outcome = await press(acme, f"missing:{poll.id}")
    assert (outcome.kind, outcome.answer) == ("refused", None)
    assert (outcome.toast or "").startswith("This poll is anonymous")


@pytest.mark.parametrize("data", ["missing:{poll}", "missing:{poll}:0", "missing:nosuch", "missing:"])
async def test_others_are_told_nothing(acme: Core, data: str) -> None:
    """Only the team may know."""
    poll = await make(acme)
    outcome = await press(acme, data.format(poll=poll.id), chat=SQUARE, person="U1")
    assert (outcome.kind, outcome.answer) == ("refused", None)


@pytest.mark.parametrize("after", ["x", "-1", "9" * 30, "١", ""])
async def test_a_garbled_page_is_the_first(acme: Core, after: str) -> None:
    """Buttons come from outside."""
    poll = await make(acme)
    await known(acme, "U1")
    assert answer(await press(acme, f"missing:{poll.id}:{after}")).text == "Name of U1 (Slack)"
