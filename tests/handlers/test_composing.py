"""The form in which a poll is made: how it opens, follows what is filled in, and what comes of it."""

from typing import Any

import pytest

from chat.address import Address
from chat.events import Command, Filled, Press
from chat.forms import Form
from chat.i18n import words
from chat.polls import Rules
from chat.ports import Outcome
from handlers import polls as feature
from storage import plans, polls
from storage.polls import Poll
from tests.support.core import BOSS, SQUARE, TEAM, Core
from tests.support.inquiries import Answers

FORMABLE: dict[str, Any] = {"chat": TEAM, "person": "U7", "answerable": True, "formable": True, "language": "en"}
BARE: dict[str, Any] = {"question": "Which next?", "options": "Recipes\n Live Q&A \n\n", "kind": "single"}
BARE |= {"visibility": "open", "shown": "live", "extras": [], "when": "now", "close": ""}


async def opened(bot: Core, **fields: Any) -> Form:
    """Open the form by `/poll`."""
    outcome = await bot.happens(Command, command="poll", **FORMABLE | fields)
    assert outcome.form is not None
    return outcome.form


async def filled(bot: Core, *, done: bool = True, **values: Any) -> Outcome:
    """Fill the form in."""
    return await bot.happens(Filled, form="make:acme", values=BARE | values, done=done, **FORMABLE)


def values_of(form: Form) -> dict[str, Any]:
    """Return what stands in the form."""
    return {field.name: field.value for field in form.fields}


def made(bot: Core) -> list[Poll]:
    """Return the polls there are, newest first."""
    found: list[Poll] = bot.read(lambda db: polls.of_brand(db, "acme"))
    return found


async def test_the_form_opens_for_who_may(both: Core) -> None:
    """It has the poll below it as it will look, with what is usual chosen."""
    form = await opened(both)
    assert (form.data, form.title, form.submit, form.note) == ("make:acme", "New poll", "Post now", "")
    assert values_of(form) == {
        "question": "",
        "kind": "single",
        "options": "",
        "visibility": "open",
        "shown": "live",
        "extras": (),
        "when": "now",
        "close": "",
    }
    assert form.preview is not None
    assert form.preview.poll is not None
    assert (form.preview.poll.votable, form.preview.poll.question) == (False, "Your question")
    assert both.letters() == []


async def test_the_audience_gets_no_form(both: Core) -> None:
    """They are told politely."""
    outcome = await both.happens(Command, command="poll", **FORMABLE | {"chat": SQUARE})
    assert (outcome.form, outcome.toast) == (None, words("en")("poll-not-for-you"))


@pytest.mark.parametrize("data", ["make:new", "make:new:acme"])
async def test_a_button_opens_it(both: Core, data: str) -> None:
    """In the team's chat, and on the bot's own page, which is no chat, for one of the team."""
    await opened(both)  # the team's chat makes U7 one of the team
    for chat in (TEAM, ""):
        outcome = await both.happens(Press, data=data, **FORMABLE | {"chat": chat})
        assert outcome.form is not None


async def test_a_message_becomes_the_question(both: Core) -> None:
    """Chosen from a message's menu, the form holds its words, as far as a question goes."""
    form = await opened(both, quoted="What shall\nwe cook? " + "x" * 400)
    question = str(values_of(form)["question"])
    assert question.startswith("What shall we cook? xxx")
    assert len(question) == 300


async def test_a_clone_has_all_that_the_poll_has(both: Core) -> None:
    """Question, options, rules and how long it is open."""
    line = '"Which?" "A" "B" "C" limit 2 confidential hidden add-approved why remind for 2d'
    await both.happens(Command, command="poll", text=line, **FORMABLE)
    outcome = await both.happens(Press, data=f"clone:{made(both)[0].id}", **FORMABLE)
    assert outcome.form is not None
    assert values_of(outcome.form) == {
        "question": "Which?",
        "kind": "multi",
        "options": "A\nB\nC",
        "most": "2",
        "visibility": "confidential",
        "shown": "closed",
        "extras": ("adding", "approve", "why", "remind"),
        "when": "now",
        "close": "2 d",
    }


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"kind": "multi"}, {"most": "any", "options": "Recipes\nLive Q&A"}),
        ({"kind": "rating"}, {"options": None}),
        ({"when": "later"}, {"date": "", "time": ""}),
        ({"when": "later", "date": "2026-11-30", "time": "18:00"}, {"date": "2026-11-30", "time": "18:00"}),
        ({"when": "recurring"}, {"every": ""}),
        ({"visibility": "anonymous"}, {"visibility": "anonymous"}),
    ],
)
async def test_the_form_follows_what_is_chosen(
    both: Core, change: dict[str, Any], fields: dict[str, str | None]
) -> None:
    """Fields come and go, and what was typed stays."""
    outcome = await filled(both, done=False, **change)
    assert outcome.form is not None
    values = values_of(outcome.form)
    assert values["question"] == "Which next?"
    assert {name: values.get(name) for name in fields} == fields


async def test_the_preview_is_the_real_card(acme: Core) -> None:
    """It says who can see what, and when it closes, in the words that the audience will read."""
    outcome = await filled(acme, done=False, visibility="anonymous", close="2d")
    assert outcome.form is not None
    assert outcome.form.preview is not None
    card = outcome.form.preview.poll
    assert card is not None
    assert [option.text for option in card.options] == ["Recipes", "Live Q&A"]
    assert card.visibility.startswith("Nobody can see who chose what.")
    assert card.until


