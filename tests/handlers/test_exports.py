"""The votes as a file: whole, guarded, with names where there may be any."""

import csv
import io
import time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.delivery.policy import DRAW_S
from chat.address import Address
from chat.sheets import guarded
from handlers import polls
from handlers.polls import changing
from handlers.polls.exports import csv_of
from storage import people, votes
from storage.people import Newcomer
from storage.polls import Poll
from storage.votes import Cast
from tests.support.core import ACME, GROUP, SQUARE, TEAM, Core, core
from tests.support.results import drawn, explain, make, now, press
from tests.support.secrecy import anonymous, crowd

HEAD = ["name", "platform", "person", "chat", "time", "reason"]


def rows(raw: bytes) -> list[list[str]]:
    """Read a file as programs do."""
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def export(bot: Core, poll: Poll) -> list[list[str]]:
    """Return the poll's file."""
    return rows(bot.read(lambda db: csv_of(db, now(bot, poll), ACME)))


async def test_a_row_a_vote(acme: Core) -> None:
    """With who voted, where, when by the brand's clocks, and why; what was taken back is no vote."""
    poll = await make(acme, why=True)
    await acme.vote(poll, 1, person="U1", name='Ada, the "first"\nof all')
    await acme.vote(poll, 0, person="7", name="Bo", platform="telegram")
    for _ in range(2):
        await acme.vote(poll, 0, person="U3")
    await explain(acme, poll, "Because; so", "U1")
    assert export(acme, poll) == [
        ["question", "option", *HEAD],
        [
            "Which next?", "Live", 'Ada, the "first"\nof all', "slack", "U1", SQUARE,
            "2026-11-04T13:00:00+01:00", "Because; so",
        ],
        ["Which next?", "Recipes", "Bo", "telegram", "7", GROUP, "2026-11-04T13:00:00+01:00", ""],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "presses", "cells"),
    [("multi", (0, 2), ["1", "0", "1"]), ("ranked", (2, 0), ["2", "", "1"])],
)
async def test_a_column_an_option(acme: Core, kind: str, presses: tuple[int, ...], cells: list[str]) -> None:
    """1 or 0 where several may be chosen, places where they are ranked; an option that was taken out keeps its own."""
    poll = await make(acme, "A", "B", "C", kind=kind)
    for option in presses:
        await acme.vote(poll, option)
    await acme.do(lambda ctx: changing.revise(ctx, now(acme, poll), removed=[2]))
    head, row = export(acme, poll)
    assert head == ["question", "A", "B", "C", *HEAD]
    assert row[1:4] == cells


@pytest.mark.parametrize(("kind", "option", "cell"), [("rating", 3, "4"), ("nps", 10, "10")])
async def test_scores_are_numbers(acme: Core, kind: str, option: int, cell: str) -> None:
    """As they were given."""
    poll = await make(acme, kind=kind)
    await acme.vote(poll, option)
    assert export(acme, poll)[1][1] == cell


async def test_a_reason_outlives_its_vote(acme: Core) -> None:
    """Who took their vote back has left their words."""
    poll = await make(acme, why=True)
    await acme.vote(poll, 0)
    await explain(acme, poll, "Changed my mind", "U1")
    await acme.vote(poll, 0)
    assert export(acme, poll)[1:] == [["Which next?", *[""] * 6, "Changed my mind"]]


async def test_of_an_anonymous_poll_only_what_is_shown(acme: Core) -> None:
    """No row of a person: a row an option, and reasons in no order; nothing while there are too few."""
    poll = await anonymous(acme)
    await crowd(acme, poll, range(3))
    await explain(acme, poll, "Because")
    head = ["question", "option", "votes", "voters", "reason"]
    few = [head, ["Which next?", "Recipes", "", "", ""], ["Which next?", "Live", "", "", ""]]
    assert export(acme, poll) == few
    await crowd(acme, poll, range(3, 9))
    await crowd(acme, poll, range(9, 12), option=1)
    assert export(acme, poll) == few
    await acme.do(lambda ctx: polls.close(ctx, now(acme, poll)))
    assert export(acme, poll) == [
        head,
        ["Which next?", "Recipes", "9", "12", ""],
        ["Which next?", "Live", "3", "12", ""],
        ["Which next?", "", "", "", "Because"],
    ]


