"""The bot's own page."""

from chat.events import Command, Filled, HomeOpened, Message, Press
from handlers import letters, router
from storage.outbox import Letter
from tests.support.core import BOSS, TEAM, Core
from tests.support.queries import ask, press, shown


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
    assert buttons == ["inbox:0:waiting:acme", "make:new:acme", "polls", f"results:{poll.id}"]
    assert text.startswith("Nobody is waiting for an answer.")


async def test_the_team_sees_first_who_waits(both: Core) -> None:
    """How many, and the five longest, with what can be done about each."""
    made = [await ask(both, f"Question {number}?", f"P{number}") for number in range(7)]
    text, buttons = await page(both, BOSS)
    lines = text.replace("\u2068", "").replace("\u2069", "").splitlines()
    assert lines[0] == "7 are waiting for an answer, longest first:"
    assert lines[1].startswith("1. P0, Slack, 04/11/2026, 13:00: “Question 0?”")
    rows = [f"query-{word}:{each.id}" for each in made[:5] for word in ("reply", "claim")]
    assert buttons[:11] == [*rows, "inbox:0:waiting:acme"]
    assert len(lines) == 10


async def test_a_press_brings_the_page_up_to_date(both: Core) -> None:
    """Claimed from the page it says so, and can be given back; an answer that is on its way is off the page."""
    episode = await ask(both)
    await both.arrive_all()
    await press(both, f"query-claim:{episode.id}", chat="")
    (letter,) = both.letters("home")
    assert letter.chat == BOSS
    message = shown(both, letter)
    assert message.text.splitlines()[1].endswith("is on it")
    assert message.buttons[0][1].label == "1. Give back"
    await both.arrive_all()
    filled = {"form": f"query-reply:{episode.id}", "values": {"text": "At nine."}, "chat": "", "person": BOSS}
    await both.happens(Filled, **filled)
    (letter,) = both.letters("home")
    assert not any(button.data.startswith("query-") for row in shown(both, letter).buttons for button in row)
    await both.arrive_all()
    await press(both, f"query-claim:{episode.id}")
    assert both.letters("home") == []


async def test_the_audience_reads_what_it_can_do(both: Core) -> None:
    """And nothing of the team's."""
    await both.poll()
    await both.happens(Message, message="1", text="hello", person="U9")
    text, buttons = await page(both, "U9")
    assert text.startswith("Hello! I'm Acme's assistant.")
    assert buttons == ["me", "invite"]


async def test_whoever_was_never_seen_is_welcome(both: Core) -> None:
    """The brand with an audience on that platform greets them."""
    assert (await page(both, "U-new"))[1] == ["me", "invite"]


async def test_one_page_at_a_time(both: Core) -> None:
    """It is drawn when it is sent, so however often it is opened meanwhile, one letter is enough."""
    for _ in range(3):
        await both.happens(HomeOpened, chat="", person=BOSS)
    (letter,) = both.letters("home")
    await both.arrive(letter, "view")
    await both.happens(HomeOpened, chat="", person=BOSS)
    assert len(both.letters("home")) == 1
