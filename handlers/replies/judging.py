"""One press below each message that was passed on, where somebody of the team knows better than the classifier."""

from chat.address import Address
from chat.errors import UserError
from chat.events import Press
from chat.i18n import Words
from chat.messages import Button
from chat.ports import Outcome
from handlers.presence import AUDIENCE, PRIVATE, Scene
from handlers.replies import asks
from handlers.replies.correcting import correct
from handlers.replies.working import after, working
from handlers.routing import Context, Router
from storage import asked, episodes, ledger, people
from storage.asked import Asked
from storage.episodes import DISMISSED, WAITING, Episode

router = Router()

MOODS = {"good": 1, "bad": -1}


def buttons(episode: Episode, said: Asked, say: Words) -> tuple[tuple[Button, ...], ...]:
    """Return what can be said of a message that was judged."""
    if said.text is None or not said.data.keys() & {"query", "sentiment", "recommends"}:
        return ()
    labels = {"query": "query-not-button" if said.query else "query-is-button"}
    labels |= {each: f"query-{each}-button" for each in ("good", "bad", "recommends")}
    return (tuple(Button(say(key), f"heard:{episode.id}:{said.ledger}:{what}") for what, key in labels.items()),)


@router.on(Press, "heard")
def on_heard(ctx: Context, event: Press) -> Outcome:
    """Put right what was heard in a message; the same again takes a mood or a recommendation back."""
    scene, episode = working(ctx, event, after(event.data))
    row, _, what = after(after(event.data)).partition(":")
    said = next((each for each in asked.messages(ctx.db, episode.id) if str(each.ledger) == row), None)
    if said is None:
        raise UserError("query-gone", scene.brand)
    if what == "query":
        return _query(ctx, event, scene, episode, said)
    if what in MOODS:
        mood = MOODS[what]
        correct(ctx, scene, said, "sentiment", became=0 if said.data.get("sentiment") == mood else mood)
    elif what == "recommends":
        correct(ctx, scene, said, "recommends", became=not said.data.get("recommends"))
    else:
        raise UserError("button-old", scene.brand)
    episodes.change(ctx.db, episode.id)
    return Outcome("done", toast=ctx.words(scene.brand, event.language)("query-corrected"))


def _query(ctx: Context, event: Press, scene: Scene, episode: Episode, said: Asked) -> Outcome:
    say = ctx.words(scene.brand, event.language)
    if not said.query:
        _ask(ctx, event, scene, episode, said)
        return Outcome("done", toast=say("query-is-now"))
    asked.set_query(ctx.db, episode.brand, said.line, query=False)
    correct(ctx, scene, said, "query", became=False)
    asks_more = any(each.query for each in asked.messages(ctx.db, episode.id))
    ends = {"state": DISMISSED, "closed_at": ctx.now, "closer": scene.account.id, "snoozed_until": None}
    episodes.change(ctx.db, episode.id, **({} if asks_more or episode.state != WAITING else ends))
    return Outcome("done", toast=say("query-dismissed-now"))


def _ask(ctx: Context, event: Press, scene: Scene, episode: Episode, said: Asked) -> None:
    """Let a message be the question that it is, where it was written."""
    author, known = people.of_id(ctx.db, episode.account), ledger.judged(ctx.db, episode.brand, said.line)
    if author is None or known is None:
        raise UserError("query-gone", scene.brand)
    private = people.place_of(ctx.db, Address(episode.platform, episode.chat)) is None
    message = said.line.removeprefix(f"{episode.platform}:{episode.chat}:")
    place = {"platform": episode.platform, "chat": episode.chat, "thread": episode.reply_thread, "private": private}
    written = asks.as_written(event, author, known, **place, message=message, text=said.text or "")
    asks.log(ctx, written, Scene(episode.brand, PRIVATE if private else AUDIENCE, author), said.line, known)
    asks.note(ctx, scene, said.line)
