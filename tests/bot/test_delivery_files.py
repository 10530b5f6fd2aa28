"""Files that go with letters: fetched beside them, named where they are not to be had, and holding no chat up."""

import asyncio
from dataclasses import replace

import pytest

from bot.delivery import files
from chat.errors import Permanent, Temporary
from chat.messages import Enclosure, Message
from tests.support.clock import HandClock
from tests.support.office import Office, office
from tests.support.platform import FakePlatform
from tests.support.waiting import until

FILE = Enclosure("slack", "f1", "a.pdf")
LOOK = Message(text="Look", enclosure=FILE)


class Shelf(FakePlatform):
    """A platform whose files come as they are told to."""

    def __init__(self, clock: HandClock) -> None:
        super().__init__(clock)
        self.fetches = 0
        self.coming = asyncio.Event()
        self.error: Exception | None = None

    async def fetch(self, file: str) -> bytes:
        """Return the file once it is `coming`, or fail."""
        self.fetches += 1
        if self.error:
            raise self.error
        await self.coming.wait()
        return self.files[file]


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """Return a platform with a file, for which nobody waits long."""
    monkeypatch.setattr(files, "WAIT_S", 0.05)
    found = Shelf(HandClock())
    found.files["f1"] = b"PDF"
    return found


async def sent(bot: Office) -> Message:
    """Let time pass until something stands in the chat."""
    for _ in range(60):
        if bot.platform.chats["a"]:
            break
        await bot.pass_by(5)
    return bot.platform.chats["a"][0].message


async def test_a_file_goes_with_its_letter(sqlite_url: str, shelf: Shelf) -> None:
    """As a document, or as a picture with its name in words."""
    shelf.coming.set()
    async with office(sqlite_url, shelf) as bot:
        await bot.put("a", message=LOOK)
        await bot.put("a", message=Message(text="", enclosure=Enclosure("slack", "f1", "a.png", picture=True)))
        bot.deliver()
        await until(lambda: len(shelf.chats["a"]) == 2)
        document, picture = (each.message for each in shelf.chats["a"])
        assert document.document is not None
        assert (document.document.name, document.document.content) == ("a.pdf", b"PDF")
        assert (picture.picture, picture.chart_alt) == (b"PDF", "a.png")


@pytest.mark.parametrize("error", [Permanent("gone"), Temporary("later"), Temporary("later", 9_999.0), KeyError("x")])
async def test_a_file_that_is_not_to_be_had_is_named(sqlite_url: str, shelf: Shelf, error: Exception) -> None:
    """At once, or within minutes where it might have come; the words arrive."""
    shelf.error = error
    async with office(sqlite_url, shelf) as bot:
        await bot.put("a", message=LOOK)
        bot.deliver()
        assert (await sent(bot)).text == "Look\n📎 a.pdf"
        assert shelf.fetches == (1 if isinstance(error, Permanent) else files.TRIES)
        assert (bot.clock.now() - HandClock().now()).total_seconds() < 120


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (Permanent("The file is larger than 20 MB."), "The file is larger than 20 MB"),
        (Temporary("A file did not come from Slack (HTTP 500)."), "A file did not come from Slack (HTTP 500)"),
        (KeyError("x"), "It did not come in time"),
    ],
)
async def test_the_team_is_told_why_a_file_is_missing(
    migrated_url: str, shelf: Shelf, error: Exception, why: str
) -> None:
    """In one short sentence, below its name."""
    shelf.error = error
    async with office(migrated_url, shelf) as bot:
        await bot.put("a", message=Message(text="Ana adds:", enclosure=replace(FILE, explained=True)))
        bot.deliver()
        assert (await sent(bot)).text == f"Ana adds:\n📎 a.pdf ({why})"


async def test_a_slow_file_goes_on_coming_while_its_letter_waits(sqlite_url: str, shelf: Shelf) -> None:
    """It is fetched once; other chats wait for nothing."""
    async with office(sqlite_url, shelf) as bot:
        await bot.put("a", message=LOOK)
        bot.deliver()
        await bot.put("b", "Hello")
        await until(lambda: shelf.texts("b"))
        await bot.quiet()
        assert shelf.texts("a") == []
        shelf.coming.set()
        assert (await sent(bot)).document is not None
        assert shelf.fetches == 1


async def test_a_file_of_a_platform_that_is_off_is_named(sqlite_url: str, shelf: Shelf) -> None:
    """Nobody can give it out."""
    async with office(sqlite_url, shelf) as bot:
        await bot.put("a", message=Message(text="Look", enclosure=Enclosure("telegram", "f1", "a.pdf")))
        bot.deliver()
        assert (await sent(bot)).text == "Look\n📎 a.pdf"


async def test_what_is_still_coming_ends_with_the_bot(sqlite_url: str, shelf: Shelf) -> None:
    """Nothing hangs."""
    async with office(sqlite_url, shelf) as bot:
        await bot.put("a", message=LOOK)
        bot.deliver()
        await until(lambda: shelf.fetches)
        await bot.quiet()
    assert not [task for task in asyncio.all_tasks() if task.get_name() == "fetch"]
