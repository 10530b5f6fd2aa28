"""Search all that is kept for somebody who erased themselves: every row, the files, the log, the outbox."""

import json
import logging
from collections.abc import AsyncIterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from chat.errors import Permanent
from chat.events import Edited, Message, Press, Reaction, Vote
from chat.messages import Message as Said
from chat.ports import Outcome
from handlers import history, letters, rollups, router
from handlers import polls as feature
from insight.weeks import Week
from storage import digests, inbox
from storage import rollups as rolled
from storage.people import ACCOUNTS
from storage.rollups import Change
from tests.support.core import ACME, BOSS, GROUP, SQUARE, TEAM, ZEST, Core, core
from tests.support.digests import post as digest
from tests.support.digests import reprint
from tests.support.dumps import dump
from tests.support.mirabel import LINK, MARKERS, NAME, SLACK, TELEGRAM, everything, her, press, private, refresh, said
from tests.support.results import now

EVERYWHERE = {
    "accounts", "dialogs", "inbox", "lanes", "ledger", "letters", "polls", "promises", "reasons", "referrals",
    "replies", "rollup_numbers", "shares", "texts", "webchat_messages",
}  # fmt: skip
"""The tables in which something tells of her before."""


@pytest.fixture
async def bot(migrated_url: str) -> AsyncIterator[Core]:
    """A core with two brands, once on each engine."""
    async with core(migrated_url, ACME, ZEST) as opened:
        yield opened


def remains(url: str) -> dict[str, list[str]]:
    """Return by table the rows in which something tells of her."""
    found = {}
    for table, rows in dump(url).items():
        naming = [json.dumps(row, ensure_ascii=False) for row in rows]
        if telling := [row for row in naming if any(marker in row for marker in MARKERS)]:
            found[table] = telling
    return found


def in_files(folder: Path) -> list[tuple[str, str]]:
    """Return what of her is in SQLite's files, its log among them."""
    content = {file.name: file.read_bytes() for file in folder.glob("migrated.db*")}
    return [(name, marker) for name in content for marker in MARKERS if marker.encode() in content[name]]


def fold(bot: Core) -> None:
    """Make rollups of all that is there."""

    def write(change: Change) -> None:
        bot.database.write(partial(rolled.write, change=change))

    for brand in bot.brands.values():
        rollups.fold(bot.database, brand, date.max, write)


async def erase(bot: Core, **fields: Any) -> Outcome:
    """Let her press what erases her, and confirm it."""
    asked = await bot.happens(Press, data="me-erase", **{**private("slack"), "answerable": True})
    assert asked.answer is not None
    confirm = asked.answer.buttons[0][0].data
    return await bot.happens(Press, data=confirm, **{**private(), **fields})


