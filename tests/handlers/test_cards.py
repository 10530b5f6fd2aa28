"""What stands in the chats: one edit for many votes, the tally under native polls, the close, a chat that moves."""

import pytest

from chat.errors import ChatMoved, Permanent
from chat.events import ChatMigrated
from chat.messages import Message
from chat.ports import Receipt
from handlers import letters, polls, router
from storage import poll_posts
from storage.outbox import Letter
from storage.polls import Poll
from tests.support.core import GROUP, PLAZA, SQUARE, Core


async def refresh(bot: Core) -> list[Letter]:
    """Let delivery look for messages that are behind, and return the edits that it put."""
    known = {letter.id for letter in bot.letters()}
    if bot.read(polls.has_stale):
        await bot.do(lambda ctx: polls.refresh(ctx.db, bot.brands, bot.clock.now()))
    return [letter for letter in bot.letters() if letter.id not in known]


async def posted(bot: Core, **natives: str) -> Poll:
    """Make a poll and let it arrive in all its chats, its tallies too."""
    poll = await bot.poll()
    await bot.arrive_all(**natives)
    await bot.arrive_all()
    return poll


def drawn(bot: Core, letter: Letter) -> Message:
    """Draw a letter as it would be sent now."""
    message = bot.read(lambda db: letters.draw(router, db, letter, bot.brands))
    assert isinstance(message, Message)
    return message


async def refuse(bot: Core, letter: Letter, error: Permanent) -> None:
    """Let a platform refuse a letter for good."""
    message = drawn(bot, letter)
    await bot.do(lambda ctx: letters.refused(router, ctx, letter, error, message))


async def test_many_votes_one_edit(acme: Core) -> None:
    """However many vote, each message has one edit to come, and it shows what is true when it is sent."""
    poll = await posted(acme)
    assert await refresh(acme) == []
    for i in range(5):
        await acme.vote(poll, 0, person=f"U{i}")
    edits = await refresh(acme)
    assert {(edit.action, edit.platform, edit.chat) for edit in edits} == {
        ("edit", "slack", SQUARE),
        ("edit", "telegram", GROUP),
        ("edit", "webchat", PLAZA),
    }
    await acme.vote(poll, 1, person="U9")
    assert await refresh(acme) == []
    card = drawn(acme, edits[0]).poll
    assert card is not None
    assert [(option.text, option.votes) for option in card.options] == [("Recipes", 5), ("Live", 1)]
    assert (card.voters, card.voters_line, card.closed, card.votable) == (6, "6 people voted", False, True)
    await acme.arrive_all()
    assert await refresh(acme) == []
    await acme.vote(poll, 1, person="U9")
    assert len(await refresh(acme)) == 3


async def test_nothing_is_edited_before_it_is_posted(acme: Core) -> None:
    """A poll that was voted in before it arrived everywhere shows the votes from the start."""
    poll = await acme.poll()
    await acme.vote(poll, 0)
    assert await refresh(acme) == []
    await acme.arrive_all()
    assert await refresh(acme) == []


async def test_a_vote_while_it_is_on_its_way(acme: Core) -> None:
    """A message that was drawn before a vote and arrives after it is edited."""
    poll = await acme.poll()
    letter = acme.letters("poll")[0]
    before = drawn(acme, letter)
    await acme.vote(poll, 0)
    receipt = Receipt(message="m1")
    await acme.do(lambda ctx: letters.arrived(router, ctx, letter, receipt, before))
    (edit,) = await refresh(acme)
    assert edit.target == "m1"


async def test_under_a_native_poll_stands_the_tally(acme: Core) -> None:
    """A native poll shows its own chat's bars only: a reply shows all networks', and is edited in its place."""
    poll = await acme.poll()
    await acme.arrive_all(telegram="p1")
    (tally,) = acme.letters("poll-tally")
    native = next(post for post in acme.read(lambda db: poll_posts.of_poll(db, poll.id)) if post.native)
    assert (tally.chat, tally.reply_to, tally.action) == (GROUP, native.message, "post")
    card = drawn(acme, tally).poll
    assert card is not None
    assert not card.votable
    await acme.arrive(tally, "m-tally")
    await acme.vote(poll, 0)
    edits = await refresh(acme)
    assert [(edit.action, edit.target) for edit in edits if edit.platform == "telegram"] == [("edit", "m-tally")]


