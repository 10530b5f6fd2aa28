"""Polls, votes and tallies.

A vote is one row (poll, account). The tally is kept beside the votes in the same transaction and never counted over
them, so that a poll with 100,000 votes is voted in as fast as an empty one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import String, and_, bindparam, cast, exists, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.database import Session
from storage.outbox import LETTERS
from storage.people import ACCOUNTS
from storage.tables import TABLES

POLLS = TABLES["polls"]
VOTES = TABLES["votes"]
TALLIES = TABLES["tallies"]
POSTS = TABLES["poll_posts"]

VOTERS = -1
"""The option under which a tally counts the voters."""

ORDER_HOLDS = timedelta(hours=24)
"""A source's order says nothing about votes that are further apart (Telegram's ids begin anew after a quiet week)."""

# FOR SHARE: on PostgreSQL nobody closes the poll between this look and the commit. SQLite has one writer anyway.
_BALLOT = (
    select(
        POLLS.c.id,
        POLLS.c.brand,
        POLLS.c.question,
        POLLS.c.options,
        POLLS.c.closed_at,
        ACCOUNTS.c.id.label("account"),
        ACCOUNTS.c.language,
        ACCOUNTS.c.team,
        VOTES.c.options.label("chosen"),
        VOTES.c.at,
        VOTES.c.source_order,
    )
    .outerjoin(
        ACCOUNTS,
        and_(
            ACCOUNTS.c.brand == POLLS.c.brand,
            ACCOUNTS.c.platform == bindparam("platform_"),
            ACCOUNTS.c.person == bindparam("person_"),
        ),
    )
    .outerjoin(VOTES, and_(VOTES.c.poll == POLLS.c.id, VOTES.c.account == ACCOUNTS.c.id))
    .where(POLLS.c.id == bindparam("poll_"))
    .with_for_update(read=True, of=POLLS)
)
_PUT_VOTE = insert(VOTES)
_PUT_VOTE = _PUT_VOTE.on_conflict_do_update(
    index_elements=["poll", "account"],
    set_={name: _PUT_VOTE.excluded[name] for name in ("options", "at", "source_order")},
)
_COUNT = insert(TALLIES)
_COUNT = _COUNT.on_conflict_do_update(
    index_elements=["poll", "option", "slot"], set_={"votes": TALLIES.c.votes + _COUNT.excluded.votes}
)
_POLL = select(POLLS).where(POLLS.c.id == bindparam("poll_"))
_POLLS_OF_BRAND = select(POLLS).where(POLLS.c.brand == bindparam("brand_")).order_by(POLLS.c.created_at.desc())
_CLOSE = (
    update(POLLS)
    .where((POLLS.c.id == bindparam("poll_")) & POLLS.c.closed_at.is_(None))
    .values(closed_at=bindparam("now_"))
    .returning(POLLS.c.id)
)
_TALLY = (
    select(TALLIES.c.option, func.sum(TALLIES.c.votes))
    .where(TALLIES.c.poll == bindparam("poll_"))
    .group_by(TALLIES.c.option)
)
_POST_OF_MESSAGE = select(POSTS.c.poll).where(
    and_(
        POSTS.c.platform == bindparam("platform_"),
        POSTS.c.chat == bindparam("chat_"),
        POSTS.c.message == bindparam("message_"),
    )
)
_POLL_OF_NATIVE = select(POSTS.c.poll).where(
    (POSTS.c.platform == bindparam("platform_")) & (POSTS.c.native == bindparam("native_"))
)
_POSTS_OF_POLL = select(POSTS).where(POSTS.c.poll == bindparam("poll_")).order_by(POSTS.c.id)
_POSTED = (
    update(POSTS)
    .where(POSTS.c.letter == bindparam("letter_"))
    .values(message=bindparam("message_"), native=bindparam("native_"), shown=bindparam("shown_"))
)
_SHOWN = update(POSTS).where(POSTS.c.id == bindparam("id_")).values(shown=bindparam("shown_"))
_MOVE_POSTS = (
    update(POSTS)
    .where((POSTS.c.platform == bindparam("platform_")) & (POSTS.c.chat == bindparam("old_")))
    .values(chat=bindparam("new_"))
)
# A poll is looked at while it is open, and after that until every message of it says so.
_WATCHED = (
    select(POSTS, POLLS.c.closed_at)
    .join(POLLS, POLLS.c.id == POSTS.c.poll)
    .where(POSTS.c.message.is_not(None))
    .where(~exists().where(LETTERS.c.key == literal("edit:").concat(cast(POSTS.c.id, String))))
    .where(or_(POLLS.c.closed_at.is_(None), POSTS.c.shown.not_like("closed:%")))
)
_WATCHED_TALLIES = (
    select(TALLIES.c.poll, TALLIES.c.option, func.sum(TALLIES.c.votes))
    .where(TALLIES.c.poll.in_(bindparam("polls_", expanding=True)))
    .group_by(TALLIES.c.poll, TALLIES.c.option)
)


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll without its votes."""

    id: str
    brand: str
    question: str
    options: list[str]
    created_at: datetime
    closed_at: datetime | None

    @property
    def state(self) -> str:
        """Return `open` or `closed`."""
        return "closed" if self.closed_at else "open"

    @property
    def line(self) -> str:
        """Return the id of the poll's line in the ledger."""
        return line_of(self.id)


