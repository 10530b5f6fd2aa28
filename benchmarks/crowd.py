"""10,000 people vote in one poll over three platforms, every tenth vote sent twice: none is lost or double."""

import asyncio
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from statistics import median
from time import perf_counter

from sqlalchemy import func, select

from benchmarks import rapport
from benchmarks.load import Measured, load
from benchmarks.pace import Noted, most_in_a_minute, shortest_gap_s, slack_moments, telegram_moments
from benchmarks.rapport import BRAND, Rapport
from benchmarks.report import Goal, table
from benchmarks.requests import (
    numbers,
    option_of,
    slack_votes,
    telegram_answers,
    telegram_presses,
    telegram_voter,
    voter_of,
    webchat_presses,
    webchat_voter,
)
from benchmarks.stage import ENGINES, Stage
from storage import votes
from storage.database import Database, Session
from storage.ledger import LEDGER
from storage.people import ACCOUNTS
from storage.polls import Poll
from storage.votes import Standing
from tests.support import slack_server, telegram_server
from tests.support.slack_payloads import CHANNEL
from tests.support.telegram_payloads import CHANNEL as TELEGRAM_CHANNEL
from tests.support.telegram_payloads import SUPERGROUP

VOTERS = 10_000
CONNECTIONS = 64
TWICE = 0.1
"""This part of the votes is sent once more, as platforms do that missed the answer."""
SQUARE = "square"
"""The audience's chat on webchat."""
WITHIN_S = 120.0
SETTLED_WITHIN_S = 60.0
PORTION = 1_000

ACKNOWLEDGED_MS = 1_000.0
SLACK_GAP_S, TELEGRAM_A_MINUTE = 1.0, 20
TIMES_EMPTY = 1.5
READS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """What came of it."""

    voters: int
    lost: int
    """People whose vote does not stand as they cast it."""
    double: int
    """Votes by which the tally, the rows or the ledger have too many."""
    again: int
    """Requests that were answered 503, and sent again."""
    seconds: float
    p99_ms: float
    slack_gap_s: float
    """The shortest time between two calls to one channel."""
    telegram_a_minute: int
    """The most calls to one group or channel in any minute."""
    settled_s: float
    """Until every chat showed the last number."""
    times_empty: float
    """How long the tally takes to read, beside that of a poll without votes."""


async def crowd(stage: Stage, engines: Iterable[str], voters: int = VOTERS) -> list[Goal]:
    """Let a crowd vote on each database, print what came of it, and return that beside the goals."""
    found = {engine: await run(stage, engine, voters) for engine in engines}
    heads = (
        "",
        "lost",
        "double",
        "sent again",
        "s",
        "p99 ms",
        "Slack gap s",
        "Telegram/min",
        "settled s",
        "read, times",
    )
    rows = [
        (
            ENGINES[engine], str(each.lost), str(each.double), str(each.again), f"{each.seconds:.1f}",
            f"{each.p99_ms:.0f}", f"{each.slack_gap_s:.2f}", str(each.telegram_a_minute), f"{each.settled_s:.1f}",
            f"{each.times_empty:.2f}",
        )
        for engine, each in found.items()
    ]  # fmt: skip
    table(f"{voters:,} people vote on Slack, Telegram and webchat at once, every tenth vote sent twice", heads, rows)
    return [goal for engine, each in found.items() for goal in goals(ENGINES[engine], each)]


def goals(where: str, found: Crowd) -> list[Goal]:
    """Return what came of a crowd beside the goals."""
    minute = "Telegram: calls to one group in a minute"
    return [
        Goal(f"{where}: votes of a crowd lost", found.lost, 0, least=False),
        Goal(f"{where}: votes of a crowd counted twice", found.double, 0, least=False),
        Goal(f"{where}: acknowledgement in a crowd, p99", found.p99_ms, ACKNOWLEDGED_MS, "ms", least=False),
        Goal(f"{where}: Slack: between two calls to one channel", found.slack_gap_s, SLACK_GAP_S, "s"),
        Goal(f"{where}: {minute}", found.telegram_a_minute, TELEGRAM_A_MINUTE, least=False),
        Goal(f"{where}: tally read, times that of an empty poll", found.times_empty, TIMES_EMPTY, least=False),
    ]


async def run(stage: Stage, engine: str, voters: int) -> Crowd:
    """Let a crowd vote."""
    before = stage.slack.calls, stage.telegram.calls
    slack, telegram = Noted[slack_server.Call](), Noted[telegram_server.Call]()
    stage.slack.calls, stage.telegram.calls = slack, telegram
    try:
        return await _run(stage, engine, voters, slack, telegram)
    finally:
        stage.slack.calls, stage.telegram.calls = before


async def _run(
    stage: Stage, engine: str, voters: int, slack: Noted[slack_server.Call], telegram: Noted[telegram_server.Call]
) -> Crowd:
    bot = await rapport.start(stage, engine, "crowd", environment=_settings())
    people = _People([each for each in numbers(2 * voters) if each % 2 == 0])
    _join(bot.database, people.webchat)
    measured, again = await _vote(bot, people.requests(bot, stage.response_url))
    ended = perf_counter()
    await _settled(stage, voters)
    try:
        return Crowd(
            voters=voters,
            lost=voters - sum(_standing(bot, platform, of) for platform, of in people.expected().items()),
            double=_too_many(bot, voters),
            again=again,
            seconds=measured.seconds,
            p99_ms=measured.percentile_ms(99),
            slack_gap_s=shortest_gap_s(slack_moments(slack)),
            telegram_a_minute=most_in_a_minute(telegram_moments(telegram)),
            settled_s=perf_counter() - ended,
            times_empty=_times_empty(bot),
        )
    finally:
        bot.database.close()
        await bot.process.stop()


