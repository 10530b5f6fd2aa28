"""All that is kept of a person as a file, which is written when it is sent and stored nowhere."""

from collections.abc import Mapping

import orjson

from chat.address import Address
from chat.brands import Brand
from chat.errors import Permanent
from chat.events import Event, Press
from chat.i18n import words
from chat.messages import Document, Message
from chat.ports import Outcome
from handlers import contacts
from handlers.me.common import own_scene, own_words
from handlers.presence import Scene
from handlers.routing import Context, Router
from storage import links, personal
from storage.database import Session
from storage.outbox import Draft, Letter

router = Router()

KIND = "me-export"
NAME = "rapport-about-you.json"


@router.on(Press, KIND)
def on_export(ctx: Context, event: Press) -> Outcome:
    """Send the file."""
    return export(ctx, event, own_scene(ctx, event))


def export(ctx: Context, event: Event, scene: Scene) -> Outcome:
    """Send the file into the person's own chat with the bot, wherever it was asked for."""
    say = own_words(ctx, event, scene)
    to = Address(event.platform, scene.account.person)
    ctx.say(Draft(to=to, kind=KIND, brand=scene.brand, payload={"language": say.language}))
    if isinstance(event, Press):
        return Outcome("done", toast=say("me-export-coming"))
    return ctx.answer(event, scene.brand, Message(text=say("me-export-coming")))


@router.draws(KIND)
def draw(db: Session, letter: Letter, _brands: Mapping[str, Brand]) -> Message | None:
    """Write the file as things are at the moment of sending."""
    accounts = links.whole(db, letter.platform, letter.chat)
    if not accounts:
        return None
    content = orjson.dumps(
        personal.everything(db, accounts, letter.called_at or letter.created_at),
        option=orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z,
    )
    text = words(letter.payload["language"])("me-export-text")
    return Message(text=text, document=Document(NAME, content))


@router.refused(KIND)
def hear_refused(ctx: Context, letter: Letter, error: Permanent) -> None:
    """Note that the person cannot be written to; the team has nothing to do with it."""
    if error.unreachable:
        contacts.note_unreachable(ctx, letter.to, letter.id)
