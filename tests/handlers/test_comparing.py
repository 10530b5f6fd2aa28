"""The same recurring poll over time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chat.polls import Kind, Rules
from handlers import polls, reporting
from handlers.polls import changing
from storage.plans import Plan
from storage.polls import Poll
from tests.support.core import Core
from tests.support.planning import MONDAY, SPEC, plan
from tests.support.results import answer, data_of, make, now, press
from tests.support.secrecy import secretly

PRIVATE = {"platform": "telegram", "chat": "77", "person": "77", "private": True, "answerable": False}


async def run(bot: Core, of: Plan, *options: int, secret: bool = False) -> Poll:
    """Let a plan's poll be posted, and people vote in it, one for each option."""
    poll: Poll = await bot.do(lambda ctx: polls.create(ctx, "acme", of.spec, plan=of.id))
    for number, option in enumerate(options):
        person = f"U{number}"
        await (secretly(bot, poll, option, person=person) if secret else bot.vote(poll, option, person=person))
    bot.clock.forward(timedelta(days=7))
    return poll


async def recurring(bot: Core, kind: Kind = "single", *, visibility: str = "open") -> Plan:
    """Plan a poll of every Monday."""
    rules = Rules.of({"kind": kind, "visibility": visibility})
    options = () if kind in {"rating", "nps"} else SPEC.options
    return await plan(bot, rule=MONDAY, spec=replace(SPEC, options=options, rules=rules))


async def test_shares_run_by_run(acme: Core) -> None:
    """Each run with its date, its voters and each option's share, the last one's best first."""
    made = await recurring(acme)
    await run(acme, made, 0, 0, 0, 1)
    await run(acme, made)
    last = await run(acme, made, 0, 1, 1)
    shown = answer(await press(acme, f"compare:{last.id}"))
    assert shown.title == "Over time: Which next?"
    assert shown.text.splitlines() == [
        "4 November (4 votes): Live 25%, Recipes 75%",
        "11 November (0 votes): Live –, Recipes –",
        "18 November (3 votes): Live 67%, Recipes 33%",
    ]
    assert shown.chart is None


@pytest.mark.parametrize(
    ("kind", "figures", "ends"),
    [
        ("rating", ["Average 2.5", "Average –", "Average 4"], (1.0, 5.0)),
        ("nps", ["NPS -100", "NPS –", "NPS -100"], (-100.0, 100.0)),
    ],
)
async def test_scores_run_by_run(acme: Core, kind: Kind, figures: list[str], ends: tuple[float, float]) -> None:
    """A scale has one figure a run, and one curve."""
    made = await recurring(acme, kind)
    for options in ((1, 2), ()):
        await run(acme, made, *options)
    last = await run(acme, made, 3)
    assert [
        line.partition(": ")[2] for line in answer(await press(acme, f"compare:{last.id}")).text.splitlines()
    ] == figures
    await press(acme, f"compare:{last.id}", **PRIVATE)
    chart = acme.letters("answer")[-1].payload["message"]["chart"]
    assert [len(panel["values"]) for panel in chart["panels"]] == [3]
    assert (chart["scale"]["low"]["value"], chart["scale"]["high"]["value"]) == ends


async def test_curves_go_where_pictures_can_be_shown(acme: Core) -> None:
    """A gap where nobody voted; an option that was written anew is the same."""
    made = await recurring(acme)
    first = await run(acme, made, 0)
    await acme.do(lambda ctx: changing.revise(ctx, now(acme, first), renamed={0: "RECIPES!"}))
    await run(acme, made)
    last = await run(acme, made, 0, 1)
    await press(acme, f"compare:{last.id}", **PRIVATE)
    message = acme.letters("answer")[-1].payload["message"]
    panels = {panel["label"]: panel["values"] for panel in message["chart"]["panels"]}
    assert panels == {"Recipes": [1.0, None, 0.5], "Live": [0.0, None, 0.5]}
    assert reporting.picture(message["chart"]).startswith(b"\x89PNG")


async def test_anonymous_runs_tell_what_is_shown(acme: Core) -> None:
    """Of too few nothing."""
    made = await recurring(acme, visibility="anonymous")
    first, last = await run(acme, made, *[0] * 6, secret=True), await run(acme, made, 0, secret=True)
    await acme.do(lambda ctx: polls.close(ctx, now(acme, first)))
    figures = answer(await press(acme, f"compare:{last.id}")).text.splitlines()
    assert figures == ["4 November (6 votes): Recipes 100%, Live 0%", "11 November (1 vote): Recipes –, Live –"]


async def test_only_the_last_twelve(acme: Core) -> None:
    """And runs that were taken back are none."""
    made = await recurring(acme)
    for _ in range(13):
        last = await run(acme, made)
    await acme.do(lambda ctx: changing.delete(ctx, last))
    kept = await run(acme, made)
    shown = answer(await press(acme, f"compare:{kept.id}"))
    assert len(shown.text.splitlines()) == 12


async def test_one_run_is_not_compared(acme: Core) -> None:
    """Neither is a poll that does not recur; the results offer it only where it can be done."""
    made = await recurring(acme)
    first, single = await run(acme, made, 0), await make(acme)
    for poll in (first, single):
        outcome = await press(acme, f"compare:{poll.id}")
        assert outcome.toast == "There is only one run so far. Come back after the next one!"
        assert f"compare:{poll.id}" not in data_of(answer(await press(acme, f"results:{poll.id}")))
    await run(acme, made)
    assert f"compare:{first.id}" in data_of(answer(await press(acme, f"results:{first.id}")))
