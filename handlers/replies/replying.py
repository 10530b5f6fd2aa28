"""How somebody of the team writes an answer: in a form, or in words that wait for their Send button."""

from dataclasses import asdict
from typing import Any

from chat.address import Address
from chat.errors import UserError
from chat.events import Command, Event, Filled, Message, Press
from chat.forms import Field, Form
from chat.i18n import Words
from chat.messages import Message as Said
from chat.messages import shortened
from chat.ports import Outcome
from handlers import asking
from handlers.asking import NOTHING, Request
from handlers.presence import Scene
from handlers.replies import answering, previewing
from handlers.replies.answering import LONGEST
from handlers.replies.working import after, name_of, number_in, signature_of, working
from handlers.routing import Context, Router
from storage import asked, ledger, people, replies
from storage.dialogs import Dialog
from storage.episodes import Episode
from storage.outbox import Draft
from storage.replies import DRAFT, QUEUED, Reply

router = Router()

KIND = "query-reply"
TEXT, NAME, FILES = "text", "name", "files"
QUOTE = 200
LONGEST_NAME = 80
MOST_FILES = 5


@router.on(Press, KIND)
def on_reply(ctx: Context, event: Press) -> Outcome:
    """Ask for an answer."""
    return _ask(ctx, event, after(event.data))


@router.on(Command, f"start {KIND}")
def on_start(ctx: Context, event: Command) -> Outcome:
    """Go on in private with what a button began."""
    return _ask(ctx, event, event.text.strip().partition("_")[2])


@router.on(Filled, KIND)
def on_filled(ctx: Context, event: Filled) -> Outcome:
    """Send what was filled in: sending the form is the Send button."""
    if not event.done:
        return Outcome("done")
    subject = after(event.form)
    scene, episode = working(ctx, event, subject)
    files = [{"platform": event.platform, **each} for each in event.values.get(FILES) or ()]
    if name := str(event.values.get(NAME) or "").strip()[:LONGEST_NAME]:
        people.sign(ctx.db, scene.account.id, name)
    try:
        text = _checked(scene.brand, str(event.values.get(TEXT) or ""), files)
    except UserError as error:
        return asking.refused(ctx, event, scene.brand, error, TEXT)
    source = f"{event.platform}:view:{event.view}" if event.view else None
    if source and (before := replies.of_source(ctx.db, source)):
        # Slack's word that it was taken got lost, and the same form was sent again.
        answering.change(ctx, before[-1], text)
        return Outcome("done", toast=ctx.words(scene.brand, event.language)("query-sent-already"))
    saved = number_in(after(subject))
    reply = written(ctx, scene, episode, text, files, name=name, saved=saved, source=source)
    number = replies.put(ctx.db, reply)
    answering.send(ctx, episode, replies.find(ctx.db, number) or reply)
    return Outcome("done", toast=_sent(ctx, event, scene, episode))


@router.answering(KIND)
def on_answer(ctx: Context, event: Message, state: dict[str, Any]) -> Outcome:
    """Show an answer that was written as it will look; it goes out with the Send button, and not before."""
    if event.text.strip() in NOTHING and not event.files:
        return Outcome("done")
    try:
        scene, episode = working(ctx, event, str(state["episode"]))
        files = [{"platform": event.platform, **asdict(file)} for file in event.files]
        text = _checked(scene.brand, event.text, files)
    except UserError as error:
        mendable = error.key == "query-reply-long"
        return asking.explain(ctx, event, state["brand"], error, Dialog(KIND, state) if mendable else None)
    source = ledger.line_id(event.platform, event.chat, event.message)
    previewing.show(ctx, event, episode, written(ctx, scene, episode, text, files, state=DRAFT, source=source))
    return Outcome("done")


@router.on(Press, "query-send")
def on_send(ctx: Context, event: Press) -> Outcome:
    """Send a draft, once."""
    scene, episode, reply = _draft(ctx, event)
    if not replies.set_state(ctx.db, reply.id, DRAFT, QUEUED):
        return Outcome("done", toast=ctx.words(scene.brand, event.language)("query-sent-already"))
    answering.send(ctx, episode, reply)
    told = _sent(ctx, event, scene, episode)
    _replace_preview(ctx, event, episode, f"{told}\n\n{answering.signed(reply)}")
    return Outcome("done", toast=told)


