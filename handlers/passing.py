"""Posts of the brand that people pass on: what counts as such, and its line in the ledger."""

from chat.address import Address
from chat.events import Event, Message, Origin
from handlers import presence
from handlers.presence import Scene
from handlers.routing import Context
from storage import ledger, links, people, poll_posts, polls, shares
from storage.shares import Share


def hear(ctx: Context, event: Message, scene: Scene) -> bool:
    """Log a message that passes a brand's post on; return whether nothing else is in it that its person says."""
    origin = event.origin
    if origin is None:
        return False
    found = None if scene.team else _post(ctx, event, scene.brand, origin)
    if found is not None:
        log(ctx, event, scene, *found)
    return event.is_wordless_share or (found is not None and origin.quoted)


def log(ctx: Context, event: Event, scene: Scene, post: str, target: str | None) -> Share:
    """Let the ledger tell that somebody passed a post on: once for each person, post and day of the brand's.

    Args:
        ctx: the context.
        event: by which they did.
        scene: where, and who.
        post: what tells the post from others.
        target: the post's line; None where none is known.
    """
    zone = ctx.brands[scene.brand].zone
    day = event.at.astimezone(zone).date().isoformat()
    accounts = [each.id for each in links.linked(ctx.db, scene.account.standing_for)]
    known = shares.of_day(ctx.db, accounts, post, day)
    if known is not None:
        return known
    made = shares.put(ctx.db, scene.brand, scene.account.id, post, day)
    presence.log(ctx, event, scene, "share", id=made.line, ref=target)
    return made


def _post(ctx: Context, event: Event, brand: str, origin: Origin) -> tuple[str, str | None] | None:
    """Return (what tells the post from others, its line) of a brand's post; None where it is none."""
    native = poll_posts.of_native(ctx.db, event.platform, origin.native) if origin.native else None
    if native is not None:
        poll = polls.find(ctx.db, native[0])
        return (polls.line_of(poll.id),) * 2 if poll is not None and poll.brand == brand else None
    if origin.chat is None:
        return ("", None) if origin.voiced else None
    place = people.place_of(ctx.db, Address(event.platform, origin.chat))
    if place is None or place.brand != brand or place.role != presence.AUDIENCE:
        return None
    if origin.message is None:
        return (f"{event.platform}:{origin.chat}", None) if origin.voiced else None
    line = presence.line_of_message(ctx, event, origin.message, origin.chat)
    if _is_post(ctx, brand, line):
        return line, line
    return (line, None) if origin.voiced else None


def _is_post(ctx: Context, brand: str, line: str) -> bool:
    found = ledger.among(ctx.db, brand, [line]).get(line)
    return found is not None and found.team and found.kind in {"message", "poll"} and found.ref is None
