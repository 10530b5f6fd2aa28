"""A post goes out at most once, and what became of it is never left in the dark."""

import asyncio
from datetime import timedelta

import pytest

from chat.errors import Temporary, Unknown
from chat.events import Press, Vote
from chat.messages import Message
from chat.ports import Outgoing
from handlers.polls import creating
from storage import outbox, poll_posts
from storage.outbox import LEASE, Sending
from tests.support.clock import HandClock
from tests.support.office import BRAND, TEAM, Office, office
from tests.support.platform import FakePlatform, Trouble
from tests.support.waiting import until

LOST = Trouble(Unknown("reset"), carried_out=True)
DROPPED = Trouble(Unknown("reset"))
CANNOT_TELL = Unknown("the platform cannot tell")


async def poll_in(bot: Office) -> str:
    """Create a poll in the chats a and b and return its id."""
    poll = await bot.do(lambda ctx: creating.create(ctx, BRAND.key, "Which next?", ["Recipes", "Live"]))
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


async def die_calling(bot: Office) -> None:
    """Claim all that is due as a process does that is killed before it calls."""
    limits = Sending("slack", bot.platform.account, 1_000)
    await bot.writer.write(lambda db: outbox.claim(db, limits, "dead", bot.clock.now(), 100))


async def test_a_dead_process_loses_nothing(migrated_url: str) -> None:
    """When its lease ends, posts are looked up, edits made again, and what it had not begun is sent."""
    async with office(migrated_url) as bot:
        delivery = bot.deliver()
        await bot.put("a", "stands")
        await until(lambda: bot.platform.chats["a"])
        await delivery.stop()
        bot.deliveries.clear()
        await bot.put("a", "edited", action="edit", target="m1")
        await bot.put("a", "behind the edit")
        await bot.put("b", "post")
        await bot.put("b", "behind the post")
        await die_calling(bot)
        bot.deliver()
        await bot.pass_by(19)
        assert len(bot.platform.calls) == 1
        await bot.pass_by(10, step=2)
        assert bot.platform.texts("a") == ["edited", "behind the edit"]
        assert bot.platform.texts("b") == ["post", "behind the post"]
        assert [each.message.text for each in bot.platform.looked_up] == [""]


async def test_a_dead_process_whose_call_had_arrived(migrated_url: str) -> None:
    """What stands in the chat is found, and not posted a second time."""
    async with office(migrated_url) as bot:
        letter = await bot.put("a", "hello")
        await die_calling(bot)
        await bot.platform.deliver(Outgoing(letter=letter, action="post", chat="a", message=Message(text="hello")))
        bot.deliver()
        await bot.pass_by(30, step=10)
        assert (bot.platform.texts("a"), bot.letter(letter).message) == (["hello"], "m1")


async def test_a_lost_call_is_looked_up_though_an_earlier_one_was_refused(migrated_url: str) -> None:
    """What went wrong before does not make anybody believe that the matter is settled."""
    async with office(migrated_url) as bot:
        bot.platform.plan("a", Temporary("busy", 1.0))
        delivery = bot.deliver()
        letter = await bot.put("a", "hello")
        await bot.quiet()
        assert bot.letter(letter).error == "busy"
        await delivery.stop()
        bot.deliveries.clear()
        bot.clock.forward(timedelta(seconds=2))
        await die_calling(bot)
        bot.deliver()
        await bot.pass_by(30, step=5)
        assert (bot.platform.texts("a"), bot.letter(letter).state) == (["hello"], "sent")


async def test_a_process_that_slept_does_not_undo_what_another_did(migrated_url: str) -> None:
    """Its late word counts only where it says that the letter arrived."""
    clock, hanging = HandClock(), asyncio.Event()
    slack = FakePlatform(clock)
    async with office(migrated_url, slack) as bot:
        slack.plan("a", Trouble(Temporary("busy"), until=hanging))
        bot.deliver("sleeper")
        letter = await bot.put("a", "hello")
        await until(lambda: slack.calls)
        clock.forward(LEASE + timedelta(seconds=1))
        bot.deliver("other")
        await until(lambda: slack.looked_up)
        clock.forward(timedelta(seconds=5))
        bot.wake()
        await bot.settled(letter, "sent")
        hanging.set()
        await bot.pass_by(60, step=10)
        assert (slack.texts("a"), bot.letter(letter).state) == (["hello"], "sent")


async def test_two_processes_never_double_a_post(migrated_url: str) -> None:
    """Whoever claims a chat sends; a hundred letters arrive once each, in order."""
    async with office(migrated_url) as bot:
        bot.deliver("one")
        bot.deliver("two")
        for number in range(25):
            for chat in ("a", "b", "c", "d"):
                await bot.put(chat, f"{number}")
        await until(lambda: len(bot.platform.calls) == 100, 20)
        await bot.quiet()
        for chat in ("a", "b", "c", "d"):
            assert bot.platform.texts(chat) == [f"{number}" for number in range(25)]
        assert bot.read(outbox.states) == {"sent": 100}
