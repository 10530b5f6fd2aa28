"""A digest's head and the details in its thread: sizes, order, exactly once, and kept as they were posted."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.platforms.slack.render import blocks
from bot.platforms.telegram.rendering import render
from chat.brands import DigestPlan
from chat.events import Deleted, Message, Press
from chat.i18n import LANGUAGES, words
from chat.messages import Message as Said
from chat.ports import Receipt
from handlers import digests, letters, router
from insight.spans import Month, Quarter
from insight.weeks import Week
from storage import digests as stored
from storage import episodes, erasing, retention
from tests.handlers.test_digests import strike
from tests.support.core import ACME, TEAM, Core, core
from tests.support.digests import longest, post, reprint
from tests.support.queries import answer, ask, press, refresh, shown
from tests.support.slack_limits import block_problems

WEEK, LATER = Week(2026, 45), Week(2026, 46)
TELEGRAM_CAPTION, TELEGRAM_TEXT = 1_024, 4_096
HOSTILE = "*_`<!channel>`_* \u202eevil\u202c 👩‍🍳" * 30
KIND = "You are *the* <best> \u202ebakers\u202c of all :) "


async def people_wait(bot: Core) -> None:
    """Let six people with hostile names ask at length; the team claims and puts off what it can."""
    for number in range(6):
        await ask(bot, f"{number}? {HOSTILE}", f"P{number}", name=f"{number}{HOSTILE}")
        await press(bot, f"query-claim:{number + 1}", name=HOSTILE)
        until = bot.clock.now() + timedelta(days=9)
        await bot.do(lambda ctx, number=number, until=until: episodes.change(ctx.db, number + 1, snoozed_until=until))
    await bot.happens(Message, text=KIND * 6, person="U9", name=HOSTILE, message="kind")
    for number in range(7):
        await bot.poll(f"A{HOSTILE}"[:60], "B", question=f"{number} {HOSTILE}"[:200])


def fits(message: Said, most: int) -> None:
    """Check that a message keeps the limits of Slack and Telegram, and loses nothing by it."""
    rendered = render(message)
    assert len(rendered.text.encode("utf-16-le")) // 2 <= most
    made = blocks(message, "F1" if message.chart else None)
    assert block_problems(made) == []
    assert message.text.rstrip()[-20:] in "".join(each["text"]["text"] for each in made if each["type"] == "section")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_longest_digest_fits(sqlite_url: str, language: str) -> None:
    """The head under its picture, the details in one message: in each language, whatever people are called or say."""
    name = "Bäckerei & Rösterei zum goldenen Kringel am Gärtnerplatz in der Vorstadt"
    async with core(sqlite_url, replace(ACME, name=name, language=language)) as bot:
        await people_wait(bot)
        brand = bot.brands["acme"]
        for span in (WEEK, Month(2026, 11), Quarter(2026, 4)):
            facts = longest(bot.read(lambda db, span=span: digests.gather(db, brand, span)))
            assert facts.heard.kind is not None
            await post(bot, span, facts)
            await bot.arrive_all()
            head, below = (shown(bot, bot.letters(kind)[-1]) for kind in ("digest", "digest-details"))
            fits(head, TELEGRAM_CAPTION)
            fits(below, TELEGRAM_TEXT)
            assert len(head.chart_alt) < 400
            waiting = len(bot.letters("digest")[-1].payload["queries"])
            assert (2 <= waiting <= 5) == (span == WEEK)
            assert len(head.buttons) == (waiting + 1 if waiting else 0)
            if span == WEEK:
                assert f"{waiting}. " in head.text
        await press(bot, "query-resolve:1", name=HOSTILE)
        await refresh(bot)
        fits(shown(bot, bot.letters("digest")[0]), TELEGRAM_CAPTION)


async def test_the_details_follow_the_head_once(acme: Core) -> None:
    """Nothing is in the thread before the head stands; then they reply to it, however often it is heard of."""
    assert await post(acme, WEEK)
    assert not await post(acme, WEEK)
    (head,) = acme.letters()
    for _ in range(3):
        await acme.arrive(head, "post-7")
    (below,) = acme.letters("digest-details")
    assert (below.chat, below.reply_to, below.thread, below.state) == (TEAM, "post-7", None, "queued")
    assert shown(acme, below).title == "Acme: week 45, in detail"
    await acme.arrive_all()
    await acme.arrive(head, "post-7")
    assert [letter.kind for letter in acme.letters()] == ["digest", "digest-details"]


async def test_two_processes_bring_them_once(migrated_url: str) -> None:
    """Whoever hears of the head puts the details: two at a moment, one letter."""
    async with core(migrated_url) as here, core(migrated_url) as there:
        assert sorted(await asyncio.gather(post(here, WEEK), post(there, WEEK))) == [False, True]
        (head,) = here.letters()
        await asyncio.gather(here.arrive(head, "post-7"), there.arrive(head, "post-7"))
        assert [letter.kind for letter in here.letters()] == ["digest", "digest-details"]


async def test_a_head_that_was_looked_up_has_its_details_too(acme: Core) -> None:
    """Where its answer was lost nobody knows what it said; it is kept as it reads now."""
    await ask(acme)
    await post(acme, WEEK)
    (head,) = acme.letters("digest")
    await acme.do(lambda ctx: letters.arrived(router, ctx, head, Receipt(message="found"), Said(text="")))
    assert acme.letters("digest-details")[0].reply_to == "found"
    assert "Whom we kept waiting\n1. U1, Slack" in reprint(acme, WEEK)


async def test_it_is_printed_again_to_the_letter(acme: Core) -> None:
    """Later answers, corrections and deletions change the figures, and what a new one would say, not this one."""
    first = await ask(acme, "When do you open?", "U1")
    await acme.happens(Message, text="You are the best bakers :)", person="U2", message="kind")
    facts = acme.read(lambda db: digests.gather(db, ACME, WEEK))
    would_be = acme.read(lambda db: digests.printed(db, ACME, facts))
    await post(acme, WEEK)
    on_its_way = reprint(acme, WEEK)
    await acme.arrive_all()
    await acme.arrive_all()
    stands = [shown(acme, acme.letters(kind)[-1]) for kind in ("digest", "digest-details")]
    as_posted = f"{stands[0].title}\n{stands[0].text}\n\n{stands[1].text}"
    assert would_be == on_its_way == reprint(acme, WEEK) == as_posted
    assert "“You are the best bakers :)” (Slack)" in as_posted
    acme.clock.forward(timedelta(minutes=1))
    await answer(acme, first)
    await press(acme, f"query-mood:{first.id}:-1")
    await acme.happens(Deleted, message="kind", person="U2")
    await acme.happens(Message, text="Hello all", person="U3", message="new")
    await refresh(acme)
    await post(acme, LATER)
    assert reprint(acme, WEEK) == as_posted
    kept = acme.read(lambda db: stored.find(db, "acme", "2026-W45"))
    again = acme.read(lambda db: digests.gather(db, ACME, WEEK))
    now = again.report.card.as_json()
    told = acme.read(lambda db: digests.compared(db, kept, now, words("en")))
    assert told[0] == "As posted, and as it is now"
    assert "Questions answered: 0% → 100%" in told
    assert told[-1].startswith("Since it was posted: 1 corrections and 0 imports; from that day on, 0 erasures")
    assert acme.read(lambda db: digests.compared(db, replace(kept, figures=now), now, words("en")))[1:] == [
        "Nothing would be different now."
    ]
    assert "before figures were kept" in acme.read(
        lambda db: digests.compared(db, replace(kept, figures=None), now, words("en"))[1]
    )


async def test_whoever_is_erased_cannot_be_printed_again(acme: Core) -> None:
    """Neither their question nor their kind words, nor a name; what stands in the thread is put right."""
    await ask(acme, "When do you open the shop?", "U1")
    await acme.happens(Message, text="You are the best bakers :)", person="U1", name="U1", message="kind")
    await post(acme, WEEK)
    await acme.arrive_all()
    await acme.arrive_all()
    yes = f"me-erase-yes:{int(acme.clock.now().timestamp())}"
    await acme.happens(Press, data=yes, person="U1", chat="D1", private=True)
    text = reprint(acme, WEEK)
    assert "best bakers" not in text
    assert "open the shop" not in text
    assert "Index: too few to tell" in text
    (below,) = acme.letters("digest-details")
    (edit,) = [letter for letter in acme.letters("erasure") if letter.target == below.message]
    assert (edit.chat, "All figures" in edit.payload["message"]["text"]) == (TEAM, True)
    assert "best bakers" not in edit.payload["message"]["text"]
    acme.clock.forward(timedelta(days=60))
    await acme.do(lambda ctx: erasing.forget(ctx.db, ctx.now))
    kept = acme.read(lambda db: stored.find(db, "acme", "2026-W45"))
    now = acme.read(lambda db: digests.gather(db, ACME, WEEK)).report.card.as_json()
    told = acme.read(lambda db: digests.compared(db, kept, now, words("en")))
    assert told[-1].endswith("from that day on, 1 erasures.")
    notes = acme.read(lambda db: [row.digest for row in db.execute(select(erasing.ERASURES))])
    assert [note.rpartition(":")[0] for note in notes] == ["day:acme"]


async def test_kind_words_that_go_on_their_way(acme: Core) -> None:
    """Deleted before the details are drawn they are left out; deleted while they are sent, they are taken out again."""
    await acme.happens(Message, text="You are the best bakers :)", person="U2", message="kind")
    await post(acme, WEEK)
    await acme.arrive_all()
    (below,) = acme.letters("digest-details")
    sent = shown(acme, below)
    assert "best bakers" in sent.text
    await acme.happens(Deleted, message="kind", person="U2")
    assert "best bakers" not in shown(acme, below).text
    await acme.do(lambda ctx: letters.arrived(router, ctx, below, Receipt(message="p9"), sent))
    (edit,) = acme.letters("note")
    assert (edit.action, edit.target) == ("edit", "p9")
    assert "best bakers" not in shown(acme, edit).text
    assert "best bakers" not in reprint(acme, WEEK)


@pytest.mark.parametrize(
    ("text", "fields", "quoted"),
    [
        ("You are the best bakers :)", {}, True),
        ("You are the best bakers :)", {"chat": "D7", "private": True}, False),
        ("You are the best bakers, are you? :)", {}, False),
        ("You are the best bakers", {}, False),
        ("wow :)", {}, False),
        ("You are the best bakers :) " * 20, {}, False),
    ],
    ids=["kind", "private", "a question", "unsure", "too short", "too long"],
)
async def test_which_words_are_quoted(sqlite_url: str, text: str, fields: dict[str, object], quoted: bool) -> None:
    """Surely kind ones of the audience, written where all could read them, and no questions."""
    async with core(sqlite_url) as bot:
        await bot.happens(Message, text=text, person="U2", message="kind", **fields)
        kind = bot.read(lambda db: digests.gather(db, ACME, WEEK)).heard.kind
        assert (kind is not None) == quoted


async def test_what_is_new_is_told(acme: Core) -> None:
    """A topic of three people, of which nobody wrote in the twelve weeks before; most people first."""
    now = acme.clock.now()
    acme.clock.time = now - timedelta(weeks=3)
    await acme.happens(Message, text="about Rye", person="U1", message="old")
    acme.clock.time = now
    for number in range(4):
        text = "we want Rye and Spelt" + (" and Vegan" if number < 3 else "") + (" and Oats" if number < 2 else "")
        await acme.happens(Message, text=text, person=f"U{number}", message=f"m{number}")
    facts = acme.read(lambda db: digests.gather(db, ACME, WEEK))
    assert facts.heard.topics == [("spelt", 4), ("vegan", 3)]
    text = acme.read(lambda db: digests.printed(db, ACME, facts))
    assert "New this time: spelt (4 people), vegan (3 people)" in text


async def test_words_fade_with_the_brands_retention(acme: Core) -> None:
    """What people said is dropped from kept digests once it is too old; what the bot said stays."""
    await ask(acme, "When do you open?", "U1")
    await acme.happens(Message, text="You are the best bakers :)", person="U2", message="kind")
    await post(acme, WEEK)
    await acme.arrive_all()
    await acme.arrive_all()
    shelf = next(each for each in retention.SHELVES if each.name == "digests")
    assert acme.read(lambda db: shelf.old(db, "acme", acme.clock.now() - timedelta(days=1))) == []
    found = acme.read(lambda db: shelf.old(db, "acme", acme.clock.now() + timedelta(days=1)))
    assert found == [("acme", "2026-W45")]
    await acme.writer.write(lambda db: shelf.clear(db, found))
    assert acme.read(lambda db: shelf.old(db, "acme", acme.clock.now() + timedelta(days=1))) == []
    text = reprint(acme, WEEK)
    assert ("best bakers" in text, "do you open" in text) == (False, False)
    assert "Whom we kept waiting\n…" in text
    assert acme.read(lambda db: db.execute(select(stored.DIGESTS.c.words_from)).scalar()) is None


async def test_months_and_quarters_come_with_the_first_digest_after_them(migrated_url: str) -> None:
    """Beside the week's, once, whoever strikes; without an invented index, buttons or scores."""
    brand = replace(ACME, digest=DigestPlan(monthly=True, quarterly=True))
    due = datetime(2027, 1, 4, 8, tzinfo=UTC)
    async with core(migrated_url, brand) as bot:
        await ask(bot)
        await bot.do(lambda ctx: stored.schedule(ctx.db, "acme", digests.plan_of(brand), due))
        assert [(await strike(bot, due)).kind for _ in range(2)] == ["done", "repeat"]
        assert not await post(bot, Month(2026, 12))
        titles = [letter.payload["message"]["title"] for letter in bot.letters("digest")]
        assert titles == ["Acme: week 53", "Acme: December 2026", "Acme: 4th quarter 2026"]
        month = bot.letters("digest")[1]
        assert month.payload["queries"] == []
        assert "Index week by week: – · – · – · –" in month.payload["message"]["text"]
        assert month.payload["message"]["chart"]["parts_of"] == 52
        await bot.arrive_all()
        assert len(bot.letters("digest-details")) == 3
        kept = bot.read(lambda db: stored.find(db, "acme", "2026-12"))
        assert kept.figures["period"] == {"start": "2026-12-01", "end": "2027-01-01", "zone": "Europe/Berlin"}
        assert kept.figures["index"] is None
