"""Queries that are put off: they come back by the clock, or when their person writes again."""

from datetime import timedelta
from typing import Any

import pytest

from chat.events import Filled, Message
from tests.handlers.test_queries import all_episodes, ask, press, refresh, shown
from tests.support.core import BOSS, TEAM, Core
from tests.support.ticking import dues, strike, strike_all


async def choices(core: Core, episode: int, **fields: Any) -> dict[str, str]:
    """Return the offered times, what their buttons carry by what they say."""
    offered = (await press(core, f"query-snooze:{episode}", **{"answerable": True} | fields)).answer
    return {button.label: button.data for row in offered.buttons for button in row}


async def test_a_query_comes_back_by_the_clock(acme: Core) -> None:
    """Its card says until when; then it says so no more, and a note stands below it, once."""
    episode = await ask(acme)
    await acme.arrive_all()
    offered = await choices(acme, episode.id)
    assert list(offered) == ["1 hour", "Tomorrow, 9:00", "Monday, 9:00", "Another time…"]
    assert "Thu 5 Nov 09:00" in (await press(acme, offered["Tomorrow, 9:00"])).toast
    await refresh(acme)
    assert "Put off until" in shown(acme, acme.letters("query-card")[0]).text
    assert dues(acme, "query-back") == []
    acme.clock.forward(timedelta(hours=20))
    (due,) = dues(acme, "query-back")
    await strike(acme, due, due)
    assert all_episodes(acme)[0].snoozed_until is None
    await refresh(acme)
    notes = [each for each in acme.letters("note") if "Back again" in each.payload["message"]["text"]]
    (note,) = notes
    assert (note.to.id, note.reply_to) == (TEAM, all_episodes(acme)[0].card)
    assert "Put off" not in shown(acme, acme.letters("query-card")[0]).text


async def test_the_afternoon_is_offered_in_the_morning(acme: Core) -> None:
    """And Monday is not offered twice, on Sunday as tomorrow."""
    episode = await ask(acme)
    acme.clock.forward(timedelta(days=4, hours=-4))
    assert list(await choices(acme, episode.id)) == [
        "1 hour",
        "This afternoon, 14:00",
        "Tomorrow, 9:00",
        "Another time…",
    ]


async def test_a_new_message_wakes_it(acme: Core) -> None:
    """Whoever writes again is not put off any longer."""
    episode = await ask(acme)
    await press(acme, (await choices(acme, episode.id))["1 hour"])
    assert all_episodes(acme)[0].snoozed_until is not None
    await acme.happens(Message, message="m2", text="Anybody?", person="U1")
    assert all_episodes(acme)[0].snoozed_until is None
    acme.clock.forward(timedelta(hours=2))
    assert await strike_all(acme, "query-back") == 0


async def test_it_can_be_taken_back(acme: Core) -> None:
    """By a button that is there only where it is put off; pressed twice it does no harm."""
    episode = await ask(acme)
    assert "Take it back now" not in await choices(acme, episode.id)
    await press(acme, (await choices(acme, episode.id))["1 hour"])
    wake = (await choices(acme, episode.id))["Take it back now"]
    assert "back" in (await press(acme, wake)).toast
    assert "back" in (await press(acme, wake)).toast
    assert all_episodes(acme)[0].snoozed_until is None


async def test_another_time_in_words(acme: Core) -> None:
    """What is no time ahead is asked once more, with the reason; then it is put off."""
    episode = await ask(acme)
    await press(acme, f"query-snooze-at:{episode.id}")
    for text, why in (("soonish", "can't read"), ("2020-01-01 10:00", "passed"), ("in 30 weeks", "too far")):
        await acme.happens(Message, message=f"t-{why}", text=text, person=BOSS, chat=TEAM)
        assert why in acme.last_text()
    await acme.happens(Message, message="t9", text="Friday 14:00", person=BOSS, chat=TEAM)
    assert "Fri 6 Nov 14:00" in acme.last_text()
    found = all_episodes(acme)[0].snoozed_until
    assert found is not None
    assert found.isoformat() == "2026-11-06T13:00:00+00:00"


async def test_another_time_in_a_form(acme: Core) -> None:
    """A mistake is told at its field."""
    episode = await ask(acme)
    form = (await press(acme, f"query-snooze-at:{episode.id}", formable=True)).form
    where = {"form": form.data, "person": BOSS, "chat": TEAM}
    refused = await acme.happens(Filled, values={"date": "2026-11-01", "time": "09:00"}, **where)
    assert "passed" in refused.errors["date"]
    assert "can't read" in (await acme.happens(Filled, values={}, **where)).errors["date"]
    done = await acme.happens(Filled, values={"date": "2026-11-09", "time": ""}, **where)
    assert done.toast == "Put off until Mon 9 Nov 09:00."


@pytest.mark.parametrize(
    "data",
    [
        "query-snooze:x",
        "query-snooze:999999",
        "query-snooze-until:1:",
        "query-snooze-until:1:-5",
        "query-snooze-until:1:99999999999999",
        "query-snooze-until:1:2²",
        "query-snooze-until:1:1",
        "query-snooze-at:",
        "query-wake:zzz",
    ],
)
async def test_strange_buttons_are_refused(acme: Core, data: str) -> None:
    """With a sentence, and nothing is put off."""
    await ask(acme)
    outcome = await press(acme, data)
    assert (outcome.kind, bool(outcome.toast)) == ("refused", True)
    assert all_episodes(acme)[0].snoozed_until is None


async def test_what_is_closed_is_not_put_off(acme: Core) -> None:
    """Nor what strangers press."""
    episode = await ask(acme)
    until = (await choices(acme, episode.id))["1 hour"]
    assert (await press(acme, until, person="U9", chat="C-square")).kind == "refused"
    await press(acme, f"query-resolve:{episode.id}")
    assert "closed already" in (await press(acme, until)).toast
    assert "closed already" in (await press(acme, f"query-snooze:{episode.id}")).toast
    assert all_episodes(acme)[0].snoozed_until is None
