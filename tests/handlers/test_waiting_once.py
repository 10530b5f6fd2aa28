"""A person waits once in a chat, whatever comes at the same instant, in however many processes."""

import threading

import pytest

from chat.events import Command, Edited, Message
from handlers.presence import scene_of
from handlers.replies import opening
from handlers.replies.heard import Heard
from handlers.routing import Context
from storage import episode_moves, episodes
from storage.database import Database, Session
from storage.episodes import Opening
from tests.support.clock import HandClock
from tests.support.core import BOSS, SQUARE, Core, event
from tests.support.queries import all_episodes, ask, press, refresh


def waiting(chat: str = SQUARE) -> Opening:
    """Return what an episode is opened with."""
    return Opening(
        brand="acme",
        platform="slack",
        chat=chat,
        account=7,
        state="waiting",
        at=HandClock().now(),
        reply_chat=chat,
        reply_thread=None,
        reply_to="m1",
        language="en",
    )


def test_two_processes_open_one_episode(migrated_url: str) -> None:
    """The second waits for the first, and then finds that the person waits already."""
    here, there = Database(migrated_url), Database(migrated_url)
    opened: list[int | None] = []

    def too(db: Session) -> None:
        opened.append(episodes.open_(db, waiting()))

    with here.transaction() as db:
        first = episodes.open_(db, waiting())
        other = threading.Thread(target=there.write, args=(too,))
        other.start()
        other.join(0.2)
        assert not opened
    other.join(10)
    assert first is not None
    assert opened == [None]
    here.close()
    there.close()


async def test_what_comes_second_joins(acme: Core) -> None:
    """As it would have had it come a moment later."""
    first = await ask(acme)
    said = event(Message, message="m9", text="And on Sunday?", at=acme.clock.now())

    def open_too(ctx: Context) -> int:
        scene = scene_of(ctx, said)
        assert scene is not None
        return opening.open_(ctx, said, scene, Heard(asked=True), "slack:C-square:m9")

    assert await acme.do(open_too) == first.id
    (episode,) = all_episodes(acme)
    assert episode.heard_at == said.at


async def test_a_message_made_a_question_joins(acme: Core) -> None:
    """Its author may wait already for something that they asked since."""
    await acme.happens(Message, message="m0", text="You are open", name="Ana Lima")
    await ask(acme, "Do you ship?")
    await acme.happens(Edited, message="m0", text="Are you open?")
    (episode,) = all_episodes(acme)
    assert episode.is_waiting
    await refresh(acme)
    assert [each.payload["line"] for each in acme.letters("relay")] == [f"slack:{SQUARE}:m0"]


@pytest.mark.parametrize("word", ["button", "command"])
async def test_what_was_a_query_after_all_joins(acme: Core, word: str) -> None:
    """The message moves to what its author waits for since; the card that it leaves asks nothing."""
    first = await ask(acme)
    await acme.arrive_all()
    await press(acme, f"query-not:{first.id}")
    second = await ask(acme, "Do you ship?")
    if word == "button":
        await press(acme, f"query-is:{first.id}")
    else:
        await acme.happens(Command, command="query", person=BOSS, reply_to="m1", answerable=True)
    assert [each.state for each in all_episodes(acme)] == ["dismissed", "waiting"]
    await refresh(acme)
    (relay,) = acme.letters("relay")
    assert (relay.payload["episode"], relay.payload["line"]) == (second.id, f"slack:{SQUARE}:m1")
    assert acme.lines("message")[0].data["query"]


def test_a_group_that_moves_under_two_questions(migrated_url: str) -> None:
    """Somebody asked in the old group and, before that was known, in the new one; both are answered in the new one."""
    database = Database(migrated_url)
    with database.transaction() as db:
        opened = [episodes.open_(db, waiting(chat)) for chat in ("-1", "-2")]
        episode_moves.move_chat(db, "slack", "-1", "-2")
        found = [episodes.find(db, number) for number in opened if number]
    assert [(each.chat, each.reply_chat, each.reply_to) for each in found if each] == [
        ("-1", "-2", None),
        ("-2", "-2", "m1"),
    ]
    database.close()
