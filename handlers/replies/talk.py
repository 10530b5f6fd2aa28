"""The ledger of what the audience says: messages, replies, edits, deletions and reactions."""

from datetime import timedelta

from chat.errors import NotYet
from chat.events import Deleted, Edited, Message, Reaction
from chat.lines import Line
from handlers import passing, presence
from handlers.presence import Scene, line_of_event
from handlers.replies import answering, opening, previewing
from handlers.replies.heard import Heard, listen
from handlers.routing import Context, Router
from storage import asked, episodes, ledger
from storage.episodes import WAITING, WITHDRAWN

router = Router()

OVERTAKEN = timedelta(minutes=10)
"""So long after a message was written it may come behind its own edit; what comes not by then was never to be heard."""
STILL_NEW = timedelta(hours=1)
"""So long after a message its edit may make a question of it."""


@router.on(Message, prepare_all=listen)
def on_message(ctx: Context, event: Message, heard: Heard) -> None:
    """Log a message; what is said in the team's own chat only tells who is of the team."""
    scene = presence.scene_of(ctx, event)
    if scene is None or not scene.is_logged or passing.hear(ctx, event, scene):
        return
    reply_to = presence.line_of_message(ctx, event, event.reply_to) if event.reply_to is not None else None
    line = ledger.line_id(event.platform, event.chat, event.message)
    if scene.team:
        if not answering.note_plain_answer(ctx, event, scene, line, reply_to):
            presence.log(ctx, event, scene, "message", id=line, ref=reply_to, data={"text": event.text})
        return
    said = {"text": event.text, **heard.verdict}
    if presence.log(ctx, event, scene, "message", heard.beside, id=line, ref=reply_to, data=said):
        opening.hear(ctx, event, scene, heard, line)


@router.on(Edited, prepare_all=listen)
def on_edited(ctx: Context, event: Edited, heard: Heard) -> None:
    """Keep the new text beside the old one, where it differs; an answer that was taken from it changes, too."""
    line = ledger.line_id(event.platform, event.chat, event.message)
    taken = answering.change_with(ctx, line, event.text)
    previewing.redraw(ctx, line)
    found = presence.brand_of(ctx, event)
    # Of what nobody knows, nobody's edit is news, and it makes whoever was erased no acquaintance either.
    if found is None or not ledger.has(ctx.db, found[0], line):
        if found is not None and not taken:
            _wait_for_it(ctx, event, found[1])
        return
    scene = presence.scene_of(ctx, event)
    if scene is None:
        return
    if ledger.add_version(ctx.db, scene.brand, line, event.text, event.at) and not scene.team:
        _judge_anew(ctx, event, scene, line, heard)


def _wait_for_it(ctx: Context, event: Edited | Deleted, role: str) -> None:
    """Let an edit or deletion wait for a message that may still come: a platform sends again what was not taken.

    Raises:
        NotYet: it was written so lately.
    """
    if role != presence.TEAM and event.written_at is not None and ctx.now - event.written_at < OVERTAKEN:
        raise NotYet(event.message)


def _judge_anew(ctx: Context, event: Edited, scene: Scene, line: str, heard: Heard) -> None:
    """Judge an edited message by its new words, but where the team knew better, and bring its card up to date."""
    known = ledger.judged(ctx.db, scene.brand, line)
    if known is None or heard.judgement is None:
        return
    verdict = heard.verdict
    episode = episodes.of_line(ctx.db, scene.brand, line)
    if episode is not None:
        episodes.change(ctx.db, episode.id)
    if episode is not None or event.at - known.at > STILL_NEW:
        # An edit ends no waiting, and of an old message it begins none: whoever mends a typo asks nothing new.
        del verdict["query"]
    elif heard.asks:
        opening.take(ctx, event, scene, heard, line)
    if not known.heard.get("corrected"):
        ledger.judge(ctx.db, scene.brand, line, verdict, heard.beside)


@router.on(Deleted, prepare_all=listen)
def on_deleted(ctx: Context, event: Deleted, _heard: Heard) -> None:
    """Log that a message was taken back, by whomever; a poll's stands in other chats too, and remains."""
    found = presence.brand_of(ctx, event)
    if found is None:
        return
    brand, role = found
    target = ledger.line_id(event.platform, event.chat, event.message)
    if not ledger.has(ctx.db, brand, target):
        _wait_for_it(ctx, event, role)
        return
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
    _withdraw(ctx, brand, target)
    answering.take_back(ctx, event)


def _withdraw(ctx: Context, brand: str, line: str) -> None:
    """Take a deleted message out of its episode; where nothing is asked any more, the episode is withdrawn."""
    episode = episodes.of_line(ctx.db, brand, line)
    if episode is None:
        return
    asked.drop_message(ctx.db, brand, line)
    asks = any(each.query for each in asked.messages(ctx.db, episode.id))
    ends = {"state": WITHDRAWN, "closed_at": ctx.now}
    if asks or not episodes.change_if(ctx.db, episode.id, (WAITING,), **ends):
        episodes.change(ctx.db, episode.id)


@router.on(Reaction)
def on_reaction(ctx: Context, event: Reaction) -> None:
    """Log a reaction, or that it was taken off."""
    scene = presence.scene_of(ctx, event)
    if scene is None or not scene.is_logged:
        return
    target = presence.line_of_message(ctx, event, event.target)
    data = {"emoji": event.emoji} | ({"removed": True} if event.removed else {})
    presence.log(ctx, event, scene, "reaction", ref=target, data=data)
