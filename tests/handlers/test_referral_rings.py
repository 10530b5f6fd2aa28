"""Rings, oneself and second times that show only later, by a link between accounts or by an import."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from chat.address import Address
from chat.events import Command, Joined, Left
from chat.lines import Line
from handlers import history, reporting, rollups
from storage import ledger
from storage import rollups as rolled
from tests.handlers.test_referrals import ANN, BEN, CEL, DAN, alone, brought, code_of, member, owned, page
from tests.insight.oracle import Oracle
from tests.support.core import ACME, Core
from tests.support.inquiries import Answers


@pytest.fixture
def bot(acme: Core) -> Core:
    """Give the core platforms that make links."""
    acme.dispatcher.inquire = Answers()
    return acme


async def link(bot: Core, person: str, to: dict[str, Any]) -> None:
    """Let somebody link two accounts by a code that the second wrote for."""
    given = await bot.happens(Command, command="me", text="link", answerable=True, **to)
    assert given.answer is not None
    code = next(word for word in given.answer.text.split() if "-" in word and word.isupper())
    await bot.happens(Command, command="me", text=f"link {code}", **alone(person))


def joins(bot: Core) -> tuple[int, int]:
    """Return (joins with a known referrer, joins) of the days around now: the scorecard's, as the contract has them."""
    today = bot.clock.now().date()
    days = today - timedelta(days=400), today + timedelta(days=2)
    told = bot.read(lambda db: reporting.report(db, ACME, *days)).card.parts["recommendations"].measures
    hits, everybody = Oracle(bot.lines(), ACME.zone, *days).referred_joins()
    assert (told["referred_joins"].value, told["referred_joins"].n) == (hits / everybody, everybody)
    return hits, everybody


def fold(bot: Core) -> None:
    """Fold all days, so that what comes later has to be seen in them."""
    rollups.fold(bot.database, ACME, date.max, lambda found: bot.database.write(partial(rolled.write, change=found)))


async def told(bot: Core, person: str) -> str:
    """Return what somebody's page says of those who came through them."""
    await code_of(bot, person)
    return page(bot).text


async def test_a_ring_that_a_link_closes_loses_its_last_joining(bot: Core) -> None:
    """Ben's Slack account brought Ann, and Ann brought Ben, whom nobody knew to be the same."""
    slack = {"person": "U-ben", "name": "Ben", "chat": "D1", "private": True}
    await bot.happens(Joined, person="U-ben", name="Ben")
    await bot.happens(Command, command="me", text="invite", answerable=True, **slack)
    await member(bot, ANN, code=owned(bot, Address("slack", "U-ben")))
    bot.clock.forward(timedelta(hours=1))
    await member(bot, CEL, code=await code_of(bot, ANN))
    bot.clock.forward(timedelta(hours=1))
    await member(bot, BEN, code=await code_of(bot, CEL))
    assert "One person came through you" in await told(bot, CEL)
    fold(bot)
    assert joins(bot) == (2, 4)
    await link(bot, BEN, slack)
    assert brought(bot) == [("U-ben", None), (ANN, BEN), (CEL, ANN), (BEN, None)]
    assert "Nobody has come through you yet" in await told(bot, CEL)
    assert "One person came through you" in await told(bot, ANN)
    assert joins(bot) == (2, 3)


async def test_a_link_tells_that_somebody_brought_themselves_or_came_twice(bot: Core) -> None:
    """Neither the scorecard nor anybody's page counts it from then on."""
    await member(bot, ANN)
    await member(bot, DAN, code=await code_of(bot, ANN))
    await link(bot, DAN, alone(ANN))
    assert "Nobody has come through you yet" in await told(bot, ANN)
    await member(bot, BEN, code=await code_of(bot, ANN))
    bot.clock.forward(timedelta(hours=1))
    await bot.happens(Left, platform="telegram", person=BEN)
    bot.clock.forward(timedelta(hours=1))
    await member(bot, CEL, code=await code_of(bot, ANN))
    await member(bot, "105", code=await code_of(bot, CEL))
    fold(bot)
    await link(bot, "105", alone(BEN))
    assert brought(bot) == [(ANN, None), (DAN, None), (BEN, ANN), (CEL, ANN), ("105", None)]
    assert "Nobody has come through you yet" in await told(bot, CEL)
    assert joins(bot) == (2, 4)


async def test_what_an_import_tells_is_known_when_somebody_joins(bot: Core) -> None:
    """Who was brought before the bot came is not brought again, nor by whom they brought."""
    base: dict[str, Any] = {
        "brand": "acme",
        "platform": "telegram",
        "chat": "-9",
        "team": False,
        "at": datetime(2026, 1, 5, tzinfo=UTC),
    }
    came = Line(id="1", kind="join", person=CEL, data={"referrer": BEN}, **base)
    left = replace(came, id="2", kind="leave", at=came.at + timedelta(days=1), data={})
    ann = replace(came, id="3", person=ANN, data={"referrer": CEL})

    def bring(ctx: Any) -> None:  # noqa: ANN401  # a context
        number, _ = ledger.begin_import(ctx.db, "import", "0" * 64, ctx.now)
        history.put(ctx.db, history.Portion([came, left, ann], {}), number)
        ledger.complete_import(ctx.db, number, ctx.now)

    await bot.do(bring)
    ann_s = await code_of(bot, ANN)
    for person in (CEL, BEN, DAN):
        await member(bot, person, code=ann_s)
    assert brought(bot)[2:] == [(CEL, None), (BEN, None), (DAN, ANN)]
    assert "One person came through you" in await told(bot, ANN)
    assert joins(bot) == (3, 5)
