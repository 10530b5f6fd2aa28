"""Previews of answers: a draft as it will look, with its Send button; kept true while it is edited."""

from chat.address import Address
from chat.events import Event
from chat.events import Message as TextMessage
from chat.i18n import words
from chat.messages import Button, Message
from chat.ports import Receipt
from handlers.replies import answering
from handlers.replies.working import name_of
from handlers.routing import Context, Router
from storage import episodes, outbox, people, replies
from storage.database import Session
from storage.episodes import Episode
from storage.outbox import Draft, Letter
from storage.replies import DRAFT, Reply

router = Router()

KIND, EDIT = "preview", "preview-edit"


def show(ctx: Context, event: Event, episode: Episode, draft: Reply) -> None:
    """Keep a draft, and show it as it will look where it was written; it goes out with the Send button, not before."""
    number = replies.put(ctx.db, draft)
    language = ctx.words(episode.brand, event.language).language
    preview = Draft(
        to=Address(event.platform, event.chat),
        kind=KIND,
        brand=episode.brand,
        thread=event.thread,
        reply_to=event.message if isinstance(event, TextMessage) and not event.private else None,
        key=_key(number),
        urgent=True,
        # By its episode it is found when the person is erased.
        payload={"episode": episode.id, "reply": number, "language": language, "private": event.private},
    )
    ctx.say(preview)


def redraw(ctx: Context, source: str) -> None:
    """Let the previews of what was taken from a message of the team say what it says now."""
    for reply in replies.of_source(ctx.db, source):
        letter = outbox.of_key(ctx.db, _key(reply.id)) if reply.state == DRAFT else None
        if letter is not None and letter.message is not None:
            _put_edit(ctx, letter, letter.message)


@router.draws(KIND)
@router.draws(EDIT)
def draw(db: Session, letter: Letter, _brands: object) -> Message | None:
    """Draw a draft in its latest wording; nothing where it was sent or discarded meanwhile."""
    reply, episode = replies.find(db, letter.payload["reply"]), episodes.find(db, letter.payload["episode"])
    if reply is None or episode is None or reply.state != DRAFT:
        return None
    say = words(letter.payload["language"])
    asker = name_of(people.of_id(db, episode.account))
    text = say("query-preview", name=asker, platform=episode.platform.capitalize())
    files = [say("query-files", files=len(reply.files))] if reply.files else []
    buttons = (
        Button(say("query-send-button"), f"query-send:{reply.id}"),
        Button(say("query-discard-button"), f"query-discard:{reply.id}"),
    )
    return Message(text="\n\n".join([text, answering.signed(reply), *files]), buttons=(buttons,))


@router.posted(KIND)
def hear_posted(ctx: Context, letter: Letter, receipt: Receipt, message: Message) -> None:
    """Put right what was edited while its preview was on its way."""
    now = draw(ctx.db, letter, ctx.brands)
    if receipt.message is not None and now is not None and now != message:
        _put_edit(ctx, letter, receipt.message)


def _put_edit(ctx: Context, letter: Letter, message: str) -> None:
    edit = Draft(to=letter.to, kind=EDIT, brand=letter.brand, action="edit", target=message, payload=letter.payload)
    ctx.say(edit)


def _key(reply: int) -> str:
    return f"draft:{reply}"
