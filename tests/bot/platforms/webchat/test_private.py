"""Private chats: each has its person's id, and what is answered there is a message."""

import pytest
from sqlalchemy import select

from chat.errors import Permanent
from chat.events import Command, Message, Press
from chat.messages import Document
from chat.messages import Message as Answer
from chat.ports import Outcome, Outgoing
from storage.webchat import MESSAGES
from tests.bot.platforms.webchat.pictures import PNG
from tests.bot.platforms.webchat.playground import Playground

PRIVATE = {"chat": "mia", "person": "mia", "brand": "acme"}


async def test_what_is_said_in_private_is_handed_in_as_such(playground: Playground) -> None:
    """Commands, messages and presses; nothing there is answered with the deed."""
    await playground.do("message", text="/me", **PRIVATE)
    await playground.do("message", text="Because", **PRIVATE)
    await playground.do("press", data="quiet", **PRIVATE)
    events = playground.intake.events
    assert [type(event) for event in events] == [Command, Message, Press]
    assert {(event.chat, event.person, event.private, event.answerable) for event in events} == {
        ("mia", "mia", True, False)
    }


@pytest.mark.parametrize(
    "other", [{"person": "maria"}, {"brand": "nobody"}, {"chat": "nobody", "person": "nobody"}], ids=str
)
async def test_nobody_writes_in_anothers_private_chat(playground: Playground, other: dict[str, str]) -> None:
    """Nor in one of nobody."""
    assert (await playground.do("message", text="Hi", **PRIVATE | other)).status_code == 400
    assert playground.intake.events == []


async def test_the_bot_writes_to_a_person(playground: Playground) -> None:
    """The message stands in their chat; to strangers it cannot."""
    await playground.post(Answer(text="A reminder", ask=True), chat="mia")
    (said,) = await playground.said("mia")
    assert (said["text"], said["ask"], said["person"]) == ("A reminder", True, None)
    with pytest.raises(Permanent):
        await playground.post(Answer(text="A reminder"), chat="stranger")


async def test_a_door_is_told(playground: Playground) -> None:
    """The page goes through it."""
    playground.intake.outcome = lambda _event: Outcome("done", door="why_p1")
    assert (await playground.do("press", data="why:p1")).json()["door"] == "why_p1"


async def test_a_file_can_be_saved(playground: Playground) -> None:
    """It comes as it is, by its name, never shown as a page."""
    document = Document("poll-ä <1>.csv", b"\xef\xbb\xbfa,b\r\n")
    await playground.post(Answer(text="All votes", document=document), chat="team")
    (said,) = await playground.said("team")
    async with playground.client() as client:
        saved = await client.get(said["document"]["url"])
        assert (await client.get("/play/file/99")).status_code == 404
    assert (saved.content, said["document"]["name"]) == (document.content, document.name)
    assert saved.headers["content-disposition"] == "attachment; filename*=UTF-8''poll-%C3%A4%20%3C1%3E.csv"
    assert saved.headers["content-type"] == "application/octet-stream"


async def test_the_bot_takes_a_message_back(playground: Playground) -> None:
    """It stands there as deleted; doing so again changes nothing."""
    message = await playground.post(Answer(text="A poll"))
    for _ in range(2):
        gone = Outgoing(letter=9, action="delete", chat="club", message=Answer(text="gone"), target=message)
        await playground.webchat.deliver(gone)
    assert [(said["text"], said["deleted"]) for said in await playground.said()] == [("", True)]


async def test_a_file_goes_with_its_message(playground: Playground) -> None:
    """What was deleted cannot be saved any more, and is kept nowhere."""
    message = await playground.post(Answer(text="All votes", document=Document("a.csv", b"a,b"), picture=PNG))
    gone = Outgoing(letter=9, action="delete", chat="club", message=Answer(text="gone"), target=message)
    await playground.webchat.deliver(gone)
    assert [(said["document"], said["picture"]) for said in await playground.said()] == [(None, None)]
    async with playground.client() as client:
        assert (await client.get(f"/play/file/{message}")).status_code == 404
    kept = playground.database.read(lambda db: db.execute(select(MESSAGES.c.document, MESSAGES.c.picture)).all())
    assert kept == [(None, None)]


@pytest.mark.parametrize("deed", ["join", "leave"])
async def test_nobody_comes_into_or_leaves_a_private_chat(playground: Playground, deed: str) -> None:
    """It has one person for good."""
    assert (await playground.do(deed, **PRIVATE)).status_code == 400
    assert playground.intake.events == []


async def test_there_is_no_home_page(playground: Playground) -> None:
    """That is harmless."""
    home = Outgoing(letter=9, action="home", chat="mia", message=Answer(text="Hello"))
    with pytest.raises(Permanent) as refused:
        await playground.webchat.deliver(home)
    assert refused.value.harmless
