"""Automatic answers: sent where one surely fits, labelled, refused with one press; they end no waiting."""

from dataclasses import replace
from typing import Any

import pytest

from chat.address import Address
from chat.errors import Permanent
from chat.events import File, Message, Press
from handlers import letters, router
from handlers.routing import Context
from storage import episodes, links, people, replies
from storage.episodes import Episode
from tests.handlers.test_library import answer, kept
from tests.handlers.test_queries import all_episodes, ask, press, refresh, shown
from tests.support.core import BOSS, GROUP, SQUARE, TEAM, Core


@pytest.fixture
async def prompt(acme: Core) -> Core:
    """Give a core whose team has one automatic answer."""
    await answer(acme, "save When do you open? | At nine, every day.")
    await answer(acme, f"auto {kept(acme)[0].id} on")
    return acme


async def choose(core: Core, word: str, episode: Episode, **fields: Any) -> str:
    """Let the asker press a button of the automatic answer; return what they are told."""
    outcome = await core.happens(
        Press, data=f"auto-{word}:{episode.id}", **{"person": "U1", "name": "Ana Lima", "message": "post", **fields}
    )
    return outcome.toast or ""


def waiting(core: Core) -> list[Episode]:
    """Return what the team has to work on."""
    found: list[Episode] = core.read(lambda db: episodes.waiting(db, "acme"))
    return found


async def test_it_is_sent_at_once_and_labelled(prompt: Core) -> None:
    """To where it was asked, in the person's language, once; it answers nothing in the ledger's eyes."""
    await ask(prompt, "What time do you open, please?")
    (letter,) = prompt.letters("reply")
    said = shown(prompt, letter)
    assert (letter.to.id, letter.reply_to) == (SQUARE, "m1")
    assert said.text == "Automatic answer:\nAt nine, every day."
    await refresh(prompt)
    (line,) = prompt.lines("answer")
    assert (line.data["automatic"], line.person, line.ref) == (True, "rapport", f"slack:{SQUARE}:m1")
    (now,) = all_episodes(prompt)
    assert (now.state, now.answered_at, now.automatic) == ("waiting", None, kept(prompt)[0].id)
    assert waiting(prompt) == []
    assert kept(prompt)[0].uses == 1
    card = shown(prompt, prompt.letters("query-card")[0]).text
    assert "Sent automatically" in card
    assert "hasn't said yet" in card


async def test_it_is_labelled_in_the_persons_language(acme: Core) -> None:
    """The answer itself is sent as it was kept; who asks in another language waits for people."""
    await answer(acme, "save Wann habt ihr offen? | Ab neun.", language="de")
    await answer(acme, f"auto {kept(acme)[0].id} on")
    await ask(acme, "Wann macht ihr auf?", language="de")
    (letter,) = acme.letters("reply")
    said = shown(acme, letter)
    assert said.text == "Automatische Antwort:\nAb neun."
    assert [each.label for each in said.buttons[0]] == ["Hat geholfen", "Passt nicht"]
    await ask(acme, "Wann habt ihr offen?", "m2", person="U2", language="pt")
    assert len(acme.letters("reply")) == 1


async def test_only_what_is_sure_is_sent(prompt: Core) -> None:
    """Another question, a question with a file, and what the team did not mark wait for people."""
    await ask(prompt, "When do you close?", person="U2")
    await ask(prompt, "When do you open on Sunday?", "m2", person="U3")
    await ask(prompt, "When do you open?", "m3", person="U4", files=(File("F1", "door.png", picture=True),))
    await answer(prompt, f"auto {kept(prompt)[0].id} off")
    await ask(prompt, "When do you open?", "m4", person="U5")
    assert prompt.letters("reply") == []
    assert len(waiting(prompt)) == 4


async def test_two_that_differ_are_not_sure(prompt: Core) -> None:
    """Whoever kept two automatic answers to one question has to say which."""
    await answer(prompt, "save What time do you open? | At ten.")
    await answer(prompt, f"auto {max(each.id for each in kept(prompt))} on")
    await ask(prompt)
    assert prompt.letters("reply") == []


