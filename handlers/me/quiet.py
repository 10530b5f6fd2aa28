"""Peace from messages that nobody asked for."""

from chat.events import Command, Event, Press
from chat.lines import Line
from chat.messages import Message
from chat.ports import Outcome
from handlers.me.common import own_scene, own_words
from handlers.presence import Scene, line_of_event
from handlers.routing import Context, Router
from storage import ledger, links
from storage.people import Account

router = Router()


@router.on(Command, "stop")
@router.on(Press, "quiet")
def on_quiet(ctx: Context, event: Command | Press) -> Outcome:
    """Send nothing any more that the person did not ask for, on none of their accounts."""
    return set_quiet(ctx, event, own_scene(ctx, event), quiet=True)


@router.on(Press, "loud")
def on_loud(ctx: Context, event: Press) -> Outcome:
    """Remind the person again."""
    return set_quiet(ctx, event, own_scene(ctx, event), quiet=False)


def set_quiet(ctx: Context, event: Event, scene: Scene, *, quiet: bool) -> Outcome:
    """Note what a person wants on all their accounts, and say so."""
    for account in links.everywhere(ctx.db, event.platform, scene.account.person):
        if links.set_quiet(ctx.db, account.standing_for, quiet=quiet) and quiet and not account.team:
            ledger.put(ctx.db, _opt_out(ctx, event, account))
    text = own_words(ctx, event, scene)("me-quiet-now" if quiet else "me-loud-now")
    if isinstance(event, Press):
        return Outcome("done", toast=text)
    return ctx.answer(event, scene.brand, Message(text=text))


def _opt_out(ctx: Context, event: Event, account: Account) -> Line:
    """Return the line of an opt-out, which ROR.md writes as a block."""
    return Line(
        id=f"{line_of_event(event)}.quiet",
        brand=account.brand,
        platform=account.platform,
        chat=event.chat or account.person,
        person=account.person,
        team=False,
        kind="block",
        at=ctx.now,
    )