async def test_nothing_is_left(bot: Core, migrated_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """In no row of any table, not in SQLite's files, not in the log, not in what is still to be said."""
    caplog.set_level(logging.DEBUG)
    await everything(bot)
    fold(bot)
    before = remains(migrated_url)
    assert before.keys() >= EVERYWHERE
    assert (await erase(bot)).toast == "Erledigt. Hier ist nichts mehr über dich. Mach's gut!"
    (farewell,) = bot.letters("me-farewell")
    assert farewell.chat == TELEGRAM
    assert [(each.action, each.chat, each.target) for each in bot.letters("revocation")] == [("revoke", GROUP, LINK)]
    await bot.arrive_all()
    await refresh(bot)
    fold(bot)
    assert remains(migrated_url) == {}
    assert in_files(tmp_path) == []
    assert [marker for marker in MARKERS if marker in caplog.text] == []


async def test_a_link_that_cannot_be_revoked_is_forgotten_and_told(bot: Core, migrated_url: str) -> None:
    """She is erased all the same; the team hears that a link leads on, and not whose it was or which."""
    await everything(bot)
    await erase(bot)
    (letter,) = bot.letters("revocation")
    error = Permanent("Telegram refused: not enough rights.")
    await bot.do(lambda ctx: letters.refused(router, ctx, letter, error, Said(text="")))
    assert bot.letters("revocation") == []
    note = bot.letters("note")[-1]
    assert (note.chat, note.payload["message"]["text"].startswith("I couldn't revoke the invite link")) == (TEAM, True)
    await bot.arrive_all()
    await refresh(bot)
    fold(bot)
    assert remains(migrated_url) == {}


async def test_posted_digests_forget_them(bot: Core, migrated_url: str, tmp_path: Path) -> None:
    """What is kept of a digest, to be printed again, quotes and names her no more; its figures stay."""
    await everything(bot)
    await bot.happens(Message, message="k1", text=said("kind :)"), **her())
    assert await digest(bot, Week(2026, 45))
    for _ in range(3):
        await bot.arrive_all()
    assert "digests" in remains(migrated_url)
    figures = bot.read(lambda db: digests.find(db, "acme", "2026-W45")).figures
    await erase(bot)
    await bot.arrive_all()
    await refresh(bot)
    assert (remains(migrated_url), in_files(tmp_path)) == ({}, [])
    assert figures == bot.read(lambda db: digests.find(db, "acme", "2026-W45")).figures
    printed = reprint(bot, Week(2026, 45))
    assert printed.startswith("Acme: week 45")
    assert [marker for marker in MARKERS if marker in printed] == []


async def test_what_others_did_stays(bot: Core) -> None:
    """Their lines, votes and reasons are untouched; open polls count without her, closed ones as before."""
    polls = await everything(bot)
    closed, secret = bot.results(now(bot, polls.closed)), bot.results(now(bot, polls.secret_closed))
    await erase(bot)
    assert bot.results(now(bot, polls.open)) == ([1, 1], 2)
    assert bot.results(now(bot, polls.ranked))[1] == 2
    assert bot.results(now(bot, polls.closed)) == closed == ([1, 2], 3)
    assert bot.results(now(bot, polls.secret_closed)) == secret
    assert bot.results(now(bot, polls.secret))[1] == 7
    texts = {line.data.get("text") for line in bot.lines("message")}
    assert texts == {"Good morning", "Well said"}
    (joined,) = bot.lines("join")
    assert (joined.person, joined.data) == ("U2", {"referrer": None})
    assert {line.person for line in bot.lines("vote")} == {"U2", "U3", *(f"V{number}" for number in range(7))}
    await bot.do(lambda ctx: feature.close(ctx, now(bot, polls.secret)))
    assert bot.results(now(bot, polls.secret)) == ([7, 0], 7)


async def test_cards_in_the_teams_chat_are_emptied(bot: Core) -> None:
    """What quoted her there says that it was erased, without buttons; what only named her does so no more."""
    await everything(bot)
    cards = {letter.message for letter in bot.letters("query-card", "sent")} | {"alert-1"}
    await erase(bot)
    edits = {letter.target: letter for letter in bot.letters("erasure")}
    assert cards <= edits.keys()
    for card in cards:
        assert edits[card].payload["message"] == {"text": "Erased, as the person wished."}
    assert {letter.chat for letter in edits.values()} <= {TEAM, "D-boss"}
    queued = [letter.payload["message"]["text"] for letter in bot.letters("note", "queued")]
    assert "… wants to know" in queued


async def test_nothing_brings_them_back(bot: Core, migrated_url: str) -> None:
    """Not what they did before and what comes only now, nor an edit, nor what waited for another try."""
    polls = await everything(bot)
    then = bot.clock.now() - timedelta(seconds=30)
    bot.clock.forward(timedelta(seconds=5))
    waiting = bot.read(lambda db: inbox.due(db, bot.clock.now() + timedelta(days=1)))
    await erase(bot)
    await bot.arrive_all()
    bot.clock.forward(timedelta(minutes=1))
    for kept in waiting:
        await bot.dispatcher.retry(kept)
    await bot.happens(Message, message="m8", text=said("late"), at=then, **her())
    await bot.happens(Reaction, target="b1", emoji="eyes", at=then, **her())
    late = {"poll": polls.open.id, "options": (0,), "toggle": True}
    await bot.happens(Vote, at=then, **late, **her())
    await bot.happens(Edited, message="m1", text=said("late edit"), **her())
    await press(bot, "query-reply:1")
    await refresh(bot)
    assert remains(migrated_url) == {}


async def test_whoever_writes_again_begins_as_new(bot: Core) -> None:
    """With an account of their own, and no past."""
    await everything(bot)
    await erase(bot)
    await bot.arrive_all()
    bot.clock.forward(timedelta(minutes=1))
    await bot.happens(Message, message="n1", text="Good evening", **her())
    rows = bot.read(lambda db: db.execute(ACCOUNTS.select().where(ACCOUNTS.c.person == SLACK)).all())
    assert [(row.name, row.one, row.quiet, row.speaks) for row in rows] == [(NAME, None, False, None)]
    assert [line.data["text"] for line in bot.lines("message") if line.person == SLACK] == ["Good evening"]


async def test_a_card_that_was_on_its_way_is_taken_back(bot: Core) -> None:
    """It arrives after the erasure, is deleted again, and is nobody's card."""
    await bot.happens(Message, message="q1", text=said("quick?"), **her())
    (card,) = bot.letters("query-card", "queued")
    await erase(bot, **{**private("slack"), "answerable": True})
    await bot.arrive(card, "post-late")
    (gone,) = bot.letters("erasure")
    assert (gone.action, gone.target, gone.chat) == ("delete", "post-late", TEAM)


async def test_the_team_cannot_leave_this_way(bot: Core) -> None:
    """What they did is the brand's; a sentence says so, before and at the confirmation."""
    for data in ("me-erase", f"me-erase-yes:{int(bot.clock.now().timestamp())}"):
        refused = await bot.happens(Press, data=data, person=BOSS, chat="D-boss", private=True)
        assert refused.kind == "refused"
        assert "team of Acme" in (refused.toast or "")


@pytest.mark.parametrize("asked", ["", "x", "0", "99999999999999", "-1"])
async def test_an_old_button_erases_nobody(bot: Core, asked: str) -> None:
    """Whoever finds the question weeks later is asked anew."""
    await bot.happens(Message, message="m1", text=said("first"), **her())
    refused = await bot.happens(Press, data=f"me-erase-yes:{asked}", **her())
    assert refused.kind == "refused"
    assert "/me erase" in (refused.toast or "")
    assert [line.person for line in bot.lines("message")] == [SLACK]


async def test_an_exported_ledger_knows_nothing_of_them(bot: Core) -> None:
    """What goes out from then on is without them, and so are all figures that are reckoned from it."""
    await everything(bot)
    await erase(bot)
    lines = bot.read(lambda db: b"".join(history.export(db, "acme"))).decode()
    assert [marker for marker in MARKERS if marker in lines] == []
    assert SQUARE in lines
