"""The ledger of what the audience says: messages, replies, edits, deletions and reactions."""

from chat.events import Deleted, Edited, Event, Message, Reaction
from chat.lines import Line
from handlers import presence
from handlers.presence import line_of_event
from handlers.routing import Context, Router
from storage import ledger, poll_posts, polls

router = Router()


@router.on(Message)
def on_message(ctx: Context, event: Message) -> None:
    """Log a message; what is said in the team's own chat only tells who is of the team."""
    scene = presence.scene_of(ctx, event)
    if scene is None or not scene.is_logged:
        return
    reply_to = _line_of_message(ctx, event, event.reply_to) if event.reply_to is not None else None
    line = ledger.line_id(event.platform, event.chat, event.message)
    presence.log(ctx, event, scene, "message", id=line, ref=reply_to, data={"text": event.text})


@router.on(Edited)
def on_edited(ctx: Context, event: Edited) -> None:
    """Keep the new text beside the old one, where it differs."""
    scene = presence.scene_of(ctx, event)
    if scene is not None:
        line = ledger.line_id(event.platform, event.chat, event.message)
        ledger.add_version(ctx.db, scene.brand, line, event.text, event.at)


@router.on(Deleted)
def on_deleted(ctx: Context, event: Deleted) -> None:
    """Log that a message was taken back, by whomever; a poll's stands in other chats too, and remains."""
    found = presence.brand_of(ctx, event)
    if found is None:
        return
    brand, _role = found
    target = ledger.line_id(event.platform, event.chat, event.message)
    if ledger.has(ctx.db, brand, target):
        line = Line(
            id=line_of_event(event),
            brand=brand,
            platform=event.platform,
            chat=event.chat,
            person=event.person,
            team=False,
            kind="delete",
            at=event.at,
            ref=target,
        )
        ledger.put(ctx.db, line)


@router.on(Reaction)
def on_reaction(ctx: Context, event: Reaction) -> None:
    """Log a reaction, or that it was taken off."""
    scene = presence.scene_of(ctx, event)
    if scene is None or not scene.is_logged:
        return
    target = _line_of_message(ctx, event, event.target)
    data = {"emoji": event.emoji} | ({"removed": True} if event.removed else {})
    presence.log(ctx, event, scene, "reaction", ref=target, data=data)


def _line_of_message(ctx: Context, event: Event, message: str) -> str:
    """Return the line of a message: of the poll, where it is one of the messages in which a poll stands."""
    poll = poll_posts.poll_in(ctx.db, event.platform, event.chat, message)
    return polls.line_of(poll) if poll else ledger.line_id(event.platform, event.chat, message)
