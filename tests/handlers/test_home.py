"""The bot's own page."""

from chat.events import Command, HomeOpened, Message, Press
from handlers import letters, router
from storage.outbox import Letter
from tests.support.core import BOSS, TEAM, Core


async def page(bot: Core, person: str) -> tuple[str, list[str]]:
    """Open the page; return its text and its buttons."""
    await bot.happens(HomeOpened, chat="", person=person, language="en")
    letter: Letter = bot.letters("home")[-1]
    assert (letter.action, letter.chat) == ("home", person)
    shown = letters.draw(router, bot.database.read(lambda db: db), letter, bot.brands)
    assert shown is not None
    return shown.text, [button.data for row in shown.buttons for button in row]


async def test_the_team_sees_its_polls(both: Core) -> None:
    """Running ones and those to come, each with a button, and one to make another."""
    poll = await both.poll()
    closed = await both.poll(question="Over?")
    where = {"chat": TEAM, "person": BOSS, "answerable": True}
    await both.happens(Command, command="poll", text='"Later?" "A" "B" every Monday 9:00', **where)
    await both.happens(Press, data=f"close:{closed.id}", **where)
    text, buttons = await page(both, BOSS)
    assert "One poll is running:\n• Which next?" in text
    assert "One is planned:\n• “Later?” goes out every Monday at 09:00" in text
    assert buttons == ["make:new:acme", "polls", f"results:{poll.id}"]


async def test_the_audience_reads_what_it_can_do(both: Core) -> None:
    """And nothing of the team's."""
    await both.poll()
    await both.happens(Message, message="1", text="hello", person="U9")
    text, buttons = await page(both, "U9")
    assert text.startswith("Hello! I'm Acme's assistant.")
    assert buttons == ["me"]


async def test_whoever_was_never_seen_is_welcome(both: Core) -> None:
    """The brand with an audience on that platform greets them."""
    assert (await page(both, "U-new"))[1] == ["me"]


async def test_one_page_at_a_time(both: Core) -> None:
    """It is drawn when it is sent, so however often it is opened meanwhile, one letter is enough."""
    for _ in range(3):
        await both.happens(HomeOpened, chat="", person=BOSS)
    (letter,) = both.letters("home")
    await both.arrive(letter, "view")
    await both.happens(HomeOpened, chat="", person=BOSS)
    assert len(both.letters("home")) == 1
