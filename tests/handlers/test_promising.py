"""Promises: made, told, kept, broken."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chat.errors import Permanent
from chat.events import Deleted, Filled, Message
from chat.messages import Message as Said
from handlers import letters, router
from storage import promises
from storage.promises import PROMISES, Promise
from tests.handlers.test_queries import all_episodes, ask, press, refresh, shown
from tests.support.core import BOSS, SQUARE, TEAM, Core
from tests.support.ticking import dues, strike, strike_all

FRIDAY = datetime(2026, 11, 6, 17, tzinfo=UTC)
"""18:00 in Berlin."""


def all_promises(core: Core) -> list[Promise]:
    """Return all promises, oldest first."""
    found: list[Promise] = core.read(
        lambda db: [Promise(**row) for row in db.execute(PROMISES.select().order_by("id")).mappings()]
    )
    return found


async def promise(core: Core, episode: int, until: str = "2026-11-06", **values: Any) -> Any:  # noqa: ANN401  # an outcome
    """Let the boss fill in the form of a promise."""
    where = {"form": f"query-promise:{episode}", "person": BOSS, "name": "Ben Boss", "chat": TEAM}
    return await core.happens(Filled, values={"date": until, "time": "", **values}, **where)


async def answer(core: Core, episode: int, text: str) -> None:
    """Let the boss answer, and the answer arrive."""
    where = {"form": f"query-reply:{episode}", "person": BOSS, "chat": TEAM}
    await core.happens(Filled, values={"text": text, "name": ""}, **where)
    await refresh(core)


def buttons(core: Core) -> dict[str, str]:
    """Return the card's buttons, what they carry by what they say."""
    card = shown(core, core.letters("query-card")[0])
    return {button.label: button.data for row in card.buttons for button in row}


async def test_a_promise_is_told_and_shown(acme: Core) -> None:
    """In the person's language, as a reply; it ends no waiting, and is no answer in the ledger."""
    episode = await ask(acme, "¿Cuándo abren?", language="es")
    await acme.arrive_all()
    assert (await press(acme, f"query-promise:{episode.id}", formable=True)).form.data == f"query-promise:{episode.id}"
    done = await promise(acme, episode.id, **{"query-promise-what": "ask the shop"})
    assert "Ana Lima hears by Fri 6 Nov 18:00" in done.toast
    (letter,) = acme.letters("promise")
    assert (letter.to.id, letter.reply_to) == (SQUARE, "m1")
    assert shown(acme, letter).text == "Te responderemos antes de: vie, 6 nov 18:00 (Europe/Berlin)."
    await refresh(acme)
    card = shown(acme, acme.letters("query-card")[0]).text
    assert "Ben Boss promised an answer by Fri 6 Nov 18:00" in card
    assert "ask the shop" in card
    assert acme.lines("answer") == []
    assert all_episodes(acme)[0].state == "waiting"


async def test_an_answer_in_time_keeps_it(acme: Core) -> None:
    """The clock then finds nothing to say."""
    episode = await ask(acme)
    await acme.arrive_all()
    await promise(acme, episode.id)
    await acme.arrive_all()
    acme.clock.forward(timedelta(days=1))
    await answer(acme, episode.id, "At nine.")
    (kept,) = all_promises(acme)
    assert (kept.state, kept.settled_at) == ("kept", acme.clock.now())
    acme.clock.forward(timedelta(days=3))
    assert await strike_all(acme, "query-promise") == 0


async def test_an_answer_in_the_group_keeps_it(acme: Core) -> None:
    """However a human answers."""
    episode = await ask(acme)
    await promise(acme, episode.id)
    acme.clock.forward(timedelta(days=1))
    await acme.happens(Message, message="m2", text="At nine!", person=BOSS, reply_to="m1")
    assert all_promises(acme)[0].state == "kept"


