"""What a platform refuses is recorded and told once, and harms nothing else."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select

from chat.address import Address
from chat.brands import Brand
from chat.errors import ChatMoved, Permanent, Temporary
from chat.events import Command, Message, Vote
from chat.messages import Message as Said
from chat.polls import Spec
from chat.ports import Receipt
from handlers import router
from handlers.polls import making
from handlers.routing import Context, Router
from storage import ledger, outbox, people, poll_posts
from storage.database import Session
from storage.outbox import Letter
from storage.polls import Poll
from tests.support.office import BRAND, TEAM, Office, office
from tests.support.platform import Trouble
from tests.support.waiting import until


async def make_poll(bot: Office) -> Poll:
    """Create a poll in the chats a and b."""
    spec = Spec(question="Which next?", options=("Recipes", "Live"))
    return await bot.do(lambda ctx: making.create(ctx, BRAND.key, spec))


def letters_of(bot: Office, kind: str) -> list[Letter]:
    """Return the letters of a kind, in the order they were put."""
    ids = bot.read(
        lambda db: db.execute(select(outbox.LETTERS.c.id).where(outbox.LETTERS.c.kind == kind)).scalars().all()
    )
    return [bot.letter(number) for number in sorted(ids)]


async def test_what_is_refused_is_recorded_and_the_team_told_once(migrated_url: str) -> None:
    """A poll that a chat does not take stands as failed with the platform's sentence, and is never tried again."""
    async with office(migrated_url) as bot:
        bot.platform.plan("a", Permanent("invite me with /invite", unreachable=True))
        bot.deliver()
        await make_poll(bot)
        await until(lambda: bot.platform.chats[TEAM])
        await bot.pass_by(3_600, step=600)
        failed = letters_of(bot, "poll")[0]
        assert (failed.state, failed.error, len(bot.platform.calls_to("a"))) == ("failed", "invite me with /invite", 1)
        assert bot.platform.texts(TEAM) == ["I couldn't bring a poll to slack:a: invite me with /invite"]
        assert bot.platform.chats["b"]
        assert ("slack", "permanent") in bot.observed


async def test_each_poll_that_is_missed_is_told(sqlite_url: str) -> None:
    """The second poll that a chat does not take is not passed over in silence."""
    async with office(sqlite_url) as bot:
        bot.platform.plan("a", Permanent("no"), Permanent("no"))
        bot.deliver()
        for _ in range(2):
            await make_poll(bot)
        await until(lambda: len(bot.platform.chats[TEAM]) == 2)


async def test_what_the_team_cannot_be_told_is_not_told_the_team(sqlite_url: str) -> None:
    """A letter to the team's own chat that is refused makes no other."""
    async with office(sqlite_url) as bot:
        bot.platform.plan(TEAM, Permanent("no"))
        bot.deliver()
        letter = await bot.put(TEAM, "hello")
        await bot.settled(letter, "failed")
        assert bot.read(outbox.states) == {"failed": 1}


async def test_a_person_who_cannot_be_reached(migrated_url: str) -> None:
    """Who blocked the bot is marked so, with a line in the ledger, until they are heard of again."""
    async with office(migrated_url) as bot:
        await bot.event(Message, chat="a", person="ann", message="m1", text="hi")
        bot.platform.plan("ann", Permanent("blocked", unreachable=True))
        bot.deliver()
        await bot.settled(await bot.put("ann", "hello", kind="answer"), "failed")
        ann = Address("slack", "ann")
        assert bot.read(lambda db: people.find(db, "acme", ann)).reachable is False  # type: ignore[union-attr]
        assert "block" in [line.kind for line in bot.read(lambda db: list(ledger.lines(db, "acme")))]
        bot.clock.forward(timedelta(minutes=5))
        await bot.event(Message, chat="a", person="ann", message="m2", text="back")
        assert bot.read(lambda db: people.find(db, "acme", ann)).reachable is True  # type: ignore[union-attr]


async def test_who_never_opened_a_chat_is_asked_to_where_they_asked(sqlite_url: str) -> None:
    """An answer that may not be sent becomes a word in the group; that is no block."""
    async with office(sqlite_url) as bot:
        bot.platform.plan("boss", Permanent("cannot write first", unreachable=True))
        bot.deliver()
        await bot.event(Command, chat="a", person="boss", command="ror", text="", thread="t1", answerable=False)
        await until(lambda: bot.platform.chats["a"])
        (word,) = bot.platform.chats["a"]
        assert (word.message.text[:16], word.thread) == ("Only you should ", "t1")
        assert not bot.platform.chats[TEAM]
        assert bot.read(lambda db: people.find(db, "acme", Address("slack", "boss"))).reachable  # type: ignore[union-attr]


async def test_a_chat_that_moved(migrated_url: str) -> None:
    """The letter goes to the new id once, everything else follows, in order."""
    async with office(migrated_url) as bot:
        bot.platform.plan("a", ChatMoved("a2"))
        poll = await make_poll(bot)
        await bot.put("a", "after the poll")
        bot.deliver()
        await until(lambda: len(bot.platform.chats["a2"]) == 2)
        assert len(bot.platform.calls_to("a")) == 1
        assert bot.platform.texts("a2")[1] == "after the poll"
        assert Address("slack", "a2") in bot.read(lambda db: people.audiences(db, "acme"))
        posts = bot.read(lambda db: poll_posts.of_poll(db, poll.id))
        assert {post.chat for post in posts if post.message} >= {"a2"}


