"""How a team edits its polls: at once in a form, or one thing after the other in a chat."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chat.events import Command, Filled, Message, Press
from chat.forms import Form
from chat.i18n import words
from chat.polls import Rules, Spec
from handlers import polls
from storage import polls as stored
from storage.polls import Poll
from tests.support.core import BOSS, TEAM, Core

SAY = words("en")


async def made(core: Core, **rules: Any) -> Poll:
    """Make a poll that closes in two days."""
    own = () if rules.get("kind") == "rating" else ("Recipes", "Live", "News")
    spec = Spec(question="Which next?", options=own, rules=Rules(**rules), open_for_s=172_800)
    poll: Poll = await core.do(lambda ctx: polls.create(ctx, "acme", spec))
    return poll


def now(core: Core, poll: Poll) -> Poll:
    """Return the poll as it is now."""
    found: Poll | None = core.read(lambda db: stored.find(db, poll.id))
    assert found is not None
    return found


async def form_of(core: Core, poll: Poll) -> Form:
    """Open the form."""
    opened = await core.happens(Press, data=f"edit:{poll.id}", chat=TEAM, person="U7", answerable=True, formable=True)
    assert opened.form is not None
    return opened.form


async def fill(core: Core, form: Form, **values: str) -> Any:  # noqa: ANN401  # an Outcome
    """Send the form, with what stands in it where nothing else is given."""
    given = {field.name: str(field.value or "") for field in form.fields}
    given |= {name.replace("_", "-"): value for name, value in values.items()}
    return await core.happens(Filled, form=form.data, values=given, chat=TEAM, person="U7", answerable=True)


def seen(core: Core, poll: Poll) -> list[str]:
    """Return the options to be seen."""
    found = now(core, poll)
    return [found.options[each] for each in found.seen]


async def test_a_form_changes_all_at_once(acme: Core) -> None:
    """Question, options and end; what is left empty goes."""
    poll = await made(acme)
    form = await form_of(acme, poll)
    sent = await fill(
        acme, form, question="What next?", option_0="", option_1="Live show", more="Quiz\n\nTour", end="5d"
    )
    assert (sent.kind, sent.answer.text) == ("done", SAY("poll-changed"))
    changed = now(acme, poll)
    assert (changed.question, seen(acme, poll)) == ("What next?", ["Live show", "News", "Quiz", "Tour"])
    assert changed.closes_at == acme.clock.now() + timedelta(days=5)


async def test_a_form_sent_as_it_is_changes_nothing(acme: Core) -> None:
    """Its end reads in the brand's zone what it was."""
    poll = await made(acme)
    form = await form_of(acme, poll)
    end = now(acme, poll).closes_at
    assert end is not None
    assert form.fields[-1].value == end.astimezone(ZoneInfo("Europe/Berlin")).strftime("%Y-%m-%d %H:%M")
    assert (await fill(acme, form)).answer.text == SAY("poll-unchanged")
    assert now(acme, poll) == poll


