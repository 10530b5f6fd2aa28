"""Options that voters add: capped, never twice, and allowed by the team where it wants to be asked."""

import asyncio
from typing import Any

import pytest

from chat.events import Command, Filled, Message, Press
from chat.i18n import words
from chat.messages import Message as Said
from chat.messages import read_vote
from chat.polls import Adding, Rules, Spec
from chat.ports import Outcome
from handlers import polls
from handlers.polls.adding import similar
from storage import polls as stored
from storage.polls import Poll
from tests.support.clock import NOON
from tests.support.core import GROUP, Core, core

SAY = words("en")


async def made(bot: Core, adding: Adding = "anybody", *options: str, **rules: Any) -> Poll:
    """Make a poll to which options can be added."""
    own = options or ("Recipes", "Live show")
    spec = Spec(question="Which next?", options=own, rules=Rules(adding=adding, **rules))
    poll: Poll = await bot.do(lambda ctx: polls.create(ctx, "acme", spec))
    return poll


def now(bot: Core, poll: Poll) -> Poll:
    """Return the poll as it is now."""
    found: Poll | None = bot.read(lambda db: stored.find(db, poll.id))
    assert found is not None
    return found


def seen(bot: Core, poll: Poll) -> list[str]:
    """Return the options to be seen."""
    found = now(bot, poll)
    return [found.options[each] for each in found.seen]


async def add(bot: Core, poll: Poll, text: str, person: str = "U1") -> Outcome:
    """Fill in the form."""
    return await bot.happens(
        Filled, form=f"add:{poll.id}", values={"option": text}, person=person, name="Ada", answerable=True
    )


def told(outcome: Outcome) -> Said:
    """Return the answer."""
    assert outcome.answer is not None
    return outcome.answer


async def test_a_voter_adds_an_option(acme: Core) -> None:
    """It is there at once, with a button to vote for it, and without a vote."""
    poll = await made(acme)
    opened = await acme.happens(Press, data=f"add:{poll.id}", answerable=True, formable=True)
    assert opened.form is not None
    assert opened.form.data == f"add:{poll.id}"
    answer = told(await add(acme, poll, "  More   quiz "))
    assert answer.text == SAY("poll-add-added", option="More quiz")
    assert read_vote(answer.buttons[0][0].data) == (poll.id, 2, False)
    assert acme.results(now(acme, poll)) == ([0, 0, 0], 0)
    assert now(acme, poll).revision == 1


@pytest.mark.parametrize(
    ("text", "key"),
    [("", "poll-text-empty"), ("\u200b", "poll-text-empty"), ("x" * 101, "poll-option-long")],
)
async def test_what_cannot_be_added_is_said_at_its_field(acme: Core, text: str, key: str) -> None:
    """The form stays open."""
    poll = await made(acme)
    assert (await add(acme, poll, text)).errors == {"option": SAY(key, most=100)}


async def test_what_is_there_is_to_be_voted_for(acme: Core) -> None:
    """Nothing is twice in a poll, however it is written."""
    poll = await made(acme)
    answer = told(await add(acme, poll, "RECIPES"))
    assert answer.text == SAY("poll-add-there", option="Recipes")
    assert read_vote(answer.buttons[0][0].data) == (poll.id, 0, False)
    assert seen(acme, poll) == ["Recipes", "Live show"]


async def test_two_people_add_the_same_at_once(acme: Core, migrated_url: str) -> None:
    """One adds it, the other is shown that it is there, whichever process serves them."""
    poll = await made(acme)
    async with core(migrated_url) as other:
        both = await asyncio.gather(add(acme, poll, "Quiz", "U1"), add(other, poll, "Quiz", "U2"))
    assert {told(each).text for each in both} == {
        SAY("poll-add-added", option="Quiz"),
        SAY("poll-add-there", option="Quiz"),
    }
    assert seen(acme, poll) == ["Recipes", "Live show", "Quiz"]


@pytest.mark.parametrize(
    ("text", "near"),
    [("Recipe", 0), ("show live", 1), ("Live shows!", 1), ("Live quiz", None), ("Quiz", None), ("レシピ", None)],
)
def test_what_is_much_alike(text: str, near: int | None) -> None:
    """Nearly the same letters, or the same words in another order."""
    poll = Poll(id="p", brand="acme", question="?", options=["Recipes", "Live show"], created_at=NOON)
    assert similar(poll, text) == near


