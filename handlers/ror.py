"""`/ror`: the scorecard, privately, for those who may see it."""

from chat.events import Command, Press
from chat.messages import Message
from chat.ports import Outcome
from handlers import presence, reporting
from handlers.reporting import Report
from handlers.routing import Context, Reading, Router

router = Router()
Facts = dict[str, Report | None]
"""The scorecard by its brand; several brands, none reckoned, where it is not clear which one is meant."""


def _prepare(read: Reading, event: Command | Press) -> Facts:
    """Reckon the scorecard of the seven complete days before today."""
    wanted = event.data.partition(":")[2] if isinstance(event, Press) else None
    choices = reporting.brands_for(read, event, wanted, "ror-not-for-you")
    if len(choices) > 1:
        return dict.fromkeys(choices)
    brand = read.brands[choices[0]]
    start, end = reporting.last_days(read.now, brand)
    # An answer in the acknowledgement carries no picture, and has little time.
    return {brand.key: reporting.report(read.db, brand, start, end, chart=not event.answerable)}


@router.on(Command, "ror", prepare=_prepare)
@router.on(Command, "start ror", prepare=_prepare)
@router.on(Press, "ror", prepare=_prepare)
def on_ror(ctx: Context, event: Command | Press, facts: Facts) -> Outcome:
    """Answer with the scorecard, or ask of which brand."""
    presence.scene_of(ctx, event)
    key, found = next(iter(facts.items()))
    brand = ctx.brands[key]
    say = ctx.words(key, event.language)
    if found is None:
        return reporting.ask_brand(ctx, event, facts, "ror:", say("ror-which-brand"))
    message = Message(
        title=say("ror-title", brand=brand.name),
        text=f"{reporting.period_of(found.card, say)}\n\n{reporting.as_text(found.card, say)}"
        + reporting.beside_text(found, say),
        chart=reporting.chart_of(found, brand, say.language),
        chart_alt=say("chart-alt", brand=brand.name),
    )
    return ctx.answer(event, key, message)
