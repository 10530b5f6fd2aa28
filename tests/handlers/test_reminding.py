"""Reminders before a poll closes: to those who have not voted, by day, once, without a word of how it stands."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chat.i18n import words
from chat.messages import Message
from chat.polls import Rules, Spec
from handlers import letters, router
from handlers.polls import making, reminding
from storage import audience, links, polls
from storage.audience import PARTICIPATIONS
from storage.outbox import Letter
from storage.polls import Poll
from tests.support.acquaintance import account, link, met
from tests.support.clock import NOON, HandClock
from tests.support.core import ACME, BOSS, Core, core
from tests.support.ticking import dues, strike, strike_all

CLOSE = NOON + timedelta(days=6)
TIME = CLOSE - timedelta(days=1)
"""When people are reminded."""


async def poll(bot: Core, days: float = 6, **rules: Any) -> Poll:
    """Make a poll that reminds."""
    spec = Spec(
        question="Which next?",
        options=("Recipes", "Live"),
        rules=Rules(**{"remind": True} | rules),
        open_for_s=int(days * 86_400),
    )
    made: Poll = await bot.do(lambda ctx: making.create(ctx, "acme", spec))
    return made


async def at_time(bot: Core, moment: datetime = TIME) -> list[str]:
    """Let the time come; return whom letters remind."""
    bot.clock.time = max(bot.clock.time, moment)
    for _ in range(20):
        await strike_all(bot, reminding.TICK)
        bot.clock.forward(reminding.PAUSE)
    return reminded(bot)


def reminded(bot: Core) -> list[str]:
    """Return whom letters remind."""
    return [letter.chat for letter in bot.letters(reminding.KIND)]


def shown(bot: Core, letter: Letter) -> Message | None:
    """Return what a letter says now."""
    found: Message | None = bot.read(lambda db: letters.draw(router, db, letter, bot.brands))
    return found


async def test_only_those_who_have_not_voted_are_reminded(acme: Core) -> None:
    """Not before the time, each once, and neither the team nor who voted; who took their vote back has none."""
    asked = await poll(acme)
    for person in ("U1", "U2", "U3"):
        await met(acme, person)
    await acme.vote(asked, 0, person="U1")
    for _ in range(2):
        await acme.vote(asked, 0, person="U2")
    await met(acme, "U9", team=True)
    assert await at_time(acme, TIME - timedelta(minutes=1)) == []
    assert await at_time(acme) == ["U2", "U3"]
    assert await at_time(acme, TIME + timedelta(hours=2)) == ["U2", "U3"]
    assert BOSS not in reminded(acme)


async def test_a_reminder_shows_the_poll_and_lets_people_vote_in_it(acme: Core) -> None:
    """A friendly line, when it closes, the poll with its buttons, and a way to be left in peace."""
    asked = await poll(acme)
    await met(acme, "7", "telegram", opened=True, language="de")
    assert await at_time(acme) == ["7"]
    (letter,) = acme.letters(reminding.KIND)
    message = shown(acme, letter)
    assert message is not None
    assert message.poll is not None
    assert message.title == words("de")("poll-reminder", brand="Acme")
    assert (message.poll.poll, message.poll.native, message.poll.votable) == (asked.id, False, True)
    assert "10.11.26, 13:00" in message.poll.until
    assert message.buttons[-1][0].data == "quiet"
    await acme.vote(asked, 1, person="7", platform="telegram", chat="7", private=True)
    assert acme.results(asked) == ([0, 1], 1)


@pytest.mark.parametrize("rules", [{"shown": "voted"}, {"shown": "closed"}], ids=["after one's vote", "at the close"])
async def test_a_reminder_does_not_tell_how_it_stands(acme: Core, rules: dict[str, Any]) -> None:
    """Where the audience may not see the votes yet, neither does who is reminded."""
    asked = await poll(acme, **rules)
    await acme.vote(asked, 1, person="U1")
    await met(acme, "U2")
    await at_time(acme)
    (letter,) = acme.letters(reminding.KIND)
    message = shown(acme, letter)
    assert message is not None
    assert message.poll is not None
    assert (message.poll.counted, [option.votes for option in message.poll.options]) == (False, [0, 0])


async def test_what_is_no_longer_true_is_not_sent(acme: Core) -> None:
    """Who votes while the letter waits gets none, nor who says stop; and nobody once the poll is closed."""
    asked = await poll(acme)
    for person in ("U1", "U2", "U3"):
        await met(acme, person)
    await at_time(acme)
    await acme.vote(asked, 0, person="U1")
    await met(acme, "U2", quiet=True)
    found = acme.letters(reminding.KIND)
    assert [shown(acme, letter) is not None for letter in found] == [False, False, True]
    await acme.do(lambda ctx: making.close(ctx, asked))
    assert shown(acme, found[2]) is None


async def test_people_are_left_in_peace(acme: Core) -> None:
    """Neither who opted out, nor who was written to lately about another poll, nor who cannot be reached."""
    first = await poll(acme)
    states: list[dict[str, Any]] = [{}, {"quiet": True}, {"reachable": False}, {"away": True}]
    for number, state in enumerate(states, 1):
        await met(acme, f"U{number}", **state)
    await met(acme, "7", "telegram")
    assert await at_time(acme) == ["U1"]
    second = await poll(acme, days=2)
    await met(acme, "U5")
    assert await at_time(acme, acme.clock.now() + timedelta(days=1)) == ["U1", "U5"]
    assert {letter.payload["poll"] for letter in acme.letters(reminding.KIND)} == {first.id, second.id}


async def test_a_linked_person_is_reminded_once(acme: Core) -> None:
    """On the account seen last; whoever voted with another one is not."""
    asked = await poll(acme)
    here, there = await met(acme, "U1"), await met(acme, "7", "telegram", opened=True)
    late, voter = await met(acme, "U2"), await met(acme, "web", "webchat")
    await link(acme, here, there)
    await link(acme, voter, late)
    await acme.vote(asked, 0, person="U2")
    acme.clock.forward(timedelta(minutes=5))
    await met(acme, "7", "telegram")
    assert await at_time(acme) == ["7"]
    assert account(acme, here).disturbed_at is not None


async def test_who_took_part_in_an_anonymous_poll_is_not_reminded(acme: Core) -> None:
    """That somebody voted is known, and nothing else is needed."""
    asked = await poll(acme)
    voter, other = await met(acme, "U1"), await met(acme, "U2")
    row = {"poll": asked.id, "account": voter.id, "chat": "C-square"}
    await acme.do(lambda ctx: ctx.db.execute(PARTICIPATIONS.insert(), row))
    assert await at_time(acme) == [other.person]


async def test_nobody_is_reminded_who_was_not_to_be(acme: Core) -> None:
    """Polls remind where their creator wants it, and where there is an end."""
    await poll(acme, remind=False)
    await met(acme, "U1")
    assert await at_time(acme) == []


async def test_a_crowd_is_reminded_in_portions(acme: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many they are, each once, none left out, and no transaction is long."""
    monkeypatch.setattr(reminding, "PORTION", 3)
    await poll(acme)
    for number in range(10):
        await met(acme, f"U{number}")
    assert await at_time(acme) == [f"U{number}" for number in range(10)]


