"""A stranger's private chat, where several brands share the bot."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from chat.address import Address
from chat.events import Command, Deleted, Edited, File, Message, Press
from chat.i18n import words
from chat.ports import Outcome
from handlers.whose import MOST
from storage import inbox, people
from storage.dialogs import DIALOGS
from storage.outbox import Letter
from tests.support.core import ACME, SQUARE, ZEST, Core, core
from tests.support.queries import all_episodes

PLACES = {
    "slack": {"platform": "slack", "person": "U7", "chat": "D7"},
    "telegram": {"platform": "telegram", "person": "7", "chat": "7"},
    "webchat": {"platform": "webchat", "person": "p7", "chat": "p7"},
}
ASKED = words("en")("whose-ask")


@pytest.fixture
async def two(migrated_url: str) -> AsyncIterator[Core]:
    """Open a core that knows two brands, once on each engine."""
    async with core(migrated_url, ACME, ZEST) as opened:
        yield opened


class Stranger:
    """Somebody whom no brand knows, in private with the bot."""

    def __init__(self, bot: Core, platform: str = "telegram") -> None:
        self.bot = bot
        self.at: dict[str, Any] = {**PLACES[platform], "private": True, "name": "Ana Lima"}
        self.said = 0

    async def says(self, text: str, **more: Any) -> Outcome:
        """Write a message."""
        self.said += 1
        return await self.bot.happens(Message, **{"message": f"m{self.said}", "text": text, **self.at, **more})

    async def gives(self, command: str, text: str = "", **more: Any) -> Outcome:
        """Give a command."""
        return await self.bot.happens(Command, command=command, text=text, **{**self.at, **more})

    async def chooses(self, brand: str, **more: Any) -> Outcome:
        """Press a brand's button."""
        return await self.bot.happens(Press, data=f"whose:{brand}", **{**self.at, **more})

    def told(self) -> list[str]:
        """Return what was said into their chat."""
        letters = self.bot.letters()
        return [text(each) for each in letters if each.chat in {self.at["chat"], self.at["person"]} and is_said(each)]

    def brands(self) -> list[str]:
        """Return the brands that know them."""
        at = Address(self.at["platform"], self.at["person"])
        return [brand for brand, _team in self.bot.read(lambda db: people.brands_of(db, at))]


def is_said(letter: Letter) -> bool:
    """Tell whether a letter carries its words."""
    return "message" in letter.payload


def text(letter: Letter) -> str:
    """Return the words of a letter."""
    found: str = letter.payload["message"]["text"]
    return found


def waiting(bot: Core) -> int:
    """Return how many are being asked something."""
    return len(bot.read(lambda db: db.execute(DIALOGS.select()).all()))


def logged(bot: Core, brand: str = "acme") -> list[str]:
    """Return what the brand's ledger has of people's words."""
    return [line.data["text"] for line in bot.lines("message", brand)]


@pytest.mark.parametrize("platform", list(PLACES))
async def test_a_strangers_question_reaches_the_brand_they_choose(two: Core, platform: str) -> None:
    """They are asked once, with a button for each brand; the press opens the card of what they wrote before."""
    ana = Stranger(two, platform)
    await ana.says("Hello, can you help me with my order?", files=(File("f1", "box.jpg", picture=True),))
    (letter,) = two.letters()
    assert (letter.chat, text(letter)) == (ana.at["person"], ASKED)
    buttons = letter.payload["message"]["buttons"]
    assert [[each["data"] for each in row] for row in buttons] == [["whose:acme"], ["whose:zest"]]
    assert [[each["label"] for each in row] for row in buttons] == [["Acme"], ["Zest"]]
    assert (ana.brands(), all_episodes(two), two.lines(), two.lines(brand="zest")) == ([], [], [], [])

    outcome = await ana.chooses("zest", language="en")
    assert outcome.toast == words("en")("whose-chosen", brand="Zest")
    (episode,) = all_episodes(two)
    assert (episode.brand, episode.state, episode.reply_chat) == ("zest", "waiting", ana.at["chat"])
    assert [each.chat for each in two.letters("query-card")] == ["-900"]
    assert (logged(two, "zest"), logged(two)) == (["Hello, can you help me with my order?"], [])
    account = two.read(lambda db: people.find(db, "zest", Address(platform, ana.at["person"])))
    assert (account.opened, account.team, account.name) == (True, False, "Ana Lima")
    assert waiting(two) == 0

    await ana.says("It is order 7")
    assert logged(two, "zest")[1:] == ["It is order 7"]
    assert len(all_episodes(two)) == 1


