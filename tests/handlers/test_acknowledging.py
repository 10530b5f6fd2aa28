"""Out of hours: who asks is told when an answer will come, once, in their language."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chat.brands import Replies
from chat.events import Press
from tests.handlers.test_library import answer, kept
from tests.handlers.test_queries import all_episodes, ask, press, shown
from tests.support.clock import HandClock
from tests.support.core import ACME, GROUP, SQUARE, Core, core

WEEK = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
FRIDAY_NIGHT = datetime(2026, 11, 6, 20, tzinfo=UTC)


@pytest.fixture
async def night(migrated_url: str) -> AsyncIterator[Core]:
    """Open a core whose brand has hours, on a Friday night."""
    async with core(migrated_url, replace(ACME, hours=WEEK), clock=HandClock(FRIDAY_NIGHT)) as opened:
        yield opened


def told(core_: Core) -> list[str]:
    """Return what was said of when an answer comes."""
    drawn = [shown(core_, letter) for letter in core_.letters("acknowledgement")]
    return [message.text for message in drawn if message is not None]


async def test_who_asks_at_night_is_told_when(night: Core) -> None:
    """Where they asked, as a reply, with the day and the brand's time; the waiting goes on, and no line is written."""
    await ask(night, thread="topic-7", platform="telegram", chat=GROUP)
    (letter,) = night.letters("acknowledgement")
    assert (letter.to.id, letter.thread, letter.reply_to) == (GROUP, "topic-7", "m1")
    (text,) = told(night)
    assert text.startswith("Thanks for your message, we've got it. We're back on Monday, 9 November at 09:00 (Berlin ")
    await night.arrive_all()
    assert night.lines("answer") == []
    (episode,) = all_episodes(night)
    assert (episode.state, episode.answered_at, episode.automatic) == ("waiting", None, None)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "ab Montag, 9. November, 09:00 Uhr (Zeit in Berlin)"),
        ("es", "el lunes, 9 de noviembre a las 9:00 (hora de Berlín)"),
        ("pt-BR", "de segunda-feira, 9 de novembro, 09:00 (horário de Berlim)"),
    ],
)
async def test_it_is_in_the_persons_language(night: Core, language: str, words: str) -> None:
    """The day too."""
    await ask(night, "Quando? Wann? ¿Cuándo?", language=language)
    assert words in told(night)[0]


async def test_before_the_opening_it_is_today(night: Core) -> None:
    """Nobody reads a date where a time will do."""
    night.clock.time = datetime(2026, 11, 9, 5, tzinfo=UTC)
    await ask(night)
    assert "today at 09:00" in told(night)[0]


async def test_nobody_is_told_twice_in_one_night(night: Core) -> None:
    """Nor for a second query, nor in another chat; the next night it is said again, and to others at once."""
    await ask(night)
    await ask(night, "And where?", "m2")
    await ask(night, "And when by mail?", "d1", chat="D1", private=True)
    assert len(told(night)) == 1
    await ask(night, "When?", "m3", person="U2")
    assert len(told(night)) == 2
    for each in all_episodes(night):
        await press(night, f"query-resolve:{each.id}")
    night.clock.forward(timedelta(days=3, hours=1))
    await ask(night, "When again?", "m4")
    assert "Tuesday, 10 November" in told(night)[-1]


@pytest.mark.parametrize("at", [datetime(2026, 11, 6, 9, tzinfo=UTC), datetime(2026, 11, 6, 15, 59, tzinfo=UTC)])
async def test_in_hours_nothing_is_said(night: Core, at: datetime) -> None:
    """The team is there."""
    night.clock.time = at
    await ask(night)
    assert told(night) == []


async def test_without_hours_nothing_is_said(acme: Core) -> None:
    """Nobody promises what nobody set."""
    await ask(acme)
    assert acme.letters("acknowledgement") == []


async def test_it_can_be_switched_off(sqlite_url: str) -> None:
    """A brand may do without."""
    brand = replace(ACME, hours=WEEK, replies=Replies(acknowledge=False))
    async with core(sqlite_url, brand, clock=HandClock(FRIDAY_NIGHT)) as opened:
        await ask(opened)
        assert opened.letters("acknowledgement") == []


async def test_what_asks_nothing_is_not_acknowledged(night: Core) -> None:
    """Neither thanks nor what is merely told."""
    await ask(night, "I moved house", "d1", chat="D1", private=True)
    await night.happens(Press, data="nothing", person="U1", chat=SQUARE)
    assert night.letters("acknowledgement") == []


async def test_an_answer_that_came_first_leaves_nothing_to_say(night: Core) -> None:
    """What waited for its platform is not said after the answer."""
    episode = await ask(night)
    await press(night, f"query-resolve:{episode.id}")
    (letter,) = night.letters("acknowledgement")
    assert shown(night, letter) is None


async def test_an_automatic_answer_comes_in_its_place(night: Core) -> None:
    """At any hour; who refuses it is told when people are back."""
    await answer(night, "save When do you open? | At nine.")
    await answer(night, f"auto {kept(night)[0].id} on")
    episode = await ask(night)
    await night.arrive_all()
    assert (len(night.letters("reply")), told(night)) == (1, [])
    await night.happens(Press, data=f"auto-no:{episode.id}", person="U1")
    assert "Monday, 9 November" in told(night)[0]
