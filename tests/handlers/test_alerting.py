"""Deadlines: reckoned as a query comes, explained in its card, warned of and alerted about in one message."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Select
from sqlalchemy.event import listen

from chat.address import Address
from chat.brands import Brand, Replies, Urgent
from chat.errors import Permanent
from chat.events import Deleted, Message
from chat.messages import Message as Said
from chat.ports import Receipt
from handlers import letters, router
from handlers.replies.deadlines import is_urgent
from storage import alerts, episodes, promises
from storage.alerts import Alert
from storage.database import Database
from storage.outbox import Letter
from tests.handlers.test_queries import all_episodes, ask, press, refresh, shown
from tests.support.clock import NOON
from tests.support.core import ACME, BOSS, TEAM, Core, core
from tests.support.ticking import dues, strike, strike_all

WORKDAYS = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
RULES = Replies(first_response_minutes=120, warn_minutes=30)
"""Asked on Wednesday at 13:00 in Berlin: a warning at 14:30, due at 15:00."""


@asynccontextmanager
async def busy(url: str, *, rules: Replies = RULES, **more: Any) -> AsyncIterator[Core]:
    """Open a core whose brand has business hours and deadlines."""
    fields: dict[str, Any] = {"hours": WORKDAYS, "replies": rules, **more}
    brand = replace(ACME, **fields)
    async with core(url, brand) as opened:
        yield opened


@pytest.fixture
async def acme(migrated_url: str) -> AsyncIterator[Core]:
    """Open such a core on each engine."""
    async with busy(migrated_url) as opened:
        yield opened


def alert_of(bot: Core, episode: int, to: Address) -> Alert | None:
    """Return the alert that went there."""
    found: Alert | None = bot.read(lambda db: alerts.find(db, episode, to))
    return found


async def tick(bot: Core) -> int:
    """Let the clock look at alarms, and everything arrive; return how often it found something."""
    times = await strike_all(bot, "query-alarm") + await strike_all(bot, "query-alarm-over")
    await refresh(bot)
    return times


def edits(bot: Core) -> list[Letter]:
    """Return the edits of alerts that wait to be made."""
    return bot.letters("alert-edit")


async def test_one_message_warns_alerts_and_tells_the_end(acme: Core) -> None:
    """A reply below the card, changed in place: three stages, one message."""
    episode = await ask(acme)
    await acme.arrive_all()
    acme.clock.forward(timedelta(minutes=89))
    assert await tick(acme) == 0
    acme.clock.forward(timedelta(minutes=1))
    (due,) = dues(acme, "query-alarm")
    await strike(acme, due, due)
    (alert,) = acme.letters("alert")
    assert (alert.to.id, alert.reply_to) == (TEAM, all_episodes(acme)[0].card)
    assert "waits for a first answer, due Wed 4 Nov 15:00" in shown(acme, alert).text
    assert "When do you open?" in shown(acme, alert).text
    await refresh(acme)
    acme.clock.forward(timedelta(minutes=30))
    await strike_all(acme, "query-alarm")
    (edit,) = edits(acme)
    assert (edit.action, edit.target) == ("edit", f"post-{alert.id}")
    assert "It was due Wed 4 Nov 15:00" in shown(acme, edit).text
    await refresh(acme)
    assert "⚠ The first answer was due" in shown(acme, acme.letters("query-card")[0]).text
    await press(acme, f"query-resolve:{episode.id}")
    await strike_all(acme, "query-alarm-over")
    (edit,) = edits(acme)
    assert shown(acme, edit).text.startswith("✅ Ana Lima no longer waits. Closed by Ben Boss.")
    assert shown(acme, edit).buttons == ()
    await refresh(acme)
    acme.clock.forward(timedelta(days=30))
    assert await tick(acme) == 0
    assert len(acme.letters("alert")) == 1


async def test_the_card_explains_the_deadline(sqlite_url: str) -> None:
    """What it passes over, with the names of holidays; it stays as it was reckoned when the hours change."""
    hours = WORKDAYS | {"public_holidays": True}
    async with busy(sqlite_url, hours=hours, country="DE", language="de") as acme:
        acme.clock.time = datetime(2026, 12, 24, 15, tzinfo=UTC)  # an hour before the end of Christmas Eve's work
        episode = await ask(acme)
        assert episode.due_at == datetime(2026, 12, 28, 9, tzinfo=UTC)
        assert episode.due_by
        card = shown(acme, acme.letters("query-card")[0]).text
        assert "Erste Antwort fällig Mo., 28. Dez. 10:00 (übersprungen: Do., 17:00 – Mo., 09:00; 25. Dezember, " in card
        brand: Brand = acme.brands["acme"]
        changed = {"acme": replace(brand, hours={}, replies=Replies(first_response_minutes=5))}
        letter = acme.letters("query-card")[0]
        assert acme.read(lambda db: letters.draw(router, db, letter, changed)).text == card


async def test_an_answer_in_time_is_not_warned_of(acme: Core) -> None:
    """Nor what turned out to be no query, nor what was taken back."""
    await ask(acme)
    await acme.happens(Message, message="m2", text="At nine!", person=BOSS, reply_to="m1")
    other = await ask(acme, person="U2", message="m3")
    await press(acme, f"query-not:{other.id}")
    await ask(acme, person="U3", message="m4")
    await acme.happens(Deleted, message="m4", person=None)
    acme.clock.forward(timedelta(days=2))
    assert await tick(acme) == 0
    assert acme.letters("alert") == []
    assert "due" not in shown(acme, acme.letters("query-card")[0]).text


async def test_a_mistaken_dismissal_is_alerted_after_all(acme: Core) -> None:
    """The clock of a query runs from its time; the one message says again that somebody waits."""
    episode = await ask(acme)
    await acme.arrive_all()
    acme.clock.forward(timedelta(hours=2))
    await tick(acme)
    await press(acme, f"query-not:{episode.id}")
    await tick(acme)
    await press(acme, f"query-is:{episode.id}")
    await strike_all(acme, "query-alarm")
    (edit,) = edits(acme)
    assert "still waits" in shown(acme, edit).text
    assert len(acme.letters("alert")) == 1


async def test_what_becomes_a_query_later_has_a_deadline(acme: Core) -> None:
    """From when it was written."""
    told = await ask(acme, "I moved house", chat="D1", private=True)
    assert told.due_at is None
    await press(acme, f"query-is:{told.id}")
    assert all_episodes(acme)[0].due_at == acme.clock.now() + timedelta(hours=2)


async def test_alerts_wait_for_the_morning(migrated_url: str) -> None:
    """Between 21:00 and 9:00 nobody is alerted, but of what is urgent."""
    rules = replace(RULES, urgent=Urgent(words=("asap",)))
    async with busy(migrated_url, hours={}, rules=rules) as acme:
        acme.clock.time = datetime(2026, 11, 4, 19, tzinfo=UTC)  # 20:00 in Berlin
        calm = await ask(acme)
        hot = await ask(acme, "ASAP please?", "m2", person="U2")
        acme.clock.forward(timedelta(minutes=90))
        await tick(acme)
        assert [each.payload["episode"] for each in acme.letters("alert")] == [hot.id]
        assert shown(acme, acme.letters("alert")[0]).text.startswith("🔴 Urgent. ⏳")
        acme.clock.forward(timedelta(minutes=60))
        await tick(acme)
        assert len(acme.letters("alert")) == 1
        acme.clock.time = datetime(2026, 11, 5, 8, tzinfo=UTC)
        await tick(acme)
        first = acme.letters("alert")[1]
        assert first.payload["episode"] == calm.id
        assert "It was due" in shown(acme, first).text


async def test_urgent_queries_have_all_hours(migrated_url: str) -> None:
    """Their own deadline runs at night, too; a later word makes a query urgent, and never later."""
    rules = replace(RULES, urgent=Urgent(words=("asap",), first_response_minutes=60))
    async with busy(migrated_url, rules=rules) as acme:
        acme.clock.time = datetime(2026, 11, 6, 19, tzinfo=UTC)  # Friday evening
        calm = await ask(acme)
        assert (calm.due_at, calm.urgent) == (datetime(2026, 11, 9, 10, tzinfo=UTC), False)
        assert "(skips: Fri 20:00 – Mon 09:00)" in shown(acme, acme.letters("query-card")[0]).text
        await acme.happens(Message, message="m2", text="asap!", person="U1")
        hurried = all_episodes(acme)[0]
        assert (hurried.due_at, hurried.urgent) == (acme.clock.now() + timedelta(hours=1), True)
        await acme.happens(Message, message="m3", text="ASAP!", person="U1")
        assert all_episodes(acme)[0].due_at == hurried.due_at
        acme.clock.forward(timedelta(hours=1))
        await tick(acme)
        assert len(acme.letters("alert")) == 1


async def test_chosen_people_are_told_in_private(migrated_url: str) -> None:
    """Each once; who cannot be reached is replaced by the team's chat."""
    boss, other = Address("slack", BOSS), Address("slack", "U-other")
    async with busy(migrated_url, rules=replace(RULES, alerts=(boss, other, boss))) as acme:
        episode = await ask(acme)
        await acme.arrive_all()
        acme.clock.forward(timedelta(minutes=90))
        await strike_all(acme, "query-alarm")
        first, second = acme.letters("alert")
        assert {first.to, second.to} == {boss, other}
        assert (first.reply_to, second.reply_to) == (None, None)
        error = Permanent("no such person", unreachable=True)
        await acme.do(lambda ctx: letters.refused(router, ctx, second, error, Said(text="")))
        assert [each.to.id for each in acme.letters("alert")] == [BOSS, "U-other", TEAM]
        await refresh(acme)
        acme.clock.forward(timedelta(minutes=30))
        await strike_all(acme, "query-alarm")
        assert sorted(each.to.id for each in edits(acme)) == sorted([BOSS, TEAM])
        assert alert_of(acme, episode.id, boss) is not None


