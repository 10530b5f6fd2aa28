"""Queries: how they open, what joins them, how the team answers them in place."""

from typing import Any

from chat.events import Deleted, Edited, Message, Press
from handlers import replies as feature
from storage import episodes, people, replies
from storage.episodes import Episode
from storage.outbox import Letter
from storage.replies import Reply
from tests.support.core import BOSS, GROUP, SQUARE, TEAM, Core
from tests.support.queries import preview, send_button


def all_episodes(core: Core) -> list[Episode]:
    """Return all episodes, oldest first."""
    found: list[Episode] = core.read(
        lambda db: [Episode(*row) for row in db.execute(episodes.EPISODES.select().order_by("id"))]
    )
    return found


async def ask(core: Core, words: str = "When do you open?", message: str = "m1", **fields: Any) -> Episode:
    """Let somebody of the audience ask; return the newest episode."""
    await core.happens(Message, message=message, text=words, **{"person": "U1", "name": "Ana Lima", **fields})
    return all_episodes(core)[-1]


async def refresh(core: Core) -> None:
    """Let delivery bring cards up to date and everything arrive."""
    await core.arrive_all()
    await core.writer.write(lambda db: feature.refresh(db, core.brands, core.clock.now()))
    await core.arrive_all()


def shown(core: Core, letter: Letter) -> Any:  # noqa: ANN401  # a message
    """Return what a letter says now."""
    return core.read(lambda db: feature.router.drawers[letter.kind](db, letter, core.brands))


async def press(core: Core, data: str, **fields: Any) -> Any:  # noqa: ANN401  # an outcome
    """Let the boss press a button in the team's chat."""
    return await core.happens(Press, data=data, **{"person": BOSS, "name": "Ben Boss", "chat": TEAM, **fields})


async def test_a_query_opens_an_episode_with_one_card(acme: Core) -> None:
    """The card is in the team's chat at once; a second question joins and stands below it."""
    episode = await ask(acme)
    (card,) = acme.letters("query-card")
    assert (card.to.id, card.urgent, episode.state) == (TEAM, True, "waiting")
    assert "When do you open?" in shown(acme, card).text
    await acme.arrive_all()
    await ask(acme, "And on Sunday?", "m2")
    assert len(all_episodes(acme)) == 1
    await refresh(acme)
    (relay,) = acme.letters("relay")
    assert relay.reply_to == f"post-{card.id}"
    assert "And on Sunday?" in shown(acme, relay).text
    assert "And on Sunday?" in shown(acme, card).text


async def test_thanks_and_plain_words_open_nothing(acme: Core) -> None:
    """Neither in a group nor in private, where other words are shown to the team as told."""
    await acme.happens(Message, message="m1", text="Lovely day")
    await acme.happens(Message, message="m2", text="Thanks a lot", chat="D1", private=True)
    assert all_episodes(acme) == []
    told = await ask(acme, "I moved house", "m3", chat="D1", private=True)
    assert told.state == "told"


async def test_an_answer_goes_to_where_it_was_asked(acme: Core) -> None:
    """As a reply to the message, signed; the ledger has it as the answer, and the card says so."""
    await ask(acme, thread="topic-7", platform="telegram", chat=GROUP)
    episode = all_episodes(acme)[-1]
    await acme.arrive_all()
    await press(acme, f"query-reply:{episode.id}")
    await acme.happens(Message, message="t1", text="At nine.", person=BOSS, chat=TEAM)
    assert "At nine." in preview(acme).text
    assert acme.letters("reply") == []
    send = send_button(acme)
    assert (await press(acme, send, message="preview")).kind == "done"
    assert "already" in (await press(acme, send, message="preview")).toast
    (reply,) = acme.letters("reply")
    assert (reply.to.id, reply.thread, reply.reply_to) == (GROUP, "topic-7", "m1")
    assert shown(acme, reply).text == "At nine.\n\n— Ben"
    await refresh(acme)
    (line,) = acme.lines("answer")
    assert (line.ref, line.team, line.data["automatic"]) == (f"telegram:{GROUP}:m1", True, False)
    assert all_episodes(acme)[0].state == "answered"


async def test_edits_follow(acme: Core) -> None:
    """What was asked reads anew in the card; a team member's own message changes the answer that stands."""
    episode = await ask(acme)
    await acme.arrive_all()
    await press(acme, f"query-reply:{episode.id}")
    await acme.happens(Message, message="t1", text="At nin.", person=BOSS, chat=TEAM)
    await press(acme, send_button(acme))
    await acme.arrive_all()
    await acme.happens(Edited, message="t1", text="At nine.", person=BOSS, chat=TEAM)
    (edit,) = acme.letters("reply-edit")
    assert shown(acme, edit).text == "At nine.\n\n— Ben"
    await acme.happens(Edited, message="m1", text="When do you close?", person="U1")
    assert "When do you close?" in shown(acme, acme.letters("query-card")[0]).text


async def test_corrections_count_at_once(acme: Core) -> None:
    """A press changes the line, and is kept; it can be undone."""
    episode = await ask(acme)
    await press(acme, f"query-mood:{episode.id}:-1")
    await press(acme, f"query-recommends:{episode.id}")
    await press(acme, f"query-not:{episode.id}")
    (line,) = acme.lines("message")
    assert (line.data["sentiment"], line.data["recommends"], line.data["query"]) == (-1, True, False)
    assert all_episodes(acme)[0].state == "dismissed"
    await press(acme, f"query-is:{episode.id}")
    assert all_episodes(acme)[0].state == "waiting"
    assert acme.lines("message")[0].data["query"] is True