@router.on(Press, "query-discard")
def on_discard(ctx: Context, event: Press) -> Outcome:
    """Forget a draft."""
    scene, episode, reply = _draft(ctx, event)
    say = ctx.words(scene.brand, event.language)
    if reply.state != DRAFT:
        return Outcome("done", toast=say("query-sent-already"))
    replies.drop_draft(ctx.db, reply.id)
    _replace_preview(ctx, event, episode, say("query-discarded"))
    return Outcome("done", toast=say("query-discarded"))


def _ask(ctx: Context, event: Press | Command, subject: str) -> Outcome:
    scene, episode = working(ctx, event, subject)
    form = form_of(ctx, event, scene, episode)
    text = ctx.words(scene.brand, event.language)("query-reply-ask", **_about(ctx, episode))
    state = {"episode": episode.id, "brand": scene.brand}
    request = Request(kind=KIND, subject=str(episode.id), text=text, form=form, state=state)
    return asking.ask(ctx, event, scene.brand, request, here=True)


def _about(ctx: Context, episode: Episode) -> dict[str, str]:
    asker = people.of_id(ctx.db, episode.account)
    texts = [each.text for each in asked.messages(ctx.db, episode.id) if each.text]
    quote = shortened(texts[-1], QUOTE) if texts else "…"
    return {"name": name_of(asker), "platform": episode.platform.capitalize(), "quote": quote}


def form_of(
    ctx: Context, event: Event, scene: Scene, episode: Episode, text: str = "", saved: int | None = None
) -> Form:
    """Return the form for an answer; `text` stands in it already, and is the saved answer `saved`."""
    say = ctx.words(scene.brand, event.language)
    fields = (
        Field(name=TEXT, label=say("query-reply-field"), kind="lines", value=text, needed=False, most=LONGEST),
        Field(name=NAME, label=say("query-reply-name"), value=signature_of(ctx, scene.account), most=LONGEST_NAME),
        Field(name=FILES, label=say("query-reply-files"), kind="files", needed=False, most=MOST_FILES),
    )
    return Form(
        data=f"{KIND}:{episode.id}" + (f":{saved}" if saved is not None else ""),
        title=say("query-reply-title"),
        fields=fields,
        submit=say("query-send-button"),
        note=say("query-reply-note", **_about(ctx, episode)),
    )


def _checked(brand: str, text: str, files: list[dict[str, Any]]) -> str:
    text = text.strip()
    if not text and not files:
        raise UserError("query-reply-empty", brand)
    if len(text) > LONGEST:
        raise UserError("query-reply-long", brand, most=LONGEST)
    return text


def written(
    ctx: Context, scene: Scene, episode: Episode, text: str, files: list[dict[str, Any]], *, name: str = "", **more: Any
) -> Reply:
    """Return an answer as somebody of the team writes it; `more` are further values of it."""
    return Reply(
        **{
            "episode": episode.id,
            "author": scene.account.id,
            "name": name or signature_of(ctx, scene.account),
            "text": text,
            "files": files,
            "state": QUEUED,
            "made_at": ctx.now,
            **more,
        }
    )


def _draft(ctx: Context, event: Press) -> tuple[Scene, Episode, Reply]:
    number = number_in(after(event.data))
    reply = replies.find(ctx.db, number) if number is not None else None
    if reply is None:
        raise UserError("query-draft-gone")
    scene, episode = working(ctx, event, str(reply.episode))
    return scene, episode, reply


def _sent(ctx: Context, event: Event, scene: Scene, episode: Episode) -> str:
    say: Words = ctx.words(scene.brand, event.language)
    return say("query-sent", name=name_of(people.of_id(ctx.db, episode.account)))


def _replace_preview(ctx: Context, event: Press, episode: Episode, text: str) -> None:
    """Let the preview say what became of it, without its buttons."""
    if event.message is not None:
        to = Address(event.platform, event.chat)
        edit: dict[str, Any] = {"action": "edit", "target": event.message, "payload": {"episode": episode.id}}
        ctx.say(Draft(to=to, kind="note", brand=episode.brand, message=Said(text=text), **edit))
