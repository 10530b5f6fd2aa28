"""Questions that open by somebody's word: `/ask` by whoever asks, `/query` by one of the team about a message."""

from dataclasses import replace
from typing import Any

from chat.address import Address
from chat.errors import UserError
from chat.events import Command, Event
from chat.events import Message as TextMessage
from chat.i18n import language_of
from chat.messages import Message
from chat.ports import Judgement, Outcome
from handlers import asking, presence
from handlers.presence import Scene, line_of_event
from handlers.replies import opening
from handlers.replies.correcting import correct
from handlers.replies.heard import Heard, listen
from handlers.routing import Context, Router
from storage import asked, episodes, ledger, people
from storage.episodes import DISMISSED, TOLD
from storage.ledger import Judged
from storage.people import Account

router = Router()


@router.on(Command, "ask", prepare_all=listen)
def on_ask(ctx: Context, event: Command, heard: Heard) -> Outcome:
    """Take what was typed behind the command for a question, whatever the classifier makes of it."""
    where = event
    scene = presence.scene_of(ctx, event)
    if scene is None and event.answerable and event.person is not None:
        # A chat that is none of ours: it is as if it were asked in private.
        where = replace(event, chat=event.person, private=True, thread=None, message=None)
        scene = presence.scene_of(ctx, where)
    if scene is None:
        raise UserError("chat-unknown")
    if scene.team:
        raise UserError("ask-for-audience", scene.brand)
    if not event.text.strip():
        raise UserError("ask-usage", scene.brand)
    line = ledger.line_id(where.platform, where.chat, where.message) if where.message else line_of_event(where)
    heard = replace(heard, asked=True)
    said = {"text": where.text.strip(), **heard.verdict}
    direct = False
    if presence.log(ctx, where, scene, "message", heard.beside, id=line, data=said):
        episode = episodes.find(ctx.db, opening.take(ctx, where, scene, heard, line))
        direct = episode is not None and not event.private and episode.reply_chat != event.chat
    say = ctx.words(scene.brand, event.language, scene.account.language)
    told = Message(text=say("ask-taken-direct" if direct else "ask-taken-here"))
    # Whoever cannot be written to reads it below their question, which everybody there reads, too.
    here = where.message is not None and not scene.account.can_be_written_to
    return asking.respond(ctx, event, scene.brand, told, here=here)


@router.on(Command, "query")
def on_query(ctx: Context, event: Command) -> Outcome:
    """Let a message of the audience be a question after all, as one of the team says who has read it."""
    scene = presence.scene_of(ctx, event)
    if scene is None or not scene.team:
        raise UserError("query-not-for-you", scene.brand if scene else None)
    target = event.reply_to or event.message or ""
    line = ledger.line_id(event.platform, event.chat, target)
    known = ledger.judged(ctx.db, scene.brand, line)
    author = _author(ctx, scene.brand, line)
    if known is None or author is None:
        raise UserError("query-unknown", scene.brand)
    if author.team:
        raise UserError("query-of-team", scene.brand)
    say = ctx.words(scene.brand, event.language, scene.account.language)
    said = as_written(event, author, known, message=target, text=event.quoted)
    done = log(ctx, said, Scene(scene.brand, scene.role, author), line, known)
    if done:
        note(ctx, scene, line)
    text = Message(text=say("query-logged" if done else "query-logged-before"))
    return ctx.answer(event, scene.brand, text)


def _author(ctx: Context, brand: str, line: str) -> Account | None:
    found = ledger.among(ctx.db, brand, [line]).get(line)
    if found is None or found.kind != "message":
        return None
    return people.find(ctx.db, brand, Address(found.platform, found.person or ""))


def as_written(event: Event, author: Account, known: Judged, **fields: Any) -> TextMessage:
    """Return a message as it came, from an event that is about it.

    Args:
        event: happened in the message's place.
        author: who wrote it.
        known: what was heard in it.
        fields: what the event cannot tell: its `message` and `text`, and its place where that is another.
    """
    here = {name: getattr(event, name) for name in ("account", "id", "platform", "chat", "thread", "private")}
    return TextMessage(**here | fields, at=known.at, person=author.person)


def log(ctx: Context, said: TextMessage, scene: Scene, line: str, known: Judged) -> bool:
    """Let a message's author wait for an answer; return False where they did so for this message before.

    Args:
        said: the message, as it came.
        scene: where it came, and who wrote it.
        line: its line in the ledger.
        known: what was heard in it.
    """
    before = episodes.of_line(ctx.db, scene.brand, line)
    if before is not None:
        (message,) = (each for each in asked.messages(ctx.db, before.id) if each.line == line)
        if before.state in {DISMISSED, TOLD}:
            opening.reopen(ctx, before, message)
            return True
        if message.query or before.is_waiting:
            episodes.change(ctx.db, before.id)
            return not message.query
        # It came after the answer to something else, and waits for one of its own.
        asked.drop_message(ctx.db, scene.brand, line)
    opening.take(ctx, said, scene, Heard(_judgement(ctx, scene, known), asked=True), line)
    return True


def _judgement(ctx: Context, scene: Scene, known: Judged) -> Judgement:
    """Return what was heard in the message when it was written."""
    account, brand = scene.account, ctx.brands[scene.brand]
    return Judgement(
        language=language_of(known.heard.get("language"), account.speaks, account.language, brand.language),
        sentiment=known.data.get("sentiment") or 0,
        confidence=known.heard.get("confidence") or 0.0,
        query=True,
        recommends=bool(known.data.get("recommends")),
        thanks=False,
    )


def note(ctx: Context, scene: Scene, line: str) -> None:
    """Let a message's line tell that it is a question, and keep that somebody of the team knew better."""
    episode = episodes.of_line(ctx.db, scene.brand, line)
    for each in asked.messages(ctx.db, episode.id) if episode else ():
        if each.line == line:
            asked.set_query(ctx.db, scene.brand, line, query=True)
            correct(ctx, scene, each, "query", became=True)