async def test_what_is_much_alike_is_offered_instead(acme: Core) -> None:
    """Whoever means something else adds it all the same, once."""
    poll = await made(acme)
    answer = told(await add(acme, poll, "Recipe"))
    (instead,), (anyway,) = answer.buttons
    assert (read_vote(instead.data), anyway.data) == ((poll.id, 0, False), f"add:{poll.id}:anyway")
    assert seen(acme, poll) == ["Recipes", "Live show"]
    other = await acme.happens(Press, data=anyway.data, person="U2", answerable=True)
    assert other.toast == SAY("button-old")
    await acme.happens(Message, message="5", text="Hello all")
    added = await acme.happens(Press, data=anyway.data, answerable=True)
    assert told(added).text == SAY("poll-add-added", option="Recipe")
    assert (await acme.happens(Press, data=anyway.data, answerable=True)).toast == SAY("button-old")
    assert [line.kind for line in acme.lines()] == ["poll", "message"]


async def test_each_person_has_a_cap(acme: Core) -> None:
    """What the team declined counts, too."""
    poll = await made(acme)
    for text in ("Quiz", "Tour"):
        await add(acme, poll, text)
    full = SAY("poll-add-cap", most=2)
    assert (await add(acme, poll, "News")).errors == {"option": full}
    assert (await acme.happens(Press, data=f"add:{poll.id}", answerable=True, formable=True)).toast == full
    assert told(await add(acme, poll, "News", "U2")).text == SAY("poll-add-added", option="News")


async def test_a_poll_has_a_cap(acme: Core) -> None:
    """What fits into a message on all platforms."""
    poll = await made(acme, "anybody", *(f"{number * 1111}" for number in range(1, 10)))
    texts = ["Apples", "Bridges", "Clouds", "Drums", "Eagles", "Forests", "Gold", "Houses", "Islands", "Jazz", "Kites"]
    for number, text in enumerate(texts):
        assert told(await add(acme, poll, text, f"U{number}")).text == SAY("poll-add-added", option=text)
    assert (await add(acme, poll, "Lemons", "U99")).errors == {"option": SAY("poll-options-full", most=20)}
    assert len(seen(acme, poll)) == 20


async def test_where_nothing_can_be_added(acme: Core) -> None:
    """The creator did not want it, or the poll has closed."""
    fixed, closed = await made(acme, "nobody"), await made(acme)
    await acme.do(lambda ctx: polls.close(ctx, closed))
    assert (await acme.happens(Press, data=f"add:{fixed.id}", formable=True)).toast == SAY("poll-no-adding")
    assert (await acme.happens(Press, data=f"add:{closed.id}", formable=True)).toast == SAY("poll-closed-no-adding")
    assert (await add(acme, closed, "Quiz")).kind == "refused"
    assert (await acme.happens(Press, data="add:gone", formable=True)).toast == SAY("poll-gone")


PRIVATE: dict[str, Any] = {"platform": "telegram", "chat": "5", "person": "5", "private": True}


async def test_a_group_leads_to_the_private_chat(acme: Core) -> None:
    """There the bot asks, and the next message is the answer; it is in no ledger."""
    poll = await made(acme)
    pressed = await acme.happens(Press, data=f"add:{poll.id}", platform="telegram", person="5")
    assert pressed.door == f"add_{poll.id}"
    await acme.happens(Command, command="start", text=pressed.door, **PRIVATE)
    assert acme.letters()[-1].payload["message"]["ask"]
    await acme.happens(Message, message="1", text="x" * 101, **PRIVATE)
    assert acme.last_text() == SAY("poll-option-long", most=100)
    await acme.happens(Message, message="2", text="Quiz", **PRIVATE)
    assert acme.last_text() == SAY("poll-add-added", option="Quiz")
    assert seen(acme, poll) == ["Recipes", "Live show", "Quiz"]
    assert acme.lines("message") == []


async def test_who_thinks_better_of_it_sends_a_dash(acme: Core) -> None:
    """Nothing is added, and the next message is a message."""
    poll = await made(acme)
    await acme.happens(Press, data=f"add:{poll.id}", **PRIVATE)
    await acme.happens(Message, message="1", text="-", **PRIVATE)
    await acme.happens(Message, message="2", text="Hello", **PRIVATE)
    assert seen(acme, poll) == ["Recipes", "Live show"]
    assert [line.data["text"] for line in acme.lines("message")] == ["Hello"]


async def test_a_reply_to_the_poll_adds(acme: Core) -> None:
    """`/add Quiz` under a poll's message; without a poll or a text it says how."""
    poll = await made(acme)
    await acme.arrive_all()
    (posted,) = [each.message for each in acme.letters("poll") if each.platform == "telegram"]
    typed: dict[str, Any] = {"platform": "telegram", "person": "5", "command": "add", "message": "40"}
    await acme.happens(Command, text="Quiz", reply_to=posted, **typed)
    assert (acme.letters()[-1].reply_to, acme.letters()[-1].chat) == ("40", GROUP)
    assert seen(acme, poll) == ["Recipes", "Live show", "Quiz"]
    for wrong in ({"text": "Tour"}, {"text": "", "reply_to": posted}, {"text": "Tour", "reply_to": "999"}):
        assert (await acme.happens(Command, **typed | wrong)).toast == SAY("poll-add-how")
