"""An answer's preview shows what will be sent, whatever its writer changes before they send it."""

from chat.events import Edited, Message
from chat.ports import Receipt
from handlers.replies import previewing
from tests.support.core import BOSS, TEAM, Core
from tests.support.queries import ask, press, preview, send_button, shown


async def draft(acme: Core, words: str) -> None:
    """Let the boss write an answer."""
    episode = await ask(acme)
    await acme.arrive_all()
    await press(acme, f"query-reply:{episode.id}")
    await acme.happens(Message, message="t1", text=words, person=BOSS, chat=TEAM)


async def test_a_preview_follows_its_draft(acme: Core) -> None:
    """It is edited in place, with its buttons; what then goes out is what it shows."""
    await draft(acme, "At nin.")
    await acme.arrive_all()
    (letter,) = acme.letters("preview")
    assert letter.urgent
    await acme.happens(Edited, message="t1", text="At nine.", person=BOSS, chat=TEAM)
    (edit,) = acme.letters("preview-edit")
    assert (edit.action, edit.target, edit.chat) == ("edit", f"post-{letter.id}", TEAM)
    assert "At nine.\n\n— Ben" in shown(acme, edit).text
    assert shown(acme, edit).buttons == preview(acme).buttons
    await press(acme, send_button(acme))
    (reply,) = acme.letters("reply")
    assert shown(acme, reply).text == "At nine.\n\n— Ben"


async def test_a_preview_that_was_sent_or_discarded_is_left_alone(acme: Core) -> None:
    """An edit that is still on its way says nothing any more, and no further one is put."""
    await draft(acme, "At nin.")
    await acme.arrive_all()
    await acme.happens(Edited, message="t1", text="At nine.", person=BOSS, chat=TEAM)
    await press(acme, send_button(acme).replace("send", "discard"), message="x")
    (edit,) = acme.letters("preview-edit")
    assert acme.read(lambda db: previewing.draw(db, edit, acme.brands)) is None
    await acme.happens(Edited, message="t1", text="At ten.", person=BOSS, chat=TEAM)
    assert len(acme.letters("preview-edit")) == 1


async def test_what_changes_while_the_preview_is_on_its_way_is_put_right(acme: Core) -> None:
    """Before it stands there is nothing to edit; once it does, it is."""
    await draft(acme, "At nin.")
    before = preview(acme)
    await acme.happens(Edited, message="t1", text="At nine.", person=BOSS, chat=TEAM)
    assert acme.letters("preview-edit") == []
    (letter,) = acme.letters("preview")
    await acme.do(lambda ctx: previewing.hear_posted(ctx, letter, Receipt(message="p1"), before))
    (edit,) = acme.letters("preview-edit")
    assert edit.target == "p1"
    await acme.do(lambda ctx: previewing.hear_posted(ctx, letter, Receipt(message="p1"), shown(acme, edit)))
    assert len(acme.letters("preview-edit")) == 1