@pytest.mark.parametrize("platform", list(PLACES))
async def test_a_code_says_whose_it_is(two: Core, platform: str) -> None:
    """`/me link CODE` works at once, in whatever letters; nobody is asked, and what was said before is not lost."""
    known = {"person": "909", "platform": "telegram", "language": "en"}
    await two.happens(Message, message="s1", text="Hello", chat="-901", **known)
    given = await two.happens(Command, command="me", text="link", chat="909", private=True, answerable=True, **known)
    code = given.answer.text.partition("/me link ")[2].split()[0] if given.answer else ""
    ana = Stranger(two, platform)
    await ana.says("Hello?")
    await ana.gives("me", "link ABCD-EFGH")
    assert (ana.told(), ana.brands()) == ([ASKED], [])
    await ana.gives("me", f"LINK  {code.lower()}", language="en")
    assert ana.told()[1:] == [words("en")("me-linked-now", platform="Telegram")]
    assert (ana.brands(), waiting(two)) == (["zest"], 0)
    assert two.read(lambda db: inbox.due(db, two.clock.now() + timedelta(minutes=5)))


async def test_more_words_wait_without_another_question(two: Core) -> None:
    """In their order, the latest few; after an hour they are asked once more, and nothing comes twice."""
    ana = Stranger(two)
    for number in range(MOST + 2):
        await ana.says(f"Word {number}")
    assert ana.told() == [ASKED]
    two.clock.forward(timedelta(hours=1))
    await ana.says("Hello?")
    assert ana.told() == [ASKED, ASKED]
    for _ in range(2):
        await ana.chooses("acme")
    assert logged(two) == [*(f"Word {number}" for number in range(3, MOST + 2)), "Hello?"]
    assert [each.state for each in all_episodes(two)] == ["told", "waiting"]


async def test_commands_wait_too(two: Core) -> None:
    """/start greets, /me shows its page, /ask asks, /help helps, and what is refused is said."""
    ana = Stranger(two)
    await ana.gives("start")
    assert ana.told() == [ASKED]
    for command, words_ in (("me", ""), ("me", "votes"), ("me", "nonsense"), ("ask", "Where is it"), ("help", "")):
        await ana.gives(command, words_)
    await ana.chooses("acme")
    say = words("en")
    told = ana.told()[1:]
    assert told[0] == say("welcome", brand="Acme")
    assert say("me-title") in [letter.payload["message"].get("title") for letter in two.letters("answer")]
    assert say("me-usage") in told
    assert say("ask-taken-here") in told
    assert told[-1] == say("help-audience", brand="Acme")
    assert logged(two) == ["Where is it"]
    assert [(each.brand, each.state) for each in all_episodes(two)] == [("acme", "waiting")]


async def test_a_command_is_answered_where_it_is_given(two: Core) -> None:
    """Where an answer comes with the acknowledgement, the question is there, too, each time."""
    ana = Stranger(two, "slack")
    for _ in range(2):
        outcome = await ana.gives("me", answerable=True)
        assert outcome.answer is not None
        assert outcome.answer.text == ASKED
    assert two.letters() == []
    await ana.chooses("acme", answerable=True)
    assert [each.payload["message"]["title"] for each in two.letters("answer")] == [words("en")("me-title")] * 2


@pytest.mark.parametrize("language", ["es", "de-AT", "pt-BR"])
async def test_they_are_asked_in_their_language(two: Core, language: str) -> None:
    """As their client tells it."""
    ana = Stranger(two)
    await ana.says("?", language=language)
    assert ana.told() == [words(language[:2])("whose-ask")]
    outcome = await ana.chooses("acme", language=language)
    assert outcome.toast == words(language[:2])("whose-chosen", brand="Acme")


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ("whose:nope", {}),
        ("whose:", {}),
        ("whose", {}),
        ("whose:acme:zest", {}),
        ("whose:acme", {"chat": SQUARE, "private": False}),
        ("whose:acme", {"person": None}),
    ],
    ids=["no brand", "empty", "bare", "two brands", "not in private", "nobody"],
)
async def test_a_press_that_chooses_nothing(two: Core, data: str, fields: dict[str, Any]) -> None:
    """It is refused, and what was written waits on."""
    ana = Stranger(two, "slack")
    await ana.says("Where is it?")
    outcome = await two.happens(Press, data=data, **{**ana.at, **fields})
    assert (outcome.kind, outcome.toast) == ("refused", words("en")("button-old"))
    assert (waiting(two), all_episodes(two), ana.brands()) == (1, [], [])
    await ana.chooses("acme")
    assert len(all_episodes(two)) == 1


