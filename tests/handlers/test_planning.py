"""Planning polls, what is said of plans, and their buttons."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chat.errors import UserError
from chat.events import Press
from chat.i18n import LANGUAGES, words
from chat.polls import Spec
from handlers.polls import plans
from insight.whens import Rule, read_rule
from storage.plans import Plan
from tests.support.clock import NOON
from tests.support.core import ACME, BOSS, TEAM, Core, core
from tests.support.planning import MONDAY, MONDAY_NINE, RIGA, at_time, next_run, plan, runs


@pytest.mark.parametrize(
    ("change", "key"),
    [
        pytest.param({"at": NOON}, "plan-past", id="now"),
        pytest.param({"at": NOON - timedelta(days=1)}, "plan-past", id="yesterday"),
        pytest.param({"at": NOON + timedelta(days=367)}, "plan-far", id="in more than a year"),
        pytest.param({"rule": "every 40 months on the 1 09:00 UTC", "at": NOON + timedelta(days=400)}, "plan-far",
                     id="a rule from then on"),
        pytest.param({"at": NOON + timedelta(days=1), "spec": Spec(question="?", options=("One",))}, "poll-usage",
                     id="no poll"),
    ],
)  # fmt: skip
async def test_what_cannot_be_planned_is_refused(acme: Core, change: dict[str, Any], key: str) -> None:
    """Past and far times, and what could not be posted, are refused at once."""
    with pytest.raises(UserError, match=key):
        await plan(acme, **change)


async def test_a_brand_without_audience_can_plan_nothing(migrated_url: str) -> None:
    """Whoever plans hears it, not whoever looks for the poll next week."""
    async with core(migrated_url, replace(ACME, audiences=())) as bot:
        with pytest.raises(UserError, match="poll-no-audience"):
            await plan(bot, rule=MONDAY)


def presses(what: str, of: Plan, **fields: Any) -> dict[str, Any]:
    """Return the fields of a press by somebody in the team's chat."""
    return {"chat": TEAM, "data": f"plan:{what}:{of.id}"} | fields


async def test_the_team_deletes_a_plan_by_its_button(acme: Core) -> None:
    """Once; the second press hears that it was done before."""
    made = await plan(acme, rule=MONDAY)
    toasts = [(await acme.happens(Press, **presses("delete", made))).toast for _ in range(2)]
    say = words("en")
    assert toasts == [say(key, question="Which next?") for key in ("plan-deleted", "plan-deleted-before")]
    assert await at_time(acme, MONDAY_NINE) == 0


@pytest.mark.parametrize(
    ("rule", "following"),
    [pytest.param(None, None, id="once"), pytest.param(MONDAY, MONDAY_NINE, id="recurring")],
)
async def test_the_team_posts_a_plan_now(acme: Core, rule: str | None, following: datetime | None) -> None:
    """Pressed twice it is one poll; a single plan is done with it, a recurring one goes on."""
    made = await plan(acme, at=None if rule else MONDAY_NINE, rule=rule)
    found = [await acme.happens(Press, **presses("now", made)) for _ in range(2)]
    assert found[0].toast == words("en")("plan-posted", question="Which next?")
    assert len(runs(acme, made)) == 1
    assert next_run(acme, made) == following


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        pytest.param({"chat": "C-square"}, "poll-not-for-you", id="somebody in the audience"),
        pytest.param({"data": "plan:delete:999"}, "plan-gone", id="no such plan"),
        pytest.param({"data": "plan:delete:x"}, "plan-gone", id="no number"),
        pytest.param({"data": "plan:delete:" + "9" * 30}, "plan-gone", id="no number that a database knows"),
        pytest.param({"data": "plan"}, "plan-gone", id="nothing"),
    ],
)
async def test_others_cannot_touch_plans(acme: Core, fields: dict[str, Any], key: str) -> None:
    """Whoever may not, or speaks of nothing, gets a sentence; the plan stands."""
    made = await plan(acme, rule=MONDAY)
    outcome = await acme.happens(Press, **presses("delete", made, **fields))
    assert (outcome.kind, outcome.toast) == ("refused", words("en")(key))
    assert next_run(acme, made) == MONDAY_NINE


async def test_a_manager_may_from_anywhere(acme: Core) -> None:
    """A manager's button works in every chat."""
    made = await plan(acme, rule=MONDAY)
    await acme.happens(Press, **presses("delete", made, chat="C-square", person=BOSS))
    assert next_run(acme, made) is None


def _rules() -> Iterator[str]:
    yield from ("every day 09:00", "every 2 days 09:00", "weekdays 09:00", "every 2 weeks on Saturday 17:30")
    yield from ("every month on the 1 09:00", "every month on the 31 09:00", "every 3 months on the 2 09:00")
    yield from (f"every {day} 09:00" for day in ("Monday", "Wednesday", "Sunday"))
    for turn in ("first Monday", "second Friday", "third Tuesday", "fourth Wednesday", "last Sunday"):
        yield f"every month on the {turn} 09:00"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", [*_rules()])
def test_what_is_said_of_a_rule_can_be_typed(language: str, rule: str) -> None:
    """In all four languages, people can write a rule as the bot says it."""
    read = Rule.read(f"{rule} Europe/Riga")
    assert read_rule(plans.said(read, words(language)), ZoneInfo("UTC")) == read


async def test_a_plan_is_told_in_the_readers_language(acme: Core) -> None:
    """When it goes out, by whose clocks, and the buttons for it."""
    once = await plan(acme, at=MONDAY_NINE)
    often = await plan(acme, rule=MONDAY)
    assert plans.told(once, words("en"), RIGA) == "“Which next?” is planned for 09/11/2026, 09:00 (Europe/Riga)."
    assert plans.told(often, words("de"), ACME.zone) == (
        "„Which next?“ wird jeden Montag um 09:00 Uhr (Europe/Riga) gepostet. Das nächste Mal: 09.11.26, 09:00."
    )
    assert [button.data for button in plans.buttons(often, words("es"))] == [
        f"plan:now:{often.id}", f"plan:delete:{often.id}",
    ]  # fmt: skip
