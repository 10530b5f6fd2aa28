"""What comes twice, or late, makes no second card and no second answer."""

from datetime import timedelta

import pytest

from chat.events import Deleted, Edited, Filled, Message
from chat.ports import Receipt
from handlers.replies import answering
from handlers.routing import Context
from storage import inbox
from tests.support.core import BOSS, SQUARE, TEAM, Core
from tests.support.queries import all_episodes, ask, press, refresh, shown


async def test_an_edit_joins_what_its_author_waits_for(acme: Core) -> None:
    """A message that becomes a question joins the card that its author has in this chat already."""
    await acme.happens(Message, message="m1", text="Nice shop.", person="U1")
    episode = await ask(acme)
    edited = {"message": "m1", "text": "Nice shop. How much is the red bag?", "person": "U1"}
    await acme.happens(Edited, **edited)
    assert [each.id for each in all_episodes(acme)] == [episode.id]
    assert len(acme.letters("query-card")) == 1
    assert [line.data["query"] for line in acme.lines("message")] == [True, True]


async def test_a_form_that_is_sent_again_answers_once(acme: Core) -> None:
    """Where Slack did not hear that a form was taken, it comes again: the words change, nothing is doubled."""
    episode = await ask(acme)
    form = {"form": f"query-reply:{episode.id}", "person": BOSS, "chat": TEAM, "answerable": True}
    for view, words in (("V1", "At nine."), ("V1", "At nine."), ("V1", "At ten."), ("V2", "And on Sunday at noon.")):
        await acme.happens(Filled, **form, view=view, values={"text": words})
    await refresh(acme)
    said = [letter.id for letter in acme.letters("reply") if letter.chat == SQUARE]
    assert len(said) == 2
    texts = [line.data["text"] for line in acme.lines("answer")]
    assert texts == ["At ten.", "And on Sunday at noon."]


@pytest.mark.parametrize(("meanwhile", "state"), [(False, "waiting"), (True, "answered")])
async def test_an_answer_that_is_taken_back_was_never_given(acme: Core, meanwhile: bool, state: str) -> None:
    """Who asked waits again, as the numbers say, unless they asked anew: one card waits in a chat, not two."""
    episode = await ask(acme)
    answer = {"message": "a1", "person": BOSS}
    await acme.happens(Message, **answer, text="At nine.", reply_to=acme.lines("message")[0].id.rpartition(":")[2])
    assert all_episodes(acme)[0].state == "answered"
    if meanwhile:
        await ask(acme, "And where is my order?")
    for _ in range(2):
        await acme.happens(Deleted, **answer)
    found = all_episodes(acme)[0]
    assert (found.id, found.state, found.answered_at is None) == (episode.id, state, not meanwhile)


async def test_an_old_button_makes_no_question_of_what_was_resolved(acme: Core) -> None:
    """*Not a query* and *It is a query* change nothing about a closed case, which the numbers call resolved."""
    episode = await ask(acme)
    await press(acme, f"query-resolve:{episode.id}")
    for word in ("not", "is"):
        await press(acme, f"query-{word}:{episode.id}")
    assert all_episodes(acme)[0].state == "resolved"


@pytest.mark.parametrize("closed", ["resolved", "dismissed", "withdrawn"])
async def test_old_buttons_do_nothing_about_a_closed_case(acme: Core, closed: str) -> None:
    """Whoever presses *Claim*, *Snooze* or *Promise* is told; nothing changes, and nobody is asked anything."""
    episode = await ask(acme)
    if closed == "withdrawn":
        await acme.happens(Deleted, message="m1", person="U1")
    else:
        await press(acme, f"query-{'resolve' if closed == 'resolved' else 'not'}:{episode.id}")
    before, put = all_episodes(acme)[0], len(acme.letters())
    assert before.state == closed
    soon = int(acme.clock.now().timestamp()) // 60 + 60
    words = ("query-claim", "query-snooze", "query-snooze-at", "query-promise")
    for data in (*(f"{word}:{episode.id}" for word in words), f"query-snooze-until:{episode.id}:{soon}"):
        for formable in (False, True):
            outcome = await press(acme, data, formable=formable)
            assert (outcome.toast, outcome.form) == ("It was closed already.", None)
    assert (all_episodes(acme)[0], len(acme.letters())) == (before, put)


async def test_an_edit_that_overtakes_its_answer_is_made_up_for(acme: Core) -> None:
    """Words that changed while the answer was being brought are put right where it stands now."""
    episode = await ask(acme)
    form = {"form": f"query-reply:{episode.id}", "person": BOSS, "chat": TEAM, "answerable": True, "view": "V1"}
    await acme.happens(Filled, **form, values={"text": "At nine."})
    (letter,) = acme.letters("reply")
    drawn = shown(acme, letter)
    await acme.happens(Filled, **form, values={"text": "At ten."})
    await acme.writer.write(
        lambda db: answering.hear_posted(
            Context(db, acme.clock.now(), acme.brands), letter, Receipt(message="p1"), drawn
        )
    )
    (edit,) = acme.letters("reply-edit")
    assert (edit.target, shown(acme, edit).text.split("\n")[0]) == ("p1", "At ten.")


async def try_again(acme: Core) -> None:
    """Let what was kept be tried once more."""
    acme.clock.forward(timedelta(minutes=1))
    for kept in acme.read(lambda db: inbox.due(db, acme.clock.now())):
        await acme.dispatcher.retry(kept)


async def test_an_edit_that_overtakes_its_message_waits_for_it(acme: Core) -> None:
    """Slack sends a message again that was not taken, after what became of it since."""
    at = acme.clock.now()
    gone = {"message": "m2", "person": "U2", "written_at": at}
    assert (await acme.happens(Edited, message="m1", text="Is it red?", person="U1", written_at=at)).kind == "deferred"
    assert (await acme.happens(Deleted, **gone)).kind == "deferred"
    await try_again(acme)
    assert acme.read(inbox.count) == (2, 0)
    await acme.happens(Message, message="m1", text="Is it blue?", person="U1", at=at)
    await acme.happens(Message, message="m2", text="Is it green?", person="U2", at=at)
    await try_again(acme)
    assert acme.read(inbox.count) == (0, 0)
    first, second = all_episodes(acme)
    assert (first.state, second.state) == ("waiting", "withdrawn")
    assert "Is it red?" in shown(acme, acme.letters("query-card")[0]).text


async def test_what_was_never_heard_is_not_waited_for_long(acme: Core) -> None:
    """Ten minutes after it was written; nor are old messages, nor the team's own."""
    at = acme.clock.now()
    old = at - timedelta(minutes=11)
    for fields in ({"written_at": old}, {}, {"written_at": at, "chat": TEAM, "person": BOSS}):
        assert (await acme.happens(Edited, **{"message": "m1", "text": "Red?", "person": "U1"} | fields)).kind == "done"
        assert (await acme.happens(Deleted, **{"message": "m1", "person": "U1"} | fields)).kind == "done"
    await acme.happens(Edited, message="m1", text="Red?", person="U1", written_at=at)
    for _ in range(10):
        await try_again(acme)
    assert acme.read(inbox.count) == (0, 0)
