"""Polls that change while people vote: votes follow their options, and messages follow their polls."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chat.errors import UserError
from chat.events import Press
from chat.i18n import words
from chat.polls import Rules, Spec
from handlers import polls
from handlers.polls import changing
from storage import poll_posts
from storage import polls as stored
from storage.outbox import Letter
from storage.polls import Poll
from tests.support.core import GROUP, TEAM, Core

SAY = words("en")


async def made(core: Core, *options: str, **rules: Any) -> Poll:
    """Make a poll by its rules."""
    spec = Spec(question="Which next?", options=options or ("Recipes", "Live", "News"), rules=Rules(**rules))
    poll: Poll = await core.do(lambda ctx: polls.create(ctx, "acme", spec))
    return poll


async def revise(core: Core, poll: Poll, **changes: Any) -> bool:
    """Change a poll."""
    changed: bool = await core.do(lambda ctx: changing.revise(ctx, poll, **changes))
    return changed


def now(core: Core, poll: Poll) -> Poll:
    """Return the poll as it is now."""
    found: Poll | None = core.read(lambda db: stored.find(db, poll.id))
    assert found is not None
    return found


def standing(core: Core, poll: Poll) -> dict[str, int]:
    """Return the votes of the options that are seen."""
    found = core.read(lambda db: polls.results_json(db, now(core, poll)))
    return {option["text"]: option["votes"] for option in found["options"]}


async def press(core: Core, data: str, **fields: Any) -> str | None:
    """Press a button in the team's chat; return what is told at once."""
    return (await core.happens(Press, data=data, **{"chat": TEAM, "person": "U7"} | fields)).toast


def telegram(core: Core) -> list[Letter]:
    """Return the letters that wait for Telegram."""
    return [letter for letter in core.letters(state="queued") if letter.platform == "telegram"]


async def test_votes_follow_their_option(acme: Core) -> None:
    """Renamed, taken out, brought back: an option keeps its votes, and what is new begins with none."""
    poll = await made(acme)
    for person, option in (("U1", 0), ("U2", 0), ("U3", 1)):
        await acme.vote(poll, option, person=person)
    assert await revise(acme, poll, renamed={0: " More  recipes "}, added=["Quiz"])
    assert standing(acme, poll) == {"More recipes": 2, "Live": 1, "News": 0, "Quiz": 0}
    assert await revise(acme, poll, removed=[0])
    assert standing(acme, poll) == {"Live": 1, "News": 0, "Quiz": 0}
    assert await revise(acme, poll, added=["MORE recipes"])
    assert standing(acme, poll) == {"MORE recipes": 2, "Live": 1, "News": 0, "Quiz": 0}
    assert now(acme, poll).revision == 3


async def test_what_was_taken_out_is_not_voted_for(acme: Core) -> None:
    """An old button says so, and the vote for what is left counts."""
    poll = await made(acme)
    await revise(acme, poll, removed=[2])
    assert (await acme.vote(poll, 2)).toast == SAY("button-old")
    assert (await acme.vote(poll, 1)).kind == "done"
    assert standing(acme, poll) == {"Recipes": 0, "Live": 1}


async def test_votes_go_on_after_a_reopening(acme: Core) -> None:
    """What was chosen before the close stands, and can be changed."""
    poll = await made(acme)
    await acme.vote(poll, 0)
    await acme.do(lambda ctx: polls.close(ctx, poll))
    assert await acme.do(lambda ctx: changing.reopen(ctx, poll))
    assert not await acme.do(lambda ctx: changing.reopen(ctx, poll))
    await acme.vote(poll, 1, person="U2")
    await acme.vote(poll, 1)
    assert standing(acme, poll) == {"Recipes": 0, "Live": 2, "News": 0}


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"question": " "}, "poll-text-empty"),
        ({"question": "Q" * 301}, "poll-question-long"),
        ({"renamed": {0: "\u200b"}}, "poll-text-empty"),
        ({"renamed": {0: "live"}}, "poll-option-twice"),
        ({"added": ["Live"]}, "poll-option-twice"),
        ({"added": ["x" * 101]}, "poll-option-long"),
        ({"added": ["Quiz", "QUIZ"]}, "poll-option-twice"),
        ({"added": [f"New {number}" for number in range(18)]}, "poll-options-full"),
        ({"removed": [0, 1]}, "poll-options-few"),
        ({"removed": [7]}, "button-old"),
        ({"renamed": {7: "x"}}, "button-old"),
    ],
)
async def test_what_cannot_be_changed(acme: Core, changes: Mapping[str, Any], key: str) -> None:
    """Each has its sentence, and nothing is half done."""
    poll = await made(acme)
    with pytest.raises(UserError) as refused:
        await revise(acme, poll, **changes)
    assert refused.value.key == key
    assert SAY(key, **refused.value.args_of_text)
    assert now(acme, poll) == poll