async def test_who_is_not_of_the_team_works_on_nothing(acme: Core) -> None:
    """A stranger's press is refused with a sentence."""
    episode = await ask(acme)
    refused = await press(acme, f"query-claim:{episode.id}", person="U9", chat=SQUARE)
    assert refused.kind == "refused"
    assert "team" in refused.toast


async def test_a_query_that_is_taken_back_is_withdrawn(acme: Core) -> None:
    """Nobody waits any more."""
    await ask(acme)
    await acme.happens(Deleted, message="m1", person=None)
    assert all_episodes(acme)[0].state == "withdrawn"


async def test_claims_and_resolving(acme: Core) -> None:
    """A claim is shown and can be given back; resolving writes the line of it, once."""
    episode = await ask(acme)
    await press(acme, f"query-claim:{episode.id}")
    account = acme.read(lambda db: people.of_id(db, all_episodes(acme)[0].claimant or 0))
    assert account.person == BOSS
    await press(acme, f"query-resolve:{episode.id}")
    await press(acme, f"query-resolve:{episode.id}")
    (line,) = acme.lines("resolve")
    assert line.ref == f"slack:{SQUARE}:m1"


async def test_a_team_members_reply_in_the_group_is_an_answer(acme: Core) -> None:
    """Whoever answers there without the card has answered all the same."""
    await ask(acme)
    await acme.happens(Message, message="m2", text="At nine!", person=BOSS, reply_to="m1")
    assert acme.lines("answer")[0].ref == f"slack:{SQUARE}:m1"
    assert all_episodes(acme)[0].state == "answered"


async def test_what_stands_below_a_card_is_corrected_there(acme: Core) -> None:
    """Each message that was passed on has its own presses: its mood, that it recommends, that it is a question."""
    episode = await ask(acme)
    await acme.arrive_all()
    await acme.happens(Message, message="m2", text="and mind the dog", person="U1")
    await refresh(acme)
    (relay,) = acme.letters("relay")
    (row,) = shown(acme, relay).buttons
    assert [each.label for each in row] == ["It is a query", "Positive", "Negative", "Recommends"]
    for button in row:
        assert (await press(acme, button.data)).kind == "done"
    first, second = acme.lines("message")
    assert first.data["sentiment"] == 0
    assert (second.data["query"], second.data["sentiment"], second.data["recommends"]) == (True, -1, True)
    assert [each.label for each in shown(acme, relay).buttons[0]][:1] == ["Not a query"]
    await press(acme, f"query-not:{episode.id}")
    assert all_episodes(acme)[0].state == "dismissed"


async def test_a_question_that_was_missed_after_an_answer_waits_anew(acme: Core) -> None:
    """By a press below the card it gets a card of its own; the answered one stays answered."""
    await ask(acme, chat="D1", private=True)
    await acme.happens(Message, message="a1", text="At nine.", person=BOSS, chat=TEAM)
    await acme.arrive_all()
    await press(acme, f"query-reply:{all_episodes(acme)[0].id}")
    await acme.happens(Message, message="t1", text="At nine.", person=BOSS, chat=TEAM)
    await press(acme, send_button(acme))
    await acme.arrive_all()
    await acme.happens(Message, message="m2", text="and the parking then", person="U1", chat="D1", private=True)
    await refresh(acme)
    await press(acme, shown(acme, acme.letters("relay")[-1]).buttons[0][0].data)
    assert [each.state for each in all_episodes(acme)] == ["answered", "waiting"]
    assert acme.lines("message")[1].data["query"] is True


async def test_strange_presses_below_a_card(acme: Core) -> None:
    """Of other messages, other words and other people they are refused with a sentence."""
    episode = await ask(acme)
    for data in (f"heard:{episode.id}:999:good", f"heard:{episode.id}:1:x", f"heard:{episode.id}", "heard:x:1:good"):
        assert (await press(acme, data)).kind == "refused"
    assert (await press(acme, f"heard:{episode.id}:1:good", person="U9", chat=SQUARE)).kind == "refused"


async def test_long_words_leave_room_in_the_card(acme: Core) -> None:
    """How things stand is never cut off; all that was written stands below."""
    episode = await ask(acme, "Why? " * 800, "m1")
    await acme.arrive_all()
    for number in range(4):
        written: Any = {"author": None, "name": "Ben", "text": "Because. " * 300, "files": [], "state": "sent"}
        answer = Reply(episode=episode.id, made_at=acme.clock.now(), **written)
        await acme.do(lambda ctx, answer=answer: replies.put(ctx.db, answer))
        await ask(acme, "But why? " * 300, f"n{number}")
    await press(acme, f"query-claim:{episode.id}")
    await refresh(acme)
    card = shown(acme, acme.letters("query-card")[0])
    assert len(card.title) + len(card.text) < 4_000
    assert card.text.endswith("Ben Boss is on it.")
    assert len(acme.letters("relay")) == 5
    assert ("Why? " * 800).strip() in shown(acme, acme.letters("relay")[0]).text
