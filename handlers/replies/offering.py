"""Saved answers that are offered in a query's card, and put into the answer with one press."""

from collections.abc import Iterator

from chat.errors import UserError
from chat.events import Press
from chat.i18n import Words
from chat.messages import Button, shortened
from chat.ports import Outcome
from handlers.replies import previewing, replying
from handlers.replies.working import after, number_in, working
from handlers.routing import Context, Router
from storage import saved_answers
from storage.database import Session
from storage.episodes import Episode
from storage.replies import DRAFT

router = Router()

LABEL = 40
"""Characters of an answer on its button."""


def buttons(db: Session, episode: Episode, say: Words) -> Iterator[tuple[Button, ...]]:
    """Yield a row for each saved answer that may fit, while somebody waits."""
    if not episode.is_waiting or not episode.suggested:
        return
    for each in saved_answers.among(db, episode.brand, episode.suggested):
        label = say("offer-button", start=shortened(each.text, LABEL))
        yield (Button(label, f"query-use:{episode.id}:{each.id}"),)


@router.on(Press, "query-use")
def on_use(ctx: Context, event: Press) -> Outcome:
    """Put a saved answer into the form, or show it as it would go out."""
    subject = after(event.data)
    scene, episode = working(ctx, event, subject)
    number = number_in(after(subject))
    saved = saved_answers.find(ctx.db, episode.brand, number) if number is not None else None
    if saved is None:
        raise UserError("answer-gone", scene.brand)
    if event.formable:
        return Outcome("done", form=replying.form_of(ctx, event, scene, episode, saved.text, saved.id))
    draft = replying.written(ctx, scene, episode, saved.text, [], state=DRAFT, saved=saved.id)
    previewing.show(ctx, event, episode, draft)
    return Outcome("done")