async def test_the_end_can_be_moved(acme: Core) -> None:
    """Later, away, not into the past and not out of sight; the reminder moves with it."""
    poll = await made(acme, remind=True)
    assert not await revise(acme, poll, closes_at=None)
    late = acme.clock.now() + timedelta(days=4)
    assert await revise(acme, poll, closes_at=late)
    assert now(acme, poll).closes_at == late
    assert (now(acme, poll).remind_at or late) < late
    assert await revise(acme, poll, closes_at=None)
    assert (now(acme, poll).closes_at, now(acme, poll).remind_at) == (None, None)
    for moment, key in ((timedelta(0), "poll-end-past"), (timedelta(days=367), "poll-end-far")):
        with pytest.raises(UserError, match=key):
            await revise(acme, poll, closes_at=acme.clock.now() + moment)


async def test_only_open_polls_change(acme: Core) -> None:
    """A closed one is reopened first, a deleted one is gone."""
    poll = await made(acme)
    await acme.do(lambda ctx: polls.close(ctx, poll))
    with pytest.raises(UserError, match="poll-closed-no-change"):
        await revise(acme, poll, question="New?")
    await acme.do(lambda ctx: changing.delete(ctx, poll))
    with pytest.raises(UserError, match="poll-gone"):
        await revise(acme, poll, question="New?")


async def test_a_scale_stays_a_scale(acme: Core) -> None:
    """Of a rating the question can be changed, its answers not."""
    spec = Spec(question="How was it?", rules=Rules(kind="rating"))
    poll: Poll = await acme.do(lambda ctx: polls.create(ctx, "acme", spec))
    assert await revise(acme, poll, question="How was the show?")
    with pytest.raises(UserError, match="poll-fixed-options"):
        await revise(acme, poll, removed=[0])


async def test_what_stays_the_same_is_no_change(acme: Core) -> None:
    """No message is edited for nothing."""
    poll = await made(acme)
    assert not await revise(acme, poll, question="Which  next?", renamed={1: "Live"})
    assert now(acme, poll).revision == 0


async def test_all_messages_follow(acme: Core) -> None:
    """Cards are edited in place."""
    poll = await made(acme, visibility="confidential")
    await acme.arrive_all()
    await revise(acme, poll, question="What next?")
    await acme.do(lambda ctx: polls.refresh(ctx.db, ctx.brands, ctx.now))
    assert [(each.kind, each.action) for each in acme.letters(state="queued")] == [("poll-edit", "edit")] * 3


async def test_a_native_poll_is_replaced(acme: Core) -> None:
    """Telegram's own poll cannot be edited: it is stopped, its tally goes, and a card stands in its place."""
    poll = await made(acme)
    await acme.arrive_all(telegram="native-1")
    await acme.arrive_all()
    await revise(acme, poll, added=["Quiz"])
    stop, card, gone = telegram(acme)
    assert (stop.kind, stop.action, stop.urgent) == ("poll-stop", "stop", True)
    assert (card.kind, card.action, card.chat) == ("poll", "post", GROUP)
    assert (gone.kind, gone.action) == ("poll-delete", "delete")
    await acme.arrive_all()
    await revise(acme, poll, question="What next?")
    await acme.do(lambda ctx: polls.refresh(ctx.db, ctx.brands, ctx.now))
    (edit,) = telegram(acme)
    assert (edit.action, edit.target) == ("edit", f"post-{card.id}")


async def test_a_late_native_vote_finds_its_option(acme: Core) -> None:
    """What was pressed in the stopped poll counts for the option that stood there, or is refused politely."""
    poll = await made(acme)
    await acme.arrive_all(telegram="native-1")
    await revise(acme, poll, removed=[0], added=["Quiz"])
    native = {"platform": "telegram", "native": "native-1"}
    await acme.vote(poll, 1, person="5", **native)
    assert standing(acme, poll) == {"Live": 1, "News": 0, "Quiz": 0}
    assert (await acme.vote(poll, 0, person="6", **native)).kind == "refused"


async def test_a_reopened_native_poll_is_a_card(acme: Core) -> None:
    """What Telegram stopped stays so; votes of before and after are one tally."""
    poll = await made(acme)
    await acme.arrive_all(telegram="native-1")
    await acme.vote(poll, 1, person="5", platform="telegram", native="native-1")
    await acme.do(lambda ctx: polls.close(ctx, poll))
    await acme.do(lambda ctx: polls.refresh(ctx.db, ctx.brands, ctx.now))
    await acme.arrive_all()
    await acme.do(lambda ctx: changing.reopen(ctx, poll))
    await acme.arrive_all()
    await acme.vote(poll, 1, person="6", platform="telegram")
    assert standing(acme, poll)["Live"] == 2
    await acme.do(lambda ctx: polls.close(ctx, poll))
    await acme.do(lambda ctx: polls.refresh(ctx.db, ctx.brands, ctx.now))
    assert [each.action for each in telegram(acme)] == ["edit"]


