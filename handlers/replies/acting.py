"""What the team does about a query with one press: claim it, resolve it, say that it is none."""

from chat.events import Press
from chat.ports import Outcome
from handlers.replies.resolving import TO_RESOLVE, resolve
from handlers.replies.working import after, name_of, working
from handlers.routing import Context, Router
from storage import episodes, people
from storage.episodes import CLOSED

router = Router()


@router.on(Press, "query-claim")
def on_claim(ctx: Context, event: Press) -> Outcome:
    """Let the team know who takes care of a query; pressed again, that nobody does."""
    scene, episode = working(ctx, event, after(event.data))
    say = ctx.words(scene.brand, event.language)
    if episode.state in CLOSED:
        return Outcome("done", toast=say("query-closed"))
    if episode.claimant == scene.account.id:
        episodes.change(ctx.db, episode.id, claimant=None)
        return Outcome("done", toast=say("query-unclaimed-now"))
    before = people.of_id(ctx.db, episode.claimant) if episode.claimant is not None else None
    episodes.change(ctx.db, episode.id, claimant=scene.account.id)
    if before is not None:
        return Outcome("done", toast=say("query-taken-over", name=name_of(before)))
    return Outcome("done", toast=say("query-claimed-now"))


@router.on(Press, "query-resolve")
def on_resolve(ctx: Context, event: Press) -> Outcome:
    """Close a query, answered or not."""
    scene, episode = working(ctx, event, after(event.data))
    closed = resolve(ctx, event, episode, scene.account, team=True, among=TO_RESOLVE)
    say = ctx.words(scene.brand, event.language)
    return Outcome("done", toast=say("query-resolved-now" if closed else "query-closed"))