async def test_a_filled_form_is_a_poll(acme: Core) -> None:
    """All that was chosen holds, and the maker hears of it, with what can be done."""
    extras = ["adding", "approve", "why", "milestones", "remind"]
    choice: dict[str, Any] = {
        "kind": "multi",
        "most": "2",
        "options": "A\nB\nC",
        "visibility": "confidential",
        "shown": "voted",
    }
    outcome = await filled(acme, **choice, extras=extras, close="2d")
    (poll,) = made(acme)
    rules = Rules(
        kind="multi",
        most=2,
        visibility="confidential",
        shown="voted",
        adding="approved",
        why=True,
        milestones=True,
        remind=True,
    )
    assert (poll.options, poll.rules, poll.creator) == (["A", "B", "C"], rules, "slack:U7")
    assert poll.closes_at is not None
    assert outcome.answer is not None
    assert outcome.answer.text == "“Which next?” is on its way to 3 chats."
    assert [button.data for button in outcome.answer.buttons[0]] == [
        f"{w}:{poll.id}" for w in ("close", "edit", "results")
    ]


async def test_nps_needs_no_question(both: Core) -> None:
    """Left empty, the usual one is asked."""
    await filled(both, kind="nps", question="")
    assert made(both)[0].question == "How likely are you to recommend Acme to a friend?"


@pytest.mark.parametrize(
    ("values", "question"),
    [
        ({"when": "later", "date": "2099-01-01", "time": "09:00"}, None),
        ({"when": "recurring", "every": "every Monday 09:00 Europe/Riga"}, "every Monday at 09:00 (Europe/Riga)"),
    ],
    ids=["too far", "again and again"],
)
async def test_a_form_may_plan(acme: Core, values: dict[str, Any], question: str | None) -> None:
    """Later, or by a rule; what cannot be planned is said, and nothing is."""
    outcome = await filled(acme, **values)
    planned = acme.read(lambda db: plans.of_brand(db, "acme"))
    assert len(planned) == (1 if question else 0)
    assert made(acme) == []
    assert question is None or (outcome.answer is not None and question in outcome.answer.text)


@pytest.mark.parametrize(
    ("values", "field", "key"),
    [
        ({"question": " "}, "question", "make-no-question"),
        ({"question": "\u200b"}, "question", "make-no-question"),
        ({"question": "x" * 301}, "question", "poll-question-long"),
        ({"options": "A"}, "options", "make-no-options"),
        ({"options": "\n".join(map(str, range(11)))}, "options", "make-no-options"),
        ({"options": "A\na"}, "options", "poll-option-twice"),
        ({"options": "A\n" + "b" * 101}, "options", "poll-option-long"),
        ({"kind": "multi", "most": "9"}, "most", "poll-most"),
        ({"visibility": "anonymous", "extras": ["adding"]}, "extras", "poll-secret-no-adding"),
        ({"extras": ["remind"]}, "extras", "poll-remind-no-end"),
        ({"close": "nonsense"}, "close", "poll-moment-unclear"),
        ({"close": "2020-01-01 9:00"}, "close", "poll-until-past"),
        ({"close": "9999w"}, "close", "poll-open-for"),
        ({"when": "later"}, "time", "make-no-time"),
        ({"when": "later", "date": "2020-01-01", "time": "09:00"}, "time", "poll-at-past"),
        ({"when": "recurring"}, "every", "make-no-rule"),
        ({"when": "recurring", "every": "now and then"}, "every", "poll-rule-unclear"),
        ({"when": "recurring", "every": "Monday 9:00", "close": "Friday 18:00"}, "close", "poll-every-until"),
    ],
)
async def test_a_mistake_is_told_at_its_field(both: Core, values: dict[str, Any], field: str, key: str) -> None:
    """The form stays open, and nothing is made."""
    outcome = await filled(both, **values)
    assert list(outcome.errors) == [field]
    time = values.get("close") or values.get("every") or "2020-01-01 09:00"
    assert outcome.errors[field][:12] == words("en")(key, most=300, time=time)[:12]
    assert (made(both), both.letters()) == ([], [])


async def test_a_form_tells_of_chats_until_the_bot_is_let_in(both: Core) -> None:
    """What is to be done stands above the fields, and goes once it is done."""
    answers = Answers(unreachable={Address("slack", SQUARE): "out"})
    both.dispatcher.inquire = answers
    assert "Type /invite @Rapport in slack:C-square." in (await opened(both)).note
    answers.unreachable.clear()
    outcome = await filled(both, done=False)
    assert outcome.form is not None
    assert outcome.form.note == ""


async def test_a_forged_form_is_refused(both: Core) -> None:
    """Only the team's people have seen one."""
    outcome = await both.happens(Filled, form="make:zest", values=BARE, **FORMABLE | {"chat": "", "person": BOSS})
    assert outcome.toast == words("en")("poll-not-for-you")
    outcome = await both.happens(Filled, form="make:acme", values=BARE, **FORMABLE | {"chat": SQUARE, "person": "U9"})
    assert outcome.toast == words("en")("poll-not-for-you")
    assert both.read(lambda db: feature.listed(db, "acme") + feature.listed(db, "zest")) == []
