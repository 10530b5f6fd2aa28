"""Who blocks the bot, where chats move to, and where the bot is no more; who comes and goes is in `referrals`."""

from chat.address import Address
from chat.events import Blocked, ChatMigrated, Connected, Uninstalled
from handlers import contacts
from handlers.routing import Context, Router
from storage import workspaces

router = Router()


@router.on(Blocked)
def on_blocked(ctx: Context, event: Blocked) -> None:
    """Note that the person can (not) be written to any more."""
    if event.person is not None:
        contacts.note_reachable(ctx, Address(event.platform, event.person), event, reachable=not event.blocked)


@router.on(ChatMigrated)
def on_migrated(ctx: Context, event: ChatMigrated) -> None:
    """Write the chat's new id everywhere, in this one transaction; done before, it changes nothing."""
    contacts.move_chat(ctx, event.platform, event.chat, event.new_chat)


@router.on(Connected)
def on_connected(ctx: Context, event: Connected) -> None:
    """Remember where the workspace is, so that messages in it can be pointed at."""
    workspaces.put(ctx.db, event.platform, event.home)


@router.on(Uninstalled)
def on_uninstalled(ctx: Context, event: Uninstalled) -> None:
    """Tell the teams whose audiences can no longer be heard there; those on other platforms can still read it."""
    for brand in ctx.brands.values():
        if any(chat.platform == event.platform for chat in brand.audiences):
            text = ctx.words(brand.key)("uninstalled", platform=event.platform.capitalize())
            contacts.tell_team(ctx, brand.key, text, key=f"uninstalled:{event.account}:{event.id}:{brand.key}")
