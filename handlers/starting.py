"""`/start`: whoever opens a private chat with the bot; links that say what for are their features' own."""

from chat.events import Command
from chat.messages import Message
from chat.ports import Outcome
from handlers import presence
from handlers.routing import Context, Router

router = Router()


@router.on(Command, "start")
def on_start(ctx: Context, event: Command) -> Outcome:
    """Greet who opens a chat with the bot."""
    scene = presence.scene_of(ctx, event)
    if scene is None or not event.private:
        return Outcome("done")
    say = ctx.words(scene.brand, event.language)
    return ctx.answer(event, scene.brand, Message(text=say("welcome", brand=ctx.brands[scene.brand].name)))
