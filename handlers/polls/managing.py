"""Who has a say in a poll beside voting, and what another text can put right in it."""

from chat.address import Address
from chat.errors import UserError
from chat.events import Event
from handlers import presence
from handlers.presence import Scene
from handlers.routing import Context
from storage.dialogs import Dialog
from storage.people import Account
from storage.polls import Poll

MENDABLE = frozenset(
    {
        "poll-text-empty",
        "poll-question-long",
        "poll-option-long",
        "poll-option-twice",
        "poll-end-unclear",
        "poll-end-past",
        "poll-end-far",
        "poll-why-long",
    }
)


def once_more(error: UserError, dialog: Dialog) -> Dialog | None:
    """Return what is asked again where another text can put right what is wrong."""
    return dialog if error.key in MENDABLE else None


def managed(ctx: Context, event: Event, poll: str) -> tuple[Scene, Poll]:
    """Return the poll and who asks to manage it.

    Raises:
        UserError: there is no such poll, or it is not theirs to manage.
    """
    scene, found = presence.scene_of_poll(ctx, event, poll)
    if not (scene.may_manage or _on_own_page(event, scene) or _is_makers(ctx, event, scene, found)):
        raise UserError("poll-not-for-you", found.brand)
    return scene, found


def _on_own_page(event: Event, scene: Scene) -> bool:
    return scene.team and not event.chat


def _is_makers(ctx: Context, event: Event, scene: Scene, poll: Poll) -> bool:
    """Tell whether somebody who runs an audience chat made the poll."""
    maker = str(Address(event.platform, scene.account.person))
    return ctx.brands[poll.brand].chat_admins and poll.creator == maker


def voter(ctx: Context, event: Event, poll: str) -> tuple[Account, Poll]:
    """Return the poll and the account of somebody who may vote in it.

    Raises:
        UserError: there is no such poll for them.
    """
    scene, found = presence.scene_of_poll(ctx, event, poll)
    return scene.account, found
