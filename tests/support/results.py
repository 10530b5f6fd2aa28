"""Looking at polls as the team does."""

from typing import Any

from chat.address import Address
from chat.events import Command, Press
from chat.messages import Message
from chat.polls import Rules, Spec
from chat.ports import Outcome
from handlers import letters, polls, router
from handlers.routing import Context
from storage import people
from storage import polls as stored
from storage import reasons as why
from storage.outbox import Letter
from storage.polls import Poll
from storage.reasons import Reason
from storage.sealing import seal_of
from tests.support.core import TEAM, Core


async def make(bot: Core, *options: str, question: str = "Which next?", **rules: Any) -> Poll:
    """Make a poll by these rules."""
    scale = rules.get("kind") in {"rating", "nps"}
    spec = Spec(question=question, options=() if scale else options or ("Recipes", "Live"), rules=Rules.of(rules))
    poll: Poll = await bot.do(lambda ctx: polls.create(ctx, "acme", spec))
    return poll


async def press(bot: Core, data: str, **fields: Any) -> Outcome:
    """Press a button in the team's chat, where the answer can be shown."""
    return await bot.happens(Press, data=data, **{"chat": TEAM, "person": "U-team", "answerable": True} | fields)


async def command(bot: Core, name: str, **fields: Any) -> Outcome:
    """Write a command in the team's chat, where the answer can be shown."""
    given = {"chat": TEAM, "person": "U-team", "answerable": True, "text": ""}
    return await bot.happens(Command, command=name, **given | fields)


def answer(outcome: Outcome) -> Message:
    """Return what was answered."""
    assert outcome.answer is not None, outcome
    return outcome.answer


def data_of(message: Message) -> list[str]:
    """Return what the message's buttons carry."""
    return [button.data for row in message.buttons for button in row]


def drawn(bot: Core, letter: Letter) -> Message:
    """Draw a letter as it would be sent now."""
    message = bot.read(lambda db: letters.draw(router, db, letter, bot.brands))
    assert isinstance(message, Message)
    return message


def now(bot: Core, poll: Poll) -> Poll:
    """Return the poll as it is now."""
    found: Poll = bot.read(lambda db: stored.find(db, poll.id))
    return found


async def explain(bot: Core, poll: Poll, text: str, person: str | None = None, number: int = 0) -> None:
    """Keep a reason, of somebody of Slack who is known already, or of nobody."""
    account = bot.read(lambda db: people.find(db, "acme", Address("slack", person))) if person else None
    reason = Reason(f"r{number:05}", text, account.id if account else None, bot.clock.now() if account else None)

    def keep(ctx: Context) -> None:
        seal = seal_of(poll, ctx.means.ballot_key)
        why.put(ctx.db, poll.id, why.seal(reason, seal) if seal else reason)

    await bot.do(keep)