@pytest.mark.parametrize(
    ("values", "field", "key"),
    [
        ({"question": "\u200b"}, "question", "poll-text-empty"),
        ({"question": "Q" * 301}, "question", "poll-question-long"),
        ({"option_1": "x" * 101}, "option-1", "poll-option-long"),
        ({"option_1": "\u200b"}, "option-1", "poll-text-empty"),
        ({"more": "ok\n" + "x" * 101}, "more", "poll-option-long"),
        ({"more": "live"}, "more", "poll-option-twice"),
        ({"end": "sometime"}, "end", "poll-end-unclear"),
        ({"end": "2026-11-01 10:00"}, "end", "poll-end-past"),
        ({"end": "2028-11-01 10:00"}, "end", "poll-end-far"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field(acme: Core, values: dict[str, str], field: str, key: str) -> None:
    """The form stays open, and nothing has changed."""
    poll = await made(acme)
    sent = await fill(acme, await form_of(acme, poll), **values)
    assert (sent.kind, list(sent.errors)) == ("refused", [field])
    assert sent.errors[field].startswith(SAY(key, most=0)[:20])
    assert now(acme, poll) == poll


async def test_a_scale_has_two_fields(acme: Core) -> None:
    """Its options are not the team's to change."""
    form = await form_of(acme, await made(acme, kind="rating"))
    assert [field.name for field in form.fields] == ["question", "end"]


async def test_a_form_that_is_out_of_date_leaves_alone_what_it_did_not_show(acme: Core) -> None:
    """Somebody else added an option meanwhile."""
    poll = await made(acme)
    form = await form_of(acme, poll)
    await fill(acme, form, more="Quiz")
    await fill(acme, form, question="What next?")
    assert seen(acme, poll) == ["Recipes", "Live", "News", "Quiz"]


BOSS_IN_PRIVATE: dict[str, Any] = {"platform": "telegram", "chat": "77", "person": "77", "private": True}


async def chosen(core: Core, poll: Poll, what: str) -> str:
    """Choose what to change, in private; return what is asked for."""
    menu = f"edit:{poll.id}"
    await core.happens(Press, data=menu, **BOSS_IN_PRIVATE)
    buttons = [row[0]["data"] for row in core.letters()[-1].payload["message"]["buttons"]]
    assert f"{menu}:{what}" in buttons
    await core.happens(Press, data=f"{menu}:{what}", **BOSS_IN_PRIVATE)
    assert core.letters()[-1].payload["message"]["ask"]
    return core.last_text()


async def say(core: Core, text: str) -> str:
    """Write to the bot in private; return its answer."""
    await core.happens(Message, message="1", text=text, **BOSS_IN_PRIVATE)
    return core.last_text()


@pytest.mark.parametrize(
    ("what", "answer", "after"),
    [
        ("question", "What next?", ("What next?", ["Recipes", "Live", "News"])),
        ("option-1", "Live show", ("Which next?", ["Recipes", "Live show", "News"])),
        ("option-1", "-", ("Which next?", ["Recipes", "News"])),
        ("more", "Quiz\nTour", ("Which next?", ["Recipes", "Live", "News", "Quiz", "Tour"])),
    ],
)
async def test_one_thing_after_the_other(acme: Core, what: str, answer: str, after: tuple[str, list[str]]) -> None:
    """Where no form can be shown, the next message is the answer."""
    poll = await made(acme)
    assert await chosen(acme, poll, what)
    assert await say(acme, answer) == SAY("poll-changed")
    assert (now(acme, poll).question, seen(acme, poll)) == after
    assert acme.lines("message") == []


async def test_the_end_is_asked_for_too(acme: Core) -> None:
    """A dash leaves it to the team."""
    poll = await made(acme)
    assert "2026-11-06 13:00" in await chosen(acme, poll, "end")
    assert await say(acme, "-") == SAY("poll-changed")
    assert now(acme, poll).closes_at is None
    assert await chosen(acme, poll, "end") == SAY("poll-ask-no-end")
    assert await say(acme, "in 3 days") == SAY("poll-changed")
    assert now(acme, poll).closes_at == acme.clock.now() + timedelta(days=3)
    await chosen(acme, poll, "end")
    assert await say(acme, "until 2026-11-06 18:00") == SAY("poll-changed")
    assert f"{now(acme, poll).closes_at:%d %H:%M}" == "06 17:00"


@pytest.mark.parametrize(("passed", "has_end"), [(timedelta(hours=1), True), (timedelta(days=3), False)])
async def test_who_opens_it_again_takes_back_only_the_close(acme: Core, passed: timedelta, *, has_end: bool) -> None:
    """An end that has not come yet stays; one that has passed is gone."""
    poll = await made(acme)
    await acme.do(lambda ctx: polls.close(ctx, poll))
    acme.clock.forward(passed)
    await acme.happens(Press, data=f"reopen:{poll.id}", chat=TEAM, person="U7", answerable=True)
    again = now(acme, poll)
    assert (again.closed_at, again.closes_at) == (None, poll.closes_at if has_end else None)


async def test_a_wrong_answer_is_asked_for_again(acme: Core) -> None:
    """The next message is the answer then."""
    poll = await made(acme)
    await chosen(acme, poll, "end")
    assert await say(acme, "sometime") == SAY("poll-end-unclear")
    assert await say(acme, "3d") == SAY("poll-changed")


async def test_what_cannot_be_mended_is_not_asked_for_again(acme: Core) -> None:
    """The poll closed while the person thought."""
    poll = await made(acme)
    await chosen(acme, poll, "question")
    await acme.do(lambda ctx: polls.close(ctx, poll))
    assert await say(acme, "What next?") == SAY("poll-closed-no-change")
    asked = len(acme.letters())
    await say(acme, "Hello?")
    assert len(acme.letters()) == asked


async def test_in_an_audience_chat_the_private_one_is_the_place(acme: Core) -> None:
    """A manager's words are for nobody else there."""
    poll = await made(acme)
    outcome = await acme.happens(Press, data=f"edit:{poll.id}", platform="telegram", person="77")
    assert outcome.door == f"edit_{poll.id}"
    await acme.happens(Command, command="start", text=outcome.door, **BOSS_IN_PRIVATE)
    assert acme.last_text() == SAY("poll-edit-what", question="Which next?")


async def test_an_option_that_is_gone_cannot_be_renamed(acme: Core) -> None:
    """An old menu's button says so."""
    poll = await made(acme)
    outcome = await acme.happens(Press, data=f"edit:{poll.id}:option-9", person=BOSS, chat="D1", private=True)
    assert outcome.toast == SAY("button-old")