async def test_who_answers_late_has_broken_it(acme: Core) -> None:
    """The clock says so below the card, once; a press says that it was kept all the same, and stays."""
    episode = await ask(acme)
    await acme.arrive_all()
    await promise(acme, episode.id)
    await acme.arrive_all()
    acme.clock.time = FRIDAY + timedelta(minutes=1)
    (due,) = dues(acme, "query-promise")
    await strike(acme, due, due)
    await refresh(acme)
    await answer(acme, episode.id, "At nine.")
    (broken,) = all_promises(acme)
    assert (broken.state, broken.settled_at, broken.look_at) == ("broken", FRIDAY, None)
    (note,) = [each for each in acme.letters("note") if "💔" in each.payload["message"]["text"]]
    assert note.reply_to == all_episodes(acme)[0].card
    assert "not kept" in shown(acme, acme.letters("query-card")[0]).text
    kept = buttons(acme)["Promise kept"]
    assert "Noted" in (await press(acme, kept)).toast
    assert "settled already" in (await press(acme, kept)).toast
    assert all_promises(acme)[0].state == "kept"


async def test_at_night_it_is_broken_and_told_in_the_morning(acme: Core) -> None:
    """Nobody is woken for it."""
    episode = await ask(acme)
    await promise(acme, episode.id, "2026-11-06", time="23:00")
    acme.clock.time = FRIDAY + timedelta(hours=5, minutes=1)
    assert await strike_all(acme, "query-promise") == 1
    assert all_promises(acme)[0].state == "broken"
    assert not [each for each in acme.letters("note") if "💔" in each.payload["message"]["text"]]
    acme.clock.time = datetime(2026, 11, 7, 8, tzinfo=UTC)
    assert await strike_all(acme, "query-promise") == 1
    assert [each for each in acme.letters("note") if "💔" in each.payload["message"]["text"]]


async def test_in_words_step_by_step(acme: Core) -> None:
    """Where there are no forms: until when, then what; both can be mended or left."""
    episode = await ask(acme)
    await press(acme, f"query-promise:{episode.id}")
    for text, why in (("soon", "can't read"), ("2020-01-01 10:00", "passed"), ("2031-01-01 10:00", "too far")):
        await acme.happens(Message, message=f"t-{why}", text=text, person=BOSS, chat=TEAM)
        assert why in acme.last_text()
    await acme.happens(Message, message="t8", text="freitag", person=BOSS, chat=TEAM)
    assert "Fri 6 Nov 18:00" in acme.last_text()
    assert all_promises(acme) == []
    await acme.happens(Message, message="t9", text="-", person=BOSS, chat=TEAM)
    (made,) = all_promises(acme)
    assert (made.due_at, made.text) == (FRIDAY, "")
    await press(acme, f"query-promise:{episode.id}")
    await acme.happens(Message, message="t10", text="-", person=BOSS, chat=TEAM)
    assert len(all_promises(acme)) == 1


async def test_what_took_too_long_to_write_is_asked_again(acme: Core) -> None:
    """A time that passed between the two steps is not promised."""
    episode = await ask(acme)
    await press(acme, f"query-promise:{episode.id}")
    await acme.happens(Message, message="t1", text="in 1 hour", person=BOSS, chat=TEAM)
    acme.clock.forward(timedelta(hours=2))
    await acme.happens(Message, message="t2", text="call", person=BOSS, chat=TEAM)
    assert "passed" in acme.last_text()
    assert all_promises(acme) == []


async def test_a_promise_in_an_answer_is_kept_in_mind_with_one_tap(acme: Core) -> None:
    """The person has read it there, so nothing more is sent; the next answer keeps it."""
    episode = await ask(acme)
    await acme.arrive_all()
    await answer(acme, episode.id, "We'll get back to you on Friday.")
    keep = buttons(acme)["Keep as promise: Fri 18:00"]
    acme.clock.forward(timedelta(minutes=5))
    assert "Noted" in (await press(acme, keep)).toast
    assert "already" in (await press(acme, keep)).toast
    assert "Keep as promise: Fri 18:00" not in buttons(acme)
    assert [each.due_at for each in all_promises(acme)] == [FRIDAY]
    assert acme.letters("promise") == []
    acme.clock.forward(timedelta(hours=1))
    await answer(acme, episode.id, "At nine.")
    assert all_promises(acme)[0].state == "kept"


