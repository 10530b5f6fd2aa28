"""What the bot says stands in the playground's chats, once."""

from dataclasses import replace

import httpx
import pytest

from chat.errors import Permanent, Temporary
from chat.messages import Button, Message
from chat.ports import Outgoing, Receipt
from tests.bot.platforms.webchat.playground import Playground, poll

PNG = b"\x89PNG\r\n\x1a\n"
HELLO = Outgoing(letter=7, action="post", chat="club", message=Message(text="Hello"))


async def test_a_letter_becomes_a_message(playground: Playground) -> None:
    """A post's receipt names the message, which the page gets with all that it shows."""
    buttons = ((Button("Yes", "yes:1"), Button("No", "no:1")),)
    message = replace(poll(3, 1), title="Vote!", buttons=buttons)
    receipt = await playground.webchat.deliver(replace(HELLO, message=message))
    (said,) = await playground.said()
    assert receipt == Receipt(message=said["id"])
    assert (said["person"], said["title"]) == (None, "Vote!")
    assert [each["label"] for each in said["buttons"][0]] == ["Yes", "No"]
    first, second = said["poll"]["options"]
    assert first == {"id": 0, "text": "Recipes", "votes": 3, "share": 0.75, "data": "vote:p1:0"}
    assert second["data"] == "vote:p1:1"


async def test_a_letter_posted_twice_is_one_message(playground: Playground) -> None:
    """A call that is made again, by this process or the next, gets the same receipt."""
    first = await playground.webchat.deliver(HELLO)
    await playground.restart()
    assert await playground.webchat.deliver(HELLO) == first
    assert len(await playground.said()) == 1


async def test_a_lost_answer_is_looked_up(playground: Playground) -> None:
    """A letter is found where it was posted, and surely absent where not."""
    assert await playground.webchat.find(HELLO) is None
    receipt = await playground.webchat.deliver(HELLO)
    assert await playground.webchat.find(HELLO) == receipt


async def test_an_edit_changes_the_message_in_place(playground: Playground) -> None:
    """An edited message keeps its id and has a later change."""
    card = await playground.post(poll())
    before = (await playground.state())["change"]
    await playground.edit(card, poll(1, 0, closed=True))
    (said,) = await playground.said()
    assert (said["id"], said["poll"]["closed"], said["poll"]["open"]) == (card, True, False)
    assert said["change"] == (await playground.state())["change"] > before


async def test_a_bare_tally_cannot_be_voted_in(playground: Playground) -> None:
    """A card without votes of its own is not open, nor closed."""
    card = poll(1, 2)
    assert card.poll is not None
    await playground.post(replace(card, poll=replace(card.poll, votable=False)))
    (said,) = await playground.said()
    assert (said["poll"]["open"], said["poll"]["closed"]) == (False, False)


async def test_a_picture_is_shown_with_its_words(playground: Playground) -> None:
    """A drawn chart has an address that its message names, and its description."""
    await playground.post(Message(text="Digest", chart={"a": 1}, chart_alt="Twelve weeks", picture=PNG), chat="team")
    (said,) = await playground.said("team")
    assert said["picture_alt"] == "Twelve weeks"
    async with playground.client() as client:
        drawn = await client.get(said["picture"])
    assert (drawn.content, drawn.headers["content-type"]) == (PNG, "image/png")


@pytest.mark.parametrize("message", ["1", "999", "9" * 30])
async def test_no_picture_is_404(playground: Playground, message: str) -> None:
    """A message without a picture, or no message, has none."""
    await playground.post(Message(text="Hello"))
    async with playground.client() as client:
        answer: httpx.Response = await client.get(f"/play/picture/{message}.png")
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("outgoing", "harmless", "unreachable"),
    [
        pytest.param(replace(HELLO, chat="nowhere"), False, True, id="an unknown chat"),
        pytest.param(replace(HELLO, action="edit", target="999"), True, False, id="an edit of nothing"),
        pytest.param(replace(HELLO, action="edit", target="x"), True, False, id="an edit of no id"),
        pytest.param(replace(HELLO, action="edit"), True, False, id="an edit without a target"),
    ],
)
async def test_what_can_never_be_delivered(
    playground: Playground, outgoing: Outgoing, harmless: bool, unreachable: bool
) -> None:
    """A letter that has no place fails for good, and says whether that matters."""
    with pytest.raises(Permanent) as failed:
        await playground.webchat.deliver(outgoing)
    assert (failed.value.harmless, failed.value.unreachable) == (harmless, unreachable)


async def test_what_is_not_durable_is_tried_again(playground: Playground) -> None:
    """Where the database does not take it, the letter was surely not delivered."""
    with playground.database.writer.begin() as lock:
        lock.exec_driver_sql("DELETE FROM receipts")
        with pytest.raises(Temporary):
            await playground.webchat.deliver(HELLO)
    assert await playground.said() == []
