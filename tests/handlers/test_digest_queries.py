"""The digest can be worked off: who waits longest is in it, until nobody is left; the rest goes into the next one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chat.address import Address
from chat.events import Deleted, Press
from chat.messages import Message
from handlers import digests
from insight.weeks import Week
from storage import digest_queries, episodes, people, promises, satisfactions
from storage.outbox import Letter
from tests.support.core import ACME, BOSS, TEAM, Core, core
from tests.support.queries import answer, ask, press, refresh, shown
from tests.support.results import data_of

WEEK = Week(2026, 45)
NEXT = Week(2026, 46)


async def post(bot: Core, week: Week = WEEK) -> Letter:
    """Post the digest of a week, and return its letter once it stands."""
    brand = bot.brands["acme"]
    facts = bot.read(lambda db: digests.gather(db, brand, week))
    assert await bot.do(lambda ctx: digests.post(ctx, brand, facts))
    await bot.arrive_all()
    return bot.letters("digest")[-1]


def plain(message: Message) -> str:
    """Return a message's text without the marks that keep names apart."""
    return message.text.replace("\u2068", "").replace("\u2069", "")


def section(message: Message) -> list[str]:
    """Return the lines about who waits."""
    return plain(message).partition("Whom we kept waiting\n")[2].splitlines()


async def edits(bot: Core) -> list[Message]:
    """Let delivery look what is stale; return what the digests' edits say."""
    await bot.arrive_all()
    if bot.read(digests.has_stale):
        await bot.writer.write(lambda db: digests.refresh(db, bot.brands, bot.clock.now()))
    found = [shown(bot, letter) for letter in bot.letters("digest-edit")]
    await refresh(bot)
    return found


async def test_who_waits_longest_is_in_it(acme: Core) -> None:
    """Five at most, each with its row of buttons; how many more there are is said."""
    made = [await ask(acme, f"Question {number}?", f"P{number}") for number in range(7)]
    letter = await post(acme)
    message = shown(acme, letter)
    lines = section(message)
    assert lines[0] == "1. P0, Slack, 04/11/2026, 13:00: “Question 0?”"
    assert lines[4:] == [
        "5. P4, Slack, 04/11/2026, 13:04: “Question 4?”",
        "When this was posted, 2 more were waiting: /inbox",
    ]
    assert [button.label for button in message.buttons[0]] == ["1. Claim", "1. Reply", "1. Not a query"]
    words = ("claim", "reply", "not")
    assert data_of(message) == [f"query-{word}:{each.id}" for each in made[:5] for word in words] + [
        "inbox:0:waiting:acme"
    ]
    assert "Whom we kept waiting" not in letter.payload["message"]["text"]


async def test_it_is_worked_off(acme: Core) -> None:
    """Each step changes the message that stands; what it said otherwise stays; at the end nobody is left."""
    first, second, third = [await ask(acme, f"Question {number}?", f"P{number}") for number in range(3)]
    letter = await post(acme)
    above = letter.payload["message"]["text"]
    assert await edits(acme) == []
    await press(acme, f"query-claim:{first.id}")
    (edit,) = await edits(acme)
    assert section(edit)[0].endswith("“Question 0?” · Ben Boss is on it")
    await answer(acme, first)
    (edit,) = await edits(acme)
    assert section(edit)[0] == "✓ 1. P0: “Question 0?” (answered by Ben Boss)"
    assert f"query-claim:{first.id}" not in data_of(edit)
    assert [button.label for button in edit.buttons[0]] == ["2. Claim", "2. Reply", "2. Not a query"]
    assert await edits(acme) == []
    await press(acme, f"query-not:{second.id}")
    await press(acme, f"query-resolve:{third.id}")
    (edit,) = await edits(acme)
    assert section(edit)[1:] == [
        "✓ 2. P1: “Question 1?” (not a question, says Ben Boss)",
        "✓ 3. P2: “Question 2?” (closed by Ben Boss)",
        "All of them are dealt with. Thank you!",
    ]
    assert data_of(edit) == ["inbox:0:waiting:acme"]
    assert edit.text.startswith(above)
    assert edit.chart is not None


