"""What is over is forgotten: unanswered questions, passes, and events that nobody sends again."""

from datetime import timedelta
from functools import partial

from handlers.routing import Context
from storage import dialogs, inbox, passes
from storage.dialogs import Dialog
from tests.bot.test_scheduler import DUE, scheduler
from tests.support.office import Office, office


async def test_what_was_never_answered_is_forgotten(migrated_url: str) -> None:
    """Whatever somebody wrote on the way to a poll that they never made."""
    async with office(migrated_url) as bot:
        for person, hours in (("U1", 20), ("U2", 5)):
            asked = Dialog("compose", {"question": "Which next?"})
            await bot.do(partial(_ask, person=person, asked=asked))
            bot.clock.forward(timedelta(hours=hours))
        await scheduler(bot)._forget()
        assert (_asked(bot, "U1"), _asked(bot, "U2")) == (False, True)


def _ask(ctx: Context, person: str, asked: Dialog) -> None:
    dialogs.begin(ctx.db, "slack", "D1", person, asked, ctx.now)


def _asked(bot: Office, person: str) -> bool:
    # As of a time when nothing was too old to be answered.
    return bot.read(lambda db: dialogs.find(db, "slack", "D1", person, DUE - timedelta(weeks=2))) is not None


async def test_passes_are_forgotten(migrated_url: str) -> None:
    """Nobody can see later who asked for the page or looked at it, though nobody asks again."""
    async with office(migrated_url) as bot:
        await bot.do(lambda ctx: passes.put(ctx.db, "link", 1, "old", ctx.now))
        bot.clock.forward(timedelta(minutes=10))
        await bot.do(lambda ctx: passes.put(ctx.db, "link", 1, "new", ctx.now))
        bot.clock.forward(timedelta(minutes=10))
        await scheduler(bot)._forget()
        left = await bot.do(lambda ctx: [passes.end(ctx.db, "link", token) for token in ("old", "new")])
        assert left == [False, True]


async def test_old_receipts_are_forgotten_in_portions(migrated_url: str) -> None:
    """No transaction is long, and what may still be repeated stays known."""
    async with office(migrated_url) as bot:
        old, young = ([(f"{age}{number}") for number in range(count)] for age, count in (("old", 2_500), ("young", 10)))
        keys = [("slack:T1/A1", event) for event in old]
        await bot.do(lambda ctx: inbox.accept_all(ctx.db, keys, ctx.now))
        bot.clock.forward(timedelta(days=7, seconds=1))
        await bot.do(lambda ctx: inbox.accept_all(ctx.db, [("slack:T1/A1", event) for event in young], ctx.now))
        before = len(bot.batches)
        await scheduler(bot)._forget()
        assert len(bot.batches) - before >= 3
        again = await bot.do(
            lambda ctx: [inbox.accept(ctx.db, "slack:T1/A1", each, ctx.now) for each in ("old7", "young7")]
        )
        assert again == [True, False]
