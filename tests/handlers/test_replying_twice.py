"""What comes twice, or late, makes no second card and no second answer."""

from chat.events import Edited, Filled, Message
from tests.support.core import BOSS, SQUARE, TEAM, Core
from tests.support.queries import all_episodes, ask, refresh


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
    """Where Slack did not hear that a form was taken, its person sends it again: the words change, nothing is doubled."""
    episode = await ask(acme)
    form = {"form": f"query-reply:{episode.id}", "person": BOSS, "chat": TEAM, "answerable": True}
    for view, words in (("V1", "At nine."), ("V1", "At nine."), ("V1", "At ten."), ("V2", "And on Sunday at noon.")):
        await acme.happens(Filled, **form, view=view, values={"text": words})
    await refresh(acme)
    said = [letter.id for letter in acme.letters("reply") if letter.chat == SQUARE]
    assert len(said) == 2
    texts = [line.data["text"] for line in acme.lines("answer")]
    assert texts == ["At ten.", "And on Sunday at noon."]