async def test_what_changes_while_an_alert_is_on_its_way(acme: Core) -> None:
    """The message that arrives with old words is put right at once."""
    await ask(acme)
    await acme.arrive_all()
    acme.clock.forward(timedelta(minutes=90))
    await strike_all(acme, "query-alarm")
    (alert,) = acme.letters("alert", state="queued")
    before = shown(acme, alert)
    acme.clock.forward(timedelta(minutes=30))
    await strike_all(acme, "query-alarm")
    assert edits(acme) == []
    receipt = Receipt(message="late")
    await acme.do(lambda ctx: letters.arrived(router, ctx, alert, receipt, before))
    (edit,) = edits(acme)
    assert edit.target == "late"


async def test_nothing_is_due_without_targets(migrated_url: str) -> None:
    """A brand that sets none has no deadlines; one without any work time never reaches one."""
    closed = {day: [["09:00", "17:00"]] for day in ("mon",)} | {"holidays": ["2026-11-09"]}
    async with busy(migrated_url, rules=Replies()) as acme:
        assert (await ask(acme)).due_at is None
        acme.clock.forward(timedelta(days=9))
        assert await tick(acme) == 0
    async with busy(migrated_url, hours=closed) as acme:
        late = await ask(acme, person="U5", message="m9")
        assert late.due_at == datetime(2026, 11, 16, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "urgent"),
    [
        ("This is URGENT!", True),
        ("urgently", False),
        ("Es urgénte", True),
        ("no\n funciona", True),
        ("no funcionan", False),
        ("GROSSE Eile", True),
        ("große Eile", True),
        ("", False),
        ("c++ (now)", True),
    ],
)
def test_urgent_words(said: str, urgent: bool) -> None:  # a table's column
    """Whole words and phrases, in any letters' case, with accents or without."""
    assert is_urgent(said, ("urgent", "urgente", "no funciona", "große eile", "c++")) is urgent
    assert not is_urgent(said, ())


@pytest.mark.parametrize(
    ("index", "statement"),
    [
        ("ix_episodes_alarm", episodes._ALARMED),  # its plan is what is tested
        ("ix_episodes_snoozed", episodes._AWAKENED),
        ("ix_alerts_running", alerts._SETTLED),
        ("ix_promises_look", promises._LOOKED_AT),
    ],
)
def test_the_clock_looks_at_nothing_that_is_over(sqlite_url: str, index: str, statement: Select[Any]) -> None:
    """The statements that run every two seconds go by small indexes of their own, however much is closed."""
    database, plans = Database(sqlite_url), []

    def explain(_connection: Any, cursor: Any, sql: str, given: Any, *_more: Any) -> None:  # noqa: ANN401  # the driver's
        plans.append(str(cursor.execute(f"EXPLAIN QUERY PLAN {sql}", given).fetchall()))

    listen(database.reader, "before_cursor_execute", explain)
    asked = {"now_": NOON, "brands_": ["acme"]}
    database.read(lambda db: db.execute(statement, asked).all())
    database.close()
    assert index in plans[-1]