async def test_a_chat_that_moved_nowhere(sqlite_url: str) -> None:
    """A platform that says a chat moved to where it was has refused, and is not asked for ever."""
    async with office(sqlite_url) as bot:
        bot.platform.plan("a", ChatMoved("a"))
        bot.deliver()
        await bot.settled(await bot.put("a", "hello"), "failed")


async def test_an_edit_that_is_not_needed_is_done(migrated_url: str) -> None:
    """What says "not modified" is swallowed, and the poll's message is not edited again and again."""
    async with office(migrated_url) as bot:
        bot.deliver()
        poll = await make_poll(bot)
        await until(lambda: bot.platform.chats["a"] and bot.platform.chats["b"])
        bot.platform.plan("a", Permanent("message is not modified", harmless=True))
        await bot.event(Vote, chat="b", person="ann", poll=poll.id, options=(0,), toggle=True)
        await bot.pass_by(10, step=1.1)
        await until(lambda: "Recipes: 1" in bot.platform.texts("b")[0])
        assert len(bot.platform.calls_to("a")) == 2
        assert (bot.read(outbox.states), bot.platform.chats[TEAM]) == ({"sent": 2}, [])


async def test_edits_that_a_chat_refuses_are_told_once(sqlite_url: str) -> None:
    """A chat that takes no edits any more is named to the team once, however many votes come."""
    async with office(sqlite_url) as bot:
        bot.deliver()
        polls = [await make_poll(bot) for _ in range(2)]
        await until(lambda: len(bot.platform.chats["a"] + bot.platform.chats["b"]) == 4)
        bot.platform.plan("a", Permanent("kicked", unreachable=True), Permanent("kicked", unreachable=True))
        for person in ("ann", "ben"):
            for poll in polls:
                await bot.event(Vote, chat="b", person=person, poll=poll.id, options=(0,), toggle=True)
            await bot.pass_by(5, step=1.1)
        await until(lambda: all("Recipes: 2" in text for text in bot.platform.texts("b")))
        assert bot.platform.texts(TEAM) == ["I couldn't bring a poll's update to slack:a: kicked"]
        assert len(bot.platform.calls_to("a")) == 4


async def test_a_platform_that_is_away_for_long(sqlite_url: str) -> None:
    """A letter waits a day for the platform, at growing distances, and has failed then."""
    async with office(sqlite_url) as bot:
        bot.platform.plan("a", *[Temporary("down")] * 1_000)
        bot.deliver()
        letter = await bot.put("a", "hello")
        while bot.clock.now() - bot.letter(letter).created_at < timedelta(hours=1):
            await bot.pass_by(61)
        assert 14 <= bot.letter(letter).attempts <= 25
        await bot.pass_by(82_801)
        assert bot.letter(letter).state == "failed"
        assert bot.platform.texts(TEAM) == ["I couldn't bring a note to slack:a: down"]


def failing(draws: int = 0, hears: int = 0) -> Router:
    """Return the features and one more, `clumsy`, that fails so often."""
    clumsy = Router()
    left = {"draws": draws, "hears": hears}

    def fail(what: str) -> None:
        left[what] -= 1
        if left[what] >= 0:
            raise KeyError(what)

    @clumsy.draws("clumsy")
    def draw(db: Session, letter: Letter, brands: Mapping[str, Brand]) -> Said:
        fail("draws")
        return Said(text="drawn")

    @clumsy.posted("clumsy")
    def hear(ctx: Context, letter: Letter, receipt: Receipt, message: Said) -> None:
        fail("hears")

    return Router.of(router, clumsy)


async def test_a_letter_that_cannot_be_drawn_is_drawn_later(sqlite_url: str) -> None:
    """Nothing was called, so it is simply tried again."""
    async with office(sqlite_url, features=failing(draws=2)) as bot:
        bot.deliver()
        await bot.put("a", kind="clumsy")
        await bot.pass_by(10, step=2.5)
        assert bot.platform.texts("a") == ["drawn"]


async def test_a_letter_that_can_never_be_drawn_does_not_block_its_chat(sqlite_url: str) -> None:
    """After ten attempts it has failed, and what waits behind it goes out."""
    async with office(sqlite_url, features=failing(draws=1_000)) as bot:
        bot.deliver()
        letter = await bot.put(TEAM, kind="clumsy")
        await bot.put(TEAM, "behind it")
        while not bot.platform.chats[TEAM]:
            await bot.pass_by(61)
        assert bot.platform.texts(TEAM) == ["behind it"]
        assert (bot.letter(letter).state, bot.letter(letter).error) == ("failed", "it could not be drawn")


async def test_a_feature_that_fails_does_not_make_its_letter_go_out_twice(migrated_url: str) -> None:
    """What was posted stays posted, and its chat goes on, whatever the feature makes of it."""
    async with office(migrated_url, features=failing(hears=1_000)) as bot:
        bot.deliver()
        letter = await bot.put("a", kind="clumsy")
        await bot.put("a", "behind it")
        await until(lambda: len(bot.platform.chats["a"]) == 2)
        await bot.pass_by(60, step=21)
        assert bot.platform.texts("a") == ["drawn", "behind it"]
        assert (bot.letter(letter).state, bot.letter(letter).message) == ("sent", "m1")


async def test_a_broken_platform_is_no_end(sqlite_url: str) -> None:
    """An error that no platform should raise is taken for a lost answer."""
    async with office(sqlite_url) as bot:
        bot.platform.plan("a", Trouble(ZeroDivisionError(), carried_out=True))
        bot.deliver()
        letter = await bot.put("a", "hello")
        await bot.settled(letter, "unknown")
        await bot.pass_by(6)
        await bot.settled(letter, "sent")
        assert bot.platform.texts("a") == ["hello"]
