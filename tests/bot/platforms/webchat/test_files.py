"""Files that the page's people send."""

from base64 import b64encode
from typing import Any

import pytest

from chat.events import Message
from tests.bot.platforms.webchat.playground import Playground
from tests.bot.platforms.webchat.test_deeds import event_of


async def test_a_file_is_sent_and_saved_again(playground: Playground) -> None:
    """A file stands in the chat, its event names it, and the platform gives it out."""
    content = b"%PDF-1.7 \x00\xff"
    sent = {"name": "menu.pdf", "content": b64encode(content).decode(), "text": "Our menu"}
    answer = (await playground.do("send", **sent)).json()
    event_of(playground, Message, message=answer["message"], text="Our menu")
    (event,) = playground.intake.events
    assert isinstance(event, Message)
    (file,) = event.files
    assert (file.id, file.name, file.picture, file.size) == (answer["message"], "menu.pdf", False, len(content))
    (said,) = await playground.said()
    assert said["document"]["name"] == "menu.pdf"
    assert await playground.webchat.fetch(file.id) == content


@pytest.mark.parametrize(("beginning", "kind"), [(b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg")])
async def test_a_picture_is_shown(playground: Playground, beginning: bytes, kind: str) -> None:
    """What begins like a picture is one, whatever its name; it needs no words."""
    await playground.do("send", name="x.exe", content=b64encode(beginning + b"...").decode())
    (said,) = await playground.said()
    assert said["picture"]
    assert said["picture_alt"] == "x.exe"
    async with playground.client() as client:
        shown = await client.get(said["picture"])
    assert (shown.headers["content-type"], shown.content) == (kind, beginning + b"...")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"name": "a.txt", "content": ""}, 413),
        ({"name": "a.txt", "content": "no base64!"}, 400),
        ({"name": "", "content": "YQ=="}, 400),
        ({"name": "a.txt", "content": 7}, 413),
        ({"name": "a.txt", "content": "YQ==", "text": ["x"]}, 400),
        ({"name": "a.txt", "content": "A" * (12 * 1024 * 1024)}, 413),
    ],
    ids=["nothing in it", "not base64", "no name", "no text", "words that are none", "too large"],
)
async def test_what_is_no_file_is_refused(playground: Playground, fields: dict[str, Any], status: int) -> None:
    """With a sentence, and nothing stands in the chat."""
    answer = await playground.do("send", **fields)
    assert (answer.status_code, bool(answer.json()["error"])) == (status, True)
    assert await playground.said() == []
