"""The results of a poll: who may see them, what they say, and that the team gets them once when it has closed."""

from datetime import timedelta
from typing import Any

import pytest

from chat.ports import Outcome
from handlers import polls, reporting
from handlers.polls import changing
from tests.support.core import BOSS, GROUP, SQUARE, TEAM, Core
from tests.support.results import answer, data_of, drawn, explain, make, now, press
from tests.support.secrecy import anonymous, count_due, crowd, secretly
from tests.support.ticking import dues, strike, strike_all


@pytest.mark.parametrize(
    ("fields", "sees"),
    [
        pytest.param({}, True, id="in the team's chat"),
        pytest.param({"chat": SQUARE, "person": BOSS}, True, id="a manager in the audience"),
        pytest.param({"chat": SQUARE, "person": "U1"}, False, id="the audience"),
        pytest.param({"chat": "D1", "person": "U1", "private": True}, False, id="somebody in private"),
    ],
)
async def test_who_may_see_them(acme: Core, fields: dict[str, Any], sees: bool) -> None:
    """The team and its managers; others are told so politely."""
    poll = await make(acme, shown="closed")
    outcome = await press(acme, f"results:{poll.id}", **fields)
    assert (outcome.kind, outcome.answer is not None) == ("done" if sees else "refused", sees)
    assert sees or outcome.toast


def summary_of(outcome: Outcome) -> tuple[str, ...]:
    """Return what the card says the votes come to."""
    card = answer(outcome).poll
    assert card is not None
    return card.summary


async def test_they_are_counted_for_the_team_before_the_close(acme: Core) -> None:
    """What the audience may not see yet the team may; nobody can vote in them."""
    poll = await make(acme, shown="closed")
    await acme.vote(poll, 0)
    card = answer(await press(acme, f"results:{poll.id}")).poll
    assert card is not None
    assert (card.counted, card.votable, [each.votes for each in card.options]) == (True, False, [1, 0])


async def test_they_tell_who_took_part_and_where(acme: Core) -> None:
    """Voters of those reachable, by platform and by chat, and each option by platform."""
    poll = await make(acme)
    for person in ("U1", "U2"):
        await acme.vote(poll, 0, person=person)
    await acme.vote(poll, 1, person="7", platform="telegram")
    await acme.vote(poll, 1, person="9", platform="telegram", chat="9", private=True)
    for _ in range(2):  # a vote that was taken back
        await acme.vote(poll, 1, person="U3")
    shown = answer(await press(acme, f"results:{poll.id}"))
    assert shown.poll is not None
    assert list(shown.poll.summary) == [
        "4 of the 5 people I know in your audience have voted (80%).",
        "By platform: Slack 2, Telegram 2",
        f"By chat: slack:{SQUARE} 2, telegram:{GROUP} 1, in private 1",
        "Recipes: Slack 2",
        "Live: Telegram 2",
    ]
    assert all(line in shown.text for line in shown.poll.summary)


async def test_of_an_anonymous_poll_they_tell_only_who_took_part(acme: Core) -> None:
    """Participation by platform and chat, but no choice by platform, and no number before there are enough."""
    poll = await anonymous(acme)
    for number in range(3):
        await secretly(acme, poll, 0, person=f"U{number}")
    await explain(acme, poll, "Because")
    shown = answer(await press(acme, f"results:{poll.id}"))
    assert shown.poll is not None
    assert not shown.poll.counted
    assert list(shown.poll.summary) == ["3 of the 3 people I know in your audience have voted (100%)."]
    await secretly(acme, poll, 1, person="7", platform="telegram", chat=GROUP)
    for start in (10, 20):
        await crowd(acme, poll, range(start, start + 6))
        await count_due(acme)
    shown = answer(await press(acme, f"results:{poll.id}"))
    assert shown.poll is not None
    assert shown.poll.counted
    assert shown.poll.summary[1] == "By platform: Slack 15, Telegram 1"
    assert "“Because”" not in shown.poll.summary
    assert not any(line.startswith(("Recipes:", "Live:")) for line in shown.poll.summary)
    assert "missing:" not in " ".join(data_of(shown))
    await acme.do(lambda ctx: polls.close(ctx, now(acme, poll)))
    shown = answer(await press(acme, f"results:{poll.id}"))
    assert shown.poll is not None
    assert "“Because”" in shown.poll.summary


async def test_reasons_are_quoted(acme: Core) -> None:
    """Five of them, long ones shortened and on one line, and how many more there are."""
    poll = await make(acme, why=True)
    for number in range(7):
        await explain(acme, poll, f"{number}\n" + "x" * 500, number=number)
    summary = summary_of(await press(acme, f"results:{poll.id}"))
    quoted = summary[summary.index("Why, in their own words:") + 1 :]
    assert [line[:4] for line in quoted[:5]] == [f"“{number} x" for number in range(5)]
    assert max(map(len, quoted)) < 150
    assert quoted[5] == "2 more in the CSV"


async def test_ranked_polls_tell_first_places(acme: Core) -> None:
    """By platform, as the bars do, beside the run-off."""
    poll = await make(acme, "Recipes", "Live", "Tips", kind="ranked")
    for option in (2, 0):
        await acme.vote(poll, option, person="U1")
    await acme.vote(poll, 0, person="7", platform="telegram")
    summary = summary_of(await press(acme, f"results:{poll.id}"))
    assert summary[-2:] == ("Recipes: Telegram 1", "Tips: Slack 1")
    assert len(summary) > 4


