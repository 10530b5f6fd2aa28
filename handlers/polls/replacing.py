"""Messages that a change of their poll has overtaken: they are stopped, replaced or taken back."""

from chat.address import Address
from chat.messages import Message
from chat.ports import Receipt
from handlers.routing import Context
from storage import outbox, poll_posts
from storage.outbox import Draft, Letter
from storage.poll_posts import Post
from storage.polls import Poll

STOPPED = "closed:replaced"
"""What a platform's own poll shows that was stopped; nothing more is done about it."""


def replace_natives(ctx: Context, poll: Poll) -> None:
    """Put cards in the place of platforms' own polls, which can neither be edited nor be opened again.

    Votes that were cast in them stay, and late ones are still understood.
    """
    posts = poll_posts.of_poll(ctx.db, poll.id)
    carded = {_chat_of(post) for post in posts if not post.bare and post.native is None}
    for post in posts:
        if post.native is not None and post.message is not None and _chat_of(post) not in carded:
            _stop(ctx, poll, post)
            _put_card(ctx, poll, post)
            _drop_tallies(ctx, poll, [each for each in posts if each.bare and _chat_of(each) == _chat_of(post)])


def is_overtaken(ctx: Context, poll: Poll, letter: Letter, receipt: Receipt, *, known: bool) -> bool:
    """Deal with a message that arrived only after its poll was changed or deleted.

    Args:
        poll: the poll that stands in it.
        letter: what it was.
        receipt: what it became.
        known: the poll still has a place there.
    """
    if not known and receipt.message is not None:
        take_back(ctx, letter.brand, letter.to, receipt.message)
    elif receipt.native is not None and poll.revision:
        replace_natives(ctx, poll)
    else:
        return False
    return True


def take_back_all(ctx: Context, poll: Poll) -> None:
    """Take back all messages in which a deleted poll stands."""
    for post in poll_posts.of_poll(ctx.db, poll.id):
        if post.message is None:
            continue
        if post.native is not None and post.shown != STOPPED:
            _stop(ctx, poll, post)  # what is too old to be deleted shall not be voted in
        take_back(ctx, poll.brand, _chat_of(post), post.message)
    poll_posts.forget(ctx.db, poll.id)


def take_back(ctx: Context, brand: str, chat: Address, message: str) -> None:
    """Delete a message in which a poll stood."""
    gone = Message(text=ctx.words(brand)("poll-taken-back"))
    key = f"gone:{chat}:{message}"
    ctx.say(Draft(to=chat, kind="poll-delete", brand=brand, action="delete", target=message, message=gone, key=key))


def _stop(ctx: Context, poll: Poll, post: Post) -> None:
    draft = Draft(
        to=_chat_of(post),
        kind="poll-stop",
        brand=poll.brand,
        action="stop",
        target=post.message,
        message=Message(text=poll.question),
        key=f"stop:{post.id}",
        urgent=True,
    )
    ctx.say(draft)
    poll_posts.shown(ctx.db, post.id, STOPPED)


def _put_card(ctx: Context, poll: Poll, post: Post) -> None:
    first = outbox.find(ctx.db, post.letter)
    chat = _chat_of(post)
    draft = Draft(
        to=chat,
        kind="poll",
        brand=poll.brand,
        thread=first.thread if first else None,
        key=f"poll:{poll.id}:{chat}:card",
        payload={"poll": poll.id},
    )
    letter = ctx.say(draft)
    if letter is not None:
        poll_posts.add(ctx.db, poll.id, chat.platform, chat.id, letter)


def _drop_tallies(ctx: Context, poll: Poll, tallies: list[Post]) -> None:
    """Take back what counted below a platform's own poll: the card has its numbers."""
    for tally in tallies:
        if tally.message is not None:
            take_back(ctx, poll.brand, _chat_of(tally), tally.message)
        poll_posts.drop(ctx.db, tally.id)


def _chat_of(post: Post) -> Address:
    return Address(post.platform, post.chat)
