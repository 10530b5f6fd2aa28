"""`/polls`: what runs, what is planned with its next run, what there was, page by page."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chat.messages import Message
from handlers import polls
from storage import plans as stored
from tests.support.core import BOSS, GROUP, SQUARE, Core
from tests.support.planning import MONDAY, plan
from tests.support.results import answer, command, data_of, make, now, press

MANAGER_OF_BOTH = {"platform": "telegram", "person": "77", "chat": "77", "private": True}


@pytest.mark.parametrize(
    ("fields", "sees"),
    [
        pytest.param({}, True, id="in the team's chat"),
        pytest.param({"chat": SQUARE, "person": BOSS}, True, id="a manager in the audience"),
        pytest.param({"chat": "", "person": BOSS}, True, id="a manager on the bot's page"),
        pytest.param({"chat": SQUARE, "person": "U1"}, False, id="the audience"),
        pytest.param({"chat": "D1", "person": "U1", "private": True}, False, id="somebody in private"),
        pytest.param({"chat": SQUARE, "person": None}, False, id="nobody"),
    ],
)
@pytest.mark.parametrize("name", ["polls", "content"])
async def test_who_may_see_it(acme: Core, name: str, fields: dict[str, Any], sees: bool) -> None:
    """The team and its managers; others are told so politely, and nothing is put into the chat for it."""
    outcome = await command(acme, name, **fields)
    assert (outcome.kind, outcome.answer is not None) == ("done" if sees else "refused", sees)
    assert sees or "for the brand's team" in (outcome.toast or "")
    assert acme.letters() == []


async def test_it_is_empty_at_first(acme: Core) -> None:
    """Then it says how to begin."""
    shown = answer(await command(acme, "polls"))
    assert shown.text == "No polls yet. Press New poll to ask your audience something."
    assert data_of(shown) == ["make:new"]


async def test_all_three_kinds_are_listed(acme: Core) -> None:
    """Running ones with their votes and end, planned ones with next run, time and chats, past ones with their close."""
    past = await make(acme, question="Past?")
    await acme.vote(past, 0)
    await acme.do(lambda ctx: polls.close(ctx, past))
    later = await plan(acme, rule=MONDAY)
    running = await make(acme, question="Now?")
    shown = answer(await command(acme, "polls"))
    assert shown.title == "Polls: Acme"
    lines = shown.text.splitlines()
    assert lines[:2] == ["Running", "1. Now? (0 votes)"]
    assert lines[3] == "Planned"
    assert lines[4].startswith("2. “Which next?” goes out every Monday at 09:00 (Europe/Riga). Next: 09/11/2026, 09:00")
    assert lines[4].endswith(f"Goes to slack:{SQUARE}, telegram:{GROUP}, webchat:plaza.")
    assert lines[6:] == ["Past", "3. Past? (1 vote, closed 04/11/2026, 13:00)"]
    assert data_of(shown) == [
        f"results:{running.id}",
        f"plan:now:{later.id}",
        f"plan:delete:{later.id}",
        f"results:{past.id}",
        "make:new",
    ]


async def test_a_time_is_told_in_the_brands_zone(acme: Core) -> None:
    """A plan of once too, and the end of a poll that runs."""
    await plan(acme, at=datetime(2026, 11, 5, 8, tzinfo=UTC))
    assert "05/11/2026, 09:00" in answer(await command(acme, "polls")).text


async def test_a_deleted_plan_is_not_listed(acme: Core) -> None:
    """Nothing more of it comes (complaint 6)."""
    made = await plan(acme, rule=MONDAY)
    await acme.do(lambda ctx: stored.delete(ctx.db, made.id, ctx.now))
    assert answer(await command(acme, "polls")).text.startswith("No polls yet.")


def numbers(shown: Message) -> list[int]:
    """Return the numbers that the page gives to polls."""
    heads = (line.partition(".")[0] for line in shown.text.splitlines())
    return [int(head) for head in heads if head.isdigit()]


async def test_many_are_turned_page_by_page(acme: Core) -> None:
    """Eight on a page, newest first, with numbers that go on; a page that is not there is the last one."""
    for number in range(19):
        await make(acme, question=f"Poll {number:02}?")
        acme.clock.forward(timedelta(seconds=1))
    first = answer(await command(acme, "polls"))
    assert (numbers(first), "Poll 18?" in first.text) == (list(range(1, 9)), True)
    assert first.text.endswith("Page 1 of 3")
    assert data_of(first)[-2:] == ["polls:1:acme", "make:new"]
    second = answer(await press(acme, "polls:1:acme"))
    assert numbers(second) == list(range(9, 17))
    assert data_of(second)[-3:] == ["polls:0:acme", "polls:2:acme", "make:new"]
    for data in ("polls:2:acme", "polls:2", "polls:99:acme"):
        assert numbers(answer(await press(acme, data))) == [17, 18, 19]
    for data in ("polls:", "polls", "polls:-1:acme", "polls:x", "polls:" + "9" * 40):
        assert numbers(answer(await press(acme, data))) == list(range(1, 9))
    assert (await press(acme, "polls:0:nosuch")).kind == "refused"


async def test_long_questions_fit(acme: Core) -> None:
    """A full page of the longest questions is one message everywhere, its buttons have labels of one line."""
    for number in range(8):
        await make(acme, question=f"{number} " + "שאלה ארוכה " * 26)
    shown = answer(await command(acme, "polls"))
    assert len(shown.text) < 2_000
    assert max(len(button.label) for row in shown.buttons for button in row) < 50
    assert len(now(acme, await make(acme)).question) > 0


@pytest.mark.parametrize(("name", "title"), [("polls", "Polls: "), ("content", "What to make next: ")])
async def test_of_several_brands_one_is_asked_for(both: Core, name: str, title: str) -> None:
    """Where it is not clear which is meant buttons ask; a press answers, for one's own brands only."""
    asked = answer(await command(both, name, **MANAGER_OF_BOTH))
    assert len(data_of(asked)) == 2
    for data, brand in zip(data_of(asked), ("Zest", "Acme"), strict=True):
        shown = answer(await press(both, data, **MANAGER_OF_BOTH, language="en"))
        assert shown.title == title + brand
    foreign = data_of(asked)[0]
    assert (await press(both, foreign, person=BOSS, chat=SQUARE)).kind == "refused"
