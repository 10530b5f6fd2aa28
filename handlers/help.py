"""What the bot can do, and a sentence for what it cannot make out."""

from chat.errors import UserError
from chat.events import Command, Press
from chat.messages import Message
from chat.ports import Outcome
from handlers import presence
from handlers.routing import Context, Router

router = Router()


@router.on(Command, "help")
def on_help(ctx: Context, event: Command) -> Outcome:
    """Say what the person can do here."""
    scene = presence.scene_of(ctx, event)
    if scene is None:
        raise UserError("chat-unknown")
    say = ctx.words(scene.brand, event.language)
    key = "help-team" if scene.may_manage else "help-audience"
    return ctx.answer(event, scene.brand, Message(text=say(key, brand=ctx.brands[scene.brand].name)))


@router.on(Command)
def on_unknown(ctx: Context, event: Command) -> Outcome:
    """Say kindly that there is no such command, where nobody else could have been meant."""
    scene = presence.scene_of(ctx, event)
    if event.private or event.answerable:
        raise UserError("command-unknown", scene.brand if scene else None)
    return Outcome("done")


@router.on(Press)
def on_old_button(ctx: Context, event: Press) -> Outcome:
    """Say what to do about a button that is no longer known."""
    found = presence.brand_of(ctx, event)
    raise UserError("button-old", found[0] if found else None)