async def test_buttons_fit_the_state(acme: Core) -> None:
    """An open poll can be closed and edited, a closed one opened again, an anonymous one not."""
    poll = await make(acme)
    words = [data.partition(":")[0] for data in data_of(answer(await press(acme, f"results:{poll.id}")))]
    assert words == ["close", "edit", "clone", "delete", "csv", "missing", "results"]
    await acme.do(lambda ctx: polls.close(ctx, poll))
    words = [data.partition(":")[0] for data in data_of(answer(await press(acme, f"results:{poll.id}")))]
    assert words == ["reopen", "clone", "delete", "csv", "missing", "results"]
    secret = await anonymous(acme)
    await acme.do(lambda ctx: polls.close(ctx, now(acme, secret)))
    words = [data.partition(":")[0] for data in data_of(answer(await press(acme, f"results:{secret.id}")))]
    assert words == ["clone", "delete", "csv", "results"]


async def test_where_no_picture_can_be_shown_they_can_be_posted(acme: Core) -> None:
    """The private answer has no picture; its button posts the card with one into the team's chat."""
    poll = await make(acme)
    await acme.vote(poll, 0)
    shown = answer(await press(acme, f"results:{poll.id}"))
    assert (shown.chart, data_of(shown)[-1]) == (None, f"results:{poll.id}:post")
    outcome = await press(acme, f"results:{poll.id}:post")
    assert outcome.toast == "The results are on their way to the team's chat."
    (letter,) = acme.letters("poll-results")
    assert (letter.platform, letter.chat) == ("slack", TEAM)
    await acme.vote(poll, 0, person="U2")
    message = drawn(acme, letter)
    assert message.poll is not None
    assert message.poll.voters == 2
    assert reporting.picture(message.chart or {}).startswith(b"\x89PNG")


async def test_a_private_letter_has_the_picture(acme: Core) -> None:
    """Telegram shows no answers, so the person is written to."""
    poll = await make(acme)
    await press(acme, f"results:{poll.id}", platform="telegram", chat="77", person="77", private=True, answerable=False)
    (letter,) = acme.letters("answer")
    assert (letter.platform, letter.chat) == ("telegram", "77")
    chart = letter.payload["message"]["chart"]
    assert (chart["kind"], [bar["label"] for bar in chart["bars"]]) == ("poll", ["Recipes", "Live"])
    assert letter.payload["message"]["chart_alt"] == "Bars for “Which next?”: Recipes 0%, Live 0%"


async def test_unknown_and_deleted_polls_have_none(acme: Core) -> None:
    """A sentence says that the poll is gone, and a letter that waits says nothing any more."""
    poll = await make(acme)
    await press(acme, f"results:{poll.id}:post")
    await acme.do(lambda ctx: changing.delete(ctx, poll))
    for data in (f"results:{poll.id}", "results:nosuch", "results:", "results:nosuch:post"):
        assert (await press(acme, data)).toast == "I can't find this poll any more."
    (letter,) = acme.letters("poll-results")
    with pytest.raises(AssertionError):
        drawn(acme, letter)


async def test_the_team_gets_them_once_at_the_close(acme: Core) -> None:
    """However often the clock ticks; opened and closed again, there is something new to tell."""
    poll = await make(acme)
    assert await strike_all(acme, "results") == 0
    await acme.do(lambda ctx: polls.close(ctx, poll))
    (due,) = dues(acme, "results")
    await strike(acme, due, due)
    assert await strike_all(acme, "results") == 0
    (letter,) = acme.letters("poll-results")
    assert (letter.platform, letter.chat, letter.payload) == ("slack", TEAM, {"poll": poll.id})
    acme.clock.forward(timedelta(hours=1))
    await acme.do(lambda ctx: changing.reopen(ctx, now(acme, poll)))
    assert await strike_all(acme, "results") == 0
    await acme.do(lambda ctx: polls.close(ctx, now(acme, poll)))
    assert await strike_all(acme, "results") == 1
    assert len(acme.letters("poll-results")) == 2


async def test_nothing_is_posted_of_what_was_deleted_or_closed_long_ago(acme: Core) -> None:
    """Taking a poll back is not closing it; after a day the results are no news."""
    gone, old, back = [await make(acme, question=question) for question in ("Gone?", "Old?", "Back?")]
    await acme.do(lambda ctx: changing.delete(ctx, gone))
    await acme.do(lambda ctx: polls.close(ctx, old))
    assert [due.subject for due in dues(acme, "results")] == [old.id]
    acme.clock.forward(timedelta(days=1, seconds=1))
    assert dues(acme, "results") == []
    await acme.do(lambda ctx: polls.close(ctx, back))
    (due,) = dues(acme, "results")
    await acme.do(lambda ctx: changing.reopen(ctx, now(acme, back)))
    await strike(acme, due)
    assert acme.letters("poll-results") == []


@pytest.mark.parametrize(
    ("kind", "line"), [("rating", "Average: Slack 4.5, Telegram 2"), ("nps", "NPS: Slack -100, Telegram -100")]
)
async def test_scales_tell_what_they_come_to(acme: Core, kind: str, line: str) -> None:
    """By platform, in one line."""
    poll = await make(acme, kind=kind)
    for person, option in (("U1", 4), ("U2", 3)):
        await acme.vote(poll, option, person=person)
    await acme.vote(poll, 1, person="7", platform="telegram")
    assert summary_of(await press(acme, f"results:{poll.id}"))[-1] == line
