"""The stream of changes, over real HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from chat.messages import Message
from storage import webchat
from storage.webchat import Saying
from tests.bot.platforms.webchat.playground import NOW, Playground, poll
from tests.support.serving import serve


class Stream:
    """Reads server-sent events, and remembers the last one's id as a browser does."""

    def __init__(self, response: httpx.Response) -> None:
        self.last_id = ""
        self._lines = response.aiter_lines()

    async def next(self) -> dict[str, Any]:
        """Return the next message."""
        return dict(json.loads(await self.field("data")))

    async def field(self, name: str) -> str:
        """Return the next line that begins with this field."""
        async with asyncio.timeout(20):
            async for line in self._lines:
                field, _, value = line.partition(": ")
                if field == "id":
                    self.last_id = value
                if field == name:
                    return value
        raise EOFError


@asynccontextmanager
async def listening(port: int, query: str = "", last_id: str = "") -> AsyncIterator[Stream]:
    """Open the stream as a browser does."""
    headers = {"Last-Event-ID": last_id} if last_id else {}
    async with (
        httpx.AsyncClient(base_url=f"http://localhost:{port}") as client,
        client.stream("GET", f"/play/events{query}", headers=headers) as response,
    ):
        assert response.headers["content-type"].startswith("text/event-stream")
        yield Stream(response)


async def test_new_and_changed_messages_are_sent(playground: Playground) -> None:
    """Whoever listens hears of each message and each change, with the change's number."""
    async with serve(playground.app) as port, listening(port, "?since=0") as stream:
        card = await playground.post(poll())
        assert (await stream.next())["poll"]["options"][0]["votes"] == 0
        await playground.edit(card, poll(1, 0))
        said = await stream.next()
        assert (said["id"], said["poll"]["options"][0]["votes"]) == (card, 1)
        assert stream.last_id == str(said["change"])


async def test_who_was_away_catches_up(playground: Playground) -> None:
    """After a break the stream begins behind the last change that was heard, and tells only the latest state."""
    card = await playground.post(poll())
    async with serve(playground.app) as port, listening(port, "?since=0") as stream:
        await stream.next()
    await playground.edit(card, poll(1, 0))
    await playground.edit(card, poll(1, 1))
    await playground.post(Message(text="Hello"))
    await playground.restart()
    async with serve(playground.app) as port, listening(port, "?since=0", stream.last_id) as again:
        assert (await again.next())["poll"]["options"][1]["votes"] == 1
        assert (await again.next())["text"] == "Hello"


async def test_a_long_absence_is_told_whole(playground: Playground, monkeypatch: pytest.MonkeyPatch) -> None:
    """More changes than one portion come one after the other."""
    monkeypatch.setattr(webchat, "_SINCE", webchat._SINCE.limit(2))
    for number in range(5):
        await playground.post(Message(text=str(number)))
    async with serve(playground.app) as port, listening(port, "?since=0") as stream:
        assert [(await stream.next())["text"] for _ in range(5)] == ["0", "1", "2", "3", "4"]


async def test_what_another_process_wrote_is_heard(playground: Playground) -> None:
    """A waiting stream looks by itself, since nobody wakes it from outside."""
    async with serve(playground.app) as port, listening(port) as stream:
        await stream.field("retry")
        await playground.writer.write(
            lambda db: webchat.put(db, Saying(chat="club", content={"text": "From elsewhere"}), NOW)
        )
        assert (await stream.next())["text"] == "From elsewhere"


@pytest.mark.parametrize("known", ["x", "-1", "9" * 40, "٣"])
async def test_a_number_that_is_none_means_now(playground: Playground, known: str) -> None:
    """Whoever asks from no known change hears what comes from now on."""
    await playground.post(Message(text="old"))
    async with serve(playground.app) as port, listening(port, f"?since={known}") as stream:
        await stream.field("retry")
        await playground.post(Message(text="new"))
        assert (await stream.next())["text"] == "new"


async def test_a_page_of_another_database_begins_anew(playground: Playground) -> None:
    """A page that knows of later changes than there are is told to begin from nothing."""
    async with serve(playground.app) as port, listening(port, "?since=77") as stream:
        assert await stream.field("event") == "anew"


async def test_streams_end_when_the_bot_stops(playground: Playground) -> None:
    """A stream does not keep the server from ending; nor does one that comes late."""
    async with serve(playground.app) as port, listening(port) as stream:
        await stream.field("retry")
        await playground.webchat.stop_intake()
        with pytest.raises(EOFError):
            await stream.next()
        async with httpx.AsyncClient() as client:
            assert (await client.get(f"http://localhost:{port}/play/events")).status_code == 503


async def test_many_listen(playground: Playground) -> None:
    """One commit wakes everybody who listens."""
    async with serve(playground.app) as port, listening(port) as one, listening(port) as two:
        for stream in (one, two):
            await stream.field("retry")
        await playground.post(Message(text="Hello"))
        assert [(await stream.next())["text"] for stream in (one, two)] == ["Hello", "Hello"]
