"""Kill the bot in the middle of a rush: what was acknowledged stays, and nothing counts twice."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import text

from storage import votes as stored
from storage.polls import Poll
from tests.crash.village import Village, village
from tests.support.slack_payloads import form, press
from tests.support.slack_server import SIGNING_SECRET, sign

PEOPLE = 1_000
CONNECTIONS = 100
KILLED_AFTER = 500


def request(poll: Poll, person: int) -> bytes:
    """Return a signed press, as it stands on the wire."""
    body = form(press(f"vote:{poll.id}:{person % 2}", user={"id": f"U{person:06}", "name": f"voter{person}"}))
    signed = sign(SIGNING_SECRET, body)
    head = {"Host": "bot.example.org", "Content-Type": "application/x-www-form-urlencoded", **signed}
    lines = "".join(f"{name}: {value}\r\n" for name, value in (head | {"Content-Length": str(len(body))}).items())
    return f"POST /slack/events HTTP/1.1\r\n{lines}\r\n".encode() + body


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, raw: bytes) -> bool:
    """Send a request over an open connection; return whether it was acknowledged."""
    writer.write(raw)
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0)
    await reader.readexactly(length)
    return head.startswith(b"HTTP/1.1 200")


class Rush:
    """Sends each person's press twice, over many connections at once; `halfway` is called once in the middle."""

    def __init__(self, port: int, presses: dict[int, bytes], halfway: Callable[[], object] = bool) -> None:
        self.acknowledged: set[int] = set()
        self._halfway = halfway
        self._port = port
        # Both copies of a press are under way at the same time.
        self._left = [item for item in reversed(presses.items()) for _ in range(2)]

    async def all(self) -> None:
        """Send all, as far as the server lives."""
        await asyncio.gather(*(self._connection() for _ in range(CONNECTIONS)))

    async def _connection(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        with suppress(OSError, asyncio.IncompleteReadError):  # the server was killed
            while self._left:
                person, raw = self._left.pop()
                if await ask(reader, writer, raw):
                    self.acknowledged.add(person)
                    if len(self.acknowledged) == KILLED_AFTER:
                        halfway, self._halfway = self._halfway, bool
                        halfway()
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


def votes(here: Village, poll: Poll) -> dict[int, list[int]]:
    """Return what each person chose, counted anew from the rows."""
    persons = [f"U{person:06}" for person in range(PEOPLE)]
    found = here.database.read(lambda db: stored.standing(db, poll, "slack", persons))
    return {int(person[1:]): standing.options or [] for person, standing in found.items()}


async def test_a_rush_of_votes_outlives_the_process(migrated_url: str, tmp_path: Path) -> None:
    """1,000 people vote, each request comes twice, the process is killed and started again, the rest comes again."""
    async with village(tmp_path, migrated_url, {"acme": ["C000"]}) as here:
        poll = here.create_poll()
        presses = {person: request(poll, person) for person in range(PEOPLE)}
        process = await here.start()
        rush = Rush(here.port, presses, process.kill)
        await rush.all()
        await process.wait()
        assert KILLED_AFTER <= len(rush.acknowledged) < PEOPLE
        await here.start()
        assert rush.acknowledged <= votes(here, poll).keys()
        again = Rush(here.port, presses)
        await again.all()
        assert len(again.acknowledged) == PEOPLE
        assert votes(here, poll) == {person: [person % 2] for person in range(PEOPLE)}
        results = here.database.read(lambda db: stored.results(db, poll))
        assert (results.voters, results.votes) == (PEOPLE, [PEOPLE // 2, PEOPLE // 2])
        lines = here.database.read(
            lambda db: db.execute(text("SELECT count(*) FROM ledger WHERE kind = 'vote'")).scalar()
        )
        assert lines == PEOPLE
