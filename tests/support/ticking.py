"""The clock of a core: hands over what is due, as `bot.scheduler` does."""

from chat.events import Tick
from chat.ports import Outcome
from handlers import router
from handlers.routing import Due
from tests.support.core import Core


def dues(bot: Core, name: str) -> list[Due]:
    """Return what is due of this name."""
    now = bot.clock.now()
    return [due for due in bot.read(lambda db: router.due(db, now, bot.brands)) if due.tick == name]


async def strike(bot: Core, *found: Due) -> list[Outcome]:
    """Hand over what was found to be due."""
    return [await bot.dispatcher.offer(_tick(bot, due)) for due in found]


async def strike_all(bot: Core, name: str, *, most: int = 20) -> int:
    """Let the clock tick until nothing of this name is due; return how often something was."""
    times = 0
    while times < most and (found := dues(bot, name)):
        await strike(bot, *found)
        times += 1
    return times


def _tick(bot: Core, due: Due) -> Tick:
    return Tick(
        account="clock",
        id=f"{due.tick}:{due.subject}@{due.at.isoformat()}",
        platform="clock",
        at=bot.clock.now(),
        tick=due.tick,
        brand=due.brand,
        subject=due.subject,
        due=due.at,
    )