async def test_two_processes_remind_once(migrated_url: str) -> None:
    """The same portion read by both is written by one."""
    async with core(migrated_url) as here, core(migrated_url) as there:
        await poll(here)
        for number in range(5):
            await met(here, f"U{number}")
        here.clock.time = there.clock.time = TIME
        found = dues(here, reminding.TICK)
        await asyncio.gather(*(strike(bot, *found) for bot in (here, there)))
        assert len(reminded(here)) == 5
        assert dues(there, reminding.TICK) == []


@pytest.mark.parametrize(
    ("awake", "told"),
    [
        pytest.param(TIME + timedelta(hours=3), [TIME + timedelta(hours=3)], id="late, but by day"),
        pytest.param(datetime(2026, 11, 9, 22, tzinfo=UTC), [datetime(2026, 11, 10, 8, tzinfo=UTC)], id="next morning"),
        pytest.param(CLOSE, [], id="too late"),
    ],
)  # fmt: skip
async def test_a_bot_that_wakes_late_wakes_nobody(acme: Core, awake: datetime, told: list[datetime]) -> None:
    """A missed reminder comes late, by day, or not at all."""
    await poll(acme)
    await met(acme, "U1")
    acme.clock.time = awake
    while acme.clock.now() < CLOSE + timedelta(hours=1):
        await strike_all(acme, reminding.TICK, most=2)
        await strike_all(acme, "close")
        acme.clock.forward(timedelta(minutes=30))
    assert [letter.created_at for letter in acme.letters(reminding.KIND)] == told


@pytest.mark.parametrize(
    ("zone", "opened", "days", "told"),
    [
        pytest.param("Europe/Berlin", "2026-03-28T19:00Z", 1.5, "2026-03-29T13:00Z", id="spring, north: by day"),
        pytest.param("Europe/Berlin", "2026-10-24T20:00Z", 1, "2026-10-25T08:00Z", id="autumn, north: in the morning"),
        pytest.param("Australia/Sydney", "2026-10-03T10:00Z", 1, "2026-10-03T22:00Z", id="spring, south: at nine"),
        pytest.param("Australia/Sydney", "2026-04-04T10:00Z", 1, "2026-04-04T23:00Z", id="autumn, south: at nine"),
    ],
)
async def test_mornings_are_by_the_wall(migrated_url: str, zone: str, opened: str, days: float, told: str) -> None:
    """Nine is nine on the days when the clocks change, too."""
    brand, clock = replace(ACME, zone=ZoneInfo(zone)), HandClock(datetime.fromisoformat(opened))
    async with core(migrated_url, brand, clock=clock) as bot:
        asked = await poll(bot, days)
        assert asked.remind_at == datetime.fromisoformat(told)


async def test_a_prolonged_poll_reminds_nobody_twice(acme: Core) -> None:
    """Whoever came later is reminded, the others were already."""
    asked = await poll(acme)
    await met(acme, "U1")
    assert await at_time(acme) == ["U1"]
    await met(acme, "U2")
    again = TIME + timedelta(days=5)
    now = acme.read(lambda db: polls.find(db, asked.id))
    longer = replace(now, closes_at=again + timedelta(days=1), remind_at=again)
    await acme.do(lambda ctx: polls.change(ctx.db, now, longer))
    assert await at_time(acme, again) == ["U1", "U2"]


async def test_the_audience_is_counted_by_person(acme: Core) -> None:
    """Who can be reached, once each, by the platform of the account that stands for them; the team is no audience."""
    states: list[dict[str, Any]] = [{}, {"reachable": False}, {"away": True}, {"team": True}]
    for number, state in enumerate(states):
        await met(acme, f"U{number}", **state)
    gone, there, lead = await met(acme, "V1"), await met(acme, "7", "telegram"), await met(acme, "8", "telegram")
    await met(acme, "web", "webchat")
    await link(acme, gone, there)
    await met(acme, "V1", reachable=False)
    assert acme.read(lambda db: audience.counts(db, "acme")) == {"slack": 2, "telegram": 1, "webchat": 1}
    teamed = await met(acme, "U8", team=True)
    await acme.do(lambda ctx: links.link(ctx.db, lead.id, teamed.id))
    assert acme.read(lambda db: audience.counts(db, "acme")) == {"slack": 2, "webchat": 1}
