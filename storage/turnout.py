"""Who voted, and where: what a poll's results, exports and milestones are told from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, func, literal, null, select

from chat.address import Address
from storage import polls, votes
from storage.database import Session, padded
from storage.outbox import LETTERS
from storage.people import ACCOUNTS
from storage.polls import POLLS, Poll
from storage.tables import TABLES
from storage.votes import VOTERS_OF_POLL, VOTES, Results

PARTICIPATIONS = TABLES["participations"]
REASONS = TABLES["reasons"]

PORTION = 2_000
"""So many rows are read at a time, however many there are."""

_VOTED = VOTES.c.options != bindparam("none_", [], type_=VOTES.c.options.type)
_KNOWN_CHATS: Any = bindparam("chats_", expanding=True)
# The chats stand in a subquery: PostgreSQL would take a second list of them for another expression than the first.
_VOTES_BY_PLACE = (
    select(
        ACCOUNTS.c.platform,
        case((VOTES.c.chat.in_(_KNOWN_CHATS), VOTES.c.chat), else_=literal("")).label("place"),
        VOTES.c.options,
    )
    .join(ACCOUNTS, ACCOUNTS.c.id == VOTES.c.account)
    .where((VOTES.c.poll == bindparam("poll_")) & _VOTED)
    .subquery()
)
_TURNOUT = select(
    _VOTES_BY_PLACE.c.platform, _VOTES_BY_PLACE.c.place, _VOTES_BY_PLACE.c.options, func.count()
).group_by(_VOTES_BY_PLACE.c.platform, _VOTES_BY_PLACE.c.place, _VOTES_BY_PLACE.c.options)
_PARTICIPATIONS_BY_PLACE = (
    select(
        ACCOUNTS.c.platform,
        case((PARTICIPATIONS.c.chat.in_(_KNOWN_CHATS), PARTICIPATIONS.c.chat), else_=literal("")).label("place"),
    )
    .join(ACCOUNTS, ACCOUNTS.c.id == PARTICIPATIONS.c.account)
    .where(PARTICIPATIONS.c.poll == bindparam("poll_"))
    .subquery()
)
_SECRET_TURNOUT = select(
    _PARTICIPATIONS_BY_PLACE.c.platform, _PARTICIPATIONS_BY_PLACE.c.place, null(), func.count()
).group_by(_PARTICIPATIONS_BY_PLACE.c.platform, _PARTICIPATIONS_BY_PLACE.c.place)
_VOTES_OF = (
    select(
        VOTES.c.account,
        func.coalesce(ACCOUNTS.c.platform, ""),
        func.coalesce(ACCOUNTS.c.person, ""),
        func.coalesce(ACCOUNTS.c.name, ""),
        VOTES.c.chat,
        VOTES.c.options,
        VOTES.c.at,
    )
    .outerjoin(ACCOUNTS, ACCOUNTS.c.id == VOTES.c.account)
    .where((VOTES.c.poll == bindparam("poll_")) & (VOTES.c.account > bindparam("after_")) & _VOTED)
    .order_by(VOTES.c.account)
    .limit(PORTION)
)
_CROWDS = (
    select(POLLS.c.id, POLLS.c.brand, POLLS.c.created_at, VOTERS_OF_POLL)
    .where(POLLS.c.closed_at.is_(None) & POLLS.c.deleted_at.is_(None))
    .where(POLLS.c.rules["milestones"].as_boolean().is_(True))
    .order_by(POLLS.c.created_at, POLLS.c.id)
)
_CLOSED_SINCE = (
    select(POLLS.c.id, POLLS.c.brand, POLLS.c.closed_at)
    .where((POLLS.c.closed_at >= bindparam("since_")) & POLLS.c.deleted_at.is_(None))
    .order_by(POLLS.c.closed_at, POLLS.c.id)
)
_REASONS = select(func.count()).where(REASONS.c.poll == bindparam("poll_"))
_KEYS = select(LETTERS.c.key).where(LETTERS.c.key.in_(bindparam("keys_", expanding=True)))


@dataclass(frozen=True, slots=True)
class Part:
    """People of one platform who voted in one place in the same way."""

    platform: str
    chat: Address | None
    """The audience chat it was done in; None: elsewhere, such as a private chat."""
    options: list[int] | None
    """Ids of what they chose, of a ranked poll the best first; None: nobody may know."""
    voters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What one person chose."""

    account: int
    platform: str
    person: str
    name: str
    chat: str
    options: list[int]
    at: datetime


def parts(db: Session, poll: Poll, chats: Iterable[Address]) -> list[Part]:
    """Return who voted where in which way, of an anonymous poll only who voted where.

    A vote counts for the platform it was cast on: in private chats, that of the account that stands for its person.
    """
    by_id: dict[str, list[Address]] = {}
    for chat in chats:
        by_id.setdefault(chat.id, []).append(chat)
    statement = _SECRET_TURNOUT if poll.rules.anonymous else _TURNOUT
    found = db.execute(statement, {"poll_": poll.id, "chats_": padded(list(by_id))} if by_id else _nowhere(poll))
    return [_part(by_id, *row) for row in found]


def _nowhere(poll: Poll) -> dict[str, Any]:
    return {"poll_": poll.id, "chats_": [""]}


def _part(by_id: dict[str, list[Address]], platform: str, place: str, options: Any, voters: int) -> Part:  # noqa: ANN401  # JSON
    same = by_id.get(place, [])
    # Two platforms may call a chat by the same id; then it is the one of the account's platform.
    chat = same[0] if len(same) == 1 else next((each for each in same if each.platform == platform), None)
    return Part(chat.platform if chat else platform, chat, options, int(voters))


def choices(db: Session, poll: Poll) -> Iterator[Choice]:
    """Give what each person chose in a poll that is not anonymous, read in portions."""
    after = 0
    while found := db.execute(_VOTES_OF, {"poll_": poll.id, "after_": after}).all():
        for account, platform, person, name, chat, options, at in found:
            yield Choice(
                account=account, platform=platform, person=person, name=name, chat=chat, options=options, at=at
            )
        after = found[-1][0]


def counted(db: Session, brand: str) -> list[tuple[Poll, Results]]:
    """Return the brand's polls with how they stand, newest first, without the deleted ones."""
    found = polls.of_brand(db, brand)
    tallies: dict[str, dict[int, int]] = {}
    for start in range(0, len(found), PORTION):
        tallies |= votes.tallies(db, [poll.id for poll in found[start : start + PORTION]])
    return [(poll, Results.of(poll, tallies.get(poll.id, {}))) for poll in found]


def reasons_of(db: Session, poll: str) -> int:
    """Return how many people gave a reason."""
    return int(db.execute(_REASONS, {"poll_": poll}).scalar_one())


def crowds(db: Session) -> list[tuple[str, str, datetime, int]]:
    """Return (poll, brand, made at, voters) of the open polls whose milestones the team wants to hear of."""
    return [(poll, brand, at, int(voters)) for poll, brand, at, voters in db.execute(_CROWDS)]


def closed_since(db: Session, since: datetime) -> list[tuple[str, str, datetime]]:
    """Return (poll, brand, closed at) of the polls that closed then or later, and are not deleted."""
    return [(poll, brand, at) for poll, brand, at in db.execute(_CLOSED_SINCE, {"since_": since})]


def written(db: Session, keys: list[str]) -> set[str]:
    """Return those of the keys of which there is a letter."""
    return set(db.execute(_KEYS, {"keys_": padded(keys)}).scalars()) if keys else set()