async def test_a_poll_of_one_chat_needs_no_tally(both: Core) -> None:
    """Where the native poll is all there is, its own bars say it all."""
    poll = await both.poll(brand="zest")
    await both.arrive_all(telegram="p1")
    await both.vote(poll, 0, platform="telegram", native="p1")
    assert both.letters("poll-tally") == []
    assert await refresh(both) == []


async def test_the_close_comes_first_and_once(acme: Core) -> None:
    """Native polls are stopped, all other messages edited, urgently; after that nothing is watched any more."""
    poll = await posted(acme, telegram="p1")
    await acme.vote(poll, 0)
    assert await acme.do(lambda ctx: polls.close(ctx, poll))
    edits = await refresh(acme)
    assert sorted((edit.platform, edit.action, edit.urgent) for edit in edits) == [
        ("slack", "edit", True),
        ("telegram", "edit", True),
        ("telegram", "stop", True),
        ("webchat", "edit", True),
    ]
    card = drawn(acme, edits[0]).poll
    assert card is not None
    assert (card.closed, card.voters_line) == (True, "Closed, 1 person voted")
    await acme.arrive_all()
    assert await refresh(acme) == []
    assert not acme.read(polls.has_stale)


async def test_an_edit_that_is_refused_for_good_does_not_come_again(acme: Core) -> None:
    """The team is told once; the other chats go on."""
    poll = await posted(acme)
    await acme.vote(poll, 0)
    edit, *others = await refresh(acme)
    for _ in range(3):
        await refuse(acme, edit, Permanent("the channel is archived"))
    for other in others:
        await acme.arrive(other, other.target or "")
    await acme.vote(poll, 1)
    assert {letter.chat for letter in await refresh(acme)} == {other.chat for other in others}
    assert len(acme.letters("note")) == 1


async def test_an_edit_of_what_is_gone_or_true_already(acme: Core) -> None:
    """`Not modified` and `message not found` count as done."""
    poll = await posted(acme)
    await acme.vote(poll, 0)
    for edit in await refresh(acme):
        await refuse(acme, edit, Permanent("message is not modified", harmless=True))
    assert await refresh(acme) == []
    assert acme.letters(state="failed") == []


NEW = "-1002"


@pytest.mark.parametrize("times", [1, 2])
async def test_a_chat_that_moves_takes_its_poll_along(acme: Core, times: int) -> None:
    """Whether the service message or the refusal tells it, the old id stands nowhere any more."""
    poll = await acme.poll()
    arrived, moved = [letter for letter in acme.letters() if letter.platform == "telegram"], acme.letters("poll")
    assert len(arrived) == 1
    assert len(moved) == 3
    await acme.arrive_all(telegram="p1")
    await acme.vote(poll, 0)
    for _ in range(times):
        await acme.happens(ChatMigrated, platform="telegram", chat=GROUP, new_chat=NEW, person=None)
    await acme.arrive_all()
    await acme.do(lambda ctx: polls.close(ctx, poll))
    assert {edit.chat for edit in await refresh(acme) if edit.platform == "telegram"} == {NEW}
    await acme.vote(await acme.poll(question="And then?"), 0)
    assert {letter.chat for letter in acme.letters("poll", "queued")} == {SQUARE, NEW, PLAZA}


async def test_a_letter_to_a_chat_that_moved_is_sent_again(acme: Core) -> None:
    """The refusal tells the new id: the letter is queued for it, and so is all else for that chat."""
    await acme.poll()
    await acme.poll(question="And then?")
    first, second = [letter for letter in acme.letters("poll") if letter.platform == "telegram"]
    await refuse(acme, first, ChatMoved(NEW))
    chats = {letter.id: (letter.chat, letter.state) for letter in acme.letters("poll")}
    assert (chats[first.id], chats[second.id]) == ((NEW, "queued"), (NEW, "queued"))
