"""What the team says to options that voters propose."""

from typing import Any

import pytest

from chat.events import Command, Message, Press, Vote
from chat.messages import read_vote
from chat.ports import Outcome
from handlers.polls import changing
from storage.polls import Poll
from tests.handlers.test_adding import SAY, add, made, now, seen, told
from tests.support.core import TEAM, Core


async def proposed(bot: Core, poll: Poll, text: str, person: str = "U1") -> list[str]:
    """Propose an option; return the data of the team's buttons."""
    assert told(await add(bot, poll, text, person)).text == SAY("poll-add-proposed", option=text)
    note = bot.letters("note")[-1]
    assert note.chat == TEAM
    return [each["data"] for row in note.payload["message"]["buttons"] for each in row]


async def decide(bot: Core, data: str, **fields: Any) -> Outcome:
    """Press one of the team's buttons."""
    return await bot.happens(Press, data=data, message="77", **{"chat": TEAM, "person": "U7"} | fields)


async def test_the_team_allows(acme: Core) -> None:
    """Until then nobody sees the option; its person is told, and the question is answered in its place."""
    poll = await made(acme, "approved")
    allow, decline = await proposed(acme, poll, "Quiz")
    assert (seen(acme, poll), now(acme, poll).revision) == (["Recipes", "Live show"], 0)
    assert "Ada would like to add “Quiz”" in acme.last_text()
    assert (await acme.vote(poll, 2)).kind == "refused"
    await decide(acme, allow)
    assert (seen(acme, poll), now(acme, poll).revision) == (["Recipes", "Live show", "Quiz"], 1)
    answer, edit = acme.letters()[-2:]
    assert (answer.chat, answer.payload["message"]["text"]) == (
        "U1",
        SAY("decided-told-allowed", option="Quiz", question="Which next?"),
    )
    assert (edit.action, edit.target, edit.payload["message"]) == ("edit", "77", {"text": "“Quiz” is in the poll now."})
    assert (await decide(acme, decline)).toast == SAY("poll-decided")
    assert (await acme.vote(poll, 2)).kind == "done"


async def test_the_team_declines(acme: Core) -> None:
    """It stays out, for whoever tries again; and it was one of the person's two."""
    poll = await made(acme, "approved")
    _allow, decline = await proposed(acme, poll, "Quiz")
    assert told(await add(acme, poll, "quiz", "U2")).text == SAY("poll-add-waiting", option="Quiz")
    await decide(acme, decline)
    assert seen(acme, poll) == ["Recipes", "Live show"]
    assert (await add(acme, poll, "quiz", "U2")).errors == {"option": SAY("poll-add-taken-out")}
    await proposed(acme, poll, "Tour")
    assert (await add(acme, poll, "News")).errors == {"option": SAY("poll-add-cap", most=2)}


async def test_what_the_team_put_there_itself_is_not_allowed_too(acme: Core) -> None:
    """Two options that read the same would split the votes; the question stays, to be declined."""
    poll = await made(acme, "approved")
    allow, decline = await proposed(acme, poll, "Quiz")
    await acme.do(lambda ctx: changing.revise(ctx, poll, renamed={1: "quiz"}))
    assert (await decide(acme, allow)).toast == SAY("poll-option-twice")
    assert seen(acme, poll) == ["Recipes", "quiz"]
    assert (await decide(acme, decline)).kind == "done"


async def test_the_team_finds_it_the_same(acme: Core) -> None:
    """Its person is led to the option that says the same."""
    poll = await made(acme, "approved")
    await add(acme, poll, "Recipe")
    await acme.happens(Press, data=f"add:{poll.id}:anyway", answerable=True)
    note = acme.letters("note")[-1].payload["message"]
    assert note["buttons"][1][0]["label"] == "Same as “Recipes”"
    await decide(acme, note["buttons"][1][0]["data"])
    answer = acme.letters("answer")[-1].payload["message"]
    assert read_vote(answer["buttons"][0][0]["data"]) == (poll.id, 0, False)
    assert seen(acme, poll) == ["Recipes", "Live show"]


@pytest.mark.parametrize("data", ["allow:{}:9", "allow:{}:", "allow:{}", "merge:{}:2:9", "decline:{}:x"])
async def test_a_decision_about_nothing_is_refused(acme: Core, data: str) -> None:
    """Old or made-up buttons change nothing."""
    poll = await made(acme, "approved")
    await proposed(acme, poll, "Quiz")
    assert (await decide(acme, data.format(poll.id))).kind == "refused"
    assert seen(acme, poll) == ["Recipes", "Live show"]


async def test_only_the_team_decides(acme: Core) -> None:
    """Whoever proposes an option does not allow it."""
    poll = await made(acme, "approved")
    allow, _decline = await proposed(acme, poll, "Quiz")
    assert (await decide(acme, allow, chat="C-square", person="U1")).toast == SAY("poll-not-for-you")
    assert seen(acme, poll) == ["Recipes", "Live show"]


async def test_what_the_team_adds_needs_no_permission(acme: Core) -> None:
    """It would ask itself."""
    poll = await made(acme, "approved")
    await acme.happens(Message, chat=TEAM, person="U8", message="1", text="hello")
    assert told(await add(acme, poll, "Quiz", "U8")).text == SAY("poll-add-added", option="Quiz")


async def test_telegram_is_told_only_where_it_may_be(acme: Core) -> None:
    """Who never opened a chat with the bot cannot be written to."""
    poll = await made(acme, "approved")
    await acme.arrive_all()
    (posted,) = [each.message for each in acme.letters("poll") if each.platform == "telegram"]
    typed: dict[str, Any] = {"platform": "telegram", "person": "5", "command": "add", "message": "40"}
    await acme.happens(Command, text="Quiz", reply_to=posted, **typed)
    await decide(acme, f"allow:{poll.id}:2")
    assert [each for each in acme.letters("answer") if each.platform == "telegram"] == []


async def test_an_added_option_is_voted_for_by_its_button(acme: Core) -> None:
    """The button in the answer is like those under the poll."""
    poll = await made(acme)
    button = told(await add(acme, poll, "Quiz")).buttons[0][0]
    chosen = read_vote(button.data)
    assert chosen is not None
    await acme.happens(Vote, poll=chosen[0], options=(chosen[1],), toggle=True)
    assert acme.results(now(acme, poll)) == ([0, 0, 1], 1)