@dataclass(frozen=True, slots=True)
class Ballot:
    """All that decides what becomes of one vote."""

    poll: str
    brand: str
    question: str
    options: list[str]
    closed_at: datetime | None
    account: int | None
    language: str | None
    team: bool | None
    chosen: list[int] | None
    at: datetime | None
    source_order: int | None

    def is_older(self, order: int, at: datetime) -> bool:
        """Tell whether a vote of this order and time was cast before the one that stands."""
        if self.at is None or self.source_order is None:
            return False
        return order < self.source_order and abs(at - self.at) < ORDER_HOLDS


@dataclass(frozen=True, slots=True)
class Cast:
    """A vote that was cast."""

    account: int
    options: list[int]
    """Positions of what was chosen; none = taken back."""
    at: datetime
    order: int
    """By the source's own reckoning."""


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
    shown: str


@dataclass(frozen=True, slots=True)
class Results:
    """How a poll stands: votes by option, in the poll's order, and how many people voted."""

    votes: list[int]
    voters: int

    def state(self, *, closed: bool) -> str:
        """Return the form that `poll_posts.shown` keeps."""
        return f"{'closed' if closed else 'open'}:{self.voters}:" + ",".join(map(str, self.votes))


def line_of(poll: str) -> str:
    """Return the id of the poll's line in the ledger."""
    return f"poll:{poll}"


def create(db: Session, poll: Poll) -> None:
    """Store a new poll."""
    db.execute(
        POLLS.insert(),
        {
            "id": poll.id,
            "brand": poll.brand,
            "question": poll.question,
            "options": poll.options,
            "created_at": poll.created_at,
        },
    )


def find(db: Session, poll: str) -> Poll | None:
    """Return the poll of this id."""
    row = db.execute(_POLL, {"poll_": poll}).one_or_none()
    return Poll(*row) if row else None


def of_brand(db: Session, brand: str) -> list[Poll]:
    """Return the brand's polls, newest first."""
    return [Poll(*row) for row in db.execute(_POLLS_OF_BRAND, {"brand_": brand})]


def ballot(db: Session, poll: str, platform: str, person: str) -> Ballot | None:
    """Return what decides about this person's vote, or None where there is no such poll."""
    row = db.execute(_BALLOT, {"poll_": poll, "platform_": platform, "person_": person}).one_or_none()
    return Ballot(*row) if row else None


