"""Search all that is kept of an anonymous poll for anything that joins a voter to a choice.

The same story is told twice: the same people press at the same moments, but what they choose is dealt out otherwise
among them, so that every count comes out the same. What the second story leaves behind must be what the first one did:
then nothing in it depends on who chose what. Only the sealed choices differ, each of which looks like lots.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from chat.events import Vote
from chat.ports import Outcome
from handlers import polls, router
from handlers.polls import voting
from handlers.routing import Context, Router
from storage.ballots import STEP, Urn
from storage.database import Database
from storage.polls import POLLS, Poll
from storage.sealing import BALLOT_BYTES, new_key
from tests.support.core import BALLOT_KEY, Core, core
from tests.support.dumps import backup_of, dump
from tests.support.secrecy import anonymous, count_due, now, opened, sealed

OPTIONS = ("Rhubarb", "Salsify", "Tamarind")
VOTERS = 30
KEY = new_key(BALLOT_KEY, "acme")
"""Of the poll in both stories, so that a voter has one hash in both."""
PLATFORMS = ("slack", "telegram", "webchat")

# Of each five people: all vote; the second and the fourth change their vote; the third takes it back and votes again;
# the fifth takes it back. In the other story the first and the third, and the second and the fourth, change choices.
PRESSES = ((0, 1, 2, 3, 4), (1, 3), (2,), (2,), (4,))
ONE = {0: [0], 1: [1, 2], 2: [1, 1, 1], 3: [2, 0], 4: [1, 1]}
OTHER = {0: [1], 1: [2, 0], 2: [0, 0, 0], 3: [1, 2], 4: [2, 2]}


@dataclass
class Story:
    """What one telling left behind."""

    poll: Poll
    dumps: list[dict[str, list[Any]]] = field(default_factory=list)
    traces: set[bytes] = field(default_factory=set)
    """All that ever stood in ballots and keys."""


def person(number: int) -> str:
    """Return a voter's id, which is found nowhere else."""
    return f"voter-{number:02}-of-{PLATFORMS[number % 3]}"


class Failing:
    """The votes' own handler, which fails after its work where it is told to."""

    def __init__(self) -> None:
        self.broken = False
        self.router = Router()
        self.router.routes = {key: route for key, route in router.routes.items() if key != (Vote, "")}
        self.router.on_all(Vote)(self.on_votes)

    def on_votes(self, ctx: Context, events: list[Vote]) -> list[Any]:
        """Take the votes, or fail with all that was known of them."""
        outcomes = voting.on_votes(ctx, events)
        if self.broken:
            raise RuntimeError(f"{events}")
        return outcomes


async def tell(url: str, choices: dict[int, list[int]]) -> Story:
    """Tell the story with these choices, by the voter's place among five; look at what it leaves at every turn."""
    failing = Failing()
    async with core(url, features=failing.router) as bot:
        bot.database.slot = 0  # which is drawn by lot
        story = Story(await anonymous(bot, *OPTIONS))
        await bot.do(lambda ctx: ctx.db.execute(update(POLLS).values(key=KEY)))
        await bot.arrive_all()
        for five in range(0, VOTERS, STEP):
            await _five(bot, failing, story, five, choices, lambda: look(bot, url, story))
        await bot.do(lambda ctx: polls.close(ctx, story.poll))
        await _show(bot)
        look(bot, url, story)
        assert sealed(bot) == []
        assert bot.results(now(bot, story.poll)) == ([12, 6, 6], 24)
    return story


async def _five(
    bot: Core, failing: Failing, story: Story, five: int, choices: dict[int, list[int]], look_: Callable[[], None]
) -> None:
    """Let five people vote; some at the same moment, and some find the bot failing at first."""
    for turn, places in enumerate(PRESSES):
        presses = [_press(story.poll, five + place, turn, choices[place][_turn(place, turn)]) for place in places]
        failing.broken = turn == 1
        if failing.broken:
            assert {each.kind for each in await _happen(bot, presses)} == {"refused"}
            failing.broken = False
        assert {each.kind for each in await _happen(bot, presses)} == {"done"}
        story.traces |= {part for ballot in sealed(bot) for part in ballot}
        look_()
    await count_due(bot)
    batches = now(bot, story.poll).batches or {}
    story.traces |= {batches.get("next", "-").encode(), now(bot, story.poll).key or b"-"} - {b"-"}
    await _show(bot)
    look_()


def _turn(place: int, turn: int) -> int:
    """Return which of their presses it is for somebody of this place."""
    return sum(place in places for places in PRESSES[:turn])


def _press(poll: Poll, number: int, turn: int, option: int) -> dict[str, Any]:
    order = number * len(PRESSES) + turn
    return {
        "platform": PLATFORMS[number % 3], "person": person(number), "name": f"Name {number}", "id": f"press-{order}",
        "poll": poll.id, "options": (option,), "toggle": True, "secret": True, "order": order + turn * 1_000,
    }  # fmt: skip


async def _happen(bot: Core, presses: list[dict[str, Any]]) -> list[Outcome]:
    return await asyncio.gather(*(bot.happens(Vote, **press) for press in presses))


