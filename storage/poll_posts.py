"""The messages in which polls stand, and what they show."""

from dataclasses import dataclass

from sqlalchemy import String, and_, bindparam, cast, delete, exists, literal, or_, select, update

from storage import votes
from storage.database import Session, changed, counted
from storage.outbox import LETTERS
from storage.polls import POLLS, Poll
from storage.tables import TABLES
from storage.votes import Results

POSTS = TABLES["poll_posts"]

_POST_OF_MESSAGE = select(POSTS.c.poll).where(
    and_(
        POSTS.c.platform == bindparam("platform_"),
        POSTS.c.chat == bindparam("chat_"),
        POSTS.c.message == bindparam("message_"),
    )
)
_NATIVE = select(POSTS.c.poll, POSTS.c.chat, POSTS.c.order).where(
    (POSTS.c.platform == bindparam("platform_")) & (POSTS.c.native == bindparam("native_"))
)
_POSTS_OF_POLL = select(POSTS).where(POSTS.c.poll == bindparam("poll_")).order_by(POSTS.c.id)
_POSTED = counted(
    update(POSTS)
    .where(POSTS.c.letter == bindparam("letter_"))
    .values(
        message=bindparam("message_"), native=bindparam("native_"), shown=bindparam("shown_"), order=bindparam("order_")
    )
)
_SHOWN = update(POSTS).where(POSTS.c.id == bindparam("id_")).values(shown=bindparam("shown_"))
_MOVE_POSTS = (
    update(POSTS)
    .where((POSTS.c.platform == bindparam("platform_")) & (POSTS.c.chat == bindparam("old_")))
    .values(chat=bindparam("new_"))
)
_DROP = delete(POSTS).where(POSTS.c.id == bindparam("id_"))
_FORGET = delete(POSTS).where((POSTS.c.poll == bindparam("poll_")) & POSTS.c.native.is_(None))
# Votes in a platform's own poll may still be under way.
_FORGET_NATIVES = update(POSTS).where(POSTS.c.poll == bindparam("poll_")).values(message=None)
# A poll is looked at while it is open, and after that until every message of it says so.
_WATCHED = (
    select(POSTS)
    .join(POLLS, POLLS.c.id == POSTS.c.poll)
    .where(POSTS.c.message.is_not(None))
    .where(~exists().where(LETTERS.c.key == literal("edit:").concat(cast(POSTS.c.id, String))))
    .where(or_(POLLS.c.closed_at.is_(None), POSTS.c.shown.not_like("closed:%")))
)
_POLLS = select(POLLS).where(POLLS.c.id.in_(bindparam("polls_", expanding=True)))


@dataclass(frozen=True, slots=True)
class Post:
    """A message in which a poll stands."""

    id: int
    poll: str
    platform: str
    chat: str
    letter: int
    bare: bool
    message: str | None
    native: str | None
    order: list[int] | None
    shown: str


def add(db: Session, poll: str, platform: str, chat: str, letter: int, *, bare: bool = False) -> None:
    """Note that this letter will be a message in which the poll stands."""
    db.execute(
        POSTS.insert(),
        {"poll": poll, "platform": platform, "chat": chat, "letter": letter, "bare": bare, "shown": ""},
    )


def posted(
    db: Session,
    letter: int,
    message: str | None,
    shown: str,
    *,
    native: str | None = None,
    order: list[int] | None = None,
) -> bool:
    """Note where the letter became a message; return False where the poll was taken out of there meanwhile.

    `order` are the ids of a native poll's options, in its order.
    """
    where = {"letter_": letter, "message_": message, "native_": native, "shown_": shown}
    return changed(db.execute(_POSTED, where | {"order_": order})) == 1


def shown(db: Session, post: int, state: str) -> None:
    """Note what the message shows now."""
    db.execute(_SHOWN, {"id_": post, "shown_": state})


def of_poll(db: Session, poll: str) -> list[Post]:
    """Return the messages in which the poll stands, in the order they were put."""
    return [Post(*row) for row in db.execute(_POSTS_OF_POLL, {"poll_": poll})]


def poll_in(db: Session, platform: str, chat: str, message: str) -> str | None:
    """Return the poll that stands in this message."""
    return db.execute(_POST_OF_MESSAGE, {"platform_": platform, "chat_": chat, "message_": message}).scalar()


def of_native(db: Session, platform: str, native: str) -> tuple[str, str, list[int] | None] | None:
    """Return (poll, chat, ids of its options in its order) of the native poll that the platform knows by this id."""
    row = db.execute(_NATIVE, {"platform_": platform, "native_": native}).one_or_none()
    return (row.poll, row.chat, row.order) if row else None


def drop(db: Session, post: int) -> None:
    """Forget one message."""
    db.execute(_DROP, {"id_": post})


def forget(db: Session, poll: str) -> None:
    """Forget where a deleted poll stood."""
    db.execute(_FORGET, {"poll_": poll})
    db.execute(_FORGET_NATIVES, {"poll_": poll})


def move_chat(db: Session, platform: str, old: str, new: str) -> None:
    """Give the posts of a migrated chat its new id."""
    db.execute(_MOVE_POSTS, {"platform_": platform, "old_": old, "new_": new})


def edit_key(post: int) -> str:
    """Return the key of the one letter that brings a message up to date (`_WATCHED` knows it too)."""
    return f"edit:{post}"


def stale(db: Session) -> list[tuple[Post, Poll]]:
    """Return the messages that no longer show how their poll stands, each with its poll.

    Those whose edit is on its way already are left out.
    """
    watched = [Post(*row) for row in db.execute(_WATCHED)]
    names = list({post.poll for post in watched})
    known = {row.id: Poll.of(row) for row in db.execute(_POLLS, {"polls_": names})}
    tallies = votes.tallies(db, names)
    states = {name: Results.of(poll, tallies.get(name, {})).state(poll) for name, poll in known.items()}
    return [
        (post, known[post.poll])
        for post in watched
        # While it is open, the platform itself keeps the bars of its own poll.
        if states[post.poll] != post.shown and not (post.native and known[post.poll].closed_at is None)
    ]
