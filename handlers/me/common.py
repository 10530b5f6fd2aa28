"""Who asks about themselves, in whose words, and whom they turn out to be."""

from chat.address import CUSTOMER
from chat.errors import UserError
from chat.events import Event
from chat.i18n import Words
from handlers import presence
from handlers.presence import Scene
from handlers.routing import Context, Reading
from storage import links
from storage.people import Account


def own_scene(ctx: Context, event: Event) -> Scene:
    """Return where somebody asks about themselves.

    Raises:
        UserError: no brand of ours is there.
    """
    scene = presence.scene_of(ctx, event)
    if scene is None:
        raise UserError("chat-unknown")
    return scene


def own_words(ctx: Context, event: Event, scene: Scene) -> Words:
    """Return the texts in the person's language."""
    return ctx.words(scene.brand, event.language, scene.account.language)


def own_accounts(ctx: Context | Reading, event: Event) -> list[Account]:
    """Return all accounts of whoever asks, of all brands that are there."""
    found = links.whole(ctx.db, event.platform, event.person) if event.person else []
    return [each for each in found if each.brand in ctx.brands]


def network(ctx: Context | Reading, say: Words, account: Account) -> str:
    """Name where an account is: a platform, or a brand's shop."""
    if account.person.startswith(CUSTOMER):
        brand = ctx.brands.get(account.brand)
        return say("orders-shop", brand=brand.name if brand else account.brand)
    return account.platform.capitalize()