async def test_that_is_not_it_opens_the_query_to_people(prompt: Core) -> None:
    """The team sees it below the card, the buttons go, and nothing is sent by itself again."""
    episode = await ask(prompt)
    await refresh(prompt)
    (reply,) = prompt.letters("reply")
    assert [each.data for each in shown(prompt, reply).buttons[0]] == [
        f"auto-yes:{episode.id}",
        f"auto-no:{episode.id}",
    ]
    assert "team" in await choose(prompt, "no", episode)
    assert [each.id for each in waiting(prompt)] == [episode.id]
    note = prompt.letters("note")[-1]
    assert (note.to.id, note.reply_to) == (TEAM, f"post-{prompt.letters('query-card')[0].id}")
    assert "Ana Lima" in note.payload["message"]["text"]
    assert shown(prompt, prompt.letters("reply-edit")[-1]).buttons == ()
    assert "team" in (await choose(prompt, "no", episode))
    assert "team" in (await choose(prompt, "yes", episode))
    await ask(prompt, "When do you open?", "m2")
    assert len(prompt.letters("reply")) == 1
    await press(prompt, f"query-resolve:{episode.id}")
    assert all_episodes(prompt)[0].state == "resolved"
    assert "settled" in (await choose(prompt, "no", episode))


async def test_that_helped_closes_it(prompt: Core) -> None:
    """By the person's own resolve line; the card says so."""
    episode = await ask(prompt)
    await refresh(prompt)
    assert "glad" in await choose(prompt, "yes", episode)
    await choose(prompt, "yes", episode)
    (line,) = prompt.lines("resolve")
    assert (line.person, line.team, line.ref) == ("U1", False, f"slack:{SQUARE}:m1")
    assert all_episodes(prompt)[0].state == "resolved"
    assert "helped, says Ana Lima" in shown(prompt, prompt.letters("query-card")[0]).text


async def test_only_who_asked_may_say_so(prompt: Core) -> None:
    """Others are refused, of the team too; an account that is linked is the same person."""
    episode = await ask(prompt)
    await refresh(prompt)
    assert "Only whoever asked" in await choose(prompt, "no", episode, person="U2")
    assert (await press(prompt, f"auto-yes:{episode.id}")).kind == "refused"
    assert "button" in await choose(prompt, "no", replace(episode, id=999))
    await ask(prompt, "Hello", "t1", platform="telegram", chat=GROUP, person="5")

    def link(ctx: Context) -> None:
        other = people.find(ctx.db, "acme", Address("telegram", "5"))
        assert other is not None
        links.link(ctx.db, episode.account, other.id)

    await prompt.do(link)
    assert "Thanks" in await choose(prompt, "no", episode, platform="telegram", chat=GROUP, person="5")


async def test_who_goes_on_is_heard_by_people(prompt: Core) -> None:
    """Another word after it hands the query over; thanks does not."""
    await ask(prompt)
    await refresh(prompt)
    await ask(prompt, "Thanks!", "m2")
    assert waiting(prompt) == []
    await ask(prompt, "No, at the other shop", "m3")
    assert len(waiting(prompt)) == 1


async def test_people_can_answer_all_the_same(prompt: Core) -> None:
    """A human answer ends the waiting as ever; the buttons go, and pressed all the same they say so."""
    episode = await ask(prompt)
    await refresh(prompt)
    await prompt.happens(Message, message="m2", text="At ten today.", person=BOSS, reply_to="m1")
    assert [each.state for each in all_episodes(prompt)] == ["answered"]
    assert shown(prompt, prompt.letters("reply-edit")[-1]).buttons == ()
    assert "settled" in await choose(prompt, "no", episode)


async def test_what_was_dismissed_and_waits_again_waits_for_people(prompt: Core) -> None:
    """A judgement that is taken back must not hide a query."""
    episode = await ask(prompt)
    await press(prompt, f"query-not:{episode.id}")
    await press(prompt, f"query-is:{episode.id}")
    assert [each.id for each in waiting(prompt)] == [episode.id]


async def test_one_that_does_not_arrive_goes_to_people(prompt: Core) -> None:
    """Nobody waits unseen for what was refused."""
    await ask(prompt)
    (letter,) = prompt.letters("reply")
    await prompt.do(lambda ctx: letters.refused(router, ctx, letter, Permanent("no"), shown(prompt, letter)))
    assert len(waiting(prompt)) == 1
    assert prompt.read(lambda db: replies.of_episode(db, waiting(prompt)[0].id))[0].state == "failed"