async def test_somebody_elses_press_takes_nothing(two: Core) -> None:
    """What a person wrote waits for their own choice."""
    ana = Stranger(two, "slack")
    await ana.says("Where is it?")
    await ana.chooses("zest", person="U8", chat="D8")
    assert (all_episodes(two), ana.brands(), waiting(two)) == ([], [], 1)
    await ana.chooses("acme")
    assert [each.brand for each in all_episodes(two)] == ["acme"]


async def test_a_stale_button_changes_nothing(two: Core) -> None:
    """Who has chosen is told what they chose, whatever they press later."""
    ana = Stranger(two)
    await ana.says("Where is it?")
    await ana.chooses("acme")
    outcome = await ana.chooses("zest")
    assert outcome.toast == words("en")("whose-chosen", brand="Acme")
    assert ana.brands() == ["acme"]
    assert len(all_episodes(two)) == 1


async def test_a_button_outlives_the_words(two: Core) -> None:
    """After a day nothing is kept any more: whoever presses then is greeted."""
    ana = Stranger(two)
    await ana.says("Where is it?")
    two.clock.forward(timedelta(days=2))
    await ana.chooses("acme")
    assert ana.told() == [ASKED, words("en")("welcome", brand="Acme")]
    assert (all_episodes(two), ana.brands()) == ([], ["acme"])


async def test_what_is_edited_or_deleted_meanwhile(two: Core) -> None:
    """The brand reads the last version, and nothing that was taken back; Slack does not name who deletes."""
    ana = Stranger(two, "slack")
    await ana.says("Where is it?")
    await ana.says("My number is 555")
    await two.happens(Edited, message="m1", text="Where is my order?", **ana.at)
    await two.happens(Deleted, message="m2", **{**ana.at, "person": None})
    await ana.chooses("acme")
    assert logged(two) == ["Where is my order?"]


async def test_who_is_met_elsewhere_meanwhile(two: Core) -> None:
    """Their brand is known then: what waited is handed over as soon as they write again, in its order."""
    ana = Stranger(two, "slack")
    await ana.says("Where is it?")
    await two.happens(Message, message="s1", text="Hi all", person="U7")
    await ana.says("It is order 7")
    await ana.says("Thanks!")
    two.clock.forward(timedelta(seconds=3))
    for kept in two.read(lambda db: inbox.due(db, two.clock.now())):
        await two.dispatcher.retry(kept)
    assert sorted(logged(two)) == sorted(["Hi all", "Where is it?", "It is order 7", "Thanks!"])
    assert (waiting(two), len(all_episodes(two))) == (0, 1)


async def test_who_was_erased_is_a_stranger_again(two: Core) -> None:
    """They are asked as if they had never been here."""
    ana = Stranger(two)
    await ana.says("Where is it?")
    await ana.chooses("zest")
    await two.happens(Press, data=f"me-erase-yes:{int(two.clock.now().timestamp())}", **ana.at)
    two.clock.forward(timedelta(minutes=1))
    assert ana.brands() == []
    await ana.says("Hello again")
    assert ana.told()[-1] == ASKED
    await ana.chooses("acme")
    assert logged(two) == ["Hello again"]


async def test_who_is_known_is_not_asked(two: Core) -> None:
    """Neither the audience nor a team; nor anybody in a group, or where there is one brand only."""
    await two.happens(Message, message="s1", text="Hi", person="U7")
    ana = Stranger(two, "slack")
    await ana.says("Where is it?")
    boss = Stranger(two)
    await boss.says("Hello", person="77", chat="77")
    await two.happens(Message, message="x1", text="Hello?", platform="telegram", chat="-55", person="8")
    assert [letter for letter in two.letters() if is_said(letter) and text(letter) == ASKED] == []
    assert [each.brand for each in all_episodes(two)] == ["acme"]


async def test_with_one_brand_nobody_is_asked(acme: Core) -> None:
    """There is nothing to choose."""
    ana = Stranger(acme)
    await ana.says("Where is it?")
    assert ASKED not in ana.told()
    assert len(all_episodes(acme)) == 1
