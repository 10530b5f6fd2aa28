"""Who comes, goes, blocks the bot, and where chats move to."""

from chat.address import Address
from chat.events import Blocked, ChatMigrated, Event, Joined, Left, Uninstalled
from chat.lines import Line
from chat.messages import Message
from handlers import presence
from handlers.presence import line_of_event
from handlers.routing import Context, Router
from storage import ledger, outbox, people, poll_posts
from storage.outbox import Draft

router = Router()


@router.on(Joined)
def on_joined(ctx: Context, event: Joined) -> None:
    """Log that somebody came into an audience chat."""
    scene = presence.scene_of(ctx, event)
    if scene is not None and scene.role == presence.AUDIENCE:
        presence.log(ctx, event, scene, "join", data={"referrer": event.referrer})


@router.on(Left)
def on_left(ctx: Context, event: Left) -> None:
    """Log that somebody left an audience chat."""
    scene = presence.scene_of(ctx, event)
    if scene is not None and scene.role == presence.AUDIENCE:
        presence.log(ctx, event, scene, "leave")


@router.on(Blocked)
def on_blocked(ctx: Context, event: Blocked) -> None:
    """Note that the person can (not) be written to any more."""
    if event.person is not None:
        note_reachable(ctx, Address(event.platform, event.person), event, reachable=not event.blocked)


@router.on(ChatMigrated)
def on_migrated(ctx: Context, event: ChatMigrated) -> None:
    """Write the chat's new id everywhere, in this one transaction; done before, it changes nothing."""
    move_chat(ctx, event.platform, event.chat, event.new_chat)


@router.on(Uninstalled)
def on_uninstalled(ctx: Context, event: Uninstalled) -> None:
    """Tell the teams whose audiences can no longer be heard there; those on other platforms can still read it."""
    for brand in ctx.brands.values():
        if any(chat.platform == event.platform for chat in brand.audiences):
            text = ctx.words(brand.key)("uninstalled", platform=event.platform.capitalize())
            tell_team(ctx, brand.key, text, key=f"uninstalled:{event.account}:{event.id}:{brand.key}")


def note_reachable(ctx: Context, person: Address, event: Event, *, reachable: bool) -> None:
    """Remember whether a person can be written to; being blocked has a line, and ends with the next activity."""
    for brand, team in people.set_reachable(ctx.db, person, reachable=reachable):
        if not reachable and not team:
            line = Line(
                id=line_of_event(event),
                brand=brand,
                platform=person.platform,
                chat=event.chat or person.id,
                person=person.id,
                team=False,
                kind="block",
                at=event.at,
            )
            ledger.put(ctx.db, line)


def note_unreachable(ctx: Context, person: Address, letter: int) -> None:
    """Remember that a person refused a letter."""
    gone = Blocked(
        account="delivery",
        id=f"unreachable:{letter}",
        platform=person.platform,
        at=ctx.now,
        chat=person.id,
        person=person.id,
        blocked=True,
    )
    note_reachable(ctx, person, gone, reachable=False)


def move_chat(ctx: Context, platform: str, old: str, new: str) -> None:
    """Write a chat's new id wherever its old one stands."""
    for room in (people, poll_posts, ledger, outbox):
        room.move_chat(ctx.db, platform, old, new)


def tell_team(ctx: Context, brand: str, text: str, *, key: str) -> None:
    """Put a note into the team's chat, once for each key."""
    team = people.team_chat(ctx.db, brand)
    if team is not None:
        ctx.say(Draft(to=team, kind="note", brand=brand, message=Message(text=text), key=key))
