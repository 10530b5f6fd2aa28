"""The messages in which polls stand, and keeping them true."""

from collections.abc import Mapping
from datetime import UTC, datetime

from chat.address import Address
from chat.brands import Brand
from chat.i18n import words
from chat.messages import Message
from chat.ports import Receipt
from handlers.polls import replacing
from handlers.polls.cards import card
from handlers.routing import Context, Router
from storage import poll_posts, polls, votes
from storage.database import Session
from storage.outbox import Draft, Letter
from storage.polls import Poll

router = Router()


def put_post(ctx: Context, poll: Poll, draft: Draft, *, bare: bool = False) -> None:
    """Put a letter in which the poll will stand."""
    letter = ctx.say(draft)
    if letter is not None:
        poll_posts.add(ctx.db, poll.id, draft.to.platform, draft.to.id, letter, bare=bare)


def has_stale(db: Session) -> bool:
    """Tell whether some message does not show how its poll stands."""
    return bool(poll_posts.stale(db))


def refresh(db: Session, brands: Mapping[str, Brand], now: datetime) -> int:
    """Put one edit for each message that does not show how its poll stands; many votes, one edit.

    Returns:
        How many were put.
    """
    ctx = Context(db, now, brands)
    put = 0
    for post, poll in poll_posts.stale(db):
        if poll.brand not in brands:
            continue
        draft = Draft(
            to=Address(post.platform, post.chat),
            kind="poll-edit",
            brand=poll.brand,
            urgent=poll.state == "closed",
            action="stop" if post.native else "edit",
            target=post.message,
            key=poll_posts.edit_key(post.id),
            payload={"poll": poll.id, "post": post.id, "bare": post.bare},
        )
        put += ctx.say(draft) is not None
    return put


@router.draws("poll")
@router.draws("poll-edit")
@router.draws("poll-tally")
def draw(db: Session, letter: Letter, brands: Mapping[str, Brand]) -> Message | None:
    """Draw the poll as it stands at the moment of sending."""
    poll = polls.find(db, letter.payload["poll"])
    if poll is None or poll.deleted_at is not None:
        return None
    return show(db, poll, brands.get(poll.brand), votable=not letter.payload.get("bare"))


def show(db: Session, poll: Poll, brand: Brand | None, *, votable: bool = True) -> Message:
    """Draw a poll as everybody sees it now."""
    rankings = votes.rankings(db, poll) if poll.rules.kind == "ranked" else None
    say, zone = words(brand.language if brand else "en"), brand.zone if brand else UTC
    return card(poll, votes.results(db, poll), say, votable=votable, rankings=rankings, zone=zone)


def _state_of(message: Message) -> str:
    return message.poll.state if message.poll else ""


@router.posted("poll")
def hear_posted(ctx: Context, letter: Letter, receipt: Receipt, message: Message) -> None:
    """Remember where the poll stands; under a native one, the tally over all networks follows."""
    order = [option.id for option in message.poll.options] if message.poll and receipt.native else None
    state = _state_of(message)
    known = poll_posts.posted(ctx.db, letter.id, receipt.message, state, native=receipt.native, order=order)
    poll = polls.find(ctx.db, letter.payload["poll"])
    if poll is None or replacing.is_overtaken(ctx, poll, letter, receipt, known=known):
        return
    if receipt.native is None or len(poll_posts.of_poll(ctx.db, poll.id)) == 1:
        return
    tally = Draft(
        to=letter.to,
        kind="poll-tally",
        brand=letter.brand,
        thread=letter.thread,
        reply_to=receipt.message,
        key=f"tally:{letter.id}",
        payload={"poll": poll.id, "bare": True},
    )
    put_post(ctx, poll, tally, bare=True)


@router.posted("poll-tally")
def hear_tally(ctx: Context, letter: Letter, receipt: Receipt, message: Message) -> None:
    """Remember where the tally stands."""
    known = poll_posts.posted(ctx.db, letter.id, receipt.message, _state_of(message))
    if not known and receipt.message is not None:
        replacing.take_back(ctx, letter.brand, letter.to, receipt.message)


@router.posted("poll-edit")
def hear_edit(ctx: Context, letter: Letter, _receipt: Receipt, message: Message) -> None:
    """Remember what the message shows now."""
    poll_posts.shown(ctx.db, letter.payload["post"], _state_of(message))
