"""A post goes out at most once, and what became of it is never left in the dark."""

import asyncio
from collections.abc import Callable

import pytest

from bot.delivery import carrier
from chat.errors import Temporary, Unavailable, Unknown
from chat.events import Press, Vote
from chat.polls import Spec
from handlers.polls import making
from storage import outbox, poll_posts
from storage.writer import Writer
from tests.support.office import BRAND, TEAM, Office, office
from tests.support.platform import Trouble
from tests.support.waiting import until

LOST = Trouble(Unknown("reset"), carried_out=True)
DROPPED = Trouble(Unknown("reset"))
WHICH = Spec(question="Which next?", options=("Recipes", "Live"))
CANNOT_TELL = Unknown("the platform cannot tell")


async def poll_in(bot: Office) -> str:
    """Create a poll in the chats a and b and return its id."""
    poll = await bot.do(lambda ctx: making.create(ctx, BRAND.key, WHICH))
    return poll.id


async def test_a_post_that_is_found_was_sent(migrated_url: str) -> None:
    """The poll knows its message, which shows the truth in the end, though votes came before it was found."""
    async with office(migrated_url) as bot:
        bot.platform.plan("a", LOST)
        bot.deliver()
        poll = await poll_in(bot)
        await until(lambda: ("slack", "unknown") in bot.observed and bot.platform.chats["b"])
        await bot.event(Vote, chat="b", person="ann", poll=poll, options=(1,), toggle=True)
        await bot.pass_by(4)
        assert not bot.platform.looked_up
        await bot.pass_by(10, step=1)
        posts = bot.read(lambda db: poll_posts.of_poll(db, poll))
        assert sorted(post.message or "" for post in posts) == ["m1", "m2"]
        assert [len(bot.platform.chats[chat]) for chat in ("a", "b", TEAM)] == [1, 1, 0]
        assert "Live: 1" in bot.platform.texts("a")[0]
        assert len(bot.platform.looked_up) == 1


async def test_a_post_that_is_surely_absent_is_sent_once_more(migrated_url: str) -> None:
    """What the platform did not carry out goes out, before what waits behind it."""
    async with office(migrated_url) as bot:
        bot.platform.plan("a", DROPPED)
        bot.deliver()
        await bot.put("a", "hello")
        await bot.put("a", "behind it")
        await bot.pass_by(10, step=1)
        assert bot.platform.texts("a") == ["hello", "behind it"]
        assert bot.read(outbox.states) == {"sent": 2}


async def test_what_cannot_be_looked_up_now_is_later(sqlite_url: str) -> None:
    """While the platform cannot tell, nothing is posted and the chat waits; then it is found."""
    async with office(sqlite_url) as bot:
        bot.platform.plan("a", LOST)
        bot.platform.cannot_find = Temporary("busy", 60.0)
        bot.deliver()
        await bot.put("a", "hello")
        await bot.put("a", "behind it")
        await bot.pass_by(200, step=5)
        assert (bot.platform.texts("a"), len(bot.platform.looked_up)) == (["hello"], 4)
        bot.platform.cannot_find = None
        await bot.pass_by(60)
        assert bot.platform.texts("a") == ["hello", "behind it"]


@pytest.mark.parametrize(
    "problem",
    [
        pytest.param(CANNOT_TELL, id="cannot tell"),
        pytest.param(KeyError("messages"), id="broken"),
    ],
)
async def test_a_post_of_unknown_fate_is_asked_about(migrated_url: str, problem: Exception) -> None:
    """The team is asked once, with a button; pressed by any number of people it posts once."""
    async with office(migrated_url) as bot:
        bot.platform.plan("a", DROPPED)
        bot.platform.cannot_find = problem
        bot.deliver()
        letter = await bot.put("a", "hello")
        await bot.pass_by(40, step=8)
        (note,) = bot.platform.chats[TEAM]
        assert "slack:a" in note.message.text
        assert len(bot.platform.calls_to("a")) == 1
        button = note.message.buttons[0][0]
        assert (button.label, button.data) == ("Post again", f"again:{letter}")
        toasts = [
            (await bot.event(Press, chat=TEAM, person=person, data=button.data)).toast for person in ("ann", "ben")
        ]
        assert toasts == ["On its way again.", "That one is settled already."]
        await bot.pass_by(10)
        assert (bot.platform.texts("a"), bot.letter(letter).state) == (["hello"], "sent")
        assert (await bot.event(Press, chat=TEAM, person="ann", data=button.data)).toast == toasts[1]


