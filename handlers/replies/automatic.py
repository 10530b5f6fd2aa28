"""Answers that go out at once, at any hour, where one that the team marked surely fits: labelled, easy to refuse."""

from chat.address import Address
from chat.errors import UserError
from chat.events import Event, Message, Press
from chat.i18n import Words
from chat.ports import Outcome
from handlers import presence
from handlers.replies import acknowledging, answering
from handlers.replies.below import note_below
from handlers.replies.heard import Heard
from handlers.replies.resolving import resolve
from handlers.replies.working import after, name_of, number_in
from handlers.routing import Context, Router
from storage import episodes, people, replies, saved_answers
from storage.episodes import WAITING, Episode
from storage.people import Account
from storage.replies import QUEUED, Reply
from storage.saved_answers import SavedAnswer

router = Router()


def fitting(ctx: Context, event: Event, brand: str, heard: Heard) -> SavedAnswer | None:
    """Return the automatic answer that surely fits; none where two differ, or a file says what the words do not."""
    if not heard.asks or (isinstance(event, Message) and event.files):
        return None
    sure = saved_answers.among(ctx.db, brand, [each.id for each in heard.matches if each.sure])
    found = [each for each in sure if each.automatic]
    return found[0] if len({each.text for each in found}) == 1 else None


def send(ctx: Context, number: int, answer: SavedAnswer) -> None:
    """Send an automatic answer to where it was asked; the clock of the episode goes on."""
    episode = episodes.find(ctx.db, number)
    if episode is None:
        return
    reply = Reply(
        episode=number,
        author=None,
        name="",
        text=answer.text,
        files=[],
        state=QUEUED,
        made_at=ctx.now,
        saved=answer.id,
    )
    kept = replies.find(ctx.db, replies.put(ctx.db, reply))
    if kept is not None:
        answering.send(ctx, episode, kept)


def hand_over(ctx: Context, episode: Episode) -> None:
    """Let people take over: the query waits like any other from now on."""
    episodes.change(ctx.db, episode.id, automatic=None)
    answering.redraw_automatic(ctx, episode)
    if episode.brand in ctx.brands:
        acknowledging.acknowledge(ctx, ctx.brands[episode.brand], episode.id)


@router.on(Press, "auto-no")
def on_no(ctx: Context, event: Press) -> Outcome:
    """Open a query to the team, since the automatic answer is not it."""
    account, episode, say = _asker(ctx, event)
    if episode.automatic is None or not episode.is_waiting:
        return _late(episode, say)
    hand_over(ctx, episode)
    text = ctx.words(episode.brand)("auto-refused", name=name_of(account))
    note_below(ctx, episode, text, key=f"auto-no:{episode.id}")
    return Outcome("done", toast=say("auto-no-now"))


@router.on(Press, "auto-yes")
def on_yes(ctx: Context, event: Press) -> Outcome:
    """Close a query, since the automatic answer helped."""
    account, episode, say = _asker(ctx, event)
    if episode.automatic is None or not resolve(ctx, event, episode, account, team=account.team, among=(WAITING,)):
        return _late(episode, say)
    answering.redraw_automatic(ctx, episode)
    return Outcome("done", toast=say("auto-yes-now"))


def _late(episode: Episode, say: Words) -> Outcome:
    """Say where the query stands to whoever presses a button that is over."""
    return Outcome("done", toast=say("auto-no-now" if episode.is_waiting else "auto-over"))


def _asker(ctx: Context, event: Press) -> tuple[Account, Episode, Words]:
    """Return who pressed, the episode, and the texts in its language.

    Raises:
        UserError: there is no such episode, or somebody else asked.
    """
    number, scene = number_in(after(event.data)), presence.scene_of(ctx, event)
    episode = episodes.find(ctx.db, number, to_change=True) if number is not None else None
    if scene is None or episode is None or episode.brand not in ctx.brands:
        raise UserError("button-old", scene.brand if scene else None)
    account: Account | None = scene.account
    if scene.brand != episode.brand:  # in private a person belongs to the brand that met them last
        account = people.find(ctx.db, episode.brand, Address(event.platform, scene.account.person))
    asker = people.of_id(ctx.db, episode.account)
    if account is None or asker is None or account.standing_for != asker.standing_for:
        raise UserError("auto-not-yours", episode.brand)
    return account, episode, ctx.words(episode.brand, episode.language)
