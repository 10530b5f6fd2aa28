"""Who works on a query, and how a person's name and an answer's signature are found."""

from chat.address import Address
from chat.errors import UserError
from chat.events import Event
from handlers import contacts, presence
from handlers.presence import Scene
from handlers.routing import Context
from storage import episodes, people
from storage.episodes import Episode
from storage.people import Account

MOST_DIGITS = 18


def working(ctx: Context, event: Event, subject: str) -> tuple[Scene, Episode]:
    """Return who does something about a query, as its brand knows them, and the query's episode, kept from others.

    Args:
        subject: what the button or form is about, after its word: the episode's id, and perhaps more after a colon.

    Raises:
        UserError: there is no such episode, or it is not theirs to work on.
    """
    scene = presence.scene_of(ctx, event)
    number = number_in(subject)
    found = episodes.find(ctx.db, number, to_change=True) if number is not None else None
    if scene is None or found is None or found.brand not in ctx.brands:
        raise UserError("button-old", scene.brand if scene else None)
    if scene.brand != found.brand:
        scene = _as_known(ctx, event, scene, found)
    # The bot's own page is no chat.
    if not (scene.may_manage or (scene.team and not event.chat)):
        raise UserError("query-not-for-you", scene.brand)
    if not event.chat:
        contacts.show_page(ctx, event, scene.brand)
    return scene, found


def number_in(subject: str) -> int | None:
    """Return the number before the first colon."""
    number = subject.partition(":")[0]
    return int(number) if number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS else None


def after(data: str) -> str:
    """Return what stands after a button's word."""
    return data.partition(":")[2]


def name_of(account: Account | None) -> str:
    """Return how a person is called."""
    return (account.name or account.person) if account else ""


def signature_of(ctx: Context, account: Account) -> str:
    """Return the name that one of the team signs with: the one they chose, else their first one."""
    words = account.name.split()
    return account.signature or (words[0] if words else ctx.brands[account.brand].name)


def _as_known(ctx: Context, event: Event, scene: Scene, episode: Episode) -> Scene:
    """Return the scene as the episode's brand sees it: in private one belongs to all of one's brands."""
    account = people.find(ctx.db, episode.brand, Address(event.platform, scene.account.person))
    if account is None or scene.role not in {presence.PRIVATE, presence.ELSEWHERE}:
        raise UserError("query-not-for-you", scene.brand)
    return Scene(episode.brand, scene.role, account)