async def test_an_answer_that_only_promises_anew_keeps_nothing(acme: Core) -> None:
    """It can take the older promise's place."""
    episode = await ask(acme)
    await acme.arrive_all()
    await promise(acme, episode.id)
    acme.clock.forward(timedelta(hours=1))
    await answer(acme, episode.id, "Sorry, we'll get back to you on Monday.")
    assert all_promises(acme)[0].state == "open"
    acme.clock.forward(timedelta(minutes=1))
    await press(acme, buttons(acme)["Keep as promise: Mon 18:00"])
    assert [each.state for each in all_promises(acme)] == ["dropped", "open"]


async def test_what_the_asker_took_back_breaks_nothing(acme: Core) -> None:
    """There is nothing to answer any more."""
    episode = await ask(acme)
    await promise(acme, episode.id)
    await acme.happens(Deleted, message="m1", person=None)
    acme.clock.time = FRIDAY + timedelta(minutes=1)
    await strike_all(acme, "query-promise")
    assert all_promises(acme)[0].state == "dropped"


async def test_a_promise_that_cannot_be_told_is_reported(acme: Core) -> None:
    """Below the card, with the reason."""
    episode = await ask(acme)
    await acme.arrive_all()
    await promise(acme, episode.id)
    (letter,) = acme.letters("promise")
    error = Permanent("the chat is gone", unreachable=True)
    await acme.do(lambda ctx: letters.refused(router, ctx, letter, error, Said(text="")))
    assert "the chat is gone" in acme.last_text()


async def test_the_digest_reads_what_became_of_them(acme: Core) -> None:
    """By when they were settled; what is past due counts as broken before the clock has said so."""
    first, second = await ask(acme), await ask(acme, person="U2", message="m2")
    third = await ask(acme, person="U3", message="m3")
    await promise(acme, first.id)
    await promise(acme, second.id)
    await promise(acme, third.id, "2026-11-20")
    acme.clock.forward(timedelta(hours=1))
    await acme.happens(Message, message="m4", text="At nine!", person=BOSS, reply_to="m1")
    start = datetime(2026, 11, 1, 23, tzinfo=UTC)
    week = (start, start + timedelta(days=7))
    settled = acme.read(lambda db: promises.settled(db, "acme", *week))
    assert [(each.episode, each.state) for each in settled] == [(first.id, "kept"), (second.id, "broken")]
    assert [each.episode for each in acme.read(lambda db: promises.open_(db, "acme"))] == [second.id, third.id]
    assert acme.read(lambda db: promises.settled(db, "zest", *week)) == []
    later = (week[1], week[1] + timedelta(days=7))
    assert acme.read(lambda db: promises.settled(db, "acme", *later)) == []


@pytest.mark.parametrize("data", ["query-promise:", "query-keep:x", "query-keep:99", "query-kept:", "query-kept:99"])
async def test_strange_buttons_are_refused(acme: Core, data: str) -> None:
    """With a sentence."""
    await ask(acme)
    outcome = await press(acme, data)
    assert (outcome.kind, bool(outcome.toast)) == ("refused", True)


async def test_others_and_closed_queries(acme: Core) -> None:
    """Strangers promise nothing, nor does anybody for what is closed; an answer that has passed is not kept."""
    episode = await ask(acme)
    await acme.arrive_all()
    await answer(acme, episode.id, "We'll get back to you on Friday.")
    keep = buttons(acme)["Keep as promise: Fri 18:00"]
    assert (await press(acme, keep, person="U9", chat=SQUARE)).kind == "refused"
    acme.clock.time = FRIDAY + timedelta(days=1)
    assert "passed" in (await press(acme, keep)).toast
    await press(acme, f"query-resolve:{episode.id}")
    assert "closed already" in (await promise(acme, episode.id, "2026-11-20")).toast
    assert all_promises(acme) == []
