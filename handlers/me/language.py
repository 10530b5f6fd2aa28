"""The language that somebody wants to be spoken to in."""

from chat.errors import UserError
from chat.events import Event, Press
from chat.messages import Button, Message
from chat.ports import Outcome
from handlers.me.common import own_accounts, own_scene, own_words
from handlers.presence import Scene
from handlers.routing import Context, Router
from storage import links

router = Router()

NAMES = {"en": "English", "es": "Español", "pt": "Português", "de": "Deutsch"}
"""Each language in its own words, so that whoever reads no other one finds it."""


@router.on(Press, "me-language")
def on_language(ctx: Context, event: Press) -> Outcome:
    """Ask which language it shall be."""
    return ask(ctx, event, own_scene(ctx, event))


@router.on(Press, "me-speak")
def on_speak(ctx: Context, event: Press) -> Outcome:
    """Speak the chosen language."""
    return choose(ctx, event, own_scene(ctx, event), event.data.partition(":")[2])


def ask(ctx: Context, event: Event, scene: Scene) -> Outcome:
    """Ask which language it shall be."""
    buttons = tuple((Button(name, f"me-speak:{language}"),) for language, name in NAMES.items())
    text = own_words(ctx, event, scene)("me-language-ask")
    return ctx.answer(event, scene.brand, Message(text=text, buttons=buttons))


def choose(ctx: Context, event: Event, scene: Scene, wish: str) -> Outcome:
    """Speak a language from now on, by its code or its own name, wherever the person is met.

    Raises:
        UserError: it is none of those that the bot speaks.
    """
    named = {name.casefold(): language for language, name in NAMES.items()} | {each: each for each in NAMES}
    language = named.get(wish.strip().casefold())
    if language is None:
        raise UserError("me-language-unknown", scene.brand, languages=", ".join(NAMES.values()))
    links.set_speaks(ctx.db, own_accounts(ctx, event) or [scene.account], language)
    ctx.speaks = language
    return ctx.answer(event, scene.brand, Message(text=own_words(ctx, event, scene)("me-language-now")))