async def _show(bot: Core) -> None:
    """Bring the poll's messages up to date."""
    await bot.do(lambda ctx: polls.refresh(ctx.db, ctx.brands, ctx.now))
    await bot.arrive_all()


def look(bot: Core, url: str, story: Story) -> None:
    """Look at every row of every table, as the database and as a backup of its files have it."""
    poll = now(bot, story.poll)
    backup = backup_of(url)
    rows = dump(backup)
    for ballot in rows["ballots"]:
        assert len(bytes.fromhex(ballot["sealed"])) == BALLOT_BYTES + 28
    assert poll.key is None or Urn.of(poll, bytes(32)) is None
    assert poll.key is None or opened(bot, poll)["voters"] == len(rows["participations"])
    _search(rows)
    story.dumps.append(_plain(rows, story.poll))


def _search(rows: dict[str, list[dict[str, Any]]]) -> None:
    """See that no option stands in a row with a person, and that no row knows a vote."""
    assert rows["votes"] == rows["rankings"] == rows["inbox"] == []
    assert {row["option"] for row in rows["tallies"]} == {"-1"}
    for table, found in rows.items():
        for row in found:
            told = json.dumps(row)
            named = "voter-" in told or "Name " in told
            assert not (named and any(option in told for option in OPTIONS)), table
    for line in rows["ledger"]:
        if line["kind"] == "vote":
            assert line["data"] in ('{"options": null}', '{"options": []}')


def _plain(rows: dict[str, list[dict[str, Any]]], poll: Poll) -> dict[str, list[Any]]:
    """Return the rows without what is random: the poll's id, what marks are told apart by, and sealed bytes."""
    for ballot in rows["ballots"]:
        ballot["sealed"] = ""
    for row in rows["polls"]:
        row["key"] = len(row["key"] or "")
        batches = json.loads(row["batches"] or "null") or {}
        row["batches"] = batches | {"next": len(batches.get("next", ""))}
    ranks = {age: rank for rank, age in enumerate(sorted({int(row["xmin"]) for row in _all(rows) if "xmin" in row}))}
    for row in _all(rows):
        if "xmin" in row:
            row["xmin"] = ranks[int(row["xmin"])]
    for mark in rows["rollup_marks"]:
        mark["stamp"], mark["lane"] = "", ""
    plain = json.loads(json.dumps(rows).replace(poll.id, "POLL"))
    return {table: plain[table] for table in sorted(plain)}


def _all(rows: dict[str, list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    for found in rows.values():
        yield from found


@pytest.fixture(params=["sqlite", "postgresql"])
def two_urls(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[str]]:
    """Give the addresses of two databases of their own with every table."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("migrated_file")
        for name in ("one", "other"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "rapport.db").write_bytes(template.read_bytes())
        yield [f"sqlite:///{tmp_path / name / 'rapport.db'}" for name in ("one", "other")]
        return
    server, template_name = request.getfixturevalue("postgres"), request.getfixturevalue("migrated_template")
    with ExitStack() as stack:
        yield [stack.enter_context(server.database(template=template_name)) for _ in range(2)]


async def test_nothing_that_is_kept_depends_on_who_chose_what(
    two_urls: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Two stories that differ in who chose what leave the same rows, in the same order, and the same log."""
    caplog.set_level(logging.DEBUG)
    stories, logs = [], []
    for url, choices in zip(two_urls, (ONE, OTHER), strict=True):
        caplog.clear()
        stories.append(await tell(url, choices))
        logs.append([f"{record.name} {record.getMessage()} {record.exc_text}" for record in caplog.records])
    for one, other in zip(stories[0].dumps, stories[1].dumps, strict=True):
        assert one == other
    assert _said(logs[0], stories[0].poll) == _said(logs[1], stories[1].poll)
    assert "voter-" not in caplog.text
    assert any("could not be taken" in line for line in logs[0])


def _said(log: list[str], poll: Poll) -> list[str]:
    """Return Rapport's own lines; the engines' libraries log nothing of rows."""
    return [line.replace(poll.id, "POLL") for line in log if line.startswith(("handlers", "storage", "bot"))]


async def test_after_the_close_no_ballot_is_left_in_the_files(sqlite_url: str, tmp_path: Path) -> None:
    """Neither SQLite's file nor its log holds a hash, a sealed choice or count, or the key that once stood there."""
    story = await tell(sqlite_url, ONE)
    assert len(story.traces) > 2 * VOTERS
    for file in (tmp_path / "migrated.db", tmp_path / "migrated.db-wal"):
        content = file.read_bytes() if file.exists() else b""
        assert [trace for trace in story.traces if trace in content] == [], file.name


async def test_who_has_the_secret_can_open_a_backup_while_the_poll_runs(sqlite_url: str) -> None:
    """What the page on privacy says plainly: the ballots of a running poll open with the secret, and only so."""
    async with core(sqlite_url) as bot:
        poll = await anonymous(bot)
        await bot.vote(poll, 1, secret=True)
        backup = Database(backup_of(sqlite_url))
        urn = Urn.of(poll, BALLOT_KEY)
        assert urn
        assert backup.read(urn.count).as_json()["votes"] == {"1": 1}
        assert Urn.of(poll, bytes(32)) is None
        backup.close()
