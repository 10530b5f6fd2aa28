"""Anonymous polls in a core of tests."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from chat.events import Tick
from chat.polls import Rules, Spec
from chat.ports import Outcome
from handlers import polls
from handlers.polls import counting
from storage import polls as stored
from storage.ballots import BALLOTS, PARTICIPATIONS, Urn
from storage.polls import Poll
from tests.support.core import BALLOT_KEY, Core

ANONYMOUS = Rules(visibility="anonymous")


async def anonymous(core: Core, *options: str, question: str = "Which next?", **rules: Any) -> Poll:
    """Make an anonymous poll."""
    spec = Spec(question=question, options=options or ("Recipes", "Live"), rules=replace(ANONYMOUS, **rules))
    poll: Poll = await core.do(lambda ctx: polls.create(ctx, "acme", spec))
    return poll


async def secretly(core: Core, poll: Poll, *options: int, person: str = "U1", **fields: Any) -> Outcome:
    """Press an anonymous poll's button."""
    return await core.vote(poll, *options, person=person, secret=True, **fields)


async def crowd(core: Core, poll: Poll, numbers: range, option: int = 0) -> None:
    """Let so many people vote for one option."""
    for number in numbers:
        await secretly(core, poll, option, person=f"U{number}")


async def count_due(core: Core) -> int:
    """Let the clock count what is due; return how many polls that were."""
    core.clock.forward(timedelta(seconds=2))
    found = list(core.read(lambda db: list(counting.watch(db, core.clock.now(), core.brands))))
    for due in found:
        given = {"id": f"{due.subject}@{due.at.isoformat()}", "brand": due.brand, "subject": due.subject}
        await core.happens(Tick, account="clock", platform="clock", tick=due.tick, due=due.at, **given)
    return len(found)


def now(core: Core, poll: Poll) -> Poll:
    """Return the poll as it is now."""
    found: Poll = core.read(lambda db: stored.find(db, poll.id))
    return found


def shown(core: Core, poll: Poll) -> dict[str, Any]:
    """Return the count that is shown."""
    batches = now(core, poll).batches or {}
    count: dict[str, Any] = batches.get("shown", {})
    return count


def sealed(core: Core) -> list[tuple[bytes, bytes]]:
    """Return (hash, sealed choice) of all ballots."""
    found = core.read(lambda db: db.execute(select(BALLOTS.c.hash, BALLOTS.c.sealed)).all())
    return [(bytes(voter), bytes(choice)) for voter, choice in found]


def participants(core: Core) -> list[tuple[int, str]]:
    """Return (account, chat) of all who take part."""
    found = core.read(lambda db: db.execute(select(PARTICIPATIONS.c.account, PARTICIPATIONS.c.chat)).all())
    return [tuple(row) for row in found]


def opened(core: Core, poll: Poll) -> dict[str, Any]:
    """Count an open poll's ballots, as who has the secret can."""
    urn = Urn.of(now(core, poll), BALLOT_KEY)
    count: dict[str, Any] = core.read(urn.count).as_json() if urn else {}
    return count