async def test_it_is_sent_into_the_teams_chat(acme: Core) -> None:
    """Written when it is sent, as a document; in private it comes there."""
    poll = await make(acme)
    assert (await press(acme, f"csv:{poll.id}")).toast == "The file is on its way to the team's chat."
    private = {"platform": "telegram", "chat": "77", "person": "77", "private": True, "answerable": False}
    assert (await press(acme, f"csv:{poll.id}", **private)).toast == "The file is on its way."
    await acme.vote(poll, 0)
    first, second = acme.letters("poll-csv")
    assert [(each.platform, each.chat) for each in (first, second)] == [("slack", TEAM), ("telegram", "77")]
    message = drawn(acme, first)
    assert message.document is not None
    assert (message.document.name, len(rows(message.document.content))) == (f"poll-{poll.id}.csv", 2)
    assert "document" not in message.as_json()


@pytest.mark.parametrize("fields", [{"chat": SQUARE, "person": "U1"}, {"chat": "D1", "private": True, "person": "U1"}])
async def test_others_do_not_get_it(acme: Core, fields: dict[str, Any]) -> None:
    """A sentence says so."""
    poll = await make(acme)
    assert (await press(acme, f"csv:{poll.id}", **fields)).kind == "refused"
    assert (await press(acme, "csv:nosuch")).kind == "refused"
    assert acme.letters("poll-csv") == []


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ("\u200b@cmd", "'\u200b@cmd"),
        ("\ufeff+1+1", "'\ufeff+1+1"),
        ("-2+3", "'-2+3"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\n=x", "'\n=x"),
        ("＝1", "'＝1"),
        ("-1001", "-1001"),
        ("٣-", "٣-"),
        ("-١", "'-١"),
        ("a=b", "a=b"),
        ("'=1", "'=1"),
        ("", ""),
        (7, 7),
    ],
)
def test_no_cell_is_a_formula(cell: str | int, safe: str | int) -> None:
    """An apostrophe stands before what a spreadsheet would reckon; numbers stay numbers."""
    assert guarded(cell) == safe


CELLS = st.one_of(st.text(), st.text("=+-@ \t\r\n\u200b'0\",;x"), st.integers())


@given(st.lists(CELLS))
@example(["\x00=1"])
def test_files_are_read_as_they_were_written(cells: list[str | int]) -> None:
    """Whatever texts hold: what is read back is the guarded cells, and none begins as a formula does."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    texts = [each.replace("\x00", "") if isinstance(each, str) else each for each in cells]
    writer.writerow([guarded(each) for each in texts])
    found = next(csv.reader(io.StringIO(file.getvalue(), newline="")), [])
    assert found == [str(guarded(each)) for each in texts]
    for text in found:
        if not text.lstrip("-").isdecimal():
            assert text.strip()[:1] not in {"=", "+", "-", "@"}
            assert text[:1] not in {"\t", "\r"}


async def test_many_votes_are_not_cut(sqlite_url: str) -> None:
    """All twenty thousand are there, read in portions, well within the time that drawing a letter may take."""
    many = 20_000
    async with core(sqlite_url) as bot:
        poll = await make(bot)
        comers = [Newcomer(Address("slack", f"M{number}"), f"Name {number}") for number in range(many)]
        await bot.do(lambda ctx: people.meet_new(ctx.db, "acme", comers, ctx.now))
        where: dict[str, Any] = {"poll": poll.id, "before": [], "at": bot.clock.now(), "chat": SQUARE}
        first = bot.read(lambda db: people.find(db, "acme", Address("slack", "M0"))).id
        casts = [Cast(account=first + each, after=[each % 2], order=each, **where) for each in range(many)]
        await bot.do(lambda ctx: votes.record(ctx.db, casts, 0))
        begun = time.process_time()
        raw = bot.read(lambda db: csv_of(db, poll, ACME))
        assert time.process_time() - begun < DRAW_S
    assert len(rows(raw)) == many + 1
