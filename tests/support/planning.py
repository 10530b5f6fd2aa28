"""Planning polls in a core."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from chat.polls import Spec
from handlers.polls import plans
from insight.whens import Rule
from storage import plans as stored
from storage import polls
from storage.plans import Plan
from storage.polls import Poll
from tests.support.core import Core
from tests.support.ticking import strike_all

RIGA = ZoneInfo("Europe/Riga")
SPEC = Spec(question="Which next?", options=("Recipes", "Live"))
MONDAY = "every Monday 09:00 Europe/Riga"
MONDAY_NINE = datetime(2026, 11, 9, 7, tzinfo=UTC)
"""The first Monday, 09:00 in Riga, after the tests' noon."""


async def plan(bot: Core, *, at: datetime | None = None, rule: str | None = None, spec: Spec = SPEC) -> Plan:
    """Plan a poll."""
    read = Rule.read(rule) if rule else None
    made: Plan = await bot.do(lambda ctx: plans.plan(ctx, "acme", spec, at=at, rule=read, creator=None))
    return made


def runs(bot: Core, of: Plan) -> list[Poll]:
    """Return the polls that a plan posted."""
    found: list[Poll] = bot.read(lambda db: polls.runs(db, of.id))
    return found


def next_run(bot: Core, of: Plan) -> datetime | None:
    """Return when a plan posts next."""
    found: Plan = bot.read(lambda db: stored.find(db, of.id))
    return found.next_at


async def at_time(bot: Core, moment: datetime) -> int:
    """Let the time come, and everything that is planned for it happen."""
    bot.clock.time = max(bot.clock.time, moment)
    return await strike_all(bot, plans.PLAN)