async def test_a_native_poll_that_arrives_late_is_replaced_too(acme: Core) -> None:
    """Its call was under way when the poll was changed."""
    poll = await made(acme)
    (letter,) = telegram(acme)
    await revise(acme, poll, question="What next?")
    await acme.arrive(letter, "9", "native-1")
    assert [each.action for each in telegram(acme)] == ["stop", "post"]


async def test_a_deleted_poll_disappears(acme: Core) -> None:
    """Every message of it is taken back, nothing more is posted, and its line says so."""
    poll = await made(acme)
    await acme.arrive_all(telegram="native-1")
    await acme.vote(poll, 0)
    assert await acme.do(lambda ctx: changing.delete(ctx, poll))
    assert not await acme.do(lambda ctx: changing.delete(ctx, poll))
    taken = acme.letters("poll-delete")
    assert sorted(each.platform for each in taken) == ["slack", "telegram", "webchat"]
    assert {each.payload["message"]["text"] for each in taken} == {"This poll was taken back."}
    assert [(line.kind, line.team, line.ref) for line in acme.lines("delete")] == [("delete", True, poll.line)]
    assert (await acme.vote(poll, 0, person="U2")).kind == "refused"
    assert acme.read(lambda db: polls.listed(db, "acme")) == []
    await acme.arrive_all()
    assert await acme.do(lambda ctx: polls.refresh(ctx.db, ctx.brands, ctx.now)) == 0


async def test_a_post_that_arrives_after_the_deletion_is_taken_back(acme: Core) -> None:
    """Its call was under way, so nobody could stop it."""
    poll = await made(acme)
    under_way = acme.letters("poll")
    await acme.do(lambda ctx: changing.delete(ctx, poll))
    assert acme.letters("poll-delete") == []
    for letter in under_way:
        await acme.arrive(letter, f"m{letter.id}")
    assert [each.target for each in acme.letters("poll-delete")] == [f"m{each.id}" for each in under_way]


async def test_a_late_native_vote_in_a_deleted_poll_is_refused(acme: Core) -> None:
    """It is not kept for a day in the hope that its poll turns up."""
    poll = await made(acme)
    await acme.arrive_all(telegram="native-1")
    await acme.do(lambda ctx: changing.delete(ctx, poll))
    assert (await acme.vote(poll, 0, platform="telegram", native="native-1")).kind == "refused"
    assert all(post.message is None for post in acme.read(lambda db: poll_posts.of_poll(db, poll.id)))


async def test_an_anonymous_poll_is_copied_instead_of_reopened(acme: Core) -> None:
    """Its ballots are gone; a deleted one loses its key, too."""
    poll = await made(acme, visibility="anonymous")
    await acme.do(lambda ctx: polls.close(ctx, poll))
    with pytest.raises(UserError, match="poll-secret-no-reopen"):
        await acme.do(lambda ctx: changing.reopen(ctx, poll))
    outcome = await acme.happens(Press, data=f"reopen:{poll.id}", chat=TEAM, person="U7", answerable=True)
    assert outcome.answer is not None
    assert outcome.answer.buttons[0][0].data == f"clone:{poll.id}"
    other = await made(acme, visibility="anonymous")
    await acme.do(lambda ctx: changing.delete(ctx, other))
    assert now(acme, other).key is None


async def test_the_team_closes_opens_and_deletes_by_buttons(acme: Core) -> None:
    """Deleting is asked for twice."""
    poll = await made(acme)
    assert await press(acme, f"close:{poll.id}") == "“Which next?” is closed."
    assert await press(acme, f"close:{poll.id}") == "“Which next?” was closed already."
    assert await press(acme, f"reopen:{poll.id}") == SAY("poll-reopened", question="Which next?")
    assert await press(acme, f"reopen:{poll.id}") == SAY("poll-open-already", question="Which next?")
    asked = await acme.happens(Press, data=f"delete:{poll.id}", chat=TEAM, person="U7", answerable=True)
    assert asked.answer is not None
    assert now(acme, poll).state == "open"
    assert await press(acme, asked.answer.buttons[0][0].data) == SAY("poll-deleted", question="Which next?")
    assert now(acme, poll).state == "deleted"
    assert await press(acme, f"close:{poll.id}") == SAY("poll-gone")


@pytest.mark.parametrize("word", ["close", "reopen", "delete", "edit"])
async def test_the_audience_may_not(acme: Core, word: str) -> None:
    """The buttons are the team's, wherever they are pressed."""
    poll = await made(acme)
    refused = await acme.happens(Press, data=f"{word}:{poll.id}", person="U2")
    assert (refused.kind, refused.toast) == ("refused", SAY("poll-not-for-you"))
    assert now(acme, poll) == replace(poll)