async def test_what_is_lost_twice_is_asked_about_twice(sqlite_url: str) -> None:
    """Posting again can fail again, and that is no silence either."""
    async with office(sqlite_url) as bot:
        bot.platform.plan("a", DROPPED, DROPPED)
        bot.platform.cannot_find = CANNOT_TELL
        bot.deliver()
        letter = await bot.put("a", "hello")
        await bot.pass_by(10, step=5)
        await bot.event(Press, chat=TEAM, person="ann", data=f"again:{letter}")
        await bot.pass_by(10, step=5)
        assert len(bot.platform.chats[TEAM]) == 2


async def test_it_is_not_posted_again_while_it_is_looked_up(migrated_url: str) -> None:
    """A press that comes before the platform has told is refused: the letter may stand there already."""
    async with office(migrated_url) as bot:
        bot.platform.plan("a", LOST)
        bot.deliver()
        letter = await bot.put("a", "hello")
        await bot.settled(letter, "unknown")
        pressed = await bot.event(Press, chat=TEAM, person="ann", data=f"again:{letter}")
        assert pressed.toast == "That one is settled already."
        await bot.pass_by(20, step=5)
        assert bot.platform.texts("a") == ["hello"]


@pytest.mark.parametrize("data", ["again:999", "again:", "again:x", "again:٣", "again:" + "9" * 40])
async def test_a_button_that_names_no_letter(sqlite_url: str, data: str) -> None:
    """Whatever a stranger's button carries, it is answered with a sentence."""
    async with office(sqlite_url) as bot:
        outcome = await bot.event(Press, chat=TEAM, person="ann", data=data)
        assert (outcome.kind, bool(outcome.toast)) == ("refused", True)


async def test_only_the_team_posts_again(sqlite_url: str) -> None:
    """An audience member who learnt the button's data gets a sentence."""
    async with office(sqlite_url) as bot:
        bot.platform.plan("a", DROPPED)
        bot.platform.cannot_find = CANNOT_TELL
        bot.deliver()
        letter = await bot.put("a", "hello")
        await bot.pass_by(10, step=5)
        assert (await bot.event(Press, chat="a", person="eve", data=f"again:{letter}")).kind == "refused"
        assert bot.letter(letter).state == "unknown"


async def test_an_edit_of_unknown_fate_is_made_again(migrated_url: str) -> None:
    """An edit may be repeated, and is not looked up."""
    async with office(migrated_url) as bot:
        bot.deliver()
        poll = await poll_in(bot)
        await until(lambda: bot.platform.chats["a"] and bot.platform.chats["b"])
        bot.platform.plan("a", DROPPED)
        await bot.event(Vote, chat="b", person="ann", poll=poll, options=(0,), toggle=True)
        await bot.pass_by(10, step=1.1)
        assert "Recipes: 1" in bot.platform.texts("a")[0]
        assert not bot.platform.looked_up


async def test_a_word_that_cannot_be_recorded_is_recorded_later(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that is away for seconds does not make a post of known fate an unknown one."""
    async with office(sqlite_url) as bot:
        monkeypatch.setattr(carrier, "RECORD_PAUSES_S", (0.01,) * 4)
        hanging = asyncio.Event()
        bot.platform.plan("a", Trouble(until=hanging))
        bot.deliver()
        letter = await bot.put("a", "hello")
        await until(lambda: bot.platform.calls)
        with monkeypatch.context() as away:
            away.setattr(bot.writer, "write", refuse_twice(bot.writer, away))
            hanging.set()
            await bot.settled(letter, "sent")
        assert bot.platform.texts("a") == ["hello"]


def refuse_twice(writer: Writer, away: pytest.MonkeyPatch) -> Callable[..., "asyncio.Future[None]"]:
    """Return a `write` that fails twice and is undone then."""
    left = [1, 2]

    def write(*_: object, **__: object) -> "asyncio.Future[None]":
        left.pop()
        if not left:
            away.undo()
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        future.set_exception(Unavailable("the disk is full"))
        return future

    return write