async def test_an_edit_goes_to_where_it_stands(acme: Core) -> None:
    """Before it stands, nothing is edited; one edit at a time."""
    episode = await ask(acme)
    brand = acme.brands["acme"]
    facts = acme.read(lambda db: digests.gather(db, brand, WEEK))
    await acme.do(lambda ctx: digests.post(ctx, brand, facts))
    await press(acme, f"query-claim:{episode.id}")
    assert not acme.read(digests.has_stale)
    await acme.arrive_all()
    assert acme.read(digests.has_stale)
    for _ in range(2):
        await acme.writer.write(lambda db: digests.refresh(db, acme.brands, acme.clock.now()))
    (edit,) = acme.letters("digest-edit")
    posted = acme.letters("digest")[0]
    assert (edit.action, edit.target, edit.chat) == ("edit", posted.message, TEAM)


async def test_what_is_left_rolls_over(acme: Core) -> None:
    """The next digest has it; the one before says so, and is left alone from then on."""
    first, second = [await ask(acme, f"Question {number}?", f"P{number}") for number in range(2)]
    await post(acme)
    await answer(acme, first)
    await edits(acme)
    acme.clock.forward(timedelta(days=7))
    brand = acme.brands["acme"]
    facts = acme.read(lambda db: digests.gather(db, brand, NEXT))
    await acme.do(lambda ctx: digests.post(ctx, brand, facts))
    (last,) = [shown(acme, letter) for letter in acme.letters("digest-edit")]
    assert section(last) == [
        "✓ 1. P0: “Question 0?” (answered by Ben Boss)",
        "The rest moved to the digest of week 46.",
    ]
    assert last.buttons == ()
    await refresh(acme)
    assert section(shown(acme, acme.letters("digest")[-1]))[0].startswith("1. P1, Slack")
    await press(acme, f"query-resolve:{second.id}")
    await acme.writer.write(lambda db: digests.refresh(db, acme.brands, acme.clock.now()))
    (edit,) = acme.letters("digest-edit")
    assert edit.payload["week"] == "2026-W46"


async def test_taken_back_and_put_off(acme: Core) -> None:
    """Who put it off sees it all the same, with until when; a deleted question is no longer waited for."""
    first, second = [await ask(acme, f"Question {number}?", f"P{number}") for number in range(2)]
    until = acme.clock.now() + timedelta(days=1)
    await acme.do(lambda ctx: episodes.change(ctx.db, first.id, snoozed_until=until))
    await post(acme)
    await acme.happens(Deleted, message="m2", person="P1")
    (edit,) = await edits(acme)
    assert section(edit) == [
        "1. P0, Slack, 04/11/2026, 13:00: “Question 0?” · put off until 05/11/2026, 13:02",
        "✓ 2. P1: “(these words are no longer kept)” (deleted by its author)",
    ]
    assert second.id > first.id


async def test_whoever_is_erased_goes_from_it(acme: Core) -> None:
    """It is edited once, and quotes them no longer."""
    await ask(acme)
    letter = await post(acme)
    await refresh(acme)
    yes = f"me-erase-yes:{int(acme.clock.now().timestamp())}"
    await acme.happens(Press, data=yes, person="U1", chat="D1", private=True)
    (edit,) = await edits(acme)
    assert section(edit)[0] == "✓ 1. (these words are no longer kept)"
    assert not acme.read(digests.has_stale)
    assert "U1" not in plain(shown(acme, letter))


async def test_without_queries_there_is_no_such_part(acme: Core) -> None:
    """And no buttons."""
    message = shown(acme, await post(acme))
    assert ("Whom we kept waiting" in message.text, message.buttons) == (False, ())


async def test_it_stays_short(acme: Core) -> None:
    """However long everything is, it fits into one message, and who waits is in it."""
    for number in range(5):
        await ask(acme, f"{number} " + "very long words " * 100 + "?", f"P{number}")
    for number in range(20):
        await acme.poll(question=f"Poll {number} " + "with a long question " * 10)
    message = shown(acme, await post(acme))
    assert len(message.title) + len(message.text) <= 1_000
    assert [line[:6] for line in section(message)] == [f"{number + 1}. P{number}," for number in range(5)]


