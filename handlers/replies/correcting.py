"""Where the team knows better than the classifier: one press, which counts in all numbers at once and is kept."""

from typing import Any

from chat.errors import UserError
from chat.events import Press
from chat.ports import Outcome
from handlers.presence import Scene
from handlers.replies import opening
from handlers.replies.working import after, working
from handlers.routing import Context, Router
from storage import asked, corrections, episodes, ledger
from storage.asked import Asked
from storage.corrections import Correction
from storage.episodes import DISMISSED, RESOLVED, TOLD, WITHDRAWN, Episode

router = Router()

MOODS = ("-1", "1")


@router.on(Press, "query-not")
def on_not(ctx: Context, event: Press) -> Outcome:
    """Say that nothing is asked: nobody waits, and nothing is counted as unanswered."""
    scene, episode = working(ctx, event, after(event.data))
    say = ctx.words(scene.brand, event.language)
    if episode.state in {RESOLVED, WITHDRAWN}:  # an old button; the numbers go by how it was closed
        return Outcome("done", toast=say("query-closed"))
    for each in asked.messages(ctx.db, episode.id):
        if each.query:
            asked.set_query(ctx.db, episode.brand, each.line, query=False)
            correct(ctx, scene, each, "query", became=False)
    episodes.change(ctx.db, episode.id, state=DISMISSED, closed_at=ctx.now, closer=scene.account.id, snoozed_until=None)
    return Outcome("done", toast=say("query-dismissed-now"))


@router.on(Press, "query-is")
def on_is(ctx: Context, event: Press) -> Outcome:
    """Say that something is asked after all."""
    scene, episode = working(ctx, event, after(event.data))
    say = ctx.words(scene.brand, event.language)
    if episode.state not in {DISMISSED, TOLD}:
        return Outcome("done", toast=say("query-is-now"))
    last = _last(ctx, scene, episode)
    asked.set_query(ctx.db, episode.brand, last.line, query=True)
    correct(ctx, scene, last, "query", became=True)
    opening.reopen(ctx, episode, last)
    return Outcome("done", toast=say("query-is-now"))


@router.on(Press, "query-mood")
def on_mood(ctx: Context, event: Press) -> Outcome:
    """Say how the latest message sounds; pressed again, that it sounds neither good nor bad."""
    subject, _, mood = after(event.data).partition(":")
    scene, episode = working(ctx, event, subject)
    if mood not in MOODS:
        raise UserError("button-old", scene.brand)
    last = _last(ctx, scene, episode)
    correct(ctx, scene, last, "sentiment", became=0 if last.data.get("sentiment") == int(mood) else int(mood))
    episodes.change(ctx.db, episode.id)
    return Outcome("done", toast=ctx.words(scene.brand, event.language)("query-corrected"))


@router.on(Press, "query-recommends")
def on_recommends(ctx: Context, event: Press) -> Outcome:
    """Say that the latest message recommends the brand; pressed again, that it does not."""
    scene, episode = working(ctx, event, after(event.data))
    last = _last(ctx, scene, episode)
    correct(ctx, scene, last, "recommends", became=not last.data.get("recommends"))
    episodes.change(ctx.db, episode.id)
    return Outcome("done", toast=ctx.words(scene.brand, event.language)("query-corrected"))


def _last(ctx: Context, scene: Scene, episode: Episode) -> Asked:
    messages = asked.messages(ctx.db, episode.id)
    if not messages:
        raise UserError("query-gone", scene.brand)
    return messages[-1]


def correct(ctx: Context, scene: Scene, message: Asked, what: str, *, became: Any) -> None:  # noqa: ANN401  # JSON
    """Let a message's line tell what somebody knows better; what the classifier said is kept beside it."""
    was = message.data.get(what)
    if was == became:
        return
    ledger.judge(ctx.db, scene.brand, message.line, {what: became}, {"corrected": True})
    correction = Correction(scene.brand, message.line, what, str(was), str(became), scene.account.id, ctx.now)
    corrections.put(ctx.db, correction)