def vote(db: Session, ballot_: Ballot, new: Cast, slot: int) -> None:
    """Let this choice stand in place of the account's former one, and the tally with it."""
    row = {
        "poll": ballot_.poll,
        "account": new.account,
        "options": new.options,
        "at": new.at,
        "source_order": new.order,
    }
    db.execute(_PUT_VOTE, row)
    before, after = set(ballot_.chosen or ()), set(new.options)
    changes = dict.fromkeys(after - before, 1) | dict.fromkeys(before - after, -1)
    if bool(before) != bool(after):
        changes[VOTERS] = 1 if after else -1
    if changes:
        tally = sorted(changes.items())
        db.execute(_COUNT, [{"poll": ballot_.poll, "option": each, "slot": slot, "votes": by} for each, by in tally])


def close(db: Session, poll: str, now: datetime) -> bool:
    """Close the poll; return whether it was open."""
    return db.execute(_CLOSE, {"poll_": poll, "now_": now}).one_or_none() is not None


def results(db: Session, poll: Poll) -> Results:
    """Return how the poll stands now."""
    return _results(dict(db.execute(_TALLY, {"poll_": poll.id}).tuples().all()), len(poll.options))


def _results(tally: dict[int, Any], options: int) -> Results:
    return Results([int(tally.get(each, 0)) for each in range(options)], int(tally.get(VOTERS, 0)))


def add_post(db: Session, poll: str, platform: str, chat: str, letter: int, *, bare: bool = False) -> None:
    """Note that this letter will be a message in which the poll stands."""
    db.execute(
        POSTS.insert(),
        {"poll": poll, "platform": platform, "chat": chat, "letter": letter, "bare": bare, "shown": ""},
    )


def posted(db: Session, letter: int, message: str | None, native: str | None, shown: str) -> None:
    """Note where the letter became a message."""
    db.execute(_POSTED, {"letter_": letter, "message_": message, "native_": native, "shown_": shown})


def shown(db: Session, post: int, state: str) -> None:
    """Note what the message shows now."""
    db.execute(_SHOWN, {"id_": post, "shown_": state})


def posts(db: Session, poll: str) -> list[Post]:
    """Return the messages in which the poll stands, in the order they were put."""
    return [Post(*row) for row in db.execute(_POSTS_OF_POLL, {"poll_": poll})]


def poll_in(db: Session, platform: str, chat: str, message: str) -> str | None:
    """Return the poll that stands in this message."""
    return db.execute(_POST_OF_MESSAGE, {"platform_": platform, "chat_": chat, "message_": message}).scalar()


def poll_of_native(db: Session, platform: str, native: str) -> str | None:
    """Return our poll that the platform knows by this id."""
    return db.execute(_POLL_OF_NATIVE, {"platform_": platform, "native_": native}).scalar()


def move_chat(db: Session, platform: str, old: str, new: str) -> None:
    """Give the posts of a migrated chat its new id."""
    db.execute(_MOVE_POSTS, {"platform_": platform, "old_": old, "new_": new})


def edit_key(post: int) -> str:
    """Return the key of the one letter that brings a message up to date (`_WATCHED` knows it too)."""
    return f"edit:{post}"


def stale(db: Session) -> list[tuple[Post, str]]:
    """Return the messages that no longer show how their poll stands, each with what it should show.

    Those whose edit is on its way already are left out.
    """
    watched = db.execute(_WATCHED).all()
    tallies: dict[str, dict[int, int]] = {}
    for poll, option, votes in db.execute(_WATCHED_TALLIES, {"polls_": list({row.poll for row in watched})}):
        tallies.setdefault(poll, {})[option] = votes
    found = []
    for *fields, closed_at in watched:
        post = Post(*fields)
        options = post.shown.count(",") + 1
        state = _results(tallies.get(post.poll, {}), options).state(closed=closed_at is not None)
        if post.native and closed_at is None:
            continue  # the platform itself keeps the bars of its own poll
        if state != post.shown:
            found.append((post, state))
    return found