async def test_a_brand_that_is_gone(sqlite_url: str, both: Core) -> None:
    """What was posted for it stands as it was, and is looked at once."""
    await ask(both)
    letter = await post(both)
    episode = (await ask(both, "And you?", "U2")).id
    async with core(sqlite_url, replace(ACME, key="other", managers=(), team=None, audiences=())) as later:
        await later.do(lambda ctx: episodes.change(ctx.db, episode - 1))
        assert later.read(digests.has_stale)
        await later.writer.write(lambda db: digests.refresh(db, later.brands, later.clock.now()))
        assert not later.read(digests.has_stale)
        assert "Whom we kept waiting" not in shown(later, letter).text


def care_of(bot: Core, week: Week) -> list[str]:
    """Return the lines about care."""
    facts = bot.read(lambda db: digests.gather(db, ACME, week))
    lines: list[str] = bot.read(lambda db: digests.printed(db, ACME, facts)).splitlines()
    return lines[lines.index("Looking after people") + 1 :] if "Looking after people" in lines else []


async def test_care_of_the_week(acme: Core) -> None:
    """Promises kept and broken, what people said of answers, the rate of disagreement, and the coverage of moods."""
    assert care_of(acme, WEEK) == []
    episode = await ask(acme, "I love it :)?", "U1")
    other = await ask(acme, "Hm?", "U2")
    await press(acme, f"query-mood:{other.id}:-1")
    now = acme.clock.now()
    await acme.do(lambda ctx: _promises(ctx.db, episode.id, now))
    await acme.do(lambda ctx: _scores(ctx.db, [episode.id, other.id], now))
    assert care_of(acme, WEEK)[:6] == [
        "Promises: 1 kept, 2 broken, 1 still open",
        "✗ Not kept: “call back”",
        "✗ Not kept: “send it”",
        "Satisfied with our answers: 3.5 of 5 (n 2)",
        "You judged 1 of 2 messages otherwise than I did (50%).",
        "I was sure of the mood in 100% of 2 messages; unsure counts as neutral.",
    ]
    assert care_of(acme, NEXT)[0] == "Promises: 0 kept, 0 broken, 1 still open"


def _promises(db: Any, episode: int, now: datetime) -> None:  # noqa: ANN401  # a session
    what = [("call back", "broken"), ("send it", "broken"), ("ask", "kept"), ("later", "open")]
    for text, state in what:
        settled = None if state == "open" else now
        due = now + timedelta(30) if state == "open" else now
        row = {"brand": "acme", "episode": episode, "account": 1, "text": text, "made_at": now, "due_at": due}
        db.execute(promises.PROMISES.insert(), row | {"state": state, "settled_at": settled})


def _scores(db: Any, numbers: list[int], now: datetime) -> None:  # noqa: ANN401  # a session
    for number, score in zip(numbers, (2, 5), strict=True):
        row = {"episode": number, "brand": "acme", "account": 1, "asked_at": now, "score": score, "scored_at": now}
        db.execute(satisfactions.SATISFACTIONS.insert(), row)


@pytest.mark.parametrize(("threshold", "sure"), [(0.0, 2), (0.4, 2), (0.5, 1), (0.95, 0)])
async def test_coverage_by_a_threshold(acme: Core, threshold: float, sure: int) -> None:
    """As sure as the threshold is sure enough; messages that nobody judged do not count."""
    await ask(acme, "Good :)?", "U1")
    await ask(acme, "Hm?", "U2")
    await acme.happens(Deleted, message="m1", person="U1")
    start = datetime(2026, 11, 2, tzinfo=UTC)
    found = acme.read(lambda db: digest_queries.coverage(db, "acme", start, start + timedelta(7), threshold))
    assert found == (sure, 2)


async def test_a_closer_without_a_name(acme: Core) -> None:
    """Is named by what the platform calls them."""
    episode = await ask(acme)
    await post(acme)
    await acme.do(lambda ctx: _closed_by_boss(ctx.db, episode.id))
    (edit,) = await edits(acme)
    assert section(edit)[0].endswith(f"(closed by {BOSS})")


def _closed_by_boss(db: Any, episode: int) -> None:  # noqa: ANN401  # a session
    boss = people.find(db, "acme", Address("slack", BOSS))
    assert boss is not None
    episodes.change(db, episode, state="resolved", closer=boss.id)