class _People:
    """Who votes where: a third each on Slack, Telegram (in its own polls and by buttons) and webchat."""

    def __init__(self, all_: Sequence[int]) -> None:
        self.slack, self.presses, self.answers, self.webchat = (
            [each for place, each in enumerate(all_) if place % 6 in places] for places in ((0, 1), (2,), (3,), (4, 5))
        )

    def requests(self, bot: Rapport, response_url: str) -> list[bytes]:
        """Return all votes, some of them twice, in no order."""
        poll, chance = bot.poll.id, random.Random(1)
        made = [
            *slack_votes(self.slack, poll, response_url),
            *telegram_presses(self.presses, poll),
            *telegram_answers(self.answers, bot.native),
            *webchat_presses(self.webchat, poll, BRAND, SQUARE),
        ]
        made += chance.sample(made, int(TWICE * len(made)))
        chance.shuffle(made)
        return made

    def expected(self) -> dict[str, dict[str, list[int]]]:
        """Return what everybody chose, by platform and person."""
        return {
            "slack": {f"U{voter_of(each):010}": [option_of(each)] for each in self.slack},
            "telegram": {telegram_voter(each): [option_of(each)] for each in (*self.presses, *self.answers)},
            "webchat": {webchat_voter(each): [option_of(each)] for each in self.webchat},
        }


def _settings() -> dict[str, str]:
    chats = [f"slack:{CHANNEL}", f"telegram:{SUPERGROUP['id']}", f"telegram:{TELEGRAM_CHANNEL['id']}"]
    return {
        "RAPPORT_WEBCHAT__ENABLED": "true",
        f"RAPPORT_BRANDS__{BRAND.upper()}__AUDIENCES": json.dumps([*chats, f"webchat:{SQUARE}"]),
    }


def _join(database: Database, people: Sequence[int]) -> None:
    """Let everybody of the playground be known, who else could not press there."""
    plain = {"brand": BRAND, "platform": "webchat", "name": "", "team": False, "manager": False, "reachable": True}
    for start in range(0, len(people), PORTION):
        rows = [
            plain | {"person": webchat_voter(each), "seen_at": datetime.now(UTC)}
            for each in people[start : start + PORTION]
        ]
        with database.transaction() as db:
            db.execute(ACCOUNTS.insert(), rows)


async def _vote(bot: Rapport, requests: list[bytes]) -> tuple[Measured, int]:
    """Send all, and again what was answered 503, as platforms do; return what was measured, and how much that was."""
    measured = Measured()
    await load(bot.process.port, requests, WITHIN_S, CONNECTIONS, measured)
    again, seconds = measured.failed, measured.seconds
    while missing := set(requests) - set(measured.acknowledged):
        await load(bot.process.port, list(missing), WITHIN_S, CONNECTIONS, measured)
    measured.seconds = seconds
    return measured, again


async def _settled(stage: Stage, voters: int) -> None:
    """Wait until every chat shows the last number."""
    last = f"{voters:,} people voted"
    async with asyncio.timeout(SETTLED_WITHIN_S):
        while not all(last in shown for shown in _shown(stage)):  # noqa: ASYNC110  # the fakes have no event
            await asyncio.sleep(0.1)


def _shown(stage: Stage) -> Iterator[str]:
    """Return the newest message of each chat, in its group Telegram's is the tally below the poll."""
    yield json.dumps(stage.slack.workspace.messages[CHANNEL][-1])
    for chat in (SUPERGROUP, TELEGRAM_CHANNEL):
        yield json.dumps(stage.telegram.chats.shown(str(chat["id"]))[-1])


def _standing(bot: Rapport, platform: str, wanted: dict[str, list[int]]) -> int:
    """Count the people whose vote stands as they cast it."""
    persons, right = list(wanted), 0
    for start in range(0, len(persons), PORTION):
        part = persons[start : start + PORTION]
        stands = bot.database.read(partial(_stands, bot.poll, platform, part))
        right += sum(each in stands and stands[each].options == wanted[each] for each in part)
    return right


def _stands(poll: Poll, platform: str, persons: list[str], db: Session) -> dict[str, Standing]:
    return votes.standing(db, poll, platform, persons)


def _too_many(bot: Rapport, voters: int) -> int:
    """Count by how much there are too many: votes in the tally, people, and lines in the ledger."""
    results = bot.database.read(lambda db: votes.results(db, bot.poll))
    of_poll = (
        select(func.count()).select_from(LEDGER).where((LEDGER.c.kind == "vote") & (LEDGER.c.ref == bot.poll.line))
    )
    lines = bot.database.read(lambda db: int(db.execute(of_poll).scalar_one()))
    return sum(max(0, each - voters) for each in (sum(results.votes), results.voters, lines))


def _times_empty(bot: Rapport) -> float:
    empty = rapport.create_poll(bot.database)
    return _read_s(bot.database, bot.poll) / _read_s(bot.database, empty)


def _read_s(database: Database, poll: Poll) -> float:
    """Return how long the tally takes to read, the median of many times."""
    taken = []
    for _ in range(READS):
        began = perf_counter()
        database.read(lambda db: votes.results(db, poll))
        taken.append(perf_counter() - began)
    return median(taken)
